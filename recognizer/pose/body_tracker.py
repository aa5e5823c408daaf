"""From the landmarks of every frame to numbered bodies of 25 joints: who is who, mapping, smoothing, the path in the
room. No pose model is needed: the landmarks may have been found earlier, and elsewhere."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from recognizer.errors import UserError
from recognizer.pose.blazepose_to_ntu import to_ntu, world_to_ntu
from recognizer.pose.camera_distance import RoomPath
from recognizer.pose.one_euro import OneEuroFilter, OneEuroSettings
from recognizer.pose.person_tracking import PersonTracker, TrackedPerson
from recognizer.pose.pose_estimator import Landmarks
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import BODIES, JOINTS

# Of joints, in metres and seconds. Measured on three real videos: the wrists' trembling (second differences) falls to
# 0.4 (30 frames a second) and 0.7 (10 frames a second) of what it was, at a lag of 11 to 21 ms. With one person allowed
# MediaPipe smooths by itself, and we leave it at that.
JOINT_SMOOTHING = OneEuroSettings(rest=2.0, speed=5.0)


class BodyTracker:
    """Follows the people of one source from frame to frame. ``mirrored``: as for ``FrontEnd``."""

    def __init__(self, persons: int = BODIES, mirrored: bool = False) -> None:
        """Raises ``UserError`` where ``persons`` is not 1 or 2."""
        if not 1 <= persons <= BODIES:
            raise UserError(f"One or two people can be followed, not {persons}.")
        self.persons, self.mirrored = persons, mirrored
        self._last = -math.inf
        self._people = PersonTracker(persons)
        self._filters: dict[int, _Filters] = {}  # by person

    def follow(self, found: Sequence[Landmarks], time: float, aspect: float) -> Bodies:
        """The bodies at ``time`` seconds, always two slots, of what the pose model found in the picture, the surest
        first. ``aspect`` is the picture's width divided by its height.

        Times must increase (one that does not is taken as a millisecond later); after a jump, call ``reset`` first.
        """
        time = self._last = max(time, self._last + 1e-3)
        bodies = absent()
        for slot, person in enumerate(self._people.update(found, time, aspect)):
            if person is not None:
                self._fill(bodies, slot, person, time, aspect)
        self._filters = {number: kept for number, kept in self._filters.items() if time - kept.seen <= 1.0}
        return bodies

    def reset(self) -> None:
        """Forget everybody, after a jump in time: whoever is seen from now on gets a new number."""
        self._last = -math.inf
        self._people.reset()
        self._filters.clear()

    def _fill(self, bodies: Bodies, slot: int, person: TrackedPerson, time: float, aspect: float) -> None:
        body = person.body
        filters = self._filters.setdefault(person.number, _Filters())
        filters.seen = time
        joints, bodies.confidence[slot] = world_to_ntu(body.world, body.visibility)
        if self.persons > 1:
            joints = filters.joints(joints, time)
        bodies.keypoints[slot] = joints + filters.path(body, time, aspect)
        bodies.identity[slot] = person.number
        picture, _ = to_ntu(body.image[:, :2], body.visibility)
        if self.mirrored:
            picture[:, 0] = 1 - picture[:, 0]
        assert bodies.picture is not None, "made by absent()"
        bodies.picture[slot] = picture


@dataclass(eq=False)
class _Filters:
    """What is remembered of one person between frames."""

    seen: float = 0.0
    joints: OneEuroFilter = field(default_factory=lambda: OneEuroFilter(JOINT_SMOOTHING))
    path: RoomPath = field(default_factory=RoomPath)


def absent() -> Bodies:
    """Two empty slots."""
    return Bodies(
        np.zeros((BODIES, JOINTS, 3), np.float32),
        np.zeros((BODIES, JOINTS), np.float32),
        np.full(BODIES, NOBODY, np.int32),
        np.zeros((BODIES, JOINTS, 2), np.float32),
    )
