"""Recordings and snapshots: what they hold, over jumps and pauses of the source."""

import queue
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.options import Options
from app.session.captures import Wish
from app.session.messages import Notice
from app.session.pipeline import Pipeline
from app.session.recording_thread import WAITING, RecordingThread
from recognizer.errors import UserError
from recognizer.pose.frames import CapturedFrame
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import NOBODY, Bodies, load_npz
from recognizer.skeleton.joints import JOINTS
from recognizer.sources.opening import VideoSource
from recognizer.sources.source import Frame
from tests.app.fakes import FakeFile, FakeFrontEnd, at_rest, opener
from tests.app.session.test_pipeline import PATIENCE
from tests.app.waiting import wait

FPS = 20.0


class Encoder:
    """Keeps what it gets; a ``gate`` holds it up."""

    def __init__(self, gate: "queue.Queue[None] | None" = None) -> None:
        self.images: list[np.ndarray] = []
        self._gate = gate

    def __call__(self, path: Path, fps: float, size: tuple[int, int]) -> "Encoder":
        return self

    def write(self, image: np.ndarray) -> None:
        if self._gate is not None:
            self._gate.get(timeout=PATIENCE)
        self.images.append(image)

    def release(self) -> None:
        pass


def bodies(mark: float) -> Bodies:
    keypoints = np.zeros((2, JOINTS, 3), np.float32)
    keypoints[0] = mark
    confidence = np.zeros((2, JOINTS), np.float32)
    confidence[0] = 1
    return Bodies(keypoints, confidence, np.array([1, NOBODY], np.int32))


def shot(index: int, time: float, generation: int = 1, size: int = 8) -> CapturedFrame:
    return CapturedFrame(Frame(np.full((size, size, 3), index % 256, np.uint8), time, index), generation, 0.0)


def recorded(clip: Path, steps: list[tuple[float, int]]) -> tuple[np.ndarray, np.ndarray]:
    """A recording of shots at (time, generation), whose bodies are marked with their index: times and marks."""
    told: list[tuple[str, bool]] = []
    recording = RecordingThread(None, clip, FPS, lambda *said: told.append(said))
    recording.start()
    for index, (time, generation) in enumerate(steps):
        recording.add_frame(shot(index, time, generation))
        recording.add_bodies(shot(index, time, generation), bodies(index))
    recording.stop()
    recording.join(PATIENCE)
    assert told and not told[0][1], told
    kept = load_npz(clip)
    return kept.time, kept.keypoints[0, :, 0, 0]


