"""How the window is laid out, from one start to the next."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from app.settings_store import SettingsStore
from app.window.parts import WindowParts


def keep_layout(window: QMainWindow, parts: WindowParts, settings: SettingsStore, in_lesson: bool) -> None:
    """Remember place and size of the window, how its room is shared out, and the open tab; not that of the lesson while
    it is being read, which opens others."""
    settings.keep("geometry", window.saveGeometry())
    settings.keep("split", parts.split.saveState())
    settings.keep("rows", parts.rows.kept())
    if not in_lesson:
        settings.keep("tab", parts.inside.tab.title)
    settings.save()


def restore_layout(window: QMainWindow, parts: WindowParts, settings: SettingsStore) -> None:
    """Lay the window out as it was when it was closed last."""
    for name, restore in (("geometry", window.restoreGeometry), ("split", parts.split.restoreState)):
        if (value := settings.bytes(name)) is not None:
            restore(value)
    parts.rows.put_back(settings.bytes("rows") or QByteArray())
    if settings.text("tab") in {tab.title for tab in parts.inside.all_tabs}:
        parts.inside.choose_tab(settings.text("tab"))
