"""An axis of numbers with a true minus sign, which a hyphen beside digits is not."""

from collections.abc import Mapping, Sequence

import pyqtgraph as pg

from recognizer.text import true_minus


class NumberAxis(pg.AxisItem):
    """PyQtGraph's axis, but for the sign."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """The numbers at these places."""
        return [true_minus(text) for text in super().tickStrings(values, scale, spacing)]


class ColourBar(pg.ColorBarItem):
    """PyQtGraph's bar of colours, with such an axis."""

    def setAxisItems(self, axisItems: Mapping[str, pg.AxisItem] | None = None) -> None:
        """Called while the bar is made, to get its axes."""
        super().setAxisItems({"right": NumberAxis("right"), **(axisItems or {})})
