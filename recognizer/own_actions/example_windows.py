"""What a network is shown of an example: windows about the instants at which something moves."""

import numpy as np
import torch
from torch import Tensor

from recognizer.errors import UserError
from recognizer.model.model_config import ModelConfig
from recognizer.model.rolling_window import resample, window_times
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import SPINE_BASE

SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)  # of the motion: a window about each of these instants
CALM = 0.2  # share of the steps whose speed is taken for jitter


def example_windows(clip: Clip, config: ModelConfig) -> Tensor:
    """Windows float32 ``(5, T, 25, 3)`` in metres of the clip's first body, as a live session cuts them: as long as the
    model's, each about an instant of the motion, moved so as to lie inside the clip; of a shorter one each holds all.
    Raises ``UserError`` where nobody is seen in the clip."""
    seen = clip.identity[0] != NOBODY
    if not seen.any():
        raise UserError("Nobody is seen in the example.")
    keypoints, time = clip.keypoints[0][seen], clip.time[seen]
    seconds, first, last = config.time_base.seconds, float(time[0]), float(time[-1])
    joints = torch.from_numpy(keypoints)
    ends = np.clip(_motion_instants(keypoints, time) + seconds / 2, first + min(seconds, last - first), last)
    frames = config.architecture.frames
    return torch.stack([resample(joints, time, window_times(float(end), seconds, frames)) for end in ends])


def _motion_instants(keypoints: np.ndarray, time: np.ndarray) -> np.ndarray:
    """The instants, in seconds, by which the ``SHARES`` of the motion of ``(T, 25, 3)`` about the spine base have
    happened: float64 ``(5,)``. What lies under the calm part's level is jitter, and is not counted."""
    if len(time) < 2:
        return np.full(len(SHARES), time[0])
    placed = keypoints - keypoints[:, SPINE_BASE : SPINE_BASE + 1]
    way = np.linalg.norm(np.diff(placed, axis=0), axis=-1).mean(axis=1).astype(np.float64)
    steps = np.diff(time)
    speed = way / steps
    moved = np.maximum(speed - np.quantile(speed, CALM), 0) * steps + 1e-9 * steps
    reached = np.concatenate([[0.0], np.cumsum(moved)])
    return np.interp(SHARES, reached / reached[-1], time)
