"""A window's poses as flat drawings: from the front, wherever the camera stood."""

from dataclasses import dataclass

import numpy as np
import torch

from recognizer.skeleton.projection import project
from recognizer.skeleton.streams import Normalisation, normalise


@dataclass(frozen=True, eq=False)
class Poses:
    """A window's skeletons from the front: ``places`` ``(T, 25, 2)`` in metres, right and down; ``low`` and ``high``
    ``(2,)``: what they take up."""

    places: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def only(self, frame: int) -> "Poses":
        """One of them, as if there were no other."""
        places = self.places[frame : frame + 1]
        return Poses(places, places.min(axis=(0, 1)), places.max(axis=(0, 1)))

    def fitted(self, frame: int, left: float, top: float, width: float, height: float) -> np.ndarray:
        """One frame's joints ``(25, 2)`` in the middle of a box; every frame of the window at the same scale."""
        extent = np.maximum(self.high - self.low, 1e-3)
        scale = min(width / extent[0], height / extent[1])
        corner = (left, top) + (np.array([width, height]) - scale * extent) / 2
        return corner + scale * (self.places[frame] - self.low)


def poses(keypoints: torch.Tensor) -> Poses:
    """The poses of a window ``(T, 25, 3)``, turned so that the person faces the viewer."""
    placed = normalise(keypoints.cpu(), Normalisation("frame", facing=True)).numpy()
    seen, _ = project(placed, np.zeros(3), yaw=0.0, tilt=4.0)
    places = seen * (1, -1)
    return Poses(places, places.min(axis=(0, 1)), places.max(axis=(0, 1)))
