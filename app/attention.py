"""The Attention tab: which moments of the window look at which, in a block, branch and head."""

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.controls import Choices, refill
from app.maps import attention_map, frame_times, nice_limit
from app.mapview import SEQUENTIAL, MapView
from app.theme import GAP, Theme
from app.wording import clock_text, percent

if TYPE_CHECKING:
    from recognizer.recognizer import Window

AXES = "Rows: the moment that looks (query). Columns: the moment looked at (key)."
HINT = "Point at a cell to read its value."
NONE = "This model has no attention over time."


class AttentionTab(QWidget):
    """Query frames by key frames of the newest window."""

    def __init__(self) -> None:
        super().__init__()
        self._window: Window | None = None
        self.choices = Choices(self._redraw)
        self.block = self.choices.add("Block")
        self.branch = self.choices.add("Branch")
        self.head = self.choices.add("Head")
        left, bottom = pg.AxisItem("left"), pg.AxisItem("bottom")
        left.setLabel("query, in seconds (0 is now)")
        bottom.setLabel("key, in seconds (0 is now)")
        left.setWidth(58)
        bottom.setHeight(42)
        self.map = MapView("Attention map", SEQUENTIAL, left, bottom)
        self.map.pointed.connect(self._tell)
        self.axes = QLabel(AXES)
        self.axes.setWordWrap(True)
        self.axes.setProperty("caption", True)
        self.value = QLabel(HINT)
        self.value.setAccessibleName("Value of the cell")
        self._queries = self._keys = np.zeros(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.choices)
        layout.addWidget(self.axes)
        layout.addWidget(self.map, 1)
        layout.addWidget(self.value)

    def set_theme(self, theme: Theme) -> None:
        self.map.set_theme(theme)

    def show_window(self, window: "Window") -> None:
        """Show the maps of this answer, which carries its traces."""
        self._window = window
        refill(self.block, [str(number) for number in range(1, len(window.trace) + 1)])
        attention = window.trace[0].attention
        if attention.numel():
            refill(self.branch, [str(number) for number in range(1, attention.shape[1] + 1)])
            refill(self.head, [str(number) for number in range(1, attention.shape[2] + 1)])
        self._redraw()

    def _redraw(self) -> None:
        if self._window is None:
            return
        window, trace = self._window, self._window.trace[self.block.currentIndex()]
        values = attention_map(trace, max(self.branch.currentIndex(), 0), max(self.head.currentIndex(), 0))
        self.map.setVisible(values is not None)
        if values is None:
            self.value.setText(NONE)
            return
        seconds, frames = window.time - window.start, len(window.keypoints)
        self._queries = frame_times(seconds, frames, values.shape[0])
        self._keys = frame_times(seconds, frames, values.shape[1])
        self.map.show_map(values, (0.0, nice_limit(values)), edges(self._keys), edges(self._queries))

    def _tell(self) -> None:
        if self.map.cell is None or self.map.values is None or self._window is None:
            self.value.setText(HINT)
            return
        query, key = self.map.cell
        end = self._window.time
        at, to = clock_text(end + self._queries[query]), clock_text(end + self._keys[key])
        share = float(self.map.values[query, key])
        self.value.setText(f"{at} looks at {to}: {percent(share)} ({share:.4f})")


def edges(times: np.ndarray) -> np.ndarray:
    """The edges of cells whose middles are at ``times``, evenly spaced; rounded, so that they do not tremble."""
    step = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 1.0
    return np.round(times[0] - step / 2 + step * np.arange(len(times) + 1), 6)
