"""Which second lies at which pixel of the timeline, and how it is zoomed. No Qt here."""

from typing import overload

import numpy as np

NEAREST = 0.5  # seconds, the least that is shown
ZOOM = 1.6  # by one step


class TimeScale:
    """``whole`` are the seconds that there are, ``span`` those that are shown between the pixels ``left`` and
    ``right``."""

    def __init__(self, left: float) -> None:
        self.left, self.right = left, left + 1
        self.whole = (0.0, 1.0)
        self.span = (0.0, 1.0)

    @overload
    def x_of(self, time: float) -> float: ...

    @overload
    def x_of(self, time: np.ndarray) -> np.ndarray: ...

    def x_of(self, time: float | np.ndarray) -> float | np.ndarray:
        """Where a time in seconds is, or many times are, in pixels."""
        start, end = self.span
        return self.left + (time - start) / max(end - start, 1e-6) * (self.right - self.left)

    def time_at(self, x: float) -> float:
        """The time in seconds at a place in pixels; outside, the first or the last that is shown."""
        start, end = self.span
        share = (x - self.left) / max(self.right - self.left, 1)
        return start + min(max(share, 0.0), 1.0) * (end - start)

    @property
    def seconds_per_pixel(self) -> float:
        """How many seconds one pixel stands for."""
        return (self.span[1] - self.span[0]) / max(self.right - self.left, 1)

    @property
    def zoomed_in(self) -> bool:
        """Whether there is more than what is shown."""
        return self.span != self.whole

    def set_whole(self, whole: tuple[float, float], fit: bool = False) -> bool:
        """The seconds that there are; ``fit`` shows them all. Returns whether others are shown than before."""
        everything = fit or not self.zoomed_in
        self.whole = whole
        return self.show(whole if everything else self.span)

    def zoom(self, factor: float, about: float) -> bool:
        """Show ``factor`` times as many seconds; the time ``about`` stays where it is."""
        start, end = self.span
        length = min(max((end - start) * factor, NEAREST), self.whole[1] - self.whole[0])
        share = (about - start) / max(end - start, 1e-9)
        return self.show((about - share * length, about + (1 - share) * length))

    def follow(self, time: float) -> bool:
        """Go along with a place that has left what is shown."""
        start, end = self.span
        if start <= time <= end:
            return False
        return self.show((time - 0.1 * (end - start), time + 0.9 * (end - start)))

    def show(self, span: tuple[float, float]) -> bool:
        """Show these seconds, moved into what there is. Returns whether others are shown than before."""
        first, last = self.whole
        length = min(span[1] - span[0], last - first)
        start = min(max(span[0], first), last - length)
        before, self.span = self.span, (first, last) if length >= last - first else (start, start + length)
        return self.span != before
