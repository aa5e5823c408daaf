"""What would help the camera see: one sentence for whoever stands in front of it."""

import numpy as np

from recognizer.skeleton import joints as j
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.sources.source import check_picture

DARK = 40.0  # mean brightness, of 255, below which the pose model begins to lose people
SMALL = 0.2  # of the picture's height, head to feet: people this far away are seen, but poorly
OUT_OF_SIGHT = 0.3  # a joint of less confidence is taken to be out of sight
EDGE = 0.97  # of the picture's height: what lies below is cut off

TOO_DARK = "It is too dark: more light would help."
NO_HEAD = "Step back: your head is out of the picture."
NO_FEET = "Step back: your feet are out of the picture."
TOO_SMALL = "Come closer: you are very small in the picture."

_FEET = (j.LEFT_ANKLE, j.LEFT_FOOT, j.RIGHT_ANKLE, j.RIGHT_FOOT)


def advice(bodies: Bodies, image: np.ndarray) -> str | None:
    """One sentence on what to change, or ``None`` where all is well.

    ``bodies`` as the front end saw them in ``image`` (uint8 RGB ``(H, W, 3)``); joints are looked for where
    ``bodies.picture`` has them. Raises ``ValueError`` for what is no picture.
    """
    check_picture(image)
    if image[::8, ::8].mean() < DARK:
        return TOO_DARK
    present = np.flatnonzero(bodies.identity != NOBODY)
    if bodies.picture is None or not len(present):
        return None
    for slot in present:
        sentence = _about(bodies.picture[slot], bodies.confidence[slot])
        if sentence:
            return sentence
    return None


def is_whole(bodies: Bodies, slot: int) -> bool:
    """Whether the body in a slot is in the picture from head to feet; also where nothing is known of the picture."""
    if bodies.picture is None:
        return True
    places = bodies.picture[slot]
    return not _without_head(places) and not _without_feet(places, bodies.confidence[slot])


def _about(places: np.ndarray, confidence: np.ndarray) -> str | None:
    """``places`` ``(25, 2)`` as fractions of the picture, y down; ``confidence`` ``(25,)``."""
    if _without_head(places):
        return NO_HEAD
    if _without_feet(places, confidence):
        return NO_FEET
    if float(np.ptp(places[:, 1])) < SMALL:
        return TOO_SMALL
    return None


def _without_head(places: np.ndarray) -> bool:
    return bool(places[j.HEAD, 1] < 0)


def _without_feet(places: np.ndarray, confidence: np.ndarray) -> bool:
    feet = list(_FEET)
    lowest = places[confidence >= OUT_OF_SIGHT, 1].max(initial=0.0)
    hidden = confidence[feet].max() < OUT_OF_SIGHT and lowest > 0.8  # out of sight, and the visible part reaches down
    return bool(places[feet, 1].mean() > EDGE or hidden)
