"""The moments of a video that is being written, held until it is known what they are about."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from recognizer.skeleton.clip import Bodies
from recognizer.sources.opencv import cv2

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer

QUALITY = 95  # of the JPEG that a picture waits as: two seconds of them would fill the memory of a small machine


@dataclass(frozen=True, eq=False)
class Moment:
    """What an annotated video shows at one time. ``image``: the source's, uint8 RGB ``(H, W, 3)``, or ``None``;
    ``windows``: those that ended at ``time``, in seconds."""

    image: np.ndarray | None
    bodies: Bodies
    windows: "Sequence[WindowAnswer]"
    time: float


class HeldMoments:
    """Takes moments in order of time and gives them back ``delay`` seconds later, in that order."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._waiting: deque[tuple[Moment, np.ndarray | None]] = deque()  # without its picture, and that as JPEG

    def take(self, moments: Iterable[Moment], now: float) -> Iterator[Moment]:
        """Take the next moments; yields those that are due at ``now`` seconds."""
        for moment in moments:
            if self._delay == 0:
                yield moment
            else:
                self._waiting.append((replace(moment, image=None), _packed(moment.image)))
        while self._waiting and self._waiting[0][0].time <= now - self._delay:
            yield self._next()

    def rest(self) -> Iterator[Moment]:
        """Those that wait still, when there is no further one."""
        while self._waiting:
            yield self._next()

    def _next(self) -> Moment:
        moment, packed = self._waiting.popleft()
        return moment if packed is None else replace(moment, image=cv2.imdecode(packed, cv2.IMREAD_COLOR))


def _packed(image: np.ndarray | None) -> np.ndarray | None:
    if image is None:
        return None
    done, packed = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))
    assert done, "a picture can be packed"
    return packed
