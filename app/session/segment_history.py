"""What was recognized when: the segments of each lane of the timeline, kept over jumps back and forth."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.session.probability_history import ProbabilityHistory
from recognizer.skeleton.joints import BODIES

if TYPE_CHECKING:  # brings torch along, which the window does not wait for
    from recognizer.model.decision import Segment, Segmenter


class SegmentHistory:
    """The segments so far, one lane for each slot.

    A run is what is recognized without a jump in time. After a jump, the new run replaces whatever the lanes held for
    the time that it has covered, and leaves the rest. Fed by the recognition thread, read by the window.
    ``probabilities`` keeps every window's probabilities beside them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run: list[Segmenter] = []
        self._start: float | None = None  # of the run, in seconds
        self.probabilities = ProbabilityHistory()
        self.clear()

    def clear(self) -> None:
        """Forget everything: another source."""
        with self._lock:
            self._kept: list[list[Segment]] = [[] for _ in range(BODIES)]
            self._forget_run()
            self.version = 0
        self.probabilities.clear()

    def jump(self) -> None:
        """Time goes on elsewhere."""
        with self._lock:
            self._kept = self._lanes()
            self._forget_run()
        self.probabilities.jump()

    def pass_time(self, time: float, lag: float = 0.0) -> None:
        """The run has come to ``time`` seconds, whether or not anybody was seen. Its segments lie ``lag`` seconds
        earlier: that far, what was known before is not replaced yet."""
        with self._lock:
            self._start = time if self._start is None else self._start
            self._now = max(time - lag, self._start)

    def add(self, slot: int, persons: tuple[int, ...], time: float, label: str | None, confidence: float) -> None:
        """One window's answer."""
        from recognizer.model.decision import Segmenter

        with self._lock:
            if not self._run:
                self._run = [Segmenter() for _ in range(BODIES)]
            self._run[slot].add(persons, time, label, confidence)
            self.version += 1

    def lanes(self) -> "list[list[Segment]]":
        """The segments of each slot, by start; copies that do not change any more."""
        with self._lock:
            return self._lanes()

    def _forget_run(self) -> None:
        self._run, self._start, self._now = [], None, 0.0

    def _lanes(self) -> "list[list[Segment]]":
        lanes = []
        for slot, kept in enumerate(self._kept):
            old = kept if self._start is None else without(kept, self._start, self._now)
            new = [replace(segment) for segment in self._run[slot].segments()] if self._run else []
            lanes.append(sorted(old + new, key=lambda segment: segment.start))
        return lanes


def without(segments: "Sequence[Segment]", start: float, end: float) -> "list[Segment]":
    """The segments with the time from ``start`` to ``end`` cut out of them."""
    left = []
    for segment in segments:
        if segment.end <= start or segment.start >= end:
            left.append(segment)
            continue
        if segment.start < start:
            left.append(replace(segment, end=start))
        if segment.end > end:
            left.append(replace(segment, start=end))
    return left
