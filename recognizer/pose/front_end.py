"""From a video frame to numbered bodies of 25 joints: the pose model, and then whose landmarks they are."""

import time as clock
from pathlib import Path

import numpy as np

from recognizer.pose.body_tracker import BodyTracker
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.pose_estimator import PoseEstimator
from recognizer.skeleton.clip import Bodies
from recognizer.skeleton.joints import BODIES


class FrontEnd:
    """Watches one source: create, use and close it in one thread.

    ``mirrored``: the source shows people as in a mirror; it is un-mirrored before the pose model sees it, so that left
    is left, while the joints' places in the picture are given for the picture as it came.
    """

    def __init__(self, persons: int = BODIES, mirrored: bool = False, pose_model: str | Path | None = None) -> None:
        """Raises ``UserError`` where there is no pose model or ``persons`` is not 1 or 2."""
        self._tracker = BodyTracker(persons, mirrored)
        self.persons, self.mirrored = persons, mirrored
        self.pose_seconds = 0.0  # how long the pose model took for the last frame
        self._pose = PoseEstimator(pose_model_path(None if pose_model is None else str(pose_model)), persons)
        self._fresh = True  # nothing observed since the pose estimator was made

    def observe(self, image: np.ndarray, time: float) -> Bodies:
        """The bodies in ``image`` (uint8 RGB, (H, W, 3)) at ``time`` seconds, always two slots.

        Times must increase (one that does not is taken as a millisecond later); after a jump, call ``reset`` first.
        """
        started = clock.perf_counter()
        found = self._pose.estimate(image[:, ::-1] if self.mirrored else image, time)
        self._fresh = False
        self.pose_seconds = clock.perf_counter() - started
        return self._tracker.follow(found, time, image.shape[1] / image.shape[0])

    def renew(self) -> None:
        """Have the pose model look at the next frame as if it were its first one. Who is who is remembered."""
        if not self._fresh:
            self._pose.renew()
            self._fresh = True

    def reset(self) -> None:
        """Forget everybody, after a jump in time: whoever is seen from now on gets a new number."""
        if not self._fresh:
            self._pose.reset()
            self._fresh = True
        self._tracker.reset()

    def close(self) -> None:
        """Free the pose model. Nothing can be observed afterwards."""
        self._pose.close()

    def __enter__(self) -> "FrontEnd":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
