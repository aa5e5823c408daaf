"""Which map of a moment is compared: the lists in which it is chosen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.texts import mark, tr
from app.widgets.controls import DropDowns, refill
from recognizer.explain.maps import MapKind, attention_map, topology_map

if TYPE_CHECKING:
    from recognizer.network.trace import BlockTrace
    from recognizer.recognizer import WindowAnswer

ATTENTION, MEAN = mark("Attention"), mark("mean")


@dataclass(frozen=True)
class MapChoice:
    """Which map of a window: ``kind`` of the topology, or ``None`` for attention; block and fragment or branch from
    0; a channel or head, ``None`` for the mean."""

    kind: MapKind | None = MapKind.TOPOLOGY
    block: int = 0
    part: int = 0
    one: int | None = None

    def of(self, window: "WindowAnswer") -> np.ndarray | None:
        """The map; ``None`` where the network has no such one."""
        if self.lacking(window):
            return None
        trace = window.trace[self.block]
        if self.kind is None:
            return attention_map(trace, self.part, self.one)
        return topology_map(trace, self.part, self.kind, self.one)

    def lacking(self, window: "WindowAnswer") -> str:
        """What the network would need for this map and has not, in words; empty where it has all."""
        if self.block >= len(window.trace):
            return tr("block {block}", block=self.block + 1)
        trace, attends = window.trace[self.block], self.kind is None
        what = tr("attention over time") if attends else tr("adjacency between joints")
        if not (trace.attends if attends else trace.fragments):
            others = any(one.attends if attends else one.fragments for one in window.trace)
            return tr("{what} in block {block}", what=what, block=self.block + 1) if others else what
        parts, ones = part_counts(trace, self.kind)
        if self.part >= parts:
            place = {"number": self.part + 1, "block": self.block + 1}
            if attends:
                return tr("branch {number} in block {block}", **place)
            return tr("fragment {number} in block {block}", **place)
        if self.one is not None and self.one >= ones:
            place = {"number": self.one + 1, "block": self.block + 1}
            if attends:
                return tr("head {number} in block {block}", **place)
            return tr("channel {number} in block {block}", **place)
        return ""


def part_counts(trace: "BlockTrace", kind: MapKind | None) -> tuple[int, int]:
    """How many fragments or branches a block has, and how many channels or heads each of them; one channel is the mean
    itself and does not count."""
    if kind is None:
        branches, heads = trace.attention.shape[1:3] if trace.attends else (0, 0)
        return branches, heads
    channels = trace.topology.shape[2] if trace.fragments and kind.by_channel else 0
    return trace.fragments, channels if channels > 1 else 0


class MapChooser(QWidget):
    """``chosen`` reports that another map is wanted. ``name``: whose it is, A or B."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._window: WindowAnswer | None = None
        lists = DropDowns(self._choose)
        self.kind = lists.add(tr("Map"), [*(tr(kind.value) for kind in MapKind), tr(ATTENTION)], stretch=3)
        self.block = lists.add(tr("Block"))
        self.part = lists.add(tr("Part"), stretch=2)
        self.part.setMinimumContentsLength(8)  # wide letters: its number stands at the end
        self.one = lists.add(tr("Channel or head"), stretch=2)
        for combo in (self.kind, self.block, self.part, self.one):
            combo.setAccessibleName(tr("{choice} of {name}", choice=combo.accessibleName(), name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(lists)

    @property
    def choice(self) -> MapChoice:
        """The map that is chosen in the lists."""
        kind = None if self.kind.currentText() == tr(ATTENTION) else list(MapKind)[self.kind.currentIndex()]
        one = self.one.currentIndex() - 1
        block, part = max(self.block.currentIndex(), 0), max(self.part.currentIndex(), 0)
        return MapChoice(kind, block, part, None if one < 0 else one)

    def offer(self, window: "WindowAnswer") -> None:
        """Offer the maps that there are of this window."""
        self._window = window
        self._refill()

    def take(self, choice: MapChoice) -> None:
        """Choose this map, as far as there is one."""
        for combo, place in (
            (self.kind, self.kind.count() - 1 if choice.kind is None else list(MapKind).index(choice.kind)),
            (self.block, choice.block),
            (self.part, choice.part),
            (self.one, 0 if choice.one is None else choice.one + 1),
        ):
            combo.blockSignals(True)
            combo.setCurrentIndex(min(place, combo.count() - 1))
            combo.blockSignals(False)
            self._refill()

    def _choose(self) -> None:
        self._refill()
        self.chosen.emit()

    def _refill(self) -> None:
        """The lists that depend on the model and on the map."""
        if self._window is None or not self._window.trace:
            return
        traces = self._window.trace
        refill(self.block, [str(number) for number in range(1, len(traces) + 1)])
        trace, kind = traces[max(self.block.currentIndex(), 0)], self.choice.kind
        parts, ones = part_counts(trace, kind)
        part, one = (tr("branch"), tr("head")) if kind is None else (tr("fragment"), tr("channel"))
        refill(self.part, [f"{part} {number}" for number in range(1, parts + 1)])
        refill(self.one, [tr(MEAN), *(f"{one} {number}" for number in range(1, ones + 1))])
        self.part.setEnabled(parts > 1)
        self.one.setEnabled(ones > 0)
