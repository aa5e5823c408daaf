"""Sees the bodies in one frame after another: the step between source and network that window and terminal share."""

import time as clock
from typing import TYPE_CHECKING

from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.pose.parts import part_of

if TYPE_CHECKING:  # brings the pose model's libraries along, which a window does not wait for
    from recognizer.pose.front_end import FrontEnd


class FrameObserver:
    """A clip's frames carry their bodies; a picture's are found by the front end. Use it in one thread.

    ``front_end`` may be set at any time between two frames, and is ``None`` as long as only clips are observed.
    """

    def __init__(self, front_end: "FrontEnd | None" = None) -> None:
        self.front_end = front_end
        self.stretch = 0
        self._generation: int | None = None
        self._part = 0  # of the last frame's time
        self._interrupted = False

    def interrupt(self) -> None:
        """Some frames were left out, or somebody else looks from now on: the next one begins a stretch."""
        self._interrupted = True

    def observe(self, captured: CapturedFrame) -> ObservedFrame:
        """The bodies of the next frame. A jump, another source or an interruption begins a stretch: people are found
        anew. Where a part of a file begins, the pose model does too, as a process would that looks at this part alone
        (see ``parts``)."""
        if captured.generation != self._generation or self._interrupted:
            if self.front_end is not None and self.stretch > 0:
                self.front_end.reset()
            self._generation, self._interrupted = captured.generation, False
            self.stretch += 1
        frame = captured.frame
        part = part_of(frame.time)
        if part != self._part and self.front_end is not None and not captured.live:
            self.front_end.renew()
        self._part = part
        if frame.bodies is not None:
            return ObservedFrame(captured, frame.bodies, stretch=self.stretch)
        assert self.front_end is not None and frame.image is not None, "a picture needs a front end"
        started = clock.perf_counter()
        bodies = self.front_end.observe(frame.image, frame.time)
        return ObservedFrame(captured, bodies, clock.perf_counter() - started, self.stretch)

    def close(self) -> None:
        """Let go of the front end."""
        if self.front_end is not None:
            self.front_end.close()
            self.front_end = None