def test_a_clip_holds_what_was_seen_when(tmp_path: Path) -> None:
    time, marks = recorded(tmp_path / "a.npz", [(5 + index / FPS, 1) for index in range(40)])
    assert marks.tolist() == list(range(40)) and time == pytest.approx(np.arange(40) / FPS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.npz"]


def test_jumps_and_pauses_are_left_out(tmp_path: Path) -> None:
    steps = [(1.0, 1), (1.05, 1), (90.0, 2), (90.05, 2), (3.0, 3), (60.0, 3), (60.05, 3)]
    time, marks = recorded(tmp_path / "a.npz", steps)
    assert marks.tolist() == list(range(7)) and time == pytest.approx(np.arange(7) / FPS)


runs = st.lists(st.tuples(st.floats(0, 100), st.lists(st.floats(0.01, 3), max_size=6)), min_size=1, max_size=6)


@given(runs)
@settings(max_examples=40, deadline=None)
def test_a_recordings_time_always_increases(tmp_path_factory, runs: list[tuple[float, list[float]]]) -> None:
    steps = [
        (float(time), generation)
        for generation, (start, gaps) in enumerate(runs)
        for time in start + np.cumsum([0.0, *gaps])
    ]
    time, marks = recorded(tmp_path_factory.mktemp("r") / "a.npz", steps)
    assert (np.diff(time) > 0).all() and (np.diff(time) <= 1 + 1e-6).all() and time[0] == pytest.approx(0)
    assert marks.tolist() == list(range(len(steps)))


def test_bodies_of_pictures_from_before_are_not_in_it(tmp_path: Path) -> None:
    recording = RecordingThread(None, tmp_path / "a.npz", FPS, lambda *_: None)
    recording.start()
    recording.add_bodies(shot(0, 4.9), bodies(0))
    for index, time in ((1, 5.0), (2, 5.05)):
        recording.add_frame(shot(index, time))
        recording.add_bodies(shot(index, time), bodies(index))
    recording.add_bodies(shot(0, 4.95), bodies(9))
    recording.stop()
    recording.join(PATIENCE)
    assert load_npz(tmp_path / "a.npz").keypoints[0, :, 0, 0].tolist() == [1, 2]


def test_what_waits_for_a_slow_encoder_is_bounded_and_told_of(tmp_path: Path) -> None:
    gate: queue.Queue[None] = queue.Queue()
    told: list[tuple[str, bool]] = []
    recording = RecordingThread(tmp_path / "a.avi", None, FPS, lambda *said: told.append(said), Encoder(gate))
    recording.start()
    size = 1000
    for index in range(60):
        recording.add_frame(shot(index, index / FPS, size=size))
    assert recording._waiting <= WAITING and recording.left_out >= 60 - WAITING // (3 * size * size) - 2
    recording.stop()
    for _ in range(200):
        gate.put(None)
    recording.join(PATIENCE)
    assert not recording.is_alive() and told


def test_a_name_that_cannot_be_used_is_told_of(tmp_path: Path) -> None:
    told: list[tuple[str, bool]] = []
    recording = RecordingThread(tmp_path / "a.txt", None, FPS, lambda *said: told.append(said))
    recording.start()
    recording.join(PATIENCE)
    assert told[0][1] and "a.txt is not a video's name" in told[0][0] and not recording.active
    assert not list(tmp_path.iterdir())


@pytest.fixture
def front_end() -> FakeFrontEnd:
    return FakeFrontEnd()


@pytest.fixture
def pipeline(model: Path, front_end: FakeFrontEnd):
    made = []

    def make(source: object) -> Pipeline:
        pipeline = Pipeline(
            Options(model=str(model), device="cpu"),
            open_source=opener({"source": source}),
            make_front_end=lambda options, progress: front_end,
        )
        made.append(pipeline)
        pipeline.start()
        pipeline.open(Wish(["source"]))
        return pipeline

    yield make
    for each in made:
        assert each.close(PATIENCE) == []


def told(pipeline: Pipeline) -> str:
    notices = wait(lambda: [message for message in pipeline.messages() if isinstance(message, Notice)])
    return notices[0].sentence


def test_video_and_clip_of_a_recording_fit_each_other(pipeline, tmp_path: Path) -> None:
    running = pipeline(FakeFile(frames=60))
    running.set_speed(4.0)
    running.pause()
    wait(lambda: at_rest(running))
    first = running._capture.newest.frame.index + 1
    running.record(tmp_path / "film.avi", tmp_path / "film.npz")
    assert running.recording
    running.play()
    wait(lambda: not running.recording)  # the source has come to its end
    assert told(running).startswith("Recorded 0:0") and not running.messages()
    with VideoSource(tmp_path / "film.avi") as video:
        frames = list(iter(video.read, None))
    clip = load_npz(tmp_path / "film.npz")
    assert len(frames) == 60 - first and clip.keypoints.shape[0] == 2
    assert 0 <= len(frames) - clip.frames <= 3, "those in which nothing had been looked for yet at the end"
    shades = np.array([frame.image[60, 80, 0] for frame in frames], float)
    assert shades == pytest.approx(np.arange(first, 60), abs=2)


def test_a_clip_source_is_recorded_too(pipeline, tmp_path: Path) -> None:
    from recognizer.sources.opening import ClipSource

    running = pipeline(ClipSource(load_npz(SAMPLE_CLIP)))
    wait(lambda: running.result() is not None)
    running.record(tmp_path / "film.mp4", tmp_path / "film.npz")
    wait(lambda: running._recordings.threads[-1]._newest > 1)
    running.stop_recording()
    assert "film.mp4 and film.npz" in told(running)
    clip, sample = load_npz(tmp_path / "film.npz"), load_npz(SAMPLE_CLIP)
    first = np.abs(sample.keypoints[0] - clip.keypoints[0, 0]).sum(axis=(1, 2)).argmin()
    assert np.array_equal(clip.keypoints[0], sample.keypoints[0, first : first + clip.frames])
    with VideoSource(tmp_path / "film.mp4") as video:
        assert video.read().image.std() > 5, "the skeleton is drawn"


def test_a_snapshot_has_the_picture_with_and_without_skeleton(pipeline, tmp_path: Path) -> None:
    running = pipeline(FakeFile(frames=4000))
    assert running.snapshot() is None or running.snapshot().plain is not None
    wait(lambda: (newest := running._capture.newest) and running.analysis.bodies_at(newest) is not None)
    running.pause()
    snapshot = running.snapshot()
    assert snapshot.plain.shape == snapshot.drawn.shape == (120, 160, 3)
    assert snapshot.plain.std() == 0 and snapshot.drawn.std() > 5
    snapshot.save(tmp_path / "drawn.png", drawn=True)
    snapshot.save(tmp_path / "plain.png", drawn=False)
    from recognizer.sources.opencv import cv2

    assert np.array_equal(cv2.imread(str(tmp_path / "drawn.png"))[..., ::-1], snapshot.drawn)
    assert np.array_equal(cv2.imread(str(tmp_path / "plain.png"))[..., ::-1], snapshot.plain)
    with pytest.raises(UserError):
        snapshot.save(tmp_path / "plain.xyz", drawn=False)


def test_nothing_is_looked_for_while_recognition_is_paused(pipeline, front_end: FakeFrontEnd) -> None:
    running = pipeline(FakeFile(frames=1_000_000))
    wait(lambda: (result := running.result()) is not None and any(holder.window for holder in result.holders))
    running.pause_recognition(True)
    assert running.recognition_paused
    wait(lambda: (result := running.result()) is not None and result.bodies is None)
    seen = front_end._count
    for _ in range(5):
        wait(lambda: (result := running.result()) is not None and result.bodies is None and result.holders == ())
    assert front_end._count <= seen + 1, "one may have been under way"
    running.pause_recognition(False)
    wait(lambda: (result := running.result()) is not None and any(holder.window for holder in result.holders))
    wait(lambda: front_end._count > seen + 10)
    assert front_end.resets == 0, "no frame is left out of what is looked at"
