"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """As ``0.1.0``; "unknown" where the program was not installed but merely copied."""
    try:
        return version("mssa-studio")
    except PackageNotFoundError:
        return "unknown"
