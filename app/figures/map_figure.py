"""A map of the network as a figure: joints by joints, or moments by moments."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.figures.paper import EDGE, POINT, Drawing, Heading, Paper, bare, blank, box, length_of, number
from recognizer.colours import DIVERGING, LIGHT
from recognizer.text import true_minus

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

BAR, BAR_GAP = 2.2, 2.5  # millimetres: the colour bar, and the gap before it


@dataclass(frozen=True, eq=False)
class MapAxis:
    """What the rows or columns of a map are: ``title``, and either ``names`` or ``times``, the middles of evenly spaced
    cells in seconds."""

    title: str
    names: tuple[str, ...] = ()
    times: tuple[float, ...] = ()

    @property
    def texts(self) -> list[str]:
        """A text for each cell."""
        return list(self.names) if self.names else [f"{time:.3f}" for time in self.times]

    @property
    def edges(self) -> np.ndarray:
        """The cells' edges on the axis."""
        if self.names:
            return np.arange(len(self.names) + 1.0)
        step = (self.times[-1] - self.times[0]) / max(len(self.times) - 1, 1) or 1.0
        return self.times[0] - step / 2 + step * np.arange(len(self.times) + 1)


@dataclass(frozen=True, eq=False)
class MapFigure(Drawing):
    """``values`` ``(rows, columns)``, the first row at the top. Colours reach to ``limit``, from its negative where the
    values have two signs (``diverging``), else from 0. ``unit``: what the values are."""

    heading: Heading
    values: np.ndarray
    rows: MapAxis
    columns: MapAxis
    limit: float
    diverging: bool
    unit: str

    def table(self) -> list[list[str]]:
        """A row for each row of the map, below and after what the cells stand for."""
        cells = [[name, *map(number, row)] for name, row in zip(self.rows.texts, self.values.tolist(), strict=True)]
        return [["", *self.columns.texts], *cells]

    def draw(self, paper: Paper) -> "Figure":
        title = paper.small * POINT * 1.6
        marks = [true_minus(f"{mark:g}") for mark in self._marks()]
        left = EDGE + title + 1.0 + (length_of(self.rows.names, paper.small) or 5 * paper.small * POINT * 0.6)
        right = BAR_GAP + BAR + 1.0 + length_of(marks, paper.small) + title + EDGE
        below = title + 1.5 + (length_of(self.columns.names, paper.small) or paper.small * POINT * 1.4)
        side = paper.width - left - right
        figure = blank(self.heading, paper, side + below + EDGE)
        axes = box(figure, left, below + EDGE, side, side)
        mesh = axes.pcolormesh(
            self.columns.edges,
            self.rows.edges,
            self.values,
            cmap=self._palette(),
            vmin=-self.limit if self.diverging else 0.0,
            vmax=self.limit,
        )
        axes.invert_yaxis()
        bare(axes, paper)
        axes.spines[:].set(visible=True, color=LIGHT.line, linewidth=0.4)
        self._name(axes, paper)
        bar = figure.colorbar(mesh, cax=box(figure, left + side + BAR_GAP, below + EDGE, BAR, side))
        bar.outline.set_visible(False)
        bar.set_ticks(self._marks(), labels=marks)
        bar.ax.tick_params(length=0, pad=1.5, labelsize=paper.small)
        bar.set_label(self.unit, fontsize=paper.small, labelpad=2)
        return figure

    def _marks(self) -> list[float]:
        return [self.limit * share for share in ((-1, -0.5, 0, 0.5, 1) if self.diverging else (0, 0.25, 0.5, 0.75, 1))]

    def _palette(self) -> "str | Colormap":
        from matplotlib.colors import LinearSegmentedColormap

        return LinearSegmentedColormap.from_list("diverging", DIVERGING) if self.diverging else "viridis"

    def _name(self, axes: "Axes", paper: Paper) -> None:
        """Put names or seconds at both axes, and say what they are."""
        if self.columns.names:
            axes.set_xticks(np.arange(len(self.columns.names)) + 0.5, self.columns.names, rotation=90)
        if self.rows.names:
            axes.set_yticks(np.arange(len(self.rows.names)) + 0.5, self.rows.names)
        axes.set_xlabel(self.columns.title, fontsize=paper.small, labelpad=2)
        axes.set_ylabel(self.rows.title, fontsize=paper.small, labelpad=2)
