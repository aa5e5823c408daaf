"""What the lines of links mean, and how many of them are drawn."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.texts import mark, tr
from app.widgets.controls import DropDown
from app.widgets.theme import CAPTION, GAP, LIGHT, Theme, font

COUNTS = (6, 12, 24, 48)
USUAL = 12
SAMPLE, APART = 22, 11  # pixels, the length of a line, and between two meanings
WORDS = ((mark("adds what is heard"), True), (mark("takes it away"), False))
WIDER = mark("wider: stronger")


class LinkLegend(QWidget):
    """``changed`` reports that another number of links is wanted: ``count``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = DropDown()
        self.number.setAccessibleName(tr("Number of links"))
        self.number.setProperty("compact", True)
        self.number.addItems([str(count) for count in COUNTS])
        self.number.setCurrentIndex(COUNTS.index(USUAL))
        self.number.currentIndexChanged.connect(self.changed)
        label = QLabel(tr("Links"))
        label.setProperty("caption", True)
        label.setBuddy(self.number)
        self.key = LineKey()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(label)
        row.addWidget(self.number)
        row.addWidget(self.key, 1)

    @property
    def count(self) -> int:
        """How many links are wanted."""
        return COUNTS[self.number.currentIndex()]

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.key.set_theme(theme)


class LineKey(QWidget):
    """A whole warm line and a dashed cold one, each with what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("; ".join(self.lines()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = LIGHT

    @staticmethod
    def lines() -> tuple[str, ...]:
        """The legend in words."""
        return (
            tr("Warm, whole line: {words}", words=tr(WORDS[0][0])),
            tr("Cold, dashed line: {words}", words=tr(WORDS[1][0])),
            tr(WIDER),
        )

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(CAPTION))
        width = sum(SAMPLE + 6 + APART + metrics.horizontalAdvance(tr(words)) for words, _ in WORDS)
        return QSize(width + metrics.horizontalAdvance(tr(WIDER)), metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION))
        x, middle = 4.0, self.height() / 2
        for words, positive in WORDS:
            pen = QPen(QColor(self._theme.positive if positive else self._theme.negative), 3)
            if not positive:
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                pen.setDashPattern([2.4, 1.9])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + SAMPLE, middle))
            x = self._write(painter, tr(words), x + SAMPLE + 6) + APART
        if x + painter.fontMetrics().horizontalAdvance(tr(WIDER)) <= self.width():
            self._write(painter, tr(WIDER), x)

    def _write(self, painter: QPainter, words: str, x: float) -> float:
        """Write from ``x`` on; returns where the words end."""
        painter.setPen(QColor(self._theme.muted))
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return x + width
