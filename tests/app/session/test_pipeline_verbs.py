"""What the window asks of the pipeline, one verb after another. Its own threads are not started: a source is enough."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.options import Options
from app.session.captures import Wish
from app.session.messages import Failed, ModelInfo, Notice, ShownFrame, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from recognizer.errors import UserError
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import Bodies
from recognizer.sources.source import Frame, Source
from tests.app.fakes import FakeCamera, FakeFile, opener, picture, stands_still
from tests.app.session.test_pipeline import PATIENCE
from tests.app.waiting import wait

MODEL = ModelInfo("tiny", "cpu", ("walk", "wave"), 1.0, 16, 10, 3)
Make = Callable[..., Pipeline]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes pipelines on these sources, without observer and recognition."""
    made: list[Pipeline] = []

    def pipeline(**named: Source) -> Pipeline:
        made.append(Pipeline(Options(), open_source=opener(named)))
        return made[-1]

    yield pipeline
    for each in made:
        assert each.close(PATIENCE) == []


def opened(pipeline: Pipeline, spec: str, loop: bool = False) -> Pipeline:
    """With the source open and a picture of it handed on."""
    pipeline.open(Wish([spec], loop))
    wait(lambda: pipeline._capture.newest is not None)
    return pipeline


def answered(pipeline: Pipeline, shot: CapturedFrame) -> None:
    """As if observer and recognition had seen somebody in this picture."""
    nobody = np.zeros((1, 25, 3), np.float32)
    pipeline._latest.see(shot, Bodies(nobody, nobody[..., 0], np.array([1], np.int32)), stretch=1)


def shot(pipeline: Pipeline, captured: float = 0.0, generation: int | None = None) -> CapturedFrame:
    return CapturedFrame(Frame(picture(), 0.0, 0), pipeline._generation if generation is None else generation, captured)


def test_nothing_fails_before_there_is_a_source(make: Make, tmp_path: Path) -> None:
    pipeline = make()
    for verb in (pipeline.play, pipeline.pause, pipeline.step, pipeline.retry, pipeline.stop_recording):
        verb()
    pipeline.seek(3.0)
    pipeline.record(tmp_path / "film.mp4", None)
    assert pipeline.source is pipeline.state is pipeline.preview() is pipeline.result() is pipeline.snapshot() is None
    assert not pipeline.playing and not pipeline.recording and pipeline.running() == [] and pipeline.messages() == []
    assert pipeline.stats().dropped == 0


def test_another_source_ends_the_old_one_its_recording_and_what_was_known(make: Make, tmp_path: Path) -> None:
    old, new = FakeFile(400, "old"), FakeFile(400, "new")
    pipeline = opened(make(old=old, new=new), "old")
    pipeline.record(tmp_path / "old.avi", None)
    pipeline.segments.probabilities.add(0, (1,), 0.2, 0, np.array([0.6, 0.4]))
    answered(pipeline, stale := shot(pipeline))
    pipeline.replay.add(ShownFrame(stale, None, ()))
    assert pipeline.recording and pipeline.segments.probabilities.persons() and pipeline.replay.size > 0
    assert not pipeline.open(Wish(["new"]))
    assert pipeline.recording and pipeline.source.name == "old", "until the other one is open"
    wait(pipeline.change_over)
    assert not pipeline.recording and not pipeline.segments.probabilities.persons() and pipeline.replay.size == 0
    assert pipeline.result() is None and pipeline.snapshot() is None
    answered(pipeline, stale)
    assert pipeline.result() is None, "what comes from the old source is thrown away"
    assert pipeline.source.name == "new"
    wait(lambda: pipeline._capture.newest is not None)
    assert old.closed and not new.closed
    wait(lambda: pipeline.running().count("capture") == 1)
    names = [message.source.name for message in pipeline.messages() if isinstance(message, SourceOpened)]
    assert names == ["old", "new"]


