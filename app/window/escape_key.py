"""Esc ends what goes on in the window, before it is anything else there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EscapeKey(QObject):
    """Hears of the keys of a window that none of its parts had a use for. While ``goes_on`` says so, Esc calls ``end``,
    and no command that has the same key."""

    def __init__(self, window: QWidget, goes_on: Callable[[], bool], end: Callable[[], object]) -> None:
        super().__init__(window)
        self._goes_on, self._end = goes_on, end
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not self._goes_on():
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # so that it comes as a key, and not as a command
            return True
        if event.type() is QEvent.Type.KeyPress and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._end()
            return True
        return False
