"""The names of a map's rows or columns, as large as there is room for them, and none on a small map."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from app.widgets.text_size import px
from app.widgets.theme import LIGHT, exact_font

SMALL, LEAST = 11, 7  # pixels at a text size of 100 %: the type on the axes, and where there is little room
FEWEST = 2  # rows for one name: where it would take more, there are none


class NameAxis(pg.AxisItem):
    """The names of the rows (``left``) or columns (``bottom``, upright), one for each whole number on the axis."""

    def __init__(self, orientation: str, names: tuple[str, ...]) -> None:
        super().__init__(orientation)
        self.names = names
        self._highlighted: set[int] = set()
        self.colour, self.highlight_colour = LIGHT.muted, LIGHT.accent
        self._needed = 0
        self.fit(1e3)

    def room(self, step: float) -> int:
        """The pixels that the names need where rows, or columns, are ``step`` pixels apart; 0 where there are none."""
        if not has_names(step):
            return 0
        metrics = QFontMetrics(self._font(_type_size(step), True))
        return max(metrics.horizontalAdvance(name) for name in self.names) + 8

    def fit(self, step: float) -> int:
        """Take the room that the names need where rows, or columns, are ``step`` pixels apart; returns it in pixels."""
        needed = self.room(step)
        if needed != self._needed:
            self._needed = needed
            self.setWidth(needed) if self.orientation == "left" else self.setHeight(needed)
        return needed

    def highlight(self, indices: set[int]) -> None:
        """Highlight these names, and no others."""
        self._highlighted = indices
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        view, box = self.linkedView(), self.mapRectFromParent(self.geometry())
        if view is None or not self._needed:
            return
        upright = self.orientation == "bottom"
        low, high = view.viewRange()[0 if upright else 1]
        step = (box.width() if upright else box.height()) / (high - low)
        size = _type_size(step)
        fonts = {highlighted: self._font(size, highlighted) for highlighted in (False, True)}
        apart = _rows_for_a_name(step)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for index, name in enumerate(self.names):
            highlighted = index in self._highlighted
            covered = not highlighted and any(0 < abs(index - other) < apart for other in self._highlighted)
            if covered or (index % apart and not highlighted):
                continue
            painter.setFont(fonts[highlighted])
            painter.setPen(QColor(self.highlight_colour if highlighted else self.colour))
            middle = (index + 0.5 - low) * step
            if upright:
                painter.save()
                painter.translate(box.left() + middle, box.top())
                painter.rotate(-90)
                painter.drawText(QRectF(-box.height(), -step, box.height() - 5, 2 * step), flags, name)
                painter.restore()
            else:
                row = QRectF(box.left(), box.top() + middle - step, box.width() - 5, 2 * step)
                painter.drawText(row, flags, name)

    @staticmethod
    def _font(size: int, bold: bool = False) -> QFont:
        return exact_font(size, bold)


def has_names(step: float) -> bool:
    """Whether there is room for names where rows, or columns, are ``step`` pixels apart."""
    return step > 0 and _rows_for_a_name(step) <= FEWEST


def _rows_for_a_name(step: float) -> int:
    """Where the rows are too low, every second one has its name."""
    return max(math.ceil(0.95 * _type_size(step) / step), 1)


def _type_size(step: float) -> int:
    """Pixels of the type of names that are ``step`` pixels apart."""
    return int(np.clip(0.95 * step, px(LEAST), px(SMALL)))
