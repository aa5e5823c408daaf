"""The Attention tab: which moments of the window look at which, in a block, branch and head."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from app.figures.map_figure import MapAxis, MapFigure
from app.figures.paper import Drawing
from app.inside.head_thumbnails import HeadThumbnails
from app.inside.map_overview import Place, SmallMaps
from app.inside.pose_strip import PoseStrip, Posture, moments_of, postures_of
from app.inside.scene import Scene
from app.inside.tab import MapTab, choose, numbers_in_words
from app.texts import mark, tr
from app.widgets.controls import caption, refill
from app.widgets.matrix_view import SEQUENTIAL, MatrixView, cell_edges
from app.widgets.number_axis import NumberAxis
from app.widgets.text import clock_text, percent
from app.widgets.theme import GAP, Theme
from app.widgets.timeline_marks import AttentionShares, MarkedMoment, TimelineMarks
from recognizer.explain.maps import attention_map, frame_times, nice_limit, own_frames

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer

AXES = mark("Rows: moments that look (query). Columns: moments looked at (key).")
EVENLY = 4.0  # times as much as if it were evenly spread has the brightest colour in the overview
OVERVIEW_AXES = mark(
    "A map for each head of each block ({blocks}). The brighter, the more is looked at: the brightest is {times:.0f} "
    "times what it would be if it were evenly spread, or more."
)
NONE = mark("This model has no attention over time.")
NONE_HERE = mark("Block {} has no attention over time: choose another block.")
ALL = mark("mean of all")
POINT = mark("Point at a cell to see its two moments.")
CAUTION = mark(
    "This shows where the network looks. Alone it explains nothing: looking somewhere need not change the answer. "
    '<a href="masking" style="color: {colour}">Masking</a> tries out what does.'
)
QUERY, KEY = mark("query"), mark("key")
FAR = 0.5  # seconds: moments that no convolution of a block brings together
TALL = 1.12  # times as high as wide


class AttentionTab(MapTab):
    """Query frames by key frames of the newest window, the heads of the branch as small maps beside it, and the
    skeletons of the two moments that a cell stands for."""

    title = mark("Attention")
    masking_wanted = Signal()

    def __init__(self) -> None:
        left, bottom = NumberAxis("left"), NumberAxis("bottom")
        left.setLabel(tr("query, in seconds (0 is now)"))
        bottom.setLabel(tr("key, in seconds (0 is now)"))
        super().__init__(MatrixView(tr("Attention map"), SEQUENTIAL, left, bottom), tr(AXES), SEQUENTIAL)
        self.block = self.choices.add(tr("Block"))
        self.branch = self.choices.add(tr("Branch"))
        self.head = self.choices.add(tr("Head"), [tr(ALL)])
        self.choices.add_widget(self.overview_button)
        self.heads, self.moments = HeadThumbnails(), PoseStrip(tr(POINT))
        self.heads.opened.connect(self.solo)
        self.map.opened.connect(lambda: self.head.setCurrentIndex(0))
        self._queries = self._keys = np.zeros(1)
        self._held: tuple[int, ...] = ()
        self._apart: float | None = None
        self._tall: bool | None = None
        self._grid = QGridLayout()
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        super().set_theme(theme)
        self.heads.set_theme(theme)
        self.moments.set_theme(theme)
        self.caution.setText(tr(CAUTION).format(colour=theme.accent))

    def apply(self, scene: Scene) -> None:
        """Choose the scene's head, and highlight its frames or the largest share, where it asks for them."""
        self.show_overview(False)
        if scene.block is not None:
            choose(self.block, scene.block)
            choose(self.branch, 0)
        choose(self.head, 0 if scene.head is None else scene.head + 1)
        self.hold(scene.frames if scene.tab == self.title else ())
        self.follow_largest(FAR if scene.largest else None)

    def choices_made(self) -> tuple[int, ...]:
        """The places of the chosen block, branch and head, and whether all blocks are shown."""
        return (*(combo.currentIndex() for combo in (self.block, self.branch, self.head)), self.overview_shown)

    def restore(self, made: tuple[int, ...]) -> None:
        """Choose those entries again, and let go of held frames and of the largest share."""
        block, branch, head, overview = made
        for combo, place in ((self.block, block), (self.branch, branch), (self.head, head)):
            choose(combo, place)
        self.show_overview(bool(overview))
        self.hold(())
        self.follow_largest(None)

    def solo(self, head: int) -> None:
        """Show a head alone; all of them where it is alone already."""
        self.head.setCurrentIndex(0 if self.head.currentIndex() == head + 1 else head + 1)

    def hold(self, frames: tuple[int, ...]) -> None:
        """Show the skeletons of these frames of the window while no cell is pointed at; negative ones count from the
        end."""
        self._held = frames
        self._show_value()

    def follow_largest(self, apart: float | None) -> None:
        """Keep pointing at the largest share between moments that are so many seconds apart, unless the mouse points
        elsewhere; ``None`` ends it."""
        self._apart = apart
        self.map.point_at(None)
        self._point_at_largest()

    def _point_at_largest(self) -> None:
        values = self.map.values
        if self._apart is None or values is None or self.map.underMouse():
            return
        distance = np.abs(self._queries[:, None] - self._keys[None, :])
        far = np.where(distance >= self._apart, values, -1.0)
        row, column = np.unravel_index(int(far.argmax()), far.shape)
        self.map.point_at((int(row), int(column)))

    def marks(self) -> TimelineMarks:
        """The two moments, and how much attention each stretch of time gets, mean over the queries."""
        window, values = self.window_shown, self.map.values
        if window is None or values is None:
            return TimelineMarks(strip=window is None or any(trace.attends for trace in window.trace))
        attended = AttentionShares(window.time + cell_edges(self._keys), values.mean(axis=0))
        return TimelineMarks(tuple(posture.moment for posture in self.moments.postures), attended, strip=True)

    def figure(self, source: str) -> Drawing | None:
        """The map that is chosen."""
        values = self.map.values
        if self.window_shown is None or values is None:
            return None
        head = (
            tr("head {number}", number=self.head.currentIndex())
            if self.head.currentIndex()
            else tr("mean of its heads")
        )
        title = f"Attention · block {self.block.currentText()}, branch {self.branch.currentText()}, {head}"
        return MapFigure(
            self._heading(title, source),
            values.copy(),
            MapAxis(
                "query: the moment that looks (s, 0 is the end of the window)", times=tuple(self._queries.tolist())
            ),
            MapAxis("key: the moment looked at (s, 0 is the end of the window)", times=tuple(self._keys.tolist())),
            nice_limit(values),
            diverging=False,
            unit="share of attention",
        )

    def _refill(self, window: "WindowAnswer") -> None:
        refill(self.block, [str(number) for number in range(1, len(window.trace) + 1)])
        attends = any(trace.attends for trace in window.trace)
        self.overview_button.setEnabled(attends)
        if not attends:
            self.show_overview(False)

    def _redraw(self, window: "WindowAnswer") -> None:
        trace = window.trace[self.block.currentIndex()]
        branches, heads = trace.attention.shape[1:3] if trace.attends else (0, 0)
        if trace.attends:  # else what was chosen stays, for the blocks that have it
            refill(self.branch, [str(number) for number in range(1, branches + 1)])
            refill(self.head, [tr(ALL), *(str(number) for number in range(1, heads + 1))])
        for choice in (self.branch, self.head):
            choice.setEnabled(trace.attends)
        branch, head = max(self.branch.currentIndex(), 0), self.head.currentIndex() - 1
        alone = None if head < 0 else head
        values = attention_map(trace, branch, alone)
        self.rows.setStretchFactor(self._grid, 0 if self.overview_shown else 1)
        self.caution.setVisible(values is not None and not self.overview_shown)
        self._show_map_place(values is None)
        for part in (self.heads, self.moments):
            part.setVisible(values is not None and not self.overview_shown)
        if values is None:
            self._show_value()
            return
        seconds, frames = window.time - window.start, len(window.keypoints)
        self._queries = frame_times(seconds, frames, values.shape[0])
        self._keys = frame_times(seconds, frames, values.shape[1])
        by_head = trace.attention[0, branch].numpy()
        self.heads.show_maps(by_head, nice_limit(by_head), alone)
        self.map.show_map(values, (0.0, nice_limit(values)), cell_edges(self._keys), cell_edges(self._queries))
        self._point_at_largest()

    def _small_maps(self, window: "WindowAnswer") -> SmallMaps | None:
        """Every head of every block, in parts of what it would be if it were evenly spread."""
        if not any(trace.attends for trace in window.trace):
            return None
        by_block = [trace.attention[0].numpy() if trace.attends else None for trace in window.trace]
        rows = self._rows(window)
        maps = [
            [block[row] * block.shape[-1] if block is not None and _has(block, row) else None for block in by_block]
            for row in rows
        ]
        names = [tr("branch {branch}, head {head}", branch=branch + 1, head=head + 1) for branch, head in rows]
        return SmallMaps(
            maps,
            levels=(0.0, EVENLY),
            rows=names,
            columns=[str(number) for number in range(1, len(by_block) + 1)],
            words=[[""] * len(by_block)] * len(names),
            spoken=[
                [tr("Block {number}, {name}", number=number, name=name) for number in range(1, len(by_block) + 1)]
                for name in names
            ],
            shown=None if self.head.currentIndex() < 1 else self._chosen_place(window),
        )

    def _overview_axes(self, window: "WindowAnswer") -> str:
        return tr(OVERVIEW_AXES, blocks=numbers_in_words(len(window.trace)), times=EVENLY)

    @staticmethod
    def _rows(window: "WindowAnswer") -> list[tuple[int, int]]:
        """The branch and head, from 0, of each row of the overview: all that any block has."""
        shapes = {trace.attention.shape[1:3] for trace in window.trace if trace.attends}
        return sorted({row for shape in shapes for row in np.ndindex(*shape)})

    def _chosen_place(self, window: "WindowAnswer") -> Place:
        """Of the chosen head among the small maps."""
        row = max(self.branch.currentIndex(), 0), self.head.currentIndex() - 1
        return self._rows(window).index(row), self.block.currentIndex()

    def _open(self, place: Place) -> None:
        assert self.window_shown is not None, "a small map of it was chosen"
        branch, head = self._rows(self.window_shown)[place[0]]
        choose(self.block, place[1])
        choose(self.branch, branch)
        choose(self.head, head + 1)

    def _show_value(self) -> None:
        self.moments.show_postures(self._postures(), 0 if self.window_shown is None else self.window_shown.slot)
        super()._show_value()

    def _postures(self) -> tuple[Posture, ...]:
        """The two moments of the cell that is pointed at, the one that looks first; else the frames that are held."""
        window, cell, values = self.window_shown, self.map.cell, self.map.values
        if window is None:
            return ()
        if cell is None or values is None:
            return postures_of(window, self._held, moments_of(window, self._held))
        found, count = [], len(window.keypoints)
        for place, times, name in zip(cell, (self._queries, self._keys), (tr(QUERY), tr(KEY)), strict=True):
            moment = MarkedMoment(window.time + float(times[place]), name, filled=name == tr(QUERY))
            found.append((int(own_frames(count, len(times))[place]), moment))
        frames, moments = zip(*found)
        return postures_of(window, frames, moments)

    def _describe(self, window: "WindowAnswer", row: int, column: int) -> str:
        at, to = clock_text(window.time + self._queries[row]), clock_text(window.time + self._keys[column])
        values = self.map.values
        assert values is not None, "a cell is pointed at"
        share = float(values[row, column])
        return tr("{at} looks at {to}: {share} ({value:.4f})", at=at, to=to, share=percent(share), value=share)

    def _lacking(self, window: "WindowAnswer") -> str:
        if window.trace[self.block.currentIndex()].attends:
            return ""
        attends = any(trace.attends for trace in window.trace)
        return tr(NONE_HERE).format(self.block.currentText()) if attends else tr(NONE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The skeletons under the map where there is room, else beside it, below the heads."""
        tall = self.height() > TALL * self.width()
        if tall is self._tall:
            return
        self._tall = tall
        for part in (self.map, self.heads, self.moments):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.map, 0, 0, 1 if tall else 2, 1)
        self._grid.addWidget(self.heads, 0, 1)
        self._grid.addWidget(self.moments, 1, 0 if tall else 1, 1, 2 if tall else 1)
        self._grid.setRowStretch(0, 2 if tall else 1)

    def _lay_out(self) -> None:
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 2)
        self._grid.setRowStretch(1, 1)
        self.rows.removeWidget(self.map)
        self.rows.insertLayout(2, self._grid, 1)
        self.caution = caption(tr(CAUTION))
        self.caution.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.caution.linkActivated.connect(lambda _: self.masking_wanted.emit())
        self.rows.addWidget(self.caution)
        self._place()


def _has(block: np.ndarray, row: tuple[int, int]) -> bool:
    """Whether attention ``(branch, head, query, key)`` has this branch and head."""
    return row[0] < block.shape[0] and row[1] < block.shape[1]
