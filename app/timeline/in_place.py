"""A field that opens on the timeline to type a label or a name into."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.session.edits import LONGEST_TEXT
from app.widgets.text_size import px

LEAST = 150  # pixels of its width at a text size of 100 %
# Why the focus may go without the field being left: the list of completions opens, another program comes to the front.
STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class InPlaceField(QLineEdit):
    """Enter takes what was typed, Esc leaves all as it was, and so does going elsewhere without having typed. Whoever
    had the focus has it again afterwards; then ``closed`` comes."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setMaxLength(LONGEST_TEXT)
        self._take: Callable[[str], object] = lambda text: None
        self.hide()

    def ask(self, box: QRect, name: str, text: str, known: Sequence[str], take: Callable[[str], object]) -> None:
        """Open over ``box``, with ``text`` to begin with and completions from ``known``; ``name`` is what it asks for,
        ``take`` is given what was typed."""
        self._take = take
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setText(text)
        self.selectAll()
        self.setModified(False)
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        width = max(box.width(), px(LEAST))
        left = max(min(box.left(), self._parent.width() - width), 0)
        height = max(box.height() + 6, self.fontMetrics().height() + 12)
        self.setGeometry(left, max(box.center().y() - height // 2, 0), width, height)
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Leave all as it was."""
        self._close(taken=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(taken=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._close(taken=False)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are the field's, not shortcuts of the window."""
        own = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING and self.isVisible():
            self._close(taken=self.isModified())

    def _close(self, taken: bool) -> None:
        if self.isHidden():
            return
        focused, text = self.hasFocus(), self.text()
        take, self._take = self._take, lambda text: None
        self.hide()
        if focused:
            self._parent.setFocus()
        if taken:
            take(text)
        self.closed.emit()
