"""From joints to the network's input: normalisation of a window, and the streams made from it.

Everything here is a batched tensor operation on ``(..., T, 25, 3)``, used alike by training and by live recognition.
"""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from recognizer.skeleton.average_body import TORSO
from recognizer.skeleton.joints import (
    JOINTS,
    LEFT_ANKLE,
    LEFT_HAND,
    LEFT_HIP,
    LEFT_SHOULDER,
    LEFT_TIP,
    PARENT,
    RIGHT_ANKLE,
    RIGHT_HAND,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    SPINE_BASE,
    SPINE_MID,
    SPINE_SHOULDER,
)
from recognizer.skeleton.proportions import same_proportions
from recognizer.skeleton.shapes import check_shape
from recognizer.skeleton.stream_names import STREAMS

_WITHOUT_FINGERS = [*range(LEFT_TIP), LEFT_HAND, LEFT_HAND, RIGHT_HAND, RIGHT_HAND]  # tips and thumbs: the last four


@dataclass(frozen=True)
class Normalisation:
    """How a window's joints are placed before the network sees them.

    ``origin``: "frame" puts every frame's spine base at the origin (the path through the room is not used),
    "window" the first frame's spine mid (it is used), "clip" that of the clip's first frame, wherever in the clip
    the window lies (NTU's protocol; live, the window is all there is, and the same as "window"). ``facing``: turn
    the body about the vertical so that, on average over the window, it faces the camera. ``scale``: make the torso
    as long as NTU's mean. ``fingers``: False puts hand tips and thumbs onto the hand, for models trained on sensors
    that see no fingers. ``proportions``: give everybody the same bone lengths
    (``recognizer.skeleton.proportions``). ``upright``: turn the body so that the line from between the ankles to
    the neck, on average over the window, is vertical, since cameras look down or up, or hang askew, and pose models
    lean.
    """

    origin: Literal["frame", "window", "clip"] = "window"
    facing: bool = False
    scale: bool = False
    fingers: bool = True
    proportions: bool = False
    upright: bool = False


def normalise(
    keypoints: Tensor,
    how: Normalisation,
    leader: Tensor | None = None,
    present: Tensor | None = None,
    about_clip: bool = False,
) -> Tensor:
    """Place ``(..., T, 25, 3)`` joints as ``how`` asks for. Bodies that are absent throughout (all zeros) stay so.

    ``leader`` int64 ``(B,)``, for keypoints ``(B, T, 25, 3)`` whose path is used: the row of the body by which each
    body is placed, turned and scaled, so that two people of one clip keep their distance; without it, each by itself.
    ``present`` bool ``(..., T)``: the frames in which a body is there; the others become zeros, after the
    normalisation, and count for nothing in it. ``about_clip``: the joints are about their clip's origin already, where
    ``how`` leaves them if it asks for that. Raises ``ValueError`` for arrays of another shape.
    """
    check_shape("keypoints", keypoints, (..., None, JOINTS, 3))
    if present is not None:
        check_shape("present", present, keypoints.shape[:-2])
    if how.origin == "frame":
        leader = None  # every body by itself
    if how.upright:
        keypoints = _apply(_led(_upright(keypoints, present), leader), keypoints)
    if how.proportions:
        keypoints = same_proportions(keypoints, lambda lengths: _median(lengths, _over_bones(present)))
    if not how.fingers:
        keypoints = fingers_on_hands(keypoints)
    if how.origin == "frame":
        placed = keypoints - keypoints[..., SPINE_BASE : SPINE_BASE + 1, :]
    elif how.origin == "clip" and about_clip:
        placed = keypoints
    else:
        origin = _first(keypoints[..., SPINE_MID, :], present)
        placed = keypoints - _led(origin, leader)[..., None, None, :]
    if how.facing:
        placed = _turn(placed, *(_led(part, leader) for part in _facing(placed, present)))
    if how.scale:
        torso = (placed[..., SPINE_SHOULDER, :] - placed[..., SPINE_BASE, :]).norm(dim=-1)  # (..., T)
        length = _median(torso, present).clamp(min=1e-2)
        placed = placed * (TORSO / _led(length, leader))[..., None, None, None]
    return placed if present is None else placed.masked_fill(~present[..., None, None], 0)


def fingers_on_hands(keypoints: Tensor) -> Tensor:
    """Joints ``(..., 25, 3)`` with hand tips and thumbs where the hand is."""
    return keypoints[..., _WITHOUT_FINGERS, :]


def _over_bones(present: Tensor | None) -> Tensor | None:
    """``(..., T)`` as ``(..., 25, T)``: a body is there with all of its bones, or not at all."""
    return None if present is None else present[..., None, :].expand(*present.shape[:-1], len(PARENT), -1)


def _led(values: Tensor, leader: Tensor | None) -> Tensor:
    return values if leader is None else values[leader]


def _first(points: Tensor, present: Tensor | None) -> Tensor:
    """Of points ``(..., T, 3)`` the first, or the first in a frame with the body: ``(..., 3)``."""
    if present is None:
        return points[..., 0, :]
    first = present.int().argmax(dim=-1)[..., None, None].expand(*points.shape[:-2], 1, 3)
    return points.gather(-2, first).squeeze(-2)


