"""What an answer depends on, drawn on a skeleton: each joint as large as the probability changes without it."""

from collections.abc import Collection

import numpy as np

from recognizer.explain.mask import FULL, WORTH
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
    if drops is None or abs(drops[joint]) < WORTH:
        return LEAST
    return LEAST + (MOST - LEAST) * abs(float(drops[joint])) / max(float(np.abs(drops).max()), FULL)


def joint_shapes(centre: Point, drop: float, radius: float, hidden: bool = False) -> list[Disc | Line]:
    """What is needed is filled and warm, what speaks against the answer a cold ring, what is hidden a cross."""
    if hidden:
        (x, y), ring = centre, Disc(centre, max(radius, 6.0), Ink.GROUND, Ink.TEXT, 1.8)
        return [ring, *(Line((x - 3, y - 3 * side), (x + 3, y + 3 * side), 1.8, Ink.TEXT) for side in (-1, 1))]
    if abs(drop) < WORTH:
        return [Disc(centre, radius, Ink.JOINT, Ink.GROUND, 1.0)]
    if drop > 0:
        return [Disc(centre, radius, Ink.NEEDED, Ink.GROUND)]
    return [Disc(centre, radius, Ink.GROUND, Ink.AGAINST, 3.0)]
