"""What was recognized in a file, for any moment of it."""

import math
import threading
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recognizer.model.answers import WindowAnswer

if TYPE_CHECKING:  # brings torch along, which a window does not wait for
    from recognizer.model.segments import Segment, Segmenter

STALE = 0.5  # seconds after the next window's moment was due from which a window says nothing about what is seen


class FileAnswers:
    """One thread adds, in the order of the file; any thread looks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything: another model answers."""
        with self._lock:
            self._windows: list[WindowAnswer] = []
            self._of: dict[int, list[WindowAnswer]] = {}  # by person
            self._moments: dict[int, list[float]] = {}
            self._places: dict[str, int | None] = {}  # of labels in the model's list
            self._segmenter: Segmenter | None = None  # made with the first window
            self._lanes: dict[int, list[Segment]] | None = {}  # segments by person, until there is a new window
            self._told: Sequence[Segment] | None = None  # a saved result's segments
            self._shown: dict[int, WindowAnswer] = {}  # by person, what was given last
            self._reached = -math.inf
            self._finished = False
            self.version = 0

    @property
    def reached(self) -> float:
        """The time of the last frame that was judged, in seconds; minus infinity before the first."""
        return self._reached

    def add(self, time: float, windows: Sequence[WindowAnswer], seen: Iterable[int] = ()) -> None:
        """Take the windows that end with the frame at ``time``, of most frames there are none, and the numbers of those
        who are seen in it."""
        with self._lock:
            self._reached = time
            segmenter = self._make_segmenter() if windows or self._segmenter is not None else None
            if segmenter is not None and segmenter.see(seen, time):
                self._lanes = None
            for window in windows:
                person = window.persons[0]
                self._windows.append(window)
                self._of.setdefault(person, []).append(window)
                self._moments.setdefault(person, []).append(window.moment)
                assert segmenter is not None, "there are windows"
                segmenter.add(window.persons, window.moment, window.label, window.confidence)
                self._lanes = None
                if window.label is not None:
                    self._places[window.label] = window.index
            self.version += 1

    def finish(self) -> None:
        """Nothing will be added any more: what the last windows show lasts until people were seen last."""
        with self._lock:
            if self._segmenter is not None:
                self._segmenter.finish()
            self._lanes, self._finished = None, True
            self.version += 1

    @property
    def finished(self) -> bool:
        """Whether the whole file was judged."""
        return self._finished

    def replace(self, frames: Iterable[tuple[float, Sequence[WindowAnswer], Iterable[int]]]) -> None:
        """Take these frames in the place of all so far, as those that are decided by other rules."""
        version, finished = self.version, self._finished
        found = FileAnswers()
        for time, windows, seen in frames:
            found.add(time, windows, seen)
        if finished:
            found.finish()
        with self._lock:
            for name, value in vars(found).items():
                if name != "_lock":
                    setattr(self, name, value)
            self.version += version + 1

    def tell(self, windows: Sequence[WindowAnswer], segments: "Sequence[Segment]") -> None:
        """Take a saved result's windows and segments in the place of all so far. A window has the probabilities of some
        labels alone; that of the others is 0."""
        self.clear()
        for window in windows:
            self.add(window.time, [window])
        with self._lock:
            self._told, self._lanes, self._finished = segments, None, True

    def windows(self) -> list[WindowAnswer]:
        """All windows so far, in order."""
        with self._lock:
            return list(self._windows)

    def segments(self) -> "list[Segment]":
        """All segments so far, by start: those of the last ones may still grow."""
        with self._lock:
            if self._told is not None:
                return [replace(one) for one in self._told]
            return [] if self._segmenter is None else [replace(one) for one in self._segmenter.segments()]

    def lanes(self) -> "dict[int, list[Segment]]":
        """All segments so far of each person, by start."""
        lanes: dict[int, list[Segment]] = {}
        for segment in self.segments():
            lanes.setdefault(segment.persons[0], []).append(segment)
        return lanes

    def span(self) -> tuple[float, float]:
        """From the first to the last moment that was judged, in seconds; ``(0, 0)`` where there is none."""
        with self._lock:
            known = [moments for moments in self._moments.values() if moments]
            return (min(one[0] for one in known), max(one[-1] for one in known)) if known else (0.0, 0.0)

    def last(self, time: float, person: int | None) -> WindowAnswer | None:
        """This person's last window about a moment at or before ``time`` seconds, else their first; of anybody, where
        they are not known. ``None`` where there is none."""
        with self._lock:
            if person not in self._of:
                person = next(iter(self._of), None)
            if person is None:
                return None
            return self._of[person][max(bisect_right(self._moments[person], time + 1e-6) - 1, 0)]

    def at(self, person: int, time: float) -> WindowAnswer | None:
        """The window that is about this person at ``time`` seconds, by its ``moment``, with the label of the segment
        that lies there: all that is shown of one instant agrees. ``None`` where there is none."""
        with self._lock:
            moments = self._moments.get(person, [])
            place = bisect_right(moments, time + 1e-6) - 1
            if place < 0:
                return None
            window = self._of[person][place]
            if time - window.moment > window.lag + STALE:  # the last window of all is about a moment before the end
                return None
            segment = self._segment_at(person, time)
            label = None if segment is None else segment.label
            shown = self._shown.get(person)
            if shown is None or (shown.time, shown.slot, shown.label) != (window.time, window.slot, label):
                index = None if label is None else self._places.get(label)
                if index is not None and self._told is not None and not window.average[index]:
                    index = None  # how probable it was is not told
                shown = (
                    window
                    if (label, index) == (window.label, window.index)
                    else replace(window, label=label, index=index)
                )
                self._shown[person] = shown
            return shown

    def present(self, time: float) -> list[WindowAnswer]:
        """The windows that are about ``time`` seconds, of anybody."""
        found = [self.at(person, time) for person in list(self._of)]
        return [window for window in found if window is not None]

    def about(self, start: float, end: float) -> list[WindowAnswer]:
        """The windows whose moment lies after ``start`` seconds and not after ``end``, in order."""
        with self._lock:
            found = [
                window
                for person, moments in self._moments.items()
                for window in self._of[person][bisect_right(moments, start) : bisect_right(moments, end)]
            ]
        return sorted(found, key=lambda window: window.time)

    def _segment_at(self, person: int, time: float) -> "Segment | None":
        """The segment of a person at a time; of two that touch, the later one."""
        if self._lanes is None:
            self._lanes = {}
            for segment in self._make_segmenter().segments() if self._told is None else self._told:
                for one in segment.persons:
                    self._lanes.setdefault(one, []).append(segment)
        lane = self._lanes.get(person, [])
        place = bisect_right(lane, time + 1e-6, key=lambda segment: segment.start) - 1
        return lane[place] if place >= 0 and time < lane[place].end + 1e-6 else None

    def _make_segmenter(self) -> "Segmenter":
        if self._segmenter is None:
            from recognizer.model.segments import Segmenter

            self._segmenter = Segmenter()
        return self._segmenter
