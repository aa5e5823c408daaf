"""Videos that are written: their rate, their names, and disks without room."""

import errno
import shutil
from collections import namedtuple
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.sources import video_writer as video_file
from recognizer.sources.libav import av
from recognizer.sources.opening import VideoSource
from recognizer.sources.video_writer import LONGEST_HOLD, RESERVE, VideoFile
from tests.recognizer.sources.made_videos import Recipe, make_video, number, steady

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


@pytest.mark.parametrize(("name", "codec"), [("film.mp4", "h264"), ("film.mkv", "h264"), ("film.avi", "mjpeg")])
def test_what_is_written_plays_in_browsers_and_editors(tmp_path: Path, name: str, codec: str) -> None:
    with VideoFile(tmp_path / name, 30_000 / 1001) as video:
        for index in range(10):
            video.write(picture(90), index / 29.97)
    with av.open(str(tmp_path / name)) as file:
        stream = file.streams.video[0]
        assert stream.codec_context.name == codec and stream.average_rate == Fraction(30_000, 1001)
        assert stream.codec_context.pix_fmt in ("yuv420p", "yuvj420p"), "what every player knows"
        frame = next(file.decode(stream))
    assert codec == "mjpeg" or (frame.colorspace, frame.color_range) == (6, 1), "no player has to guess the colours"
    if name == "film.mp4":
        data = (tmp_path / name).read_bytes()
        assert data.index(b"moov") < data.index(b"mdat"), "it begins to play before all of it has come"


SOUNDS = {
    "film.mp4": Recipe(sound=4.0),
    "film.ts": Recipe(sound=4.0),
    "film.webm": Recipe("libvpx-vp9", options={}, sound=4.0, sound_codec="libopus"),
    "film.mkv": Recipe(sound=4.0, sound_codec="pcm_s16le"),
}


@pytest.mark.parametrize("name", SOUNDS)
@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_a_videos_sound_is_kept_and_stays_with_its_pictures(tmp_path: Path, name: str, suffix: str) -> None:
    film = make_video(tmp_path / name, steady(start=1.52), SOUNDS[name])
    target = tmp_path / f"annotated{suffix}"
    with VideoSource(film) as source, VideoFile(target, source.fps, sound=source.sound) as video:
        first = source.read()
        for frame in (first, *iter(source.read, None)):
            video.write(frame.image, frame.time)
    with av.open(str(target)) as file:
        sound = list(file.decode(audio=0))
    begins, ends = sound[0].time, sound[-1].time + sound[-1].samples / sound[-1].sample_rate
    with VideoSource(target) as written:
        frames = list(iter(written.read, None))
        assert written.remark is None
    assert ends - begins == pytest.approx(4.0, abs=0.06)
    assert frames[0].time - begins == pytest.approx(first.time, abs=0.03), "as late as in the source"
    assert [number(frame.image) for frame in frames] == pytest.approx(list(range(60)), abs=2)


def test_a_jump_of_the_time_is_none_in_the_written_sound(tmp_path: Path) -> None:
    parts = [make_video(tmp_path / f"{at:.0f}.ts", steady(50, start=at), Recipe(sound=2.0)) for at in (0.0, 3600.0)]
    (tmp_path / "film.ts").write_bytes(parts[1].read_bytes() + parts[0].read_bytes())
    with VideoSource(tmp_path / "film.ts") as source, VideoFile(tmp_path / "o.mp4", 25.0, sound=source.sound) as video:
        for frame in iter(source.read, None):
            video.write(frame.image, frame.time)
    with av.open(str(tmp_path / "o.mp4")) as file:
        times = [frame.time for frame in file.decode(audio=0)]
    assert times[-1] == pytest.approx(4.0, abs=0.15) and np.diff(times).max() < 0.1


def test_a_video_without_sound_has_none_afterwards(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", steady(10))
    with VideoFile(tmp_path / "o.mp4", 25.0, sound=film) as video:
        video.write(picture(1), 0.0)
    with av.open(str(tmp_path / "o.mp4")) as file:
        assert not file.streams.audio


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
        shown = int(image[0, 0, 0])  # the index
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


def test_a_folder_that_is_gone_when_the_video_ends_is_one_sentence(tmp_path: Path) -> None:
    """As that of a stick which was pulled out."""
    with pytest.raises(UserError, match=r"film\.mp4"), VideoFile(tmp_path / "stick" / "film.mp4", 20.0) as video:
        for index in range(10):
            video.write(picture(8 * index), index / 20)
        shutil.rmtree(tmp_path / "stick")
    assert list(tmp_path.iterdir()) == []
