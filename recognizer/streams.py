"""From joints to the network's input: normalisation of a window, and the streams made from it.

Everything here is a batched tensor operation on ``(..., T, 25, 3)``, used alike by training and by live recognition.
"""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from recognizer.joints import (
    LEFT_HAND,
    LEFT_HIP,
    LEFT_SHOULDER,
    LEFT_TIP,
    PARENT,
    RIGHT_HAND,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    SPINE_BASE,
    SPINE_MID,
    SPINE_SHOULDER,
)

STREAMS = ("joint", "bone", "joint-motion", "bone-motion")
_WITHOUT_FINGERS = [*range(LEFT_TIP), LEFT_HAND, LEFT_HAND, RIGHT_HAND, RIGHT_HAND]  # tips and thumbs: the last four
NTU_TORSO = 0.489  # metres, spine base to spine shoulder, NTU RGB+D's mean [measured on 300 clips]


@dataclass(frozen=True)
class Normalisation:
    """How a window's joints are placed before the network sees them.

    ``origin``: "frame" puts every frame's spine base at the origin (the path through the room is not used), "window"
    the first frame's spine mid (it is used: NTU's protocol). ``facing``: turn the body about the vertical so that, on
    average over the window, it faces the camera. ``scale``: make the torso as long as NTU's mean. ``fingers``: False
    puts hand tips and thumbs onto the hand, for models trained on sensors that see no fingers.
    """

    origin: Literal["frame", "window"] = "window"
    facing: bool = False
    scale: bool = False
    fingers: bool = True


def normalise(keypoints: Tensor, how: Normalisation) -> Tensor:
    """Place ``(..., T, 25, 3)`` joints as ``how`` says. Bodies that are absent throughout (all zeros) stay so."""
    if not how.fingers:
        keypoints = keypoints[..., _WITHOUT_FINGERS, :]
    if how.origin == "frame":
        placed = keypoints - keypoints[..., SPINE_BASE : SPINE_BASE + 1, :]
    else:
        placed = keypoints - keypoints[..., :1, SPINE_MID : SPINE_MID + 1, :]
    if how.facing:
        placed = face_camera(placed)
    if how.scale:
        torso = (placed[..., SPINE_SHOULDER, :] - placed[..., SPINE_BASE, :]).norm(dim=-1)  # (..., T)
        length = torso.median(dim=-1).values.clamp(min=1e-2)
        placed = placed * (NTU_TORSO / length)[..., None, None, None]
    return placed


def face_camera(keypoints: Tensor) -> Tensor:
    """Turn ``(..., T, 25, 3)`` about the vertical through the origin so that the line from the left to the right
    shoulder and hip, averaged over the window, points along +x: what a person facing the sensor shows."""
    across = (
        keypoints[..., RIGHT_SHOULDER, :]
        - keypoints[..., LEFT_SHOULDER, :]
        + keypoints[..., RIGHT_HIP, :]
        - keypoints[..., LEFT_HIP, :]
    ).mean(dim=-2)  # (..., 3)
    length = torch.hypot(across[..., 0], across[..., 2])
    seen = length > 1e-6
    cosine = torch.where(seen, across[..., 0] / length.clamp(min=1e-6), 1.0)[..., None, None]
    sine = torch.where(seen, across[..., 2] / length.clamp(min=1e-6), 0.0)[..., None, None]
    x, y, z = keypoints.unbind(-1)
    return torch.stack([cosine * x + sine * z, y, cosine * z - sine * x], dim=-1)


def make_stream(keypoints: Tensor, stream: str) -> Tensor:
    """One stream of ``(..., T, 25, 3)``: joint as it is, bone = joint - parent, motion = x[t + 1] - x[t], last 0."""
    if stream.startswith("bone"):
        keypoints = keypoints - keypoints[..., list(PARENT), :]
    if stream.endswith("motion"):
        motion = torch.zeros_like(keypoints)
        motion[..., :-1, :, :] = keypoints[..., 1:, :, :] - keypoints[..., :-1, :, :]
        keypoints = motion
    return keypoints


def to_network(keypoints: Tensor) -> Tensor:
    """``(B, T, 25, 3)`` to the network's ``(B, 3, T, 25)``."""
    return keypoints.permute(0, 3, 1, 2).contiguous()
