"""What becomes of a camera over a long time: plugged out and in again, asleep with the machine."""

import itertools
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.session.messages import SourceState
from app.window.main_window import MainWindow
from recognizer.skeleton.clip import load_npz
from recognizer.sources import camera as camera_source
from recognizer.sources.camera import CameraSource
from recognizer.sources.source import Frame
from tests.app.fakes import FakeCamera, FakeFrontEnd, picture, sources

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
HOUR = 3600.0
PATIENT = {"opens_within": 300.0, "silent_after": 300.0, "frozen_after": 300.0}  # seconds, for a machine that is busy


class Plugged:
    """A device that gives a picture at once whenever it is asked for one, while it is plugged in."""

    def __init__(self) -> None:
        self.plugged = threading.Event()
        self.plugged.set()
        self.opened = self.released = 0
        self._random = np.random.default_rng(1)

    def __call__(self, number: int) -> "Plugged":
        self.opened += 1
        return self

    def isOpened(self) -> bool:
        return self.plugged.is_set()

    def read(self) -> tuple[bool, np.ndarray | None]:
        if not self.plugged.wait(0.005):
            return False, None
        threading.Event().wait(0.005)
        return True, self._random.integers(0, 255, (48, 64, 3), np.uint8)

    def get(self, prop: int) -> float:
        return 30.0

    def set(self, prop: int, value: float) -> bool:
        return True

    def release(self) -> None:
        self.released += 1


@pytest.mark.slow
def test_a_camera_is_plugged_out_and_in_a_hundred_times(
    open_window: Opener, wait: Wait, monkeypatch: pytest.MonkeyPatch, never_blocked: None
) -> None:
    monkeypatch.setattr(camera_source, "PAUSE", 0.0)
    device = Plugged()
    window = open_window(
        "0",
        {
            "open_source": lambda spec: CameraSource(int(spec), device, **PATIENT),
            "make_front_end": lambda options, progress: FakeFrontEnd(),
        },
    )
    wait(lambda: window.pipeline.state is SourceState.PLAYING)
    threads = []
    for number in range(100):
        device.plugged.clear()
        wait(lambda: window.pipeline.state is SourceState.FAILED and "plugged in" in window.banner.text)
        device.plugged.set()
        window.stage.picture.clear()
        window.banner.help.click()
        wait(lambda: window.pipeline.state is SourceState.PLAYING and window.stage.picture._pixels is not None)
        assert window.banner.text == "", number
        threads.append(threading.active_count())
    assert device.opened == 101
    wait(lambda: device.released == 100)
    assert max(threads[50:]) <= max(threads[:50]), "no thread is left over each time"


class Sleeper(FakeCamera):
    """Its clock goes on while the machine sleeps."""

    asleep = 0.0

    def read(self) -> Frame | None:
        frame = super().read()
        return None if frame is None else Frame(frame.image, frame.time + self.asleep, frame.index)


def watch(window: MainWindow, camera: FakeCamera, wait: Wait, condition: Callable[[], object]) -> None:
    """Let the camera go on until something holds."""

    def held() -> object:
        if camera.pictures.empty():
            camera.pictures.put(picture(camera.given % 200))
        return condition()

    wait(held)


def told(window: MainWindow, after: float) -> list:
    """The actions that end after that second."""
    return [one for lane in window.pipeline.segments.lanes().values() for one in lane if one.end > after]


def test_a_clock_that_is_set_back_again_and_again_changes_nothing(
    open_window: Opener, wait: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, never_blocked: None
) -> None:
    """The system's, by which no frame is dated: an hour earlier each time that anybody looks at it."""
    hours = itertools.count(time.time(), -HOUR)
    monkeypatch.setattr(time, "time", lambda: next(hours))
    camera = FakeCamera()
    window = open_window("0", sources(**{"0": camera}))
    watch(window, camera, wait, lambda: told(window, 0.0))
    window.pipeline.record(tmp_path / "film.mp4", tmp_path / "film.npz")
    start = camera.given
    watch(window, camera, wait, lambda: camera.given > start + 30)
    window.pipeline.stop_recording()
    watch(window, camera, wait, lambda: "Recorded" in window.banner.text)
    times = load_npz(tmp_path / "film.npz").time
    assert (np.diff(times) > 0).all() and times[-1] < HOUR
    assert all(0 <= one.start < one.end < HOUR for one in told(window, 0.0))


def test_an_hour_of_sleep_is_a_gap_and_not_a_stretch_of_anything(
    open_window: Opener, wait: Wait, never_blocked: None
) -> None:
    """The machine is suspended while a camera is watched, and resumed."""
    camera = Sleeper()
    window = open_window("0", sources(**{"0": camera}))
    replay = window.pipeline.replay
    watch(window, camera, wait, lambda: told(window, 0.0))
    before = replay.span()[1]
    camera.asleep = HOUR
    watch(window, camera, wait, lambda: replay.span()[1] > HOUR and told(window, HOUR))
    assert all(one.end - one.start < 600 for one in told(window, 0.0)), "nobody did anything for the hour"
    assert all(not before + 5 < (one.start + one.end) / 2 < HOUR for one in told(window, 0.0))
    watch(
        window, camera, wait, lambda: any(card.isVisible() and card.action.full_text() for card in window.stage.cards)
    )
    assert window.pipeline.state is SourceState.PLAYING and window.banner.text == ""
    assert replay.span()[1] - replay.span()[0] < HOUR / 10, "what is kept of a live session is the last minutes"
