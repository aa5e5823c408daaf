"""Words on the stage that are read from across the room: large ones, a line below, and a bar."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.widgets.text_size import OWN, px
from app.widgets.theme import GAP, SECTION, exact_font, font
from recognizer.colours import DARK

LARGEST, SHARE = 220, 0.42  # pixels at most of the large words' height, and which share of the picture's they take
SMALL_LARGEST, SMALL_SHARE = 64, 0.12  # of a plate that leaves the picture to be seen
PLATE, TEXT = QColor(11, 14, 18, 170), QColor("#ffffff")


@dataclass(frozen=True)
class PlateWords:
    """``share``: how much of the bar is filled, from 0 to 1, ``None`` for no bar; ``mark``: where a line lies across
    it; ``colour``: of what is filled. ``aside``: smaller and in a corner, so that whoever acts is seen
    beside it."""

    large: str
    caption: str
    share: float | None = None
    mark: float | None = None
    colour: str = DARK.recording
    aside: bool = False


class Plate(QWidget):
    """Lies over what is in ``around``, dark whatever the theme is: it is read on any picture. ``widest``: large words
    that it keeps room for, so that it does not jump."""

    def __init__(self, around: QWidget, widest: str = "") -> None:
        super().__init__(around)
        self._around, self._widest = around, widest
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty(OWN, True)
        self.words = PlateWords("", "")
        around.installEventFilter(self)
        self.hide()

    @property
    def large(self) -> str:
        """The large words."""
        return self.words.large

    @property
    def caption(self) -> str:
        """The line below them."""
        return self.words.caption

    def show_words(self, words: PlateWords) -> None:
        """Show these."""
        if words == self.words and not self.isHidden():
            return
        self.words = words
        self.setAccessibleName(f"{words.large} {words.caption}")
        self.setGeometry(self._around.rect())
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._around:
            self.setGeometry(self._around.rect())
        return False

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, aside = self.words, self.words.aside
        most, share = (SMALL_LARGEST, SMALL_SHARE) if aside else (LARGEST, SHARE)
        large = exact_font(max(min(px(most), round(share * self.height())), px(SECTION + 9)), bold=True)
        small = font(SECTION if aside else SECTION + 3, bold=True)
        high, line, above = QFontMetrics(large).capHeight(), QFontMetrics(small).lineSpacing(), px(12 if aside else 22)
        widths = [QFontMetrics(large).horizontalAdvance(text) for text in (self._widest, words.large)]
        wide = max(*widths, QFontMetrics(small).horizontalAdvance(words.caption))
        plate = QRectF(0, 0, min(wide + px(64), self.width()), above + high + line + px(38 if aside else 58))
        plate.moveCenter(QRectF(self.rect()).center())
        if aside:
            plate.moveTopRight(QPointF(self.width() - GAP, GAP))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(plate, px(16), px(16))
        painter.setPen(TEXT)
        painter.setFont(large)
        at = QRectF(plate.left(), plate.top() + above, plate.width(), high + px(8))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words.large)
        painter.setFont(small)
        foot = px(24 if aside else 30)
        below = QRectF(plate.left() + px(8), plate.bottom() - line - foot, plate.width() - 2 * px(8), line)
        caption = QFontMetrics(small).elidedText(words.caption, Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, caption)
        if words.share is not None:
            self._draw_share(painter, plate, words.share)

    def _draw_share(self, painter: QPainter, plate: QRectF, share: float) -> None:
        """A bar at the plate's foot that is filled so far, and the line across it."""
        line = QRectF(plate.left() + px(24), plate.bottom() - px(18), plate.width() - 2 * px(24), px(7))
        painter.setPen(QPen(TEXT, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(line, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.words.colour))
        painter.drawRoundedRect(QRectF(line.left(), line.top(), line.width() * share, line.height()), 3, 3)
        if self.words.mark is not None:
            at = line.left() + line.width() * min(self.words.mark, 1.0)
            painter.fillRect(QRectF(at - 1, line.top() - px(4), 2, line.height() + 2 * px(4)), TEXT)
