"""Where frames come from: a camera, an address, a video, numbered pictures or a clip, opened by what the user names."""

import threading
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.files import user_path
from recognizer.skeleton.clip import Clip, load_npz
from recognizer.skeleton.plausibility import doubt
from recognizer.skeleton.skeleton_file import read_skeleton
from recognizer.sources.addresses import SCHEMES, as_file, is_address, scheme_of, without_secrets
from recognizer.sources.camera import CameraSource
from recognizer.sources.camera_format import ANY_FORMAT, CameraFormat
from recognizer.sources.network_camera import NetworkCamera, open_address
from recognizer.sources.picture_series import is_series, refuse_picture, series_of_folder
from recognizer.sources.picture_source import PictureSource
from recognizer.sources.source import CLIP_SUFFIXES, USUAL_FPS, Frame, Source
from recognizer.sources.video_source import VideoSource

__all__ = [
    "ANY_FORMAT",
    "CLIP_SUFFIXES",
    "CameraFormat",
    "CameraSource",
    "ClipSource",
    "Frame",
    "NetworkCamera",
    "PictureSource",
    "Source",
    "VideoSource",
    "open_film",
    "open_source",
    "read_clip",
]


def open_source(
    spec: str | Path,
    cancelled: threading.Event | None = None,
    camera_format: CameraFormat = ANY_FORMAT,
    picture_rate: float = USUAL_FPS,
) -> Source:
    """Open what ``spec`` names: a camera number, the address of a network camera or of a video, a video file, numbered
    pictures by their pattern (`frames/%05d.png`) or by a folder that holds nothing else, or a clip file (`.npz`,
    `.skeleton`).

    A camera or an address may take many seconds; ``cancelled``, set by another thread, ends the waiting. A camera is
    asked for ``camera_format``; the source's ``format`` is what it gives. ``picture_rate``: how many numbered pictures
    there are a second. Raises ``UserError``, in one sentence, where it cannot be opened.
    """
    spec = str(spec)
    if spec.isascii() and spec.isdigit():
        return CameraSource(int(spec), cancelled=cancelled, wanted=camera_format)
    if is_address(spec):
        return open_address(spec, cancelled)
    path = user_path(as_file(spec))
    if scheme_of(spec) not in ("", "file") and not path.exists():
        raise UserError(f"{without_secrets(spec)} cannot be opened: addresses begin with {', '.join(SCHEMES)} or file.")
    if is_series(path):
        return PictureSource(path, picture_rate)
    if path.is_dir():
        return PictureSource(_only_series(path), picture_rate)
    if not path.exists():
        raise UserError(f"There is no file {path}.")
    if path.suffix.lower() in CLIP_SUFFIXES:
        return ClipSource(read_clip(path), path.name)
    refuse_picture(path)
    return VideoSource(path)


def open_film(place: str | Path, threads: int = 0, picture_rate: float = USUAL_FPS) -> VideoSource | PictureSource:
    """Open a video, or numbered pictures, by what its ``place`` is called. ``threads``: how many decode a video, 0 for
    as many as help. Raises ``UserError``."""
    return PictureSource(place, picture_rate) if is_series(place) else VideoSource(place, threads)


def _only_series(folder: Path) -> Path:
    """The pattern of a folder's pictures. Raises ``UserError`` where it holds anything but one series."""
    try:
        found = series_of_folder(folder)
    except OSError as error:
        raise UserError(f"Cannot read the folder {folder}: {error.strerror or error}.") from error
    if not found:
        raise UserError(f"{folder} is a folder, not a video or a clip.")
    if len(found) > 1:
        raise UserError(f"{folder} holds {len(found)} series of pictures: name one of them, as {found[0].pattern}.")
    return found[0].pattern


def read_clip(path: str | Path) -> Clip:
    """Read a clip file, `.npz` or `.skeleton`. Raises ``UserError``."""
    return read_skeleton(path) if Path(path).suffix.lower() == ".skeleton" else load_npz(path)


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
        if told := doubt(clip):
            self.notice = f"{name}: {told}"

    def read(self) -> Frame | None:
        """The next frame, with bodies and no picture; ``None`` at the end."""
        if self._index >= self.clip.frames:
            return None
        index, self._index = self._index, self._index + 1
        return Frame(None, float(self._time[index]), index, self.clip.at(index))

    def seek(self, time: float) -> None:
        """Go on from the first frame at or after ``time`` seconds; from the last one, beyond the end."""
        self._index = min(int(np.searchsorted(self._time, time - 1e-6)), self.clip.frames - 1)

    def back(self) -> None:
        """Go on from the frame before the one that was read last."""
        self._index = max(self._index - 2, 0)

    def close(self) -> None:
        """From here on ``read`` returns ``None``."""
        self._index = self.clip.frames
