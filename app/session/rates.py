"""Rates and durations for the status line."""

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spread:
    """The middle and the upper end of recent durations, in milliseconds; 0 where nothing was measured."""

    median: float = 0.0
    p95: float = 0.0


class Rate:
    """Events a second, over the last ``span`` seconds."""

    def __init__(self, span: float = 2.0) -> None:
        self._span = span
        self._events: deque[float] = deque(maxlen=1000)
        self._lock = threading.Lock()
        self._count, self._seconds = 0, 0.0  # intervals since ``clear``, and how long they were, pauses left out

    @property
    def mean(self) -> float:
        """Events a second since ``clear``, pauses of more than ``span`` seconds left out; 0 without two events."""
        with self._lock:
            return self._count / self._seconds if self._seconds else 0.0

    def tick(self, now: float) -> None:
        """Count an event at ``now`` seconds."""
        with self._lock:
            if self._events and now - self._events[-1] <= self._span:
                self._count += 1
                self._seconds += now - self._events[-1]
            self._events.append(now)

    def clear(self) -> None:
        """Forget all events."""
        with self._lock:
            self._events.clear()
            self._count, self._seconds = 0, 0.0

    def per_second(self, now: float) -> float:
        """Intervals between the recent events, divided by the time they took; 0 after ``span`` seconds of silence."""
        with self._lock:
            recent = [event for event in self._events if now - event <= self._span]
        if len(recent) < 2 or recent[-1] <= recent[0]:
            return 0.0
        return (len(recent) - 1) / (recent[-1] - recent[0])


class Durations:
    """The last ``count`` durations, given in seconds."""

    def __init__(self, count: int = 90) -> None:
        self._values: deque[float] = deque(maxlen=count)
        self._lock = threading.Lock()

    def add(self, seconds: float) -> None:
        """Count a duration."""
        with self._lock:
            self._values.append(seconds)

    def clear(self) -> None:
        """Forget all durations."""
        with self._lock:
            self._values.clear()

    def spread(self) -> Spread:
        """Median and 95th percentile of the durations kept, in milliseconds."""
        with self._lock:
            values = list(self._values)
        if not values:
            return Spread()
        median, p95 = np.percentile(values, [50, 95]) * 1000
        return Spread(float(median), float(p95))
