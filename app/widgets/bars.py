"""The most probable labels as bars: beside a name, its probability, and where wanted what it was before."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.text import percent
from app.widgets.theme import BODY, GAP, LIGHT, Theme, font
from recognizer.text import BEST

ROW = 21  # pixels


class ProbabilityBars(QWidget):
    """The most probable labels: name, bar, percentage; and, where it is given, a mark at what it was before."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(BEST * ROW)
        self.rows: list[tuple[str, float]] = []
        self.before: list[float] = []
        self._colour, self._theme = LIGHT.persons[0], LIGHT

    def set_look(self, colour: str, theme: Theme) -> None:
        """Draw the bars in this colour, the rest in the theme's."""
        self._colour, self._theme = colour, theme
        self.update()

    def set_rows(self, rows: list[tuple[str, float]], before: Sequence[float] = ()) -> None:
        """(label, probability), the best first. ``before``: what each probability was."""
        if rows != self.rows or list(before) != self.before:
            self.rows, self.before = rows, list(before)
            texts = (f"{label} {self._number(index)}" for index, (label, _) in enumerate(rows))
            self.setAccessibleDescription(", ".join(texts))
            self.update()

    def _number(self, index: int) -> str:
        """A row's percentage in words."""
        share = self.rows[index][1]
        return f"{100 * self.before[index]:.0f} → {percent(share)}" if self.before else percent(share)

    def sizeHint(self) -> QSize:
        return QSize(260, BEST * ROW)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(BODY))
        metrics = QFontMetrics(painter.font())
        number_width = metrics.horizontalAdvance("100 → 100 %" if self.before else "100 %") + GAP
        name_width = min(0.44 * self.width(), 170)
        bar_width = max(self.width() - name_width - number_width - GAP, 10)
        for index, (label, share) in enumerate(self.rows[:BEST]):
            top, middle = index * ROW, index * ROW + ROW / 2
            painter.setPen(QColor(self._theme.text if index == 0 else self._theme.muted))
            name = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(name_width) - GAP)
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(0, top, name_width, ROW), left, name)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.width() - number_width, top, number_width, ROW), right, self._number(index))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.raised))
            painter.drawRoundedRect(QRectF(name_width, middle - 4, bar_width, 8), 4, 4)
            fill = QColor(self._colour)
            fill.setAlpha(255 if index == 0 else 150)
            painter.setBrush(fill)
            if share >= 0.005:
                painter.drawRoundedRect(QRectF(name_width, middle - 4, max(bar_width * share, 6), 8), 4, 4)
            if self.before:
                at = name_width + bar_width * self.before[index]
                painter.fillRect(QRectF(min(at, name_width + bar_width - 1) - 1, middle - 7, 2, 14), self._theme.text)
