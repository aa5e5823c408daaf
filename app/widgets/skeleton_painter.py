"""Drawing skeletons: two people who can be told apart by colour and by shape."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.widgets.theme import BODY, RADIUS, Theme, font
from recognizer.skeleton.joints import BONES, HEAD, JOINTS, LEFT_THUMB, LEFT_TIP, RIGHT_THUMB, RIGHT_TIP

SMALL = {LEFT_TIP, LEFT_THUMB, RIGHT_TIP, RIGHT_THUMB}
SURE = 0.5  # joints of less confidence are drawn faintly


@dataclass(frozen=True)
class Style:
    """How a person is drawn. ``square``: joints are squares, not discs. ``halo``: an edge that keeps the lines
    visible on any picture."""

    colour: str
    on_colour: str
    square: bool
    halo: str | None = None


def draw_skeleton(
    painter: QPainter,
    points: np.ndarray,
    confidence: np.ndarray,
    style: Style,
    size: float,
    depth: np.ndarray | None = None,
) -> None:
    """Draw the joints ``points`` ``(25, 2)`` in pixels. ``size`` is the thickness of a bone in pixels; with ``depth``
    ``(25,)``, larger is nearer, what is near is drawn last."""
    nearness = np.zeros(JOINTS) if depth is None else depth
    bones = sorted(BONES, key=lambda bone: nearness[bone[0]] + nearness[bone[1]])
    if style.halo is not None:
        painter.setPen(_pen(style.halo, size + 2.5))
        for joint, parent in bones:
            painter.drawLine(QPointF(*points[joint]), QPointF(*points[parent]))
    for joint, parent in bones:
        faint = min(confidence[joint], confidence[parent]) < SURE
        painter.setPen(_pen(style.colour, size, 110 if faint else 255))
        painter.drawLine(QPointF(*points[joint]), QPointF(*points[parent]))
    for joint in np.argsort(nearness, kind="stable"):
        radius = size * (0.75 if joint in SMALL else 1.3)
        draw_joint(painter, QPointF(*points[joint]), radius, style, confidence[joint] < SURE)


def draw_figure(painter: QPainter, points: np.ndarray, colour: str, width: float) -> None:
    """The joints ``points`` ``(25, 2)`` in pixels as a small figure: bones ``width`` pixels wide, and a head."""
    painter.setPen(_pen(colour, width))
    painter.drawLines([QLineF(*points[joint], *points[parent]) for joint, parent in BONES])
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(*points[HEAD]), 1.9 * width, 1.9 * width)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_joint(painter: QPainter, at: QPointF, radius: float, style: Style, faint: bool = False) -> None:
    """A disc or a square, filled for a joint that is seen, hollow for one that is guessed."""
    painter.setPen(QPen(QColor(style.halo or style.on_colour), 1.2))
    fill = QColor(style.colour)
    fill.setAlpha(110 if faint else 255)
    painter.setBrush(fill)
    if style.square:
        side = 0.9 * radius
        painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    else:
        painter.drawEllipse(at, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_number(painter: QPainter, points: np.ndarray, number: int, style: Style, scale: float) -> None:
    """The person's number above the head. ``scale``: a torso's length in pixels, to keep clear."""
    head = points[HEAD]
    draw_badge(painter, QPointF(head[0], head[1] - max(0.42 * scale, 20.0)), str(number), style)


def draw_badge(painter: QPainter, at: QPointF, text: str, style: Style, radius: float = 11.0) -> None:
    """A number on a disc or a square in the person's colour."""
    draw_joint(painter, at, radius, style)
    painter.setFont(font(BODY, bold=True))
    painter.setPen(QColor(style.on_colour))
    box = QRectF(at.x() - 20, at.y() - 20, 40, 40)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_backdrop(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The stage's ground, with round corners that also hold for what is drawn after it."""
    path = QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    painter.setClipPath(path)
    painter.fillPath(path, QColor(theme.stage))


def _pen(colour: str, width: float, alpha: int = 255) -> QPen:
    shade = QColor(colour)
    shade.setAlpha(alpha if shade.alpha() == 255 else shade.alpha())
    return QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
