"""What the tabs share: whose window it is, and for maps the frame: choices above, which axis is which in words, the
map, and a line with the value."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.inside.scene import Scene
from app.widgets.controls import DropDowns, caption
from app.widgets.matrix_view import MatrixView
from app.widgets.skeleton_highlights import Highlights
from app.widgets.theme import GAP, Theme
from app.widgets.timeline_marks import TimelineMarks

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer

HINT = "Point at a cell to read its value."


class Tab(QWidget):
    """Shows something of the newest window. ``changed`` reports that what is highlighted elsewhere in the window may be
    another. ``map`` is the map that the tab shows, where it is a tab with a map; ``needs_window``: it has nothing to
    show before the first window."""

    title = ""
    needs_window = True
    map: MatrixView | None = None
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
    """Shows a map. A tab fills the lists of its choices in ``_refill``, shows the chosen numbers in ``_redraw``, and
    puts the cell that is pointed at into words in ``_describe``."""

    map: MatrixView

    def __init__(self, view: MatrixView, axes: str) -> None:
        super().__init__()
        self.choices = DropDowns(self._redraw_shown)
        self.map = view
        self.map.pointed.connect(self._show_value)
        self.axes, self.value = caption(axes), value_line(HINT, "Value of the cell")
        self.rows.addWidget(self.choices)
        self.rows.addWidget(self.axes)
        self.rows.addWidget(self.map, 1)
        self.foot = QHBoxLayout()  # the value, and what a tab puts beside it
        self.foot.setSpacing(GAP)
        self.foot.addWidget(self.value, 1)
        self.rows.addLayout(self.foot)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.map.set_theme(theme)

    def _describe(self, window: "WindowAnswer", row: int, column: int) -> str:
        raise NotImplementedError

    def _hint(self, window: "WindowAnswer | None") -> str:
        """What the line shows while no cell is pointed at."""
        return HINT

    def _show_value(self) -> None:
        window, cell = self.window_shown, self.map.cell
        if window is None or cell is None or self.map.values is None:
            self.value.setText(self._hint(window))
        else:
            self.value.setText(self._describe(window, *cell))
        self.changed.emit()


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
