"""OpenCV and MediaPipe, imported in the one way that is quiet and leaves Qt alone.

Everything else takes cv2 from here: ``from recognizer.sources.opencv import cv2``.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

# Read by the libraries when they start: failures reach the user as one sentence of ours, not as lines of theirs.
os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # AV_LOG_QUIET
os.environ.setdefault("OPENCV_VIDEOIO_DEBUG", "0")
os.environ.setdefault(
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0"
)  # else Windows takes ten seconds to open a camera
os.environ.setdefault("GLOG_minloglevel", "2")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import cv2

__all__ = ["cv2", "leave_qt_alone", "mediapipe", "quiet"]


def leave_qt_alone() -> None:
    """Remove what cv2's import sets to make Qt load cv2's own plugins, which break the windows of another Qt.

    A value that points elsewhere is the user's and stays.
    """
    home = Path(cv2.__file__).parent
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        value = os.environ.get(name)
        if value and Path(value).is_relative_to(home):
            del os.environ[name]


def mediapipe() -> ModuleType:
    """MediaPipe, imported on first use: it brings matplotlib along and takes about a second."""
    import mediapipe as module

    leave_qt_alone()
    return module


class _StandardError:
    """The process's standard error, turned away while at least one caller wants it quiet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._kept: int | None = None  # a second descriptor of the real one, while it is turned away

    def turn_away(self) -> None:
        with self._lock:
            if not self._users:
                self._kept = self._redirect()
            self._users += 1

    def turn_back(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users or self._kept is None:
                return
            os.dup2(self._kept, 2)
            os.close(self._kept)
            self._kept = None

    @staticmethod
    def _redirect() -> int | None:
        """Let descriptor 2 lead nowhere; a second descriptor of where it led, or ``None`` where there was none."""
        try:
            kept = os.dup(2)
        except OSError:  # a windowed program may have no standard error at all
            return None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        return kept


_standard_error = _StandardError()


@contextmanager
def quiet() -> Iterator[None]:
    """Discard what native code writes to standard error meanwhile; for short calls, since it holds for all threads.
    Calls may overlap: standard error comes back when the last of them ends."""
    _standard_error.turn_away()
    try:
        yield
    finally:
        _standard_error.turn_back()


leave_qt_alone()
