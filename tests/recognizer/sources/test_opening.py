import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip, save_npz
from recognizer.skeleton.skeleton_file import write_skeleton
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import ClipSource, VideoSource, open_source

FPS, FRAMES, WIDTH, HEIGHT = 25.0, 60, 64, 48


def make_video(path, frames: int = FRAMES, fps: float = FPS):
    """Frame k is red of brightness 2 k + 40; the right half is black."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), fps, (WIDTH, HEIGHT))
    for index in range(frames):
        image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        image[:, : WIDTH // 2, 2] = 2 * index + 40
        writer.write(image)
    writer.release()
    return path


def shown(frame) -> float:
    """Which frame of the made video this is, by its brightness."""
    return (float(frame.image[5:-5, 5:25, 0].mean()) - 40) / 2


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    return make_video(tmp_path_factory.mktemp("video") / "made.mp4")


@pytest.fixture
def clip() -> Clip:
    rng = np.random.default_rng(0)
    keypoints = rng.normal(size=(2, 30, 25, 3)).astype(np.float32)
    return Clip(keypoints, np.full((2, 30, 25), 1.0), np.arange(30) / 30, np.tile([[1], [2]], (1, 30)))


def read_all(source) -> list:
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    return frames


def test_a_video_gives_every_frame_with_its_time_in_rgb(video):
    with open_source(video) as source:
        assert (source.name, source.live, source.frames) == ("made.mp4", False, FRAMES)
        assert source.fps == pytest.approx(FPS) and source.duration == pytest.approx(FRAMES / FPS)
        frames = read_all(source)
        assert source.read() is None, "the end stays the end"
    assert [frame.index for frame in frames] == list(range(FRAMES))
    assert [frame.time for frame in frames] == pytest.approx([index / FPS for index in range(FRAMES)], abs=1e-3)
    assert [shown(frame) for frame in frames] == pytest.approx(list(range(FRAMES)), abs=2)
    image = frames[20].image
    assert image.shape == (HEIGHT, WIDTH, 3) and image.dtype == np.uint8
    assert image[20, 10, 0] > 60 > image[20, 10, 2] and image[20, -5].max() < 30, "red on the left"


@pytest.mark.parametrize("index", [0, 1, 13, 37, FRAMES - 1])
def test_seeking_lands_on_the_frame_meant_and_reading_goes_on_from_there(video, index):
    with open_source(video) as source:
        read_all(source)
        source.seek(index / FPS)
        frames = read_all(source)
    assert frames[0].index == index and frames[0].time == pytest.approx(index / FPS, abs=1e-3)
    assert shown(frames[0]) == pytest.approx(index, abs=2)
    assert len(frames) == FRAMES - index


def test_seeking_out_of_range_lands_at_the_ends(video):
    with open_source(video) as source:
        source.seek(1e6)
        assert source.read().index == FRAMES - 1 and source.read() is None
        source.seek(-5)
        assert source.read().index == 0


def test_a_video_that_was_filmed_upright_is_turned_upright(video, tmp_path):
    """Phones write the picture lying down and a rotation beside it (the matrix in the track header)."""
    content = bytearray(video.read_bytes())
    matrix = content.index(b"tkhd") + 4 + 40
    turned = b"".join(value.to_bytes(4, "big") for value in (0, 1 << 16, 0, 0xFFFF0000, 0, 0, HEIGHT << 16, 0, 1 << 30))
    content[matrix : matrix + 36] = turned
    path = tmp_path / "upright.mp4"
    path.write_bytes(content)
    with open_source(path) as source:
        image = source.read().image
    assert image.shape == (WIDTH, HEIGHT, 3)
    assert image[10, 24, 0] > 30 > image[-10, 24, 0], "what was left is above"


def with_uneven_rate(content: bytes, share: float) -> bytes:
    """The MP4 with its first ``share`` of frames shown three times as long: the table of durations gets two rows."""
    data = bytearray(content)
    table = data.index(b"stts")
    assert int.from_bytes(data[table + 8 : table + 12], "big") == 1
    count, length = (int.from_bytes(data[table + at : table + at + 4], "big") for at in (12, 16))
    slow = int(count * share)
    rows = b"".join(value.to_bytes(4, "big") for value in (2, slow, 3 * length, count - slow, length))
    data[table + 8 : table + 20] = rows
    for box in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stts"):  # all that contain it grow by a row
        at = data.index(box) - 4
        data[at : at + 4] = (int.from_bytes(data[at : at + 4], "big") + 8).to_bytes(4, "big")
    return bytes(data).replace(b"edts", b"free")  # the list of edits would cut it to the old length


def test_frames_that_are_shown_unequally_long_keep_their_own_times(video, tmp_path):
    path = tmp_path / "uneven.mp4"
    path.write_bytes(with_uneven_rate(video.read_bytes(), 0.5))
    with open_source(path) as source:
        frames = read_all(source)
        source.seek(frames[40].time)
        sought = source.read()
    assert len(frames) == FRAMES
    steps = np.diff([frame.time for frame in frames])
    assert steps[:29] == pytest.approx(3 / FPS, abs=1e-3) and steps[30:] == pytest.approx(1 / FPS, abs=1e-3)
    assert sought.time == pytest.approx(frames[40].time, abs=1e-3) and shown(sought) == pytest.approx(40, abs=2)


def test_real_videos_have_times_that_increase(shared):
    for path in sorted((shared / "videos").glob("*.*")):
        if path.suffix in (".mp4", ".avi"):
            with open_source(path) as source:
                times = [frame.time for frame in (source.read() for _ in range(40))]
            assert (np.diff(times) > 0).all() and times[0] == 0


def broken_video(tmp_path, name: str):
    path = tmp_path / name
    if name == "text.mp4":
        path.write_text("this is no video\n" * 50)
    elif name == "empty.mp4":
        path.touch()
    elif name == "noframes.mp4":
        make_video(path, frames=0)
    elif name == "noise.mp4":
        path.write_bytes(np.random.default_rng(0).bytes(5000))
    elif name == "truncated.mp4":
        path.write_bytes(make_video(tmp_path / "whole.mp4").read_bytes()[:1500])
    elif name == "folder.mp4":
        path.mkdir()
    return path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("absent.mp4", "There is no file"),
        ("text.mp4", "cannot be read as a video"),
        ("empty.mp4", "cannot be read as a video"),
        ("noframes.mp4", "video"),
        ("noise.mp4", "video"),
        ("truncated.mp4", "video"),
        ("folder.mp4", "is a folder"),
        ("absent.npz", "There is no file"),
        ("absent.skeleton", "There is no file"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence_and_nothing_else(tmp_path, capfd, name, words):
    path = broken_video(tmp_path, name)
    with pytest.raises(UserError, match=words) as failure:
        open_source(path)
    sentence = str(failure.value)
    assert str(path) in sentence and sentence.endswith(".") and "\n" not in sentence
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("suffix", [".npz", ".skeleton"])
def test_a_clip_file_gives_its_bodies(clip, tmp_path, suffix):
    path = tmp_path / f"clip{suffix}"
    (save_npz if suffix == ".npz" else write_skeleton)(clip, path)
    with open_source(path) as source:
        assert (source.live, source.frames, source.name) == (False, 30, path.name)
        assert source.fps == pytest.approx(30) and source.duration == pytest.approx(1.0)
        frames = read_all(source)
        source.seek(0.5)
        assert source.read().index == 15
        source.seek(99)
        assert source.read().index == 29
    assert len(frames) == 30 and all(frame.image is None for frame in frames)
    assert frames[7].time == pytest.approx(7 / 30)
    assert frames[7].bodies.keypoints == pytest.approx(clip.keypoints[:, 7], abs=1e-5)
    assert frames[7].bodies.persons == (1, 2)


@pytest.mark.parametrize("start", [-3.0, 100.0, 1.7e9])
def test_a_clip_whose_time_begins_anywhere_plays_and_is_sought_from_0(clip, start):
    source = ClipSource(Clip(clip.keypoints, clip.confidence, clip.time + start, clip.identity))
    assert source.duration == pytest.approx(1.0, abs=1e-3)
    assert [frame.time for frame in read_all(source)] == pytest.approx(clip.time, abs=1e-6)
    source.seek(0.5)
    assert [frame.index for frame in read_all(source)] == list(range(15, 30))
    source.seek(0.0)
    assert source.read().index == 0


@pytest.mark.parametrize("fault", ["shape", "nan", "text"])
def test_a_bad_clip_is_refused_with_its_name(clip, tmp_path, fault):
    path = tmp_path / "bad.npz"
    arrays = {"keypoints": clip.keypoints, "confidence": clip.confidence, "time": clip.time, "identity": clip.identity}
    if fault == "shape":
        arrays["keypoints"] = clip.keypoints[:, :, :20]
    elif fault == "nan":
        arrays["keypoints"] = clip.keypoints.copy()
        arrays["keypoints"][0, 3, 2, 1] = np.nan
    np.savez(path, **arrays)
    if fault == "text":
        path.write_text("no archive")
    with pytest.raises(UserError, match=r"bad\.npz"):
        open_source(path)


def test_a_video_that_is_cut_off_says_so_at_its_end(tmp_path):
    random = np.random.default_rng(1)
    writer = cv2.VideoWriter(str(tmp_path / "film.avi"), cv2.VideoWriter_fourcc(*"MJPG"), 20, (64, 48))
    for _ in range(100):
        writer.write(random.integers(0, 255, (48, 64, 3), np.uint8))
    writer.release()
    data = (tmp_path / "film.avi").read_bytes()
    (tmp_path / "cut.avi").write_bytes(data[: len(data) // 2])
    remarks = {}
    for name in ("film.avi", "cut.avi"):
        with VideoSource(tmp_path / name) as source:
            frames = list(iter(source.read, None))
            remarks[name] = source.remark
        assert len(frames) == 100 or name == "cut.avi"
    assert remarks["film.avi"] is None
    assert "cut.avi ends early" in remarks["cut.avi"] and "of 5.0 seconds" in remarks["cut.avi"]


def test_real_videos_are_whole(shared):
    for path in sorted((shared / "videos").iterdir()):
        if path.suffix in (".mp4", ".avi"):
            with VideoSource(path) as source:
                source.seek(source.duration - 1)
                assert list(iter(source.read, None)) and source.remark is None, path.name


def test_a_folder_of_a_user_who_does_not_exist_is_one_sentence():
    with pytest.raises(UserError, match="~there-is-no-such-user"):
        open_source("~there-is-no-such-user/a.mp4")
