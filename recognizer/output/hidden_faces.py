"""Faces hidden in the pictures of a video, for showing it to others.

What is hidden is painted over with one plain colour: nothing of it is left in the picture. A light blur can be undone
by computation, and the small tiles of a mosaic, over which somebody moves, add up to a finer picture frame by frame.

Hidden is more than the place where a head was found at that very moment, since detection comes late and has gaps:
pictures wait for half a second, so that a head that turns up is hidden in those before it as well, and the place of one
that was lost stays hidden for a second.
"""

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from recognizer.output.held_moments import Moment
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.drawing import SURE, torso_length
from recognizer.skeleton.joints import (
    HEAD,
    LEFT_ELBOW,
    LEFT_SHOULDER,
    NECK,
    RIGHT_ELBOW,
    RIGHT_SHOULDER,
    SPINE_BASE,
    SPINE_MID,
    SPINE_SHOULDER,
)
from recognizer.sources.opencv import cv2

COVER = (64, 64, 64)  # RGB
MARGIN = 0.6  # of the torso, around the middle of the head: twice as far as a head reaches
ACROSS = 1.3  # shoulders as wide as in the picture belong to a torso so many times as long, where that is foreshortened
REACH = 0.9  # of the torso, from between the shoulders: no head is farther away, so one that seems to be is misplaced
UPPER_BODY = [HEAD, NECK, SPINE_SHOULDER, SPINE_MID, SPINE_BASE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW]
BEFORE = 0.5  # seconds before a head turned up for which its place is hidden as well
AFTER = 1.0  # seconds for which the place of a lost head stays hidden
AROUND = 0.1  # seconds before and after for any head: found places run behind quick movements
MOST_WAITING = 64  # pictures, for memory: at more than 128 a second they wait for less than half a second
FARTHEST = 30_000.0  # pixels: OpenCV's own numbers end soon after


@dataclass(frozen=True)
class Region:
    """A part of the picture, in pixels: an ellipse, or a rectangle where it is not ``round``."""

    x: float
    y: float
    half_width: float
    half_height: float
    round: bool = True

    def holds(self, other: "Region") -> bool:
        """Whether the middle of another one lies in this one, or in the rectangle around it."""
        return abs(other.x - self.x) <= self.half_width and abs(other.y - self.y) <= self.half_height

    def cover(self, image: np.ndarray) -> None:
        """Paint over it in a picture, uint8 RGB ``(H, W, 3)``."""
        centre, half = _pixels(self.x, self.y), _pixels(np.ceil(self.half_width), np.ceil(self.half_height))
        if self.round:
            cv2.ellipse(image, centre, half, 0, 0, 360, COVER, cv2.FILLED)
        else:
            (x, y), (right, down) = centre, half
            cv2.rectangle(image, (x - right, y - down), (x + right, y + down), COVER, cv2.FILLED)


def regions_to_hide(bodies: Bodies, width: int, height: int) -> list[Region]:
    """Where the faces of all bodies may be in a picture of this size in pixels."""
    if bodies.picture is None:
        return []
    return [
        _region(bodies.picture[slot] * (width, height), bodies.confidence[slot])
        for slot, number in enumerate(bodies.identity)
        if number != NOBODY
    ]


def _region(points: np.ndarray, confidence: np.ndarray) -> Region:
    """Around the head; around the whole upper body where the head may be anywhere on it. ``points`` ``(25, 2)``."""
    shoulders = float(np.hypot(*(points[LEFT_SHOULDER] - points[RIGHT_SHOULDER])))
    torso = max(torso_length(points), ACROSS * shoulders)
    distance = float(np.hypot(*(points[HEAD] - points[SPINE_SHOULDER])))
    if min(confidence[HEAD], confidence[NECK]) >= SURE and distance <= REACH * torso:
        return Region(float(points[HEAD, 0]), float(points[HEAD, 1]), MARGIN * torso, MARGIN * torso)
    low, high = points[UPPER_BODY].min(axis=0), points[UPPER_BODY].max(axis=0)
    (x, y), (half_width, half_height) = (low + high) / 2, (high - low) / 2 + MARGIN * torso
    return Region(float(x), float(y), float(half_width), float(half_height), round=False)


@dataclass
class _Found:
    """A region that was found at ``time``. ``followed``: another one was found close to it later, so that whoever is in
    it was not lost."""

    region: Region
    time: float
    followed: bool = False

    @property
    def until(self) -> float:
        """The time up to which it is hidden."""
        return self.time + (AROUND if self.followed else AFTER)


class HiddenFaces:
    """Takes the moments of a video in order of time, and gives them back in that order, later, with faces hidden. The
    pictures that it is given stay as they are."""

    def __init__(self) -> None:
        self._waiting: deque[Moment] = deque()
        self._found: list[_Found] = []

    def take(self, moment: Moment) -> list[Moment]:
        """Take the next moment; gives those that nothing can be found for any more."""
        if moment.image is not None:
            moment = replace(moment, image=moment.image.copy())
            self._hide(moment)
        self._waiting.append(moment)
        ready = []
        while len(self._waiting) > MOST_WAITING or self._waiting[0].time < moment.time - BEFORE:
            ready.append(self._waiting.popleft())
        return ready

    def rest(self) -> list[Moment]:
        """Those that wait still, when there is no further one."""
        rest = list(self._waiting)
        self._waiting.clear()
        return rest

    def _hide(self, moment: Moment) -> None:
        """Hide what was found up to this moment, in its picture and in those that wait."""
        assert moment.image is not None, "there is a picture"
        height, width = moment.image.shape[:2]
        self._found = [one for one in self._found if one.until >= moment.time]
        earlier = [one for one in self._found if not one.followed]
        for region in regions_to_hide(moment.bodies, width, height):
            start = moment.time - (AROUND if _follow(earlier, region) else BEFORE)
            for waiting in self._waiting:
                if waiting.time >= start and waiting.image is not None:
                    region.cover(waiting.image)
            self._found.append(_Found(region, moment.time))
        for one in self._found:
            one.region.cover(moment.image)


def _follow(earlier: list[_Found], region: Region) -> bool:
    """Whether somebody who was found earlier is in this region now; each of them is in one alone. Two people who meet
    are two then, and the place of the one who is lost stays hidden."""
    near = [one for one in earlier if one.region.holds(region)]
    if not near:
        return False
    nearest = min(near, key=lambda one: np.hypot(one.region.x - region.x, one.region.y - region.y))
    nearest.followed = True
    earlier.remove(nearest)
    return True


def _pixels(x: float, y: float) -> tuple[int, int]:
    """Whole pixels, no farther out of any picture than OpenCV can count."""
    return round(float(np.clip(x, -FARTHEST, FARTHEST))), round(float(np.clip(y, -FARTHEST, FARTHEST)))
