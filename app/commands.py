"""Everything that can be done by menu or key, in one table: it makes the menus, the toolbar and the help page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.timeline.tracks import ZOOM
from app.widgets.theme import GAP, MARGIN

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


@dataclass(frozen=True)
class Shortcut:
    """One command. ``icon`` names it in the toolbar, beside ``short``; ``separate``: with a line before
    it there. ``stays``: it is switched on and off."""

    keys: str
    menu: str
    text: str
    run: "Callable[[MainWindow], object]"
    icon: str | None = None
    short: str = ""
    stays: bool = False
    separate: bool = False


SHORTCUTS = (
    Shortcut("Ctrl+K", "Source", "Choose a source…", lambda w: w.opening.choose(), "camera", "Source"),
    Shortcut("Ctrl+O", "Source", "Open videos or clips…", lambda w: w.opening.ask_for_files(), "open", "Open"),
    Shortcut("Ctrl+B", "Source", "Open the sample clip", lambda w: w.opening.open_sample(), "sample", "Sample"),
    Shortcut("Ctrl+L", "Source", "Queue of several files…", lambda w: w.opening.show_queue()),
    Shortcut(
        "Ctrl+R",
        "Source",
        "Record, or end recording",
        lambda w: w.saving.toggle_recording(),
        "record",
        "Record",
        separate=True,
    ),
    Shortcut("Ctrl+S", "Source", "Snapshot…", lambda w: w.saving.snapshot(), "snapshot", "Snapshot"),
    Shortcut("Ctrl+E", "Source", "Export…", lambda w: w.saving.export(), "export", "Export"),
    Shortcut("Ctrl+,", "Source", "Settings…", lambda w: w.show_settings()),
    Shortcut("Ctrl+Q", "Source", "Quit", lambda w: w.close()),
    Shortcut("Space", "Playback", "Play or pause; freeze what is live", lambda w: w.space()),
    Shortcut("Ctrl+Left", "Playback", "Back by 5 seconds", lambda w: w.playback.skip(-5)),
    Shortcut("Ctrl+Right", "Playback", "Forward by 5 seconds", lambda w: w.playback.skip(5)),
    Shortcut("Ctrl+Home", "Playback", "To the start", lambda w: w.playback.seek(0)),
    Shortcut(",", "Playback", "Back by a frame", lambda w: w.playback.step(-1)),
    Shortcut(".", "Playback", "On by a frame", lambda w: w.playback.step(1)),
    Shortcut("[", "Playback", "Slower", lambda w: w.timeline.change_speed(-1)),
    Shortcut("]", "Playback", "Faster", lambda w: w.timeline.change_speed(1)),
    Shortcut("Ctrl++", "Playback", "Zoom into the timeline", lambda w: w.timeline.tracks.zoom(1 / ZOOM)),
    Shortcut("Ctrl+-", "Playback", "Zoom out of the timeline", lambda w: w.timeline.tracks.zoom(ZOOM)),
    Shortcut("Ctrl+0", "Playback", "The whole timeline", lambda w: w.timeline.tracks.fit()),
    Shortcut("K", "Recognition", "What it knows…", lambda w: w.show_known(), "knows", "Actions", separate=True),
    Shortcut(
        "P", "Recognition", "Pause recognition", lambda w: w.pause_recognition(), "private", "Private", stays=True
    ),
    Shortcut("1", "Recognition", "Follow one person", lambda w: w.change(persons=1), stays=True),
    Shortcut("2", "Recognition", "Follow two people", lambda w: w.change(persons=2), stays=True),
    Shortcut("Shift+M", "Recognition", "The source is mirrored", lambda w: w.toggle_source_mirrored(), stays=True),
    Shortcut(
        "M", "View", "Mirror the display", lambda w: w.toggle_mirror(), "mirror", "Mirror", stays=True, separate=True
    ),
    Shortcut("I", "View", "Look inside the network", lambda w: w.toggle_inside(), "inside", "Inside", stays=True),
    Shortcut("Ctrl+1", "View", "Topology", lambda w: w.show_tab("Topology")),
    Shortcut("Ctrl+2", "View", "Attention", lambda w: w.show_tab("Attention")),
    Shortcut("Ctrl+3", "View", "Masking", lambda w: w.show_tab("Masking")),
    Shortcut("Ctrl+4", "View", "Signals", lambda w: w.show_tab("Signals")),
    Shortcut("Ctrl+D", "View", "Compare: hold this moment…", lambda w: w.comparing.show()),
    Shortcut("L", "View", "Strongest links on the skeleton", lambda w: w.inside.topology.links.toggle()),
    Shortcut("Esc", "View", "Let go of the pinned joint", lambda w: w.inside.topology.pin(None)),
    Shortcut("F11", "View", "Full screen", lambda w: w.toggle_full_screen(), stays=True),
    Shortcut("F2", "Help", "Lesson", lambda w: w.show_tab("Lesson")),
    Shortcut("Alt+Right", "Help", "Next page of the lesson", lambda w: w.lesson.turn(1)),
    Shortcut("Alt+Left", "Help", "Previous page of the lesson", lambda w: w.lesson.turn(-1)),
    Shortcut("F1", "Help", "Keyboard and mouse", lambda w: w.show_shortcuts(), "help", "Help"),
    Shortcut("", "Help", "About MS-SA Studio", lambda w: w.show_about()),
)

# What is done with the mouse, or with keys inside one part of the window; for the help page alone.
GESTURES = (
    ("Drop files on the window", "Open a video or a clip; several go into the queue"),
    ("Drag, or arrow keys, on the stage", "Turn the skeleton of a clip"),
    ("Wheel, or + and −, on the stage", "Come nearer or go farther"),
    ("Double click, or Home, on the stage", "Look at it as in the beginning"),
    ("Drag, or arrow keys, on the timeline", "Go to another moment"),
    ("Wheel on the timeline", "Zoom; with Shift, move along"),
    ("Point, or arrow keys, on a map", "Read a cell's value; both joints light up on the stage"),
    ("Click a joint on the stage or the map, or Enter", "Pin it and see what it listens to"),
    ("Point, or arrow keys, on an equation", "Light a term, here and in the window"),
    ("Double click, or Enter, on a head", "See it alone; once more, all heads"),
    ("Point, or arrow keys, on the curves", "Read a moment; it is marked on the timeline"),
    ("Click a joint of the Masking tab, or Enter", "Hide it from the network, or show it again"),
    ("Drag, or arrow keys with Shift, on its strip", "Hide a stretch of time; Delete shows it again"),
    ("Tab, Shift+Tab", "Go through all controls"),
)


class HelpDialog(QDialog):
    """The table above, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard and mouse")
        self.rows = [(keys_text(row.keys), row.text.rstrip("…")) for row in SHORTCUTS if row.keys]
        columns = QHBoxLayout()
        columns.setSpacing(5 * GAP)
        for menus in (("Source", "Help"), ("Playback", "Recognition"), ("View",)):
            columns.addLayout(self._column(menus))
        columns.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * MARGIN, MARGIN, 2 * MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addLayout(columns)
        layout.addLayout(self._gestures())
        layout.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _column(self, menus: tuple[str, ...]) -> QGridLayout:
        """The commands of these menus."""
        grid = self._grid()
        for menu in menus:
            rows = [(keys_text(row.keys), row.text.rstrip("…")) for row in SHORTCUTS if row.menu == menu and row.keys]
            self._head(grid, menu)
            self._add(grid, rows)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _gestures(self) -> QGridLayout:
        """What mouse and focus do, in two columns under one heading."""
        grid = self._grid()
        self._head(grid, "Mouse, or where the focus is")
        half = -(-len(GESTURES) // 2)
        top = grid.rowCount()
        self._add(grid, list(GESTURES[:half]))
        self._add(grid, list(GESTURES[half:]), top, 2)
        grid.setColumnStretch(4, 1)
        return grid

    @staticmethod
    def _grid() -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GAP)
        grid.setVerticalSpacing(5)
        return grid

    @staticmethod
    def _head(grid: QGridLayout, title: str) -> None:
        heading = QLabel(title)
        heading.setProperty("section", True)
        heading.setContentsMargins(0, GAP, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)

    @staticmethod
    def _add(grid: QGridLayout, rows: list[tuple[str, str]], top: int | None = None, column: int = 0) -> None:
        """Keys and what they do, below what the grid has, or from row ``top`` on."""
        first = grid.rowCount() if top is None else top
        for row, (keys, text) in enumerate(rows, start=first):
            grid.addWidget(QLabel(keys), row, column)
            grid.addWidget(QLabel(text), row, column + 1)


def keys_text(keys: str) -> str:
    """The keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
