"""Bodies in space, seen by a viewer: perspective, and where the middle of the scene and the floor are."""

import numpy as np

from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import LEFT_FOOT, RIGHT_FOOT, SPINE_BASE

VIEWER = 4.2  # metres from the viewer to the middle of the scene, at zoom 1
NEAREST = 0.3  # metres to the viewer, below which things grow no larger
EYE_LEVEL = 0.98  # metres above the floor, half of a person with raised arms: what the viewer looks at
# Shares of the way to what a frame shows: the floor sinks quickly, for a foot cannot be below it, and rises slowly.
_MIDDLE_SHARE, _SINKING_SHARE, _RISING_SHARE = 0.02, 0.3, 0.005
VIEW_YAW, VIEW_TILT = 18.0, 8.0  # degrees, from where a skeleton is seen unless somebody turns it
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
    scale = VIEWER / np.maximum(VIEWER - near, NEAREST)
    return np.stack([right * scale, up * scale], axis=-1), near


def picture_scale(width: float, height: float) -> float:
    """How many pixels a metre is at the middle of the scene, so that a person fits into a picture of this size."""
    return min(height / HEIGHT, width / (0.9 * HEIGHT))


class Ground:
    """The middle of the scene and the height of the floor, found from what was seen and moved slowly."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget the scene: the next frame decides anew."""
        self.middle: np.ndarray | None = None
        self.floor = 0.0
        self._held = False

    def hold(self, middle: np.ndarray, floor: float) -> None:
        """Keep to a scene that is known, whatever is seen: any point ``(3,)`` above its middle, the floor's height."""
        self.middle, self.floor, self._held = np.array(middle, dtype=float), floor, True

    def follow(self, bodies: Bodies) -> None:
        """Take in one frame."""
        if self._held:
            return
        present = bodies.keypoints[bodies.identity != NOBODY]
        if not len(present):
            return
        middle = present[:, SPINE_BASE].mean(axis=0).astype(float)
        floor = float(present[:, [LEFT_FOOT, RIGHT_FOOT], 1].min())
        if self.middle is None:
            self.middle, self.floor = middle, floor
        else:
            self.middle += _MIDDLE_SHARE * (middle - self.middle)
            self.floor += (_SINKING_SHARE if floor < self.floor else _RISING_SHARE) * (floor - self.floor)

    @property
    def centre(self) -> np.ndarray:
        """What the viewer looks at: float64 ``(3,)`` metres, at eye level above the middle of the floor."""
        if self.middle is None:
            return np.zeros(3)
        return np.array([self.middle[0], self.floor + EYE_LEVEL, self.middle[2]])


def floor_grid(
    ground: Ground, reach: float = 2.0, step: float = 0.5, pieces: int = 16
) -> tuple[np.ndarray, np.ndarray]:
    """The lines of the floor, every half metre unless asked otherwise, in short pieces that fade away from the middle.

    Returns where each piece begins and ends, float64 ``(N, 2, 3)`` in metres, and how strong it is, ``(N,)`` from 1 in
    the middle to 0 at ``reach`` metres.
    """
    across = np.arange(-reach, reach + 0.01, step)
    along = np.linspace(-reach, reach, pieces + 1)
    ends = np.stack([along[:-1], along[1:]], axis=-1)  # (pieces, 2)
    fixed, moving = np.broadcast_arrays(across[:, None, None], ends[None])
    lines = np.concatenate([np.stack([fixed, moving], -1), np.stack([moving, fixed], -1)]).reshape(-1, 2, 2)
    strength = np.clip(1 - np.hypot(*lines.mean(axis=1).T) / reach, 0, 1)
    height = np.full((len(lines), 2), ground.floor)
    centre = ground.centre
    return np.stack([centre[0] + lines[..., 0], height, centre[2] + lines[..., 1]], axis=-1), strength
