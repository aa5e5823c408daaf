"""The few joints that many sets have, in an order of each set's own, to NTU's 25.

What a set does not have follows from what it has: the spine base lies between the hips, and wrist, hand, ankle and foot
on the limb's last bone. Tips and thumbs are copies of the hand. In metres as in the picture.
"""

from dataclasses import dataclass

import numpy as np

from recognizer.pose.blazepose_to_ntu import SPINE_SHOULDER_ABOVE
from recognizer.skeleton import joints as j
from recognizer.skeleton.average_body import SPINE_MID_SHARE
from train.datasets.kinect1 import NECK_SHARE

_ARMS = (
    (j.LEFT_SHOULDER, j.LEFT_ELBOW, j.LEFT_WRIST, j.LEFT_HAND, j.LEFT_TIP, j.LEFT_THUMB),
    (j.RIGHT_SHOULDER, j.RIGHT_ELBOW, j.RIGHT_WRIST, j.RIGHT_HAND, j.RIGHT_TIP, j.RIGHT_THUMB),
)
_LEGS = (
    (j.LEFT_HIP, j.LEFT_KNEE, j.LEFT_ANKLE, j.LEFT_FOOT),
    (j.RIGHT_HIP, j.RIGHT_KNEE, j.RIGHT_ANKLE, j.RIGHT_FOOT),
)


@dataclass(frozen=True)
class Layout:
    """Where a set has its joints in a row, and where on the limbs' last bones wrist, hand, ankle and foot lie.

    ``neck``: the joint between the shoulders; ``torso``: the middle of the spine. ``None`` where a set has none: they
    follow from shoulders and hips. ``left_arm``, ``right_arm``: shoulder, elbow, end; ``left_leg``, ``right_leg``: hip,
    knee, end. The shares are places on the way from elbow or knee (0) to the end (1), or beyond it.
    """

    head: int
    neck: int | None
    torso: int | None
    left_arm: tuple[int, int, int]
    right_arm: tuple[int, int, int]
    left_leg: tuple[int, int, int]
    right_leg: tuple[int, int, int]
    wrist_share: float = 0.79
    hand_share: float = 1.0
    ankle_share: float = 1.0


def to_ntu(joints: np.ndarray, layout: Layout) -> np.ndarray:
    """``(..., V, D)`` in a set's own order to float64 ``(..., 25, D)``, in the same unit and axes."""
    out = np.empty((*joints.shape[:-2], j.JOINTS, joints.shape[-1]))
    _trunk(joints, layout, out)
    for (shoulder, elbow, wrist, hand, tip, thumb), own in zip(_ARMS, (layout.left_arm, layout.right_arm), strict=True):
        upper, middle, end = (joints[..., index, :] for index in own)
        out[..., shoulder, :], out[..., elbow, :] = upper, middle
        out[..., wrist, :] = middle + layout.wrist_share * (end - middle)
        out[..., hand, :] = middle + layout.hand_share * (end - middle)
        out[..., tip, :] = out[..., thumb, :] = out[..., hand, :]
    for (hip, knee, ankle, foot), own in zip(_LEGS, (layout.left_leg, layout.right_leg), strict=True):
        upper, middle, end = (joints[..., index, :] for index in own)
        out[..., hip, :], out[..., knee, :], out[..., foot, :] = upper, middle, end
        out[..., ankle, :] = middle + layout.ankle_share * (end - middle)
    return out


def _trunk(joints: np.ndarray, layout: Layout, out: np.ndarray) -> None:
    """Fill in spine, neck and head."""
    base = (joints[..., layout.left_leg[0], :] + joints[..., layout.right_leg[0], :]) / 2
    if layout.neck is None:
        shoulders = (joints[..., layout.left_arm[0], :] + joints[..., layout.right_arm[0], :]) / 2
        top = shoulders + SPINE_SHOULDER_ABOVE * (shoulders - base)
    else:
        top = joints[..., layout.neck, :]
    middle = base + SPINE_MID_SHARE * (top - base) if layout.torso is None else joints[..., layout.torso, :]
    head = joints[..., layout.head, :]
    out[..., j.SPINE_BASE, :], out[..., j.SPINE_MID, :], out[..., j.SPINE_SHOULDER, :] = base, middle, top
    out[..., j.NECK, :] = top + NECK_SHARE * (head - top)
    out[..., j.HEAD, :] = head
