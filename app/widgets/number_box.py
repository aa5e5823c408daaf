"""Boxes for numbers that look as drop-down lists do, and leave wheel and space bar to the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QStyle, QStyleOptionSpinBox

from app.widgets.controls import draw_chevron
from app.widgets.text_size import px

INDENT = 6  # pixels at a text size of 100 %, by which the number lies where the texts of lists do
SMALLER = 0.7  # of a list's chevron: there are two of them above each other
UP, DOWN = QAbstractSpinBox.StepEnabledFlag.StepUpEnabled, QAbstractSpinBox.StepEnabledFlag.StepDownEnabled

if TYPE_CHECKING:
    Spin = QAbstractSpinBox
else:
    Spin = object  # one of Qt's kinds stands beside it


class LikeLists(Spin):
    """What both kinds of numbers share. The wheel leaves them alone, as it does drop-down lists, and the space bar
    plays and pauses."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            event.ignore()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lineEdit().setTextMargins(px(INDENT), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the chevrons of drop-down lists: a style sheet takes the arrows away."""
        super().paintEvent(event)
        option, style, spin = QStyleOptionSpinBox(), self.style(), QStyle.ComplexControl.CC_SpinBox
        self.initStyleOption(option)
        painter = QPainter(self)
        for button, step in ((QStyle.SubControl.SC_SpinBoxUp, UP), (QStyle.SubControl.SC_SpinBoxDown, DOWN)):
            middle = QRectF(style.subControlRect(spin, option, button, self)).center()
            draw_chevron(painter, self, middle, up=step is UP, size=SMALLER)


class NumberBox(LikeLists, QSpinBox):
    """A whole number."""


class DecimalBox(LikeLists, QDoubleSpinBox):
    """A number with digits after the point."""
