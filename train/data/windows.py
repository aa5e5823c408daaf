"""Cutting clips into windows: batched tensor operations on the device where the clips lie.

Two time bases. ``fixed-seconds``: so many seconds resampled to the model's frames, as a live stream gives them.
``whole-clip``: NTU RGB+D's protocol, a crop of whatever length squeezed or stretched to the model's frames.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from recognizer.model.model_config import TimeBase
from train.data.corpus import Corpus
from train.data.motion_quantiles import QUANTILES
from train.data.prepared_set import ABSENT, UNIT

TEST_QUANTILES = (0, 4, 8, 12, 16)  # the motion's 5 %, 27 %, 50 %, 73 %, 95 %: five windows judge a clip
JITTER = 0.4  # seconds by which a training window's centre strays from an instant of motion
SPEED = 0.2  # a training window spans up to this share more or less time
# A live session's first windows end where some of the motion has been seen (its 39 % and a moment); in this share of
# draws at any instant from there on, else an instant of motion is their middle, as it is of all other windows.
SEEN_OF_MOTION, MOMENT, ANYWHERE = 6, 0.1, 0.3
SHORTEST_CROP = 0.5  # of a whole clip, in training; the longest is all of it
TEST_CROP = 0.95  # of a whole clip, its middle


@dataclass(frozen=True, eq=False)
class Windows:
    """``count`` windows; only bodies that are seen in them are packed, B of them, a window's first body first.

    ``keypoints`` float32 ``(B, T, 25, 3)`` metres about the clip's origin, zeros where the body is absent; ``present``
    bool ``(B, T)``: whether it is there; ``window`` int64 ``(B,)``, ascending: which window each body belongs to;
    ``clip`` int64 ``(count,)``: which of the asked-for clips each window is from.
    """

    keypoints: Tensor
    present: Tensor
    window: Tensor
    clip: Tensor

    @property
    def count(self) -> int:
        """How many windows there are, those without a body included."""
        return len(self.clip)

    def first(self) -> Tensor:
        """For every body the row of its window's first body, ``(B,)``."""
        return torch.searchsorted(self.window, self.window)

    def last(self) -> Tensor:
        """For every body the row of its window's last body, ``(B,)``."""
        return torch.searchsorted(self.window, self.window, right=True) - 1

    def to(self, device: torch.device) -> "Windows":
        """The same windows on another device."""
        return Windows(*(part.to(device) for part in (self.keypoints, self.present, self.window, self.clip)))


def training_windows(
    corpus: Corpus, clips: Tensor, base: TimeBase, frames: int, draw: torch.Generator, shortest_crop: int = 0
) -> Windows:
    """One random window of each clip ``(N,)``: around an instant at which something moves, one of a live session's
    first where the corpus says so (``beginning``), or a random crop of half of the clip to all of it, but of
    ``shortest_crop`` of its frames where it has them. ``draw`` must be a generator of the corpus's device."""
    if base.kind == "whole-clip":
        share, place = torch.rand((2, len(clips)), generator=draw, device=corpus.device)
        share = SHORTEST_CROP + (1 - SHORTEST_CROP) * share
        share = share.maximum((shortest_crop / corpus.frames[clips]).clamp(max=1))
        return crop(corpus, clips, place * (1 - share), share, frames)
    return _moving_windows(corpus, clips, base.seconds, frames, draw)


