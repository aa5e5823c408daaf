"""Threads and what lies between them, without a window."""

import queue
import threading
from time import sleep
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.options import Options
from app.session.capture_thread import FALLEN_BEHIND, CaptureThread, Pacer
from app.session.handoff import Handoff
from app.session.latest_result import LatestResult
from app.session.messages import Failed, Notice, ShownFrame, SourceInfo, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from app.session.rates import Durations, Rate
from recognizer.model.answers import SlotHolder
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.sources.camera_format import CameraFormat
from recognizer.sources.opencv import cv2
from recognizer.sources.source import Frame
from tests.app.fakes import FakeCamera, FakeFile, FakeFrontEnd, at_rest, picture, stands_still
from tests.app.waiting import wait

PATIENCE = 120  # seconds, for a machine that is busy


def test_a_live_channel_keeps_the_newest_and_counts_the_rest() -> None:
    channel: Handoff[int] = Handoff(live=True)
    for number in range(5):
        channel.put(number)
    assert channel.take() == 4 and channel.take() is None and channel.dropped == 4


def test_a_channel_for_files_loses_nothing_and_lets_the_giver_wait() -> None:
    channel: Handoff[int] = Handoff(live=False, size=2)
    taken = []
    giver = threading.Thread(target=lambda: [channel.put(number) for number in range(50)])
    giver.start()
    wait(lambda: len(channel._items) == 2)
    assert giver.is_alive()
    while len(taken) < 50:
        taken.append(channel.take(PATIENCE))
    giver.join(PATIENCE)
    assert taken == list(range(50)) and channel.dropped == 0


@pytest.mark.parametrize("end", ["close", "clear"])
def test_a_waiting_giver_is_set_free(end: str) -> None:
    channel: Handoff[int] = Handoff(live=False, size=1)
    channel.put(1)
    answers: queue.Queue[bool] = queue.Queue()
    giver = threading.Thread(target=lambda: answers.put(channel.put(2)))
    giver.start()
    getattr(channel, end)()
    assert answers.get(timeout=PATIENCE) is (end == "clear")
    giver.join(PATIENCE)


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=50))
def test_frames_are_due_at_their_own_pace(late: list[float]) -> None:
    pacer, now = Pacer(), 100.0
    for index, lateness in enumerate(late):
        now += pacer.delay(index / 10, now)
        assert now == pytest.approx(100 + index / 10, abs=1e-6) or lateness >= 0.1
        now = max(now, 100 + index / 10) + min(lateness, 0.09)  # the work on the frame fits in between


def test_playback_that_has_fallen_behind_does_not_hurry_after() -> None:
    pacer = Pacer()
    pacer.delay(0.0, 10.0)
    assert pacer.delay(0.1, 10.1 + FALLEN_BEHIND + 1) == 0
    assert pacer.delay(0.2, 10.1 + FALLEN_BEHIND + 1) == pytest.approx(0.1)


class Watched:
    """A capture thread with what it reports."""

    def __init__(self, *specs: str, loop: bool = False, **sources: object) -> None:
        self.out: Handoff[CapturedFrame] = Handoff()
        self.opened: list[SourceInfo] = []
        self.failed: list[Failed] = []
        self._generation = 0

        def open_source(spec: str) -> object:
            from recognizer.errors import UserError

            if spec not in sources:
                raise UserError(f"There is no {spec}.")
            return sources[spec]

        self.capture = CaptureThread(
            specs, self.out, open_source, self._next, self.opened.append, self.failed.append, loop=loop
        )
        self.capture.start()

    def _next(self) -> int:
        self._generation += 1
        return self._generation

    def indices(self, count: int) -> list[int]:
        return [self.out.take(PATIENCE).frame.index for _ in range(count)]

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self.capture.stop()
        self.out.close()
        self.capture.join(PATIENCE)
        assert not self.capture.is_alive()


def test_the_first_source_that_works_is_taken() -> None:
    with Watched("one", "two", "three", two=FakeFile(name="two"), three=FakeFile(name="three")) as watched:
        assert watched.indices(3) == [0, 1, 2]
        assert [info.name for info in watched.opened] == ["two"] and not watched.failed


