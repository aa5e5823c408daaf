"""What all threads of a session have in common: nothing that goes wrong in one of them ends it in silence."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.session.messages import Failed
from app.texts import tr
from recognizer.errors import UserError

log = logging.getLogger(__name__)

AGAIN = 0.25  # seconds after which a thread looks at least whether there is something new to do


class Worker(threading.Thread):
    """A thread that reports what goes wrong and goes on. A subclass does its work in ``work``, and puts each item of it
    into a ``guarded`` block, so that one that fails does not take the next ones with it.

    ``failed`` gets one sentence for each kind of failure, from this thread; the traceback goes to the log.
    """

    def __init__(self, name: str, failed: Callable[[Failed], None] = lambda failure: None) -> None:
        super().__init__(name=name, daemon=True)
        self._report_failure = failed
        self._reported = ""  # the last failure, until something succeeds: thirty pictures a second may fail alike

    def work(self) -> None:
        """What the thread does, until it is told to end."""
        raise NotImplementedError

    def run(self) -> None:
        """Do the work; what escapes from it is reported as well."""
        log.info("begins")
        with self.guarded(tr("The {name} thread", name=self.name)):
            self.work()
        log.info("ends")

    @contextmanager
    def guarded(self, doing: str, retry: bool = False) -> Iterator[None]:
        """Report any exception from inside the block and go on behind it. ``doing`` names what is done there, as the
        beginning of a sentence; ``retry``: it may help to open the source again."""
        try:
            yield
        except Exception as error:
            sentence = sentence_of(error, doing)
            if sentence != self._reported:
                self._reported = sentence
                self._report_failure(Failed(sentence, retry))
        else:
            self._reported = ""


class NudgedWorker(Worker):
    """A thread that does what is new, and waits for it otherwise, until it is stopped."""

    def __init__(self, name: str, failed: Callable[[Failed], None] = lambda failure: None) -> None:
        super().__init__(name, failed)
        self._changed = threading.Condition()
        self._new = self._stopping = False

    def nudge(self) -> None:
        """Something is new. Returns at once."""
        with self._changed:
            self._new = True
            self._changed.notify_all()

    def stop(self) -> None:
        """End as soon as it can; returns at once."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def _unless_stopped(self, tell: Callable[[], object]) -> bool:
        """Call ``tell``, which must not wait, and return ``True``; nothing is called any more once ``stop`` has
        returned. So whoever stops this thread can give what it tells to another one."""
        with self._changed:
            if not self._stopping:
                tell()
            return not self._stopping

    def _await_news(self) -> None:
        """Wait for a nudge; for ``AGAIN`` seconds at most, since what is asked for may change without one."""
        with self._changed:
            self._changed.wait_for(lambda: self._new or self._stopping, AGAIN)
            self._new = False


def sentence_of(error: Exception, doing: str) -> str:
    """One sentence for the user: what a ``UserError`` says; for anything else, which nobody expected, what ``doing`` is
    and what kind of failure, while the traceback goes to the log."""
    if isinstance(error, UserError):
        return str(error)
    log.error("%s failed", doing, exc_info=error)
    return tr(
        "{doing} failed unexpectedly ({name}); the log has the details.", doing=tr(doing), name=type(error).__name__
    )
