"""An equation whose terms can be pointed at."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.lesson.text import Piece, lesson_text, shapes
from app.lesson.typeset import EM
from app.widgets.text_size import OWN, px
from app.widgets.theme import LIGHT, Theme

SIZE = 23.0  # pixels, of the type at a text size of 100 %
PAD = 5.0  # pixels around a term that is highlighted


@lru_cache(maxsize=256)
def outline(tex: str) -> QPainterPath:
    """A piece's shape, in thousandths of the size of the type."""
    path, words = QPainterPath(), iter(shapes()[tex].path.split())

    def point() -> QPointF:
        return QPointF(float(next(words)), float(next(words)))

    for command in words:
        if command == "M":
            path.moveTo(point())
        elif command == "L":
            path.lineTo(point())
        elif command == "Q":
            path.quadTo(point(), point())
        elif command == "C":
            path.cubicTo(point(), point(), point())
        else:
            path.closeSubpath()
    return path


def extent(pieces: Iterable[Piece]) -> tuple[float, float]:
    """How far all pieces reach above and below the line of writing, in thousandths of the size of the type."""
    found = [shapes()[piece.tex] for piece in pieces]
    return max((shape.ascent for shape in found), default=0.0), max((shape.descent for shape in found), default=0.0)


class Equation(QWidget):
    """Terms are underlined with dots. ``pointed`` gives the place of the term that is highlighted, with the mouse or
    the arrow keys, and ``None`` when none is any more."""

    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = LIGHT
        self.setProperty(OWN, True)
        self._fit()
        self.pieces: tuple[Piece, ...] = ()
        self.highlighted: int | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._fit()
        self.update()

    def _fit(self) -> None:
        """As high as the highest equation, so that it is the same on every page."""
        every = (piece for page in lesson_text().pages for piece in page.pieces)
        self.setFixedHeight(round(sum(extent(every)) * px(SIZE) / EM + 2 * PAD))

    def show_pieces(self, pieces: tuple[Piece, ...], spoken: str) -> None:
        """Another equation; ``spoken``: how it is read aloud."""
        self.pieces, self.highlighted = pieces, None
        self.setAccessibleName(spoken)
        self.setAccessibleDescription("")
        self.update()

    def highlight(self, place: int | None) -> None:
        """Highlight a term, by its place among the pieces, or none."""
        if place != self.highlighted:
            self.highlighted = place
            self.setAccessibleDescription("" if place is None else self.pieces[place].says)
            self.update()
            self.pointed.emit(place)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def boxes(self) -> list[QRectF]:
        """Where the pieces lie, in pixels."""
        scale, (ascent, descent) = self._scale(), extent(self.pieces)
        top, x, found = self._baseline() - scale * ascent, PAD, []
        for piece in self.pieces:
            width = scale * shapes()[piece.tex].width
            found.append(QRectF(x, top, width, scale * (ascent + descent)))
            x += width
        return found

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, line = self._scale(), self._baseline()
        for place, (piece, box) in enumerate(zip(self.pieces, self.boxes(), strict=True)):
            highlighted = place == self.highlighted
            if highlighted:
                painter.setPen(QPen(QColor(self._theme.accent), 1.2))
                painter.setBrush(QColor(self._theme.notice))
                painter.drawRoundedRect(box.adjusted(-2, -PAD, 2, PAD), 5, 5)
            elif piece.term:
                painter.setPen(QPen(QColor(self._theme.muted), 1.2, Qt.PenStyle.DotLine))
                bottom = min(box.bottom() + PAD - 1, self.height() - 1.0)
                painter.drawLine(QPointF(box.left() + 1, bottom), QPointF(box.right() - 1, bottom))
            painter.save()
            painter.translate(box.left(), line)
            painter.scale(scale, scale)
            painter.fillPath(outline(piece.tex), QColor(self._theme.accent if highlighted else self._theme.text))
            painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.highlight(self._term_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.highlight(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        terms = [place for place, piece in enumerate(self.pieces) if piece.term]
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() not in steps or event.modifiers() & Qt.KeyboardModifier.AltModifier or not terms:
            super().keyPressEvent(event)
            return
        step = steps[Qt.Key(event.key())]
        first = -1 if step > 0 else 0
        now = terms.index(self.highlighted) if self.highlighted in terms else first
        self.highlight(terms[(now + step) % len(terms)])

    def _term_at(self, at: QPointF) -> int | None:
        for place, box in enumerate(self.boxes()):
            if self.pieces[place].term and box.left() <= at.x() < box.right():
                return place
        return None

    def _scale(self) -> float:
        """Pixels for a thousandth; smaller where the equation would not fit."""
        width = sum(shapes()[piece.tex].width for piece in self.pieces)
        return min(px(SIZE) / EM, (self.width() - 2 * PAD) / max(width, 1.0))

    def _baseline(self) -> float:
        ascent, descent = extent(self.pieces)
        return self.height() / 2 + self._scale() * (ascent - descent) / 2
