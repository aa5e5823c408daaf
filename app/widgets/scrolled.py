"""Room for what may be higher than the window or the screen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.widgets.text_size import px

LEAST = 64  # pixels at a text size of 100 %, the least height in which scrolling makes sense


class Scrolled(QScrollArea):
    """As large as what is in it where there is room, and scrolled up and down where there is less. By keyboard it is
    scrolled by whatever has the focus in it; where nothing in it can have it, ``focusable`` lets it have it itself."""

    def __init__(self, inner: QWidget, focusable: bool = False) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if focusable else Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self._inner = inner
        inner.installEventFilter(self)
        for part in (self.viewport(), inner):
            part.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint() + QSize(self._bar(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As large as there is room, and no lower than it can be: what Qt does by itself goes by how high it would like
        to be."""
        room, least, layout = self.viewport().size(), self._inner.minimumSizeHint(), self._inner.layout()
        width, height = max(room.width(), least.width()), max(least.height(), self._inner.minimumHeight())
        if layout is not None and layout.hasHeightForWidth():
            height = layout.minimumHeightForWidth(width)
        self._inner.resize(width, max(room.height(), height))

    def minimumSizeHint(self) -> QSize:
        inner = self._inner.minimumSizeHint()
        return QSize(inner.width() + self._bar(), min(inner.height(), px(LEAST)))

    def _bar(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return False


class ScrolledPage(Scrolled):
    """Would like to be as high as what is in it is at this width, and no higher: the rest is the picture's."""

    def sizeHint(self) -> QSize:
        wanted, width = super().sizeHint(), max(self.viewport().width(), self._inner.minimumSizeHint().width())
        return QSize(wanted.width(), self._inner.heightForWidth(width))