def test_no_source_gives_the_last_ones_sentence() -> None:
    with Watched("one", "two") as watched:
        wait(lambda: watched.failed)
        assert (
            watched.failed == [Failed("There is no two.", retry=True)] and watched.capture.state is SourceState.FAILED
        )


def test_a_loop_begins_again_with_a_new_generation() -> None:
    file = FakeFile(frames=3)
    with Watched("film", film=file, loop=True) as watched:
        shots = [watched.out.take(PATIENCE) for _ in range(7)]
        assert [shot.frame.index for shot in shots] == [0, 1, 2, 0, 1, 2, 0]
        assert [shot.generation for shot in shots] == [1, 1, 1, 2, 2, 2, 3]
    assert file.closed


def test_a_jump_while_paused_gives_one_frame() -> None:
    with Watched("film", film=FakeFile(frames=500)) as watched:
        watched.indices(2)
        watched.capture.pause()
        wait(lambda: stands_still(watched.capture))
        watched.out.clear()
        watched.capture.seek(10.0)
        assert watched.indices(1) == [200]
        wait(lambda: stands_still(watched.capture))
        assert watched.out.take() is None and watched.capture.state is SourceState.PAUSED
        watched.capture.play()
        assert watched.indices(2) == [201, 202]


def test_playing_on_from_the_end_begins_anew() -> None:
    with Watched("film", film=FakeFile(frames=2)) as watched:
        assert watched.indices(2) == [0, 1]
        wait(lambda: watched.capture.state is SourceState.ENDED)
        watched.capture.play()
        assert watched.indices(2) == [0, 1]


def test_a_paused_camera_is_read_on_but_not_shown() -> None:
    camera = FakeCamera()
    with Watched("0", **{"0": camera}) as watched:
        camera.pictures.put(picture(1))
        wait(lambda: watched.out.take() is not None)
        watched.capture.pause()
        for shade in range(2, 6):
            camera.pictures.put(picture(shade))
        wait(lambda: camera.given == 5)
        assert watched.out.take() is None
        watched.capture.play()
        camera.pictures.put(picture(9))
        assert watched.out.take(PATIENCE).frame.image[0, 0, 0] == 9
        watched.capture.stop()
        camera.pictures.put(picture())
    assert camera.closed


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
    pipeline.open(["film"])
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
    pipeline.open(["film"])
    heard = []
    wait(lambda: heard.extend(pipeline.messages()) or len(heard) >= 2)
    assert any(isinstance(message, SourceOpened) and message.source.duration == 2.0 for message in heard)
    assert not any(isinstance(message, Failed) for message in heard)
    assert pipeline.model.name == "tiny" and pipeline.model.device == "cpu"
    assert pipeline.close(PATIENCE) == []


def test_rates_and_durations() -> None:
    rate = Rate(span=2.0)
    for index in range(100):
        rate.tick(index / 25)
    assert rate.per_second(99 / 25) == pytest.approx(25)
    assert rate.per_second(60) == 0, "silence is no rate"
    durations = Durations()
    assert durations.spread().median == 0
    for value in range(1, 101):
        durations.add(value / 1000)
    assert durations.spread().median == pytest.approx(55.5) and durations.spread().p95 == pytest.approx(95.55)


@given(st.sampled_from([0.25, 0.5, 2.0, 4.0]))
def test_a_file_can_be_played_slower_and_faster(speed: float) -> None:
    pacer, now = Pacer(), 50.0
    pacer.speed = speed
    assert pacer.delay(10.0, now) == 0
    assert pacer.delay(10.5, now) == pytest.approx(0.5 / speed)
    pacer.speed = 1.0
    assert pacer.delay(10.5, now) == 0, "it goes on from where it is"
    assert pacer.delay(11.0, now) == pytest.approx(0.5)


