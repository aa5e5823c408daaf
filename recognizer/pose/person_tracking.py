"""Who is who from frame to frame: MediaPipe gives bodies in any order and without names.

A person is followed by where the body is in the picture: the landmarks are expected where the last ones were, moved on
by the last velocity, and every body seen goes to the person it fits best, within a gate. All lengths are in body sizes,
so that far and near people are treated alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from recognizer.pose.blazepose_to_ntu import (
    ELBOWS,
    HIPS,
    KNEES,
    LEAST_WEIGHT,
    NOSE,
    SHOULDERS,
    TRUNK,
    TRUNK_AND_LIMBS,
)
from recognizer.pose.pose_estimator import Landmarks
from recognizer.skeleton.clip import HELD_OUT_OF_SIGHT
from recognizer.skeleton.joints import BODIES

CONFIRM = 3  # successive frames in which a newcomer must be seen before getting a number

# The gate: how far, in body sizes, the landmarks may lie from where they are expected, on average.
GATE, GATE_PER_SECOND, GATE_MOST = 0.45, 4.0, 1.6
SAME_BODY = 0.35  # two detections nearer than this, in body sizes, are one body
VELOCITY_MEMORY = 0.15  # seconds over which the velocity is averaged

# What is not a body. On an empty room with a table the pose model reports tiny bodies in the table's foot, surely
# visible and present by its own account. They give themselves away: trunks below 0.035 of the picture's height (real
# people: above 0.05), or landmarks in metres that do not look like those in the picture (misfit 0.17 to 0.28; real
# people as small: 0.14 at the 99th percentile). People close by are spared: they bend towards the camera, and what is
# out of the picture is guessed.
NEARBY = 0.45  # of the picture's height: the extent of the body from which a person counts as close by
LEAST_TORSO, MOST_MISFIT = 0.045, 0.155
LEAST_PRESENCE = 0.5  # of the shoulders; hips are often out of the picture

_FOLLOWED = (NOSE, *SHOULDERS, *ELBOWS, *HIPS, *KNEES)


def is_plausible(body: Landmarks, aspect: float) -> bool:
    """Whether this can be a person. ``aspect`` is the picture's width divided by its height."""
    if body.presence[list(SHOULDERS)].mean() < LEAST_PRESENCE:
        return False
    points = _in_heights(body, aspect)
    return _size(points) >= NEARBY or (torso_length(points) >= LEAST_TORSO and misfit(body, aspect) <= MOST_MISFIT)


def misfit(body: Landmarks, aspect: float) -> float:
    """How little the landmarks in metres look like those in the picture: what moving and scaling the ones onto
    the others leaves, as a share of the body's spread (visible trunk and limbs)."""
    chosen = list(TRUNK_AND_LIMBS)
    weight = body.visibility[chosen] + LEAST_WEIGHT
    weight = weight / weight.sum()
    picture, metres = _in_heights(body, aspect)[chosen], body.world[chosen, :2]
    picture, metres = picture - weight @ picture, metres - weight @ metres
    scale = (weight @ (picture * metres)).sum() / max((weight @ metres**2).sum(), 1e-9)
    left = (weight @ (picture - scale * metres) ** 2).sum() / max((weight @ picture**2).sum(), 1e-9)
    return float(np.sqrt(left))


def without_duplicates(bodies: Sequence[Landmarks], aspect: float) -> list[Landmarks]:
    """Of two detections of the same body, the more visible one."""
    kept: list[Landmarks] = []
    for body in sorted(bodies, key=lambda b: -float(b.visibility.mean())):
        points = _in_heights(body, aspect)
        if all(_distance(points, _in_heights(other, aspect)) > SAME_BODY for other in kept):
            kept.append(body)
    return kept


@dataclass(eq=False)
class _Track:
    """A person being followed: where the landmarks were, how they move, when they were seen last."""

    points: np.ndarray  # (33, 2) in picture heights
    seen: float
    sightings: int = 1
    number: int | None = None  # from the moment when the newcomer is confirmed
    velocity: np.ndarray = field(default_factory=lambda: np.zeros(2))  # of the whole body, picture heights a second

    def expected(self, time: float) -> np.ndarray:
        return self.points + self.velocity * min(time - self.seen, 2 * VELOCITY_MEMORY)

    def cost(self, points: np.ndarray, time: float) -> float:
        """How badly a body fits, in body sizes; infinite outside the gate."""
        gate = min(GATE + GATE_PER_SECOND * (time - self.seen), GATE_MOST)
        distance = _distance(self.expected(time), points)
        return distance if distance <= gate else np.inf

    def follow(self, points: np.ndarray, time: float) -> None:
        passed = time - self.seen
        moved = (_centre(points) - _centre(self.points)) / passed
        share = min(passed / VELOCITY_MEMORY, 1.0)
        self.velocity = self.velocity + share * (moved - self.velocity)
        self.points, self.seen, self.sightings = points, time, self.sightings + 1