def test_a_camera_is_opened_once_the_old_one_has_let_go(make: Make) -> None:
    """It may be the same camera, which only one can have."""
    free, order = threading.Event(), []

    class Slow(FakeFile):
        live = True

        def close(self) -> None:
            free.wait(PATIENCE)
            order.append("closed")

    old = Slow(400)
    pipeline = make(**{"0": old})
    give = pipeline._sources.opening()
    pipeline._sources._instead = lambda spec: (
        order.append(spec),
        FakeFile(4) if order.count("0") > 1 else give(spec),
    )[1]
    opened(pipeline, "0")
    assert pipeline.open(Wish(["0"])), "it is left at once"
    assert pipeline.playing and pipeline.state is SourceState.OPENING, "as the window shows it meanwhile"
    free.set()
    wait(lambda: pipeline.source is not None)
    assert order == ["0", "closed", "0"]


def test_what_cannot_be_opened_leaves_what_is_open_and_is_tried_again(make: Make, tmp_path: Path) -> None:
    film, late = FakeFile(400, "film"), FakeFile(400, "late")
    pipeline = opened(make(film=film), "film")
    pipeline.record(tmp_path / "film.avi", None)
    pipeline.segments.probabilities.add(0, (1,), 0.2, 0, np.array([0.6, 0.4]))
    pipeline.open(Wish(["late"], saying="Opening late…"))
    failures = wait(lambda: [message for message in pipeline.messages() if isinstance(message, Failed)])
    assert failures == [Failed("There is no source late.", retry=True)] and pipeline.opening == ""
    assert not pipeline.change_over() and pipeline.playing and pipeline.source.name == "film"
    assert pipeline.recording and pipeline.segments.probabilities.persons()
    pipeline._sources._instead = opener({"late": late})
    pipeline.retry()
    wait(pipeline.change_over)
    assert pipeline.source.name == "late" and not pipeline.recording
    wait(lambda: film.closed)


def test_of_two_that_are_asked_for_the_last_one_is_opened(make: Make) -> None:
    free = threading.Event()
    slow, quick = FakeFile(400, "slow"), FakeFile(400, "quick")
    pipeline = opened(make(film=FakeFile(400), quick=quick), "film")
    give = pipeline._sources.opening()
    pipeline._sources._instead = lambda spec: (free.wait(PATIENCE), slow)[1] if spec == "slow" else give(spec)
    pipeline.open(Wish(["slow"], saying="Opening slow…"))
    assert pipeline.opening == "Opening slow…" and pipeline.source.name != "slow"
    pipeline.open(Wish(["quick"], place=7.0))
    wait(pipeline.change_over)
    free.set()
    wait(lambda: slow.closed and pipeline._capture.newest is not None)
    assert pipeline.source.name == "quick" and quick.sought == [7.0] and not pipeline.change_over()


def test_a_jump_leaves_what_was_on_its_way(make: Make) -> None:
    film = FakeFile(400)
    pipeline = opened(make(film=film), "film")
    answered(pipeline, stale := shot(pipeline))
    assert pipeline.result().captured is stale
    answered(pipeline, stale)
    pipeline._to_recognition.put(stale)
    pipeline.seek(7.0)
    assert pipeline.result() is None and pipeline._latest.empty and pipeline._to_recognition.take() is None
    answered(pipeline, stale)
    assert pipeline.result() is None
    wait(lambda: film.sought == [7.0])
    wait(lambda: pipeline._capture.newest.frame.time >= 7.0)


def test_playing_pausing_and_steps_reach_the_source(make: Make) -> None:
    film = FakeFile(400)
    pipeline = opened(make(film=film), "film")
    assert pipeline.playing and pipeline.state is SourceState.PLAYING
    pipeline.pause()
    assert not pipeline.playing and pipeline.state is SourceState.PAUSED
    pipeline._to_pose.clear()
    wait(lambda: stands_still(pipeline._capture))
    pipeline._to_pose.clear()
    place = pipeline._capture.newest.frame.index
    pipeline.step()
    wait(lambda: pipeline._capture.newest.frame.index == place + 1)
    wait(lambda: stands_still(pipeline._capture))
    pipeline.play()
    wait(lambda: pipeline._capture.newest.frame.index > place + 1)


def test_speed_holds_for_this_source_and_the_next(make: Make) -> None:
    pipeline = opened(make(one=FakeFile(400), two=FakeFile(400)), "one")
    pipeline.set_speed(2.0)
    assert pipeline._capture._pacer.speed == 2.0
    opened(pipeline, "two")
    assert pipeline._capture._pacer.speed == 2.0


