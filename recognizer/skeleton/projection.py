"""Bodies in space, seen by a viewer: perspective, and where the middle of the scene and the floor are."""

import numpy as np

from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import LEFT_FOOT, RIGHT_FOOT, SPINE_BASE

VIEWER = 4.2  # metres from the viewer to the middle of the scene, at zoom 1
HEIGHT = 2.35  # metres of the scene that fill a picture's height at that distance


def project(points: np.ndarray, centre: np.ndarray, yaw: float, tilt: float) -> tuple[np.ndarray, np.ndarray]:
    """Perspective view of points ``(..., 3)`` in metres, Kinect axes, from the sensor's side.

    ``yaw`` turns the scene about the upright axis, ``tilt`` raises the viewer, in degrees. Returns where the points
    appear, ``(..., 2)`` in metres at the distance of ``centre``, right and up; and how near they are, ``(...)`` metres
    towards the viewer. The sensor's own left is on the left: x grows to the left of the view.
    """
    x, y, z = np.moveaxis(np.asarray(points, dtype=float) - centre, -1, 0)
    right, up, near = -x, y, -z
    a, b = np.radians(yaw), np.radians(tilt)
    right, near = np.cos(a) * right + np.sin(a) * near, np.cos(a) * near - np.sin(a) * right
    up, near = np.cos(b) * up - np.sin(b) * near, np.cos(b) * near + np.sin(b) * up
    scale = VIEWER / np.maximum(VIEWER - near, 0.3)
    return np.stack([right * scale, up * scale], axis=-1), near


class Ground:
    """The middle of the scene and the height of the floor, found from what was seen and moved slowly."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.middle: np.ndarray | None = None
        self.floor = 0.0

    def follow(self, bodies: Bodies) -> None:
        """Take in one frame."""
        present = bodies.keypoints[bodies.identity != NOBODY]
        if not len(present):
            return
        middle = present[:, SPINE_BASE].mean(axis=0).astype(float)
        floor = float(present[:, [LEFT_FOOT, RIGHT_FOOT], 1].min())
        if self.middle is None:
            self.middle, self.floor = middle, floor
        else:
            self.middle += 0.02 * (middle - self.middle)
            self.floor += (0.3 if floor < self.floor else 0.005) * (floor - self.floor)

    @property
    def centre(self) -> np.ndarray:
        """What the viewer looks at: above the floor by half of a person with raised arms."""
        if self.middle is None:
            return np.zeros(3)
        return np.array([self.middle[0], self.floor + 0.98, self.middle[2]])
