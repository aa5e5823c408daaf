"""A ring around whatever has the focus: one for the whole application, the same in the window, on maps, in dialogs."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QRegion
from PySide6.QtWidgets import QApplication, QFocusFrame, QScrollArea, QWidget

OUTSIDE, LINE, CORNER = 3, 2, 7  # pixels: of the ring outside what it surrounds, of its line, and of its corners
THICK = 6  # pixels from the ring's edge within which it is drawn, its corners too
MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class FocusRing(QObject):
    """Follows the focus. It lies over the parts of a window and is not drawn by them, so that none can lack it; a part
    that Tab does not reach has none, though it may have the focus when a window opens."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: Ring | None = None
        application.focusChanged.connect(lambda _, now: self.surround(now))

    def surround(self, part: QWidget | None) -> None:
        """Show the ring around this part of a window, or nowhere."""
        if part is not None and not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part = None
        if part is not None and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            _reveal(part)
        if self._ring is not None and not shiboken6.isValid(self._ring):
            self._ring = None  # its window is no more
        if self._ring is not None and part is not None and self._ring.parentWidget() is not part.window():
            self._ring.surround(None)
            self._ring.deleteLater()
            self._ring = None
        if self._ring is None and part is not None:
            self._ring = Ring(part.window())
        if self._ring is not None:
            self._ring.surround(part)


class Ring(QFocusFrame):
    """The ring of a window. It surrounds as much of a part as is seen: of what is scrolled, that may be little. As one
    of Qt's frames it is nothing to the mouse and to screen readers, but goes its own way: theirs is cut off where what
    it surrounds fills what it lies in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._part: QWidget | None = None
        self._watched: tuple[QWidget, ...] = ()
        self.hide()

    def surround(self, part: QWidget | None) -> None:
        """Lie around this part of the window, wherever it goes, or nowhere."""
        for one in self._watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._part, self._watched = part, () if part is None else (part, *_around(part))
        for one in self._watched:
            one.installEventFilter(self)
        self._place()
        if part is not None:
            self.raise_()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in MOVES:
            self._place()
        return False

    def _place(self) -> None:
        part = self._part
        there = part is not None and shiboken6.isValid(part) and part.isVisible()
        seen = seen_of(part) if there and part is not None else QRect()
        self.setVisible(not seen.isEmpty())
        if part is not None and not seen.isEmpty():
            box = seen.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE) & part.window().rect()
            self.setGeometry(box)
            inner = self.rect().adjusted(THICK, THICK, -THICK, -THICK)
            self.setMask(QRegion(self.rect()) - QRegion(inner))  # what lies within is painted without it

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), LINE))
        inset = LINE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), CORNER, CORNER)


def seen_of(part: QWidget) -> QRect:
    """As much of a part as what it lies in leaves to be seen, in pixels of its window."""
    window = part.window()
    seen = QRect(part.mapTo(window, QPoint()), part.size())
    for around in _around(part):
        seen &= QRect(around.mapTo(window, QPoint()), around.size())
    return seen


def _around(part: QWidget) -> Iterator[QWidget]:
    """What a part lies in, up to its window, which is not among it."""
    around = part.parentWidget()
    while around is not None and not around.isWindow():
        yield around
        around = around.parentWidget()


def _reveal(part: QWidget) -> None:
    """Scroll so that a part is seen. Qt does so by itself where Tab goes on within what is scrolled, not where it comes
    from elsewhere."""
    for around in _around(part):
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part, OUTSIDE, OUTSIDE)


def show_focus(application: QApplication) -> None:
    """Have a ring around whatever has the focus from now on, in the colours and sizes that are in use now."""
    ring = application.findChild(FocusRing) or FocusRing(application)
    ring.surround(application.focusWidget())
