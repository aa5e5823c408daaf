"""The thread that looks now and then whether somebody is in the picture who is not followed. No Qt here."""

import time as clock
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import numpy as np

from app.options import Options
from app.session.handoff import Handoff
from app.session.messages import Failed, ShownFrame
from app.session.worker import Worker
from app.texts import mark
from recognizer.skeleton.clip import NOBODY, Bodies

if TYPE_CHECKING:
    from recognizer.pose.left_out_people import LeftOutPeople

EVERY = 2.0  # seconds between two looks


class Looker(Protocol):
    """Sees whether anybody but the bodies is in a picture, uint8 RGB ``(H, W, 3)``."""

    def seen(self, image: np.ndarray, bodies: Bodies) -> bool: ...

    def close(self) -> None: ...


MakeLooker = Callable[[Options], Looker]


class LeftOutThread(Worker):
    """Looks at what is shown, where as many people are followed as may be. ``left_out``: whether there are more of
    them, by the last two looks that agreed: the pose model takes a thing for somebody now and then."""

    def __init__(
        self,
        options: Callable[[], Options],
        make_looker: MakeLooker,
        failed: Callable[[Failed], None] = lambda failure: None,
    ) -> None:
        super().__init__("left out", failed)
        self._options, self._make_looker = options, make_looker
        self._asked: Handoff[tuple[np.ndarray, Bodies]] = Handoff()
        self._due = 0.0
        self._last = self.left_out = False

    def look(self, shown: ShownFrame) -> None:
        """Look at it, unless that was done a moment ago; returns at once."""
        image, bodies = shown.captured.frame.image, shown.bodies
        if image is None or bodies is None or bodies.picture is None:
            return
        if (bodies.identity != NOBODY).sum() < self._options().persons:
            self._last = self.left_out = False
        elif clock.perf_counter() >= self._due:
            self._due = clock.perf_counter() + EVERY
            self._asked.put((image, bodies))

    def forget(self) -> None:
        """Another source."""
        self._asked.clear()
        self._last = self.left_out = False

    def close(self) -> None:
        """End the thread once it has looked at the picture at hand; returns at once."""
        self._asked.close()

    def work(self) -> None:
        """Look at one picture after another, until ``close``."""
        looker: Looker | None = None
        while (asked := self._asked.take(None)) is not None or not self._asked.closed:
            if asked is None:
                continue
            with self.guarded(mark("Looking for more people")):
                looker = looker or self._make_looker(self._options())
                seen = looker.seen(*asked)
                if seen == self._last:
                    self.left_out = seen
                self._last = seen
        if looker is not None:
            looker.close()


def default_looker(options: Options) -> "LeftOutPeople":
    """MediaPipe's, with the pose model that people are followed with."""
    from recognizer.pose.left_out_people import LeftOutPeople
    from recognizer.pose.model_bundle import pose_model_path

    return LeftOutPeople(pose_model_path(options.pose_model))
