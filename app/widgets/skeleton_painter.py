"""Paints the shapes that skeletons are made of (``recognizer.skeleton.drawing``) with Qt."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from app.widgets.text_size import px
from app.widgets.theme import CAPTION, RADIUS, Theme, exact_font, font
from recognizer.colours import DARK, PICTURE_PERSONS
from recognizer.skeleton.drawing import (
    Caption,
    Curve,
    Disc,
    Ink,
    Line,
    Point,
    Polygon,
    Shape,
    Square,
    Strokes,
    Tag,
    figure_shapes,
)

Colours = Mapping[Ink, str]  # as ``QColor`` reads them

FAINT, PLATE = 110, 235  # of 255, how opaque a guessed joint and a name's plate are
DASHES = [2.4, 1.9]  # of the width
NUMBER = 11.0  # pixels at a text size of 100 %, the radius of a person's number
EDGE = 3  # pixels that a number leaves free above it


@lru_cache(maxsize=16)
def theme_colours(theme: Theme, slot: int = 0) -> Colours:
    """The inks for the person in a slot on the theme's own ground."""
    return {
        Ink.PERSON: theme.persons[slot],
        Ink.ON_PERSON: theme.on_person,
        Ink.EDGE: theme.on_person,
        Ink.BONE: theme.muted,
        Ink.SHADOW: "#46000000" if theme.dark else "#1c000000",
        Ink.JOINT: theme.text,
        Ink.UNCHANGED: theme.muted,
        Ink.NEEDED: theme.positive,
        Ink.AGAINST: theme.negative,
        Ink.GROUND: theme.stage,
        Ink.POSITIVE: theme.positive,
        Ink.NEGATIVE: theme.negative,
        Ink.RING: theme.text,
        Ink.HALO: theme.stage,
        Ink.POINTED: theme.accent,
        Ink.TEXT: theme.text,
    }


@lru_cache(maxsize=2)
def picture_colours(slot: int) -> Colours:
    """The inks for the person in a slot on a picture, whatever the theme: bright, with a dark edge."""
    return {
        **theme_colours(DARK),
        Ink.PERSON: PICTURE_PERSONS[slot],
        Ink.EDGE: "#0b0e12",
        Ink.BONE: "#c9d2dc",
        Ink.RING: "#ffffff",
        Ink.HALO: "#0b0e12",
    }


def paint(painter: QPainter, shapes: Iterable[Shape], colours: Colours) -> None:
    """Paint the shapes, the first one undermost. Leaves the painter without a brush."""
    for shape in shapes:
        match shape:
            case Line():
                style = Qt.PenStyle.DotLine if shape.dotted else Qt.PenStyle.SolidLine
                painter.setPen(_pen(_colour(colours, shape.ink, shape.faint), shape.width, style))
                painter.drawLine(QPointF(*shape.start), QPointF(*shape.end))
            case Disc():
                _set_up(painter, shape.fill, shape.edge, shape.edge_width, colours, shape.faint)
                painter.drawEllipse(QPointF(*shape.centre), shape.radius, shape.radius)
            case Square():
                _set_up(painter, shape.fill, shape.edge, shape.edge_width, colours, shape.faint)
                (x, y), half = shape.centre, shape.half
                painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
            case Polygon():
                _set_up(painter, shape.fill, shape.edge, shape.edge_width, colours)
                painter.drawPolygon(_polygon(shape.corners))
            case Strokes():
                _paint_strokes(painter, shape, colours)
            case Curve():
                _paint_curve(painter, shape, colours)
            case Caption():
                painter.setFont(exact_font(round(shape.size), bold=True))
                painter.setPen(QColor(colours[shape.ink]))
                side = 4 * shape.size
                box = QRectF(shape.centre[0] - side / 2, shape.centre[1] - side / 2, side, side)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shape.text)
            case Tag():
                _paint_tag(painter, shape, colours)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_figure(painter: QPainter, points: np.ndarray, colour: str, width: float) -> None:
    """The joints ``points`` ``(25, 2)`` in pixels as a small figure: bones ``width`` pixels wide, and a head."""
    paint(painter, figure_shapes(points, width, Ink.PERSON, head=2.4 * width), {Ink.PERSON: colour})


def number_radius() -> float:
    """The radius of a person's number, in pixels."""
    return float(px(NUMBER))


def tag_size(text: str) -> tuple[float, float]:
    """How wide and high a tag's text is, in pixels."""
    metrics = QFontMetrics(font(CAPTION, bold=True))
    return metrics.horizontalAdvance(text), metrics.height()


def draw_backdrop(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The stage's ground, with round corners that also hold for what is drawn after it."""
    path = QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    painter.setClipPath(path)
    painter.fillPath(path, QColor(theme.stage))


def _paint_strokes(painter: QPainter, shape: Strokes, colours: Colours) -> None:
    painter.setPen(_pen(QColor(colours[shape.ink]), shape.width))
    if QColor(colours[shape.ink]).alpha() == 255:
        painter.drawLines([QLineF(*start, *end) for start, end in shape.lines])
        return
    path = QPainterPath()
    for start, end in shape.lines:
        path.moveTo(*start)
        path.lineTo(*end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _paint_curve(painter: QPainter, shape: Curve, colours: Colours) -> None:
    path = QPainterPath(QPointF(*shape.start))
    path.quadTo(QPointF(*shape.control), QPointF(*shape.end))
    pen = _pen(QColor(colours[shape.ink]), shape.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape.dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(DASHES)
    painter.strokePath(path, pen)


def _paint_tag(painter: QPainter, shape: Tag, colours: Colours) -> None:
    box, plate = QRectF(*shape.corner, shape.width, shape.height), QColor(colours[shape.plate])
    plate.setAlpha(PLATE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font(CAPTION, bold=True))
    painter.setPen(QColor(colours[shape.ink]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shape.text)


def _set_up(
    painter: QPainter, fill: Ink | None, edge: Ink | None, width: float, colours: Colours, faint: bool = False
) -> None:
    """Pen and brush of an area."""
    painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(QColor(colours[edge]), width))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else _colour(colours, fill, faint))


def _colour(colours: Colours, ink: Ink, faint: bool) -> QColor:
    colour = QColor(colours[ink])
    if faint:
        colour.setAlpha(FAINT)
    return colour


def _pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(colour, width, style, Qt.PenCapStyle.RoundCap)


def _polygon(corners: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(*corner) for corner in corners])
