"""Small parts that several panels use."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from app.widgets.text_size import px, text_size
from app.widgets.theme import GAP

BOX = 15  # pixels, of a check box at a text size of 100 %
CLICK_MOVES = 3  # pixels that a click may move and is no drag yet


class DropDown(QComboBox):
    """A drop-down list with a plain chevron, which a styled list otherwise lacks. The wheel leaves its choice alone
    and scrolls what the list lies in: a choice made in passing is seldom meant, and often not seen.

    Screen readers learn its accessible name wherever they run. On Linux Qt gives them in its place what is chosen, and
    the name by a label that belongs to the list: where none is seen, there is one that is not."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Polish:
            self._have_label()
        return super().event(event)

    def _have_label(self) -> None:
        parent = self.parentWidget()
        if parent is not None and all(label.buddy() is not self for label in parent.findChildren(QLabel)):
            label = QLabel(self.accessibleName(), parent)
            label.setBuddy(self)
            label.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(
            view.sizeHintForColumn(0) + 2 * GAP
        )  # what is too long for the list is seen when it is open
        super().showPopup()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()  # which the style would cut without a mark
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        draw_chevron(painter, self, QPointF(self.width() - px(14), self.height() / 2))

    def shown_text(self) -> str:
        """What is chosen, or as much of it as there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)


def draw_chevron(painter: QPainter, box: QWidget, middle: QPointF, up: bool = False, size: float = 1.0) -> None:
    """The mark of a box from which something is chosen, faded where it cannot be; it leads ``up`` or down."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    group = QPalette.ColorGroup.Normal if box.isEnabled() else QPalette.ColorGroup.Disabled
    painter.setPen(QPen(box.palette().color(group, QPalette.ColorRole.Text), 1.4 / size))
    painter.translate(middle)
    painter.scale(size * text_size() / 100, (-size if up else size) * text_size() / 100)
    painter.drawPolyline([QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)])
    painter.restore()


class CheckBox(QCheckBox):
    """A check box whose frame is seen on dark ground too."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(words.width() + px(BOX + GAP) + GAP, max(words.height(), px(BOX)) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        palette, role = self.palette(), QPalette.ColorRole
        accent, text = palette.color(group, role.Accent), palette.color(group, role.WindowText)
        box = QRectF(0.5, (self.height() - px(BOX)) / 2, px(BOX), px(BOX))
        checked = self.isChecked() and self.isEnabled()
        painter.setPen(QPen(accent if checked else palette.color(role.PlaceholderText), 1.3))
        painter.setBrush(accent if checked else palette.color(role.Base))
        painter.drawRoundedRect(box, 3.5, 3.5)
        if self.isChecked():
            painter.setPen(QPen(palette.color(role.HighlightedText) if checked else text, 1.8))
            at = [box.topLeft() + QPointF(x, y) * (text_size() / 100) for x, y in ((3.5, 8), (6.8, 11), (12, 4.8))]
            painter.drawPolyline(at)
        painter.setPen(text)
        words = QRectF(px(BOX + GAP) + 1, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class DropDowns(QWidget):
    """A row of drop-down lists, each under its name."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)

    def add_widget(self, widget: QWidget) -> None:
        """Another control at the right end, as wide as it needs."""
        self._grid.addWidget(widget, 1, self._grid.columnCount())

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
        combo.setIconSize(QSize(0, 0))  # else each is as much wider as an icon would be
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


def row_of(widget: QWidget) -> QBoxLayout:
    """A layout of the widget that can go across or down."""
    layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    return layout
