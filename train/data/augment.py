"""Varying training windows: batched, seeded tensor operations on (B, T, 25, 3), on the windows' device.

What a camera does is drawn once per window and is the same for both of its bodies, which so keep their distance:
mirroring, rotation, depth. What belongs to a body is drawn per body: its bones, its noise, its lost hands and feet.
"""

import torch
from pydantic import BaseModel, ConfigDict, Field
from torch import Tensor

from recognizer.skeleton.joints import (
    LEFT_ANKLE,
    LEFT_FOOT,
    LEFT_HAND,
    LEFT_HIP,
    LEFT_THUMB,
    LEFT_TIP,
    LEFT_WRIST,
    MIRROR,
    PARENT,
    RIGHT_ANKLE,
    RIGHT_FOOT,
    RIGHT_HAND,
    RIGHT_HIP,
    RIGHT_THUMB,
    RIGHT_TIP,
    RIGHT_WRIST,
    SPINE_BASE,
)
from recognizer.skeleton.proportions import with_bones

# Another sensor's wobble at its strongest, as shares of the distance from the spine base; the sets and the pose model
# lie between a third of it and it [measured by benchmarks/pose_noise.py].
FAST, SLOW = 0.03, 0.05
FLATTEST = 0.5  # of the depth is left at most where it is flattened
SLOWNESS = 5  # frames between two draws of the slow part


