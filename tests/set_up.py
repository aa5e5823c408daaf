"""A project to set up, and programs that stand for the system's: for the tests of start.py and of the installer."""

import json
import os
import stat
from pathlib import Path

import pytest

import start

posix = pytest.mark.skipif(os.name != "posix", reason="uses shell scripts and links")


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def stamp(folder: Path, extras: list[str]) -> None:
    content = {"fingerprint": start.fingerprint(), "extras": extras}
    (folder / ".venv" / start.STAMP).write_text(json.dumps(content))
