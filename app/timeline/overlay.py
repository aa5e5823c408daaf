"""What is marked upon the timeline's tracks: the place, what is selected or being drawn, what an answer rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from app.session.edits import Span
from app.timeline.rows import Row
from app.timeline.track_painter import TrackPainter
from app.widgets.text_size import px

BRACKET = 4  # pixels at a text size of 100 % that the legs of a bracket at the axis have
HATCHED, TINTED = 110, 70  # of 255, how opaque hatching and tints are
GRIP = 4  # pixels at a text size of 100 % that a grip at the end of the selected span is wide


@dataclass
class Overlay:
    """Times in seconds. ``looked_at``: what was looked at, ``None`` for everything; ``judged``: what the answer that is
    shown was judged from; ``loop``: what is played again and again; ``in_point``: where a new span is to begin;
    ``drawn``: a span that is being drawn or moved, and not there yet; ``selected``: the span that is selected."""

    looked_at: tuple[tuple[float, float], ...] | None = None
    judged: tuple[float, float] | None = None
    loop: tuple[float, float] | None = None
    in_point: float | None = None
    drawn: Span | None = None
    selected: Span | None = None


class OverlayPainter:
    """Draws an overlay where the tracks' painter knows its times to be."""

    def __init__(self, tracks: TrackPainter) -> None:
        self._tracks = tracks

    def draw_unseen(self, painter: QPainter, looked_at: Sequence[tuple[float, float]]) -> None:
        """Hatch the seconds that were not looked at yet."""
        brush = self._tint(self._tracks.theme.muted, HATCHED)
        for start, end in gaps(looked_at, self._tracks.scale.span):
            box = self._tracks.box(start, end, self._tracks.layout.axis, self._tracks.layout.body)
            painter.fillRect(box, QBrush(brush, Qt.BrushStyle.BDiagPattern))

    def draw(self, painter: QPainter, overlay: Overlay, rows: Sequence[Row]) -> None:
        """Everything but what was not looked at, and the place."""
        theme = self._tracks.theme
        if overlay.loop is not None:
            box = self._tracks.box(*overlay.loop, 0, self._tracks.layout.axis - 2)
            painter.fillRect(box, self._tint(theme.accent, TINTED))
        if overlay.judged is not None:
            self._draw_bracket(painter, overlay.judged)
        if overlay.in_point is not None:
            self._draw_in_point(painter, overlay.in_point)
        painter.save()
        painter.setClipRect(QRectF(0, self._tracks.layout.axis - 3, self._tracks.width, self._tracks.layout.body + 6))
        for place, row in enumerate(rows):
            top = self._tracks.layout.top(place)
            if overlay.selected is not None and row.person == overlay.selected.person:
                self._draw_selected(painter, overlay.selected, top)
            if overlay.drawn is not None and row.person == overlay.drawn.person:
                self._draw_drawn(painter, overlay.drawn, top)
        if overlay.drawn is not None and not rows:
            self._draw_drawn(painter, overlay.drawn, self._tracks.layout.top(0))
        painter.restore()

    def draw_place(self, painter: QPainter, now: float) -> None:
        """The line of the place, with its handle at the axis."""
        if not self._tracks.scale.span[0] <= now <= self._tracks.scale.span[1]:
            return
        x, ink, axis = self._tracks.scale.x_of(now), QColor(self._tracks.theme.text), self._tracks.layout.axis
        painter.setPen(QPen(ink, 1.2))
        painter.drawLine(QPointF(x, axis - px(8)), QPointF(x, self._tracks.height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        left, right = QPointF(x - px(5), axis - px(10)), QPointF(x + px(5), axis - px(10))
        painter.drawPolygon(QPolygonF([left, right, QPointF(x, axis - px(3))]))

    def _draw_bracket(self, painter: QPainter, judged: tuple[float, float]) -> None:
        box = self._tracks.box(*judged, self._tracks.layout.axis - 1 - px(BRACKET), px(BRACKET))
        if box.width():
            painter.setPen(QPen(QColor(self._tracks.theme.accent), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            corners = [box.bottomLeft(), box.topLeft(), box.topRight(), box.bottomRight()]
            painter.drawPolyline(QPolygonF(corners))

    def _draw_in_point(self, painter: QPainter, time: float) -> None:
        """A flag that points to where the span will be."""
        if self._tracks.scale.span[0] <= time <= self._tracks.scale.span[1]:
            x, ink = self._tracks.scale.x_of(time), QColor(self._tracks.theme.accent)
            painter.setPen(QPen(ink, 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, 4), QPointF(x, self._tracks.layout.axis + self._tracks.layout.body))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(QPolygonF([QPointF(x, 3), QPointF(x + px(9), 3 + px(9) / 2), QPointF(x, 3 + px(9))]))

    def _draw_selected(self, painter: QPainter, span: Span, top: float) -> None:
        """A ring around the span, and a grip at either end that is in view."""
        theme, scale = self._tracks.theme, self._tracks.scale
        box = self._tracks.box(span.start, span.end, top, self._tracks.layout.lane)
        if not box.width():
            return
        ring = box.adjusted(-1.5, -1.5, 0.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.surface), 4))
        painter.drawRoundedRect(ring, 4, 4)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRoundedRect(ring, 4, 4)
        painter.setPen(QPen(QColor(theme.surface), 1))
        painter.setBrush(QColor(theme.accent))
        for time in (span.start, span.end):
            if scale.span[0] <= time <= scale.span[1]:
                grip = QRectF(scale.x_of(time) - px(GRIP) / 2, box.center().y() - px(6), px(GRIP), px(12))
                painter.drawRoundedRect(grip.translated(-0.5, 0), 2, 2)

    def _draw_drawn(self, painter: QPainter, span: Span, top: float) -> None:
        box = self._tracks.box(span.start, span.end, top, self._tracks.layout.lane)
        painter.setPen(QPen(QColor(self._tracks.theme.accent), 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(self._tint(self._tracks.theme.accent, TINTED))
        painter.drawRoundedRect(box, 3, 3)

    @staticmethod
    def _tint(colour: str, opaque: int) -> QColor:
        tint = QColor(colour)
        tint.setAlpha(opaque)
        return tint


def gaps(spans: Sequence[tuple[float, float]], whole: tuple[float, float]) -> list[tuple[float, float]]:
    """What of ``whole`` lies in none of the spans, which may overlap and come in any order."""
    left, at = [], whole[0]
    for start, end in sorted(spans):
        left.append((at, min(start, whole[1])))
        at = max(at, end)
    left.append((at, whole[1]))
    return [(start, end) for start, end in left if end > start]
