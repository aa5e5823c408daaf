"""What the tabs share: whose window it is, and for maps the frame: choices above, which axis is which in words, the
map, and a line with the value."""

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.figures.paper import Drawing, Heading
from app.inside.map_overview import MapOverview, Place, SmallMaps
from app.inside.scene import Scene
from app.texts import mark, tr
from app.widgets.controls import DropDowns, caption
from app.widgets.matrix_view import MatrixView
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import clock_text, percent, person_name
from app.widgets.theme import GAP, Theme
from app.widgets.timeline_marks import TimelineMarks
from recognizer.text import NOTHING

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer

HINT = mark("Point at a cell to read its value.")
LEAST = 200  # pixels at a text size of 100 %, the height below which a map or a curve is scrolled rather than squeezed
OVERVIEW, OVERVIEW_TIP = mark("Overview"), mark("All blocks of the network at a glance (O)")
OVERVIEW_HINT = mark("Click a map, or walk with the arrow keys and press Enter, to see it large.")


class Tab(QWidget):
    """Shows something of the newest window. ``changed`` reports that what is highlighted elsewhere in the window may be
    another. ``map`` is the map that the tab shows, where it is a tab with a map; ``needs_window``: it has nothing to
    show before the first window; ``has_figure``: what it shows can be had as a figure."""

    title = ""
    needs_window = True
    map: MatrixView | None = None
    has_figure = True
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.window_shown: WindowAnswer | None = None
        self.model_shown: ModelInfo | None = None  # the one that judged it
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 12, 0, 0)
        self.rows.setSpacing(GAP)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours; the style sheet alone does it for a tab that draws nothing itself."""

    def set_bare(self, bare: bool) -> None:
        """Show what there is to see alone, without what it is chosen by, or all of it."""

    def begin(self) -> None:
        """Another source."""
        self.window_shown = self.model_shown = None

    def highlights(self) -> Highlights:
        """What is highlighted on the stage while this tab is shown."""
        return Highlights()

    def marks(self) -> TimelineMarks:
        """What is marked on the timeline while this tab is shown."""
        return TimelineMarks()

    def take_joint(self, joint: int) -> None:
        """A joint was clicked on the stage."""

    def show_window(self, window: "WindowAnswer", model: "ModelInfo | None" = None) -> None:
        """Show what is inside of this answer, which carries its traces, and which this model gave."""
        self.window_shown, self.model_shown = window, model
        self._refill(window)
        self._redraw(window)

    def figure(self, source: str) -> Drawing | None:
        """What is shown, as a figure to be saved or copied; ``source``: the name of what it is of. ``None`` where
        nothing is shown."""
        return None

    def _heading(self, title: str, source: str) -> Heading:
        """What stands above a figure: its title, and of whom and when it is."""
        window, model = self.window_shown, self.model_shown
        assert window is not None, "a figure is of a window"
        who = " and ".join(person_name(person) for person in window.persons)
        answer = NOTHING if window.label is None else f"{window.label}, {percent(window.confidence)}"
        details = [source, who, f"{clock_text(window.start)} to {clock_text(window.time)}", answer]
        if model is not None:
            details.append(f"model {model.title}")
        return Heading(title, " · ".join(filter(None, details)))

    def apply(self, scene: Scene) -> None:
        """Show what this page of the lesson asks for."""

    def choices_made(self) -> tuple[int, ...]:
        """What is chosen now of all that ``apply`` may change."""
        return ()

    def restore(self, made: tuple[int, ...]) -> None:
        """Choose again what ``choices_made`` gave, and forget what the lesson held or pinned."""

    def _refill(self, window: "WindowAnswer") -> None:
        """Fill the lists that depend on the window."""

    def _redraw(self, window: "WindowAnswer") -> None:
        """Show the window with what is chosen."""

    def _redraw_shown(self) -> None:
        """A choice is another."""
        if self.window_shown is not None:
            self._redraw(self.window_shown)


class MapTab(Tab):
    """Shows a map, or in its place those of all blocks, small. A tab fills the lists of its choices in ``_refill``,
    shows the chosen numbers in ``_redraw``, and puts the cell that is pointed at into words in ``_describe``. The small
    maps are those of ``_small_maps``, which is asked only while they are seen; ``_open`` shows one of them large.

    ``export_wanted``: the map is to be saved as a figure."""

    map: MatrixView
    export_wanted = Signal()

    def __init__(self, view: MatrixView, axes: str, palette: pg.ColorMap) -> None:
        super().__init__()
        self.choices = DropDowns(self._redraw_shown)
        self.map = view
        self.map.setMinimumHeight(LEAST)
        self.map.pointed.connect(self._show_value)
        self._axes_words = axes
        self.axes, self.value = caption(axes), value_line(tr(HINT), tr("Value of the cell"))
        self.rows.addWidget(self.choices)
        self.rows.addWidget(self.axes)
        self.overview = MapOverview(tr("{title} of all blocks", title=tr(self.title)), palette)
        self.overview.opened.connect(self._open_small)
        self.overview.hide()
        self.overview_button = QPushButton(tr(OVERVIEW))
        self.overview_button.setCheckable(True)
        self.overview_button.setToolTip(tr(OVERVIEW_TIP))
        self.overview_button.setAccessibleDescription(tr(OVERVIEW_TIP))
        self.overview_button.toggled.connect(self._toggle_overview)
        self.map.entries = ((tr("Export the figure…"), self.export_wanted.emit),)
        self.rows.addWidget(self.map, 1)
        self.rows.addWidget(self.overview, 1)
        self.foot = QHBoxLayout()  # the value, and what a tab puts beside it
        self.foot.setSpacing(GAP)
        self.foot.addWidget(self.value, 1)
        self.rows.addLayout(self.foot)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.map.set_theme(theme)
        self.overview.set_theme(theme)

    def set_bare(self, bare: bool) -> None:
        """Show the map alone, or with its choices."""
        for part in (self.choices, self.axes):
            part.setVisible(not bare)

    def show_window(self, window: "WindowAnswer", model: "ModelInfo | None" = None) -> None:
        """Show the maps of this answer."""
        super().show_window(window, model)
        self._show_small_maps()

    @property
    def overview_shown(self) -> bool:
        """Whether the maps of all blocks are seen, in place of one."""
        return self.overview_button.isChecked()

    def show_overview(self, shown: bool) -> None:
        """Show the maps of all blocks, where there are any, or the one that is chosen."""
        # Its own state, not that of the lists around it, which are off while nothing is open.
        around = self.overview_button.parentWidget()
        offered = around is None or self.overview_button.isEnabledTo(around)
        self.overview_button.setChecked(shown and offered)

    def _toggle_overview(self, shown: bool) -> None:
        self.overview.setVisible(shown)
        self._redraw_shown()
        self._show_value()
        if shown:
            self.overview.setFocus()

    def _redraw_shown(self) -> None:
        super()._redraw_shown()
        self._show_small_maps()

    def _show_small_maps(self) -> None:
        window = self.window_shown
        if window is not None:
            self.axes.setText(
                self._overview_axes(window) if self.overview_shown else self._lacking(window) or self._axes_words
            )
        if self.overview_shown and window is not None:
            content = self._small_maps(window)
            self.overview.setVisible(content is not None)
            if content is not None:
                self.overview.show_maps(content)

    def _lacking(self, window: "WindowAnswer") -> str:
        """Why there is no such map of the chosen block, in a sentence; empty where there is one."""
        return ""

    def _show_map_place(self, lacking: bool) -> None:
        """Show the map, unless the overview is shown; or nothing in its place, where the chosen block has none."""
        if lacking:
            self.map.values = None
        policy = self.map.sizePolicy()
        policy.setRetainSizeWhenHidden(lacking and not self.overview_shown)
        self.map.setSizePolicy(policy)
        self.map.setVisible(not lacking and not self.overview_shown)

    def _open_small(self, place: Place) -> None:
        """A small map was chosen."""
        self._open(place)
        self.show_overview(False)
        self.map.setFocus()

    def _overview_axes(self, window: "WindowAnswer") -> str:
        """Which small map is where, in words."""
        raise NotImplementedError

    def _small_maps(self, window: "WindowAnswer") -> SmallMaps | None:
        """What the overview shows; ``None`` where the network has no such maps."""
        raise NotImplementedError

    def _open(self, place: Place) -> None:
        """Choose what the small map in this (row, column) stands for."""
        raise NotImplementedError

    def _describe(self, window: "WindowAnswer", row: int, column: int) -> str:
        raise NotImplementedError

    def _hint(self, window: "WindowAnswer | None") -> str:
        """What the line shows while no cell is pointed at."""
        return tr(HINT)

    def _show_value(self) -> None:
        window, cell = self.window_shown, self.map.cell
        if self.overview_shown and window is not None:
            self.value.setText(tr(OVERVIEW_HINT))
        elif window is not None and self._lacking(window):
            self.value.setText("")
        elif window is None or cell is None or self.map.values is None:
            self.value.setText(self._hint(window))
        else:
            self.value.setText(self._describe(window, *cell))
        self.changed.emit()


def numbers_in_words(count: int) -> str:
    """The numbers from 1 to ``count``: "1", or "1 to 9"."""
    return "1" if count == 1 else tr("1 to {count}", count=count)


def choose(combo: QComboBox, index: int) -> None:
    """Choose an entry as far as there is one: a list may have been empty when its choice was remembered, or be shorter
    than a page of the lesson expects."""
    combo.setCurrentIndex(min(max(index, 0), combo.count() - 1))


def value_line(text: str, name: str) -> QLabel:
    """The line that describes what is pointed at, ``name`` for screen readers."""
    label = QLabel(text)
    label.setAccessibleName(name)
    label.setWordWrap(True)
    return label
