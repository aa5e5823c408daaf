"""What can be done with a map: its context menu, by a right click or the menu key."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.texts import mark, tr

Entry = tuple[str, Callable[[], object]]  # what it says, and what it does

GO_TO_LARGEST = mark("Go to the largest value")


def map_menu(view: QWidget, go_to_largest: Callable[[], object], own: Sequence[Entry]) -> QMenu:
    """The menu of a map that shows something: what the window has given to the map (copying), the cell farthest from
    zero, and a tab's ``own`` entries."""
    menu = QMenu(view)
    menu.addActions(view.actions())
    for words, act in ((tr(GO_TO_LARGEST), go_to_largest), *own):
        menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
    return menu
