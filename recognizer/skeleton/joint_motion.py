"""A joint's movement as curves: numbers alone, no drawing."""

import numpy as np

from recognizer.skeleton.joints import JOINTS, SPINE_BASE
from recognizer.skeleton.shapes import check_shape


def places(keypoints: np.ndarray, joint: int) -> np.ndarray:
    """Where a joint of ``(T, 25, 3)`` is about its frame's spine base: ``(3, T)`` metres, to the sensor's own left, up,
    away from it. Raises ``ValueError`` for another shape."""
    check_shape("keypoints", keypoints, (None, JOINTS, 3))
    return (keypoints[:, joint] - keypoints[:, SPINE_BASE]).T


def speeds(keypoints: np.ndarray, joint: int, seconds: float) -> np.ndarray:
    """How fast a joint of ``(T, 25, 3)`` moves about the spine base, ``(1, T)`` metres a second, for T frames that lie
    evenly in ``seconds``: the central difference, at the ends the one-sided."""
    step = seconds / len(keypoints)
    return np.linalg.norm(np.gradient(places(keypoints, joint), step, axis=1), axis=0)[None]
