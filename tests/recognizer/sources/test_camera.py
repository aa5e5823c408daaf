"""The camera source, with stand-ins for the device."""

import threading
import time

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.sources.camera import CameraSource


class FakeCamera:
    """Gives pictures of counted brightness when told to; may refuse to open, fail, block or repeat itself."""

    def __init__(self, opens: bool = True, pictures: int | None = None, then: str = "fails", pause: float = 0.002):
        self.opens, self.pictures, self.then, self.pause = opens, pictures, then, pause
        self.given = 0
        self.released, self.unblock = threading.Event(), threading.Event()

    def __call__(self, number: int) -> "FakeCamera":
        self.number = number
        return self

    def isOpened(self) -> bool:
        return self.opens

    def read(self):
        time.sleep(self.pause)
        if self.pictures is not None and self.given >= self.pictures:
            if self.then == "blocks":
                self.unblock.wait(30)
            if self.then != "repeats":
                return False, None
        else:
            self.given += 1
        image = np.zeros((48, 64, 3), np.uint8)
        image[::2] = self.given % 200 + 20
        image[..., 2] += 30  # red, in OpenCV's order
        return True, image

    def get(self, prop: int) -> float:
        return 15.0

    def set(self, prop: int, value: float) -> bool:
        return True

    def release(self) -> None:
        self.released.set()


@pytest.fixture(autouse=True)
def no_thread_stays():
    yield
    deadline = time.monotonic() + 5
    while any(thread.name.startswith("camera-") for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "a camera thread is left over"
        time.sleep(0.01)


def test_a_camera_gives_the_newest_picture_and_counts_what_it_dropped():
    camera = FakeCamera()
    with CameraSource(3, camera) as source:
        assert source.live and source.name == "Camera 3" and source.fps == 15 and source.frames is None
        first = source.read()
        while camera.given < first.index + 20:
            time.sleep(0.002)
        second = source.read()
        assert second.index >= first.index + 15 and second.time > first.time
        assert source.dropped >= 14
        assert source.read().index > second.index
    assert first.image[1, 1, 0] > first.image[1, 1, 2], "red is first"
    assert camera.released.wait(2) and camera.number == 3


def test_times_start_near_zero_and_increase():
    with CameraSource(0, FakeCamera()) as source:
        times = [source.read().time for _ in range(10)]
    assert 0 <= times[0] < 5 and (np.diff(times) > 0).all()


def test_a_camera_that_does_not_open_is_told_of():
    camera = FakeCamera(opens=False)
    with pytest.raises(UserError, match="Camera 7 cannot be opened"):
        CameraSource(7, camera)
    assert camera.released.wait(2)


def test_a_camera_that_opens_but_gives_nothing_is_told_of():
    camera = FakeCamera(pictures=0, then="blocks")
    with pytest.raises(UserError, match="gives no picture"):
        CameraSource(0, camera, opens_within=0.2)
    camera.unblock.set()


@pytest.mark.parametrize("then", ["fails", "blocks"])
def test_a_camera_that_is_pulled_out_is_told_of(then):
    camera = FakeCamera(pictures=5, then=then)
    with (
        CameraSource(0, camera, silent_after=0.3) as source,
        pytest.raises(UserError, match="Camera 0 gives no pictures"),
    ):
        for _ in range(1000):
            source.read()
        pytest.fail("nobody noticed")
    camera.unblock.set()


def test_a_camera_that_repeats_its_last_picture_is_told_of():
    camera = FakeCamera(pictures=5, then="repeats")
    with CameraSource(0, camera, frozen_after=0.2) as source, pytest.raises(UserError, match="Camera 0 is frozen"):
        for _ in range(1000):
            source.read()
        pytest.fail("nobody noticed")


def test_closing_wakes_a_reader_and_does_not_wait_for_a_stuck_driver():
    camera = FakeCamera(pictures=1, then="blocks")
    source = CameraSource(0, camera)
    source.read()
    answers = []
    reader = threading.Thread(target=lambda: answers.append(source.read()))
    reader.start()
    source.close()
    reader.join(2)
    assert answers == [None] and not reader.is_alive()
    assert source.read() is None
    camera.unblock.set()


def test_opening_can_be_called_off():
    camera = FakeCamera(pictures=0, then="blocks")
    cancelled = threading.Event()
    failures = []

    def open_it() -> None:
        try:
            CameraSource(0, camera, opens_within=60.0, cancelled=cancelled)
        except UserError as error:
            failures.append(error)

    opening = threading.Thread(target=open_it)
    opening.start()
    cancelled.set()
    opening.join(20)
    assert failures and not opening.is_alive()
    camera.unblock.set()


def test_an_interrupted_reader_wakes_and_the_source_can_be_closed_later():
    camera = FakeCamera(pictures=1, then="blocks")
    source = CameraSource(0, camera, silent_after=60.0)
    source.read()
    answers = []
    reader = threading.Thread(target=lambda: answers.append(source.read()))
    reader.start()
    source.interrupt()
    reader.join(20)
    assert answers == [None]
    camera.unblock.set()
    source.close()
    assert camera.released.wait(5)
