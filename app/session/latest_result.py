"""What the window shows of one moment: the newest picture with its bodies, and the newest answer for each person."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.session.messages import ShownFrame
from recognizer.model.answers import SlotHolder, who_holds
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import Bodies

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer


class LatestResult:
    """Where the threads pin up what is new, for the window to look at: pictures and bodies come from the observer as
    soon as they are known, answers from the network a moment later. Overwritten, never waited for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stretch = -1
        self._model: ModelInfo | None = None
        self.clear()

    def clear(self) -> None:
        """Another source, or a jump."""
        with self._lock:
            self._captured: CapturedFrame | None = None
            self._bodies: Bodies | None = None
            self._holders: tuple[SlotHolder, ...] = ()
            self._answered: list[CapturedFrame] = []
            self._fresh = False

    def use(self, model: "ModelInfo") -> None:
        """Another model: the old one's answers are void."""
        with self._lock:
            self._model = model
            self._holders = tuple(SlotHolder(holder.number, None, holder.seen) for holder in self._holders)

    def see(self, captured: CapturedFrame, bodies: Bodies | None, stretch: int) -> None:
        """A picture with the bodies in it. A new ``run``, or no bodies, means that earlier answers are void."""
        with self._lock:
            if stretch != self._stretch or bodies is None:
                self._stretch, self._holders = stretch, ()
            self._captured, self._bodies, self._fresh = captured, bodies, True
            if bodies is not None:
                self._holders = who_holds(self._holders, bodies, (), captured.frame.time)

    def hide(self) -> None:
        """Take bodies and answers off, and leave the picture."""
        with self._lock:
            self._bodies, self._holders, self._fresh = None, (), self._captured is not None

    def peek(self) -> ShownFrame | None:
        """What is shown, new or not."""
        with self._lock:
            if self._captured is None:
                return None
            return ShownFrame(self._captured, self._bodies, self._holders, self._model)

    @property
    def empty(self) -> bool:
        """Whether there is no picture yet."""
        return self._captured is None

    def answer(self, captured: CapturedFrame, windows: "Sequence[WindowAnswer]", stretch: int) -> None:
        """The windows that ended with ``captured``; those of an earlier run are too late."""
        with self._lock:
            if stretch != self._stretch or self._captured is None or self._bodies is None:
                return
            self._holders = who_holds(self._holders, self._bodies, windows, self._captured.frame.time)
            self._answered.append(captured)
            self._fresh = True

    def take(self) -> tuple[ShownFrame | None, list[CapturedFrame]]:
        """What there is to show, if anything changed since the last call, and the frames answered since then."""
        with self._lock:
            if not self._fresh or self._captured is None:
                return None, []
            answered, self._answered, self._fresh = self._answered, [], False
            return ShownFrame(self._captured, self._bodies, self._holders, self._model), answered
