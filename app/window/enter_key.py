"""Enter presses what has the focus in the main window, since the space bar plays and pauses there."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterKey(QObject):
    """Hears of the keys of a window that none of its parts had a use for. A part with a meaning of its own for Enter,
    a map as well as a field to type in, keeps it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in ENTER:
            return False
        focused = QApplication.focusWidget()
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if isinstance(focused, QAbstractButton):
            focused.click()
            return True
        if isinstance(focused, QComboBox):
            focused.showPopup()
            return True
        return False
