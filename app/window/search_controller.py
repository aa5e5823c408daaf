"""Search for an action, and going to where it was found."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.session.edits import Span
from app.settings_store import SettingsStore
from app.timeline.panel import Timeline
from app.widgets.text import person_name

if TYPE_CHECKING:
    from app.dialogs.search_dialog import SearchDialog
    from app.session.result_search import FoundAction


class SearchController(QObject):
    """``open_wanted`` carries the file that is to be opened, and the second at which it is to begin."""

    open_wanted = Signal(str, float)

    def __init__(self, timeline: Timeline, settings: SettingsStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._timeline, self._settings, self._parent = timeline, settings, parent
        self._dialog: SearchDialog | None = None

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {"find_action": self.show}

    def show(self) -> None:
        """Open the dialog."""
        from app.dialogs.search_dialog import SearchDialog  # reads results by pydantic, which a start need not wait for

        folder = self._settings.text("results")
        self._dialog = dialog = SearchDialog(self._parent, self._timeline.editor.in_order, self._name, folder)
        dialog.span_chosen.connect(self._show_span)
        dialog.found_chosen.connect(self._show_found)
        dialog.finished.connect(lambda _: self._settings.keep("results", dialog.folder))
        dialog.open()

    def stop(self) -> None:
        """Look through results no further; returns at once."""
        if self._dialog is not None:
            self._dialog.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        search = None if self._dialog is None else self._dialog.search
        return [search.name] if search is not None and search.is_alive() else []

    def _name(self, person: int) -> str:
        row = next((row for row in self._timeline.tracks.rows if row.person == person), None)
        return person_name(person) if row is None else row.name

    def _show_span(self, span: Span) -> None:
        self._timeline.tracks.setFocus()
        self._timeline.tracks.go_to(span)

    def _show_found(self, found: "FoundAction") -> None:
        self.open_wanted.emit(str(found.source), found.start)
