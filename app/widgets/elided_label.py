"""A label for text of any length, in the room that there is."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

LEAST = 4  # characters with the dots: fewer mean nothing to a reader


class ElidedLabel(QLabel):
    """A label that shortens its text instead of widening the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full = ""

    def set_full_text(self, text: str) -> None:
        """Show this text, shortened where it does not fit."""
        if text != self._full:
            self._full = text
            self.setAccessibleName(text)
            self._fit()

    def full_text(self) -> str:
        """The whole text, whatever of it fits."""
        return self._full

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        short = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 20))
        whole, (first, *others) = short.removesuffix("…").rstrip(" ·"), self._full.split(" · ")
        if short != self._full and self._full.startswith(f"{whole} · "):
            short = whole  # a part of several, and no dots in place of the next
        elif others and len(short) <= len(first):
            short = ""  # not even the first part: half a number would be another one
        self.setText(short if len(short) > LEAST or short == self._full else "")
