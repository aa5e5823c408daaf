"""Rows in columns that are as high as the style sheet says."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTreeWidget


class Tree(QTreeWidget):
    """Qt measures the rows that were there before the style sheet was applied without it, and keeps to that."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.Polish:
            self.scheduleDelayedItemsLayout()
        return done
