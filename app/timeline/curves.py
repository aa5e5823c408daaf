"""What the timeline draws, as numbers: which labels lead, and the marks of a time axis."""

from collections.abc import Sequence

import numpy as np

from app.session.probability_history import Outline
from app.widgets.text import clock_text
from recognizer.colours import action_place

LEADERS = 6  # curves for each person
WORTH_SEEING = 0.08  # a label that never gets this probable has no curve
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)  # seconds


def leading(outline: Outline, count: int = LEADERS) -> list[int]:
    """The labels whose curves stand out most (by the sum of squared probabilities), the greatest first."""
    if not len(outline.time):
        return []
    weight = np.square(outline.probability, dtype=np.float64).sum(axis=0)
    best = np.argsort(-weight, kind="stable")[:count]
    return [int(label) for label in best if outline.probability[:, label].max() >= WORTH_SEEING]


def broken(outline: Outline, label: int) -> tuple[np.ndarray, np.ndarray]:
    """A label's curve as times and values, with NaN where nobody was watched."""
    holes = np.flatnonzero(np.diff(outline.time) > outline.gap) + 1
    return np.insert(outline.time, holes, np.nan), np.insert(outline.probability[:, label], holes, np.nan)


def ticks(start: float, end: float, most: int) -> list[tuple[float, str]]:
    """Evenly spaced marks from ``start`` to ``end`` seconds, at most ``most``, with their texts."""
    span = max(end - start, 1e-6)
    step = next((step for step in STEPS if span / step <= max(most, 1)), STEPS[-1])
    first = int(np.ceil(start / step - 1e-9))
    marks = [number * step for number in range(first, int(np.floor(end / step + 1e-9)) + 1)]
    return [(mark, clock_text(mark, tenths=step < 1)) for mark in marks]


def sharing(labels: Sequence[str], drawn: Sequence[int]) -> dict[int, int]:
    """For each of the ``drawn`` labels, how many earlier ones of them have its colour: another line style tells them
    apart."""
    places = [action_place(labels[label]) for label in drawn]
    return {label: places[:at].count(places[at]) for at, label in enumerate(drawn)}
