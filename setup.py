"""The one step of building that pyproject.toml cannot name: ``resources`` goes into the wheel inside a package.

In a checkout the folder lies at the top level, where it is seen. A wheel must not put a folder of so common a name
beside everybody else's packages, so it is copied to where ``recognizer/resources.py`` looks for it first.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    """Copies the packages, and the resources into one of them."""

    def run(self) -> None:
        """Build as usual; for a wheel, copy the resources as well."""
        super().run()
        if self.editable_mode:
            return  # the checkout itself is used, where the resources are found beside the packages
        for file in sorted(path for path in Path("resources").rglob("*") if path.is_file()):
            target = Path(self.build_lib, "recognizer", "resources_data", file.relative_to("resources"))
            self.mkpath(str(target.parent))
            self.copy_file(str(file), str(target))


setup(cmdclass={"build_py": BuildWithResources})
