"""Write every kind of file over an old one while no file may become larger than half of what it needs:
python -m tests.full_disks FOLDER prints, as JSON, what each write said, which version is there then, and how many files
too many.

The system refuses to write on in the middle of a file, as on a full disk, whoever writes: Python, FFmpeg or Qt."""

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.killed_writes import KINDS
from recognizer.errors import UserError


def files(folder: Path) -> set[Path]:
    return {each for each in folder.rglob("*") if each.is_file()}


def said_by(write: Callable[[], object], most: int) -> str:
    """What is said where no file may become larger: the sentence, empty without any. By a process of its own."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            write()
        except UserError as error:
            os.write(theirs, str(error).encode())
        except BaseException as error:
            os.write(theirs, f"{error!r}\nis no sentence".encode())
        os._exit(0)
    os.close(theirs)
    with open(ours, "rb") as told:
        said = told.read().decode()
    os.waitpid(process, 0)
    return said


def full(name: str, folder: Path) -> tuple[str, int, int]:
    folder.mkdir(parents=True)
    writes = KINDS[name](folder)
    writes.write(1)  # the sources that some are made of
    writes.write(0)
    before = files(folder)
    said = said_by(lambda: writes.write(1), max(file.stat().st_size for file in before) // 2)
    return said, writes.read(), len(files(folder) - before)


if __name__ == "__main__":
    found = {name: full(name, Path(sys.argv[1]) / name) for name in KINDS}
    print(json.dumps(found))
