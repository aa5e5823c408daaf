"""The rolling window: the last seconds of one person, resampled by time to a fixed number of frames."""

from collections import deque

import numpy as np

from recognizer.joints import JOINTS


def resample(keypoints: np.ndarray, time: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Linear interpolation of ``(T, 25, 3)`` joints seen at ``time`` ``(T,)`` to the instants ``at`` ``(N,)``.

    Before the first and after the last frame the pose is held, never set to zero: zeros would make one constant class
    of every short window. Returns float32 ``(N, 25, 3)``.
    """
    right = np.clip(np.searchsorted(time, at, side="right"), 1, max(len(time) - 1, 1))
    left = right - 1
    right = np.minimum(right, len(time) - 1)
    span = np.maximum(time[right] - time[left], 1e-9)
    share = np.clip((at - time[left]) / span, 0, 1)[:, None, None].astype(np.float32)
    return keypoints[left] * (1 - share) + keypoints[right] * share


def window_times(end: float, seconds: float, frames: int) -> np.ndarray:
    """The instants of a window's frames: ``frames`` of them, the last at ``end``: float64 ``(frames,)``."""
    return end - seconds + seconds * np.arange(1, frames + 1) / frames


class RollingWindow:
    """The last ``seconds`` of the person who holds one slot. It starts anew when somebody else takes the slot."""

    def __init__(self, seconds: float, frames: int) -> None:
        self.seconds, self.frames = seconds, frames
        self.person: int | None = None
        self._seen: deque[tuple[float, np.ndarray]] = deque()
        self._since = 0.0

    def add(self, keypoints: np.ndarray, person: int, time: float) -> None:
        """Append one frame, ``(25, 3)`` metres at ``time`` seconds, of this person."""
        if person != self.person:
            self.person, self._since = person, time
            self._seen.clear()
        self._seen.append((time, np.asarray(keypoints, dtype=np.float32).reshape(JOINTS, 3)))
        # One frame older than the window is kept, to interpolate from.
        while len(self._seen) > 2 and self._seen[1][0] <= time - self.seconds:
            self._seen.popleft()

    @property
    def seen(self) -> float:
        """For how many seconds the person has been seen, at most the window's length."""
        return min(self._seen[-1][0] - self._since, self.seconds) if self._seen else 0.0

    def sample(self) -> np.ndarray:
        """The window, ending with the newest frame: float32 ``(frames, 25, 3)``."""
        time = np.array([time for time, _ in self._seen])
        keypoints = np.stack([keypoints for _, keypoints in self._seen])
        return resample(keypoints, time, window_times(time[-1], self.seconds, self.frames))
