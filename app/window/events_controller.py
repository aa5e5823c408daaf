"""Tells other programs what happens, plays sounds and runs commands, where the user wants that."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.dialogs.events_dialog import EventsDialog
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.texts import tr
from app.window.rules_controller import RulesController
from app.window.status_line import StatusLine
from recognizer.errors import UserError
from recognizer.events.event import Event
from recognizer.events.server import EventServer
from recognizer.events.stream_address import StreamAddress


class EventsController(QObject):
    """Offers the events of ``pipeline`` as a stream while that is switched on, from the first ``refresh`` on where it
    was when the window was closed last, and has rules looked after. ``reported`` carries a sentence to the user, and
    whether it is about a problem."""

    reported = Signal(str, bool)

    def __init__(self, pipeline: Pipeline, settings: SettingsStore, status: StatusLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._status, self._parent = settings, status, parent
        self._offered = settings.flag("stream")
        self._server: EventServer | None = None
        self._ending: list[EventServer] = []  # stopped, and not ended yet
        self._failure = ""
        self._dialog: EventsDialog | None = None
        self._rules = RulesController(pipeline, settings, self.reported.emit, parent)
        pipeline.events.listen(self._publish)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {"show_events": self.show_dialog, "show_rules": self._rules.show_dialog}

    def show_dialog(self) -> None:
        """Open what is set about the stream; each choice is used at once."""
        self._dialog = EventsDialog(self._offered, self._address, self._parent)
        self._dialog.stream.chosen.connect(self._offer)
        self._dialog.open()
        self.refresh()

    def refresh(self) -> None:
        """Begin what is due, and show how it stands."""
        self._rules.refresh()
        self._ending = [server for server in self._ending if server.is_alive()]
        if self._offered and self._server is None and not self._ending:
            self._server = EventServer(self._address)
            self._server.start()
        if self._server is not None and self._server.failure is not None:
            self._failure = str(self._server.failure)
            self._offered, self._server = False, None  # until it is chosen again, or at the next start
            self.reported.emit(self._failure, True)
        shown = self._told()
        self._status.show_stream(shown)
        if self._dialog is not None:
            self._dialog.stream.show_state(self._offered, shown or self._failure)

    def stop(self) -> None:
        """End the stream and what rules have begun; returns at once."""
        self._rules.stop()
        self._offered = False
        self._leave()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [*(server.name for server in self._ending if server.is_alive()), *self._rules.running()]

    @property
    def _address(self) -> StreamAddress:
        try:
            return StreamAddress.parse(self._settings.text("stream_address"))
        except UserError:
            return StreamAddress()

    def _offer(self, offered: bool, address: StreamAddress) -> None:
        self._settings.keep("stream", offered)
        self._settings.keep("stream_address", str(address))
        self._offered, self._failure = offered, ""
        self._leave()
        self.refresh()

    def _leave(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._ending.append(self._server)
            self._server = None

    def _publish(self, event: Event) -> None:
        """From the threads that judge."""
        if (server := self._server) is not None:
            server.publish(event)

    def _told(self) -> str:
        """Where it is offered, and to how many; empty while it is not."""
        if self._server is None or not self._server.url:
            return ""
        count = self._server.listeners
        return (
            tr("Events at {url}, {count} listening", url=self._server.url, count=count)
            if count
            else tr("Events at {url}", url=self._server.url)
        )
