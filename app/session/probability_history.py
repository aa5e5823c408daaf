"""Every window's answer of a session, for curves, export and looking back. Bounded in memory; no Qt here."""

import threading
from dataclasses import dataclass

import numpy as np

CAPACITY = 65_536  # windows a person: 3.6 hours at five a second; 7 MB with 49 labels
MOST_PERSONS = 400  # whose answers are kept; people who cross the picture in front of a camera have few windows each
FINE = 65_535  # probabilities are kept as whole numbers of this fraction: exact to 1e-5, half of float32's memory
FIRST = 64  # rows to begin with
HOLE = 1.0  # seconds between two windows from which nobody was watched in between
NOBODY, NO_LABEL = -1, -1


@dataclass(frozen=True, eq=False)
class Rows:
    """The windows of one person, by time.

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
    """A lane of windows for each person, by their number. Fed by whoever recognizes, read by the window.

    What it takes is bounded. When a person's lane is full, every second row of its older half goes: what is long ago is
    kept more coarsely. When all lanes together hold twice what one may, or there are too many, whoever was judged
    longest ago is forgotten.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything: another source."""
        with self._lock:
            self._lanes: dict[int, _Lane] = {}  # by person, whoever was judged longest ago first
            self._run = 0
            self._covered: float | None = None  # up to when, in seconds, this run has replaced the earlier ones
            self.version = 0

    def jump(self) -> None:
        """Time goes on elsewhere: what comes next replaces only what it covers."""
        with self._lock:
            self._run, self._covered = self._run + 1, None

    def add(
        self, slot: int, persons: tuple[int, ...], time: float, label: int | None, probabilities: np.ndarray
    ) -> None:
        """One window's answer; ``label`` is the decision's place in the model's list, ``probabilities`` ``(labels,)``.
        It takes the place of what earlier runs have left, of anybody, between the run's last window and this one."""
        with self._lock:
            self._replace_earlier(time)
            lane = self._lanes.pop(persons[0], None)
            if lane is None or lane.labels != len(probabilities):  # or another model
                lane = _Lane(len(probabilities), self._capacity)
            self._lanes[persons[0]] = lane
            lane.slot = slot
            lane.put(time, persons, NO_LABEL if label is None else label, probabilities, self._run)
            self._forget()
            self.version += 1

    def persons(self, start: float = -np.inf, end: float = np.inf) -> list[int]:
        """The numbers of those who were judged from ``start`` to ``end`` seconds, the lowest first."""
        with self._lock:
            return sorted(person for person, lane in self._lanes.items() if lane.holds(start, end))

    def slot(self, person: int) -> int:
        """The slot that the person had last; 0 for somebody unknown."""
        with self._lock:
            lane = self._lanes.get(person)
            return 0 if lane is None else lane.slot

    def rows(self, person: int, start: float = -np.inf, end: float = np.inf) -> Rows | None:
        """Copies of a person's rows with ``start <= time <= end``; ``None`` for somebody who was never judged."""
        with self._lock:
            lane = self._lanes.get(person)
            return None if lane is None else lane.rows(lane.first_from(start), lane.first_after(end))

    def outline(self, person: int, start: float, end: float, columns: int) -> "Outline | None":
        """The curves of all labels from ``start`` to ``end`` seconds, and one point beyond on either side: every
        window, or the greatest values in each of ``columns`` parts where there are more windows than that."""
        with self._lock:
            lane = self._lanes.get(person)
            if lane is None:
                return None
            first = max(lane.first_from(start) - 1, 0)
            last = min(lane.first_after(end) + 1, lane.count)
            return lane.outline(first, last, max(columns, 1))

    def at(self, person: int, time: float, within: float = 0.3) -> Rows | None:
        """The one row of the person's last window that ended at ``time`` or up to ``within`` seconds before."""
        with self._lock:
            lane = self._lanes.get(person)
            return None if lane is None else lane.at(time, within)

    def in_slot(self, slot: int, time: float) -> Rows | None:
        """The row at ``time`` of whoever had the slot then, as ``at`` gives it."""
        with self._lock:
            rows = [lane.at(time, 0.3) for lane in self._lanes.values() if lane.slot == slot]
        return max((row for row in rows if row is not None), key=lambda row: float(row.time[0]), default=None)

    def _replace_earlier(self, time: float) -> None:
        after = time - 1e-9 if self._covered is None else self._covered
        self._covered = time
        if self._run:
            for person, lane in list(self._lanes.items()):
                lane.remove_earlier(after, time, self._run)
                if not lane.count:
                    del self._lanes[person]

    def _forget(self) -> None:
        while len(self._lanes) > 1 and (
            len(self._lanes) > MOST_PERSONS or sum(lane.count for lane in self._lanes.values()) > 2 * self._capacity
        ):
            del self._lanes[next(iter(self._lanes))]


class _Lane:
    """One person's rows, by time, in arrays that grow up to the capacity."""

    def __init__(self, labels: int, capacity: int) -> None:
        self._capacity = capacity
        self.count = self.slot = 0
        size = min(FIRST, capacity)
        self.time = np.empty(size)
        self._persons = np.empty((size, 2), np.int32)
        self._label = np.empty(size, np.int16)
        self._run = np.empty(size, np.int32)
        self._probability = np.empty((size, labels), np.uint16)

    @property
    def labels(self) -> int:
        return self._probability.shape[1]

    def first_from(self, time: float) -> int:
        return int(np.searchsorted(self.time[: self.count], time))

    def first_after(self, time: float) -> int:
        return int(np.searchsorted(self.time[: self.count], time, side="right"))

    def holds(self, start: float, end: float) -> bool:
        return self.first_after(end) > self.first_from(start)

    def at(self, time: float, within: float) -> Rows | None:
        last = self.first_after(time + 1e-6)
        if not last or self.time[last - 1] < time - within:
            return None
        return self.rows(last - 1, last)

    def put(self, time: float, persons: tuple[int, ...], label: int, probabilities: np.ndarray, run: int) -> None:
        """Set the row of this time, a new one where there is none."""
        row = self.first_from(time - 1e-9)
        if row == self.first_after(time):
            row = self._make_room(row)
        self.time[row], self._label[row], self._run[row] = time, label, run
        self._persons[row] = (*persons, NOBODY)[:2]
        self._probability[row] = np.round(np.clip(probabilities, 0, 1) * FINE)

    def remove_earlier(self, after: float, until: float, run: int) -> None:
        """Remove what runs before this one have left with ``after < time <= until``."""
        first, end = self.first_after(after), self.first_after(until)
        own = first + np.flatnonzero(self._run[first:end] == run)
        gone = end - first - len(own)
        if gone:
            for array in self._arrays():
                array[first : first + len(own)] = array[own]
                array[first + len(own) : self.count - gone] = array[end : self.count]
            self.count -= gone

    def _make_room(self, row: int) -> int:
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
            self.time, self._persons, self._label, self._run, self._probability = (
                np.concatenate([array, np.empty((size - self.count, *array.shape[1:]), array.dtype)])
                for array in self._arrays()
            )
        for array in self._arrays():
            array[row + 1 : self.count + 1] = array[row : self.count]
        self.count += 1
        return row

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
        return self.time, self._persons, self._label, self._run, self._probability
