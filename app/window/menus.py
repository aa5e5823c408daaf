"""Menus and toolbar, made from the table of commands."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.commands import MENUS, Command, menu_title
from app.dialogs.settings_dialog import APPEARANCES
from app.dialogs.source_picker import file_name
from app.options import Appearance, Options
from app.texts import tr
from app.widgets.icons import icon
from app.widgets.text import with_keys
from app.widgets.theme import Theme
from app.window.enter_key import EnterKey
from app.window.tool_bar import ToolBar

ALSO = {"Ctrl++": "Ctrl+="}  # where plus needs Shift, the same key without it


class Menus(QObject):
    """Fills the window's menu bar and a toolbar. ``handlers`` has what to call for each command's id; ``recent`` gives
    the files opened lately, which are asked for whenever their menu opens. ``actions`` are the commands' actions by
    their ids."""

    recent_chosen = Signal(str)
    appearance_chosen = Signal(Appearance)

    def __init__(
        self,
        window: QMainWindow,
        commands: Sequence[Command],
        handlers: Mapping[str, Callable[..., object]],
        recent: Callable[[], list[str]],
    ) -> None:
        super().__init__(window)
        self._window, self._handlers, self._recent = window, handlers, recent
        self._icons: list[tuple[QAction, str]] = []
        self._appearances: dict[Appearance, QAction] = {}
        self.actions: dict[str, QAction] = {}
        self.toolbar = ToolBar()
        EnterKey(window)
        used = {command.menu for command in commands}
        self._menus = {name: window.menuBar().addMenu(tr(menu_title(name))) for name in MENUS if name in used}
        for command in commands:
            self._add(command)
        self._add_recent()
        self._add_appearances()

    def set_theme(self, theme: Theme, appearance: Appearance) -> None:
        """Draw the icons in the theme's colours, and mark the appearance chosen."""
        for action, name in self._icons:
            action.setIcon(icon(name, theme))
        self._appearances[appearance].setChecked(True)

    def mark_options(self, options: Options) -> None:
        """Check the commands that stand for the options in use."""
        self.actions["source_mirrored"].setChecked(options.mirrored)
        self.actions["follow_one"].setChecked(options.persons == 1)
        self.actions["follow_two"].setChecked(options.persons == 2)

    def _add(self, command: Command) -> None:
        action = QAction(tr(command.text), self._window)
        action.setIconText(tr(command.short or command.text))
        action.setShortcuts([QKeySequence(keys) for keys in (command.keys, ALSO.get(command.keys)) if keys])
        if command.spans:  # the timeline has it: were it the window's as well, its keys would hold everywhere
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)  # so that its keys work while menu and toolbar are hidden
        action.setToolTip(with_keys(command.label, command.keys))
        action.setCheckable(command.checkable)
        run = self._handlers[command.id]
        action.triggered.connect(run if command.checkable else lambda _=False: run())
        self._menus[command.menu].addAction(action)
        self.actions[command.id] = action
        if command.icon is not None:
            self.toolbar.add(action, command.separate)
            self._icons.append((action, command.icon))

    def _add_recent(self) -> None:
        self.recent = QMenu(tr("Opened lately"), self._window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self._menus["File"].insertMenu(self.actions["show_queue"], self.recent)
        for below in ("record", "quit"):
            self._menus["File"].insertSeparator(self.actions[below])
        self._menus["Tools"].insertSeparator(self.actions["compare"])

    def _fill_recent(self) -> None:
        self.recent.clear()
        files = self._recent()
        for file in files:
            action = self.recent.addAction(file_name(file))
            action.setToolTip(file)
            action.triggered.connect(lambda _=False, file=file: self.recent_chosen.emit(file))
        if not files:
            self.recent.addAction(tr("None so far")).setEnabled(False)

    def _add_appearances(self) -> None:
        self._menus["View"].addSeparator()
        menu, group = self._menus["View"].addMenu(tr("Appearance")), QActionGroup(self._window)
        for appearance, name in APPEARANCES.items():
            action = menu.addAction(tr(name))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=appearance: self.appearance_chosen.emit(chosen))
            group.addAction(action)
            self._appearances[appearance] = action