def judging_windows(corpus: Corpus, clips: Tensor, base: TimeBase, frames: int) -> Windows:
    """What clips ``(N,)`` are judged by: five windows of each, spread over its motion, or its central 95 %."""
    if base.kind == "whole-clip":
        share = torch.full((len(clips),), TEST_CROP, device=corpus.device)
        return crop(corpus, clips, (1 - share) / 2, share, frames)
    centre = corpus.quantiles[clips][:, list(TEST_QUANTILES)].flatten()
    repeated = clips.repeat_interleave(len(TEST_QUANTILES))
    windows = cut(corpus, repeated, centre, torch.full_like(centre, base.seconds), frames)
    return Windows(windows.keypoints, windows.present, windows.window, windows.clip // len(TEST_QUANTILES))


def _moving_windows(corpus: Corpus, clips: Tensor, seconds: float, frames: int, draw: torch.Generator) -> Windows:
    def random() -> Tensor:
        return torch.rand(len(clips), generator=draw, device=corpus.device)

    share = random() * (QUANTILES - 1)
    low = share.long().clamp(max=QUANTILES - 2)
    quantiles = corpus.quantiles[clips]
    rows = torch.arange(len(clips), device=corpus.device)
    centre = torch.lerp(quantiles[rows, low], quantiles[rows, low + 1], share - low)
    centre = centre + JITTER * (2 * random() - 1)
    span = seconds * (1 + SPEED * (2 * random() - 1))
    end = centre + span / 2
    duration = _duration(corpus, clips)
    inside = _inside(end, span, duration)
    if corpus.beginning is not None:
        first = torch.minimum(quantiles[:, SEEN_OF_MOTION] + MOMENT, duration)
        anywhere = torch.lerp(first, duration, random())
        early = torch.where(random() < ANYWHERE, anywhere, torch.minimum(torch.maximum(end, first), duration))
        inside = torch.where(corpus.beginning[clips], early, inside)
    return _until(corpus, clips, inside, span, frames)


def cut(corpus: Corpus, clips: Tensor, centre: Tensor, seconds: Tensor, frames: int) -> Windows:
    """The window of ``seconds`` around ``centre`` of each clip, all ``(N,)``, moved so as to lie inside the clip, or so
    as to hold all of it where the clip is shorter; the pose is held before the first and after the last frame."""
    return _until(corpus, clips, _inside(centre + seconds / 2, seconds, _duration(corpus, clips)), seconds, frames)


def _duration(corpus: Corpus, clips: Tensor) -> Tensor:
    return (corpus.frames[clips] - 1) / corpus.fps[clips]


def _inside(end: Tensor, seconds: Tensor, duration: Tensor) -> Tensor:
    """Ends of windows that lie inside their clips, or hold all of them; all in seconds, ``(N,)``."""
    return torch.minimum(torch.maximum(end, torch.minimum(seconds, duration)), torch.maximum(seconds, duration))


def _until(corpus: Corpus, clips: Tensor, end: Tensor, seconds: Tensor, frames: int) -> Windows:
    """The windows of ``seconds`` that reach to ``end`` ``(N,)``; the pose is held before the first frame."""
    steps = torch.arange(1, frames + 1, device=corpus.device) / frames
    position = (end - seconds)[:, None] + seconds[:, None] * steps  # (N, T) seconds
    return sample(corpus, clips, position * corpus.fps[clips][:, None])


def crop(corpus: Corpus, clips: Tensor, begin: Tensor, share: Tensor, frames: int) -> Windows:
    """The part of each clip that begins at ``begin`` and is ``share`` long, both ``(N,)`` shares of its length, resized
    linearly: a frame stands for the middle of its span of time, as pixels do when a picture is resized."""
    length = corpus.frames[clips][:, None]
    middle = (torch.arange(frames, device=corpus.device) + 0.5) / frames  # (T,)
    return sample(corpus, clips, (begin[:, None] + share[:, None] * middle) * length - 0.5)


def sample(corpus: Corpus, clips: Tensor, position: Tensor) -> Windows:
    """The clips ``(N,)`` at ``position`` ``(N, T)``, in frames, between which the joints are interpolated linearly.

    Where a body is absent in one of two neighbouring frames nothing can be interpolated: the nearer of them decides
    whether it is there, the one that has it where.
    """
    length = corpus.frames[clips]
    last = (length - 1)[:, None]
    position = torch.minimum(position.clamp(min=0), last.float())
    left = position.long()
    right = torch.minimum(left + 1, last)
    share = position - left

    bodies = corpus.bodies[clips]
    numbers = torch.arange(len(clips), device=corpus.device)
    owner = torch.repeat_interleave(numbers, bodies)  # (all bodies,)
    body = torch.arange(len(owner), device=corpus.device) - torch.repeat_interleave(bodies.cumsum(0) - bodies, bodies)
    first = (corpus.start[clips][owner] + body * length[owner])[:, None]
    before, after = corpus.keypoints[first + left[owner]], corpus.keypoints[first + right[owner]]
    here, there, share = before[..., 0, 0] != ABSENT, after[..., 0, 0] != ABSENT, share[owner]
    present = torch.where(share <= 0.5, here, there)
    share = torch.where(here & there, share, there.float())
    keypoints = torch.lerp(before.float(), after.float(), share[..., None, None]) * UNIT
    keypoints = keypoints.masked_fill(~present[..., None, None], 0)
    seen = present.any(dim=1)
    return Windows(keypoints[seen], present[seen], owner[seen], numbers)
