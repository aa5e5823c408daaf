"""A matrix as a picture: axes with names or seconds, a colour bar, and a cell that can be pointed at or walked to."""

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QMenu, QSizePolicy, QWidget

from app.texts import tr
from app.widgets.map_menu import Entry, map_menu
from app.widgets.name_axis import SMALL, NameAxis, has_names
from app.widgets.number_axis import ColourBar
from app.widgets.text_size import px
from app.widgets.theme import LIGHT, Theme, font
from recognizer import colours
from recognizer.explain.maps import cell_at, largest_cell

BAR, BAR_AXIS = 12, 46  # pixels: the colour bar and, at a text size of 100 %, its numbers
APART = 6  # pixels between map and colour bar
LABEL = 7  # pixels at a text size of 100 %, above and below the map, for half the label at an end of the colour bar
LEFT, BOTTOM = 46, 38  # pixels at a text size of 100 %: axes of numbers
COLOURS = 511

DIVERGING = pg.ColorMap(np.linspace(0, 1, len(colours.DIVERGING)), list(colours.DIVERGING))
SEQUENTIAL = pg.colormap.get("viridis")


class MatrixView(pg.GraphicsLayoutWidget):
    """Shows a ``(rows, columns)`` matrix, the first row at the top.

    ``pointed`` reports that another cell is pointed at, with the mouse or the arrow keys; ``chosen`` which (row,
    column) was clicked or taken with Enter, where a name on an axis stands for its row (row, ``None``) or column
    (``None``, column); ``opened`` is a double click. ``entries``: what its context menu has besides copying."""

    pointed = Signal()
    chosen = Signal(object)
    opened = Signal()

    def __init__(self, name: str, palette: pg.ColorMap, left: pg.AxisItem, bottom: pg.AxisItem) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            tr("Arrow keys walk from cell to cell; the line below shows the value. Enter takes the cell.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.values: np.ndarray | None = None
        self.cell: tuple[int, int] | None = None  # (row, column)
        self.pinned: int | None = None  # a row that stays highlighted
        self.entries: tuple[Entry, ...] = ()
        self.menu: QMenu | None = None  # the one that was opened last
        self._walking = False
        self._left, self._bottom = left, bottom
        self._named_axes = [axis for axis in (left, bottom) if isinstance(axis, NameAxis)]
        self._plot = self.addPlot(axisItems={"left": left, "bottom": bottom}, enableMenu=False)
        self._plot.setMouseEnabled(False, False)
        self._plot.hideButtons()
        self._plot.invertY(True)
        self._plot.setDefaultPadding(0)
        self.image = pg.ImageItem(axisOrder="row-major")
        self._plot.addItem(self.image)
        self._frames = tuple(_frame(colour, width) for colour, width in (("#000000", 4), ("#ffffff", 1.6)))
        self._band = tuple(_frame(colour, width) for colour, width in (("#ffffff", 3), ("#000000", 1.4)))
        for frame in (*self._band, *self._frames):
            self._plot.addItem(frame, ignoreBounds=True)
        self.bar = ColourBar(values=(0, 1), width=BAR, colorMap=palette, interactive=False, rounding=1e-9)
        self.bar.setImageItem(self.image, insert_in=self._plot)
        # An odd number of colours has one in the very middle: zero is white, not nearly white.
        self.image.setLookupTable(palette.getLookupTable(nPts=COLOURS))
        self._columns = self._rows = np.arange(2.0)
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._click)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self.setBackground(theme.surface)
        self.image.setBorder(pg.mkPen(theme.line))  # a map of zeros is as white as the page
        for axis in (self._left, self._bottom, self.bar.axis):
            axis.setTextPen(theme.muted)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setStyle(tickFont=font(SMALL), tickLength=0)
            if axis.labelText:
                axis.setLabel(axis.labelText, **{"color": theme.muted, "font-size": f"{px(SMALL)}px"})
            if isinstance(axis, NameAxis):
                axis.colour, axis.highlight_colour = theme.muted, theme.accent
        if not isinstance(self._left, NameAxis):
            self._left.setWidth(px(LEFT))
            self._bottom.setHeight(px(BOTTOM))
        self.bar.axis.setWidth(px(BAR_AXIS))
        self._place()
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

    def walk_to(self, cell: tuple[int, int]) -> None:
        """Point at a (row, column) as the arrow keys do: until another is pointed at."""
        self._walking = True
        self.point_at(cell)

    def side_in(self, width: float, height: float) -> tuple[float, bool]:
        """The pixels of the map's sides in a widget of so many, and whether there is room for the names of rows and
        columns: where only a few of them would fit, the map has their room too."""
        side, named = float(min(width, height)), True
        for _ in range(4):  # the smaller the map, the smaller its names, and the more room it has
            besides, below = self.room_besides(side if named else 0), self._room_below(side if named else 0)
            side = max(min(width - besides, height - px(LABEL) - below), 40)
            named = named and all(has_names(side / len(axis.names)) for axis in self._named_axes)
        return side, named

    def _room_below(self, side: float) -> float:
        """The height that is taken by what lies below a map of so many pixels."""
        return max(_room(self._bottom, side), px(LABEL))

    def room_besides(self, side: float) -> float:
        """The width that is taken by what lies left and right of a map of so many pixels."""
        return _room(self._left, side) + BAR + px(BAR_AXIS) + APART

    def hide_row_names(self) -> None:
        """Leave the axis on the left to a map beside it."""
        self._plot.hideAxis("left")

    def go_to_largest(self) -> None:
        """Point at the cell that is farthest from zero."""
        if self.values is not None:
            link = largest_cell(self.values)
            self.walk_to((link.target, link.source))

    def pin(self, row: int | None) -> None:
        """Keep a row highlighted, or none."""
        self.pinned = row
        self._mark()

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 150)  # however large the texts: the cells have none

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.values is not None:
            self.menu = map_menu(self, self.go_to_largest, self.entries)
            self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.menu.popup(event.globalPos())

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
        if hasattr(self, "bar"):
            self._place()  # first: with the margins of a larger map, a smaller one would be taken for too small
        super().resizeEvent(event)

    def _place(self) -> None:
        """Keep the map itself square, in the middle."""
        side, named = self.side_in(self.width(), self.height())
        besides, below = self.room_besides(side if named else 0), self._room_below(side if named else 0)
        free = round(below - _room(self._bottom, side if named else 0))
        self._plot.layout.setContentsMargins(0, px(LABEL), 0, free)
        for axis in self._named_axes:
            axis.fit(side / len(axis.names) if named else 0)
        spare_width, spare_height = self.width() - besides - side, self.height() - px(LABEL) - below - side
        self.ci.layout.setContentsMargins(max(spare_width / 2, 0), 0, max(spare_width / 2, 0), max(spare_height, 0))


def _room(axis: pg.AxisItem, side: float) -> float:
    """The width or height that an axis takes beside a map of so many pixels."""
    if not axis.isVisible():
        return 0
    if isinstance(axis, NameAxis):
        return axis.room(side / len(axis.names))
    room = axis.width() if axis.orientation == "left" else axis.height()
    return room if room > 0 else 50


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
