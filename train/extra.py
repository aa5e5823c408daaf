"""The packages that training needs beside those of the program itself: the group ``train`` in pyproject.toml."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager

from recognizer.errors import UserError

PACKAGES = ("torchmetrics", "onnx", "onnxscript", "tensorboard")


def require(*packages: str) -> None:
    """Check that these packages are installed, before work begins that would end without them. Raises ``UserError``."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            raise _missing(package)


@contextmanager
def missing_packages_explained() -> Iterator[None]:
    """Turn the failed import of a training package into a ``UserError`` that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in PACKAGES:
            raise
        raise _missing(package) from error


def _missing(package: str) -> UserError:
    return UserError(
        f'This needs the package {package}, which is not installed: run pip install -e ".[train]" in the project\'s '
        "folder, or start the trainer by python3 start.py train, which installs it."
    )
