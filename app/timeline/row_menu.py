"""What can be done with a person's row: a name, and that two numbers are one person."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.texts import tr
from app.timeline.editor import Editor
from app.timeline.rows import Row


def row_menu(parent: QWidget, editor: Editor, rows: Sequence[Row], row: Row, name: Callable[[], object]) -> QMenu:
    """The menu of a row; ``name`` asks for its person's name."""
    menu = QMenu(row.name.replace("&", "&&"), parent)
    menu.setAccessibleName(f"{row.name}")
    menu.addAction(tr("Name…\tF2"), name)
    others = [other for other in rows if other.person != row.person]
    same = menu.addMenu(tr("Same as"))
    same.setEnabled(bool(others))
    for other in others:
        same.addAction(other.name.replace("&", "&&"), partial(editor.merge, row.person, other.person))
    if len(row.members) > 1:
        menu.addAction(tr("Separate again"), partial(editor.separate, row.person))
    menu.addSeparator()
    menu.addActions(parent.actions())  # what the window has given to the timeline: copying
    return menu


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu, which is gone once it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
