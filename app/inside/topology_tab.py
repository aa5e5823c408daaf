"""The Topology tab: which joint listens to which, in a block and fragment of the network."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.figures.map_figure import MapAxis, MapFigure
from app.figures.paper import Drawing
from app.inside.link_legend import LinkLegend
from app.inside.map_overview import Place, SmallMaps
from app.inside.scene import Scene
from app.inside.tab import MapTab, choose, numbers_in_words
from app.texts import mark, tr
from app.widgets.controls import CheckBox, caption, refill
from app.widgets.matrix_view import DIVERGING, MatrixView
from app.widgets.name_axis import NameAxis
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import capital, joint_name, joint_names, rounded_up, signed
from app.widgets.text_size import keep_lines
from app.widgets.theme import GAP, Theme
from recognizer.explain.maps import (
    Link,
    MapKind,
    largest_change,
    largest_changes,
    listens_to,
    most_changed,
    nice_limit,
    strongest_links,
    topology_map,
)
from recognizer.skeleton.joints import JOINTS, NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizer.network.trace import BlockTrace
    from recognizer.recognizer import WindowAnswer

AXES = mark("Rows: who listens (target). Columns: to whom (source).")
HINT = mark("Point at a cell to read it; click a joint to pin it.")
MEAN = mark("mean")
SPOKEN, SPOKEN_CHANGE = mark("Block {block}, fragment {fragment}"), mark(": this movement changes it by at most {size}")
NO_ADJACENCY = mark("This network has no adjacency between joints, so there is no map of who listens to whom.")
NONE_HERE = mark("Block {} has no adjacency between joints: choose another block.")
LINKS, LINKS_TIP = (
    mark("Strongest links (L)"),
    mark("Draws the strongest links between joints that no bone connects onto the skeleton"),
)
OVERVIEW_AXES = mark("A map for each fragment of each block ({}), on one scale of colours. ")
OVERVIEW_CHANGES = mark("Below it is by how much this movement changes it at most; ★ is where most.")
OVERVIEW_FIXED = mark("This movement changes none of them.")
CHANGES, UNCHANGED = (
    mark("This movement changes the map by at most {}."),
    mark("This movement does not change the map."),
)
SHARED = mark("The same for every movement; αQ changes it by at most {}.")
BONES = mark("The bones of the skeleton, the same for every movement.")
MOST_ENTRY = mark("Go to the largest change by this movement")
MOST, MOST_TIP = (
    mark("Where most?"),
    mark("Go to the cell, of all blocks and fragments, that this movement changes most"),
)
LISTENED, NAMED = 6, 2  # links of a pinned joint that are drawn, and those that are named


class TopologyTab(MapTab):
    """The 25 by 25 map of the newest window. A joint that is pinned shows what it listens to until it is let go of."""

    title = mark("Topology")

    def __init__(self) -> None:
        view = MatrixView(
            tr("Topology map"), DIVERGING, NameAxis("left", joint_names()), NameAxis("bottom", joint_names())
        )
        super().__init__(view, tr(AXES), DIVERGING)
        self.block = self.choices.add(tr("Block"), stretch=0)
        self.fragment = self.choices.add(tr("Fragment"), stretch=0)
        self.kind = self.choices.add(tr("Map"), [tr(kind.value) for kind in MapKind])
        self.channel = self.choices.add(tr("Channel"), [tr(MEAN)], stretch=0)
        self.channel.setMinimumContentsLength(len(tr(MEAN)))
        self.choices.add_widget(self.overview_button)
        self._combos = (self.block, self.fragment, self.kind, self.channel)
        self.links = CheckBox(tr(LINKS))
        self.links.setToolTip(tr(LINKS_TIP))
        self.links.setAccessibleDescription(tr(LINKS_TIP))
        self.legend = LinkLegend()
        self.legend.hide()
        self.legend.changed.connect(self.changed)
        self.links.toggled.connect(self.legend.setVisible)
        self.links.toggled.connect(self.changed)
        self.foot.addWidget(self.links)
        self.rows.addWidget(self.legend)
        self.change, self.most = caption(""), QPushButton(tr(MOST))
        self.change.setAccessibleName(tr("What this movement changes"))
        self.most.setProperty("compact", True)
        self.most.setToolTip(tr(MOST_TIP))
        self.most.setAccessibleDescription(tr(MOST_TIP))
        self.most.clicked.connect(self.go_to_most_changed)
        line, words = QHBoxLayout(), QVBoxLayout()
        line.setSpacing(GAP)
        words.setSpacing(2)
        self.rows.removeWidget(self.axes)
        words.addWidget(self.axes)
        words.addWidget(self.change)
        line.addLayout(words, 1)
        line.addWidget(self.most, 0, Qt.AlignmentFlag.AlignBottom)
        self.rows.insertLayout(1, line)
        self.map.entries += ((tr(MOST_ENTRY), self.go_to_most_changed),)
        self._most_changed: Place | None = None  # the block and fragment to which the lesson has led
        keep_lines(self.value, 2)
        self.map.chosen.connect(self._choose)

    def set_bare(self, bare: bool) -> None:
        """Show the map alone, or with its choices."""
        super().set_bare(bare)
        for part in (self.change, self.most, self.links):
            part.setVisible(not bare)

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

    def go_to_most_changed(self) -> None:
        """Show the block and fragment that this movement changes most, and point at the cell."""
        window = self.window_shown
        if window is None:
            return
        place = most_changed(window.trace)
        if place is None:
            return
        block, fragment = place
        if list(MapKind)[self.kind.currentIndex()] in (MapKind.SHARED, MapKind.SKELETON):
            choose(self.kind, list(MapKind).index(MapKind.TOPOLOGY))
        choose(self.block, block)
        choose(self.fragment, fragment)
        choose(self.channel, 0)
        self.show_overview(False)
        link = largest_change(window.trace[block], fragment)
        self.map.walk_to((link.target, link.source))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        super().set_theme(theme)
        self.legend.set_theme(theme)

    def begin(self) -> None:
        """Another source: no window, and no joint pinned."""
        super().begin()
        self.pin(None)

    def apply(self, scene: Scene) -> None:
        """Choose the scene's map, with or without the strongest links, and pin its joint. Where it asks for what the
        movement changes most, that is found once, and stays while the same page is read."""
        if not scene.most_changed:
            self._most_changed = None
        elif self._most_changed is None and self.window_shown is not None:
            self._most_changed = most_changed(self.window_shown.trace)
        block, fragment = self._most_changed or (scene.block or 0, scene.fragment)
        self._choose_all((block, fragment, list(MapKind).index(scene.kind), 0), scene.links, False)
        self.pin(scene.pinned)

    def choices_made(self) -> tuple[int, ...]:
        """The place of the chosen entry in each list, whether the strongest links are drawn, and all blocks shown."""
        return (*(combo.currentIndex() for combo in self._combos), self.links.isChecked(), self.overview_shown)

    def restore(self, made: tuple[int, ...]) -> None:
        """Choose all of that again, and pin no joint."""
        *places, links, overview = made
        self._most_changed = None
        self._choose_all(places, bool(links), bool(overview))

    def _choose_all(self, places: "Sequence[int]", links: bool, overview: bool) -> None:
        for combo, place in zip(self._combos, places, strict=True):
            choose(combo, place)
        self.links.setChecked(links)
        self.show_overview(overview)
        self.pin(None)

    def highlights(self) -> Highlights:
        """The cell that is pointed at, else the pinned joint, and the strongest links where they are wanted."""
        window, values = self.window_shown, self.map.values
        if window is None or values is None:
            return Highlights()
        links = strongest_links(values, self.legend.count) if self.links.isChecked() else ()
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

    def figure(self, source: str) -> Drawing | None:
        """The map that is chosen."""
        values = self.map.values
        if self.window_shown is None or values is None:
            return None
        kind, block = list(MapKind)[self.kind.currentIndex()], self.block.currentText()
        of_what = "" if kind is MapKind.SKELETON else f" · block {block}, fragment {self.fragment.currentText()}"
        if self.channel.isEnabled():
            chosen = self.channel.currentIndex()
            of_what += f", channel {chosen}" if chosen else ", mean of its channels"
        return MapFigure(
            self._heading(f"{kind.value}{of_what}", source),
            values.copy(),
            MapAxis("joint that listens (target)", NAMES),
            MapAxis("joint listened to (source)", NAMES),
            nice_limit(values),
            diverging=True,
            unit="weight",
        )

    def _refill(self, window: "WindowAnswer") -> None:
        refill(self.block, [str(number) for number in range(1, len(window.trace) + 1)])
        adjacent = any(trace.fragments for trace in window.trace)
        self.most.setEnabled(any(trace.adapts for trace in window.trace))
        self.overview_button.setEnabled(adjacent)
        if not adjacent:
            self.show_overview(False)

    def _redraw(self, window: "WindowAnswer") -> None:
        trace = window.trace[self.block.currentIndex()]
        refill(self.fragment, [str(number) for number in range(1, trace.fragments + 1)])
        for part in (self.fragment, self.kind, self.channel, self.links):
            part.setEnabled(trace.fragments > 0)
        self._show_map_place(trace.fragments == 0)
        self.change.setVisible(trace.fragments > 0 and not self.overview_shown)
        if not trace.fragments:
            self._show_value()
            return
        refill(self.channel, [tr(MEAN), *(str(number) for number in range(1, trace.topology.shape[2] + 1))])
        kind = list(MapKind)[self.kind.currentIndex()]
        self.channel.setEnabled(kind.by_channel and self.channel.count() > 1)
        channel = self.channel.currentIndex() - 1
        values = topology_map(trace, self.fragment.currentIndex(), kind, None if channel < 0 else channel)
        limit = nice_limit(values)
        edges = np.arange(JOINTS + 1.0)
        self.map.show_map(values, (-limit, limit), edges, edges)
        self.change.setText(self._change_in_words(trace, kind, channel if channel >= 0 and kind.by_channel else None))

    def _change_in_words(self, trace: "BlockTrace", kind: MapKind, channel: int | None) -> str:
        if kind is MapKind.SKELETON:
            return tr(BONES)
        size = abs(largest_change(trace, self.fragment.currentIndex(), channel).weight)
        words = tr(SHARED) if kind is MapKind.SHARED else tr(CHANGES)
        return words.format(rounded_up(size)) if size else tr(UNCHANGED)

    def _overview_axes(self, window: "WindowAnswer") -> str:
        changes = tr(OVERVIEW_CHANGES) if any(trace.adapts for trace in window.trace) else tr(OVERVIEW_FIXED)
        return tr(OVERVIEW_AXES).format(numbers_in_words(len(window.trace))) + changes

    def _small_maps(self, window: "WindowAnswer") -> SmallMaps:
        """The chosen kind of map of every fragment and block, mean over the channels."""
        kind, traces = list(MapKind)[self.kind.currentIndex()], window.trace
        fragments = range(max(trace.fragments for trace in traces))
        changes = largest_changes(traces)  # by block
        adapts = any(trace.adapts for trace in traces)
        maps = [
            [topology_map(trace, fragment, kind) if fragment < trace.fragments else None for trace in traces]
            for fragment in fragments
        ]
        sizes = [
            [abs(links[fragment].weight) if adapts and fragment < len(links) else None for links in changes]
            for fragment in fragments
        ]
        limit = max(nice_limit(values) for row in maps for values in row if values is not None)
        most = most_changed(traces)
        return SmallMaps(
            maps,
            levels=(-limit, limit),
            rows=[tr("fragment {number}", number=fragment + 1) for fragment in fragments],
            columns=[str(block) for block in range(1, len(traces) + 1)],
            words=[["" if size is None else f"{size:.3f}" for size in row] for row in sizes],
            spoken=[
                [_spoken(block, fragment, size) for block, size in enumerate(row, start=1)]
                for fragment, row in enumerate(sizes, start=1)
            ],
            shown=(self.fragment.currentIndex(), self.block.currentIndex()),
            most=None if most is None else (most[1], most[0]),
        )

    def _lacking(self, window: "WindowAnswer") -> str:
        if window.trace[self.block.currentIndex()].fragments:
            return ""
        adjacent = any(trace.fragments for trace in window.trace)
        return tr(NONE_HERE).format(self.block.currentText()) if adjacent else tr(NO_ADJACENCY)

    def _open(self, place: Place) -> None:
        choose(self.block, place[1])
        choose(self.fragment, place[0])

    def _describe(self, window: "WindowAnswer", row: int, column: int) -> str:
        values = self.map.values
        assert values is not None, "a cell is pointed at"
        number = signed(float(values[row, column]))
        return tr(
            "{joint} listens to {other}: {number}",
            joint=capital(joint_name(row)),
            other=joint_name(column),
            number=number,
        )

    def _hint(self, window: "WindowAnswer | None") -> str:
        if window is None or self.map.values is None:
            return tr(HINT)
        if self.pinned is not None:
            strongest = listens_to(self.map.values, self.pinned, NAMED)
            named = ", ".join(f"{joint_name(link.source)} {signed(link.weight)}" for link in strongest) or tr(
                "no other joint"
            )
            return tr(
                "{joint} listens most to {named}. Esc lets go.", joint=capital(joint_name(self.pinned)), named=named
            )
        return tr(HINT)

    def _choose(self, place: tuple[int | None, int | None]) -> None:
        row, column = place
        joint = column if row is None else row
        assert joint is not None
        self.take_joint(joint)


def _spoken(block: int, fragment: int, size: float | None) -> str:
    """A small map in a sentence; ``size``: by how much the movement changes it, where any map is changed."""
    told = tr(SPOKEN, block=block, fragment=fragment)
    return told if size is None else told + tr(SPOKEN_CHANGE, size=rounded_up(size))
