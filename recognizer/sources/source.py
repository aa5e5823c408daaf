"""What every source yields, and the one small interface behind which cameras, videos and clips lie."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from recognizer.skeleton.clip import Bodies
from recognizer.skeleton.shapes import check_shape
from recognizer.sources.camera_format import CameraFormat

CLIP_SUFFIXES = (".npz", ".skeleton")
# What a folder's files must end with to be taken for videos. A file that is named is opened whatever its ending.
VIDEO_SUFFIXES = (
    *(".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mkv", ".webm", ".avi", ".divx", ".wmv", ".asf", ".flv", ".f4v"),
    *(".mpg", ".mpeg", ".mpe", ".m2v", ".vob", ".ts", ".mts", ".m2ts", ".m2t", ".mxf", ".dv", ".ogv", ".gif", ".y4m"),
    *(".h264", ".264", ".h265", ".265", ".hevc", ".ivf", ".obu", ".mjpeg", ".mjpg", ".rm", ".rmvb"),
)
USUAL_FPS = 30.0  # pictures a second, where a file or a camera reports no rate, or nonsense


def is_watchable(name: str) -> bool:
    """Whether a folder's file of this name is a video or a clip. Hidden ones are none, such as the `._film.mp4` that
    macOS leaves beside a `film.mp4` on other systems' disks."""
    return not name.startswith(".") and name.lower().endswith(VIDEO_SUFFIXES + CLIP_SUFFIXES)


@dataclass(frozen=True, eq=False)
class Frame:
    """One instant of a source: ``image`` uint8 RGB ``(H, W, 3)`` or, of a clip, ``bodies``; ``time`` in seconds."""

    image: np.ndarray | None
    time: float
    index: int
    bodies: Bodies | None = None


def check_picture(image: np.ndarray) -> None:
    """Raise ``ValueError`` where this is not a picture, uint8 RGB ``(H, W, 3)``."""
    check_shape("picture", image, (None, None, 3))
    if image.dtype != np.uint8:
        raise ValueError(f"picture: its values are {image.dtype} instead of uint8")


class Source(ABC):
    """Yields frames in order of time. Use it in one thread; ``close`` may be called from any.

    ``live``: frames come when they come, ``read`` gives the newest one, and ``dropped`` counts those that nobody read;
    any other source gives every frame. ``fps`` is a rate to plan with; the frames' own times are exact. ``frames``
    and ``duration`` (seconds) are ``None`` where they are not known. ``format`` is what a camera really gives.
    ``sound``: the path or address of a video whose sound belongs to the frames, by the same time.
    """

    name: str
    live: bool = False
    fps: float
    frames: int | None = None
    duration: float | None = None
    dropped: int = 0
    has_bodies: bool = False  # frames carry bodies, not pictures: a clip
    format: CameraFormat | None = None
    sound: str | None = None
    notice: str | None = None  # what the user should know at the beginning, in one sentence
    remark: str | None = None  # what the user should know at the end, in one sentence
    tell: Callable[[str], None] = staticmethod(lambda sentence: None)  # told what changes meanwhile, from any thread

    @abstractmethod
    def read(self) -> Frame | None:
        """The next frame, or ``None`` at the end. Raises ``UserError`` when the source fails."""

    def read_wanted(self, wanted: Callable[[float], bool]) -> Frame | None:
        """The next frame whose time is ``wanted``, or ``None`` at the end; each frame is asked for once, in order.
        Raises ``UserError`` as ``read`` does."""
        while (frame := self.read()) is not None and not wanted(frame.time):
            pass
        return frame

    @abstractmethod
    def seek(self, time: float) -> None:
        """Go on from the first frame at or after ``time`` seconds (the last one, beyond the end); not for live ones."""

    def back(self) -> None:
        """Go on from the frame before the one that was read last, at the start from the first one; not for live
        ones."""
        raise ValueError(f"{self.name} cannot be wound back")

    def interrupt(self) -> None:
        """Wake a reader that waits in another thread, for good; does not wait itself."""
        return

    @abstractmethod
    def close(self) -> None:
        """Let go of the device or file. May be called twice."""

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
