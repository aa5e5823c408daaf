"""Two maps and their difference, side by side: what is pointed at in one is pointed at in all."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.texts import tr
from app.widgets.matrix_view import DIVERGING, SEQUENTIAL, MatrixView
from app.widgets.name_axis import NameAxis
from app.widgets.number_axis import NumberAxis
from app.widgets.text import joint_names
from app.widgets.theme import GAP, Theme
from recognizer.explain.maps import nice_limit

TITLES = ("A", "B", "A − B")


class MapTriplet(QWidget):
    """Of joints, or of moments. ``pointed`` reports that another cell is pointed at."""

    pointed = Signal()

    def __init__(self, joints: bool) -> None:
        super().__init__()
        self.joints = joints
        self.cell: tuple[int, int] | None = None
        self.magnification: float | None = None  # of the difference on a scale of its own
        self._pointing = False
        palette = DIVERGING if joints else SEQUENTIAL
        self.views = tuple(
            MatrixView(tr("Map {title}", title=title), colours, *self._axes())
            for title, colours in zip(TITLES, (palette, palette, DIVERGING))
        )
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.setRowStretch(1, 1)
        for view in self.views[1:] if joints else ():
            view.hide_row_names()  # they are those of A
        for column, (title, view) in enumerate(zip(TITLES, self.views)):
            label = QLabel(title)
            label.setProperty("section", True)
            grid.addWidget(label, 0, column)
            grid.addWidget(view, 1, column)
            view.pointed.connect(lambda view=view: self._point(view))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        for view in self.views:
            view.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All three maps of one size: A has its names besides."""
        super().resizeEvent(event)
        width = self.width() - 2 * GAP
        side = width / 3
        named = self.views[0].side_in(side, self.views[0].height())[1]
        for _ in range(3):  # how wide the names are depends on how large the map is
            rooms = [view.room_besides(side if named else 0) for view in self.views]
            side = max((width - sum(rooms)) / 3, 1.0)
        for column, room in enumerate(rooms):
            self._grid.setColumnStretch(column, round(side + room))

    def show_maps(
        self,
        maps: tuple[np.ndarray | None, np.ndarray | None],
        edges: tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
        own_scale: bool = False,
    ) -> None:
        """Show A and B on one scale, and A − B, where they are of the same size and of the same times, on the same
        scale too, so that what looks small is small; or on its ``own_scale``. ``edges``: of each map's columns and rows
        on the axes."""
        there = [values for values in maps if values is not None]
        limit = max((nice_limit(values) for values in there), default=1.0)
        levels = (-limit, limit) if self.joints else (0.0, limit)
        for view, values, (columns, rows) in zip(self.views, maps, edges):
            _show(view, values, levels, columns, rows)
        alike = all(np.allclose(one, other) for one, other in zip(*edges) if len(one) == len(other))
        difference = difference_of(*maps) if alike else None
        there_is_some = difference is not None and bool(difference.any())
        own = nice_limit(difference) if difference is not None and there_is_some else limit
        self.magnification = limit / own if there_is_some else None
        scale = own if own_scale else limit
        _show(self.views[2], difference, (-scale, scale), *edges[0])

    def _axes(self) -> tuple[pg.AxisItem, pg.AxisItem]:
        if self.joints:
            return NameAxis("left", joint_names()), NameAxis("bottom", joint_names())
        left, bottom = NumberAxis("left"), NumberAxis("bottom")
        left.setLabel(tr("query, seconds (0 is the moment)"))
        bottom.setLabel(tr("key, seconds"))
        return left, bottom

    def _point(self, source: MatrixView) -> None:
        """The same cell in all three, where there is one."""
        if self._pointing or source.cell == self.cell:
            return
        self.cell, self._pointing = source.cell, True
        for view in self.views:
            shape = None if view.values is None else view.values.shape
            inside = self.cell is not None and shape is not None and self.cell[0] < shape[0] and self.cell[1] < shape[1]
            view.point_at(self.cell if inside else None)
        self._pointing = False
        self.pointed.emit()


def difference_of(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    """A − B, where both are there and of the same size."""
    return a - b if a is not None and b is not None and a.shape == b.shape else None


def _show(
    view: MatrixView, values: np.ndarray | None, levels: tuple[float, float], columns: np.ndarray, rows: np.ndarray
) -> None:
    if values is None:
        view.values = None
    else:
        view.show_map(values, levels, columns, rows)
    policy = view.sizePolicy()
    policy.setRetainSizeWhenHidden(True)  # the others stay where they are
    view.setSizePolicy(policy)
    view.setVisible(values is not None)
