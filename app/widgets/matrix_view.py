"""A matrix as a picture: axes with names or seconds, a colour bar, and a cell that can be pointed at or walked to."""

import math

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QSizePolicy, QWidget

from app.widgets.theme import LIGHT, Theme, font
from recognizer import colours
from recognizer.explain.maps import cell_at

BAR, BAR_AXIS = 12, 46  # pixels: the colour bar and its numbers
COLOURS = 511
SMALL = 11  # pixels, the type on the axes

DIVERGING = pg.ColorMap(np.linspace(0, 1, len(colours.DIVERGING)), list(colours.DIVERGING))
SEQUENTIAL = pg.colormap.get("viridis")


class NameAxis(pg.AxisItem):
    """The names of the rows (``left``) or columns (``bottom``, upright), one for each whole number on the axis."""

    def __init__(self, orientation: str, names: tuple[str, ...]) -> None:
        super().__init__(orientation)
        self.names = names
        self._highlighted: set[int] = set()
        self.colour, self.highlight_colour = LIGHT.muted, LIGHT.accent
        needed = max(QFontMetrics(self._font(SMALL)).horizontalAdvance(name) for name in names) + 8
        self.setWidth(needed) if orientation == "left" else self.setHeight(needed)

    def highlight(self, indices: set[int]) -> None:
        """Highlight these names, and no others."""
        self._highlighted = indices
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        view, box = self.linkedView(), self.mapRectFromParent(self.geometry())
        if view is None:
            return
        upright = self.orientation == "bottom"
        low, high = view.viewRange()[0 if upright else 1]
        step = (box.width() if upright else box.height()) / (high - low)
        size = int(np.clip(0.95 * step, 7, SMALL))
        fonts = {highlighted: self._font(size, highlighted) for highlighted in (False, True)}
        apart = max(math.ceil(0.95 * size / step), 1)  # where the rows are too low, every second name, or fewer
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for index, name in enumerate(self.names):
            highlighted = index in self._highlighted
            if index % apart and not highlighted:
                continue
            painter.setFont(fonts[highlighted])
            painter.setPen(QColor(self.highlight_colour if highlighted else self.colour))
            middle = (index + 0.5 - low) * step
            if upright:
                painter.save()
                painter.translate(box.left() + middle, box.top())
                painter.rotate(-90)
                painter.drawText(QRectF(-box.height(), -step, box.height() - 5, 2 * step), flags, name)
                painter.restore()
            else:
                row = QRectF(box.left(), box.top() + middle - step, box.width() - 5, 2 * step)
                painter.drawText(row, flags, name)

    @staticmethod
    def _font(size: int, bold: bool = False) -> QFont:
        return font(size, bold)


