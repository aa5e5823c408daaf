"""`recognize --events` and `--stream`: events on standard output, and to those who listen."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import TextIO

from recognizer.console import OutputClosed
from recognizer.events.event import Event
from recognizer.events.server import ENDING, EventServer
from recognizer.events.stream_address import StreamAddress

Tell = Callable[[Event], None]


@dataclass(frozen=True)
class EventOutlets:
    """Who is told of events. ``lines``: standard output, with ``every_window`` of each window as well; ``stream``:
    where others may listen."""

    lines: bool = False
    every_window: bool = False
    stream: StreamAddress | None = None

    @contextmanager
    def opened(self) -> Iterator[Tell | None]:
        """What takes events, ``None`` where nobody wants any. Within, all else that is printed goes to standard error
        if standard output has the events. Raises ``UserError`` where the stream cannot be offered."""
        takers: list[Tell] = []
        with ExitStack() as stack:
            if self.lines:
                takers.append(_Lines(sys.stdout, self.every_window).write)
                stack.enter_context(redirect_stdout(sys.stderr))
            if self.stream is not None:
                takers.append(stack.enter_context(_streaming(self.stream)))

            def tell(event: Event) -> None:
                for take in takers:
                    take(event)

            yield tell if takers else None


class _Lines:
    """Writes a line for each event, at once."""

    def __init__(self, out: TextIO, every_window: bool) -> None:
        self._out, self._every_window = out, every_window
        # On a terminal, what is printed by way of ``sys.stdout`` goes above the bar of progress.
        self._on_screen = out.isatty() and sys.stderr.isatty()

    def write(self, event: Event) -> None:
        """Raises ``OutputClosed`` where nobody reads any more."""
        if event.event == "window" and not self._every_window:
            return
        try:
            print(event.to_json(), file=sys.stdout if self._on_screen else self._out, flush=True)
        except OSError as error:
            if error.errno in (errno.EPIPE, errno.EINVAL):  # the latter on Windows
                raise OutputClosed from error
            raise


@contextmanager
def _streaming(address: StreamAddress) -> Iterator[Tell]:
    server = EventServer(address)
    server.start()
    server.wait_until_listening()
    print(f"Events are offered at {server.url}.", file=sys.stderr, flush=True)
    try:
        yield server.publish
    finally:
        server.stop()
        server.join(3 * ENDING)
