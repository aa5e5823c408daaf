"""Numbered pictures as a source, as if they were a video."""

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.sources.libav import av
from recognizer.sources.picture_converter import PictureConverter
from recognizer.sources.picture_series import find_series, series_name
from recognizer.sources.source import USUAL_FPS, Frame, Source
from recognizer.sources.video_container import open_video
from recognizer.text import path_text

TOLERANCE = 1e-6  # seconds by which a picture may be earlier than asked for, as far as numbers are rounded


class PictureSource(Source):
    """The pictures of a series in the order of their numbers, which also say when they are: where some are missing,
    time goes on. ``place``: the pattern. A picture that cannot be read is left out, and a ``remark`` says so."""

    def __init__(self, place: str | Path, rate: float = USUAL_FPS) -> None:
        """``place``: a pattern, as `frames/%05d.png`; ``rate``: numbers a second. Raises ``UserError`` where no picture
        can be read."""
        series = find_series(place)
        self.place, self.name = str(place), series_name(place)
        self._files = series.files
        self._times = [(number - series.numbers[0]) / rate for number in series.numbers]
        self.fps, self.frames, self.notice = rate / series.step, len(self._files), series.gaps
        self.duration = self._times[-1] + 1 / self.fps
        self.picture_rate, self._closed = rate, False
        self._next = 0  # its place in the series
        self._last: int | None = None  # read last
        self._ready: tuple[int, np.ndarray] | None = None  # read already, to see whether it can be
        self._size: tuple[int, int] | None = None  # height and width of the first one
        if self._readable(0) is None:
            raise UserError(f"Not a single picture of {place} can be read.")

    def read(self) -> Frame | None:
        """The next picture. Raises ``UserError`` where it is of another size than those before."""
        return self.read_wanted(lambda time: True)

    def read_wanted(self, wanted: Callable[[float], bool]) -> Frame | None:
        """The next picture whose time is wanted; the others are not read. Raises ``UserError`` as ``read``."""
        while self._next < len(self._files) and not self._closed:
            index, self._next = self._next, self._next + 1
            if wanted(self._times[index]) and (image := self._picture(index)) is not None:
                self._last, self._ready = index, None
                return Frame(image, self._times[index], index)
        return None

    def seek(self, time: float) -> None:
        """Go on from the first picture at or after ``time`` seconds; from the last one, beyond the end."""
        index = min(bisect_left(self._times, time - TOLERANCE), len(self._files) - 1)
        found = self._readable(index)
        if found is None:
            found = self._readable(index, -1)
        self._next, self._last = index if found is None else found, None

    def back(self) -> None:
        """Go on from the picture before the one that was read last."""
        if self._last is None:
            return
        found = self._readable(self._last - 1, -1)
        self._next, self._last = self._last if found is None else found, None

    def close(self) -> None:
        """From here on ``read`` returns ``None``."""
        self._closed = True

    def _readable(self, index: int, step: int = 1) -> int | None:
        """The nearest picture from this one on that can be read, by steps of 1 or -1; ``None`` where none can."""
        while 0 <= index < len(self._files):
            if (image := self._picture(index)) is not None:
                self._ready = index, image
                return index
            index += step
        return None

    def _picture(self, index: int) -> np.ndarray | None:
        """The picture, uint8 RGB ``(H, W, 3)``; ``None`` where it cannot be read. Raises ``UserError`` where it is of
        another size than the others."""
        if self._ready is not None and self._ready[0] == index:
            return self._ready[1]
        image = _decoded(self._files[index])
        if image is None:
            if self.remark is None:
                shown = path_text(self._files[index].name)
                self.remark = f"{self.name}: pictures that cannot be read were left out, {shown} first."
            return None
        size = image.shape[0], image.shape[1]
        self._size = self._size or size
        if size != self._size:
            (height, width), (usual_height, usual_width) = size, self._size
            raise UserError(
                f"{self._files[index]} is of {width} x {height} pixels instead of {usual_width} x {usual_height}: "
                "the pictures of a series must be of one size."
            )
        return image


def _decoded(file: Path) -> np.ndarray | None:
    """A picture as it is to be seen, turned as its camera noted, in 8 bits; ``None`` where it cannot be read."""
    try:
        video = open_video(file, threads=1)
    except UserError:
        return None
    try:
        frame = next(video.container.decode(video.stream), None)
        return None if frame is None else PictureConverter(video.pixel).picture(frame)
    except av.error.FFmpegError:
        return None
    finally:
        video.container.close()
