"""What an answer depends on, as it is drawn: each joint, or stretch of time, as large as the probability changes
without it. ``drops``: by how much it falls without each of them, below zero where it rises."""

from collections.abc import Collection

import numpy as np

from recognizer.explain.mask import FULL_SIZE_DROP, NOTABLE_DROP
from recognizer.skeleton.drawing import SMALL_JOINTS, Disc, Ink, Line, Point
from recognizer.skeleton.joints import JOINTS

LEAST, MOST = 3.2, 15.0  # pixels, the radius of a joint


def drawing_order(drops: np.ndarray | None, hidden: Collection[int] = ()) -> list[int]:
    """The joints in the order in which they are painted: what counts or is hidden comes last and lies on top.
    ``drops`` ``(25,)``: by how much the probability falls without each joint."""
    size = np.zeros(JOINTS) if drops is None else np.abs(drops)
    return sorted(range(JOINTS), key=lambda joint: (joint in hidden, size[joint], joint not in SMALL_JOINTS))


def joint_radius(drops: np.ndarray | None, joint: int) -> float:
    """In pixels: the least where the joint changes nothing, else by its drop beside the largest of ``drops``."""
    if drops is None or abs(drops[joint]) < NOTABLE_DROP:
        return LEAST
    return LEAST + (MOST - LEAST) * relative_size(float(drops[joint]), drops)


def relative_size(drop: float, drops: np.ndarray) -> float:
    """How large a drop is, from 0 to 1, beside the largest of all; where all are small, none is drawn in full size."""
    return abs(drop) / max(float(np.abs(drops).max()), FULL_SIZE_DROP)


def drop_ink(drop: float) -> Ink:
    """The colour for what the answer does without something: whether that was needed, spoke against it, or changes
    nothing that is worth a colour."""
    if abs(drop) < NOTABLE_DROP:
        return Ink.UNCHANGED
    return Ink.NEEDED if drop > 0 else Ink.AGAINST


def joint_shapes(centre: Point, drop: float, radius: float, hidden: bool = False) -> list[Disc | Line]:
    """What is needed is filled and warm, what speaks against the answer a cold ring, what is hidden a cross."""
    if hidden:
        (x, y), ring = centre, Disc(centre, max(radius, 6.0), Ink.GROUND, Ink.TEXT, 1.8)
        return [ring, *(Line((x - 3, y - 3 * side), (x + 3, y + 3 * side), 1.8, Ink.TEXT) for side in (-1, 1))]
    ink = drop_ink(drop)
    if ink is Ink.AGAINST:
        return [Disc(centre, radius, Ink.GROUND, ink, 3.0)]
    if ink is Ink.UNCHANGED:
        return [Disc(centre, radius, Ink.JOINT, Ink.GROUND, 1.0)]
    return [Disc(centre, radius, ink, Ink.GROUND)]
