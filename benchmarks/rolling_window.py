"""What the rolling window costs for one recognition step on the CPU, beside a plain one of numpy arrays.

    python benchmarks/rolling_window.py [--rounds N]

A step is what a camera with 30 frames a second brings between two answers for each of two people: six frames appended,
one window of 48 frames sampled, and both windows stacked into what the network takes. Both ways take turns.
"""

import argparse
import statistics
import time
from collections import deque
from collections.abc import Callable

import numpy as np
import torch

from recognizer.model.device import share_cores
from recognizer.model.rolling_window import RollingWindow, window_times
from recognizer.skeleton.joints import JOINTS

SECONDS, FRAMES, PEOPLE, PER_STEP, FPS = 3.0, 48, 2, 6, 30


class PlainWindow:
    """The frames in a queue, copied together and interpolated in numpy for each window."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, np.ndarray]] = deque()

    def add(self, keypoints: np.ndarray, person: int, time: float) -> None:
        self._seen.append((time, keypoints))
        while len(self._seen) > 2 and self._seen[1][0] <= time - SECONDS:
            self._seen.popleft()

    def sample(self) -> torch.Tensor:
        time = np.array([time for time, _ in self._seen])
        keypoints = np.stack([keypoints for _, keypoints in self._seen])
        at = window_times(time[-1], SECONDS, FRAMES)
        left = np.clip(np.searchsorted(time, at, side="right") - 1, 0, max(len(time) - 2, 0))
        right = np.minimum(left + 1, len(time) - 1)
        share = np.clip((at - time[left]) / np.maximum(time[right] - time[left], 1e-9), 0, 1)
        share = share[:, None, None].astype(np.float32)
        return torch.from_numpy(keypoints[left] * (1 - share) + keypoints[right] * share)


def step(windows: list, poses: np.ndarray, first: int) -> torch.Tensor:
    for person, window in enumerate(windows):
        for number in range(PER_STEP):
            window.add(poses[(first + number) % len(poses)], person, (first + number) / FPS)
    return torch.stack([window.sample() for window in windows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000)
    options = parser.parse_args()
    share_cores()
    poses = np.random.default_rng(0).normal(size=(500, JOINTS, 3)).astype(np.float32)
    ways: dict[str, Callable[[], object]] = {
        "numpy": PlainWindow,
        "the program": lambda: RollingWindow(SECONDS, FRAMES),
    }
    windows = {name: [make() for _ in range(PEOPLE)] for name, make in ways.items()}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(options.rounds + 50):
        answers = []
        for name in ways:
            started = time.perf_counter()
            answers.append(step(windows[name], poses, number * PER_STEP))
            taken[name].append(time.perf_counter() - started)
        assert torch.allclose(answers[0], answers[1], atol=1e-6)
    for name, seconds in taken.items():
        seconds = seconds[50:]  # once the windows are full
        print(f"{name}: median {1e6 * statistics.median(seconds):.0f} µs a step, least {1e6 * min(seconds):.0f} µs")


if __name__ == "__main__":
    main()
