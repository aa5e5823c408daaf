"""What was recognized when: the segments of each person, kept over jumps back and forth."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.session.edits import Edits
from app.session.probability_history import MOST_PERSONS, ProbabilityHistory

if TYPE_CHECKING:  # brings torch along, which the window does not wait for
    from recognizer.model.segments import Segment, Segmenter


class SegmentHistory:
    """The segments so far, one lane for each person, by their number.

    A run is what is recognized without a jump in time. After a jump, the new run replaces whatever the lanes held for
    the time that it has covered, and leaves the rest. Fed by whoever recognizes, read by the window. Of very many
    people, whoever came first is forgotten. ``probabilities`` keeps every window's probabilities beside them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run: Segmenter | None = None
        self._start: float | None = None  # of the run, in seconds
        self.edits = Edits()  # the user's, which whoever edits keeps up to date
        self.probabilities = ProbabilityHistory()
        self.clear()

    def clear(self) -> None:
        """Forget everything: another source."""
        with self._lock:
            self._kept: dict[int, list[Segment]] = {}  # of earlier runs
            self._forget_run()
            self.version = 0
        self.probabilities.clear()

    def tell(self, segments: "Sequence[Segment]") -> None:
        """Hold these segments in the place of all others: a saved result's."""
        self.clear()
        with self._lock:
            for segment in segments:
                self._kept.setdefault(segment.persons[0], []).append(segment)
            self.version = len(segments) + 1

    def jump(self) -> None:
        """Time goes on elsewhere."""
        with self._lock:
            self._kept = self._lanes()
            self._forget_run()
        self.probabilities.jump()

    def pass_time(self, time: float, lag: float = 0.0, seen: Iterable[int] = ()) -> None:
        """The run has come to ``time`` seconds, and these people are seen. Its segments lie ``lag`` seconds
        earlier: that far, what was known before is not replaced yet."""
        with self._lock:
            self._start = time if self._start is None else self._start
            self._now = max(time - lag, self._start)
            if self._run is not None and self._run.see(seen, time):
                self._take_closed()

    def finish(self) -> None:
        """The source has ended: what its last windows show lasts until people were seen last."""
        with self._lock:
            if self._run is not None:
                self._run.finish()
                self._take_closed()

    def add(self, slot: int, persons: tuple[int, ...], time: float, label: str | None, confidence: float) -> None:
        """One window's answer about whoever is in the slot."""
        from recognizer.model.segments import Segmenter

        with self._lock:
            self._run = self._run or Segmenter()
            self._run.add(persons, time, label, confidence)
            self._take_closed()

    def _take_closed(self) -> None:
        assert self._run is not None, "it has segments"
        for segment in self._run.take_closed():
            self._closed.setdefault(segment.persons[0], []).append(segment)
        for lanes in (self._closed, self._kept):
            while len(lanes) > MOST_PERSONS:
                del lanes[next(iter(lanes))]
        self.version += 1

    def lanes(self) -> "dict[int, list[Segment]]":
        """The segments of each person who was given a label, by start; they do not change any more."""
        with self._lock:
            return self._lanes()

    def edited(self) -> "list[Segment]":
        """All segments by start, as the user has corrected them."""
        return self.edits.segments(self.lanes())

    def _forget_run(self) -> None:
        self._run, self._start, self._now = None, None, 0.0
        self._closed: dict[int, list[Segment]] = {}  # the run's segments that are complete

    def _lanes(self) -> "dict[int, list[Segment]]":
        going_on = [replace(segment) for segment in self._run.segments()] if self._run else []
        lanes: dict[int, list[Segment]] = {}
        for person, kept in self._kept.items():
            lanes.setdefault(person, []).extend(kept if self._start is None else without(kept, self._start, self._now))
        for person, closed in self._closed.items():
            lanes.setdefault(person, []).extend(closed)
        for segment in going_on:
            lanes.setdefault(segment.persons[0], []).append(segment)
        return {
            person: sorted(lanes[person], key=lambda segment: segment.start)
            for person in sorted(lanes)
            if lanes[person]
        }


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
