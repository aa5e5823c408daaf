"""Disks that fill up, and power that fails: what holds for every kind of file that the program writes."""

import json
import os
import stat
import subprocess
import sys

import pytest

from benchmarks.killed_writes import KINDS
from tests.paths import ROOT

HOMES = ("HOME", "XDG_DATA_HOME")
QUIET = {"settings", "kept-joints"}  # no reason to disturb anybody: what they hold is made again


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of files")
def test_a_disk_that_fills_up_leaves_the_old_file_and_is_one_sentence(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-m", "tests.full_disks", tmp_path],
        cwd=ROOT,
        # A home of its own: corrections that cannot lie beside their file are kept there.
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "OMP_NUM_THREADS": "1",
            **dict.fromkeys(HOMES, str(tmp_path)),
        },
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout.splitlines()[-1])
    assert set(found) == set(KINDS)
    for kind, (said, version, too_many) in found.items():
        assert version == 0 and too_many == 0, kind
        assert (said == "") == (kind in QUIET), f"{kind}: {said}"
        assert said == "" or (said.endswith((".", "?")) and "\n" not in said and "Errno" not in said), said


class Order:
    """The order in which files reach the disk, and in which they get their names."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[tuple[str, object, int]] = []
        sync, replace = os.fsync, os.replace

        def synced(file: int | object) -> None:
            state = os.fstat(file if isinstance(file, int) else file.fileno())
            self.done.append(("folder" if stat.S_ISDIR(state.st_mode) else "file", state.st_ino, state.st_size))
            sync(file)

        def named(source: str, target: str) -> None:
            state, folder = os.stat(source), os.stat(os.path.dirname(os.path.abspath(target)))
            self.done.append(("named", (state.st_ino, folder.st_ino), state.st_size))
            replace(source, target)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "replace", named)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"settings"}))  # Qt's own: it syncs them, too
def test_content_is_on_the_disk_before_its_name_is_and_the_name_before_the_writer_goes_on(kind, tmp_path, monkeypatch):
    """Else a power failure could leave an empty file in the place of the old one."""
    (tmp_path / "folder").mkdir()
    writes = KINDS[kind](tmp_path / "folder")
    writes.write(1)
    writes.write(0)
    before = {file: file.stat().st_ino for file in (tmp_path / "folder").rglob("*") if file.is_file()}
    order = Order(monkeypatch)
    writes.write(1)
    monkeypatch.undo()
    named = [(at, *told) for at, (what, told, _) in enumerate(order.done) if what == "named"]
    for at, file, folder in named:
        assert ("file", file, order.done[at][2]) in order.done[:at], "all of the content is synced first"
        assert any(what == "folder" and told == folder for what, told, _ in order.done[at:]), "and then its name"
    new = {file for file in (tmp_path / "folder").rglob("*") if file.is_file()}
    changed = {file.stat().st_ino for file in new if before.get(file) != file.stat().st_ino}
    assert changed and changed <= {file for _, file, _ in named}, "nothing gets its name in another way"
    assert writes.read() == 1
