"""The rolling window: the last seconds of one person, resampled by time to a fixed number of frames.

The joints lie on the model's device: what is new since the last window is copied to it at once. Times stay on the CPU:
which frames an instant lies between, and how far, is one small table that is copied with each window.
"""

import numpy as np
import torch
from torch import Tensor

from recognizer.skeleton.joints import JOINTS
from recognizer.skeleton.shapes import check_shape

_ROOM = 128  # frames that a buffer has room for at first
MOST_GAP = 1.0  # seconds out of sight that are bridged; after more nobody knows what was done meanwhile


def resample(keypoints: Tensor, time: np.ndarray, at: np.ndarray) -> Tensor:
    """Linear interpolation of ``(T, 25, 3)`` joints seen at ``time`` ``(T,)`` to the instants ``at`` ``(N,)``.

    Both are in seconds, ``time`` increasing. Before the first and after the last frame the pose is held, never set to
    zero: zeros would make one constant class of every short window. Returns float32 ``(N, 25, 3)`` on the device of the
    joints. Raises ``ValueError`` where there is no frame or a shape does not fit.
    """
    check_shape("keypoints", keypoints, (None, JOINTS, 3))
    check_shape("time", time, (len(keypoints),))
    if not len(time):
        raise ValueError("keypoints: there is no frame")
    left = np.clip(np.searchsorted(time, at, side="right") - 1, 0, max(len(time) - 2, 0))
    right = np.minimum(left + 1, len(time) - 1)
    span = np.maximum(time[right] - time[left], 1e-9)
    share = np.clip((at - time[left]) / span, 0, 1)
    plan = torch.from_numpy(np.stack([left, right, share]).astype(np.float32)).to(keypoints.device)  # one small upload
    before, after = keypoints[plan[:2].long()]
    return torch.lerp(before, after, plan[2, :, None, None])


def window_times(end: float, seconds: float, frames: int) -> np.ndarray:
    """The instants of a window's frames: ``frames`` of them, the last at ``end``: float64 ``(frames,)``."""
    return end - seconds + seconds * np.arange(1, frames + 1) / frames


class RollingWindow:
    """The last ``seconds`` of the person who holds one slot, sampled at ``frames`` instants; the joints are kept on
    ``device``. It starts anew when somebody else takes the slot, or where the person was out of sight for more than
    ``MOST_GAP``. ``person``: whose window it is, ``None`` before the first frame.

    Frames are appended to a buffer that is kept in order: where it is full, what still counts moves to its front, and
    where that is more than half of it, into one of twice the size.
    """

    def __init__(self, seconds: float, frames: int, device: torch.device | str = "cpu") -> None:
        self.seconds, self.frames = seconds, frames
        self.person: int | None = None
        self._keypoints = torch.empty(_ROOM, JOINTS, 3, device=device)
        self._waiting: list[np.ndarray] = []  # the last frames before end, not in the buffer yet
        self._time = np.empty(_ROOM)
        self._first = self._end = 0  # the frames that count: from first to before end
        self._since = 0.0

    def __len__(self) -> int:
        """The number of frames that count."""
        return self._end - self._first

    def add(self, keypoints: np.ndarray, person: int, time: float) -> bool:
        """Append one frame, ``(25, 3)`` metres at ``time`` seconds, of this person; True where the window starts anew
        with it. Times increase from frame to frame. Raises ``ValueError`` for another shape."""
        check_shape("keypoints", keypoints, (JOINTS, 3))
        anew = person != self.person or time - float(self._time[self._end - 1]) > MOST_GAP
        if anew:
            self.person, self._since = person, time
            self._first = self._end = 0
            self._waiting.clear()
        if self._end == len(self._time):
            self._make_room()
        self._waiting.append(np.array(keypoints, dtype=np.float32))
        self._time[self._end] = time
        self._end += 1
        # One frame older than the window is kept, to interpolate from.
        while len(self) > 2 and self._time[self._first + 1] <= time - self.seconds:
            self._first += 1
        return anew

    @property
    def seen(self) -> float:
        """For how many seconds the person has been seen, at most the window's length."""
        return min(float(self._time[self._end - 1]) - self._since, self.seconds) if len(self) else 0.0

    def sample(self) -> Tensor:
        """The window, ending with the newest frame: float32 ``(frames, 25, 3)`` metres on the device. Raises
        ``ValueError`` before the first frame."""
        if not len(self):
            raise ValueError("a window of nobody cannot be sampled: no frame was added")
        self._upload()
        time = self._time[self._first : self._end]
        at = window_times(time[-1], self.seconds, self.frames)
        return resample(self._keypoints[self._first : self._end], time, at)

    def _upload(self) -> None:
        if self._waiting:
            new = torch.from_numpy(np.stack(self._waiting))
            self._keypoints[self._end - len(new) : self._end] = new
            self._waiting.clear()

    def _make_room(self) -> None:
        self._upload()
        count = len(self)
        room = len(self._time) * (2 if count > len(self._time) // 2 else 1)
        keypoints, time = self._keypoints.new_empty(room, JOINTS, 3), np.empty(room)
        keypoints[:count] = self._keypoints[self._first : self._end]
        time[:count] = self._time[self._first : self._end]
        self._keypoints, self._time = keypoints, time
        self._first, self._end = 0, count