def test_a_step_shows_the_next_frame_and_no_jump(model) -> None:
    file = FakeFile(frames=40)
    pipeline = Pipeline(
        Options(model=str(model), device="cpu"),
        open_source=lambda spec: file,
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.start()
    pipeline.open(["film"])
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
    pipeline.open(["film"])
    assert judged(pipeline).model.name == "tiny"
    pipeline.change(model=str(other))
    while (result := judged(pipeline)).model.name != "other":
        pass
    labels = result.model.labels
    for holder in result.holders:
        window = holder.window
        assert window is None or window.label is None or window.label == labels[window.index]
    wait(lambda: any(pipeline.segments.lanes()))
    assert {segment.label for lane in pipeline.segments.lanes() for segment in lane} <= set(labels)
    pipeline.messages()
    pipeline.change(model="no-such-model")
    heard = []
    wait(lambda: heard.extend(m for m in pipeline.messages() if isinstance(m, Failed)) or heard)
    assert "no-such-model" in heard[0].sentence and not heard[0].retry
    assert judged(pipeline).model.name == "other", "the old one stays"
    assert pipeline.close(PATIENCE) == []


def test_another_number_of_people_makes_another_front_end(model) -> None:
    made = []

    def make(options: Options, progress: object) -> FakeFrontEnd:
        made.append((options.persons, FakeFrontEnd()))
        return made[-1][1]

    pipeline = Pipeline(
        Options(model=str(model), device="cpu"), open_source=lambda spec: FakeFile(frames=4000), make_front_end=make
    )
    pipeline.start()
    pipeline.open(["film"])
    judged(pipeline)
    pipeline.change(persons=1)
    wait(lambda: len(made) == 2)
    judged(pipeline)
    assert [persons for persons, _ in made] == [2, 1] and made[0][1].closed and not made[1][1].closed
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
    pipeline.open(["0"])
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


def test_a_nudged_taker_comes_back_without_an_item() -> None:
    channel: Handoff[int] = Handoff()
    channel.nudge()
    assert channel.take(None) is None
    channel.put(7)
    assert channel.take(None) == 7


def window_of(slot: int, person: int) -> object:
    return SimpleNamespace(slot=slot, persons=(person,))


def seen(*numbers: int) -> Bodies:
    count = len(numbers)
    return Bodies(np.zeros((count, 25, 3)), np.zeros((count, 25)), np.array(numbers, np.int32))


def shot_at(time: float) -> CapturedFrame:
    return CapturedFrame(Frame(picture(), time, 0), 1, 0.0)


def test_the_board_shows_answers_only_for_whom_they_judge() -> None:
    board, first, late = LatestResult(), window_of(0, 1), window_of(0, 1)
    board.see(shot_at(0.0), seen(1, NOBODY), stretch=1)
    board.answer(shot_at(0.0), [first], stretch=1)
    result, answered = board.take()
    assert result.holders[0].window is first and len(answered) == 1
    assert board.take() == (None, [])
    board.see(shot_at(0.1), seen(4, NOBODY), stretch=1)
    board.answer(shot_at(0.05), [late], stretch=1)
    assert board.take()[0].holders[0] == SlotHolder(4, None, 0.1), "somebody else has the slot by now"
    board.see(shot_at(0.2), seen(NOBODY, NOBODY), stretch=1)
    board.answer(shot_at(0.1), [own := window_of(0, 4)], stretch=1)
    assert board.take()[0].holders[0].window is own, "out of sight for a moment only"
    board.see(shot_at(9.0), seen(4, NOBODY), stretch=2)
    board.answer(shot_at(0.2), [window_of(0, 4)], stretch=1)
    assert board.take()[0].holders[0].window is None, "time has jumped"


def test_the_board_hides_what_was_found() -> None:
    board = LatestResult()
    board.hide()
    assert board.take() == (None, []) and board.peek() is None and board.empty
    board.see(shot_at(0.0), seen(1), stretch=1)
    board.take()
    board.hide()
    result, _ = board.take()
    assert result.bodies is None and result.holders == () and result.captured.frame.time == 0.0
    board.answer(shot_at(0.0), [window_of(0, 1)], stretch=1)
    assert board.take() == (None, []), "an answer that comes too late is not shown"


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
        pipeline.open(["0"])
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
        pipeline.open(["film"])
        wait(lambda: pipeline.source)
        pipeline.change(camera_format=CameraFormat.parse("160x120"))
        assert not film.closed and pipeline.options.camera_format == CameraFormat(160, 120)
    finally:
        pipeline.close()
