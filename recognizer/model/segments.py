"""From answers to segments: what was done, from when to when. No torch is imported here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from recognizer.model.answers import PERIOD, FrameAnswer

GAP = 1.0  # seconds without a window, or out of sight, after which an action has ended
LATEST = 1e7  # seconds; no video is as long


@dataclass
class Segment:
    """One action of one person (or pair), from ``start`` to ``end`` seconds, with its mean smoothed probability."""

    persons: tuple[int, ...]
    start: float
    end: float
    label: str
    confidence: float


class Segmenter:
    """Joins windows with the same label into segments, per person. A gap of more than ``gap`` seconds ends one. None is
    shorter than ``PERIOD``: while somebody has just come into view, several windows are about one moment.

    A window is about a moment before its end, so the last ones say nothing of the seconds after that, in which the
    action that they show goes on: it lasts until the person was seen last. That is known to whoever says who is seen.

    ``begun`` and ``ended`` are given each segment at once when it begins and when it has ended.
    """

    def __init__(
        self,
        gap: float = GAP,
        begun: Callable[[Segment], object] = lambda segment: None,
        ended: Callable[[Segment], object] = lambda segment: None,
    ) -> None:
        self._gap, self._begun, self._ended = gap, begun, ended
        self._open: dict[tuple[int, ...], tuple[Segment, int]] = {}
        self._closed: list[Segment] = []
        self._seen: dict[int, float] = {}  # when each person was seen last

    def see(self, persons: Iterable[int], time: float) -> bool:
        """These people are seen at ``time`` seconds. Returns whether an action has ended because somebody has been out
        of sight for more than the gap."""
        gone = [numbers for numbers in self._open if time - self._seen.get(numbers[0], time) > self._gap]
        for numbers in gone:
            self._end_when_seen_last(numbers)
        self._seen.update(dict.fromkeys(persons, time))
        return bool(gone)

    def finish(self) -> None:
        """The source has ended, and every action with it."""
        for numbers in list(self._open):
            self._end_when_seen_last(numbers)

    def take(self, answer: FrameAnswer) -> None:
        """Take what a frame yielded: who is seen in it, and the windows that end with it."""
        self.see(answer.bodies.persons, answer.time)
        for window in answer.windows:
            self.add(window.persons, window.moment, window.label, window.confidence)

    def _end_when_seen_last(self, persons: tuple[int, ...]) -> None:
        segment = self._open[persons][0]
        segment.end = max(segment.end, self._seen.get(persons[0], segment.end))
        self._close(persons)

    def _close(self, persons: tuple[int, ...]) -> None:
        segment, _ = self._open.pop(persons)
        self._closed.append(segment)
        self._ended(segment)

    def add(self, persons: tuple[int, ...], time: float, label: str | None, confidence: float) -> None:
        """Take one window's answer: who it is about, at which second, the label or ``None``, and its probability."""
        segment, windows = self._open.get(persons, (None, 0))
        if segment is not None and (label != segment.label or time - segment.end > self._gap):
            if label is not None and time - segment.end <= self._gap:
                time = segment.end = max(time, segment.start + PERIOD)  # passes into the next without a hole
            self._close(persons)
            segment = None
        if label is None:
            return
        if segment is None:
            segment = Segment(persons, time, time + PERIOD, label, confidence)
            self._open[persons] = segment, 1
            self._begun(segment)
        else:
            segment.end = max(segment.end, time)
            segment.confidence = (segment.confidence * windows + confidence) / (windows + 1)
            self._open[persons] = segment, windows + 1

    def take_closed(self) -> list[Segment]:
        """The segments that have ended since the last call, in the order of their ends. ``segments`` no longer has
        them: so a session that goes on for hours need not look through all of them again and again."""
        closed, self._closed = self._closed, []
        return closed

    def segments(self) -> list[Segment]:
        """All segments so far that were not taken, by start."""
        return sorted(
            self._closed + [segment for segment, _ in self._open.values()], key=lambda s: (s.start, s.persons)
        )
