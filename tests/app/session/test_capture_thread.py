"""The capture thread and the pace at which it plays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.session.capture_thread import CaptureThread
from app.session.handoff import Handoff
from app.session.messages import Failed, SourceInfo, SourceState
from app.session.pacer import FALLEN_BEHIND, Pacer
from recognizer.pose.frames import CapturedFrame
from tests.app.fakes import FakeCamera, FakeFile, picture, stands_still
from tests.app.waiting import wait

PATIENCE = 120  # seconds, for a machine that is busy


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
            specs,
            self.out,
            open_source,
            self._next,
            self.opened.append,
            self.failed.append,
            loop=loop,
            tap=self._note,
        )
        self.capture.start()

    def _note(self, captured: CapturedFrame) -> None:
        """A file's frames, each of which waits until it is taken."""
        if not captured.live:
            self.out.put(captured)

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


def test_steps_back_show_each_frame_before_the_last_and_pause() -> None:
    with Watched("film", film=FakeFile(frames=500)) as watched:
        last = watched.indices(4)[-1]
        watched.capture.step_back()
        shown = watched.indices(1)
        while shown[-1] >= last:  # what was on its way when the key was pressed
            shown += watched.indices(1)
        wait(lambda: stands_still(watched.capture))
        here, generation = shown[-1], watched.capture.newest.generation
        watched.capture.step_back()
        assert watched.indices(1) == [here - 1] and watched.capture.newest.generation == generation + 1
        wait(lambda: stands_still(watched.capture))
        watched.capture.step()
        assert watched.indices(1) == [here] and watched.capture.newest.generation == generation + 1


def test_a_step_back_from_the_end_shows_the_last_but_one() -> None:
    with Watched("film", film=FakeFile(frames=3)) as watched:
        watched.indices(3)
        wait(lambda: watched.capture.state is SourceState.ENDED)
        watched.capture.step_back()
        assert watched.indices(1) == [1]


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


@given(st.sampled_from([0.25, 0.5, 2.0, 4.0]))
def test_a_file_can_be_played_slower_and_faster(speed: float) -> None:
    pacer, now = Pacer(), 50.0
    pacer.speed = speed
    assert pacer.delay(10.0, now) == 0
    assert pacer.delay(10.5, now) == pytest.approx(0.5 / speed)
    pacer.speed = 1.0
    assert pacer.delay(10.5, now) == 0, "it goes on from where it is"
    assert pacer.delay(11.0, now) == pytest.approx(0.5)
