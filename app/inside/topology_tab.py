"""The Topology tab: which joint listens to which, in a block and fragment of the network."""

from typing import TYPE_CHECKING

import numpy as np

from app.inside.scene import Scene
from app.inside.tab import MapTab, choose
from app.widgets.controls import CheckBox, refill
from app.widgets.matrix_view import DIVERGING, MatrixView, NameAxis
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import signed
from recognizer.explain.maps import Link, MapKind, listens_to, nice_limit, strongest_links, topology_map
from recognizer.skeleton.joints import JOINTS, NAMES

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer

AXES = "Rows: the joint that listens (target). Columns: the joint listened to (source)."
HINT = "Point at a cell to read it; click a joint to pin it."
MEAN = "mean"
LINKS, LINKS_TIP = (
    "Strongest links (L)",
    "Draws the strongest links between joints that no bone connects onto the skeleton",
)
STRONGEST, LISTENED, NAMED = 12, 6, 2  # links drawn, links of a pinned joint drawn, and named


class TopologyTab(MapTab):
    """The 25 by 25 map of the newest window. A joint that is pinned shows what it listens to until it is let go of."""

    title = "Topology"

    def __init__(self) -> None:
        view = MatrixView("Topology map", DIVERGING, NameAxis("left", NAMES), NameAxis("bottom", NAMES))
        super().__init__(view, AXES)
        self.block = self.choices.add("Block")
        self.fragment = self.choices.add("Fragment")
        self.kind = self.choices.add("Map", [kind.value for kind in MapKind], stretch=3)
        self.channel = self.choices.add("Channel", [MEAN], stretch=1)
        self._combos = (self.block, self.fragment, self.kind, self.channel)
        self.links = CheckBox(LINKS)
        self.links.setToolTip(LINKS_TIP)
        self.links.setAccessibleDescription(LINKS_TIP)
        self.links.toggled.connect(self.changed)
        self.foot.addWidget(self.links)
        self.value.setMinimumHeight(2 * self.value.fontMetrics().height() + 2)  # two lines, so that nothing jumps
        self.map.chosen.connect(self._choose)

    @property
    def pinned(self) -> int | None:
        """The joint that is pinned."""
        return self.map.pinned

    def pin(self, joint: int | None) -> None:
        """Pin a joint, or let go of it."""
        self.map.pin(joint)
        self._show_value()

    def take_joint(self, joint: int) -> None:
        """Pin a joint that was clicked on the stage, or let go of it where it is pinned."""
        self.pin(None if joint == self.pinned else joint)

    def begin(self) -> None:
        """Another source: no window, and no joint pinned."""
        super().begin()
        self.pin(None)

    def apply(self, scene: Scene) -> None:
        """Choose the scene's map, with or without the strongest links, and pin its joint."""
        self.restore((0, scene.fragment, list(MapKind).index(scene.kind), 0, scene.links))
        self.pin(scene.pinned)

    def choices_made(self) -> tuple[int, ...]:
        """The place of the chosen entry in each list, and whether the strongest links are drawn."""
        return (*(combo.currentIndex() for combo in self._combos), self.links.isChecked())

    def restore(self, made: tuple[int, ...]) -> None:
        """Choose all of that again, and pin no joint."""
        *places, links = made
        for combo, place in zip(self._combos, places, strict=True):
            choose(combo, place)
        self.links.setChecked(bool(links))
        self.pin(None)

    def highlights(self) -> Highlights:
        """The cell that is pointed at, else the pinned joint, and the strongest links where they are wanted."""
        window, values = self.window_shown, self.map.values
        if window is None or values is None:
            return Highlights()
        links = strongest_links(values, STRONGEST) if self.links.isChecked() else ()
        joints: tuple[int, ...] = ()
        if self.map.cell is not None:
            target, source = self.map.cell
            joints = tuple(dict.fromkeys(self.map.cell))
            weight = float(values[target, source])
            links = (Link(target, source, weight),) if weight and target != source else ()
        elif self.pinned is not None:
            joints, links = (self.pinned,), listens_to(values, self.pinned, LISTENED)
        most = max((abs(link.weight) for link in links), default=1.0)
        if self.map.cell is not None:
            most = float(self.map.image.levels[1])  # one arrow alone is as wide as its colour is strong
        return Highlights(window.persons[0], joints, links, most)

    def _refill(self, window: "WindowAnswer") -> None:
        refill(self.block, [str(number) for number in range(1, len(window.trace) + 1)])
        refill(self.fragment, [str(number) for number in range(1, len(window.trace[0].shared) + 1)])

    def _redraw(self, window: "WindowAnswer") -> None:
        trace = window.trace[self.block.currentIndex()]
        refill(self.channel, [MEAN, *(str(number) for number in range(1, trace.topology.shape[2] + 1))])
        kind = list(MapKind)[self.kind.currentIndex()]
        self.channel.setEnabled(kind.by_channel and self.channel.count() > 1)
        channel = self.channel.currentIndex() - 1
        values = topology_map(trace, self.fragment.currentIndex(), kind, None if channel < 0 else channel)
        limit = nice_limit(values)
        edges = np.arange(JOINTS + 1.0)
        self.map.show_map(values, (-limit, limit), edges, edges)

    def _describe(self, window: "WindowAnswer", row: int, column: int) -> str:
        values = self.map.values
        assert values is not None, "a cell is pointed at"
        number = signed(float(values[row, column]))
        return f"{NAMES[row].capitalize()} listens to {NAMES[column]}: {number}"

    def _hint(self, window: "WindowAnswer | None") -> str:
        if window is None or self.map.values is None:
            return HINT
        if self.pinned is not None:
            strongest = listens_to(self.map.values, self.pinned, NAMED)
            named = ", ".join(f"{NAMES[link.source]} {signed(link.weight)}" for link in strongest) or "no other joint"
            return f"{NAMES[self.pinned].capitalize()} listens most to {named}. Esc lets go."
        trace = window.trace[self.block.currentIndex()]
        return f"{HINT}\nHere α = {signed(float(trace.alpha[self.fragment.currentIndex()]))}."

    def _choose(self, place: tuple[int | None, int | None]) -> None:
        row, column = place
        joint = column if row is None else row
        assert joint is not None
        self.take_joint(joint)
