"""Outputs are looked at before any work begins: none replaces a source, another output, or anybody's file."""

import os
import sys
from pathlib import Path

import pytest

from recognizer.errors import UserError
from recognizer.output.targets import check_targets, result_names

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links")


def refused(*arguments, **options) -> str:
    with pytest.raises(UserError) as failure:
        check_targets(*arguments, **options)
    return str(failure.value)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "take1.mp4"
    path.write_bytes(b"a film")
    return path


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_source_is_never_replaced_whatever_it_is_called(tmp_path, source, monkeypatch, overwrite):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in (source, tmp_path / "folder" / ".." / "take1.mp4", source.relative_to(tmp_path)):
        assert "never replaces a source" in refused([name], [str(source)], overwrite=overwrite)


@LINKS
def test_a_source_is_known_behind_links(tmp_path, source):
    os.link(source, tmp_path / "hard.mp4")
    os.symlink(source, tmp_path / "soft.mp4")
    os.symlink(tmp_path, tmp_path / "elsewhere")
    for name in ("hard.mp4", "soft.mp4", "elsewhere/take1.mp4"):
        assert "never replaces a source" in refused([tmp_path / name], [source], overwrite=True)


def test_two_outputs_are_two_files(tmp_path):
    same = [tmp_path / "out.json", tmp_path / "new" / ".." / "out.json"]
    assert "the same file" in refused([same[0], same[0]])
    (tmp_path / "new").mkdir()
    assert "the same file" in refused(same, overwrite=True)
    check_targets([tmp_path / "out.json", tmp_path / "new" / "out.json"])


def test_a_file_that_is_there_is_replaced_only_on_request(tmp_path):
    there = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in there:
        path.write_text("two hours of work")
    told = refused([*there, tmp_path / "c.json"])
    assert "a.json and 1 more outputs are there already" in told and "--overwrite" in told
    check_targets(there, overwrite=True)
    assert there[0].read_text() == "two hours of work", "it is looked at, not touched"


def test_what_is_no_file_is_never_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    assert "it is a folder" in refused([tmp_path / "folder"], overwrite=True)
    (tmp_path / "file").touch()
    assert "file is no folder" in refused([tmp_path / "file" / "new" / "a.json"])


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no devices here")
def test_a_device_is_never_replaced():
    """As root, a rename would make an ordinary file of it, for the whole system."""
    assert "no ordinary file" in refused([Path("/dev/null")], overwrite=True)


def test_nothing_is_left_behind_and_no_folder_is_made(tmp_path, source):
    check_targets([tmp_path / "new" / "folder" / "a.json"], [source, "0", "rtsp://somewhere/", "no such file"])
    assert os.listdir(tmp_path) == ["take1.mp4"]


@pytest.mark.skipif(sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root may write")
def test_a_folder_that_cannot_be_written_to_is_told_of_before(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert "Cannot write" in refused([closed / "new" / "a.json"])


def test_a_folder_that_takes_no_files_is_told_of_before(tmp_path, monkeypatch):
    def refuse(**_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("recognizer.output.targets.tempfile.TemporaryFile", refuse)
    assert refused([tmp_path / "a.json"]) == f"Cannot write {tmp_path / 'a.json'}: Read-only file system."


def test_a_name_that_is_too_long_is_told_of_before(tmp_path):
    assert "Cannot write" in refused([tmp_path / ("a" * 300 + ".json")])


def test_the_file_behind_a_file_address_is_a_source_and_other_addresses_are_no_files(tmp_path, source):
    assert "never replaces a source" in refused([source], [source.as_uri()], overwrite=True)
    check_targets([tmp_path / "out.json"], ["rtsp://me:hunter2@cam/" + "long" * 1000])
    assert result_names(["rtsp://me:hunter2@cam/live", "http://cam/live?token=1"]) == ["cam-live", "cam-live-2"]
