"""Threads and what lies between them, without a window."""

import threading
from time import sleep

import numpy as np
import pytest

from app.options import Options
from app.session.captures import Wish
from app.session.messages import Failed, Notice, ShownFrame, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from recognizer.sources.camera_format import CameraFormat
from recognizer.sources.opencv import cv2
from tests.app.fakes import FakeCamera, FakeFile, FakeFrontEnd, at_rest, opener, picture
from tests.app.waiting import wait

PATIENCE = 120  # seconds, for a machine that is busy


def first_result(pipeline: Pipeline) -> ShownFrame:
    return wait(pipeline.result)


def test_results_of_a_jump_are_never_those_from_before_it(model) -> None:
    options = Options(model=str(model), device="cpu")
    pipeline = Pipeline(
        options,
        open_source=lambda spec: FakeFile(frames=2000),
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.start()
    pipeline.open(Wish(["film"]))
    wait(lambda: pipeline.result() is not None)
    for target in (50.0, 3.0, 80.0):
        pipeline.seek(target)
        assert target <= first_result(pipeline).captured.frame.time < target + 15, (
            "a slow machine may see later ones first"
        )
    assert pipeline.close(PATIENCE) == []


def test_messages_tell_what_happened(model) -> None:
    pipeline = Pipeline(Options(model=str(model), device="cpu"), open_source=lambda spec: FakeFile())
    pipeline.start()
    pipeline.open(Wish(["film"]))
    heard = []
    wait(lambda: heard.extend(pipeline.messages()) or len(heard) >= 2)
    assert any(isinstance(message, SourceOpened) and message.source.duration == 2.0 for message in heard)
    assert not any(isinstance(message, Failed) for message in heard)
    assert pipeline.model.name == "tiny" and pipeline.model.device == "cpu"
    assert pipeline.close(PATIENCE) == []


def test_a_step_shows_the_next_frame_and_no_jump(model) -> None:
    file = FakeFile(frames=40)
    pipeline = Pipeline(
        Options(model=str(model), device="cpu"),
        open_source=opener({"film": file}),
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.start()
    pipeline.open(Wish(["film"]))
    wait(lambda: pipeline.state is SourceState.PLAYING)
    pipeline.pause()
    results: list[ShownFrame] = []

    def newest() -> int:
        if (result := pipeline.result()) is not None:
            results.append(result)
        return results[-1].captured.frame.index if results else -1

    wait(lambda: at_rest(pipeline))
    place = newest()
    assert place >= 0
    for _ in range(3):
        pipeline.step()
    wait(lambda: newest() == place + 3)
    assert pipeline.state is SourceState.PAUSED and not file.sought
    assert len({result.captured.generation for result in results}) == 1
    assert pipeline.close(PATIENCE) == []


def judged(pipeline: Pipeline) -> ShownFrame:
    """The next result with an answer."""
    while True:
        result = first_result(pipeline)
        if any(holder.window for holder in result.holders):
            return result


def test_another_model_answers_and_the_old_ones_answers_are_gone(model, tmp_path) -> None:
    import json
    import shutil

    other = tmp_path / "other"
    shutil.copytree(model, other)
    config = json.loads((other / "config.json").read_text())
    config["name"], config["labels"] = "other", [f"other {label}" for label in config["labels"]]
    (other / "config.json").write_text(json.dumps(config))
    pipeline = Pipeline(
        Options(model=str(model), device="cpu"),
        open_source=lambda spec: FakeFile(frames=4000),
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.start()
    pipeline.open(Wish(["film"]))
    assert judged(pipeline).model.name == "tiny"
    pipeline.change(model=str(other))
    while (result := judged(pipeline)).model.name != "other":
        pass
    labels = result.model.labels
    for holder in result.holders:
        window = holder.window
        assert window is None or window.label is None or window.label == labels[window.index]
    wait(pipeline.segments.lanes)
    assert {segment.label for lane in pipeline.segments.lanes().values() for segment in lane} <= set(labels)
    pipeline.messages()
    pipeline.change(model="no-such-model")
    heard = []
    wait(lambda: heard.extend(m for m in pipeline.messages() if isinstance(m, Failed)) or heard)
    assert "no-such-model" in heard[0].sentence and not heard[0].retry
    assert judged(pipeline).model.name == "other", "the old one stays"
    assert pipeline.close(PATIENCE) == []


def test_a_file_that_opens_when_another_is_wanted_already_is_not_looked_through(model) -> None:
    free, asked = threading.Event(), []

    def open_source(spec: str) -> FakeFile:
        asked.append(spec)
        if spec == "slow":
            free.wait(PATIENCE)
        return FakeFile(frames=400, name=spec)

    pipeline = Pipeline(
        Options(model=str(model), device="cpu"),
        open_source=open_source,
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.start()
    pipeline.open(Wish(["slow"]))
    wait(lambda: asked == ["slow"])
    pipeline.open(Wish(["quick"]))
    free.set()
    wait(lambda: pipeline.analysis is not None and pipeline.analysis.whole)
    assert pipeline.analysis.spec == "quick"
    assert pipeline.close(PATIENCE) == []
    assert asked.count("slow") == 1 and asked.count("quick") == 2, "to be played, and to be looked through"


def test_another_number_of_people_makes_another_front_end(model) -> None:
    made = []

    def make(options: Options, progress: object) -> FakeFrontEnd:
        made.append((options.persons, FakeFrontEnd()))
        return made[-1][1]

    pipeline = Pipeline(
        Options(model=str(model), device="cpu"), open_source=lambda spec: FakeFile(frames=100_000), make_front_end=make
    )
    pipeline.start()
    pipeline.open(Wish(["film"]))
    judged(pipeline)
    pipeline.change(persons=1)
    wait(lambda: len(made) == 2)
    judged(pipeline)
    wait(lambda: made[0][1].closed)
    assert [persons for persons, _ in made] == [2, 1] and not made[1][1].closed
    pipeline.change(device="cpu")
    judged(pipeline)
    assert len(made) == 2, "what does not concern it leaves it alone"
    assert pipeline.close(PATIENCE) == [] and made[1][1].closed


def test_a_failed_source_is_opened_again(model) -> None:
    cameras = [FakeCamera(), FakeCamera()]
    for shade in range(30):
        cameras[1].pictures.put(picture(shade))
    cameras[0].pictures.put(None)
    waiting = list(cameras)
    pipeline = Pipeline(
        Options(model=str(model), device="cpu"),
        open_source=lambda spec: waiting.pop(0),
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.retry()
    pipeline.start()
    pipeline.open(Wish(["0"]))
    heard = []
    wait(lambda: heard.extend(m for m in pipeline.messages() if isinstance(m, Failed)) or heard)
    assert heard[0].retry and pipeline.state is SourceState.FAILED
    pipeline.retry()
    wait(lambda: pipeline.result() is not None)
    assert pipeline.state is SourceState.PLAYING
    wait(lambda: pipeline.model is not None)

    def kept() -> bool:
        cameras[1].pictures.put(picture())
        return pipeline.replay.span()[1] > pipeline.replay.span()[0]

    wait(kept)
    pipeline._capture.stop()
    cameras[1].pictures.put(picture())
    assert pipeline.close(PATIENCE) == []


class Device:
    """A camera at OpenCV's interface: gives 320 x 240 at first, and 160 x 120 where that is asked for."""

    size = (320, 240)

    def __init__(self, number: int) -> None:
        self.shade = 0

    def isOpened(self) -> bool:
        return True

    def get(self, prop: int) -> float:
        return 20.0 if prop == cv2.CAP_PROP_FPS else 0.0

    def set(self, prop: int, value: float) -> bool:
        if prop == cv2.CAP_PROP_FRAME_WIDTH and value == 160:
            self.size = (160, 120)
        return True

    def read(self) -> tuple[bool, np.ndarray]:
        sleep(0.005)
        self.shade = (self.shade + 1) % 200
        image = np.zeros((self.size[1], self.size[0], 3), np.uint8)
        image[::2] = self.shade
        return True, image

    def release(self) -> None:
        pass


def test_a_camera_is_asked_for_a_format_and_opened_again_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recognizer.sources.camera.cv2.VideoCapture", Device)
    pipeline = Pipeline(Options(camera_format=CameraFormat.parse("1280x720")))
    messages = []

    def given(count: int) -> list[CameraFormat | None]:
        messages.extend(pipeline.messages())
        formats = [message.source.camera_format for message in messages if isinstance(message, SourceOpened)]
        return formats if len(formats) == count else []

    try:
        pipeline.open(Wish(["0"]))
        wait(lambda: given(1))
        assert given(1) == [CameraFormat(320, 240, 20.0)]
        wait(lambda: messages.extend(pipeline.messages()) or any(isinstance(message, Notice) for message in messages))
        notices = [message for message in messages if isinstance(message, Notice)]
        assert notices == [Notice("Camera 0 gives 320x240@20 instead of 1280x720.")]
        pipeline.change(camera_format=CameraFormat.parse("160x120"))
        wait(lambda: given(2))
        assert given(2)[-1] == CameraFormat(160, 120, 20.0)
        with pipeline.open_source("0") as preview:
            assert preview.format == CameraFormat(160, 120, 20.0), "a preview is asked for the same"
        assert len([message for message in messages if isinstance(message, Notice)]) == 1
    finally:
        pipeline.close()


def test_a_file_stays_open_when_another_camera_format_is_chosen() -> None:
    film = FakeFile()
    pipeline = Pipeline(Options(), lambda spec: film)
    try:
        pipeline.open(Wish(["film"]))
        wait(lambda: pipeline.source)
        pipeline.change(camera_format=CameraFormat.parse("160x120"))
        assert not film.closed and pipeline.options.camera_format == CameraFormat(160, 120)
    finally:
        pipeline.close()
