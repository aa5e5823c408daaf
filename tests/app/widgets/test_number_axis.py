"""Numbers on axes have a true minus sign."""

import numpy as np

from app.widgets.matrix_view import DIVERGING, MatrixView
from app.widgets.number_axis import NumberAxis


def test_numbers_below_zero_have_a_true_minus(qtbot) -> None:
    view = MatrixView("map", DIVERGING, NumberAxis("left"), NumberAxis("bottom"))
    qtbot.addWidget(view)
    view.show_map(np.zeros((2, 2)), (-1.0, 1.0), np.arange(3.0), np.arange(3.0))
    for axis in (NumberAxis("bottom"), view.bar.axis):
        assert axis.tickStrings([-0.5, 0.5], 1, 0.5) == ["−0.5", "0.5"]