def _median(values: Tensor, present: Tensor | None) -> Tensor:
    """The lower median over time of ``(..., T)``, of the frames with the body; 0 where there are none: ``(...)``.

    By sorting, which ONNX has as well, unlike medians."""
    frames = values.shape[-1]
    if present is None:
        return values.sort(dim=-1).values[..., (frames - 1) // 2]
    ordered = values.masked_fill(~present, float("inf")).sort(dim=-1).values
    count = present.sum(dim=-1, keepdim=True)
    middle = ordered.gather(-1, ((count - 1) // 2).clamp(min=0)).squeeze(-1)
    return middle.masked_fill(count.squeeze(-1) == 0, 0.0)


def face_camera(keypoints: Tensor) -> Tensor:
    """Turn ``(..., T, 25, 3)`` about the vertical through the origin so that the line from the left to the right
    shoulder and hip, averaged over the window, points along +x: what a person facing the sensor shows."""
    return _turn(keypoints, *_facing(keypoints, None))


def _facing(keypoints: Tensor, present: Tensor | None) -> tuple[Tensor, Tensor]:
    """Cosine and sine, both ``(...)``, of the turn that makes bodies face the camera."""
    across = (
        keypoints[..., RIGHT_SHOULDER, :]
        - keypoints[..., LEFT_SHOULDER, :]
        + keypoints[..., RIGHT_HIP, :]
        - keypoints[..., LEFT_HIP, :]
    )
    if present is not None:
        across = across.masked_fill(~present[..., None], 0)  # a mean over fewer frames points the same way
    across = across.mean(dim=-2)  # (..., 3)
    length = across[..., ::2].norm(dim=-1)
    seen = length > 1e-6
    cosine = torch.where(seen, across[..., 0] / length.clamp(min=1e-6), 1.0)
    sine = torch.where(seen, across[..., 2] / length.clamp(min=1e-6), 0.0)
    return cosine, sine


def _turn(keypoints: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    cosine, sine = cosine[..., None, None], sine[..., None, None]
    x, y, z = keypoints.unbind(-1)
    return torch.stack([cosine * x + sine * z, y, cosine * z - sine * x], dim=-1)


def _upright(keypoints: Tensor, present: Tensor | None) -> Tensor:
    """The turns ``(..., 3, 3)`` by the shortest way that make bodies stand upright; none for a body without height."""
    line = keypoints[..., SPINE_SHOULDER, :] - (keypoints[..., LEFT_ANKLE, :] + keypoints[..., RIGHT_ANKLE, :]) / 2
    if present is not None:
        line = line.masked_fill(~present[..., None], 0)  # a mean over fewer frames points the same way
    line = line.mean(dim=-2)  # (..., 3)
    length = line.norm(dim=-1, keepdim=True)
    x, y, z = torch.where(length > 1e-6, line / length.clamp(min=1e-6), line.new_tensor([0.0, 1.0, 0.0])).unbind(-1)
    # Rodrigues' formula for the axis line × up; 1 + y is 0 for a body on its head alone.
    share = 1 / (1 + y).clamp(min=1e-3)
    rows = [1 - share * x * x, -x, -share * x * z, x, y, z, -share * x * z, -z, 1 - share * z * z]
    return torch.stack(rows, dim=-1).unflatten(-1, (3, 3))


def _apply(matrix: Tensor, keypoints: Tensor) -> Tensor:
    """Turn ``(..., T, 25, 3)`` about the origin by ``(..., 3, 3)``."""
    return (keypoints.flatten(-3, -2) @ matrix.transpose(-1, -2)).view_as(keypoints)


def make_stream(keypoints: Tensor, stream: str, present: Tensor | None = None) -> Tensor:
    """One stream of ``(..., T, 25, 3)``: joint as it is, bone = joint - parent, motion = x[t + 1] - x[t], last 0.

    ``present`` bool ``(..., T)``: motion is 0 as well where the body is absent in one of the two frames, since coming
    and going is no movement. Raises ``ValueError`` for an unknown stream or another shape."""
    if stream not in STREAMS:
        raise ValueError(f"there is no stream {stream!r}, but {', '.join(STREAMS)}")
    check_shape("keypoints", keypoints, (..., None, JOINTS, 3))
    if stream.startswith("bone"):
        keypoints = keypoints - keypoints[..., list(PARENT), :]
    if stream.endswith("motion"):
        motion = keypoints[..., 1:, :, :] - keypoints[..., :-1, :, :]
        if present is not None:
            both = present[..., 1:] & present[..., :-1]
            motion = motion.masked_fill(~both[..., None, None], 0)
        keypoints = torch.cat([motion, torch.zeros_like(keypoints[..., :1, :, :])], dim=-3)
    return keypoints


def to_network(keypoints: Tensor) -> Tensor:
    """``(B, T, 25, 3)`` to the network's ``(B, 3, T, 25)``. Raises ``ValueError`` for another shape."""
    check_shape("keypoints", keypoints, (None, None, JOINTS, 3))
    return keypoints.permute(0, 3, 1, 2).contiguous()
