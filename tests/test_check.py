"""The check of types lets known errors pass and no other. The other checks are the tools' own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

WRONG = 'number: int = "one"\n'  # an error of the kind [assignment]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the checker and three packages, one of which has two known errors."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "check.py", tmp_path / ".ci")
    for folder in ("app", "recognizer", "train", "benchmarks", "docs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "some.py").touch()
    (tmp_path / "app" / "old.py").write_text(WRONG + WRONG.replace("number", "another"))
    (tmp_path / ".ci" / "type_errors.txt").write_text("# a remark\napp/old.py assignment 2\n")
    return tmp_path


def check(project: Path, *words: str) -> subprocess.CompletedProcess:
    command = [sys.executable, project / ".ci" / "check.py", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def test_known_errors_pass_and_new_ones_do_not(project):
    assert check(project, "types").returncode == 0

    (project / "recognizer" / "new.py").write_text(WRONG)
    checked = check(project, "types")
    assert checked.returncode == 1
    assert "recognizer/new.py:1: error: Incompatible types" in checked.stdout.replace("\\", "/")
    assert "3 errors, 1 of them new." in checked.stdout

    (project / "recognizer" / "new.py").unlink()
    with open(project / "app" / "old.py", "a") as file:
        file.write("number.absent\n")  # of another kind, in a file with known errors
    assert check(project, "types").returncode == 1


def test_mended_errors_are_reported_and_cannot_come_back_once_that_is_accepted(project):
    known = project / ".ci" / "type_errors.txt"
    (project / "app" / "old.py").write_text(WRONG)
    checked = check(project, "types")
    assert checked.returncode == 0
    assert "1 known errors were mended" in checked.stdout
    assert "assignment 2" in known.read_text()

    assert check(project, "types", "--accept").returncode == 0
    assert known.read_text().splitlines()[-1] == "app/old.py assignment 1"
    (project / "app" / "old.py").write_text(WRONG + WRONG.replace("number", "another"))
    assert check(project, "types", "--accept").returncode == 1
    assert known.read_text().splitlines()[-1] == "app/old.py assignment 1"


def test_a_type_checker_that_fails_is_no_success(project):
    (project / "train" / "broken.py").write_text("def broken(:\n")
    assert check(project, "types").returncode == 1


def test_an_unknown_check_is_wrong_usage(project):
    asked = check(project, "spelling")
    assert asked.returncode == 2
    assert "spelling" in asked.stderr


def test_only_the_app_has_known_errors():
    lines = (ROOT / ".ci" / "type_errors.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith(("#", "app/")) for line in lines)
