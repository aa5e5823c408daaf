"""A video in a camera's place, for what has to be measured or looked at where there is no camera."""

import time
from pathlib import Path

import numpy as np

from recognizer.sources.opencv import cv2


class VideoDevice:
    """Shows a video's pictures again and again at a camera's rate; stands in for ``cv2.VideoCapture`` of a device.

    ``broken``: no picture comes any more, as when the plug is pulled. ``stuck``: the same one comes for ever.
    ``upper``: the share of the picture's height, from the top, that the camera sees.
    """

    def __init__(self, video: Path | str, fps: float, upper: float = 1.0) -> None:
        self._path, self._fps, self._upper = str(video), fps, upper
        self._video = cv2.VideoCapture(self._path)
        self._due = time.perf_counter()
        self._shown: np.ndarray | None = None
        self.broken = self.stuck = False

    def isOpened(self) -> bool:
        return not self.broken

    def read(self) -> tuple[bool, np.ndarray | None]:
        if self.broken:
            return False, None
        if not self.stuck or self._shown is None:
            self._shown = self._next()
        time.sleep(max(0.0, self._due - time.perf_counter()))
        self._due = max(self._due + 1 / self._fps, time.perf_counter())
        return self._shown is not None, self._shown

    def get(self, prop: int) -> float:
        return self._fps

    def set(self, prop: int, value: float) -> bool:
        return True

    def release(self) -> None:
        self._video.release()

    def _next(self) -> np.ndarray | None:
        ok, image = self._video.read()
        if not ok:
            self._video = cv2.VideoCapture(self._path)
            ok, image = self._video.read()
        return image[: round(self._upper * len(image))] if ok else None
