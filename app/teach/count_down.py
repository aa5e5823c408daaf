"""What the stage shows while examples are recorded: a count-down that is read from across the room."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.session.example_recorder import ExampleRecorder
from app.widgets.text_size import OWN, px
from app.widgets.theme import SECTION, exact_font, font
from recognizer.colours import DARK

LARGEST, SHARE = 220, 0.42  # pixels at most of the number's height, and which share of the picture's it takes
PLATE, TEXT = QColor(11, 14, 18, 170), QColor("#ffffff")
GO, MISSED = "Go!", "Nobody was seen. Once more:"


class CountDown(QWidget):
    """Lies over what is in ``around``, on a dark plate whatever the theme is: it is read on any picture."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty(OWN, True)
        self.large = self.caption = ""
        self._share: float | None = None  # of what is being recorded
        around.installEventFilter(self)
        self.hide()

    def show_state(self, recorder: ExampleRecorder) -> None:
        """Show how far a recording is."""
        plan = recorder.plan
        what = f"{plan.action} · {recorder.done + 1} of {plan.count}"
        self.large = GO if recorder.recording else str(recorder.left)
        self.caption = f"{MISSED} {what}" if recorder.misses and not recorder.recording else what
        self._share = recorder.share if recorder.recording else None
        self.setAccessibleName(f"{self.large} {self.caption}")
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
        number = exact_font(min(px(LARGEST), round(SHARE * self.height())), bold=True)
        words = font(SECTION + 3, bold=True)
        high, line = QFontMetrics(number).capHeight(), QFontMetrics(words).lineSpacing()
        wide = max(QFontMetrics(number).horizontalAdvance(GO), QFontMetrics(words).horizontalAdvance(self.caption))
        width = min(wide + px(64), self.width())
        plate = QRectF(0, 0, width, high + line + px(80))
        plate.moveCenter(QRectF(self.rect()).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(plate, px(16), px(16))
        painter.setPen(TEXT)
        painter.setFont(number)
        at = QRectF(plate.left(), plate.top() + px(22), plate.width(), high + px(8))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, self.large)
        painter.setFont(words)
        below = QRectF(plate.left(), plate.bottom() - line - px(30), plate.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.caption)
        if self._share is not None:
            self._draw_share(painter, plate)

    def _draw_share(self, painter: QPainter, plate: QRectF) -> None:
        """A red bar that fills while it is recorded, at the plate's foot."""
        line = QRectF(plate.left() + px(24), plate.bottom() - px(20), plate.width() - 2 * px(24), px(7))
        painter.setPen(QPen(TEXT, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(line, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(DARK.recording))
        filled = QRectF(line.left(), line.top(), line.width() * (self._share or 0.0), line.height())
        painter.drawRoundedRect(filled, 3, 3)
