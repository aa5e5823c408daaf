"""Writing a video file: the best codec there is, a steady rate from frames that come when they come, a full disk."""

import errno
import os
import shutil
import time as clock
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np

from recognizer.errors import UserError
from recognizer.files import temporary_beside
from recognizer.sources.opencv import cv2, quiet
from recognizer.sources.source import check_picture

# H.264 plays everywhere; pip's OpenCV on Linux lacks its encoder (a matter of licences), and MPEG-4 Part 2 plays in
# every video player, though not in web browsers.
CODECS = {".mp4": ("avc1", "mp4v"), ".mov": ("avc1", "mp4v"), ".mkv": ("avc1", "mp4v"), ".avi": ("MJPG",)}
RESERVE = 64_000_000  # bytes that stay free on the disk: a file that cannot be finished cannot be played
LOOK_AGAIN = 0.5  # seconds between looks at the room that is left
LONGEST_HOLD = 10.0  # seconds for which a picture is repeated where no other comes


class Writer(Protocol):
    """What is needed of ``cv2.VideoWriter``."""

    def write(self, image: np.ndarray) -> object:
        """Append a picture: uint8 ``(height, width, 3)`` in the order BGR."""

    def release(self) -> None:
        """Finish the file."""


Opener = Callable[[Path, float, tuple[int, int]], Writer]


def open_writer(path: Path, fps: float, size: tuple[int, int]) -> Writer:
    """OpenCV's writer with the first codec that works for this kind of file. ``size`` is (width, height). Raises
    ``UserError``."""
    if path.suffix.lower() not in CODECS:
        raise UserError(f"{path} is not a video's name: end it with {' or '.join(CODECS)}.")
    with quiet():
        for codec in CODECS[path.suffix.lower()]:
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), fps, size)
            if writer.isOpened():
                return writer
            writer.release()
    raise UserError(f"{path} cannot be written as a video.")


class VideoFile:
    """A video being written, under another name until it is finished. Use it in one thread.

    The rate is steady: a picture is repeated where the next one comes late, and left out where it comes too soon.
    ``opener`` stands in for OpenCV in tests.
    """

    def __init__(self, path: str | Path, fps: float, opener: Opener = open_writer) -> None:
        """Raises ``UserError`` where the folder cannot be written to, or the name is not a video's."""
        self.path, self.fps = Path(path), fps
        self._opener = opener
        if self.path.suffix.lower() not in CODECS:
            raise UserError(f"{path} is not a video's name: end it with {' or '.join(CODECS)}.")
        self._temporary = temporary_beside(self.path)
        self._writer: Writer | None = None
        self._size = (0, 0)
        self._last: np.ndarray | None = None
        self._start: float | None = None
        self._looked = 0.0
        self.frames = 0

    @property
    def seconds(self) -> float:
        """How long the video is so far."""
        return self.frames / self.fps

    def write(self, image: np.ndarray, time: float) -> None:
        """Append a picture, uint8 RGB ``(H, W, 3)``, that is to be seen from ``time`` seconds on; the first one's time
        is the video's start. All are brought to the first one's size. Raises ``OSError`` when the disk is full, and
        ``ValueError`` for what is no picture."""
        check_picture(image)
        picture = self._fit(image)
        if self._start is None:
            self._start = time
        most = self.frames + round(LONGEST_HOLD * self.fps)
        due = round((time - self._start) * self.fps)  # pictures that come before this one
        if due > most:
            due, self._start = most, time - most / self.fps
        writer = self._writer
        assert writer is not None, "opened for the first picture"
        while self.frames < due and self._last is not None:
            self._append(writer, self._last)
        if due >= self.frames:
            self._append(writer, picture)
        self._last = picture

    def finish(self) -> None:
        """Give the video its name. Raises ``UserError`` where there is none: it holds no picture, or could not be
        written to its end."""
        try:
            if self._writer is None:
                raise UserError(f"{self.path.name} was not written, since there were no pictures.")
            self._writer.release()
            if not _plays(self._temporary):
                raise UserError(f"{self.path} could not be written to its end and was given up: is the disk full?")
            os.replace(self._temporary, self.path)
        except OSError as error:
            raise UserError(f"Cannot write {self.path}: {error.strerror or error}.") from error
        finally:
            self._temporary.unlink(missing_ok=True)

    def abandon(self) -> None:
        """Leave nothing behind."""
        if self._writer is not None:
            self._writer.release()
        self._temporary.unlink(missing_ok=True)

    def __enter__(self) -> "VideoFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            self.finish()
            return
        self.abandon()
        if isinstance(error, OSError):
            raise UserError(f"Cannot write {self.path}: {error.strerror or error}.") from error

    def _fit(self, image: np.ndarray) -> np.ndarray:
        """In OpenCV's order of colours and the video's size, whose sides are even, as codecs want them."""
        if self._writer is None:
            height, width = image.shape[:2]
            self._size = (max(width - width % 2, 2), max(height - height % 2, 2))
            self._check_room()
            self._writer = self._opener(self._temporary, self.fps, self._size)
        if (image.shape[1], image.shape[0]) != self._size:
            image = cv2.resize(image, self._size, interpolation=cv2.INTER_LINEAR)
        return cv2.cvtColor(image, cv2.COLOR_RGB2BGR)

    def _append(self, writer: Writer, picture: np.ndarray) -> None:
        self._check_room()
        writer.write(picture)
        self.frames += 1

    def _check_room(self) -> None:
        """OpenCV does not report a full disk, so look ahead."""
        if clock.monotonic() - self._looked > LOOK_AGAIN:
            self._looked = clock.monotonic()
            check_room(self.path)


def check_room(path: Path) -> None:
    """Raises ``OSError`` where less than the reserve is free on the disk of ``path``."""
    if shutil.disk_usage(path.parent).free < RESERVE:
        raise OSError(errno.ENOSPC, "the disk is full")


def _plays(path: Path) -> bool:
    """Whether the file's first picture can be read."""
    video = cv2.VideoCapture(str(path))
    try:
        return video.isOpened() and video.read()[0]
    finally:
        video.release()
