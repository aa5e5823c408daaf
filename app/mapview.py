"""A matrix as a picture: axes with names or seconds, a colour bar, and a cell that can be pointed at or walked to."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QSizePolicy, QWidget

from app.maps import cell_at
from app.theme import LIGHT, Theme, font

BAR, BAR_AXIS = 12, 46  # pixels: the colour bar and its numbers
COLOURS = 511
SMALL = 11  # pixels, the type on the axes

# White at zero; blue and orange-red stay apart for colour-blind eyes and on a projector.
DIVERGING = pg.ColorMap(
    [0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0],
    ["#083a70", "#2166ac", "#5ea2cf", "#b3d5ea", "#ffffff", "#fbd0b0", "#ee9560", "#cf5020", "#7f2704"],
)
SEQUENTIAL = pg.colormap.get("viridis")


class NameAxis(pg.AxisItem):
    """The names of the rows (``left``) or columns (``bottom``, upright), one for each whole number on the axis."""

    def __init__(self, orientation: str, names: tuple[str, ...]) -> None:
        super().__init__(orientation)
        self.names = names
        self.lit: int | None = None
        self.colour, self.lit_colour = LIGHT.muted, LIGHT.accent
        needed = max(QFontMetrics(self._font(SMALL)).horizontalAdvance(name) for name in names) + 8
        self.setWidth(needed) if orientation == "left" else self.setHeight(needed)

    def light(self, index: int | None) -> None:
        """Set one name off from the others."""
        self.lit = index
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        view, box = self.linkedView(), self.mapRectFromParent(self.geometry())
        if view is None:
            return
        upright = self.orientation == "bottom"
        low, high = view.viewRange()[0 if upright else 1]
        step = (box.width() if upright else box.height()) / (high - low)
        for index, name in enumerate(self.names):
            lit = index == self.lit
            painter.setFont(self._font(int(np.clip(0.95 * step, 7, SMALL)), lit))
            painter.setPen(QColor(self.lit_colour if lit else self.colour))
            middle = (index + 0.5 - low) * step
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
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


class MapView(pg.GraphicsLayoutWidget):
    """Shows a ``(rows, columns)`` matrix, the first row at the top. ``pointed`` tells when another cell is pointed at,
    with the mouse or the arrow keys."""

    pointed = Signal()

    def __init__(self, name: str, colours: pg.ColorMap, left: pg.AxisItem, bottom: pg.AxisItem) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription("Arrow keys walk from cell to cell; the line below tells the value.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.values: np.ndarray | None = None
        self.cell: tuple[int, int] | None = None  # (row, column)
        self._walking = False
        self._left, self._bottom = left, bottom
        self._plot = self.addPlot(axisItems={"left": left, "bottom": bottom})
        self._plot.setMouseEnabled(False, False)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.invertY(True)
        self._plot.layout.setContentsMargins(0, 4, 0, 0)
        self._plot.setDefaultPadding(0)
        self.image = pg.ImageItem(axisOrder="row-major")
        self._plot.addItem(self.image)
        self._frames = tuple(_frame(colour, width) for colour, width in (("#000000", 4), ("#ffffff", 1.6)))
        for frame in self._frames:
            self._plot.addItem(frame, ignoreBounds=True)
        self.bar = pg.ColorBarItem(values=(0, 1), width=BAR, colorMap=colours, interactive=False, rounding=1e-9)
        self.bar.setImageItem(self.image, insert_in=self._plot)
        # An odd number of colours has one in the very middle: zero is white, not nearly white.
        self.image.setLookupTable(colours.getLookupTable(nPts=COLOURS))
        self.bar.axis.setWidth(BAR_AXIS)
        self._columns = self._rows = np.arange(2.0)
        self.scene().sigMouseMoved.connect(self._hover)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        self.setBackground(theme.surface)
        for axis in (self._left, self._bottom, self.bar.axis):
            axis.setTextPen(theme.muted)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setStyle(tickFont=font(SMALL), tickLength=0)
            if axis.labelText:
                axis.setLabel(axis.labelText, **{"color": theme.muted, "font-size": f"{SMALL}px"})
            if isinstance(axis, NameAxis):
                axis.colour, axis.lit_colour = theme.muted, theme.accent
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

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    def _mark(self) -> None:
        """Frame the cell and light its names."""
        row, column = self.cell if self.cell is not None else (None, None)
        for axis, index in ((self._left, row), (self._bottom, column)):
            if isinstance(axis, NameAxis):
                axis.light(index)
        for frame in self._frames:
            frame.setVisible(self.cell is not None)
            if self.cell is not None:
                corner = QPointF(self._columns[column], self._rows[row])
                frame.setRect(QRectF(corner, QPointF(self._columns[column + 1], self._rows[row + 1])))

    def _hover(self, at: QPointF) -> None:
        point = self._plot.vb.mapSceneToView(at)
        cell = cell_at(point.x(), point.y(), self._columns, self._rows) if self.values is not None else None
        if cell is not None or not self._walking:
            self._walking = False
            self.point_at(cell)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._walking:
            self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
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
