"""Whether somebody is in a picture beside the people who are followed."""

from pathlib import Path

import numpy as np

from recognizer.pose.person_tracking import is_plausible
from recognizer.pose.pose_estimator import landmarks_of, mediapipe_image, new_landmarker
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.sources.opencv import mediapipe, quiet
from recognizer.sources.source import check_picture

# Surer than for the people who are followed, since here nothing sorts out what is seen in one picture alone. Of a video
# with three people, the third was found in 47 of 75 pictures; of one with two, a third was seen in 4 of 65.
CERTAINTY = 0.5

MARGIN = 0.12  # around a body, as a share of its longer side


class LeftOutPeople:
    """Looks at single pictures in which the followed people are covered: create, use and close it in one thread.

    The pose model that follows people looks for no more of them than it may follow. Asked for more in a single picture,
    it reports the same one or two; a third it finds once these are out of sight. A picture takes it 40 ms [one core of
    an Intel Xeon].
    """

    def __init__(self, model: str | Path) -> None:
        """Raises ``UserError`` when ``model`` is not a pose landmarker bundle."""
        self._mp = mediapipe()
        with quiet():
            self._landmarker = new_landmarker(self._mp, model, "IMAGE", 1, CERTAINTY)

    def seen(self, image: np.ndarray, bodies: Bodies) -> bool:
        """Whether anybody but ``bodies`` is in ``image`` (uint8 RGB, (H, W, 3)). People who are small in the picture
        are overlooked. Raises ``ValueError`` for a picture of another shape or kind."""
        found = self._landmarker.detect(mediapipe_image(self._mp, covered(image, bodies)))
        people = zip(found.pose_landmarks, found.pose_world_landmarks, strict=True)
        return any(is_plausible(landmarks_of(*one), image.shape[1] / image.shape[0]) for one in people)

    def close(self) -> None:
        """Free MediaPipe's landmarker. Nothing can be looked at afterwards."""
        self._landmarker.close()


def covered(image: np.ndarray, bodies: Bodies) -> np.ndarray:
    """The picture with a plain box of its mean colour over each of the bodies."""
    check_picture(image)
    picture = image.copy()
    height, width = image.shape[:2]
    colour = image[::8, ::8].mean(axis=(0, 1))
    for slot in np.flatnonzero(bodies.identity != NOBODY):
        assert bodies.picture is not None, "bodies in a picture"
        places = bodies.picture[slot] * (width, height)
        low, high = places.min(axis=0), places.max(axis=0)
        margin = MARGIN * (high - low).max()
        left, top = np.clip(low - margin, 0, (width, height)).astype(int)
        right, bottom = np.clip(high + margin, 0, (width, height)).astype(int)
        picture[top:bottom, left:right] = colour
    return picture
