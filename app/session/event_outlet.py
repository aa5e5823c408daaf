"""Where the threads tell what happens in the source that is open, for whoever wants to know of it. No Qt here."""

import threading
from collections.abc import Callable

from recognizer.events.event import Event
from recognizer.events.event_maker import EventMaker
from recognizer.model.answers import FrameAnswer
from recognizer.pose.frames import ObservedFrame
from recognizer.sources.addresses import without_secrets

Tell = Callable[[Event], None]


class EventOutlet:
    """Gives the events of the source that is open, each window among them, to all who ``listen``. From any thread. Who
    listens is called from the threads that judge or play, so must not wait for anything."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Tell, ...] = ()
        self._maker: EventMaker | None = None
        self._quiet = False

    def listen(self, tell: Tell) -> None:
        """Give ``tell`` all events from now on."""
        self._listeners = (*self._listeners, tell)

    def begin(self, source: str) -> None:
        """Another source is open, by what it was opened with."""
        with self._lock:
            self._finish()
            self._maker = EventMaker(without_secrets(source), self._tell, every_window=True)

    def take(self, observed: ObservedFrame, answer: FrameAnswer) -> None:
        """The next frame of the source that is open, with what was found in it. One that comes after the source was
        left is passed over."""
        with self._lock:
            if self._maker is not None and not self._quiet:
                self._maker.take(observed, answer)

    def finish(self) -> None:
        """Every action ends, and everybody leaves, as at the end of the source or when time goes on elsewhere."""
        with self._lock:
            self._finish()

    def leave(self) -> None:
        """Finish, and tell nothing more of the source that is open, if one is."""
        with self._lock:
            self._finish()
            self._maker = None

    def keep_quiet(self, quiet: bool) -> None:
        """For privacy: finish, and tell nothing until it is taken back."""
        with self._lock:
            self._quiet = quiet
            self._finish()

    def _finish(self) -> None:
        if self._maker is not None:
            self._maker.finish()

    def _tell(self, event: Event) -> None:
        for tell in self._listeners:
            tell(event)
