"""The examples of an action, each as a small figure that moves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.texts import tr
from app.widgets.moving_figure import draw_example
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, LIGHT, Theme, font

if TYPE_CHECKING:
    from recognizer.own_actions.pack import ActionExample

TILE, PICTURE = (92, 108), 80  # pixels at a text size of 100 %; the picture is a tile's upper part
DATA = Qt.ItemDataRole.UserRole


class _Tile(QStyledItemDelegate):
    """Draws an example at this moment, and what it is called."""

    theme = LIGHT

    def sizeHint(self, _: QStyleOptionViewItem, __: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(*map(px, TILE))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        example, theme = index.data(DATA), self.theme
        box = option.rect.adjusted(3, 3, -3, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.line), 1.5 if chosen else 1))
        painter.setBrush(QColor(theme.notice if chosen else theme.stage))
        painter.drawRoundedRect(QRectF(box), 6, 6)
        picture = QRectF(box.left(), box.top(), box.width(), px(PICTURE))
        draw_example(painter, example.clip, picture, theme, example.action)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(theme.text))
        name = QRect(box.left() + 3, box.bottom() - px(21), box.width() - 6, px(19))
        words = QFontMetrics(painter.font()).elidedText(index.data(), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class ExampleList(QListView):
    """Arrow keys go from example to example; ``removed`` reports that the chosen one is to go."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Examples"))
        self._items = QStandardItemModel(self)
        self._tile = _Tile(self)
        self.setModel(self._items)
        self.setItemDelegate(self._tile)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, and the size of text."""
        self._tile.theme = theme
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_examples(self, examples: "Sequence[ActionExample]") -> None:
        """Show these; the same place stays chosen, or of fewer the last one, of more the newest."""
        before, row = self.examples, self.currentIndex().row()
        if before == list(examples):
            return
        same_action = before[:1] and examples[:1] and before[0].action == examples[0].action
        self._items.clear()
        for number, example in enumerate(examples):
            item = QStandardItem(f"{number + 1} · {example.clip.time[-1] - example.clip.time[0]:.1f} s")
            item.setData(example, DATA)
            where = tr(", from {origin}", origin=example.origin) if example.origin else ""
            item.setToolTip(
                tr("Example {number} of {action}{where}", number=number + 1, action=example.action, where=where)
            )
            item.setData(item.toolTip(), Qt.ItemDataRole.AccessibleTextRole)
            self._items.appendRow(item)
        chosen = row if same_action and len(before) >= len(examples) else len(examples) - 1
        if not same_action:
            chosen = 0
        self.setCurrentIndex(self._items.index(min(max(chosen, 0), len(examples) - 1), 0))

    @property
    def examples(self) -> "list[ActionExample]":
        """What is shown."""
        return [self._items.item(row).data(DATA) for row in range(self._items.rowCount())]

    @property
    def chosen(self) -> "ActionExample | None":
        """The example that is chosen."""
        return self.currentIndex().data(DATA)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen is not None:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
