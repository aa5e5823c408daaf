"""Small pictures of a file, made when they are asked for. No Qt here."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from app.session.handoff import Handoff
from app.session.worker import Worker

if TYPE_CHECKING:
    from recognizer.sources.source import Source

WIDTH = 192  # pixels; a picture takes some 60 kB
KEPT = 200  # pictures
PLACES, NEAREST = 400, 0.25  # pictures of a whole file at most, and seconds between two of them at least


class ThumbnailThread(Worker):
    """Has a source of its own, which is opened when the first picture is asked for: what plays is not disturbed. Only
    the newest question is answered."""

    def __init__(self, spec: str, duration: float, open_source: "Callable[[str], Source]") -> None:
        super().__init__("thumbnails")
        self.spec = spec
        self._step = max(duration / PLACES, NEAREST)
        self._open_source = open_source
        self._inbox: Handoff[int] = Handoff()
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, np.ndarray] = OrderedDict()  # by place, the last that was asked for last
        self._useless = False  # the file has no pictures, or cannot be read

    def picture(self, time: float) -> np.ndarray | None:
        """The picture at about this second, uint8 ``(height, width, 3)``; ``None`` where it is still to be made, which
        this asks for. From any thread."""
        place = round(time / self._step)
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return self._kept[place]
        if not self._useless:
            self._inbox.put(place)
        return None

    def stop(self) -> None:
        """Returns at once; the thread lets go of the source and ends."""
        self._inbox.close()

    def work(self) -> None:
        """Make pictures until it is stopped, or until there can be none."""
        source: Source | None = None
        try:
            while (place := self._inbox.take(None)) is not None or not self._inbox.closed:
                if place is None:
                    continue
                source = source or self._open_source(self.spec)
                source.seek(place * self._step)
                frame = source.read()
                if frame is None:
                    continue  # past the last picture
                if frame.image is None:
                    return
                self._keep(place, _small(frame.image))
        finally:
            self._useless = True
            if source is not None:
                source.close()

    def _keep(self, place: int, picture: np.ndarray) -> None:
        with self._lock:
            self._kept[place] = picture
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def _small(image: np.ndarray) -> np.ndarray:
    from recognizer.sources.opencv import cv2

    height = max(round(image.shape[0] * WIDTH / image.shape[1]), 1)
    return cv2.resize(image, (WIDTH, height), interpolation=cv2.INTER_AREA)
