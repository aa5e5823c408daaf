"""The 20 joints of Kinect v1, as three of the sets have them, to NTU's 25."""

import numpy as np

from recognizer.skeleton.joints import (
    HEAD,
    JOINTS,
    LEFT_HAND,
    LEFT_THUMB,
    LEFT_TIP,
    NECK,
    RIGHT_HAND,
    RIGHT_THUMB,
    RIGHT_TIP,
    SPINE_BASE,
    SPINE_MID,
    SPINE_SHOULDER,
)
from train.datasets.reader import Unreadable

HIP_CENTRE, SPINE, SHOULDER_CENTRE, KINECT_HEAD = 0, 1, 2, 3
# Kinect's own order: hip centre, spine, shoulder centre, head, left arm, right arm, left leg, right leg; the limbs
# (4-19) stand in NTU's places already.
NECK_SHARE = 0.34  # of the way from shoulder centre to head [as recognizer.skeleton.average_body's, rounded]


def to_ntu(joints: np.ndarray) -> np.ndarray:
    """``(T, 20, 3)`` in Kinect v1's own order to float32 ``(T, 25, 3)``.

    Kinect v1 sees no fingers: tips and thumbs are copies of the hand. Frames that are all zeros, or hold values that
    are no numbers, are replaced by interpolation; a clip without a usable frame raises ``Unreadable``.
    """
    joints = repair(np.asarray(joints, dtype=np.float64))
    out = np.empty((len(joints), JOINTS, 3), dtype=np.float32)
    out[:, 4:20] = joints[:, 4:]
    out[:, SPINE_BASE], out[:, SPINE_MID] = joints[:, HIP_CENTRE], joints[:, SPINE]
    out[:, SPINE_SHOULDER], out[:, HEAD] = joints[:, SHOULDER_CENTRE], joints[:, KINECT_HEAD]
    out[:, NECK] = joints[:, SHOULDER_CENTRE] + NECK_SHARE * (joints[:, KINECT_HEAD] - joints[:, SHOULDER_CENTRE])
    out[:, [LEFT_TIP, LEFT_THUMB]] = out[:, [LEFT_HAND]]
    out[:, [RIGHT_TIP, RIGHT_THUMB]] = out[:, [RIGHT_HAND]]
    return out


def repair(joints: np.ndarray) -> np.ndarray:
    """Fill frames without a skeleton (all zeros or not finite) in ``(T, V, 3)`` by linear interpolation over time."""
    flat = joints.reshape(len(joints), -1)
    good = np.isfinite(flat).all(axis=1) & flat.any(axis=1)
    if not good.any():
        raise Unreadable("no frame with a skeleton")
    if good.all():
        return joints
    index = np.arange(len(flat))
    filled = np.stack([np.interp(index, index[good], column[good]) for column in flat.T], axis=1)
    return filled.reshape(joints.shape)
