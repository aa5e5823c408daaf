"""What lies below takes the height that it needs, until the user moves the handle."""

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.widgets.split import Split

HANDLE = 8  # pixels
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RoomSplitter(Split):
    """``upper`` gets all height that ``lower`` does not ask for. A handle that was moved stays where it was put, and is
    remembered by ``saveState``; a double click on it, or Enter, lets ``lower`` have what it needs again."""

    def __init__(self, upper: QWidget, lower: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._lower = lower
        self.moved = False
        self.addWidget(upper)
        self.addWidget(lower)
        self.setHandleWidth(HANDLE)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(lambda *_: self._take_move())
        self.handle(1).installEventFilter(self)
        self.handle(1).setAccessibleName(tr("Border above the timeline"))
        self.handle(1).setAccessibleDescription(
            tr("Up and down move it, Enter gives the timeline as much as it needs.")
        )
        self.handle(1).setToolTip(tr("Drag to give the timeline more room, double click for as much as it needs"))

    def kept(self) -> QByteArray:
        """Where the handle was put; empty where it never was."""
        return self.saveState() if self.moved else QByteArray()

    def put_back(self, kept: QByteArray) -> None:
        """Put the handle where it was when ``kept`` was asked for."""
        self.moved = not kept.isEmpty() and self.restoreState(kept)

    def fit(self) -> None:
        """Give ``lower`` the height that it needs."""
        if not self.moved:
            needed = self._lower.sizeHint().height()
            if abs(self.sizes()[1] - needed) > 0 and self.height() > needed:
                self.setSizes([self.height() - HANDLE - needed, needed])

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, _: object, event: QEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER
        if pressed or event.type() is QEvent.Type.MouseButtonDblClick:
            self.moved = False
            self.fit()
            return True
        return False

    def _take_move(self) -> None:
        self.moved = True