def test_the_same_source_is_opened_again_with_its_loop(make: Make) -> None:
    film = FakeFile(4)
    pipeline = make(film=film)
    opened(pipeline, "film", loop=True)
    first = pipeline._capture
    pipeline.retry()
    wait(pipeline.change_over)
    assert pipeline._capture is not first
    begun: set[int] = set()  # the passes through the film, which jumps part from each other

    def begun_again() -> bool:
        shot = pipeline._capture.newest
        if shot is not None:
            begun.add(shot.generation)
        return len(begun) >= 3

    wait(begun_again)


def test_pausing_recognition_hides_what_was_found(make: Make) -> None:
    pipeline = opened(make(film=FakeFile(400)), "film")
    answered(pipeline, shot(pipeline))
    assert pipeline.result().bodies is not None and not pipeline.recognition_paused
    pipeline.pause_recognition(True)
    assert pipeline.recognition_paused and pipeline.result().bodies is None
    answered(pipeline, shot(pipeline))
    pipeline.pause_recognition(False)
    assert not pipeline.recognition_paused and pipeline.result().bodies is not None


def test_one_recording_at_a_time_and_none_of_nothing(make: Make, tmp_path: Path) -> None:
    pipeline = opened(make(film=FakeFile(4000)), "film")
    pipeline.record(None, None)
    assert not pipeline.recording
    pipeline.record(tmp_path / "one.avi", None)
    pipeline.record(tmp_path / "two.avi", None)
    assert [recording.active for recording in pipeline._recordings.threads] == [False, True]
    pipeline.stop_recording()
    assert not pipeline.recording
    told: list[Notice] = []
    wait(lambda: told.extend(m for m in pipeline.messages() if isinstance(m, Notice)) or len(told) == 2)


def test_a_picture_is_shown_before_anything_can_be_seen_in_it(make: Make) -> None:
    pipeline = opened(make(film=FakeFile(400)), "film")
    assert pipeline.preview() is pipeline._capture.newest
    answered(pipeline, shot(pipeline))
    assert pipeline.preview() is None


def test_a_camera_that_fails_ends_the_recording_and_can_be_tried_again(make: Make, tmp_path: Path) -> None:
    camera = FakeCamera()
    camera.pictures.put(picture())
    pipeline = opened(make(**{"0": camera}), "0")
    pipeline.record(tmp_path / "film.avi", None)
    camera.pictures.put(None)
    wait(lambda: pipeline.state is SourceState.FAILED)
    found: list[object] = []
    wait(lambda: found.extend(pipeline.messages()) or any(isinstance(each, Notice) for each in found))
    assert [message.retry for message in found if isinstance(message, Failed)] == [True]
    assert not pipeline.recording and not pipeline.playing


@pytest.mark.parametrize("remark", [None, "film.mp4 ends early."])
def test_the_end_of_a_file_ends_its_recording_and_says_what_is_wrong_with_it(
    make: Make, tmp_path: Path, remark: str | None
) -> None:
    film = FakeFile(400)
    film.remark = remark
    pipeline = opened(make(film=film), "film")
    pipeline.record(tmp_path / "film.avi", None)
    pipeline.seek(19.9)
    wait(lambda: (pipeline._to_pose.clear(), pipeline.state)[1] is SourceState.ENDED)
    found: list[object] = []
    wait(lambda: found.extend(pipeline.messages()) or any("ecorded" in getattr(m, "sentence", "") for m in found))
    remarks = [message for message in found if isinstance(message, Notice) and "ecorded" not in message.sentence]
    assert remarks == ([] if remark is None else [Notice(remark, problem=True)])
    assert not pipeline.recording and not pipeline.playing


def test_other_options_reach_both_threads(make: Make) -> None:
    pipeline = make()
    before = pipeline.options
    pipeline.change(persons=1, device="cpu")
    assert pipeline.options == replace(before, persons=1, device="cpu")
    assert pipeline._pose_thread._options is pipeline._recognition_thread._wanted is pipeline.options
    pipeline.watch(True)
    assert pipeline._recognition_thread.watched


