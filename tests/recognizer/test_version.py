"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from recognizer import version


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "version", lacks)


def test_a_copy_that_is_run_where_it_lies_has_its_project_files_version(copied) -> None:
    assert f'version = "{version.program_version()}"' in version.PROJECT.read_text(encoding="utf-8")


@pytest.mark.parametrize("written", [None, "version = ", "[project]\n"])
def test_a_copy_without_a_whole_project_file_has_none(
    copied, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str | None
) -> None:
    project = tmp_path / "pyproject.toml"
    if written is not None:
        project.write_text(written)
    monkeypatch.setattr(version, "PROJECT", project)
    assert version.program_version() == "unknown"
