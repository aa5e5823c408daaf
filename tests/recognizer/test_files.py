"""Writing files: whole or not at all, with the rights of any new file, and a sentence where it cannot be done."""

import errno
import os
import shutil
import stat
import sys
import time

import pytest

import recognizer.files as files
from recognizer.errors import UserError
from recognizer.files import ABANDONED_AFTER, atomic, temporary_beside, write_text

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


def test_a_file_appears_whole_in_a_folder_that_is_made_for_it(tmp_path):
    path = tmp_path / "new" / "folder" / "a.txt"
    with atomic(str(path)) as temporary:
        temporary.write_text("half")
        assert not path.exists() and temporary.parent == path.parent and temporary.suffix == ".txt"
    assert path.read_text() == "half" and os.listdir(path.parent) == ["a.txt"]


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    write_text(path, "old")
    with pytest.raises(ZeroDivisionError), atomic(path) as temporary:
        temporary.write_text("new")
        raise ZeroDivisionError
    assert path.read_text() == "old" and os.listdir(tmp_path) == ["a.txt"]


def test_the_content_is_on_the_disk_before_the_name_is_and_the_name_before_anything_else(tmp_path, monkeypatch):
    """Else a power failure could leave an empty file in the place of the old one."""
    done: list[object] = []
    sync, replace = os.fsync, os.replace

    def synced(file: object) -> None:
        state = os.fstat(file if isinstance(file, int) else file.fileno())
        done.append("folder" if stat.S_ISDIR(state.st_mode) else state.st_size)
        sync(file)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", lambda *paths: done.append("named") or replace(*paths))
    write_text(tmp_path / "a.txt", "text")
    assert done == [len("text"), "named", *([] if sys.platform == "win32" else ["folder"])]


def test_text_is_utf_8_with_plain_line_ends_everywhere(tmp_path):
    write_text(tmp_path / "a.txt", "Ã = A + αQ\nnext\n")
    assert (tmp_path / "a.txt").read_bytes() == "Ã = A + αQ\nnext\n".encode()


def test_two_files_in_the_making_do_not_meet(tmp_path):
    made = {temporary_beside(tmp_path / "a.txt") for _ in range(20)}
    assert len(made) == 20 and all(file.exists() and file.name.startswith(".a-") for file in made)


def test_what_killed_processes_left_is_removed_after_a_day_and_nothing_else_is(tmp_path, monkeypatch):
    old = time.time() - ABANDONED_AFTER - 60
    left = [temporary_beside(tmp_path / name) for name in ("a.txt", "b.tar.gz", "bare")]
    being_written = temporary_beside(tmp_path / "c.txt")
    others = [tmp_path / name for name in (".a-12345678.txt", "b-12345678.part.txt", ".part.txt", ".a.part.txt")]
    for file in others:
        file.touch()
    for file in (*left, *others):
        os.utime(file, (old, old))
    write_text(tmp_path / "a.txt", "text")
    assert all(file.exists() for file in left), "the folder was looked through when the first of them was made"
    monkeypatch.setattr(files, "_cleaned", set())  # the next process
    write_text(tmp_path / "a.txt", "text")
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "a.txt", being_written, *others])


def test_a_name_as_long_as_the_system_takes_can_be_written(tmp_path):
    path = tmp_path / ("a" * 251 + ".txt")
    write_text(path, "text")
    assert path.read_text() == "text"


@POSIX
@pytest.mark.parametrize(("mask", "rights"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_file_has_the_rights_that_any_new_file_has(tmp_path, mask, rights):
    before = os.umask(mask)
    try:
        write_text(tmp_path / "a.txt", "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == rights


def test_the_rights_of_files_that_other_threads_make_are_left_alone(tmp_path, monkeypatch):
    """The umask can only be looked up by changing it, for all threads."""
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("the umask was changed"))
    write_text(tmp_path / "a.txt", "text")


@pytest.mark.parametrize("where", ["a file/a.txt", "folder"])
def test_what_cannot_be_written_is_one_sentence_with_its_name(tmp_path, where):
    (tmp_path / "a file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match=r"^Cannot write .*\.$") as failure:
        write_text(tmp_path / where, "text")
    assert str(tmp_path / where) in str(failure.value)
    assert sorted(os.listdir(tmp_path)) == ["a file", "folder"]


def test_a_disk_that_fills_up_on_the_way_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match="No space left"), atomic(tmp_path / "a.txt"):
        raise OSError(28, "No space left on device")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("folder_goes", [True, False], ids=["unplugged", "read-only"])
def test_a_disk_that_goes_away_while_something_is_written_is_one_sentence(tmp_path, monkeypatch, folder_goes):
    """The unfinished file cannot be removed then, which is nothing to be told of beside it."""

    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    folder = tmp_path / "stick"
    with pytest.raises(UserError, match=r"^Cannot write .*a\.txt: .*\.$"), atomic(folder / "a.txt") as temporary:
        temporary.write_text("text")
        if folder_goes:
            shutil.rmtree(folder)
        else:
            monkeypatch.setattr(os, "replace", refused)
            monkeypatch.setattr(os, "unlink", refused)