def test_what_is_being_prepared_is_said_until_it_is_there(make: Make) -> None:
    pipeline = make()
    pipeline._recognition_thread._progress("Loading the model…")
    pipeline._pose_thread._progress("Preparing the pose model…")
    assert pipeline.progress == "Loading the model…"
    pipeline._recognition_thread._progress("")
    assert pipeline.progress == "Preparing the pose model…"
    pipeline._pose_thread._progress("")
    assert pipeline.progress == ""
    pipeline._recognition_thread._ready(MODEL)
    assert pipeline.model is MODEL and pipeline.messages() == [MODEL] and pipeline.messages() == []
    failures = [Failed(f"No {what}.") for what in ("model", "answer", "pose model")]
    for thread, failure in zip(
        (pipeline._recognition_thread, pipeline._masking_thread, pipeline._pose_thread), failures, strict=True
    ):
        thread._report_failure(failure)
    assert pipeline.messages() == failures


def test_the_delay_counts_pictures_that_waited_for_nothing_but_their_answer(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = make()
    monkeypatch.setattr("app.session.pipeline.clock.perf_counter", lambda: 100.0)
    for ready, captured, delays in (((0.0, 0.0), 99.5, 500), ((99.6, 0.0), 99.5, 0), ((0.0, 99.6), 99.5, 0)):
        pipeline = make()
        pipeline._pose_thread.ready_since, pipeline._recognition_thread.ready_since = ready
        answered(pipeline, taken := shot(pipeline, captured))
        pipeline._latest.answer(taken, [], stretch=1)
        pipeline.result()
        assert pipeline.stats().latency.median == pytest.approx(delays)


def test_a_cameras_bodies_are_not_kept_for_a_model_that_is_not_there_yet(make: Make) -> None:
    pipeline = make()
    assert not pipeline._pose_thread._judging()
    pipeline._recognition_thread.settled = True
    assert pipeline._pose_thread._judging()


@pytest.mark.parametrize("verb", ["stop", "open"])
def test_opening_a_camera_is_called_off(monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    waiting, called_off = threading.Event(), threading.Event()

    def open_source(spec: str, cancelled: threading.Event, *_: object) -> Source:
        if spec == "0":
            waiting.set()
            assert cancelled.wait(PATIENCE)
            called_off.set()
            raise UserError("Camera 0 gives no picture.")
        return FakeFile(400)

    monkeypatch.setattr("recognizer.sources.opening.open_source", open_source)
    pipeline = Pipeline(Options())
    pipeline.open(Wish(["0"]))
    assert waiting.wait(PATIENCE)
    if verb == "stop":
        pipeline.stop()
    else:
        pipeline.open(Wish(["film"]))
    assert called_off.wait(PATIENCE)
    assert pipeline.close(PATIENCE) == []
    assert not any(isinstance(message, Failed) for message in pipeline.messages()), "nobody waits for it any more"


def test_what_was_left_out_is_counted(make: Make) -> None:
    camera = FakeCamera()
    camera.dropped = 7
    for shade in range(3):
        camera.pictures.put(picture(shade))
    pipeline = opened(make(**{"0": camera}), "0")
    wait(lambda: camera.given == 3 and pipeline._to_pose.dropped == 2)
    assert pipeline.stats().dropped == 9, "by the camera, and since nobody looked at them in time"
    camera.pictures.put(None)


def test_once_stopped_nothing_is_opened_or_recorded_any_more(make: Make, tmp_path: Path) -> None:
    film = FakeFile(4000)
    pipeline = opened(make(film=film), "film")
    pipeline.record(tmp_path / "film.avi", None)
    recording = pipeline._recordings.threads[-1]
    pipeline.stop()
    assert not recording.active
    for handoff in (pipeline._to_pose, pipeline._to_recognition, pipeline._masking_thread._questions):
        assert handoff.closed, "or the thread at its end would wait for ever"
    pipeline.open(Wish(["film"]))
    pipeline.record(tmp_path / "another.avi", None)
    assert len(pipeline._captures.threads) == 1 and not pipeline.recording
    wait(lambda: film.closed and pipeline.running() == [])


def test_closing_names_what_is_stuck(make: Make) -> None:
    free = threading.Event()

    class Stuck(FakeFile):
        def read(self) -> Frame | None:
            free.wait(PATIENCE)
            return super().read()

    pipeline = make(film=Stuck())
    pipeline.open(Wish(["film"]))
    wait(lambda: pipeline.source is not None)
    assert pipeline.close(timeout=0.0) == ["capture"]
    free.set()
    assert pipeline.close(PATIENCE) == []
