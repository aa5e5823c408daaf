"""The one-euro filter: steady while a joint rests, quick while it moves.

Casiez, Roussel and Vogel, "1 euro filter: a simple speed-based low-pass filter for noisy input in interactive systems",
CHI 2012. The cutoff frequency of a first-order low pass grows with the speed of what is measured.
"""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class OneEuroSettings:
    """The cutoff at ``rest`` in Hz, its growth with ``speed`` in Hz per unit a second, and that of the speed itself."""

    rest: float
    speed: float
    speed_cutoff: float = 1.0


class OneEuroFilter:
    """Filters an array value by value; time in seconds, need not be evenly spaced."""

    def __init__(self, settings: OneEuroSettings) -> None:
        self._settings = settings
        self._value: np.ndarray | None = None
        self._speed: np.ndarray | None = None
        self._time = 0.0

    def __call__(self, value: np.ndarray, time: float) -> np.ndarray:
        """The filtered value at ``time``, which must be later than the last one. The first value passes unchanged."""
        if self._value is None:
            self._value, self._speed, self._time = value.astype(np.float64), np.zeros(value.shape), time
            return value
        passed = time - self._time
        speed = (value - self._value) / passed
        self._speed += _share(self._settings.speed_cutoff, passed) * (speed - self._speed)
        cutoff = self._settings.rest + self._settings.speed * np.abs(self._speed)
        self._value += _share(cutoff, passed) * (value - self._value)
        self._time = time
        return self._value.astype(value.dtype)


def _share(cutoff: float | np.ndarray, passed: float) -> float | np.ndarray:
    """The weight of a new value in a first-order low pass of ``cutoff`` Hz after ``passed`` seconds."""
    turns = 2 * math.pi * cutoff * passed
    return turns / (turns + 1)
