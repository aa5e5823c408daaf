"""The body's place in the room, from how large it looks: the pose model's metres have their origin in each body's hips.

A pinhole camera of a stated field of view: a body of size s metres that looks k focal lengths large is s / k metres
away. Size is the spread of the landmarks of trunk and limbs, across the line of sight, in metres and in the picture;
their ratio is the same for any posture and any turn of the body. Absolute distances are as good as the stated field of
view; what matters to recognition (steps, who stands how far from whom) is right up to that one factor.
"""

import math

import numpy as np

from recognizer.pose.blazepose_to_ntu import HIPS, LEAST_WEIGHT, TRUNK_AND_LIMBS
from recognizer.pose.one_euro import OneEuroFilter, OneEuroSettings
from recognizer.pose.pose_estimator import Landmarks

# Horizontal field of view in degrees of a camera that nothing is known about: between the webcams' usual 55 to 78 and
# the Kinect v2 colour camera's 84 on the wide side and video cameras on the narrow side.
FIELD_OF_VIEW = 60.0

NEAREST, FARTHEST = 0.3, 30.0  # metres, limits of what is believed

# The logarithm of the distance changes slowly (a step of 0.7 m at 3 m within half a second is 0.4 a second) and is
# noisy, so it is smoothed strongly; the direction of the hips is sharp, so it is smoothed lightly.
_DISTANCE = OneEuroSettings(rest=0.25, speed=0.6)
_DIRECTION = OneEuroSettings(rest=2.0, speed=10.0)


class RoomPath:
    """The path of one person: call it with every sighting, in order of time."""

    def __init__(self) -> None:
        self._distance = OneEuroFilter(_DISTANCE)
        self._direction = OneEuroFilter(_DIRECTION)

    def __call__(self, body: Landmarks, time: float, aspect: float) -> np.ndarray:
        """Where mid hips are, float32 ``(3,)`` metres in Kinect camera axes (x to the camera's left, y up, z away).

        ``aspect`` is the picture's width divided by its height.
        """
        rays = in_focal_lengths(body.image[:, :2], aspect)
        distance = np.log(np.clip(apparent_distance(rays, body.world, body.visibility), NEAREST, FARTHEST))
        distance = float(np.exp(self._distance(np.array([distance]), time)[0]))
        direction = self._direction(rays[list(HIPS)].mean(axis=0), time)
        return np.array([-direction[0] * distance, -direction[1] * distance, distance], dtype=np.float32)


def in_focal_lengths(picture: np.ndarray, aspect: float) -> np.ndarray:
    """Fractions of the picture ``(N, 2)`` -> tangents of the angles to the optical axis, x right and y down."""
    focal = 0.5 / math.tan(math.radians(FIELD_OF_VIEW) / 2)  # in picture widths
    return (np.asarray(picture, dtype=np.float64) - 0.5) / [focal, focal * aspect]


def apparent_distance(rays: np.ndarray, world: np.ndarray, visibility: np.ndarray) -> float:
    """Metres to mid hips: the spread of the landmarks in metres over their spread in the picture.

    Both spreads are weighed by visibility. ``rays`` ``(33, 2)`` as from ``in_focal_lengths``; ``world`` ``(33, 3)``.
    """
    chosen = list(TRUNK_AND_LIMBS)  # hands and feet are small and quick, the face says little about size
    weight = visibility[chosen].astype(np.float64) + LEAST_WEIGHT
    weight /= weight.sum()

    def spread(points: np.ndarray) -> float:
        centred = points - weight @ points
        return math.sqrt(float(weight @ (centred**2).sum(axis=1)))

    return spread(world[chosen, :2].astype(np.float64)) / max(spread(rays[chosen]), 1e-6)
