"""Skeletons as shapes to be painted in order.

The window, an annotated video and the page of an explanation draw the same people. What is drawn where stands here,
once; each of them only paints lines, discs and squares by its own means and in its own colours, for which a shape has
an ``Ink``. Places and sizes are in pixels, x to the right and y down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np

from recognizer.skeleton.joints import (
    BONES,
    HEAD,
    JOINTS,
    LEFT_THUMB,
    LEFT_TIP,
    NAMES,
    NECK,
    RIGHT_THUMB,
    RIGHT_TIP,
    SPINE_BASE,
    SPINE_SHOULDER,
)

Point = tuple[float, float]

SMALL_JOINTS = frozenset({LEFT_TIP, LEFT_THUMB, RIGHT_TIP, RIGHT_THUMB})  # close together at the hands
SURE = 0.5  # joints of less confidence are drawn faintly
HALO = 2.5  # pixels by which the dark edge of a bone on a picture is wider than the bone
EDGE = 1.2  # pixels, the edge of a joint
RING = 8.0  # pixels, the ring of a highlighted joint
USUAL_TORSO = 75.0  # pixels, the torso of a skeleton on which highlights have the sizes given here
BOW = 0.16  # of an arrow's length, to its side: there and back are two arrows, and none hides a bone


class Ink(Enum):
    """What a colour stands for; every renderer has its own shade of it."""

    PERSON = auto()  # the person's own colour
    ON_PERSON = auto()  # text upon it
    EDGE = auto()  # around joints and bones, so that they are visible on any ground
    BONE = auto()  # a skeleton whose own colour would distract from what is shown on it
    SHADOW = auto()  # on the floor
    JOINT = auto()  # a joint of which nothing is to be shown
    UNCHANGED = auto()  # without this the answer stays what it is
    NEEDED = auto()  # without this the answer gets less probable
    AGAINST = auto()  # without this the answer gets more probable
    GROUND = auto()  # what the skeleton is drawn on
    POSITIVE = auto()  # an arrow of positive weight
    NEGATIVE = auto()  # an arrow of negative weight
    RING = auto()  # around a highlighted joint, and its name
    HALO = auto()  # around rings, arrows and names
    POINTED = auto()  # around the joint that the pointer or the keyboard is at
    TEXT = auto()


class Marker(Enum):
    """The shape of a person's joints and of the number above the head."""

    DISC = auto()
    SQUARE = auto()


MARKERS = (Marker.DISC, Marker.SQUARE)  # by slot: two people differ by shape too, for whom colours are alike


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line with round ends. ``faint``: of a joint that is guessed; ``dotted``: of one that is hidden."""

    start: Point
    end: Point
    width: float
    ink: Ink
    faint: bool = False
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight lines painted as one, so that they are no darker where they cross."""

    lines: tuple[tuple[Point, Point], ...]
    width: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Curve:
    """A line that is bent towards a point ``control``, as a quadratic Bézier curve."""

    start: Point
    control: Point
    end: Point
    width: float
    ink: Ink
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """``fill`` or ``edge`` may be missing."""

    centre: Point
    radius: float
    fill: Ink | None
    edge: Ink | None = None
    edge_width: float = EDGE
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """``half``: from the centre to a side."""

    centre: Point
    half: float
    fill: Ink
    edge: Ink | None = None
    edge_width: float = EDGE
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled area."""

    corners: tuple[Point, ...]
    fill: Ink
    edge: Ink | None = None
    edge_width: float = EDGE


@dataclass(frozen=True, slots=True)
class Caption:
    """A few characters around ``centre``. ``size``: of the type."""

    centre: Point
    text: str
    size: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Tag:
    """A name on a small plate whose upper left corner is at ``corner``."""

    corner: Point
    width: float
    height: float
    text: str
    plate: Ink
    ink: Ink


Shape = Line | Strokes | Curve | Disc | Square | Polygon | Caption | Tag


def torso_length(points: np.ndarray) -> float:
    """From the spine base to between the shoulders, of joints ``points`` ``(25, 2)``."""
    return float(np.hypot(*(points[SPINE_SHOULDER] - points[SPINE_BASE])))


def head_radius(points: np.ndarray) -> float:
    """How large a drawn head is, of joints ``points`` ``(25, 2)``."""
    return 0.75 * float(np.hypot(*(points[HEAD] - points[NECK])))


def person_shapes(
    points: np.ndarray,
    confidence: np.ndarray,
    marker: Marker,
    width: float,
    *,
    halo: bool = False,
    head: bool = False,
    ink: Ink = Ink.PERSON,
    nearness: np.ndarray | None = None,
) -> list[Line | Disc | Square]:
    """One person's bones, and joints upon them.

    ``points`` ``(25, 2)`` in pixels; ``confidence`` ``(25,)`` from 0 to 1; ``width``: of a bone. ``halo``: with a dark
    edge, for pictures; ``head``: with a head, where no picture shows it. ``nearness`` ``(25,)``, larger is nearer:
    what is near comes last.
    """
    depth = np.zeros(JOINTS) if nearness is None else nearness
    at = _points(points)
    bones = sorted(BONES, key=lambda bone: depth[bone[0]] + depth[bone[1]])
    shapes: list[Line | Disc | Square] = []
    if halo:
        shapes += [Line(at[joint], at[parent], width + HALO, Ink.EDGE) for joint, parent in bones]
    for joint, parent in bones:
        faint = bool(min(confidence[joint], confidence[parent]) < SURE)
        shapes.append(Line(at[joint], at[parent], width, ink, faint))
    for joint in np.argsort(depth, kind="stable").tolist():
        radius = width * (0.75 if joint in SMALL_JOINTS else 1.3)
        shapes.append(replace(marker_shape(at[joint], radius, marker, ink), faint=bool(confidence[joint] < SURE)))
    if head:
        shapes.append(Disc(at[HEAD], 3.2 * width, ink, Ink.EDGE))
    return shapes


def marker_shape(centre: Point, radius: float, marker: Marker, ink: Ink = Ink.PERSON) -> Disc | Square:
    """A disc, or a square that looks as large."""
    if marker is Marker.DISC:
        return Disc(centre, radius, ink, Ink.EDGE)
    return Square(centre, 0.9 * radius, ink, Ink.EDGE)


def badge_shapes(centre: Point, radius: float, marker: Marker, text: str) -> list[Disc | Square | Caption]:
    """A person's number on a disc or a square in the person's colour."""
    return [marker_shape(centre, radius, marker), Caption(centre, text, 1.18 * radius, Ink.ON_PERSON)]


def above_head(points: np.ndarray, torso: float, least: float, top: float) -> Point:
    """Where a person's number is: clear of the head, as far as the length of the torso asks, ``least`` pixels at
    least, but not above ``top``, where it would be cut off."""
    return float(points[HEAD, 0]), max(float(points[HEAD, 1]) - max(0.42 * torso, least), top)


def figure_shapes(points: np.ndarray, width: float, ink: Ink, head: float | None = None) -> list[Strokes | Disc]:
    """The joints ``points`` ``(25, 2)`` as a small figure: bones ``width`` pixels wide, and a head, by default as large
    as this body's."""
    return [bone_strokes(points, width, ink), Disc(_point(points[HEAD]), head or head_radius(points), ink)]


