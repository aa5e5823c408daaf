"""Many small maps at a glance, in rows and columns: where to look more closely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.widgets.text_size import px
from app.widgets.theme import CAPTION, LIGHT, Theme, font

Place = tuple[int, int]  # row and column of a small map
SPACE = 4  # pixels between small maps
LEAST = 18  # pixels, the side of a small map
SMALL, SMALLEST, STAR = 10, 8, 13  # pixels: the type below a small map, where there is little room, and of the star
APART = 4  # pixels at a text size of 100 %, between the words of two maps
SHADES = 511  # an odd number has one in the very middle, so that zero is white


@dataclass(frozen=True, eq=False)
class SmallMaps:
    """``maps[row][column]``, of any sizes, ``None`` where there is none, on one scale of colours, ``levels``; ``rows``
    and ``columns`` are their names, ``words`` what stands below each (nothing where it is empty), and ``spoken`` what
    each is in a sentence. ``shown``: the one that the large map shows, if one is; ``most``: the one with a star."""

    maps: Sequence[Sequence[np.ndarray | None]]
    levels: tuple[float, float]
    rows: Sequence[str]
    columns: Sequence[str]
    words: Sequence[Sequence[str]]
    spoken: Sequence[Sequence[str]]
    shown: Place | None = None
    most: Place | None = None


class MapOverview(QWidget):
    """``opened`` reports the (row, column) that was clicked or taken with Enter; arrow keys walk, Home goes to the one
    with the mark."""

    opened = Signal(object)

    def __init__(self, name: str, palette: pg.ColorMap) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._shades = palette.getLookupTable(nPts=SHADES)[:, :3].astype(np.uint8)
        self._theme = LIGHT
        self._pixels: list[list[np.ndarray | None]] = []  # own what the images show
        self._images: list[list[QImage | None]] = []
        self.content: SmallMaps | None = None
        self.place: Place = (0, 0)  # where the keyboard is

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def show_maps(self, content: SmallMaps) -> None:
        """Show these instead."""
        if self.content is None and content.shown is not None:
            self.place = content.shown
        before, self.content = self.minimumSizeHint(), content
        if self.minimumSizeHint() != before:
            self.updateGeometry()
        self._pixels = [
            [None if values is None else self._coloured(values, content.levels) for values in row]
            for row in content.maps
        ]
        self._images = [[None if pixels is None else _image(pixels) for pixels in row] for row in self._pixels]
        self.walk_to(self.place)
        self.update()

    def walk_to(self, place: Place) -> None:
        """Go to a small map with the keyboard, or as near to it as there is one."""
        places = self._places()
        if self.content is None or not places:
            return
        self.place = min(places, key=lambda there: abs(there[0] - place[0]) + abs(there[1] - place[1]))
        self.setAccessibleDescription(self.content.spoken[self.place[0]][self.place[1]])
        self.update()

    def box(self, place: Place) -> QRectF:
        """Where a small map lies."""
        left, top, side, step = self._grid()
        return QRectF(left + place[1] * (side + SPACE), top + place[0] * step, side, side)

    def place_at(self, x: float, y: float) -> Place | None:
        """The small map at a place of the widget."""
        return next((place for place in self._places() if self.box(place).contains(x, y)), None)

    def sizeHint(self) -> QSize:
        return QSize(440, 300)

    def minimumSizeHint(self) -> QSize:
        content = self.content
        above, below = self._above_and_below()
        words = [""] if content is None else [word for row in content.words for word in row]
        widest = max(map(QFontMetrics(font(SMALL)).horizontalAdvance, words))
        side, rows = max(LEAST, widest, above - SPACE), 4 if content is None else len(content.maps)
        return QSize(260, above + rows * (side + SPACE + below) + 2)

    def paintEvent(self, _: QPaintEvent) -> None:
        if self.content is None:
            return
        painter = QPainter(self)
        side, step = self._grid()[2:]
        self._draw_names(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, images in enumerate(self._images):
            for column, image in enumerate(images):
                if image is not None:
                    self._draw(painter, (row, column), image, step - side - SPACE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().x(), event.position().y())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.walk_to(place)
            self.opened.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, Place] = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(event.key())
        if step is not None:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.content is not None:
            self.opened.emit(self.place)
        elif event.key() == Qt.Key.Key_Home and self.content is not None and self.content.most is not None:
            self.walk_to(self.content.most)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.content is not None:
            place = self.place_at(event.pos().x(), event.pos().y())
            words = "" if place is None else self.content.spoken[place[0]][place[1]]
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _places(self) -> list[Place]:
        """Where there is a small map."""
        rows = [] if self.content is None else self.content.maps
        return [(row, at) for row, maps in enumerate(rows) for at, values in enumerate(maps) if values is not None]

    def _step(self, step: Place) -> None:
        """Walk to the next small map in that direction, over places that have none."""
        ahead = [
            (distance, place)
            for place in self._places()
            if (distance := (place[0] - self.place[0]) * step[0] + (place[1] - self.place[1]) * step[1]) > 0
            and (place[0] == self.place[0] if step[0] == 0 else place[1] == self.place[1])
        ]
        if ahead:
            self.walk_to(min(ahead)[1])

    def _coloured(self, values: np.ndarray, levels: tuple[float, float]) -> np.ndarray:
        low, high = levels
        places = np.clip((values - low) * ((SHADES - 1) / (high - low)) + 0.5, 0, SHADES - 1).astype(np.intp)
        return np.ascontiguousarray(self._shades[places])

    def _grid(self) -> tuple[float, float, float, float]:
        """Left and top of the first small map, the side of each, and how far their rows are apart."""
        assert self.content is not None, "asked for while there are maps"
        metrics = QFontMetrics(font(CAPTION))
        left = max(metrics.horizontalAdvance(name) for name in self.content.rows) + 8
        top, below = self._above_and_below()
        rows, columns = len(self.content.rows), len(self.content.columns)
        side = min((self.width() - left - 2) / columns - SPACE, (self.height() - top - 2) / rows - SPACE - below)
        side = float(max(int(side), LEAST))  # whole pixels, so that edges are sharp
        spare = max(self.width() - left - 2 - columns * (side + SPACE), 0)
        return float(int(left + spare / 2)), float(top), side, side + SPACE + below

    def _above_and_below(self) -> tuple[int, int]:
        """How much room the columns' names take above all maps, and the words below each of them."""
        worded = self.content is not None and any(map(any, self.content.words))
        return QFontMetrics(font(CAPTION)).height() + 4, px(SMALL) + 4 if worded else 0

    def _draw_names(self, painter: QPainter) -> None:
        assert self.content is not None, "asked for while there are maps"
        left, top, side, step = self._grid()
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(self._theme.muted))
        for row, name in enumerate(self.content.rows):
            box = QRectF(0, top + row * step, left - 8, side)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        for column, name in enumerate(self.content.columns):
            box = QRectF(left + column * (side + SPACE) - SPACE, 0, side + 2 * SPACE, top)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _draw(self, painter: QPainter, place: Place, image: QImage, below: float) -> None:
        content, theme = self.content, self._theme
        assert content is not None, "there are maps"
        box = self.box(place)
        painter.drawImage(box, image)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if place == content.shown:
            painter.setPen(QPen(QColor(theme.accent), 2.4))
            painter.drawRect(box.adjusted(-1, -1, 1, 1))
        if place == self.place and self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.4, Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(-2.5, -2.5, 2.5, 2.5))
        words, most = content.words[place[0]][place[1]], place == content.most
        size = _type_size(words, box.width() + SPACE - px(APART))
        if words and (most or size is not None):
            painter.setFont(font(size or SMALLEST, bold=most))
            painter.setPen(QColor(theme.text if most else theme.muted))
            line = QRectF(box.left() - px(SMALL), box.bottom() + 1, box.width() + 2 * px(SMALL), below)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
            if most:
                _draw_star(painter, box)


def _type_size(words: str, room: float) -> int | None:
    """The largest type in which ``words`` have room below a small map, bold or not; ``None`` where there is none."""
    sizes = range(SMALL, SMALLEST - 1, -1)
    return next((size for size in sizes if QFontMetrics(font(size, bold=True)).horizontalAdvance(words) <= room), None)


def _draw_star(painter: QPainter, box: QRectF) -> None:
    """In the corner of a small map: black with a white edge, so that it is seen on every colour."""
    star = QPainterPath()
    star.addText(box.left() + 2, box.top() + STAR, font(STAR), "★")
    painter.strokePath(star, QPen(QColor("#ffffff"), 3))
    painter.fillPath(star, QColor("#000000"))


def _image(pixels: np.ndarray) -> QImage:
    rows, columns, _ = pixels.shape
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
