"""What the checks find makes them fail. Each check itself is a tool's own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the checker and nothing wrong in it."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "check.py", tmp_path / ".ci")
    for folder in ("app", "recognizer", "train", "benchmarks", "docs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "some.py").touch()
    return tmp_path


def check(project: Path, *words: str) -> subprocess.CompletedProcess:
    """Run these checks."""
    command = [sys.executable, project / ".ci" / "check.py", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("name", "content", "finding"),
    [
        ("lint", "import os\n", "F401"),
        ("format", "x = {  1:2}\n", "would be reformatted"),
        ("types", 'number: int = "one"\n', "Incompatible types"),
        ("types", "def broken(:\n", "syntax"),
    ],
)
def test_a_check_fails_where_there_is_something_to_find(project, name, content, finding):
    assert check(project, name).returncode == 0
    (project / "app" / "wrong.py").write_text(content)
    checked = check(project, name)
    assert checked.returncode == 1 and finding in checked.stdout + checked.stderr
    assert f"Failed: {name}." in checked.stdout


def test_an_unknown_check_is_wrong_usage(project):
    asked = check(project, "spelling")
    assert asked.returncode == 2
    assert "spelling" in asked.stderr
