"""A video as a source: a file, or one that lies on the network."""

from collections.abc import Callable
from pathlib import Path

from recognizer.sources.addresses import is_address, without_secrets
from recognizer.sources.source import Frame, Source
from recognizer.sources.video_reader import VideoReader


class VideoSource(Source):
    """Every frame of a video, as `VideoReader` gives them. ``place``: its path or address."""

    def __init__(self, place: str | Path, threads: int = 0) -> None:
        """``place``: a path or an address. ``threads``: how many decode, 0 for as many as help. Raises ``UserError``
        where it cannot be read as a video or holds no frame."""
        self.name = without_secrets(str(place)) if is_address(str(place)) else Path(place).name
        self._reader = VideoReader(place, threads)
        self.place = self.sound = str(place)
        self.fps, self.duration, self.frames = self._reader.fps, self._reader.duration, self._reader.frames

    def read(self) -> Frame | None:
        """The next frame. ``None`` at the end, with a ``remark`` where the file ends early."""
        return self.read_wanted(lambda time: True)

    def read_wanted(self, wanted: Callable[[float], bool]) -> Frame | None:
        """The next frame whose time is wanted; of the others no picture is made. ``None`` at the end, as ``read``."""
        while (frame := self._reader.read()) is not None:
            if wanted(frame.time):
                return Frame(frame.picture(), frame.time, frame.index)
        missing, duration = self._reader.missing, self.duration
        if missing is not None and duration is not None and missing - 1 / self.fps > _tolerance(duration):
            self.remark = (
                f"{self.name} ends early: {duration - missing:.1f} of {duration:.1f} seconds can be read. "
                "The file seems to be cut off or damaged."
            )
        return None

    def seek(self, time: float) -> None:
        """Go on from the first frame at or after ``time`` seconds; from the last one, beyond the end."""
        self._reader.seek(time)

    def back(self) -> None:
        """Go on from the frame before the one that was read last."""
        self._reader.back()

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        self._reader.close()


def _tolerance(duration: float) -> float:
    """By how many seconds a file may be shorter than it claims: containers count roughly."""
    return max(1.0, 0.02 * duration)
