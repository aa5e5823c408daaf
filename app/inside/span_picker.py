"""A window's time as a strip, on which a stretch can be marked: with the mouse, or with the keyboard alone."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import tr
from app.widgets.controls import CLICK_MOVES
from app.widgets.skeleton_painter import theme_colours
from app.widgets.text_size import OWN, px
from app.widgets.theme import CAPTION, LIGHT, Theme, font
from recognizer.explain.importance_shapes import drop_ink, relative_size
from recognizer.explain.mask import FrameSpan
from recognizer.text import clock_text

KEY_STEPS = 8  # a key goes by an eighth of the window
HEIGHT, NUMBERS = 58, 18  # pixels of the whole, and of the seconds below, at a text size of 100 %


class SpanPicker(QWidget):
    """Drag over it, or use the arrow keys: Left and Right move the stretch, with Shift its end; Delete takes it away.
    ``changed`` reports that another stretch is marked, or none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Time to hide"))
        self.setAccessibleDescription(
            tr("Right and Left move the hidden stretch, with Shift its end; Delete takes it away.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty(OWN, True)
        self.setFixedHeight(px(HEIGHT))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._theme = LIGHT
        self.frames, self._start, self._end = 0, 0.0, 0.0
        self.span: FrameSpan | None = None
        self._drops: np.ndarray | None = None
        self._stretches: tuple[FrameSpan, ...] = ()
        self._pressed: float | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.setFixedHeight(px(HEIGHT))
        self.update()

    def show_time(self, frames: int, start: float, end: float) -> None:
        """A window of so many frames, from when to when in seconds."""
        if frames != self.frames:
            self.mark(None)
        self.frames, self._start, self._end = frames, start, end
        self.update()

    def show_drops(self, drops: np.ndarray | None, stretches: tuple[FrameSpan, ...] = ()) -> None:
        """By how much the probability falls without each of these stretches; ``None``: not known."""
        self._drops, self._stretches = drops, stretches
        self.update()

    def mark(self, span: FrameSpan | None) -> None:
        """Mark these frames as hidden, or none."""
        if span != self.span:
            self.span = span
            self.update()
            self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(HEIGHT))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(0.5, 0.5, self.width() - 1, px(HEIGHT) - px(NUMBERS) - 1)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.stage))
        painter.drawRoundedRect(ground, 4, 4)
        if not self.frames:
            return
        self._draw_drops(painter, ground)
        if self.span is not None:
            self._draw_span(painter, ground, self.span)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(theme.muted))
        below = QRectF(0, px(HEIGHT) - px(NUMBERS), self.width(), px(NUMBERS))
        for flag, time in (
            (Qt.AlignmentFlag.AlignLeft, self._start),
            (Qt.AlignmentFlag.AlignHCenter, (self._start + self._end) / 2),
            (Qt.AlignmentFlag.AlignRight, self._end),
        ):
            painter.drawText(below, flag | Qt.AlignmentFlag.AlignBottom, clock_text(time))

    def _draw_drops(self, painter: QPainter, ground: QRectF) -> None:
        if self._drops is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        colours = theme_colours(self._theme)
        for stretch, drop in zip(self._stretches, self._drops.tolist()):
            height = 2 + (ground.height() - 8) * relative_size(drop, self._drops)
            painter.setBrush(QColor(colours[drop_ink(drop)]))
            left, right = self._x(stretch.first) + 1.5, self._x(stretch.end) - 1.5
            painter.drawRect(QRectF(left, ground.bottom() - 2 - height, right - left, height))

    def _draw_span(self, painter: QPainter, ground: QRectF, span: FrameSpan) -> None:
        """Hatched, so that not a colour alone marks it."""
        left, right = self._x(span.first), self._x(span.end)
        box = QRectF(left, 1, right - left, ground.height())
        shade = QColor(self._theme.text)
        shade.setAlpha(48)
        painter.fillRect(box, shade)
        painter.setPen(QPen(QColor(self._theme.text), 1))
        painter.save()
        painter.setClipRect(box)
        for x in np.arange(box.left() - box.height(), box.right(), 7):
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.text), 1.6))
        painter.drawRect(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.frames:
            self._pressed = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or abs(event.position().x() - self._pressed) <= CLICK_MOVES:
            return
        one, other = sorted((self._frame(self._pressed), self._frame(event.position().x())))
        self.mark(FrameSpan(one, max(other, one + 1)) if one < self.frames else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and abs(event.position().x() - self._pressed) <= CLICK_MOVES:
            self.mark(None)  # a click takes it away
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = max(self.frames // KEY_STEPS, 1)
        directions: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        direction = directions.get(event.key(), 0)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.mark(None)
        elif not direction or not self.frames:
            super().keyPressEvent(event)
        elif self.span is None:
            self.mark(FrameSpan(0, step) if direction > 0 else FrameSpan(self.frames - step, self.frames))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            end = min(max(self.span.end + direction * step, self.span.first + 1), self.frames)
            self.mark(FrameSpan(self.span.first, end))
        else:
            length = self.span.end - self.span.first
            first = min(max(self.span.first + direction * step, 0), self.frames - length)
            self.mark(FrameSpan(first, first + length))

    def _x(self, frame: float) -> float:
        return 1 + frame / self.frames * (self.width() - 2)

    def _frame(self, x: float) -> int:
        return round(min(max((x - 1) / (self.width() - 2), 0.0), 1.0) * self.frames)
