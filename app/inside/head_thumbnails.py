"""All heads of a branch as small maps; a double click shows one alone."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.texts import tr
from app.widgets.matrix_view import SEQUENTIAL
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, GAP, LIGHT, Theme, font

WORDS = 17  # pixels below a map, at a text size of 100 %
_COLOURS = SEQUENTIAL.getLookupTable(nPts=256)[:, :3].astype(np.uint8)


class HeadThumbnail(QWidget):
    """One head's map, without axes."""

    opened = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.name = tr("Head {number}", number=number)
        self.setAccessibleName(self.name)
        self.setAccessibleDescription(tr("Enter or a double click shows this head alone, once more all heads."))
        self.setToolTip(tr("Double click to see this head alone; once more for all heads"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.theme = LIGHT
        self.alone = False
        self._pixels: np.ndarray | None = None  # owns what the image shows
        self._image: QImage | None = None

    def show_map(self, values: np.ndarray, limit: float) -> None:
        """``(queries, keys)``; ``limit`` has the last colour."""
        places = np.clip(values * (255 / limit), 0, 255).astype(np.uint8)
        self._pixels = np.ascontiguousarray(_COLOURS[places])
        rows, columns = values.shape
        self._image = QImage(self._pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(44), px(44 + WORDS))

    def sizeHint(self) -> QSize:
        return QSize(px(70), px(70 + WORDS))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height() - px(WORDS)) - 4
        left, top = (self.width() - side) / 2, (self.height() - px(WORDS) - side) / 2
        box = QRectF(round(left), round(top), side, side)
        if self._image is not None:
            painter.drawImage(box, self._image)
        if self.alone:
            painter.setPen(QPen(QColor(self.theme.accent), 2.4))
            painter.drawRect(box.adjusted(-1, -1, 1, 1))
        painter.setFont(font(CAPTION - 1, bold=self.alone))
        painter.setPen(QColor(self.theme.accent if self.alone else self.theme.muted))
        words = QRectF(0, box.bottom() + 1, self.width(), px(WORDS))
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self.name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class HeadThumbnails(QWidget):
    """A grid of heads, two in a row. ``opened`` reports which was double clicked, counted from 0."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP // 2)
        self._theme = LIGHT
        self.views: list[HeadThumbnail] = []

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        for view in self.views:
            view.theme = theme
            view.update()

    def show_maps(self, maps: np.ndarray, limit: float, alone: int | None) -> None:
        """``(heads, queries, keys)``; ``alone``: the head that the large map shows."""
        while len(self.views) > len(maps):
            view = self.views.pop()
            self._grid.removeWidget(view)
            view.deleteLater()
        while len(self.views) < len(maps):
            self._add()
        for number, (view, values) in enumerate(zip(self.views, maps, strict=True)):
            view.alone = number == alone
            view.show_map(values, limit)

    def _add(self) -> None:
        number = len(self.views)
        view = HeadThumbnail(number + 1)
        view.theme = self._theme
        view.opened.connect(lambda: self.opened.emit(number))
        self._grid.addWidget(view, number // 2, number % 2)
        self.views.append(view)
