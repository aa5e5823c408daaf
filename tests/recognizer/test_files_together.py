"""Files that are replaced as one: at whatever call the writing ends, all of them are old or all of them are new."""

import json
import os
import time

import pytest

from recognizer.errors import UserError
from recognizer.files import ABANDONED_AFTER
from recognizer.files_together import finish_writing, write_together

OLD, NEW = {"a.txt": b"old a", "b.txt": b"old b"}, {"a.txt": b"new a", "b.txt": b"new b", "c.txt": b"new c"}


class PowerFailure(BaseException):
    """Nothing after it is done, as ``finally`` and ``except`` would have it."""


def content(folder) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in os.listdir(folder)}


@pytest.fixture
def folder(tmp_path):
    write_together(tmp_path / "folder", OLD)
    (tmp_path / "folder" / "mine.txt").write_bytes(b"mine")
    return tmp_path / "folder"


def test_files_replace_those_of_their_names_and_nothing_else(folder):
    write_together(folder, NEW)
    assert content(folder) == {**NEW, "mine.txt": b"mine"}


def test_whatever_call_is_the_last_one_the_files_are_of_one_writing(folder, monkeypatch):
    """Each change of the file system is the last one once, the removal of what is left over included."""
    real = {name: getattr(os, name) for name in ("replace", "unlink", "fsync", "open")}
    outcomes = []
    for last in range(1000):
        left = last

        def counted(name):
            def call(*given, **named):
                nonlocal left
                if (left := left - 1) < 0:
                    raise PowerFailure
                return real[name](*given, **named)

            return call

        with monkeypatch.context() as patched:
            for name in real:
                patched.setattr(os, name, counted(name))
            try:
                write_together(folder, NEW)
                through = True
            except PowerFailure:
                through = False
        finish_writing(folder)
        there = {name: data for name, data in content(folder).items() if not name.startswith(".")}
        assert there in ({**OLD, "mine.txt": b"mine"}, {**NEW, "mine.txt": b"mine"}), f"after call {last}"
        outcomes.append("c.txt" in there)
        if through:
            break
        (folder / "c.txt").unlink(missing_ok=True)
        write_together(folder, OLD)
    assert outcomes == sorted(outcomes) and outcomes[-1] and outcomes.count(True) > 3 and outcomes.count(False) > 3


def test_a_full_disk_leaves_the_old_files_and_nothing_else(folder, monkeypatch):
    def full(file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left"):
        write_together(folder, NEW)
    assert content(folder) == {**OLD, "mine.txt": b"mine"}


@pytest.mark.parametrize("name", ["../mine.txt", "sub/mine.txt"])
def test_a_note_moves_nothing_out_of_its_folder_or_into_it(folder, tmp_path, name):
    (tmp_path / "mine.txt").write_bytes(b"mine")
    waiting = ".a-12345678.next.txt"
    (folder / waiting).write_bytes(b"theirs")
    for told in ({name: waiting}, {"b.txt": f".x-12345678.next/../{waiting}"}, {"a.txt": "b.txt"}, ["a.txt"]):
        (folder / ".12345678.together.json").write_text(json.dumps(told))
        finish_writing(folder)
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"
    assert content(folder) == {**OLD, "mine.txt": b"mine", waiting: b"theirs"}


def test_what_waits_without_a_note_goes_after_a_day(folder):
    old = time.time() - ABANDONED_AFTER - 60
    for name in (".a-12345678.next.txt", ".a-87654321.next.txt"):
        (folder / name).touch()
    os.utime(folder / ".a-12345678.next.txt", (old, old))
    write_together(folder, NEW)
    assert content(folder) == {**NEW, "mine.txt": b"mine", ".a-87654321.next.txt": b""}
