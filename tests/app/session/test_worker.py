"""Whatever goes wrong in a thread is reported, and the thread goes on with what comes next."""

import errno
import io
import json
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from app.options import Options
from app.session import recording_thread
from app.session.batch_thread import BatchThread, recognition_options
from app.session.captures import Wish
from app.session.masking_thread import MaskingThread
from app.session.messages import BatchOutputs, BatchTask, Failed, MaskingQuestion, SourceState, TaskState
from app.session.pipeline import Pipeline
from app.session.recording_thread import RecordingThread
from app.session.worker import Worker
from recognizer.errors import UserError
from recognizer.offline import RecognitionOptions
from recognizer.output.result import Result
from recognizer.pose.frames import CapturedFrame
from recognizer.recognizer import Recognizer
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Bodies
from recognizer.sources.source import Frame
from tests.app.fakes import FakeFile, FakeFrontEnd

PATIENCE = 30


def test_an_item_that_fails_is_reported_once_and_the_next_ones_are_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []
    failures: list[Failed] = []

    class Dividing(Worker):
        def work(self) -> None:
            for number in (1, 0, 0, 2, 0):
                with self.guarded("Dividing"):
                    done.append(4 // number)
            raise UserError("There is nothing left to divide.")

    worker = Dividing("dividing", failures.append)
    worker.start()
    worker.join(PATIENCE)
    assert done == [4, 2] and not worker.is_alive()
    unexpected = Failed("Dividing failed unexpectedly (ZeroDivisionError); the log has the details.")
    assert failures == [unexpected, unexpected, Failed("There is nothing left to divide.")], "not for every item alike"
    assert "Traceback" in caplog.text and "4 // number" in caplog.text


class Stumbling(FakeFrontEnd):
    """A front end that fails on its third picture."""

    def observe(self, image: np.ndarray, time: float) -> Bodies:
        if self._count == 2:
            self._count += 1
            raise RuntimeError("a packet with a time stamp too small")
        return super().observe(image, time)


def running(model: Path, front_end: FakeFrontEnd, frames: int = 4000) -> Pipeline:
    pipeline = Pipeline(
        Options(model=str(model), device="cpu"),
        open_source=lambda spec: FakeFile(frames),
        make_front_end=lambda options, progress: front_end,
    )
    pipeline.start()
    pipeline.open(Wish(["film"]))
    return pipeline


def test_a_picture_that_the_pose_model_fails_on_does_not_end_it(model: Path, wait) -> None:
    front_end = Stumbling()
    pipeline = running(model, front_end)
    try:
        wait(lambda: front_end._count > 10)
        wait(lambda: (result := pipeline.result()) is not None and result.bodies is not None)
        failures = [message for message in pipeline.messages() if isinstance(message, Failed)]
    finally:
        assert pipeline.close(PATIENCE) == []
    assert [failure.sentence.split(" (")[0] for failure in failures] == ["Looking for people failed unexpectedly"]


def test_a_window_that_the_network_fails_on_does_not_end_recognition(
    model: Path, wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    push, calls = Recognizer.push, []

    def stumbling(recognizer: Recognizer, frame: Bodies, time: float):
        calls.append(time)
        if len(calls) == 3:
            raise RuntimeError("out of memory")
        return push(recognizer, frame, time)

    monkeypatch.setattr(Recognizer, "push", stumbling)
    pipeline = running(model, FakeFrontEnd())
    try:
        wait(lambda: pipeline.segments.probabilities.persons())
        failures = [message for message in pipeline.messages() if isinstance(message, Failed)]
    finally:
        assert pipeline.close(PATIENCE) == []
    assert len(calls) > 3 and [failure.sentence.split(" (")[0] for failure in failures] == [
        "Recognition failed unexpectedly"
    ]


def test_a_file_is_played_to_its_end_though_the_network_fails_on_all_of_it(
    model: Path, wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(Recognizer, "push", fail)
    pipeline = running(model, FakeFrontEnd(), frames=60)
    try:
        wait(lambda: pipeline.state is SourceState.ENDED)
        failures = [message for message in pipeline.messages() if isinstance(message, Failed)]
    finally:
        assert pipeline.close(PATIENCE) == []
    assert len(failures) == 1, "and the user is told once"


def test_a_question_that_fails_does_not_end_masking(wait) -> None:
    asked: list[object] = []
    failures: list[Failed] = []

    def model_of(info: object) -> None:
        asked.append(info)
        if len(asked) == 1:
            raise RuntimeError("no")

    thread = MaskingThread(model_of, failures.append)
    thread.start()
    question = MaskingQuestion(SimpleNamespace(), SimpleNamespace(), SimpleNamespace())
    thread.ask(question)
    wait(lambda: failures)
    thread.ask(question)
    answers: list[object] = []
    wait(lambda: answers.append(thread.take()) or answers[-1] is not None)
    thread.close()
    thread.join(PATIENCE)
    assert answers[-1].question is question and not thread.is_alive()


class BrokenEncoder:
    """Fails at its second picture."""

    def __init__(self) -> None:
        self.written = 0

    def __call__(self, path: Path, fps: float, size: tuple[int, int]) -> "BrokenEncoder":
        return self

    def write(self, image: np.ndarray) -> None:
        self.written += 1
        if self.written == 2:
            raise RuntimeError("the encoder lost its mind")

    def release(self) -> None:
        pass


def frame(index: int) -> CapturedFrame:
    return CapturedFrame(Frame(np.zeros((8, 8, 3), np.uint8), index / 20, index), 1, 0.0)


def somebody() -> Bodies:
    return Bodies(np.ones((2, 25, 3), np.float32), np.ones((2, 25), np.float32), np.array([0, 1], np.int32))


def test_a_recording_that_fails_in_any_way_ends_and_says_so(tmp_path: Path) -> None:
    outcomes: list[tuple[str, bool]] = []
    recording = RecordingThread(
        tmp_path / "a.avi", None, 20.0, lambda *outcome: outcomes.append(outcome), BrokenEncoder()
    )
    recording.start()
    for index in range(3):
        recording.add_frame(frame(index))
    recording.join(PATIENCE)
    assert not recording.active, "the red mark goes out"
    ((sentence, problem),) = outcomes
    assert problem and "Recording failed unexpectedly (RuntimeError)" in sentence


class FullDisk(io.BytesIO):
    """A file on a disk that is found to be full when what was written is flushed."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_at_the_last_moment_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_thread.tempfile, "TemporaryFile", lambda **_: FullDisk())
    outcomes: list[tuple[str, bool]] = []
    recording = RecordingThread(None, tmp_path / "a.npz", 20.0, lambda *outcome: outcomes.append(outcome))
    recording.start()
    recording.add_frame(frame(0))
    recording.add_bodies(frame(0), somebody())
    recording.stop()
    recording.join(PATIENCE)
    assert outcomes == [("Nothing was recorded. The disk is full.", True)]


def test_a_source_that_fails_in_any_way_does_not_keep_the_queue_waiting(model: Path, tmp_path: Path) -> None:
    worked: list[str] = []

    def work(spec: str, *_: object) -> Result:
        worked.append(spec)
        raise RuntimeError("no")

    tasks = [BatchTask("one.mp4"), BatchTask("two.mp4")]
    batch = BatchThread(tasks, RecognitionOptions(str(model), "cpu"), BatchOutputs(tmp_path), work)
    batch.start()
    batch.join(PATIENCE)
    assert worked == ["one.mp4", "two.mp4"] and {task.state for task in tasks} == {TaskState.FAILED}
    assert "Recognizing two.mp4 failed unexpectedly (RuntimeError)" in tasks[1].outcome


def test_whatever_becomes_of_a_source_the_queue_does_not_stay_at_it(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the failure itself cannot be told."""

    def cannot_tell(*_: object) -> str:
        raise UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed")

    monkeypatch.setattr("app.session.batch_thread.sentence_of", cannot_tell)
    task = BatchTask("one.mp4")
    batch = BatchThread([task], RecognitionOptions(str(model), "cpu"), BatchOutputs(tmp_path))
    batch.start()
    batch.join(PATIENCE)
    assert task.state is TaskState.FAILED


def test_the_queue_decides_as_live_by_the_models_own_rules_where_it_lacks_those_chosen(
    model: Path, tmp_path: Path
) -> None:
    """This one gives a label to everything by its own rules."""
    task = BatchTask(str(SAMPLE_CLIP))
    viewing = recognition_options(Options(model=str(model), device="cpu", decisions="eager"))
    batch = BatchThread([task], viewing, BatchOutputs(tmp_path))
    batch.start()
    batch.join(PATIENCE)
    assert viewing.decisions == "eager" and task.state is TaskState.DONE, task.outcome
    assert json.loads((tmp_path / "sample.json").read_text())["segments"]


def test_a_source_that_fails_in_any_way_can_be_opened_again(model: Path, wait) -> None:
    broken = threading.Event()

    class Breaking(FakeFile):
        def read(self) -> Frame | None:
            if broken.is_set():
                raise RuntimeError("the decoder lost its mind")
            return super().read()

    made: list[FakeFile] = []

    def open_source(spec: str) -> FakeFile:
        made.append(FakeFile(frames=4000) if made else Breaking(frames=4000))
        return made[-1]

    pipeline = Pipeline(Options(model=str(model), device="cpu"), open_source=open_source)
    pipeline.open(Wish(["film"]))
    broken.set()
    wait(lambda: pipeline.state is SourceState.FAILED)
    failures = [message for message in pipeline.messages() if isinstance(message, Failed)]
    pipeline.retry()
    wait(lambda: pipeline.state is SourceState.PLAYING)
    pipeline.stop()
    for thread in pipeline._captures.threads:
        thread.join(PATIENCE)
    assert made[0].closed and [failure.retry for failure in failures] == [True]
    assert failures[0].sentence.startswith("The source failed unexpectedly (RuntimeError)")
