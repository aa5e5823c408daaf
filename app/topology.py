"""The Topology tab: which joint listens to which, in a block and fragment of the network."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.controls import Choices, refill
from app.maps import Kind, nice_limit, topology_map
from app.mapview import DIVERGING, MapView, NameAxis
from app.theme import GAP, Theme
from app.wording import signed
from recognizer.joints import JOINTS, NAMES

if TYPE_CHECKING:
    from recognizer.recognizer import Window

AXES = "Rows: the joint that listens (target). Columns: the joint listened to (source)."
HINT = "Point at a cell to read its value."
MEAN = "mean"


class TopologyTab(QWidget):
    """The 25 by 25 map of the newest window."""

    def __init__(self) -> None:
        super().__init__()
        self._window: Window | None = None
        self.choices = Choices(self._redraw)
        self.block = self.choices.add("Block")
        self.fragment = self.choices.add("Fragment")
        self.kind = self.choices.add("Map", [kind.value for kind in Kind], stretch=3)
        self.channel = self.choices.add("Channel", [MEAN], stretch=1)
        self.map = MapView("Topology map", DIVERGING, NameAxis("left", NAMES), NameAxis("bottom", NAMES))
        self.map.pointed.connect(self._tell)
        self.axes = QLabel(AXES)
        self.axes.setWordWrap(True)
        self.axes.setProperty("caption", True)
        self.value = QLabel(HINT)
        self.value.setAccessibleName("Value of the cell")
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
        first = window.trace[0]
        refill(self.block, [str(number) for number in range(1, len(window.trace) + 1)])
        refill(self.fragment, [str(number) for number in range(1, len(first.shared) + 1)])
        self._redraw()

    def _redraw(self) -> None:
        if self._window is None:
            return
        trace = self._window.trace[self.block.currentIndex()]
        refill(self.channel, [MEAN, *(str(number) for number in range(1, trace.topology.shape[2] + 1))])
        kind = list(Kind)[self.kind.currentIndex()]
        self.channel.setEnabled(kind is not Kind.SHARED and self.channel.count() > 1)
        channel = self.channel.currentIndex() - 1
        values = topology_map(trace, self.fragment.currentIndex(), kind, None if channel < 0 else channel)
        limit = nice_limit(values)
        edges = np.arange(JOINTS + 1.0)
        self.map.show_map(values, (-limit, limit), edges, edges)

    def _tell(self) -> None:
        if self.map.cell is None or self.map.values is None:
            alpha = ""
            if self._window is not None:
                trace = self._window.trace[self.block.currentIndex()]
                alpha = f" Here α = {signed(float(trace.alpha[self.fragment.currentIndex()]))}."
            self.value.setText(HINT + alpha)
            return
        target, source = self.map.cell
        number = signed(float(self.map.values[target, source]))
        self.value.setText(f"{NAMES[target].capitalize()} listens to {NAMES[source]}: {number}")
