"""What a map marks on the timeline: two moments, and how much each frame of a window is attended to."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.texts import tr
from app.widgets.text import clock_text, percent
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, Theme, font

STRIP = 24  # pixels at a text size of 100 %, the height of the strip
SYMBOL_RADIUS = 4.5  # pixels, at the same


@dataclass(frozen=True)
class MarkedMoment:
    """A moment that is marked by a filled disc or a hollow square. ``time`` in seconds of the source; ``name``: what it
    is."""

    time: float
    name: str
    filled: bool


@dataclass(frozen=True, eq=False)
class AttentionShares:
    """How much each frame is attended to: ``edges`` ``(N + 1,)`` in seconds of the source, ``shares`` ``(N,)`` with the
    sum 1."""

    edges: np.ndarray
    shares: np.ndarray

    def words_at(self, time: float) -> str:
        """The tool tip for a moment; empty outside."""
        place = int(np.searchsorted(self.edges, time, side="right")) - 1
        if not 0 <= place < len(self.shares):
            return ""
        middle, even = (self.edges[place] + self.edges[place + 1]) / 2, 1 / len(self.shares)
        share, alike = percent(self.shares[place], digits=1), percent(even, digits=1)
        return tr(
            "{middle} gets {share} of the attention; evenly spread it would be {alike}",
            middle=clock_text(middle),
            share=share,
            alike=alike,
        )


@dataclass(frozen=True, eq=False)
class TimelineMarks:
    """``strip``: a row for the attention is wanted, even while there is nothing to show in it."""

    moments: tuple[MarkedMoment, ...] = ()
    attended: AttentionShares | None = None
    strip: bool = False


def draw_symbol(painter: QPainter, at: QPointF, filled: bool, theme: Theme) -> None:
    """The disc or the square of a moment."""
    painter.setPen(QPen(QColor(theme.accent), 1.8))
    painter.setBrush(QColor(theme.accent if filled else theme.surface))
    radius = px(SYMBOL_RADIUS)
    if filled:
        painter.drawEllipse(at, radius, radius)
    else:
        painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_moment(painter: QPainter, x: float, top: float, bottom: float, filled: bool, theme: Theme) -> None:
    """A moment on the timeline: a line, whole or dashed, with its symbol on top."""
    line = Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DashLine
    painter.setPen(QPen(QColor(theme.accent), 1.6, line))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    draw_symbol(painter, QPointF(x, top), filled, theme)


def draw_strip(
    painter: QPainter,
    box: QRectF,
    attended: AttentionShares | None,
    x_of: Callable[[np.ndarray], np.ndarray],
    theme: Theme,
) -> None:
    """The row of the timeline with the attention in it; ``x_of`` gives the pixels of times."""
    painter.setFont(font(CAPTION))
    painter.setPen(QColor(theme.text))
    words = QRectF(0, box.top(), box.left(), box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, tr("Attended to"))
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if attended is not None:
        painter.save()
        painter.setClipRect(box)
        _draw_attended(painter, x_of(attended.edges), box, attended, theme)
        painter.restore()


def _draw_attended(painter: QPainter, x: np.ndarray, box: QRectF, attended: AttentionShares, theme: Theme) -> None:
    """The shares as steps between the pixels ``x`` ``(N + 1,)``, and a dashed line where all would be the same."""
    scale = box.height() / max(float(attended.shares.max()), 2 / len(attended.shares))
    y = box.bottom() - scale * attended.shares
    path = QPainterPath(QPointF(x[0], box.bottom()))
    for left, right, level in zip(x[:-1], x[1:], y, strict=True):
        path.lineTo(left, level)
        path.lineTo(right, level)
    path.lineTo(x[-1], box.bottom())
    fill = QColor(theme.accent)
    fill.setAlpha(150)
    painter.fillPath(path, fill)
    even = box.bottom() - scale / len(attended.shares)
    painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x[0], even), QPointF(x[-1], even))
