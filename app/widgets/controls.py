"""Small parts that several panels use."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from app.widgets.theme import GAP

BOX = 15  # pixels, of a check box
CLICK_MOVES = 3  # pixels that a click may move and is no drag yet


class DropDown(QComboBox):
    """A drop-down list with a plain chevron, which a styled list otherwise lacks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(QPen(self.palette().color(group, QPalette.ColorRole.Text), 1.4))
        x, y = self.width() - 14.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])


class CheckBox(QCheckBox):
    """A check box whose frame is seen on dark ground too."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(GAP, 0)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        palette, role = self.palette(), QPalette.ColorRole
        accent, text = palette.color(group, role.Accent), palette.color(group, role.WindowText)
        box = QRectF(0.5, (self.height() - BOX) / 2, BOX, BOX)
        checked = self.isChecked() and self.isEnabled()
        painter.setPen(QPen(accent if checked or self.hasFocus() else palette.color(role.PlaceholderText), 1.3))
        painter.setBrush(accent if checked else palette.color(role.Base))
        painter.drawRoundedRect(box, 3.5, 3.5)
        if self.isChecked():
            painter.setPen(QPen(palette.color(role.HighlightedText) if checked else text, 1.8))
            x, y = box.left(), box.top()
            painter.drawPolyline([QPointF(x + 3.5, y + 8), QPointF(x + 6.8, y + 11), QPointF(x + 12, y + 4.8)])
        painter.setPen(text)
        words = QRectF(BOX + GAP + 1, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            width = painter.fontMetrics().horizontalAdvance(self.text())
            base = (self.height() + painter.fontMetrics().height()) / 2
            painter.setPen(QPen(accent, 1))
            painter.drawLine(QPointF(words.left(), base), QPointF(words.left() + width, base))


class DropDowns(QWidget):
    """A row of drop-down lists, each under its name."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)

    def add(self, name: str, items: Sequence[str] = (), stretch: int = 1) -> QComboBox:
        """Another list at the right end."""
        column = self._grid.columnCount() if self._grid.count() else 0
        label, combo = QLabel(name), DropDown()
        label.setProperty("caption", True)
        label.setBuddy(combo)
        combo.setAccessibleName(name)
        combo.addItems(list(items))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(2)
        combo.currentIndexChanged.connect(self._changed)
        self._grid.addWidget(label, 0, column)
        self._grid.addWidget(combo, 1, column)
        self._grid.setColumnStretch(column, stretch)
        return combo


def refill(combo: QComboBox, items: Sequence[str]) -> None:
    """Give a list other items, keeping the choice where it is still there, without a signal."""
    if [combo.itemText(index) for index in range(combo.count())] == list(items):
        return
    chosen = max(combo.currentIndex(), 0)
    combo.blockSignals(True)
    combo.clear()
    combo.addItems(list(items))
    combo.setCurrentIndex(min(chosen, len(items) - 1))
    combo.blockSignals(False)


def caption(text: str) -> QLabel:
    """A small line of explanation that wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("caption", True)
    return label
