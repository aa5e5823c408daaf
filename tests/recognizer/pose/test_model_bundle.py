"""The pose model's bundle: made, kept, checked. Nothing here is fetched from anywhere."""

import hashlib
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from recognizer.errors import UserError
from recognizer.pose import model_bundle as module
from recognizer.pose.model_bundle import NETWORKS, assemble, cached_bundle, fetch_wheel, is_intact, pose_model_path


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setattr(module.platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def wheel(pose_model, tmp_path_factory) -> Path:
    """A wheel as far as the bundle is concerned: the two networks in their places."""
    path = tmp_path_factory.mktemp("wheel") / "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl"
    with zipfile.ZipFile(pose_model) as bundle, zipfile.ZipFile(path, "w") as archive:
        for part in NETWORKS:
            archive.writestr(part.source, bundle.read(part.name))
    return path


def test_a_bundle_is_made_once_and_then_used(cache, wheel, monkeypatch):
    fetched = []
    monkeypatch.setattr(module, "fetch_wheel", lambda folder, progress: fetched.append(folder) or wheel)
    reports = []
    first = pose_model_path(None, reports.append)
    assert first == cached_bundle() and first.parent == cache and is_intact(first)
    assert reports and all(isinstance(line, str) for line in reports)
    assert pose_model_path() == first and len(fetched) == 1
    with zipfile.ZipFile(first) as bundle:
        assert {entry.compress_type for entry in bundle.infolist()} == {zipfile.ZIP_STORED}
    assert sorted(path.name for path in cache.iterdir()) == [first.name], "nothing half-written stays"


@pytest.mark.parametrize("damage", ["truncated", "flipped", "text", "empty"])
def test_a_damaged_bundle_is_found_and_made_anew(cache, wheel, monkeypatch, damage):
    assemble(wheel, cached_bundle())
    whole = cached_bundle().read_bytes()
    middle = len(whole) // 2
    broken = {
        "truncated": whole[:middle],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
        "text": b"not a bundle",
        "empty": b"",
    }[damage]
    cached_bundle().write_bytes(broken)
    assert not is_intact(cached_bundle())
    monkeypatch.setattr(module, "fetch_wheel", lambda folder, progress: wheel)
    assert pose_model_path().read_bytes() == whole


def test_two_at_once_do_not_clash(cache, wheel):
    failures = []

    def make() -> None:
        try:
            assemble(wheel, cached_bundle())
        except UserError as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and is_intact(cached_bundle())


def test_a_given_model_goes_first_and_must_be_there(cache, tmp_path):
    given = tmp_path / "heavy.task"
    with pytest.raises(UserError, match="There is no pose model"):
        pose_model_path(str(given))
    given.touch()
    assert pose_model_path(str(given)) == given
    assert not cache.exists()


def test_a_wheel_without_the_networks_leaves_nothing_behind(cache, tmp_path):
    other = tmp_path / "other.whl"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("something/else.txt", "no network")
    with pytest.raises(UserError, match="does not hold the two networks"):
        assemble(other, cached_bundle())
    assert not list(cache.iterdir())


def offline_index(folder: Path, monkeypatch) -> None:
    """Let pip look for packages in ``folder`` alone."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")


def test_without_a_source_for_the_wheel_one_sentence_tells_how_to_supply_it(cache, tmp_path, monkeypatch):
    offline_index(tmp_path, monkeypatch)
    with pytest.raises(UserError, match="pip could not fetch") as failure:
        pose_model_path()
    assert "--pose-model" in str(failure.value) and "\n" not in str(failure.value)


def test_a_cache_folder_that_cannot_be_written_to_is_one_sentence_with_a_way_out(cache, wheel, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "fetch_wheel", lambda folder, progress: wheel)
    cache.write_text("a file where the folder should be")
    with pytest.raises(UserError, match=r"The pose model could not be made: .*annot write") as failure:
        pose_model_path()
    assert "--pose-model" in str(failure.value) and "\n" not in str(failure.value)


def test_a_wheel_that_is_not_the_one_meant_is_refused(cache, tmp_path, monkeypatch):
    name = "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl"
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(
            "mediapipe-0.10.21.dist-info/METADATA", "Metadata-Version: 2.1\nName: mediapipe\nVersion: 0.10.21\n"
        )
        archive.writestr(
            "mediapipe-0.10.21.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: cp311-cp311-manylinux_2_28_x86_64\n"
        )
        archive.writestr("mediapipe-0.10.21.dist-info/RECORD", "")
    offline_index(tmp_path, monkeypatch)
    target = tmp_path / "fetched"
    target.mkdir()
    with pytest.raises(UserError, match="SHA-256"):
        fetch_wheel(target, lambda text: None)
    digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    monkeypatch.setattr(module, "WHEEL_SHA256", digest)
    again = tmp_path / "again"
    again.mkdir()
    assert fetch_wheel(again, lambda text: None).name == name


def test_a_python_without_pip_is_reported(cache, tmp_path, monkeypatch):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    python = next(path for path in (tmp_path / "bare").glob("*/python*") if path.stem == "python")
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(UserError, match="has no pip") as failure:
        pose_model_path()
    assert "--pose-model" in str(failure.value)


def test_a_download_that_does_not_get_on_is_given_up(tmp_path, monkeypatch):
    """Nothing arrives and pip does not end: a stand-in interpreter that sleeps."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    sleeper = tmp_path / "python"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    monkeypatch.setattr(module, "STALLED_AFTER", 0.3)
    with pytest.raises(UserError, match="does not get on"):
        fetch_wheel(tmp_path, lambda text: None)
