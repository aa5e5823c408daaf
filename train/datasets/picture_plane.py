"""Joints of the picture alone, as Penn Action and JHMDB have them, to flat bodies: NTU's 25 joints with z = 0.

Pictures have y down, and somebody who faces the camera has the left shoulder at the larger x; Kinect's axes are the
other way round in both, so a picture is turned by half a turn, as the pose front end does.
"""

from itertools import pairwise

import numpy as np

from recognizer.pose.blazepose_to_ntu import HEAD_ABOVE, SPINE_SHOULDER_ABOVE
from recognizer.skeleton import joints as j
from recognizer.skeleton.average_body import FOREARM, HAND, TORSO
from train.datasets.layout import Layout, to_ntu
from train.datasets.reader import Unreadable

GROUP = "picture plane"
HAND_SHARE = 1 + HAND / FOREARM  # these sets mark wrists; the hand goes on along the forearm
FPS = 30.0
# A torso looks shorter than it is where it leans to or from the camera, and longer only by a slip of the annotation:
# so its length is nearly the longest of the clip, but not the longest.
TORSO_QUANTILE = 0.9
LEAST_SEEN = 0.5  # of a clip's frames with a shoulder and a hip


def flat_body(points: np.ndarray, seen: np.ndarray, layout: Layout) -> np.ndarray:
    """Joints ``(T, V, 2)`` in the picture, x to the right and y down, in any unit, and which of them are ``seen``
    ``(T, V)``, to float32 ``(1, T, 25, 3)`` in Kinect's axes with z = 0; the torso is as long as an average body's.

    Joints that are not seen are filled in by ``fill_unseen``. Raises ``Unreadable`` where too little is seen.
    """
    body = to_ntu(fill_unseen(points, seen, layout), layout)
    torso = np.linalg.norm(body[:, j.SPINE_SHOULDER] - body[:, j.SPINE_BASE], axis=-1)
    length = np.quantile(torso, TORSO_QUANTILE)
    if not length > 0:
        raise Unreadable("shoulders and hips are in the same place")
    flat = np.zeros((1, *body.shape[:2], 3), dtype=np.float32)
    flat[0, ..., :2] = -TORSO / length * body
    return flat


def fill_unseen(points: np.ndarray, seen: np.ndarray, layout: Layout) -> np.ndarray:
    """``(T, V, 2)`` with a place for every joint of the layout.

    A joint that is not seen keeps to its parent as in the frames before and after in which it is seen; one that is
    never seen takes its parent's place. Of a pair of shoulders or hips each is the other's parent: a person seen from
    the side covers one with the other. Where a pair is not seen at all, it stays between its places before and after.
    A head that is never seen lies above the shoulders. Raises ``Unreadable`` where there is not a shoulder and a hip
    in most frames.
    """
    points, seen = np.where(seen[..., None], points, 0.0), seen.copy()
    shoulders = layout.left_arm[0], layout.right_arm[0]
    hips = layout.left_leg[0], layout.right_leg[0]
    if np.mean(seen[:, shoulders].any(axis=1) & seen[:, hips].any(axis=1)) < LEAST_SEEN:
        raise Unreadable("shoulders or hips are not seen in most frames")
    for left, right in (shoulders, hips):
        _follow(points, seen, left, right)
        _follow(points, seen, right, left)
        _interpolate(points, seen, left)
        _interpolate(points, seen, right)
    for limb in (layout.left_arm, layout.right_arm, layout.left_leg, layout.right_leg):
        for parent, joint in pairwise(limb):
            _follow(points, seen, joint, parent)
            seen[:, joint] = True
    _head(points, seen, layout, shoulders, hips)
    return points


def _follow(points: np.ndarray, seen: np.ndarray, joint: int, parent: int) -> None:
    """Place a joint by its parent in the frames in which the parent alone is seen, and mark it as seen there."""
    both = seen[:, joint] & seen[:, parent]
    alone = seen[:, parent] & ~seen[:, joint]
    points[alone, joint] = points[alone, parent] + _over_time(points[:, joint] - points[:, parent], both)[alone]
    seen[alone, joint] = True


def _interpolate(points: np.ndarray, seen: np.ndarray, joint: int) -> None:
    points[:, joint] = _over_time(points[:, joint], seen[:, joint])
    seen[:, joint] = True


def _head(
    points: np.ndarray, seen: np.ndarray, layout: Layout, shoulders: tuple[int, int], hips: tuple[int, int]
) -> None:
    middle, base = points[:, shoulders].mean(axis=1), points[:, hips].mean(axis=1)
    known = seen[:, layout.head]
    offset = (SPINE_SHOULDER_ABOVE + HEAD_ABOVE) * (middle - base)
    if known.any():
        offset = _over_time(points[:, layout.head] - middle, known)
    points[~known, layout.head] = (middle + offset)[~known]


def _over_time(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """``(T, 2)``, interpolated between the known frames; zeros where none is known."""
    if not known.any():
        return np.zeros_like(values)
    frames = np.arange(len(values))
    return np.stack([np.interp(frames, frames[known], column[known]) for column in values.T], axis=-1)
