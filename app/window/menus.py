"""Menus and toolbar, made from the table of shortcuts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar

from app.commands import SHORTCUTS, Shortcut
from app.dialogs.source_picker import file_name
from app.widgets.icons import icon
from app.widgets.theme import Appearance, Theme

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

NAMES = {Appearance.SYSTEM: "As the system", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}


class Menus:
    """Fills the window's menu bar and a toolbar; ``window`` is what the commands are given to."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._icons: list[tuple[QAction, str]] = []
        self._appearances: dict[Appearance, QAction] = {}
        self.actions_by_keys: dict[str, QAction] = {}
        self.toolbar = QToolBar("Tools")
        self.toolbar.setMovable(False)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.toggleViewAction().setVisible(False)
        names = dict.fromkeys(row.menu for row in SHORTCUTS)
        self._menus = {name: window.menuBar().addMenu(name) for name in names}
        for row in SHORTCUTS:
            self._add(row)
        self._add_recent()
        self._add_appearances()

    def dress(self, theme: Theme, appearance: Appearance) -> None:
        """The icons in the theme's colours, and the mark at the appearance chosen."""
        for action, name in self._icons:
            action.setIcon(icon(name, theme))
        self._appearances[appearance].setChecked(True)

    def _add(self, row: Shortcut) -> None:
        action = QAction(row.text, self._window)
        action.setIconText(row.short or row.text)
        action.setShortcut(QKeySequence(row.keys))
        action.setToolTip(f"{row.text.rstrip('…')} ({row.keys})")
        action.setCheckable(row.stays)
        action.triggered.connect(lambda _=False: row.run(self._window))
        self._menus[row.menu].addAction(action)
        if row.keys:
            self.actions_by_keys[row.keys] = action
        if row.icon is not None:
            if row.separate:
                self.toolbar.addSeparator()
            self.toolbar.addAction(action)
            self.toolbar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._icons.append((action, row.icon))

    def _add_recent(self) -> None:
        """Filled whenever it is opened."""
        self.recent = QMenu("Recent files", self._window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self._menus["Source"].insertMenu(self.actions_by_keys["Ctrl+L"], self.recent)
        for keys in ("Ctrl+R", "Ctrl+,"):
            self._menus["Source"].insertSeparator(self.actions_by_keys[keys])

    def _fill_recent(self) -> None:
        self.recent.clear()
        files = self._window.memory.recent
        for file in files:
            action = self.recent.addAction(file_name(file))
            action.setToolTip(file)
            action.triggered.connect(lambda _=False, f=file: self._window.open(f))
        if not files:
            self.recent.addAction("None so far").setEnabled(False)

    def _add_appearances(self) -> None:
        self._menus["View"].addSeparator()
        menu, group = self._menus["View"].addMenu("Appearance"), QActionGroup(self._window)
        for appearance, name in NAMES.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, a=appearance: self._window.set_appearance(a))
            group.addAction(action)
            self._appearances[appearance] = action
