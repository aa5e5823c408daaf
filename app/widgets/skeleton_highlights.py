"""What a map sets off on a skeleton: joints with a ring and their name, and arrows from one joint to another."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from app.widgets.theme import CAPTION, Theme, font
from recognizer.explain.maps import Link
from recognizer.skeleton.joints import NAMES, SPINE_BASE, SPINE_SHOULDER

RING = 8.0  # pixels
USUAL = 75.0  # pixels, the torso of a skeleton on which the lights have the sizes given here
NEAR = 18.0  # pixels from a joint at which it is still meant
THIN, WIDE = 1.2, 4.6  # pixels, an arrow's width
BOW = 0.16  # of an arrow's length, to its side: there and back are two arrows, and none hides a bone
DASHES = [2.4, 1.9]  # of the width: a negative weight


@dataclass(frozen=True)
class Lights:
    """What is set off on the person of this number. ``links`` are drawn as wide as their weights, the widest for
    ``most``; ``joints`` get a ring, and their names where they are ``named``."""

    person: int | None = None
    joints: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    most: float = 1.0
    named: bool = True


@dataclass(frozen=True)
class Ink:
    """The colours of lights. The sign of a weight is told by colour and by dashes, as warm and cold on the maps; bones
    under arrows are grey."""

    positive: str
    negative: str
    halo: str
    ring: str
    bone: str


ON_PICTURE = Ink("#ff9a52", "#7cc4ff", "#0b0e12", "#ffffff", "#c9d2dc")


def ink(theme: Theme) -> Ink:
    """The colours on the theme's own ground."""
    return Ink(theme.positive, theme.negative, theme.stage, theme.text, theme.muted)


def draw_lights(painter: QPainter, points: np.ndarray, lights: Lights, colours: Ink) -> None:
    """Draw them over a skeleton whose joints are at ``points`` ``(25, 2)`` in pixels, finer on a small one."""
    torso = float(np.hypot(*(points[SPINE_SHOULDER] - points[SPINE_BASE])))
    size = float(np.clip(torso / USUAL, 0.4, 1.3))
    for link in sorted(lights.links, key=lambda link: abs(link.weight)):
        width = THIN + (WIDE - THIN) * min(abs(link.weight) / max(lights.most, 1e-9), 1.0)
        _draw_link(painter, points[link.source], points[link.target], size * width, link.weight < 0, colours)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for joint in lights.joints:
        for colour, line in ((colours.halo, 5.0), (colours.ring, 2.2)):
            painter.setPen(QPen(QColor(colour), line))
            painter.drawEllipse(QPointF(*points[joint]), max(size, 0.7) * RING, max(size, 0.7) * RING)
    if lights.named:
        _draw_names(painter, points, lights.joints, colours)


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


def _draw_link(
    painter: QPainter, source: np.ndarray, target: np.ndarray, width: float, negative: bool, colours: Ink
) -> None:
    """A bowed arrow that ends at the joint that listens."""
    along = target - source
    length = float(np.hypot(*along))
    if length < 1.0:
        return
    middle = (source + target) / 2 + BOW * np.array([-along[1], along[0]])
    head = 3.0 + 1.7 * width
    arriving = (target - middle) / max(float(np.hypot(*(target - middle))), 1e-6)
    tip, neck = target - 5.0 * arriving, target - (5.0 + 0.9 * head) * arriving
    curve = QPainterPath(QPointF(*source))
    curve.quadTo(QPointF(*middle), QPointF(*neck))
    across = 0.62 * head * np.array([-arriving[1], arriving[0]])
    wings = neck - 0.15 * head * arriving
    arrow = QPolygonF([QPointF(*tip), QPointF(*(wings + across)), QPointF(*(wings - across))])
    round_cap, flat = Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.FlatCap
    colour = QColor(colours.negative if negative else colours.positive)
    halo = QPen(QColor(colours.halo), 1.4 * width + 1.2, Qt.PenStyle.SolidLine, round_cap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(curve, halo)
    painter.setPen(QPen(QColor(colours.halo), 1 + 0.4 * width))
    painter.setBrush(colour)
    painter.drawPolygon(arrow)
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, flat if negative else round_cap)
    if negative:
        pen.setDashPattern(DASHES)
    painter.strokePath(curve, pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(arrow)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_names(painter: QPainter, points: np.ndarray, joints: tuple[int, ...], colours: Ink) -> None:
    """Beside each joint, on the side that is away from the body's middle, and not upon one another."""
    painter.setFont(font(CAPTION, bold=True))
    metrics, placed = QFontMetrics(painter.font()), []
    middle = float(points[:, 0].mean())
    for joint in joints:
        x, y = points[joint]
        width, height = metrics.horizontalAdvance(NAMES[joint]) + 10, metrics.height() + 2
        box = QRectF(x + 14 if x >= middle else x - 14 - width, y - height / 2, width, height)
        while any(box.intersects(other) for other in placed):
            box.translate(0, height + 1)
        placed.append(box)
        ground = QColor(colours.halo)
        ground.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colours.ring))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, NAMES[joint])
    painter.setBrush(Qt.BrushStyle.NoBrush)
