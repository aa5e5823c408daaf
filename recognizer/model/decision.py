"""From windows to answers: smoothing over time, two thresholds, a least stay, and segments with start and end."""

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from recognizer.model.model_folder import Decision
from recognizer.skeleton.joints import SPINE_BASE

PERIOD = 0.2  # seconds of stream time between a person's windows: five a second


@dataclass
class Segment:
    """One action of one person (or pair), from ``start`` to ``end`` seconds, with its mean smoothed probability."""

    persons: tuple[int, ...]
    start: float
    end: float
    label: str
    confidence: float


class Decider:
    """Decides the label for one slot from successive windows' probabilities.

    Probabilities are averaged with a time constant of ``smoothing`` seconds. A label is taken up when its average
    reaches ``enter``, kept at least ``stay`` seconds, and given up when its average falls under ``leave`` or another
    one reaches ``enter`` and exceeds it. While a person is still (mean joint speed under ``energy``) or has been seen
    for less than ``seen`` seconds, there is no label.
    """

    def __init__(self, rules: Decision, labels: list[str]) -> None:
        self._rules, self._labels = rules, labels
        self.restart()

    def restart(self) -> None:
        """Forget everything: somebody else is in the slot."""
        self.average: np.ndarray | None = None
        self._current: int | None = None
        self._since = self._time = 0.0

    def decide(self, probabilities: np.ndarray, time: float, seen: float, speed: float) -> str | None:
        """The label now, or ``None`` for "no known action". ``probabilities`` ``(labels,)``, ``time`` and ``seen`` in
        seconds, ``speed`` in metres a second."""
        self._smooth(probabilities, time)
        rules, best = self._rules, int(self.average.argmax())
        current = self._current
        if current is not None and time - self._since >= rules.stay:
            overtaken = best != current and self.average[best] >= rules.enter
            if self.average[current] < rules.leave or overtaken or speed < rules.energy:
                current = None
        if current is None and self.average[best] >= rules.enter and seen >= rules.seen and speed >= rules.energy:
            current = best
        if current != self._current:
            self._current, self._since = current, time
        return None if current is None else self._labels[current]

    def _smooth(self, probabilities: np.ndarray, time: float) -> None:
        if self.average is None:
            self.average = np.asarray(probabilities, dtype=np.float64)
        else:
            keep = np.exp(-(time - self._time) / self._rules.smoothing)
            self.average = keep * self.average + (1 - keep) * probabilities
        self._time = time


def joint_speed(windows: Tensor, seconds: float) -> Tensor:
    """Mean speed of the joints about the spine base in metres a second, ``(N,)``, over the last third of windows
    ``(N, T, 25, 3)`` that span ``seconds``."""
    frames = windows.shape[1]
    recent = windows[:, -max(frames // 3, 2) :]
    placed = recent - recent[:, :, SPINE_BASE : SPINE_BASE + 1]
    return placed.diff(dim=1).norm(dim=-1).mean(dim=(1, 2)) * (frames / seconds)


class Segmenter:
    """Joins windows with the same label into segments, per person. A gap of more than ``gap`` seconds ends one. None is
    shorter than a window's turn: while somebody has just come into view, several windows are about one moment."""

    def __init__(self, gap: float = 1.0) -> None:
        self._gap = gap
        self._open: dict[tuple[int, ...], tuple[Segment, int]] = {}
        self._closed: list[Segment] = []

    def add(self, persons: tuple[int, ...], time: float, label: str | None, confidence: float) -> None:
        """One window's answer."""
        segment, windows = self._open.get(persons, (None, 0))
        if segment is not None and (label != segment.label or time - segment.end > self._gap):
            if label is not None and time - segment.end <= self._gap:
                time = segment.end = max(time, segment.start + PERIOD)  # passes into the next without a hole
            self._closed.append(segment)
            del self._open[persons]
            segment = None
        if label is None:
            return
        if segment is None:
            self._open[persons] = Segment(persons, time, time + PERIOD, label, confidence), 1
        else:
            segment.end = max(segment.end, time)
            segment.confidence = (segment.confidence * windows + confidence) / (windows + 1)
            self._open[persons] = segment, windows + 1

    def segments(self) -> list[Segment]:
        """All segments so far, by start."""
        return sorted(
            self._closed + [segment for segment, _ in self._open.values()], key=lambda s: (s.start, s.persons)
        )
