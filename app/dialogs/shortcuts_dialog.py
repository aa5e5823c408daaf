"""The help page: which keys there are, and what the mouse does."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.commands import COMMANDS, GESTURES, Command, menu_title
from app.texts import tr
from app.widgets.scrolled import Scrolled
from app.widgets.text import keys_text
from app.widgets.theme import GAP, MARGIN
from app.widgets.wrapping_row import WrappingRow

COLUMNS = (("File", "Tools", "Help"), ("Edit", "Playback"), ("View",))  # the menus that stand below each other


class ShortcutsDialog(QDialog):
    """Lists the commands that have a key, menu by menu, and below them the gestures. ``rows`` are the commands' keys
    and texts, in the order of the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = rows_of(COMMANDS)
        columns = QWidget()
        side_by_side = WrappingRow(columns)  # below each other where texts are large
        for menus in COLUMNS:
            side_by_side.addWidget(_command_column(menus))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(MARGIN, 0, MARGIN, GAP)  # clear of the ring about the page
        rows.setSpacing(MARGIN)
        rows.addWidget(columns)
        rows.addLayout(_gestures())
        self.page = Scrolled(inner, focusable=True)
        self.page.setAccessibleName(tr("Keys, and what the mouse does"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)
        self.page.setFocus()


def rows_of(commands: Iterable[Command]) -> list[tuple[str, str]]:
    """Keys, as this system writes them, and texts of the commands that have keys."""
    return [(keys_text(command.keys), command.label) for command in commands if command.keys]


def _command_column(menus: Sequence[str]) -> QWidget:
    """The commands of these menus, each under its menu's name."""
    column, grid = QWidget(), _grid()
    grid.setContentsMargins(0, 0, 4 * GAP, 0)
    for menu in menus:
        _add_heading(grid, tr(menu_title(menu)).replace("&", ""))
        _add_rows(grid, rows_of(command for command in COMMANDS if command.menu == menu), grid.rowCount())
    grid.setRowStretch(grid.rowCount(), 1)
    column.setLayout(grid)
    return column


def _gestures() -> QGridLayout:
    """What mouse and focus do, under one heading."""
    grid = _grid()
    _add_heading(grid, tr("Mouse, or where the focus is"))
    _add_rows(grid, [(tr(done), tr(does)) for done, does in GESTURES], grid.rowCount(), wrapped=True)
    grid.setColumnStretch(1, 1)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(3 * GAP)
    grid.setVerticalSpacing(5)
    return grid


def _add_heading(grid: QGridLayout, title: str) -> None:
    heading = QLabel(title)
    heading.setProperty("section", True)
    heading.setContentsMargins(0, GAP, 0, 0)
    grid.addWidget(heading, grid.rowCount(), 0, 1, 2)


def _add_rows(grid: QGridLayout, rows: Sequence[tuple[str, str]], first_row: int, wrapped: bool = False) -> None:
    """Keys and what they do, from this row on; ``wrapped``: where the width does not suffice, in several lines."""
    for row, (keys, text) in enumerate(rows, start=first_row):
        does = QLabel(text)
        does.setWordWrap(wrapped)
        grid.addWidget(QLabel(keys), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(does, row, 1)
