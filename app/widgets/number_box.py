"""Boxes for numbers that look as drop-down lists do, and leave wheel and space bar to the window."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionSpinBox,
)

from app.widgets.text_size import px

INDENT = 6  # pixels at a text size of 100 %, by which the number lies where the texts of lists do


class NumberBox(QSpinBox):
    """A whole number. The wheel leaves it alone, as it does drop-down lists, and the space bar plays and pauses."""

    def event(self, event: QEvent) -> bool:
        return _leave_space(event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lineEdit().setTextMargins(px(INDENT), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DecimalBox(QDoubleSpinBox):
    """The same for a number with digits after the point."""

    def event(self, event: QEvent) -> bool:
        return _leave_space(event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lineEdit().setTextMargins(px(INDENT), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _leave_space(event: QEvent) -> bool:
    """Whether this is the space bar, which is then left to the window."""
    if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
        event.ignore()
        return True
    return False


def _draw_arrows(box: NumberBox | DecimalBox) -> None:
    """The arrows of drop-down lists, which a style sheet takes away."""
    option, painter, style = QStyleOptionSpinBox(), QPainter(box), box.style()
    box.initStyleOption(option)
    for button, arrow in (
        (QStyle.SubControl.SC_SpinBoxUp, QStyle.PrimitiveElement.PE_IndicatorArrowUp),
        (QStyle.SubControl.SC_SpinBoxDown, QStyle.PrimitiveElement.PE_IndicatorArrowDown),
    ):
        place = QStyleOption()
        place.initFrom(box)
        place.rect = style.subControlRect(QStyle.ComplexControl.CC_SpinBox, option, button, box)
        style.drawPrimitive(arrow, place, painter, box)
