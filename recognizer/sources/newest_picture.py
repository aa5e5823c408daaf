"""What cameras here and on the network share: a thread reads, and only the newest picture counts."""

import math
import threading
import time as clock
from abc import abstractmethod
from typing import Generic, TypeVar

from recognizer.sources.source import Source

CLOSES_WITHIN = 0.8  # seconds to wait for the thread; one stuck in a driver or the network is left, it ends by itself
LOOK_AGAIN = 0.05  # seconds between looks, while opening, at whether it is still wanted

Picture = TypeVar("Picture")


class NewestPicture(Source, Generic[Picture]):
    """A source whose pictures come by themselves: its thread puts each over the last one, ``read`` takes it out.

    A subclass gives the thread's work, ``_run``; calls ``_begin`` once it is ready for it; and hands over what came
    by ``_offer``, or, for good, why nothing more comes by ``_fail``.
    """

    live = True

    def __init__(self, thread: str) -> None:
        """``thread``: a name for the thread."""
        self._changed = threading.Condition()  # guards all that follows
        self._newest: Picture | None = None  # not read by anybody yet
        self._failure: str | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=thread, daemon=True)

    @abstractmethod
    def _run(self) -> None:
        """The thread: until ``_stop`` is set, or it fails."""

    def _begin(self, cancelled: threading.Event | None, within: float = math.inf) -> None:
        """Start the thread, and wait for a first picture or a failure, at most ``within`` seconds and no longer than
        ``cancelled`` is not set."""
        self._thread.start()
        until = clock.monotonic() + within
        with self._changed:
            while not (self._newest or self._failure) and clock.monotonic() < until:
                if cancelled is not None and cancelled.is_set():
                    return
                self._changed.wait(LOOK_AGAIN)

    def _wait_for_newest(self, seconds: float | None = None) -> None:
        """Wait for a picture, a failure or the end, at most so long. ``_changed`` must be held."""
        self._changed.wait_for(lambda: self._newest or self._failure or self._stop.is_set(), seconds)

    def _offer(self, picture: Picture) -> None:
        """Put the picture into the slot, over one that nobody fetched. ``_changed`` must be held."""
        self.dropped += self._newest is not None
        self._newest = picture
        self._changed.notify_all()

    def _fail(self, sentence: str) -> None:
        with self._changed:
            self._failure = sentence
            self._changed.notify_all()

    def seek(self, time: float) -> None:
        """Raises ``ValueError``: what a camera has shown is past."""
        raise ValueError("a camera cannot be wound back")

    def interrupt(self) -> None:
        """End the reading for good: a waiting ``read`` returns ``None`` at once. Does not wait itself."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Let go of the camera, waiting a moment for its thread to end. May be called twice."""
        self.interrupt()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSES_WITHIN)
