"""Save a pack over an older one again and again, killed each time one step later, until it gets through:
python -m tests.recognizer.own_actions.killed_saves OLD NEW WORK prints how many were killed.

A step is whatever changes a file or a folder. Each save is a process of its own, forked from this one."""

import os
import shutil
import signal
import sys
from pathlib import Path

import recognizer.own_actions.pack_folder as folders
from recognizer.own_actions.pack import Pack

STEPS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")
WRITES = os.O_WRONLY | os.O_RDWR


def kill_at(step: int) -> None:
    """From here on, end this process by SIGKILL right before it changes the file system for the ``step``-th time."""
    left = step

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        changes = event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES)
        if changes and (left := left - 1) < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def saved(folder: Path, pack: Pack, step: int) -> bool:
    """Save in another process, which is killed at that step; whether it got through."""
    process = os.fork()
    if process == 0:
        try:
            kill_at(step)
            folders.save_pack(folder, pack)
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitpid(process, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a save failed"
    return not os.WIFSIGNALED(status)


def main(old: Path, new: Path, work: Path) -> None:
    pack, step = folders.load_pack(new), 0
    while True:
        folder = work / f"{step:03d}"
        if old.exists():
            shutil.copytree(old, folder)
        if saved(folder, pack, step):
            break
        step += 1
    print(step)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
