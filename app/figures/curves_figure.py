"""Curves over the seconds of a window as a figure."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.figures.paper import EDGE, INCH, POINT, Drawing, Heading, Paper, bare, blank, box, length_of, number
from recognizer.colours import LIGHT

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TALL = 0.5  # heights of the curves in parts of the width


@dataclass(frozen=True, eq=False)
class NamedCurve:
    """``values`` ``(T,)``; ``colour``: its place among the colours of curves."""

    name: str
    values: np.ndarray
    colour: int
    dashed: bool


@dataclass(frozen=True, eq=False)
class CurvesFigure(Drawing):
    """Curves over ``times`` ``(T,)`` in seconds. ``quantity``: what they show, with its unit."""

    heading: Heading
    times: np.ndarray
    curves: tuple[NamedCurve, ...]
    time: str
    quantity: str

    def table(self) -> list[list[str]]:
        """A row for each moment."""
        rows = zip(self.times.tolist(), *(curve.values.tolist() for curve in self.curves), strict=True)
        return [[self.time, *(curve.name for curve in self.curves)], *([number(one) for one in row] for row in rows)]

    def draw(self, paper: Paper) -> "Figure":
        line = paper.small * POINT
        left, below = EDGE + 7.0 * line, EDGE + 4.0 * line
        # By part, so that the same part of two joints stands in one column of the legend.
        named = sorted(self.curves, key=lambda curve: (curve.colour, curve.dashed))
        entry = length_of([curve.name for curve in named], paper.small) + 4.2 * line
        columns = min(len(named), 3 if 3 * entry <= paper.width - 2 * EDGE else 2)
        rows = -(-len(named) // columns)
        above = 1.5 * line * rows + 0.6 * line
        width, height = paper.width - left - EDGE - line, TALL * paper.width
        figure = blank(self.heading, paper, below + height + above)
        axes = box(figure, left, below, width, height)
        for curve in named:
            axes.plot(
                self.times,
                curve.values,
                color=LIGHT.curves[curve.colour],
                linestyle=(0, (4, 2)) if curve.dashed else "-",
                linewidth=0.16 * paper.small,
                label=curve.name,
            )
        bare(axes, paper)
        axes.set_xlim(float(self.times[0]), float(self.times[-1]))
        axes.margins(y=0.06)
        axes.locator_params(nbins=6)
        axes.grid(axis="y", color=LIGHT.line, linewidth=0.4)
        axes.set_axisbelow(True)
        axes.spines["bottom"].set_visible(True)
        axes.tick_params(axis="x", length=2)
        axes.set_xlabel(self.time, fontsize=paper.small, labelpad=2)
        axes.set_ylabel(self.quantity, fontsize=paper.small, labelpad=2)
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(EDGE / paper.width, (below + height) / (INCH * figure.get_size_inches()[1])),
            bbox_transform=figure.transFigure,
            ncols=columns,
            frameon=False,
            fontsize=paper.small,
            handlelength=2.4,
            borderaxespad=0.2,
            borderpad=0,
            columnspacing=1.2,
        )
        return figure
