"""Who may import whom: app -> recognizer <- train, and Qt in the app alone. The rules stand in pyproject.toml."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGES = ("app", "recognizer", "train")


def lint(folder: Path) -> subprocess.CompletedProcess:
    """import-linter's judgement of the packages in ``folder``; in a process of its own, since it reads sys.path."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120)


def test_imports_point_the_agreed_way():
    judged = lint(ROOT)
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("recognizer", "import app"),
        ("recognizer", "from train import something"),
        ("recognizer", "from PySide6.QtCore import QThread"),
        ("recognizer", "import pyqtgraph"),
        ("train", "import app.something"),
        ("train", "def late():\n    import PySide6"),
        ("app", "import train.something"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path, package, line):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "something.py").touch()
    (tmp_path / "app" / "window.py").write_text("import recognizer.something\nimport PySide6.QtWidgets\n")
    assert lint(tmp_path).returncode == 0
    (tmp_path / package / "wrong.py").write_text(line + "\n")
    assert lint(tmp_path).returncode == 1


def test_packages_can_be_found_by_the_linter():
    assert all((ROOT / name / "__init__.py").is_file() for name in PACKAGES)
