"""A stream of events for other programs on this machine, by WebSocket: browsers, Python, games and most tools for media
speak it without help, it tells a listener when the other side is gone, and it says which web page is asking."""

import asyncio
import errno
import logging
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recognizer.errors import UserError
from recognizer.events.event import Event
from recognizer.events.stream_address import StreamAddress

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

WAITING = 256  # events that wait for a listener at most: one that is further behind is disconnected
ENDING = 1.0  # seconds in which listeners are given what still waits
LISTENED = 1024  # bytes of what a listener may send, which nobody reads
# Web pages that this very machine serves; of others, a browser would let any page on the web read along.
LOCAL_PAGE = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # a stranger's broken request is nothing for the terminal


@dataclass(eq=False)
class _Listener:
    connection: "ServerConnection"
    windows: bool  # whether each window is wanted, too
    waiting: "asyncio.Queue[str | None]"


class EventServer(threading.Thread):
    """Offers events at ``address`` from ``start`` to ``stop``, in a thread of its own. A listener at the path
    ``/windows`` gets every window as well. Whoever publishes never waits for anybody."""

    def __init__(self, address: StreamAddress) -> None:
        super().__init__(name="event stream", daemon=True)
        self._wanted = address
        self._begun = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[_Listener] = set()
        self._attending: set[asyncio.Task] = set()
        self._stop_asked = threading.Event()
        self.failure: UserError | None = None
        self.url = ""  # where it listens, empty while it does not

    @property
    def listeners(self) -> int:
        """How many there are now."""
        return len(self._listeners)

    def wait_until_listening(self) -> None:
        """Wait until it can be reached. Raises ``UserError`` where the address cannot be taken."""
        self._begun.wait()
        if self.failure is not None:
            raise self.failure

    def publish(self, event: Event) -> None:
        """Send an event to all who listen now. From any thread; returns at once."""
        self._call(self._hand_out, event.event == "window", event)

    def stop(self) -> None:
        """Give those who listen what still waits for them, and end. From any thread; returns at once."""
        self._stop_asked.set()
        self._call(lambda: self._stopping.set())

    def run(self) -> None:
        """Serve until it is stopped."""
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self.failure = UserError(_refusal(self._wanted, error))
        except Exception as error:
            log.error("the event stream failed", exc_info=error)
            self.failure = UserError(f"The stream of events failed unexpectedly ({type(error).__name__}: {error}).")
        finally:
            self.url = ""
            self._begun.set()

    def _call(self, function, *arguments: object) -> None:
        loop = self._loop
        if loop is None:
            return
        try:
            loop.call_soon_threadsafe(function, *arguments)
        except RuntimeError:
            return  # it has ended meanwhile

    async def _serve(self) -> None:
        from websockets.asyncio.server import serve

        self._stopping = asyncio.Event()
        address = self._wanted
        async with serve(
            self._attend,
            address.host,
            address.port,
            origins=[None, LOCAL_PAGE],
            compression=None,
            max_size=LISTENED,
            close_timeout=ENDING,
            logger=log,
        ) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            self.url = f"ws://{StreamAddress(address.host, port)}"
            self._loop = asyncio.get_running_loop()
            self._begun.set()
            if self._stop_asked.is_set():
                self._stopping.set()  # before there was a loop to call
            await self._stopping.wait()
            for listener in self._listeners:
                if not listener.waiting.full():
                    listener.waiting.put_nowait(None)
            if self._attending:
                await asyncio.wait(self._attending, timeout=ENDING)

    async def _attend(self, connection: "ServerConnection") -> None:
        """Send one listener what is for it, until either side ends."""
        wants_windows = connection.request is not None and connection.request.path == "/windows"
        listener = _Listener(connection, wants_windows, asyncio.Queue(WAITING))
        self._listeners.add(listener)
        sending = asyncio.create_task(_send(listener))
        gone = asyncio.create_task(connection.wait_closed())
        self._attending.add(sending)
        try:
            await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._listeners.discard(listener)
            self._attending.discard(sending)
            sending.cancel()
            gone.cancel()

    def _hand_out(self, is_window: bool, event: Event) -> None:
        text = event.to_json()
        for listener in list(self._listeners):
            if is_window and not listener.windows:
                continue
            if listener.waiting.full():
                self._listeners.discard(listener)
                listener.connection.transport.abort()  # it does not read, so it would not read a farewell either
            else:
                listener.waiting.put_nowait(text)


async def _send(listener: _Listener) -> None:
    from websockets.exceptions import ConnectionClosed

    try:
        while (text := await listener.waiting.get()) is not None:
            await listener.connection.send(text)
    except ConnectionClosed:
        return


def _refusal(address: StreamAddress, error: OSError) -> str:
    """Why an address cannot be taken, in one sentence."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {address.port} of {address.host} is in use by another program: choose another port."
    if error.errno == errno.EACCES:
        return f"Port {address.port} is reserved by the system: choose one above 1023."
    return f"Cannot offer events at {address}: {error.strerror or error}."
