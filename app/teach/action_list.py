"""The own actions of a pack, each in its colour, with how many examples it has."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.texts import tr
from app.widgets.text_size import px
from app.widgets.theme import LIGHT, Theme
from recognizer.colours import action_colour

if TYPE_CHECKING:
    from recognizer.own_actions.pack import Pack

SWATCH = 12  # pixels at a text size of 100 %
NAME = Qt.ItemDataRole.UserRole


class ActionList(QTreeWidget):
    """``chosen`` reports which action's examples are to be seen, ``renamed`` an action and its new name, ``removed``
    that the chosen action is to go with its examples."""

    chosen = Signal()
    renamed = Signal(str, str)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self.setAccessibleName(tr("Own actions"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeWidget.EditTrigger.DoubleClicked)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())
        self.itemChanged.connect(self._take_name)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, and the size of text."""
        self._theme = theme
        self.setIconSize(QSize(px(SWATCH), px(SWATCH)))
        for item in self._items():
            self._paint(item)

    def show_pack(self, pack: "Pack") -> None:
        """Show the actions of a pack; the same one stays chosen."""
        rows = [(name, len(pack.of(name))) for name in pack.names]
        if rows == [(item.data(0, NAME), int(item.text(1))) for item in self._items()]:
            return
        action = self.action
        self.blockSignals(True)
        self.clear()
        for name, count in rows:
            item = QTreeWidgetItem([name, str(count)])
            item.setData(0, NAME, name)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._paint(item)
            self.addTopLevelItem(item)
            if name == action:
                self.setCurrentItem(item)
        if self.currentItem() is None and rows:
            self.setCurrentItem(self._items()[-1])
        self.blockSignals(False)
        self.chosen.emit()

    def choose(self, action: str) -> None:
        """Show the examples of this action, if there is one of that name."""
        for item in self._items():
            if item.data(0, NAME) == action:
                self.setCurrentItem(item)

    @property
    def action(self) -> str:
        """The name of the action that is chosen; empty where there is none."""
        item = self.currentItem()
        return "" if item is None else item.data(0, NAME)

    def rename(self) -> None:
        """Let another name be typed for the chosen action."""
        if (item := self.currentItem()) is not None:
            self.setFocus()
            self.editItem(item, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.action:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _take_name(self, item: QTreeWidgetItem) -> None:
        old, new = item.data(0, NAME), item.text(0)
        if new != old:
            self.blockSignals(True)
            item.setText(0, old)  # until the pack has it
            self.blockSignals(False)
            self.renamed.emit(old, new)

    def _items(self) -> list[QTreeWidgetItem]:
        found = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _paint(self, item: QTreeWidgetItem) -> None:
        side = px(SWATCH)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(action_colour(self._theme, item.data(0, NAME))))
        painter.drawRoundedRect(pixmap.rect(), 3, 3)
        painter.end()
        blocked = self.blockSignals(True)
        item.setIcon(0, QIcon(pixmap))
        self.blockSignals(blocked)
