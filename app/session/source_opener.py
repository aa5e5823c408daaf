"""What opens sources for a session: with the camera format and the rate of pictures that are wanted now. No Qt here."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.options import Options
from recognizer.sources.camera_format import ANY_FORMAT, CameraFormat

if TYPE_CHECKING:
    from recognizer.sources.opening import Source

OpenSource = Callable[[str], "Source"]


class SourceOpener:
    """``instead`` stands in for it in tests."""

    def __init__(self, options: Callable[[], Options], instead: OpenSource | None = None) -> None:
        self._options = options
        self._instead = None if instead is default_source else instead

    @property
    def files_are_real(self) -> bool:
        """Whether a file that is opened is the one that lies on the disk."""
        return self._instead is None

    def opening(self, cancelled: threading.Event | None = None) -> OpenSource:
        """What opens a source by its name; ``cancelled`` ends the waiting for a camera. Raises ``UserError``."""
        if self._instead is not None:
            return self._instead
        wanted, rate = self._options().camera_format, self._options().picture_rate
        return partial(default_source, cancelled=cancelled, camera_format=wanted, picture_rate=rate)


def default_source(
    spec: str,
    cancelled: threading.Event | None = None,
    camera_format: CameraFormat = ANY_FORMAT,
    picture_rate: float | None = None,
) -> "Source":
    """A camera, a video, numbered pictures or a clip. A camera is asked for ``camera_format``; ``cancelled`` ends the
    waiting for it; ``picture_rate``: how many pictures there are a second, ``None`` for the usual rate."""
    from recognizer.sources.opening import open_source
    from recognizer.sources.source import USUAL_FPS

    return open_source(spec, cancelled, camera_format, picture_rate or USUAL_FPS)
