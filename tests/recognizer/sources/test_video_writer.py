"""Videos that are written: their rate, their names, and disks without room."""

import errno
from collections import namedtuple
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.sources import video_writer as video_file
from recognizer.sources.opening import VideoSource
from recognizer.sources.video_writer import LONGEST_HOLD, RESERVE, VideoFile

Usage = namedtuple("Usage", "total used free")


def picture(shade: int, height: int = 48, width: int = 64) -> np.ndarray:
    image = np.zeros((height, width, 3), np.uint8)
    image[..., 0], image[..., 2] = shade, 255 - shade
    return image


class Kept:
    """An encoder that keeps what it gets, and may find the disk full."""

    def __init__(self, full_after: int | None = None) -> None:
        self.images: list[np.ndarray] = []
        self.released = False
        self._full_after = full_after

    def __call__(self, path: Path, fps: float, size: tuple[int, int]) -> "Kept":
        self.path, self.size = path, size
        return self

    def write(self, image: np.ndarray) -> None:
        if self._full_after is not None and len(self.images) >= self._full_after:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.images.append(image)

    def release(self) -> None:
        self.released = True


@pytest.mark.parametrize("name", ["film.mp4", "film.avi"])
def test_what_is_written_can_be_read_again(tmp_path: Path, name: str) -> None:
    with VideoFile(tmp_path / name, 20.0) as video:
        for index in range(30):
            video.write(picture(8 * index), index / 20)
    with VideoSource(tmp_path / name) as source:
        assert source.fps == pytest.approx(20)
        frames = list(iter(source.read, None))
    assert len(frames) == 30
    assert np.abs(frames[20].image.astype(int) - picture(160)).mean() < 12, "red is first"
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing else is left"


def test_sides_are_made_even_and_later_pictures_are_brought_to_the_first_ones_size(tmp_path: Path) -> None:
    with VideoFile(tmp_path / "film.mp4", 10.0) as video:
        video.write(picture(10, 49, 65), 0.0)
        video.write(picture(10, 100, 30), 0.1)
    with VideoSource(tmp_path / "film.mp4") as source:
        assert {frame.image.shape for frame in iter(source.read, None)} == {(48, 64, 3)}


@given(st.lists(st.floats(0.0, 3.0), min_size=1, max_size=30), st.sampled_from([10.0, 24.0, 30.0]))
@settings(max_examples=60, deadline=None)
def test_at_every_moment_the_picture_of_then_is_seen(tmp_path_factory, gaps: list[float], fps: float) -> None:
    kept = Kept()
    video = VideoFile(tmp_path_factory.mktemp("v") / "film.mp4", fps, kept)
    times = np.cumsum(gaps)
    for index, time in enumerate(times):
        video.write(picture(index), time)
    video.abandon()
    places = np.round((times - times[0]) * fps)
    assert len(kept.images) == places[-1] + 1 or len(kept.images) == places.max() + 1
    for place, image in enumerate(kept.images):
        shown = int(image[0, 0, 2])  # the index, in OpenCV's order of colours
        before = np.flatnonzero(places <= place)
        assert places[shown] <= place and (shown == before[-1] or places[shown] == places[before[-1]])


def test_a_long_silence_is_not_filled_for_ever(tmp_path: Path) -> None:
    kept = Kept()
    video = VideoFile(tmp_path / "film.mp4", 10.0, kept)
    for time in (0.0, 3600.0, 3600.1, 3600.2):
        video.write(picture(1), time)
    assert len(kept.images) == pytest.approx(10 * LONGEST_HOLD + 4, abs=2)
    video.abandon()


@pytest.mark.parametrize("name", ["film.txt", "film"])
def test_a_name_that_is_no_videos_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="not a video's name"):
        VideoFile(tmp_path / name, 10.0)
    assert not list(tmp_path.iterdir())


def test_a_video_without_pictures_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no pictures"), VideoFile(tmp_path / "film.mp4", 10.0):
        pass
    assert not list(tmp_path.iterdir())


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text("old")
    with pytest.raises(RuntimeError), VideoFile(tmp_path / "film.mp4", 10.0) as video:
        video.write(picture(1), 0.0)
        raise RuntimeError("something else")
    assert (tmp_path / "film.mp4").read_text() == "old" and len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match=r"film\.mp4.*No space left"),
        VideoFile(tmp_path / "film.mp4", 10.0, Kept(full_after=3)) as video,
    ):
        for index in range(10):
            video.write(picture(index), index / 10)
    assert not list(tmp_path.iterdir())


def test_it_stops_before_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_file.shutil, "disk_usage", lambda path: Usage(10**12, 10**12, RESERVE - 1))
    kept = Kept()
    video = VideoFile(tmp_path / "film.mp4", 10.0, kept)
    with pytest.raises(OSError, match="full"):
        video.write(picture(1), 0.0)
    assert not kept.images
    video.abandon()
