"""Which version of the program this is."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def program_version() -> str:
    """As ``0.1.0``: that of the installed package, or, of a copy that is run where it lies, its project file's;
    "unknown" where neither is there."""
    try:
        return version("mssa-studio")
    except PackageNotFoundError:
        return _version_of_copy()


def _version_of_copy() -> str:
    try:
        return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return "unknown"
