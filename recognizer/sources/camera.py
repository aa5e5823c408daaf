"""The live source: a camera, read in its own thread, since a read may block for half a minute."""

import threading
import time as clock
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np

from recognizer.errors import UserError
from recognizer.sources.camera_format import ANY_FORMAT, HIGHEST_FPS, CameraFormat
from recognizer.sources.newest_picture import NewestPicture
from recognizer.sources.opencv import cv2
from recognizer.sources.source import USUAL_FPS, Frame

OPENS_WITHIN = 20.0  # seconds from opening to the first picture; some systems take ten
SILENT_AFTER = 4.0  # seconds without any picture after which a camera counts as lost
FROZEN_AFTER = 6.0  # seconds of the very same picture, bit by bit, that no real sensor gives
FAILURES = 25  # reads in a row without a picture after which the camera counts as lost
PAUSE = 0.02  # seconds between such reads


class CameraReader(Protocol):
    """What is needed of ``cv2.VideoCapture``."""

    def isOpened(self) -> bool:
        """Whether the device was opened."""

    def read(self) -> tuple[bool, np.ndarray | None]:
        """Whether a picture came, and the picture: uint8 ``(height, width, 3)`` in the order BGR, ``None`` without
        one."""

    def get(self, prop: int) -> float:
        """The value of a property, one of OpenCV's ``CAP_PROP_…``; 0 or less where the device does not have it."""

    def set(self, prop: int, value: float) -> bool:
        """Ask the device for a property's value. Whether it was accepted; the device may still give something else."""

    def release(self) -> None:
        """Let go of the device."""


class CameraSource(NewestPicture[Frame]):
    """A camera by its number. ``read`` waits for a picture newer than the last one and gives the newest.

    ``wanted`` is asked of the device, which may give something else: ``format`` is what it gives, and ``notice``
    reports where that differs. ``silent_after`` and ``frozen_after`` (seconds) and ``opener`` are for tests.
    """

    def __init__(
        self,
        number: int,
        opener: Callable[[int], CameraReader] = lambda number: cv2.VideoCapture(number),
        opens_within: float = OPENS_WITHIN,
        silent_after: float = SILENT_AFTER,
        frozen_after: float = FROZEN_AFTER,
        cancelled: threading.Event | None = None,
        wanted: CameraFormat = ANY_FORMAT,
    ) -> None:
        """Raises ``UserError`` when the camera cannot be opened or gives no picture, or once ``cancelled`` is set."""
        super().__init__(f"camera-{number}")
        self.number, self.name, self.fps = number, f"Camera {number}", USUAL_FPS
        self._wanted = wanted
        self.format: CameraFormat = CameraFormat()
        self._opener = opener
        self._silent_after, self._frozen_after = silent_after, frozen_after
        self._count = 0
        self._arrived = self._differed = clock.perf_counter()  # a picture; one unlike the last
        self._begin(cancelled, opens_within)
        with self._changed:
            failure = self._failure
            if failure is None and self._newest is None:
                unable = "" if wanted == ANY_FORMAT else f", or it cannot give {wanted}"
                failure = f"Camera {number} gives no picture: another program may be using it{unable}."
        if failure:
            self.close()
            raise UserError(failure)
        self._note_format()

    def read(self) -> Frame | None:
        """``None`` once closed. Raises ``UserError`` when the camera is lost, silent or frozen."""
        with self._changed:
            self._wait_for_newest(self._silent_after)
            if self._stop.is_set():
                return None
            if self._failure:
                raise UserError(self._failure)
            if self._newest is None:
                raise UserError(f"Camera {self.number} gives no pictures any more: is it still plugged in?")
            if self._arrived - self._differed > self._frozen_after:
                raise UserError(f"Camera {self.number} is frozen: it gives the same picture again and again.")
            frame, self._newest = self._newest, None
            return frame

    def _note_format(self) -> None:
        """The size is that of the first picture: some drivers report what was asked for."""
        assert self._newest is not None and self._newest.image is not None
        height, width = self._newest.image.shape[:2]
        self.format = replace(self.format, width=width, height=height)
        if not self.format.gives(self._wanted):
            self.notice = f"{self.name} gives {self.format} instead of {self._wanted}."

    def _run(self) -> None:
        capture = self._opener(self.number)
        try:
            if not capture.isOpened():
                self._fail(f"Camera {self.number} cannot be opened: there is none, or another program is using it.")
                return
            capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
            _ask_for(capture, self._wanted)
            self.format = _given(capture)
            self.fps = self.format.fps or USUAL_FPS
            self._watch(capture)
        except cv2.error:
            self._fail(f"Camera {self.number} failed: is it still plugged in?")
        finally:
            capture.release()

    def _watch(self, capture: CameraReader) -> None:
        started, failures, last = clock.perf_counter(), 0, None
        while not self._stop.is_set():
            ok, image = capture.read()
            now = clock.perf_counter()
            if not ok or image is None:
                failures += 1
                if failures > FAILURES:
                    self._fail(f"Camera {self.number} gives no pictures any more: is it still plugged in?")
                    return
                self._stop.wait(PAUSE)
                continue
            failures = 0
            print_of_it = _fingerprint(image)
            self._came(
                cv2.cvtColor(image, cv2.COLOR_BGR2RGB), now - started, print_of_it is None or print_of_it != last
            )
            last = print_of_it

    def _came(self, image: np.ndarray, time: float, differs: bool) -> None:
        with self._changed:
            self._arrived = clock.perf_counter()
            if differs:
                self._differed = self._arrived
            self._offer(Frame(image, time, self._count))
            self._count += 1


def _ask_for(capture: CameraReader, wanted: CameraFormat) -> None:
    """The pixel format first: sizes and rates hang on it."""
    if wanted.pixel_format is not None:
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*wanted.pixel_format))
    if wanted.width is not None and wanted.height is not None:
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, wanted.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, wanted.height)
    if wanted.fps is not None:
        capture.set(cv2.CAP_PROP_FPS, wanted.fps)


def _given(capture: CameraReader) -> CameraFormat:
    """The rate and the pixel format that the device reports, where they make sense."""
    fps = capture.get(cv2.CAP_PROP_FPS)
    code = int(max(capture.get(cv2.CAP_PROP_FOURCC), 0))
    letters = bytes(code >> shift & 0xFF for shift in (0, 8, 16, 24)).decode("latin-1")
    sane = letters.isascii() and letters.isprintable() and letters.strip().isalnum()
    return CameraFormat(fps=fps if 1 <= fps <= HIGHEST_FPS else None, pixel_format=letters if sane else None)


def _fingerprint(image: np.ndarray) -> int | None:
    """A number that changes with any change of the picture; ``None`` where it is of a single colour (a shutter)."""
    if image[::8, ::8].min() == image[::8, ::8].max():
        return None
    return zlib.crc32(np.ascontiguousarray(image[::2, ::2]).data)
