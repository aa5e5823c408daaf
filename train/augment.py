"""Making training windows look like what a webcam yields: batched, seeded tensor operations on (B, T, 25, 3)."""

import torch
from pydantic import BaseModel, ConfigDict, Field
from torch import Tensor

from recognizer.joints import (
    LEFT_ANKLE,
    LEFT_FOOT,
    LEFT_HAND,
    LEFT_THUMB,
    LEFT_TIP,
    LEFT_WRIST,
    MIRROR,
    PARENT,
    RIGHT_ANKLE,
    RIGHT_FOOT,
    RIGHT_HAND,
    RIGHT_THUMB,
    RIGHT_TIP,
    RIGHT_WRIST,
    ROOT,
)


class Augmentation(BaseModel):
    """How strongly windows are varied; 0 leaves a step out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mirror: bool = False  # exchange left and right in half of the windows
    yaw: float = Field(0.0, ge=0)  # radians, about the vertical
    pitch: float = Field(0.0, ge=0)  # radians, about x: a camera that looks down or up
    roll: float = Field(0.0, ge=0)  # radians, about z
    bones: float = Field(0.0, ge=0, lt=1)  # each bone longer or shorter by up to this share, left and right alike
    depth: float = Field(0.0, ge=0, lt=1)  # z flattened or stretched by up to this share
    noise: float = Field(0.0, ge=0)  # metres, standard deviation, new in every frame
    offset: float = Field(0.0, ge=0)  # metres, standard deviation per joint, the same throughout the window
    lost: float = Field(0.0, ge=0, le=1)  # chance that a hand or foot takes its parent's place, each on its own


_LIMB_ENDS = (
    ((LEFT_HAND, LEFT_TIP, LEFT_THUMB), LEFT_WRIST),
    ((RIGHT_HAND, RIGHT_TIP, RIGHT_THUMB), RIGHT_WRIST),
    ((LEFT_FOOT,), LEFT_ANKLE),
    ((RIGHT_FOOT,), RIGHT_ANKLE),
)


def _paths() -> Tensor:
    """(25, 25): row j has 1 for every bone (named by its joint) on the way from the root to joint j."""
    paths = torch.zeros(len(PARENT), len(PARENT))
    for joint in range(len(PARENT)):
        at = joint
        while at != ROOT:
            paths[joint, at] = 1
            at = PARENT[at]
    return paths


_PATHS = _paths()


def augment(keypoints: Tensor, how: Augmentation, generator: torch.Generator) -> Tensor:
    """A varied copy of windows ``(B, T, 25, 3)`` in metres, about their spine base or wherever they are placed."""
    x = keypoints
    if how.bones:
        x = _scale_bones(x, how.bones, generator)
    if how.mirror:
        x = _mirror_half(x, generator)
    if how.depth:
        factor = 1 + how.depth * _uniform((len(x), 1, 1), generator)
        x = torch.stack([x[..., 0], x[..., 1], x[..., 2] * factor], dim=-1)
    if how.lost:
        x = _lose_limb_ends(x, how.lost, generator)
    if how.yaw or how.pitch or how.roll:
        x = _rotate(x, how, generator)
    if how.offset:
        x = x + how.offset * torch.randn((len(x), 1, *x.shape[2:]), generator=generator)
    if how.noise:
        x = x + how.noise * torch.randn(x.shape, generator=generator)
    return x


def _uniform(shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    return 2 * torch.rand(shape, generator=generator) - 1


def _scale_bones(x: Tensor, share: float, generator: torch.Generator) -> Tensor:
    factor = 1 + share * _uniform((len(x), len(PARENT)), generator)
    factor = (factor + factor[:, list(MIRROR)]) / 2
    bones = (x - x[:, :, list(PARENT)]) * factor[:, None, :, None]
    return x[:, :, ROOT : ROOT + 1] + _PATHS @ bones


def _mirror_half(x: Tensor, generator: torch.Generator) -> Tensor:
    mirrored = x[:, :, list(MIRROR)] * torch.tensor([-1.0, 1.0, 1.0])
    return torch.where(torch.rand((len(x), 1, 1, 1), generator=generator) < 0.5, mirrored, x)


def _lose_limb_ends(x: Tensor, chance: float, generator: torch.Generator) -> Tensor:
    x = x.clone()
    for joints, parent in _LIMB_ENDS:
        lost = torch.rand((len(x), 1, 1, 1), generator=generator) < chance
        x[:, :, list(joints)] = torch.where(lost, x[:, :, parent : parent + 1], x[:, :, list(joints)])
    return x


def _rotate(x: Tensor, how: Augmentation, generator: torch.Generator) -> Tensor:
    """About the vertical first, then x, then z."""
    angles = torch.tensor([how.pitch, how.yaw, how.roll]) * _uniform((len(x), 3), generator)
    (cx, cy, cz), (sx, sy, sz) = angles.cos().unbind(1), angles.sin().unbind(1)
    zero, one = torch.zeros_like(cx), torch.ones_like(cx)
    about_x = torch.stack([one, zero, zero, zero, cx, -sx, zero, sx, cx], 1).view(-1, 3, 3)
    about_y = torch.stack([cy, zero, sy, zero, one, zero, -sy, zero, cy], 1).view(-1, 3, 3)
    about_z = torch.stack([cz, -sz, zero, sz, cz, zero, zero, zero, one], 1).view(-1, 3, 3)
    matrix = about_z @ about_x @ about_y  # (B, 3, 3)
    return (x.flatten(1, 2) @ matrix.transpose(1, 2)).view_as(x)
