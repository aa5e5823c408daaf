"""Every window's answer of a session, for curves, export and looking back. Bounded in memory; no Qt here."""

import threading
from dataclasses import dataclass

import numpy as np

from recognizer.skeleton.joints import BODIES

CAPACITY = 65_536  # windows a slot: 3.6 hours at five a second; 6.6 MB with 49 labels
FINE = 65_535  # probabilities are kept as whole numbers of this fraction: exact to 1e-5, half of float32's memory
FIRST = 512  # rows to begin with
HOLE = 1.0  # seconds between two windows from which nobody was watched in between
NOBODY, NO_LABEL = -1, -1


@dataclass(frozen=True, eq=False)
class Rows:
    """The windows of one slot, by time.

    ``time`` float64 ``(N,)`` seconds; ``persons`` int32 ``(N, 2)``, -1 where there is no second one; ``label`` int16
    ``(N,)``, the decision's place in the model's list, -1 for no known action; ``probability`` float32 ``(N, labels)``,
    smoothed over time.
    """

    time: np.ndarray
    persons: np.ndarray
    label: np.ndarray
    probability: np.ndarray

    def __len__(self) -> int:
        return len(self.time)


@dataclass(frozen=True, eq=False)
class Outline:
    """Curves to draw: ``time`` ``(N,)`` in seconds, ``probability`` float32 ``(N, labels)``, and ``gap``, the distance
    in seconds from which two points have nothing between them."""

    time: np.ndarray
    probability: np.ndarray
    gap: float


class ProbabilityHistory:
    """Fed by the recognition thread, read by the window. When a slot is full, every second row of its older half goes:
    what is long ago is kept more coarsely."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything: another source."""
        with self._lock:
            self._lanes: list[_Lane | None] = [None] * BODIES
            self._last: list[float | None] = [None] * BODIES
            self.version = 0

    def jump(self) -> None:
        """Time goes on elsewhere: what comes next replaces only what it covers."""
        with self._lock:
            self._last = [None] * BODIES

    def add(
        self, slot: int, persons: tuple[int, ...], time: float, label: int | None, probabilities: np.ndarray
    ) -> None:
        """One window's answer; ``label`` is the decision's place in the model's list, ``probabilities`` ``(labels,)``.
        It takes the place of what an earlier run has left between the run's last window and this one."""
        with self._lock:
            lane, last = self._lanes[slot], self._last[slot]
            if lane is None or lane.labels != len(probabilities):  # or another model
                lane = self._lanes[slot] = _Lane(len(probabilities), self._capacity)
            first = lane.first_after(time - 1e-9 if last is None else last)
            end = lane.first_after(time)
            if first == end:
                first = lane.make_room(first)
            else:
                lane.remove(first + 1, end)
            lane.set(first, time, persons, NO_LABEL if label is None else label, probabilities)
            self._last[slot] = time
            self.version += 1

    def judged(self, slot: int) -> bool:
        """Whether there is any answer about whoever has the slot."""
        with self._lock:
            return self._lanes[slot] is not None

    def rows(self, slot: int, start: float = -np.inf, end: float = np.inf) -> Rows | None:
        """Copies of a slot's rows with ``start <= time <= end``; ``None`` where nothing was recognized."""
        with self._lock:
            lane = self._lanes[slot]
            if lane is None:
                return None
            first = int(np.searchsorted(lane.time[: lane.count], start))
            return lane.rows(first, lane.first_after(end))

    def outline(self, slot: int, start: float, end: float, columns: int) -> "Outline | None":
        """The curves of all labels from ``start`` to ``end`` seconds, and one point beyond on either side: every
        window, or the greatest values in each of ``columns`` parts where there are more windows than that."""
        with self._lock:
            lane = self._lanes[slot]
            if lane is None:
                return None
            first = max(int(np.searchsorted(lane.time[: lane.count], start)) - 1, 0)
            last = min(lane.first_after(end) + 1, lane.count)
            return lane.outline(first, last, max(columns, 1))

    def at(self, slot: int, time: float, within: float = 0.3) -> Rows | None:
        """The one row of the last window that ended at ``time`` or up to ``within`` seconds before."""
        with self._lock:
            lane = self._lanes[slot]
            if lane is None:
                return None
            last = lane.first_after(time + 1e-6)
            if not last or lane.time[last - 1] < time - within:
                return None
            return lane.rows(last - 1, last)


class _Lane:
    """One slot's rows, by time, in arrays that grow up to the capacity."""

    def __init__(self, labels: int, capacity: int) -> None:
        self._capacity = capacity
        self.count = 0
        size = min(FIRST, capacity)
        self.time = np.empty(size)
        self._persons = np.empty((size, 2), np.int32)
        self._label = np.empty(size, np.int16)
        self._probability = np.empty((size, labels), np.uint16)

    @property
    def labels(self) -> int:
        return self._probability.shape[1]

    def first_after(self, time: float) -> int:
        return int(np.searchsorted(self.time[: self.count], time, side="right"))

    def set(self, row: int, time: float, persons: tuple[int, ...], label: int, probabilities: np.ndarray) -> None:
        self.time[row], self._label[row] = time, label
        self._persons[row] = (*persons, NOBODY)[:2]
        self._probability[row] = np.round(np.clip(probabilities, 0, 1) * FINE)

    def make_room(self, row: int) -> int:
        """An empty row before ``row``; returns where it is, since a full lane is thinned out first."""
        if self.count == self._capacity:
            half = self.count // 2
            keep = np.concatenate([np.arange(0, half, 2), np.arange(half, self.count)])
            row -= int(np.searchsorted(np.arange(1, half, 2), row))
            for array in self._arrays():
                array[: len(keep)] = array[keep]
            self.count = len(keep)
        elif self.count == len(self.time):
            size = min(2 * self.count, self._capacity)
            self.time, self._persons, self._label, self._probability = (
                np.concatenate([array, np.empty((size - self.count, *array.shape[1:]), array.dtype)])
                for array in self._arrays()
            )
        for array in self._arrays():
            array[row + 1 : self.count + 1] = array[row : self.count]
        self.count += 1
        return row

    def remove(self, first: int, end: int) -> None:
        if end > first:
            for array in self._arrays():
                array[first : self.count - (end - first)] = array[end : self.count]
            self.count -= end - first

    def rows(self, first: int, end: int) -> Rows:
        part = slice(first, end)
        return Rows(
            self.time[part].copy(),
            self._persons[part].copy(),
            self._label[part].copy(),
            self._probability[part].astype(np.float32) / FINE,
        )

    def outline(self, first: int, end: int, columns: int) -> "Outline":
        times, values = self.time[first:end].copy(), self._probability[first:end]
        gap = HOLE
        if len(times) > 2 * columns:
            edges = np.linspace(times[0], times[-1], columns + 1)
            starts = np.unique(np.searchsorted(times, edges[:-1]))
            values, times = np.maximum.reduceat(values, starts, axis=0), times[starts]
            gap = max(gap, 2 * float(edges[1] - edges[0]))
        return Outline(times, values.astype(np.float32) / FINE, gap)

    def _arrays(self) -> tuple[np.ndarray, ...]:
        return self.time, self._persons, self._label, self._probability
