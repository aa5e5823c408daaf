"""Where frames come from: a camera (see `camera`), a video file or a clip file, opened by what the user names."""

import math
import threading
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip, load_npz
from recognizer.skeleton.skeleton_file import read_skeleton
from recognizer.sources.camera import CameraSource
from recognizer.sources.camera_format import ANY_FORMAT, HIGHEST_FPS, CameraFormat
from recognizer.sources.opencv import cv2
from recognizer.sources.source import CLIP_SUFFIXES, USUAL_FPS, Frame, Source

__all__ = [
    "ANY_FORMAT",
    "CLIP_SUFFIXES",
    "CameraFormat",
    "CameraSource",
    "ClipSource",
    "Frame",
    "Source",
    "VideoSource",
    "open_source",
    "read_clip",
]


SEEK_EARLIER = 1.0  # seconds by which OpenCV is asked to seek too far back


def open_source(
    spec: str | Path, cancelled: threading.Event | None = None, camera_format: CameraFormat = ANY_FORMAT
) -> Source:
    """Open what ``spec`` names: a camera number, a video file or a clip file (`.npz`, `.skeleton`).

    A camera may take many seconds; ``cancelled``, set by another thread, ends the waiting. A camera is asked for
    ``camera_format``; the source's ``format`` is what it gives. Raises ``UserError``, in one sentence, where it cannot
    be opened.
    """
    spec = str(spec)
    if spec.isascii() and spec.isdigit():
        return CameraSource(int(spec), cancelled=cancelled, wanted=camera_format)
    path = Path(spec).expanduser()
    if path.is_dir():
        raise UserError(f"{path} is a folder, not a video or a clip.")
    if not path.exists():
        raise UserError(f"There is no file {path}.")
    if path.suffix.lower() in CLIP_SUFFIXES:
        return ClipSource(read_clip(path), path.name)
    return VideoSource(path)


def read_clip(path: str | Path) -> Clip:
    """Read a clip file, `.npz` or `.skeleton`. Raises ``UserError``."""
    return read_skeleton(path) if Path(path).suffix.lower() == ".skeleton" else load_npz(path)


class VideoSource(Source):
    """A video file, every frame of it, turned upright as its own orientation tells."""

    def __init__(self, path: str | Path) -> None:
        """Raises ``UserError`` where the file cannot be read as a video or holds no frame."""
        self.path = Path(path)
        self.name = self.path.name
        self._capture = cv2.VideoCapture(str(path))
        if not self._capture.isOpened():
            raise UserError(f"{path} cannot be read as a video.")
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        self.fps = fps if 1 <= fps <= HIGHEST_FPS else USUAL_FPS
        frames = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        if math.isfinite(frames) and frames >= 1:
            self.frames, self.duration = int(frames), int(frames) / self.fps
        self._index, self._time = -1, -math.inf  # of the frame read last
        self._ahead = self._next()  # the first frame tells whether there is any
        if self._ahead is None:
            self._capture.release()
            raise UserError(f"{path} is a video without a single frame that can be read.")

    def read(self) -> Frame | None:
        """The next frame, its picture in RGB. ``None`` at the end, with a ``remark`` where the file ends early."""
        frame = self._ahead or self._next()
        self._ahead = None
        if frame is None and self.duration is not None and self.duration - self._time > _tolerance(self.duration):
            self.remark = (
                f"{self.name} ends early: {self._time:.1f} of {self.duration:.1f} seconds can be read. "
                "The file seems to be cut off or damaged."
            )
        return frame

    def seek(self, time: float) -> None:
        """OpenCV lands near the time that is asked for, so it is asked for a bit earlier and read up to the frame."""
        if self.duration is not None:
            time = min(time, self.duration)
        self._go_to(max(time - SEEK_EARLIER, 0.0))
        tolerance = 0.25 / self.fps
        latest = None
        while (frame := self._next()) is not None:
            latest = frame
            if frame.time >= time - tolerance:
                break
        if latest is None:  # beyond the last frame: the container promised more than it holds
            self._go_to(0.0)
            latest = self._next()
        self._ahead = latest

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        self._capture.release()

    def _go_to(self, time: float) -> None:
        self._capture.set(cv2.CAP_PROP_POS_MSEC, time * 1000)
        position = self._capture.get(cv2.CAP_PROP_POS_FRAMES)
        self._index = int(position) - 1 if position > 0 else -1
        self._time = -math.inf

    def _next(self) -> Frame | None:
        ok, image = self._capture.read()
        if not ok or image is None:
            return None
        self._index += 1
        self._time = self._stamp()
        return Frame(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), self._time, self._index)

    def _stamp(self) -> float:
        """The frame's own time stamp where it is sane (rates vary), else the last one and a frame's length."""
        stamp = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if math.isfinite(stamp) and stamp >= 0 and stamp > self._time:
            return stamp
        return self._index / self.fps if self._time == -math.inf else self._time + 1 / self.fps


def _tolerance(duration: float) -> float:
    """By how many seconds a file may be shorter than it claims: containers count roughly."""
    return max(1.0, 0.02 * duration)


class ClipSource(Source):
    """A clip: frames of bodies, without pictures. Their time counts from the clip's first frame, as a video's does."""

    has_bodies = True

    def __init__(self, clip: Clip, name: str = "clip") -> None:
        self.clip, self.name = clip, name
        self.fps = clip.fps or USUAL_FPS
        self.frames = clip.frames
        self._time = clip.time - clip.time[0]
        self.duration = float(self._time[-1]) + 1 / self.fps
        self._index = 0

    def read(self) -> Frame | None:
        """The next frame, with bodies and no picture; ``None`` at the end."""
        if self._index >= self.clip.frames:
            return None
        index, self._index = self._index, self._index + 1
        return Frame(None, float(self._time[index]), index, self.clip.at(index))

    def seek(self, time: float) -> None:
        """Go on from the first frame at or after ``time`` seconds; from the last one, beyond the end."""
        self._index = min(int(np.searchsorted(self._time, time - 1e-6)), self.clip.frames - 1)

    def close(self) -> None:
        """From here on ``read`` returns ``None``."""
        self._index = self.clip.frames