class MatrixView(pg.GraphicsLayoutWidget):
    """Shows a ``(rows, columns)`` matrix, the first row at the top.

    ``pointed`` reports that another cell is pointed at, with the mouse or the arrow keys; ``chosen`` which (row,
    column) was clicked or taken with Enter, where a name on an axis stands for its row (row, ``None``) or column
    (``None``, column); ``opened`` is a double click."""

    pointed = Signal()
    chosen = Signal(object)
    opened = Signal()

    def __init__(self, name: str, palette: pg.ColorMap, left: pg.AxisItem, bottom: pg.AxisItem) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "Arrow keys walk from cell to cell; the line below shows the value. Enter takes the cell."
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.values: np.ndarray | None = None
        self.cell: tuple[int, int] | None = None  # (row, column)
        self.pinned: int | None = None  # a row that stays highlighted
        self._walking = False
        self._left, self._bottom = left, bottom
        self._plot = self.addPlot(axisItems={"left": left, "bottom": bottom}, enableMenu=False)
        self._plot.setMouseEnabled(False, False)
        self._plot.hideButtons()
        self._plot.invertY(True)
        self._plot.layout.setContentsMargins(0, 4, 0, 0)
        self._plot.setDefaultPadding(0)
        self.image = pg.ImageItem(axisOrder="row-major")
        self._plot.addItem(self.image)
        self._frames = tuple(_frame(colour, width) for colour, width in (("#000000", 4), ("#ffffff", 1.6)))
        self._band = tuple(_frame(colour, width) for colour, width in (("#ffffff", 3), ("#000000", 1.4)))
        for frame in (*self._band, *self._frames):
            self._plot.addItem(frame, ignoreBounds=True)
        self.bar = pg.ColorBarItem(values=(0, 1), width=BAR, colorMap=palette, interactive=False, rounding=1e-9)
        self.bar.setImageItem(self.image, insert_in=self._plot)
        # An odd number of colours has one in the very middle: zero is white, not nearly white.
        self.image.setLookupTable(palette.getLookupTable(nPts=COLOURS))
        self.bar.axis.setWidth(BAR_AXIS)
        self._columns = self._rows = np.arange(2.0)
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._click)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self.setBackground(theme.surface)
        for axis in (self._left, self._bottom, self.bar.axis):
            axis.setTextPen(theme.muted)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setStyle(tickFont=font(SMALL), tickLength=0)
            if axis.labelText:
                axis.setLabel(axis.labelText, **{"color": theme.muted, "font-size": f"{SMALL}px"})
            if isinstance(axis, NameAxis):
                axis.colour, axis.highlight_colour = theme.muted, theme.accent
        self.bar.axis.setStyle(tickLength=-BAR // 3)

    def show_map(self, values: np.ndarray, levels: tuple[float, float], columns: np.ndarray, rows: np.ndarray) -> None:
        """Show the matrix. ``columns`` and ``rows`` are the cells' edges on the axes, ascending and evenly spaced."""
        self.values = values
        if not (np.array_equal(columns, self._columns) and np.array_equal(rows, self._rows)):
            self._columns, self._rows = columns, rows
            self.cell = None
            self._plot.setRange(
                xRange=(columns[0], columns[-1]), yRange=(rows[0], rows[-1]), padding=0, disableAutoRange=True
            )
        self.image.setImage(values, autoLevels=False, levels=levels)
        self.image.setRect(QRectF(columns[0], rows[0], columns[-1] - columns[0], rows[-1] - rows[0]))
        if self.bar.levels() != levels:
            self.bar.setLevels(levels)
        self._mark()
        self.pointed.emit()

    def point_at(self, cell: tuple[int, int] | None) -> None:
        """Point at a (row, column), or at none."""
        if cell != self.cell:
            self.cell = cell
            self._mark()
            self.pointed.emit()

    def pin(self, row: int | None) -> None:
        """Keep a row highlighted, or none."""
        self.pinned = row
        self._mark()

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    def _mark(self) -> None:
        """Frame the cell and the pinned row, and highlight their names."""
        row, column = self.cell if self.cell is not None else (None, None)
        for axis, indices in ((self._left, {row, self.pinned}), (self._bottom, {column})):
            if isinstance(axis, NameAxis):
                axis.highlight({index for index in indices if index is not None})
        self._surround(self._frames, row, (column, column))
        self._surround(self._band, self.pinned, (0, len(self._columns) - 2))

    def _surround(
        self, frames: tuple[QGraphicsRectItem, ...], row: int | None, columns: tuple[int | None, int | None]
    ) -> None:
        """Put frames around the cells of a row from one column to another, or take them away."""
        first, last = columns
        box: QRectF | None = None
        if row is not None and first is not None and last is not None and row < len(self._rows) - 1:
            left, right = float(self._columns[first]), float(self._columns[last + 1])
            top, bottom = float(self._rows[row]), float(self._rows[row + 1])
            box = QRectF(left, top, right - left, bottom - top)
        for frame in frames:
            frame.setVisible(box is not None)
            if box is not None:
                frame.setRect(box)

    def cell_under(self, at: QPointF) -> tuple[int, int] | None:
        """The (row, column) at a place of the scene."""
        point = self._plot.vb.mapSceneToView(at)
        return cell_at(point.x(), point.y(), self._columns, self._rows) if self.values is not None else None

    def name_under(self, at: QPointF) -> tuple[int | None, int | None] | None:
        """The (row, ``None``) or (``None``, column) whose name is at a place of the scene."""
        point = self._plot.vb.mapSceneToView(at)
        inside = QPointF(self._columns[0] + 1e-6, self._rows[0] + 1e-6)
        for axis, row_wise in ((self._left, True), (self._bottom, False)):
            if isinstance(axis, NameAxis) and self.values is not None and axis.sceneBoundingRect().contains(at):
                x, y = (inside.x(), point.y()) if row_wise else (point.x(), inside.y())
                cell = cell_at(x, y, self._columns, self._rows)
                if cell is not None:
                    return (cell[0], None) if row_wise else (None, cell[1])
        return None

    def _click(self, event: MouseClickEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.double():
            self.opened.emit()
            return
        place = self.cell_under(event.scenePos()) or self.name_under(event.scenePos())
        if place is not None:
            self.chosen.emit(place)

    def _hover(self, at: QPointF) -> None:
        cell = self.cell_under(at)
        named = self.name_under(at) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if named else Qt.CursorShape.ArrowCursor)
        if cell is not None or not self._walking:
            self._walking = False
            self.point_at(cell)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._walking:
            self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, tuple[int, int]] = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cell is not None:
            self.chosen.emit(self.cell)
            return
        if event.key() not in steps or self.values is None:
            event.ignore()
            QWidget.keyPressEvent(self, event)
            return
        self._walking = True
        row, column = self.cell or (0, 0)
        if self.cell is not None:
            row, column = row + steps[event.key()][0], column + steps[event.key()][1]
        rows, columns = self.values.shape
        self.point_at((min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map itself square, in the middle."""
        super().resizeEvent(event)
        if not hasattr(self, "bar"):
            return
        left = self._left.width() if self._left.width() > 0 else 60
        bottom = self._bottom.height() if self._bottom.height() > 0 else 40
        besides = left + BAR + BAR_AXIS + 24
        side = max(min(self.width() - besides, self.height() - bottom - 6), 40)
        spare_width, spare_height = self.width() - besides - side, self.height() - bottom - 6 - side
        self.ci.layout.setContentsMargins(max(spare_width / 2, 0), 0, max(spare_width / 2, 0), max(spare_height, 0))


def _frame(colour: str, width: float) -> QGraphicsRectItem:
    """Part of the frame around a cell: light upon dark, so that it is seen on every colour."""
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    frame = QGraphicsRectItem()
    frame.setPen(pen)
    frame.setZValue(10)
    frame.hide()
    return frame


def cell_edges(times: np.ndarray) -> np.ndarray:
    """The edges ``(N + 1,)`` of cells whose middles are at ``times`` ``(N,)``, in seconds and evenly spaced; rounded,
    so that they do not tremble from window to window."""
    step = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 1.0
    return np.round(times[0] - step / 2 + step * np.arange(len(times) + 1), 6)