def bone_strokes(points: np.ndarray, width: float, ink: Ink) -> Strokes:
    """All bones in one stroke."""
    at = _points(points)
    return Strokes(tuple((at[joint], at[parent]) for joint, parent in BONES), width, ink)


def ring_shapes(centre: np.ndarray, radius: float) -> list[Disc]:
    """The ring around a highlighted joint, light upon dark."""
    return [Disc(_point(centre), radius, None, ink, width) for ink, width in ((Ink.HALO, 5.0), (Ink.RING, 2.2))]


def arrow_shapes(source: np.ndarray, target: np.ndarray, width: float, negative: bool) -> list[Curve | Polygon]:
    """A bowed arrow to the joint that listens, ``target``; dashed for a negative weight. None between joints that are
    drawn at one place."""
    along = target - source
    if np.hypot(*along) < 1.0:
        return []
    middle = (source + target) / 2 + BOW * np.array([-along[1], along[0]])
    head = 3.0 + 1.7 * width
    arriving = (target - middle) / max(float(np.hypot(*(target - middle))), 1e-6)
    tip, neck = target - 5.0 * arriving, target - (5.0 + 0.9 * head) * arriving
    across = 0.62 * head * np.array([-arriving[1], arriving[0]])
    wings = neck - 0.15 * head * arriving
    ink = Ink.NEGATIVE if negative else Ink.POSITIVE
    curve = Curve(_point(source), _point(middle), _point(neck), width, ink, dashed=negative)
    arrow = Polygon((_point(tip), _point(wings + across), _point(wings - across)), ink)
    return [
        replace(curve, width=1.4 * width + 1.2, ink=Ink.HALO, dashed=False),
        replace(arrow, edge=Ink.HALO, edge_width=1 + 0.4 * width),
        curve,
        arrow,
    ]


def name_tags(
    points: np.ndarray,
    joints: Sequence[int],
    measure: Callable[[str], tuple[float, float]],
    gap: float,
    names: Sequence[str] = NAMES,
) -> list[Tag]:
    """The names of joints, each beside its joint at a distance of ``gap``, on the side that is away from the body's
    middle, and none upon another. ``measure``: how wide and high a text is; ``names``: of all joints, in their
    order."""
    middle = float(points[:, 0].mean())
    tags: list[Tag] = []
    for joint in joints:
        x, y = _point(points[joint])
        width, height = measure(names[joint])
        width, height = width + 10, height + 2
        left, top = x + gap if x >= middle else x - gap - width, y - height / 2
        while any(_overlap(left, top, width, height, tag) for tag in tags):
            top += height + 1
        tags.append(Tag((left, top), width, height, names[joint], Ink.HALO, Ink.RING))
    return tags


def _overlap(left: float, top: float, width: float, height: float, tag: Tag) -> bool:
    x, y = tag.corner
    return left < x + tag.width and x < left + width and top < y + tag.height and y < top + height


def _points(points: np.ndarray) -> list[Point]:
    return [(x, y) for x, y in points.tolist()]


def _point(point: np.ndarray) -> Point:
    return float(point[0]), float(point[1])
