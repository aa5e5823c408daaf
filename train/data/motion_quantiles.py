"""When in its clips something moves: batched, a few hundred clips at a time, so that memory stays small."""

import torch
from torch import Tensor

from recognizer.skeleton.joints import SPINE_BASE
from train.data.prepared_set import ABSENT, UNIT

QUANTILES = 17  # quantiles of a clip's motion that are kept
CALM = 0.2  # share of a clip's frames whose speed is taken for jitter
ROWS = 40_000  # frames looked at at a time: 12 MB of joints


def motion_quantiles(keypoints: Tensor, start: Tensor, frames: Tensor, fps: Tensor) -> Tensor:
    """The seconds by which 5 % … 95 % of the motion of each clip's first body, about its spine base, have happened.

    ``keypoints`` int16 ``(rows, 25, 3)``; ``start``, ``frames``, ``fps`` ``(N,)``. Returns float32 ``(N, 17)``.
    """
    out = torch.empty(len(start), QUANTILES, device=keypoints.device)
    order = frames.argsort(stable=True)  # clips of like length together: hardly any padding
    begin, lengths = 0, frames[order].tolist()
    while begin < len(order):
        end = begin + 1
        while end < len(order) and (end + 1 - begin) * lengths[end] <= ROWS:
            end += 1
        some = order[begin:end]
        out[some] = _in_frames(keypoints, start[some], frames[some]) / fps[some, None]
        begin = end
    return out


def _in_frames(keypoints: Tensor, start: Tensor, frames: Tensor) -> Tensor:
    """In frames: ``(n, 17)``."""
    length = max(int(frames.max()), 2)
    index = torch.arange(length, device=start.device)
    rows = keypoints[start[:, None] + index.clamp(max=frames.max() - 1).minimum(frames[:, None] - 1)]  # (n, T, 25, 3)
    absent = rows[:, :, 0, 0] == ABSENT
    joints = rows.float() * UNIT
    joints = joints - joints[:, :, SPINE_BASE : SPINE_BASE + 1]
    speed = joints.diff(dim=1).norm(dim=-1).mean(dim=2)  # (n, T - 1)
    speed = speed.masked_fill(absent[:, 1:] | absent[:, :-1], 0)
    steps = (frames - 1)[:, None]  # of each clip; what lies beyond is padding
    beyond = index[1:] > steps
    # Jitter is not motion: what lies under the calm part's level is not counted.
    ranked = speed.masked_fill(beyond, float("inf")).sort(dim=1).values
    rank = CALM * (steps - 1).clamp(min=0)
    low = rank.long()
    high = (low + 1).minimum((steps - 1).clamp(min=0))
    calm = torch.lerp(ranked.gather(1, low), ranked.gather(1, high), rank - low)
    counted = ((speed - calm).clamp(min=0) + 1e-6).masked_fill(beyond, 0)
    counted = torch.where(steps > 0, counted, (index[1:] == 1).float())  # a clip of one frame: all of it at once
    # In double precision, and from its own sum, so that the share reaches 1.
    share = counted.double().cumsum(dim=1)
    share = share / share[:, -1:]
    asked = torch.linspace(0.05, 0.95, QUANTILES, dtype=torch.float64, device=start.device).expand(len(start), -1)
    right = torch.searchsorted(share, asked.contiguous()).clamp(max=share.shape[1] - 1)
    left = (right - 1).clamp(min=0)
    below, above = share.gather(1, left), share.gather(1, right)
    part = ((asked - below) / (above - below).clamp(min=1e-12)).clamp(0, 1)
    return torch.where(right > left, left + 1 + part, torch.ones_like(part)).float()
