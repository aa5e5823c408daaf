"""What a map highlights on a skeleton: joints with a ring and their name, and arrows from one joint to another."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.widgets.skeleton_painter import tag_size
from app.widgets.text import joint_names
from recognizer.explain.maps import Link
from recognizer.skeleton.drawing import RING, USUAL_TORSO, Shape, arrow_shapes, name_tags, ring_shapes, torso_length

NEAR = 18.0  # pixels from a joint at which it is still meant
THIN, WIDE = 1.2, 4.6  # pixels, an arrow's width
TAG_GAP = 14.0  # pixels between a joint and its name


@dataclass(frozen=True)
class Highlights:
    """What is highlighted on the person of this number. ``links`` are drawn as wide as their weights, the widest for
    ``most``; ``joints`` get a ring, and their names where they are ``named``."""

    person: int | None = None
    joints: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    most: float = 1.0
    named: bool = True


def highlight_shapes(points: np.ndarray, highlights: Highlights) -> list[Shape]:
    """What is painted over a skeleton whose joints are at ``points`` ``(25, 2)`` in pixels, finer on a small one."""
    size = float(np.clip(torso_length(points) / USUAL_TORSO, 0.4, 1.3))
    shapes: list[Shape] = []
    for link in sorted(highlights.links, key=lambda link: abs(link.weight)):
        width = THIN + (WIDE - THIN) * min(abs(link.weight) / max(highlights.most, 1e-9), 1.0)
        shapes += arrow_shapes(points[link.source], points[link.target], size * width, link.weight < 0)
    for joint in highlights.joints:
        shapes += ring_shapes(points[joint], max(size, 0.7) * RING)
    if highlights.named:
        shapes += name_tags(points, highlights.joints, tag_size, TAG_GAP, joint_names())
    return shapes


def joint_at(people: Iterable[tuple[int, np.ndarray]], x: float, y: float) -> tuple[int, int] | None:
    """The number of the person and the joint that are meant by a place: the nearest joint, if it is near. ``people``
    are their numbers and where their joints ``(25, 2)`` are, in pixels."""
    found = []
    for number, points in people:
        distances = np.hypot(points[:, 0] - x, points[:, 1] - y)
        joint = int(distances.argmin())
        found.append((float(distances[joint]), number, joint))
    distance, number, joint = min(found, default=(np.inf, 0, 0))
    return (number, joint) if distance <= NEAR else None
