"""Videos of every kind: true times, exact jumps, steps in both directions, pixels, orientation, damage."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.sources import video_reader
from recognizer.sources.opening import open_source
from recognizer.sources.video_reader import VideoReader
from recognizer.sources.video_source import VideoSource
from tests.paths import ROOT
from tests.recognizer.sources.made_videos import Recipe, make_video, number, picture, steady

UNEVEN = list(np.cumsum([0.04] * 20 + [1.0] * 20 + [0.1] * 20) - 0.04)
RAW = Fraction(1, 25)
MPEG2 = Recipe("mpeg2video", tick=RAW, options={"g": "12", "bf": "2", "b": "4000000"})
KINDS = {
    "plain.mp4": Recipe(),
    "open-groups.mp4": Recipe(options={"x264-params": "open-gop=1:keyint=12:bframes=2"}),
    "uneven.mp4": Recipe(),
    "uneven.mkv": Recipe(),
    "slow.mp4": Recipe(),
    "hour.mkv": Recipe(),
    "segment.mp4": Recipe(muxing={"movflags": "frag_keyframe+empty_moov+default_base_moof"}),
    "late.ts": Recipe(sound=4.0),
    "recorded.webm": Recipe("libvpx-vp9", options={"g": "12"}, muxing={"live": "1"}),
    "raw.h264": Recipe(tick=RAW),
    "raw.hevc": Recipe("libx265", tick=RAW, options={"x265-params": "keyint=12:log-level=none"}),
    "plain.ts": Recipe(),
    "plain.mpg": MPEG2,
    "plain.avi": Recipe(tick=RAW),
    "plain.flv": Recipe(tick=Fraction(1, 1000), options={"g": "12", "bf": "0"}),
    "plain.gif": Recipe("gif", tick=Fraction(1, 100), pixels="rgb8", options={}),
    "plain.3gp": Recipe(),
    "av1.mp4": Recipe("libsvtav1", options={"preset": "10", "g": "12"}),
}
TIMES = {
    "uneven.mp4": UNEVEN,
    "uneven.mkv": UNEVEN,
    "slow.mp4": steady(40, 0.5),
    "hour.mkv": steady(start=3600.0),
    "segment.mp4": steady(start=3600.0),
    "late.ts": steady(start=1.5),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """Each kind of video, made once."""
    folder, found = tmp_path_factory.mktemp("kinds"), {}

    def make(name: str) -> Path:
        if name == "jumps.ts":
            parts = [make_video(folder / f"{at}.ts", steady(start=at)) for at in (3600.0, 0.0, 9000.0)]
            found[name] = folder / name
            found[name].write_bytes(b"".join(part.read_bytes() for part in parts))
        elif name not in found:
            found[name] = make_video(folder / name, TIMES.get(name, steady()), KINDS[name])
        return found[name]

    return make


def read_all(reader: VideoReader) -> list:
    return list(iter(reader.read, None))


@pytest.mark.parametrize("name", [*KINDS, "jumps.ts"])
def test_every_frame_comes_with_its_true_time(made, name: str) -> None:
    with VideoReader(made(name)) as reader:
        frames = read_all(reader)
        assert reader.read() is None and (reader.missing is None or reader.missing < 2 / reader.fps)
    times = [frame.time for frame in frames]
    true = np.array(TIMES.get(name, steady(180 if name == "jumps.ts" else 60)))
    late = true[0] if name == "late.ts" else 0.0
    assert times == pytest.approx(true - true[0] + late, abs=0.025 if name == "late.ts" else 1.1e-3)
    assert [number(frame.picture()) for frame in frames] == pytest.approx(
        np.arange(len(true)) % (60 if name == "jumps.ts" else 100), abs=2.5
    )
    assert [frame.index for frame in frames] == list(range(len(true)))
    if reader.duration is not None:
        assert reader.duration == pytest.approx(
            times[-1] + 1 / reader.fps, abs={"slow.mp4": 2.0, "uneven.mp4": 0.5}.get(name, 0.1)
        )
    assert reader.start == times[0]


@pytest.mark.parametrize("name", [*KINDS, "jumps.ts"])
def test_jumps_and_steps_back_arrive_at_the_very_frame(made, name: str) -> None:
    with VideoReader(made(name)) as reader:
        frames = read_all(reader)
        times = [frame.time for frame in frames]
        pictures = [number(frame.picture()) for frame in frames]
        last = len(times) - 1
        for index in (last, 37, 5, 0, 13, last - 1, 1, 0, 24, 23):
            reader.seek(times[index])
            found = reader.read()
            assert (found.time, number(found.picture())) == (times[index], pictures[index]), f"a jump to {index}"
            following = reader.read()
            assert (None if index == last else times[index + 1]) == (following and following.time)
        reader.seek(times[20] + 0.4 * (times[21] - times[20]))
        assert reader.read().time == times[21], "between two frames, the later one"
        reader.seek(1e6)
        assert reader.read().time == times[last], "beyond the end, the last one"
        assert reader.read() is None
        reader.seek(-3.0)
        assert reader.read().time == times[0]
        reader.seek(times[last])
        reader.read()
        for index in range(last - 1, max(last - 60, 0) - 1, -1):
            reader.back()
            found = reader.read()
            assert (found.time, number(found.picture())) == (times[index], pictures[index]), f"a step back to {index}"
        reader.seek(times[0])
        reader.read()
        reader.back()
        assert reader.read().time == times[0], "at the start there is nothing before"
        reader.seek(times[30])
        reader.read()
        reader.back()
        assert [frame.time for frame in (reader.read(), reader.read(), reader.read())] == times[29:32]


def test_a_long_step_back_holds_few_frames(made) -> None:
    with VideoReader(made("plain.mp4")) as reader:
        frames = read_all(reader)
        reader.back()
        assert reader.read().time == frames[-2].time
        assert len(reader._behind) <= reader._held <= 32


def test_where_the_sound_begins_first_the_pictures_are_later_by_that(tmp_path: Path) -> None:
    for name in ("late.mp4", "late.mkv"):
        path = make_video(tmp_path / name, steady(start=1.5), Recipe(sound=4.0))
        with open_source(path) as source:
            frames = list(iter(source.read, None))
            source.seek(2.0)
            sought = source.read()
        assert [frame.time for frame in frames] == pytest.approx(steady(start=1.5), abs=1.1e-3), name
        assert sought.time == pytest.approx(2.02, abs=2e-3)
        assert source.duration == pytest.approx(3.9, abs=2e-3) and source.remark is None


def test_a_high_speed_camera_and_one_picture_in_two_seconds(tmp_path: Path) -> None:
    fast = Recipe(tick=Fraction(1, 96_000), rate=960, options={"g": "120"})
    with VideoSource(make_video(tmp_path / "fast.mp4", steady(2000, 960), fast)) as source:
        assert source.fps == pytest.approx(960) and source.duration == pytest.approx(2000 / 960, abs=1e-3)
        assert len(list(iter(source.read, None))) == 2000 and source.remark is None
    with VideoSource(make_video(tmp_path / "slow.mp4", steady(20, 0.5))) as source:
        assert 38 <= source.duration <= 40 and source.fps == pytest.approx(0.5, rel=0.06)
        assert len(list(iter(source.read, None))) == 20 and source.remark is None


def test_what_does_not_say_how_long_it_is_is_measured(made) -> None:
    for name in ("recorded.webm", "raw.h264", "jumps.ts"):
        with VideoSource(made(name)) as source:
            whole = 180 if name == "jumps.ts" else 60
            assert source.duration == pytest.approx(whole / 25, abs=1e-3) and source.frames == whole
            assert source.fps == pytest.approx(25, abs=0.01)


@pytest.mark.parametrize("name", ["raw.h264", "jumps.ts"])
def test_a_stream_that_is_too_large_for_a_table_has_its_times_from_start_to_end(
    made, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with VideoReader(made(name)) as reader:
        true = [frame.time for frame in read_all(reader)]
    monkeypatch.setattr(video_reader, "TABLE_UP_TO", 0)
    with VideoReader(made(name)) as reader:
        assert [frame.time for frame in read_all(reader)] == pytest.approx(true, abs=1e-3)
        if name == "raw.h264":  # whose pictures are counted
            reader.seek(true[37])
            assert reader.read().time == pytest.approx(true[37])


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
@pytest.mark.parametrize(
    ("size", "pixel", "shown"),
    [
        ((144, 108), Fraction(4, 3), (192, 108)),  # HDV
        ((72, 58), Fraction(64, 45), (102, 58)),  # PAL, wide
        ((70, 24), Fraction(1, 2), (70, 48)),  # a recorder that keeps every second line
        ((64, 48), Fraction(1, 250), (64, 48)),  # nonsense
    ],
)
def test_pixels_that_are_not_square_are_made_so(
    tmp_path: Path, suffix: str, size: tuple[int, int], pixel: Fraction, shown: tuple[int, int]
) -> None:
    path = make_video(tmp_path / f"film{suffix}", steady(3), Recipe(size=size, pixel=pixel))
    with VideoReader(path) as reader:
        image = reader.read().picture()
        assert (reader.width, reader.height) == shown == (image.shape[1], image.shape[0])
    ideal = picture(0, shown).astype(int)
    assert np.abs(image - ideal).mean() < 12, "only stretched"


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("mirrored", [(False, False), (True, False), (False, True)])
@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_pictures_are_turned_and_mirrored_as_the_file_says(
    tmp_path: Path, suffix: str, degrees: int, mirrored: tuple[bool, bool]
) -> None:
    path = make_video(tmp_path / f"film{suffix}", steady(3), Recipe(turned=(degrees, *mirrored)))
    upright = np.rot90(picture(0).astype(int), degrees // 90)
    upright = upright[:, ::-1] if mirrored[0] else upright
    upright = upright[::-1] if mirrored[1] else upright
    with VideoReader(path) as reader:
        image = reader.read().picture()
        assert (reader.width, reader.height) == (image.shape[1], image.shape[0])
    assert image.shape == upright.shape and np.abs(image - upright).mean() < 8


def test_wide_pixels_of_a_film_that_was_made_upright(tmp_path: Path) -> None:
    recipe = Recipe(size=(96, 48), pixel=Fraction(4, 3), turned=(90, False, False))
    with VideoReader(make_video(tmp_path / "film.mp4", steady(3), recipe)) as reader:
        assert reader.read().picture().shape == (128, 48, 3)


@pytest.mark.parametrize("name", ["0002-L.txt", "S001C001P001R001A001.skeleton.txt"])
def test_a_text_file_is_no_video(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("103\n1\n72057594037931101 0 1 1 0 0 0 0.05 -0.3 2\n25\n" + "0.21 0.15 3.4 0 0\n" * 500)
    with pytest.raises(UserError, match=r"is a text file and cannot be read as a video\."):
        open_source(path)


def test_a_list_of_files_opens_none_of_them(tmp_path: Path) -> None:
    make_video(tmp_path / "film.mp4", steady(3))
    (tmp_path / "list.mp4").write_text("ffconcat version 1.0\nfile film.mp4\n")
    with pytest.raises(UserError, match="cannot be read as a video"):
        open_source(tmp_path / "list.mp4")


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "film.mkv", steady(3), Recipe(sound=0.5))
    from recognizer.sources.libav import av

    with av.open(str(whole)) as film, av.open(str(tmp_path / "sound.m4a"), "w", format="mp4") as sound:
        copied = sound.add_stream_from_template(film.streams.audio[0])
        for packet in film.demux(film.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = copied
                sound.mux(packet)
    with pytest.raises(UserError, match=r"there are no pictures in it\. It holds sound alone\."):
        open_source(tmp_path / "sound.m4a")


@pytest.mark.parametrize("name", ["12:30.mp4", "http:film.mp4", "film %03d.mp4", "ein Film – ü.mp4"])
def test_any_name_is_a_files_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    make_video(tmp_path / "film.mp4", steady(3)).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    with open_source(name) as source:
        assert source.name == name and len(list(iter(source.read, None))) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_is_a_files_name(tmp_path: Path) -> None:
    name = os.fsdecode(b"fr\xe9n\xe9.mp4")
    make_video(tmp_path / "film.mp4", steady(3)).rename(tmp_path / name)
    with open_source(tmp_path / name) as source:
        assert len(list(iter(source.read, None))) == 3
    code = "import sys; from recognizer import open_source; print(len(list(iter(open_source(sys.argv[1]).read, None))))"
    (tmp_path / name).rename(tmp_path / "frau-ü.mp4")
    latin = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", code, str(tmp_path / "frau-ü.mp4")]
    assert subprocess.run(command, env=latin, cwd=ROOT, capture_output=True, text=True).stdout == "3\n"


def test_a_file_that_is_cut_off_says_so_and_one_with_longer_sound_does_not(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "film.mp4", steady(250), Recipe(muxing={"movflags": "faststart"}))
    data = whole.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 6 // 10])
    sound = make_video(tmp_path / "sound.mkv", steady(50), Recipe(sound=8.0))
    remarks = {}
    for name in ("film.mp4", "cut.mp4", "sound.mkv"):
        with VideoSource(tmp_path / name) as source:
            list(iter(source.read, None))
            remarks[name] = source.remark
    assert remarks["film.mp4"] is None and remarks["sound.mkv"] is None and sound.exists()
    assert "cut.mp4 ends early" in remarks["cut.mp4"] and "of 10.0 seconds" in remarks["cut.mp4"]


def test_damage_in_the_middle_is_passed_over(tmp_path: Path) -> None:
    path = make_video(tmp_path / "film.ts", steady(100))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 188 * 188
    data[middle : middle + 188 * 6] = np.random.default_rng(0).bytes(188 * 6)
    path.write_bytes(data)
    with VideoReader(path) as reader:
        frames = read_all(reader)
        assert 60 < len(frames) <= 100 and frames[-1].time == pytest.approx(99 / 25, abs=0.05)
        reader.seek(frames[-1].time)
        assert reader.read().time == pytest.approx(frames[-1].time, abs=0.05)


def test_it_can_be_closed_at_any_time_and_twice(made) -> None:
    reader = VideoReader(made("plain.mp4"))
    reader.read()
    reader.close()
    reader.close()
    assert reader.read() is None
    reader.seek(1.0)
    reader.back()
    assert reader.read() is None


def test_colours_are_those_that_the_file_means(tmp_path: Path) -> None:
    """Two files with the same picture, one by the rules for small pictures, one by those for large ones."""
    from recognizer.sources.libav import av

    images = {}
    for name, space in (("small", "ITU601"), ("large", "ITU709")):
        with av.open(str(tmp_path / f"{name}.mp4"), "w") as file:
            stream = file.add_stream("libx264", rate=25, options={"crf": "1"})
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
            stream.codec_context.colorspace = {"ITU601": 6, "ITU709": 1}[space]
            image = np.full((48, 64, 3), (180, 60, 30), np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format="yuv420p", dst_colorspace=space)
            file.mux(stream.encode(frame))
            file.mux(stream.encode())
        with VideoReader(tmp_path / f"{name}.mp4") as reader:
            images[name] = reader.read().picture()[20, 30].astype(int)
    for shown in images.values():
        assert np.abs(shown - (180, 60, 30)).max() <= 4


def test_a_clip_steps_back_as_well(tmp_path: Path) -> None:
    from recognizer.resources import SAMPLE_CLIP

    with open_source(SAMPLE_CLIP) as source:
        assert [source.read().index for _ in range(3)] == [0, 1, 2]
        source.back()
        assert source.read().index == 1
        source.seek(0.0)
        source.back()
        assert source.read().index == 0


def test_threads_change_nothing_in_what_is_read(made) -> None:
    with VideoReader(made("plain.mp4"), threads=1) as one, VideoReader(made("plain.mp4"), threads=2) as two:
        pairs = list(zip(read_all(one), read_all(two), strict=True))
    assert all(a.time == b.time and np.array_equal(a.picture(), b.picture()) for a, b in pairs)