class Augmentation(BaseModel):
    """How strongly windows are varied; 0 leaves a step out."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    # Place two bodies by the second of them in half of the windows, and look at them from the other side. (Their order
    # itself makes no difference to the network, which takes the mean over bodies; only whose place is the origin, and
    # who stands to the left, depend on it.)
    swap: bool = False
    mirror: bool = False  # exchange left and right in half of the windows
    yaw: float = Field(0.0, ge=0)  # radians, about the vertical
    pitch: float = Field(0.0, ge=0)  # radians, about x: a camera that looks down or up
    roll: float = Field(0.0, ge=0)  # radians, about z
    bones: float = Field(0.0, ge=0, lt=1)  # each bone longer or shorter by up to this share, left and right alike
    # Radians, standard deviation: each bone leans forward or back, the same throughout the window. Sensors and pose
    # models err so, each in its own way: heads in NW-UCLA lean by 15 degrees more than in the other sets, shins in a
    # video by 20 [measured: benchmarks/pose_noise.py]. A network that goes by it takes one set's bodies for another's.
    lean: float = Field(0.0, ge=0)
    depth: float = Field(0.0, ge=0, lt=1)  # z flattened or stretched by up to this share
    noise: float = Field(0.0, ge=0)  # metres, standard deviation, new in every frame
    offset: float = Field(0.0, ge=0)  # metres, standard deviation per joint, the same throughout the window
    lost: float = Field(0.0, ge=0, le=1)  # chance that a hand or foot takes its parent's place, each on its own
    # Chance that a body is made to look like another sensor's: smoothed in time or not, and wobbling more or less. Sets
    # differ in that, and a network that can tell them by it takes an unknown sensor's bodies for those of one set.
    sensor: float = Field(0.0, ge=0, le=1)
    # Chance that a window's depth, as the camera has it, is flattened by half to wholly, before the body is placed:
    # what one camera's pose model says of depth is a guess, and flat sets have none.
    flat: float = Field(0.0, ge=0, le=1)
    legs: float = Field(0.0, ge=0, le=1)  # chance that both legs do, as where they are out of the picture


_LIMB_ENDS = (
    ((LEFT_HAND, LEFT_TIP, LEFT_THUMB), LEFT_WRIST),
    ((RIGHT_HAND, RIGHT_TIP, RIGHT_THUMB), RIGHT_WRIST),
    ((LEFT_FOOT,), LEFT_ANKLE),
    ((RIGHT_FOOT,), RIGHT_ANKLE),
)


_WITHOUT_LEGS = list(range(len(PARENT)))  # knees, ankles and feet at the hips
for _hip in (LEFT_HIP, RIGHT_HIP):
    _WITHOUT_LEGS[_hip + 1 : _hip + 4] = [_hip] * 3


def augment(
    keypoints: Tensor, how: Augmentation, draw: torch.Generator, window: Tensor | None = None, count: int | None = None
) -> Tensor:
    """A varied copy of bodies ``(B, T, 25, 3)`` in metres, about their spine base or wherever they are placed.

    ``window`` int64 ``(B,)``: which of the ``count`` windows each body belongs to; without it, every body is a window.
    ``draw`` must be a generator of the keypoints' device.
    """
    x = keypoints
    if window is None or count is None:
        window, count = torch.arange(len(x), device=x.device), len(x)
    if how.bones:
        x = _scale_bones(x, how.bones, draw)
    if how.lean:
        x = _lean(x, how.lean, draw)
    if how.mirror:
        mirrored = x[:, :, list(MIRROR)] * x.new_tensor([-1.0, 1.0, 1.0])
        x = torch.where((_random((count, 1, 1, 1), draw) < 0.5)[window], mirrored, x)
    if how.depth:
        factor = 1 + how.depth * _uniform((count, 1, 1), draw)[window]
        x = torch.stack([x[..., 0], x[..., 1], x[..., 2] * factor], dim=-1)
    if how.lost:
        x = _lose_limb_ends(x, how.lost, draw)
    if how.legs:
        lost = _random((len(x), 1, 1, 1), draw) < how.legs
        x = torch.where(lost, x[:, :, _WITHOUT_LEGS], x)
    if how.yaw or how.pitch or how.roll:
        matrix = _rotations(count, how, draw)[window]  # (B, 3, 3)
        x = (x.flatten(1, 2) @ matrix.transpose(1, 2)).view_as(x)
    if how.sensor:
        x = _other_sensor(x, how.sensor, draw)
    if how.offset:
        x = x + how.offset * _normal((len(x), 1, *x.shape[2:]), draw)
    if how.noise:
        x = x + how.noise * _normal(x.shape, draw)
    return x


def flattened(
    keypoints: Tensor, chance: float, draw: torch.Generator, window: Tensor | None = None, count: int | None = None
) -> Tensor:
    """Bodies ``(B, T, 25, 3)`` in camera axes; in the share ``chance`` of windows with 0 to 0.5 of their depth about
    the spine base. ``window`` and ``count`` as above."""
    if window is None or count is None:
        window, count = torch.arange(len(keypoints), device=keypoints.device), len(keypoints)
    picked, factor = _random((2, count), draw)
    kept = torch.where(picked < chance, FLATTEST * factor, 1.0)[window, None, None]
    base = keypoints[:, :, SPINE_BASE : SPINE_BASE + 1, 2]
    x, y, z = keypoints.unbind(-1)
    return torch.stack([x, y, base + (z - base) * kept], dim=-1)


def swapped(count: int, draw: torch.Generator) -> Tensor:
    """Which of ``count`` windows are placed by their last body: half of them, bool ``(count,)``."""
    return _random((count,), draw) < 0.5


def _random(shape: tuple[int, ...], draw: torch.Generator) -> Tensor:
    return torch.rand(shape, generator=draw, device=draw.device)


def _uniform(shape: tuple[int, ...], draw: torch.Generator) -> Tensor:
    return 2 * _random(shape, draw) - 1


def _normal(shape: tuple[int, ...], draw: torch.Generator) -> Tensor:
    return torch.randn(shape, generator=draw, device=draw.device)


def _lean(x: Tensor, spread: float, draw: torch.Generator) -> Tensor:
    """Every bone turned about x, left and right alike."""
    angle = spread * _normal((len(x), 1, len(PARENT)), draw)
    angle = (angle + angle[..., list(MIRROR)]) / 2
    sine, cosine = angle.sin(), angle.cos()

    def turned(bones: Tensor) -> Tensor:
        across, up, deep = bones.unbind(-1)
        return torch.stack([across, up * cosine - deep * sine, up * sine + deep * cosine], dim=-1)

    return with_bones(x, turned)


def _scale_bones(x: Tensor, share: float, draw: torch.Generator) -> Tensor:
    factor = 1 + share * _uniform((len(x), len(PARENT)), draw)
    factor = (factor + factor[:, list(MIRROR)]) / 2
    return with_bones(x, lambda bones: bones * factor[:, None, :, None])


def _lose_limb_ends(x: Tensor, chance: float, draw: torch.Generator) -> Tensor:
    x = x.clone()
    for joints, parent in _LIMB_ENDS:
        lost = _random((len(x), 1, 1, 1), draw) < chance
        x[:, :, list(joints)] = torch.where(lost, x[:, :, parent : parent + 1], x[:, :, list(joints)])
    return x


def _other_sensor(x: Tensor, chance: float, draw: torch.Generator) -> Tensor:
    """Half of the bodies that are picked are smoothed over three frames; all wobble, quickly and slowly, by up to what
    is given above, most in depth and far from the spine base."""
    bodies, frames = x.shape[:2]
    picked, smoothed, strength = _random((3, bodies, 1, 1, 1), draw)
    ends = torch.cat([x[:, :1], x, x[:, -1:]], dim=1)
    smooth = (ends[:, :-2] + ends[:, 1:-1] + ends[:, 2:]) / 3
    knots = _normal((bodies, 3 * x.shape[2], max(frames // SLOWNESS, 1) + 1), draw)
    slow = torch.nn.functional.interpolate(knots, frames, mode="linear", align_corners=True)
    slow = slow.view(bodies, x.shape[2], 3, frames).permute(0, 3, 1, 2)
    reach = x.norm(dim=-1, keepdim=True).mean(dim=1, keepdim=True)
    wobble = (FAST * _normal(x.shape, draw) + SLOW * slow) * reach * x.new_tensor([1.0, 1.0, 2.0])
    other = torch.where(smoothed < 0.5, smooth, x) + strength * wobble
    return torch.where(picked < chance, other, x)


def _rotations(count: int, how: Augmentation, draw: torch.Generator) -> Tensor:
    """``(count, 3, 3)``: about the vertical first, then x, then z."""
    angles = _uniform((count, 3), draw)
    angles = angles * angles.new_tensor([how.pitch, how.yaw, how.roll])
    (cx, cy, cz), (sx, sy, sz) = angles.cos().unbind(1), angles.sin().unbind(1)
    zero, one = torch.zeros_like(cx), torch.ones_like(cx)
    about_x = torch.stack([one, zero, zero, zero, cx, -sx, zero, sx, cx], 1).view(-1, 3, 3)
    about_y = torch.stack([cy, zero, sy, zero, one, zero, -sy, zero, cy], 1).view(-1, 3, 3)
    about_z = torch.stack([cz, -sz, zero, sz, cz, zero, zero, zero, one], 1).view(-1, 3, 3)
    return about_z @ about_x @ about_y