@dataclass(frozen=True, eq=False)
class TrackedPerson:
    """A body with the number of the person it belongs to."""

    number: int
    body: Landmarks


class PersonTracker:
    """Follows at most ``persons`` people. Numbers count up from 1 and are never given twice."""

    def __init__(self, persons: int = BODIES) -> None:
        self._slots: list[_Track | None] = [None] * persons
        self._next = 1

    def reset(self) -> None:
        """Forget everybody; the numbers go on counting."""
        self._slots = [None] * len(self._slots)

    def update(self, bodies: Sequence[Landmarks], time: float, aspect: float) -> list[TrackedPerson | None]:
        """The person in each slot at ``time`` (seconds, later than last time), or ``None``."""
        bodies = without_duplicates([body for body in bodies if is_plausible(body, aspect)], aspect)
        places = [_in_heights(body, aspect) for body in bodies]
        self._forget(time)
        found: list[TrackedPerson | None] = [None] * len(self._slots)
        fits = self._assign(places, time)
        for slot, index in enumerate(fits):
            track = self._slots[slot]
            if track is None or index is None:
                if track is not None and track.number is None:  # a newcomer must be seen without a break
                    self._slots[slot] = None
                continue
            track.follow(places[index], time)
            if track.number is None and track.sightings >= CONFIRM:
                track.number, self._next = self._next, self._next + 1
            if track.number is not None:
                found[slot] = TrackedPerson(track.number, bodies[index])
        self._admit([places[i] for i in range(len(bodies)) if i not in fits], time)
        return found

    def _forget(self, time: float) -> None:
        for slot, track in enumerate(self._slots):
            if track is not None and time - track.seen > HELD_OUT_OF_SIGHT:
                self._slots[slot] = None

    def _assign(self, places: list[np.ndarray], time: float) -> list[int | None]:
        """The body for each slot: as many as can be, then at the least cost. Few enough to try every way."""
        choices = [*range(len(places)), *[None] * len(self._slots)]
        costs = {
            (slot, index): track.cost(points, time)
            for slot, track in enumerate(self._slots)
            if track is not None
            for index, points in enumerate(places)
        }
        best: list[int | None] = [None] * len(self._slots)
        least = (0, 0.0)
        for way in set(permutations(choices, len(self._slots))):
            pairs = [pair for pair in enumerate(way) if pair[1] is not None]
            total = sum(costs.get(pair, np.inf) for pair in pairs)
            if np.isfinite(total) and (-len(pairs), total) < least:
                best, least = list(way), (-len(pairs), total)
        return best

    def _admit(self, places: list[np.ndarray], time: float) -> None:
        """Let the largest newcomers into the free slots."""
        for points in sorted(places, key=_size, reverse=True):
            free = next((slot for slot, track in enumerate(self._slots) if track is None), None)
            if free is None:
                return
            self._slots[free] = _Track(points, time)


def torso_length(points: np.ndarray) -> float:
    """Mid hips to mid shoulders, in the unit of ``points`` ``(33, 2)``."""
    return float(np.linalg.norm(points[list(SHOULDERS)].mean(axis=0) - points[list(HIPS)].mean(axis=0)))


def _in_heights(body: Landmarks, aspect: float) -> np.ndarray:
    """Where the landmarks are in the picture, ``(33, 2)``, both axes in picture heights."""
    return body.image[:, :2] * np.array([aspect, 1.0], dtype=np.float32)


def _size(points: np.ndarray) -> float:
    """The body's extent in the picture: the longer side of the box around trunk, head and knees."""
    return float(np.ptp(points[list(_FOLLOWED)], axis=0).max())


def _centre(points: np.ndarray) -> np.ndarray:
    return points[list(TRUNK)].mean(axis=0)


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    """The mean distance of corresponding landmarks, in body sizes (half the extent of trunk, head and knees)."""
    size = max(_size(one), _size(other), 1e-3) / 2
    return float(np.linalg.norm(one[list(_FOLLOWED)] - other[list(_FOLLOWED)], axis=1).mean()) / size
