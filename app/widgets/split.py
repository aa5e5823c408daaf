"""Parts beside or above each other, with borders that the mouse and the arrow keys move."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from app.texts import tr

STEP = 24  # pixels by which one press of an arrow key moves a border


class Border(QSplitterHandle):
    """Is reached by Tab; the arrow keys move it."""

    def __init__(self, orientation: Qt.Orientation, split: QSplitter) -> None:
        super().__init__(orientation, split)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(tr("Arrow keys move it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        beside = self.orientation() is Qt.Orientation.Horizontal
        back, ahead = (Qt.Key.Key_Left, Qt.Key.Key_Right) if beside else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.key() not in (back, ahead):
            super().keyPressEvent(event)
        else:
            place = self.x() if beside else self.y()
            self.moveSplitter(place + (STEP if event.key() == ahead else -STEP))


class Split(QSplitter):
    """A splitter whose borders can be moved by keyboard too."""

    def createHandle(self) -> QSplitterHandle:
        return Border(self.orientation(), self)
