"""The thread that removes the joints that are kept of files, which may be thousands of files. No Qt here."""

from collections.abc import Callable
from pathlib import Path

from app.session import bodies_cache
from app.session.worker import Worker


class ClearingThread(Worker):
    """Removes all but the file that is ``spared``. ``done`` is called when that is over, from this thread."""

    def __init__(self, spared: Path | None, done: Callable[[], object]) -> None:
        super().__init__("clearing")
        self._spared, self._done = spared, done

    def work(self) -> None:
        """Remove them."""
        try:
            bodies_cache.clear(spared=self._spared)
        finally:
            self._done()
