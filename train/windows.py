"""Cutting clips into fixed-seconds windows, as a live stream gives them: batched tensor operations."""

from dataclasses import dataclass

import torch
from torch import Tensor

from train.corpus import MOMENTS, Corpus
from train.data import UNIT

TEST_MOMENTS = (0, 4, 8, 12, 16)  # the motion's 5 %, 27 %, 50 %, 73 %, 95 %: five windows judge a clip
JITTER = 0.4  # seconds by which a training window's centre strays from a moment of motion
SPEED = 0.2  # a training window spans up to this share more or less time


@dataclass(frozen=True, eq=False)
class Windows:
    """``keypoints`` float32 ``(B, T, 25, 3)`` metres about the clip's origin, one row per body; ``clip`` int64
    ``(B,)``: which of the asked-for clips each belongs to."""

    keypoints: Tensor
    clip: Tensor


def training_windows(corpus: Corpus, clips: Tensor, seconds: float, frames: int, generator: torch.Generator) -> Windows:
    """One random window of each clip ``(N,)``, around an instant at which something moves."""
    count = len(clips)
    share = torch.rand(count, generator=generator) * (MOMENTS - 1)
    low = share.long().clamp(max=MOMENTS - 2)
    moments = corpus.moments[clips]
    rows = torch.arange(count)
    centre = torch.lerp(moments[rows, low], moments[rows, low + 1], share - low)
    centre = centre + JITTER * (2 * torch.rand(count, generator=generator) - 1)
    span = seconds * (1 + SPEED * (2 * torch.rand(count, generator=generator) - 1))
    return cut(corpus, clips, centre, span, frames)


def judging_windows(corpus: Corpus, clips: Tensor, seconds: float, frames: int) -> Windows:
    """Five windows of each clip ``(N,)``, spread over its motion; ``clip`` tells which clip each is from."""
    centre = corpus.moments[clips][:, list(TEST_MOMENTS)].flatten()
    repeated = clips.repeat_interleave(len(TEST_MOMENTS))
    windows = cut(corpus, repeated, centre, torch.full_like(centre, seconds), frames)
    return Windows(windows.keypoints, windows.clip // len(TEST_MOMENTS))


def cut(corpus: Corpus, clips: Tensor, centre: Tensor, seconds: Tensor, frames: int) -> Windows:
    """The window of ``seconds`` around ``centre`` of each clip, all ``(N,)``, moved so as to lie inside the clip, or so
    as to hold all of it where the clip is shorter; the pose is held before the first and after the last frame."""
    fps, length = corpus.fps[clips], corpus.frames[clips]
    duration = (length - 1) / fps
    end = centre + seconds / 2
    end = torch.minimum(torch.maximum(end, torch.minimum(seconds, duration)), torch.maximum(seconds, duration))
    steps = torch.arange(1, frames + 1) / frames
    position = (end - seconds)[:, None] + seconds[:, None] * steps  # (N, T) seconds
    position = torch.minimum((position * fps[:, None]).clamp(min=0), (length - 1)[:, None].float())  # in frames
    left = position.long()
    right = torch.minimum(left + 1, (length - 1)[:, None])
    share = (position - left)[:, :, None, None]

    bodies = corpus.bodies[clips]
    owner = torch.repeat_interleave(torch.arange(len(clips)), bodies)
    body = torch.arange(len(owner)) - torch.repeat_interleave(bodies.cumsum(0) - bodies, bodies)
    first = (corpus.start[clips][owner] + body * length[owner])[:, None]
    before, after = corpus.keypoints[first + left[owner]].float(), corpus.keypoints[first + right[owner]].float()
    return Windows(torch.lerp(before, after, share[owner]) * UNIT, owner)
