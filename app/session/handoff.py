"""The hand-over between two threads: an overwriting slot for what is live, a short blocking queue for files."""

import threading
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Handoff(Generic[Item]):
    """Holds the newest items that one thread gives and another takes.

    A live channel holds one item and overwrites it, so that the taker always gets the newest and the giver never
    waits; what was overwritten is counted in ``dropped``. Otherwise the giver waits for room, so that nothing is lost.
    """

    def __init__(self, live: bool = True, size: int = 2) -> None:
        self._changed = threading.Condition()
        self._items: deque[Item] = deque()
        self._size = size
        self._live = live
        self._closed = self._nudged = False
        self.dropped = 0

    def restart(self, live: bool) -> None:
        """Empty it and set its kind, for a new source."""
        with self._changed:
            self._items.clear()
            self._live = live
            self.dropped = 0
            self._changed.notify_all()

    def put(self, item: Item) -> bool:
        """Hand over an item, waiting for room where the channel is not live. ``False`` once it is closed."""
        with self._changed:
            while not self._closed and not self._live and len(self._items) >= self._size:
                self._changed.wait()
            if self._closed:
                return False
            if self._live:
                self.dropped += len(self._items)
                self._items.clear()
            self._items.append(item)
            self._changed.notify_all()
            return True

    def take(self, timeout: float | None = 0.0) -> Item | None:
        """The next item, waiting for it up to ``timeout`` seconds (``None``: for ever); ``None`` when there is none,
        or after a nudge."""
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed or self._nudged, timeout)
            self._nudged = False
            if not self._items:
                return None
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    def nudge(self) -> None:
        """Let a waiting taker go once without an item, to look after something else."""
        with self._changed:
            self._nudged = True
            self._changed.notify_all()

    def clear(self) -> None:
        """Throw away what was not taken, which frees a waiting giver."""
        with self._changed:
            self._items.clear()
            self._changed.notify_all()

    def close(self) -> None:
        """Wake both sides for good."""
        with self._changed:
            self._closed = True
            self._items.clear()
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called: nothing is handed over any more."""
        return self._closed
