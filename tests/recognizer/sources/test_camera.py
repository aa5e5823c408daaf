"""The camera source, with stand-ins for the device."""

import itertools
import threading
import time

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.sources.camera import CameraSource
from recognizer.sources.camera_format import CameraFormat
from recognizer.sources.opencv import cv2

PATIENCE = 120  # seconds, for a machine that is busy


class FakeCamera:
    """Gives pictures of counted brightness until it is stopped; may refuse to open, fail, block or repeat itself."""

    def __init__(self, opens: bool = True, pictures: int | None = None, then: str = "fails", pause: float = 0.002):
        self.opens, self.pictures, self.then, self.pause = opens, pictures, then, pause
        self.given = 0
        self.released, self.unblock = threading.Event(), threading.Event()
        self.size, self.fps, self.fourcc = (64, 48), 15.0, "YUYV"
        self.can = [((64, 48), 15.0, "YUYV"), ((64, 48), 30.0, "MJPG"), ((128, 96), 30.0, "MJPG")]
        self.asked: list[int] = []

    def __call__(self, number: int) -> "FakeCamera":
        self.number = number
        return self

    def isOpened(self) -> bool:
        return self.opens

    def read(self):
        time.sleep(self.pause)
        if self.pictures is not None and self.given >= self.pictures:
            if self.then == "blocks":
                self.unblock.wait(PATIENCE)
            if self.then != "repeats":
                return False, None
        else:
            self.given += 1
        image = np.zeros((self.size[1], self.size[0], 3), np.uint8)
        image[::2] = self.given % 200 + 20
        image[..., 2] += 30  # red, in OpenCV's order
        return True, image

    def get(self, prop: int) -> float:
        return {cv2.CAP_PROP_FPS: self.fps, cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*self.fourcc)}.get(prop, 0.0)

    def set(self, prop: int, value: float) -> bool:
        """As drivers do: what it cannot give is left as it is, or nearly so."""
        self.asked.append(prop)
        if prop == cv2.CAP_PROP_FOURCC:
            fitting = [way for way in self.can if cv2.VideoWriter.fourcc(*way[2]) == value]
        elif prop == cv2.CAP_PROP_FRAME_WIDTH:
            fitting = [way for way in self.can if way[0][0] == value and way[2] == self.fourcc]
        elif prop == cv2.CAP_PROP_FPS:
            fitting = [way for way in self.can if way[1] == value and way[0] == self.size and way[2] == self.fourcc]
        else:
            return True
        if fitting:
            self.size, self.fps, self.fourcc = fitting[0]
        return bool(fitting)

    def release(self) -> None:
        self.released.set()


@pytest.fixture(autouse=True)
def no_thread_stays():
    yield
    for thread in threading.enumerate():
        if thread.name.startswith("camera-"):
            thread.join(PATIENCE)
            assert not thread.is_alive(), "a camera thread is left over"


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
    assert camera.released.wait(PATIENCE) and camera.number == 3


def test_times_start_near_zero_and_increase(monkeypatch):
    seconds = itertools.count(10_000.0, 0.01)
    monkeypatch.setattr("recognizer.sources.camera.clock.perf_counter", lambda: next(seconds))
    with CameraSource(0, FakeCamera()) as source:
        times = [source.read().time for _ in range(10)]
    assert 0 <= times[0] < 5000 and (np.diff(times) > 0).all()


def test_a_camera_that_does_not_open_is_reported():
    camera = FakeCamera(opens=False)
    with pytest.raises(UserError, match="Camera 7 cannot be opened"):
        CameraSource(7, camera)
    assert camera.released.wait(PATIENCE)


def test_a_camera_that_opens_but_gives_nothing_is_reported():
    camera = FakeCamera(pictures=0, then="blocks")
    with pytest.raises(UserError, match="gives no picture"):
        CameraSource(0, camera, opens_within=0.2)
    camera.unblock.set()


@pytest.mark.parametrize("then", ["fails", "blocks"])
def test_a_camera_that_is_pulled_out_is_reported(then):
    camera = FakeCamera(pictures=5, then=then)
    with (
        CameraSource(0, camera, silent_after=0.3) as source,
        pytest.raises(UserError, match="Camera 0 gives no pictures"),
    ):
        for _ in range(1000):
            source.read()
        pytest.fail("nobody noticed")
    camera.unblock.set()


def test_a_camera_that_repeats_its_last_picture_is_reported():
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
    reader.join(PATIENCE)
    assert answers == [None] and not reader.is_alive()
    assert source.read() is None
    camera.unblock.set()


def test_opening_can_be_called_off():
    camera = FakeCamera(pictures=0, then="blocks")
    cancelled = threading.Event()
    failures = []

    def open_it() -> None:
        try:
            CameraSource(0, camera, opens_within=10 * PATIENCE, cancelled=cancelled)
        except UserError as error:
            failures.append(error)

    opening = threading.Thread(target=open_it)
    opening.start()
    cancelled.set()
    opening.join(PATIENCE)
    assert failures and not opening.is_alive()
    camera.unblock.set()


def test_an_interrupted_reader_wakes_and_the_source_can_be_closed_later():
    camera = FakeCamera(pictures=1, then="blocks")
    source = CameraSource(0, camera, silent_after=10 * PATIENCE)
    source.read()
    answers = []
    reader = threading.Thread(target=lambda: answers.append(source.read()))
    reader.start()
    source.interrupt()
    reader.join(PATIENCE)
    assert answers == [None]
    camera.unblock.set()
    source.close()
    assert camera.released.wait(PATIENCE)


def test_a_camera_gives_what_it_likes_where_nothing_is_asked_for():
    camera = FakeCamera()
    with CameraSource(0, camera) as source:
        assert source.format == CameraFormat(64, 48, 15.0, "YUYV") and source.notice is None
    assert camera.asked == [cv2.CAP_PROP_BUFFERSIZE]


def test_a_camera_is_asked_for_a_format_and_what_it_gives_is_read_back():
    camera = FakeCamera()
    with CameraSource(0, camera, wanted=CameraFormat.parse("128x96@30/MJPG")) as source:
        assert source.format == CameraFormat(128, 96, 30.0, "MJPG") and source.fps == 30 and source.notice is None
        assert source.read().image.shape == (96, 128, 3)
    order = [camera.asked.index(prop) for prop in (cv2.CAP_PROP_FOURCC, cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FPS)]
    assert order == sorted(order), "the sizes that a camera can give hang on the pixel format, the rates on both"


def test_a_camera_that_cannot_give_what_was_asked_for_says_what_it_gives():
    with CameraSource(2, FakeCamera(), wanted=CameraFormat.parse("1920x1080@60")) as source:
        assert source.notice == "Camera 2 gives 64x48@15/YUYV instead of 1920x1080@60."
        assert source.read().image.shape == (48, 64, 3)


def test_a_camera_that_falls_silent_over_a_format_names_it():
    camera = FakeCamera(pictures=0, then="blocks")
    with pytest.raises(UserError, match="or it cannot give 640x480"):
        CameraSource(0, camera, opens_within=0.2, wanted=CameraFormat(640, 480))
    camera.unblock.set()


def test_a_device_that_reports_nonsense_is_believed_in_its_pictures_alone():
    camera = FakeCamera()
    camera.fps, camera.fourcc = 0.0, "\x00\x01\x02\x03"
    with CameraSource(0, camera) as source:
        assert source.format == CameraFormat(64, 48) and source.fps == 30 and str(source.format) == "64x48"
