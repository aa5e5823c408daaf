"""The most probable labels as bars: beside a name, its probability, and where wanted what it was before."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import tr
from app.widgets.text import percent
from app.widgets.text_size import OWN, px
from app.widgets.theme import BODY, GAP, LIGHT, Theme, font
from recognizer.colours import action_colour
from recognizer.text import BEST, NOTHING

ROW = 21  # pixels at a text size of 100 %
THRESHOLD = 14  # pixels at the same, the length of a threshold's line
NAME = 170  # pixels that names get at most, at the same
LEAST_BAR = 56  # pixels that a bar has at least, with its gap, at the same


class ProbabilityBars(QWidget):
    """The most probable labels: name, bar, percentage; and, where they are given, a line at what the label needs to be
    given, and a mark at what it was before."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.most = BEST
        self.setProperty(OWN, True)
        self.setFixedHeight(self.sizeHint().height())
        self.rows: list[tuple[str, float]] = []
        self.before: list[float] = []
        self.needed: list[float | None] = []
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Draw each bar in its action's colour, the rest in the theme's."""
        self._theme = theme
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def set_most(self, rows: int) -> None:
        """Show so many rows at most."""
        if rows != self.most:
            self.most = rows
            self.setFixedHeight(self.sizeHint().height())
            self.updateGeometry()

    def set_rows(
        self, rows: list[tuple[str, float]], before: Sequence[float] = (), needed: Sequence[float | None] = ()
    ) -> None:
        """(label, probability), the best first. ``before``: what each probability was; ``needed``: what each must reach
        for the label to be given, ``None`` for what nothing is needed by."""
        if rows != self.rows or list(before) != self.before or list(needed) != self.needed:
            self.rows, self.before, self.needed = rows, list(before), list(needed)
            texts = (f"{label} {self._number(index)}" for index, (label, _) in enumerate(rows))
            self.setAccessibleDescription(", ".join(texts))
            self.update()

    def _number(self, index: int) -> str:
        """A row's percentage in words."""
        share = self.rows[index][1]
        return f"{100 * self.before[index]:.0f} → {percent(share)}" if self.before else percent(share)

    def sizeHint(self) -> QSize:
        return QSize(px(260), self.most * px(ROW))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(BODY))
        metrics = QFontMetrics(painter.font())
        number_width = metrics.horizontalAdvance("100 → 100 %" if self.before else "100 %") + GAP
        name_width, row = min(max(0.44 * self.width(), self.width() - number_width - px(LEAST_BAR)), px(NAME)), px(ROW)
        thick = px(8)
        bar_width = max(self.width() - name_width - number_width - GAP, 10)
        for index, (label, share) in enumerate(self.rows[: self.most]):
            top, middle = index * row, index * row + row / 2
            painter.setPen(QColor(self._theme.text if index == 0 else self._theme.muted))
            name = metrics.elidedText(
                tr(label) if label == NOTHING else label, Qt.TextElideMode.ElideRight, int(name_width) - GAP
            )
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(0, top, name_width, row), left, name)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.width() - number_width, top, number_width, row), right, self._number(index))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.raised))
            painter.drawRoundedRect(QRectF(name_width, middle - thick / 2, bar_width, thick), 4, 4)
            painter.setBrush(QColor(action_colour(self._theme, None if label == NOTHING else label)))
            if share >= 0.005:
                filled = QRectF(name_width, middle - thick / 2, max(bar_width * share, 6), thick)
                painter.drawRoundedRect(filled, 4, 4)
            needed = self.needed[index] if self.needed else None
            if needed is not None:
                self._draw_threshold(painter, name_width + bar_width * min(needed, 1.0), middle)
            if self.before:
                at = name_width + bar_width * self.before[index]
                mark = QRectF(min(at, name_width + bar_width - 1) - 1, middle - thick, 2, 2 * thick)
                painter.fillRect(mark, self._theme.text)

    def _draw_threshold(self, painter: QPainter, x: float, middle: float) -> None:
        """A line across the bar, light on both sides, so that it is seen on every colour."""
        half = px(THRESHOLD) / 2
        painter.fillRect(QRectF(x - 1.5, middle - half, 3, 2 * half), QColor(self._theme.surface))
        painter.fillRect(QRectF(x - 0.5, middle - half, 1, 2 * half), QColor(self._theme.text))
