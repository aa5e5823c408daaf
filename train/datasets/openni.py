"""The 15 joints of OpenNI's tracker, as three of the sets have them in three orders, to NTU's 25.

OpenNI's neck lies between the shoulders, where NTU has the spine shoulder; its hand and foot end the limb. What it does
not see follows from what it sees: the spine base lies between the hips, the neck at NTU's share of the way to the head,
wrist and ankle on the last bone. Tips and thumbs are copies of the hand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recognizer.skeleton import joints as j
from train.datasets.kinect1 import NECK_SHARE, repair
from train.datasets.reader import RawClip, Unreadable
from train.datasets.text_rows import read_frames

JOINTS = 15
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
    """Where a set has its joints in a row of 15, and how far along the limbs' last bones wrists and ankles lie.

    ``left_arm``, ``right_arm``: shoulder, elbow, hand; ``left_leg``, ``right_leg``: hip, knee, foot. ``wrist_share``
    and ``ankle_share``: the place of wrist and ankle on the way from elbow or knee (0) to hand or foot (1).
    """

    head: int
    neck: int
    torso: int
    left_arm: tuple[int, int, int]
    right_arm: tuple[int, int, int]
    left_leg: tuple[int, int, int]
    right_leg: tuple[int, int, int]
    wrist_share: float = 0.79
    ankle_share: float = 1.0


def to_ntu(joints: np.ndarray, layout: Layout) -> np.ndarray:
    """``(..., 15, 3)`` in a set's own order to float64 ``(..., 25, 3)``, in the same unit and axes."""
    out = np.empty((*joints.shape[:-2], j.JOINTS, 3))
    neck, head = joints[..., layout.neck, :], joints[..., layout.head, :]
    out[..., j.SPINE_BASE, :] = (joints[..., layout.left_leg[0], :] + joints[..., layout.right_leg[0], :]) / 2
    out[..., j.SPINE_MID, :], out[..., j.SPINE_SHOULDER, :] = joints[..., layout.torso, :], neck
    out[..., j.HEAD, :] = head
    out[..., j.NECK, :] = neck + NECK_SHARE * (head - neck)
    for (shoulder, elbow, wrist, hand, tip, thumb), own in zip(_ARMS, (layout.left_arm, layout.right_arm), strict=True):
        upper, middle, end = (joints[..., index, :] for index in own)
        out[..., shoulder, :], out[..., elbow, :] = upper, middle
        out[..., wrist, :] = middle + layout.wrist_share * (end - middle)
        out[..., hand, :] = out[..., tip, :] = out[..., thumb, :] = end
    for (hip, knee, ankle, foot), own in zip(_LEGS, (layout.left_leg, layout.right_leg), strict=True):
        upper, middle, end = (joints[..., index, :] for index in own)
        out[..., hip, :], out[..., knee, :], out[..., foot, :] = upper, middle, end
        out[..., ankle, :] = middle + layout.ankle_share * (end - middle)
    return out


def read_clip(
    file: Path, name: re.Pattern[str], labels: Sequence[str], layout: Layout, unit: Sequence[float], fps: float
) -> RawClip:
    """One clip of a set that has a text file for each: 15 rows "x y z" a frame, times ``unit`` ``(3,)`` in metres.

    ``name`` finds in the file's name, as its groups, the clip's own name, the number of its class among ``labels`` from
    1, and its person. Raises ``Unreadable``."""
    match = name.match(file.stem)
    if not match or not 1 <= int(match[2]) <= len(labels):
        raise Unreadable("the name does not tell a class of this set")
    metres = repair(read_frames(file, JOINTS)) * np.asarray(unit)
    return RawClip(
        name=match[1],
        keypoints=to_ntu(metres, layout).astype(np.float32)[None],
        fps=fps,
        label=labels[int(match[2]) - 1],
        person=match[3],
        group="adults",
    )
