"""The other live source: a camera on the network, whose newest picture counts, and which is sought again when lost."""

import threading
import time as clock
from collections.abc import Callable, Sequence

from recognizer.errors import UserError
from recognizer.sources.addresses import without_secrets
from recognizer.sources.libav import av
from recognizer.sources.newest_picture import LOOK_AGAIN, NewestPicture
from recognizer.sources.picture_converter import PictureConverter
from recognizer.sources.source import Frame, Source
from recognizer.sources.video_container import TIMEOUT, OpenedVideo, open_video
from recognizer.sources.video_source import VideoSource

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0)  # seconds before each try to reach a lost camera again

Found = Source | OpenedVideo
Decoded = tuple["av.VideoFrame", PictureConverter, float]  # not converted yet; and its time


def open_address(address: str, cancelled: threading.Event | None = None, timeout: float = TIMEOUT) -> Source:
    """What is under an address: a live source, or a video where what is sent has an end. ``cancelled``, set by another
    thread, ends the waiting; ``timeout``: seconds without a byte. Raises ``UserError``, without any password."""
    cancelled = cancelled or threading.Event()

    def look() -> Found:
        opened = open_video(address, timeout=timeout)
        if opened.endless:
            return opened
        opened.container.close()
        return VideoSource(address)

    found = _unless_cancelled(look, cancelled, address)
    return NetworkCamera(address, found, cancelled, timeout) if isinstance(found, OpenedVideo) else found


class NetworkCamera(NewestPicture["Decoded"]):
    """A camera by its address, or anything else that sends pictures without an end. ``read`` waits for a picture newer
    than the last one and gives the newest; its time is that of its arrival, counted from the opening.

    Where the connection is lost, it is sought again, with ``pauses`` (seconds) before each try; ``tell`` is told of
    the loss, and of the return.
    """

    def __init__(
        self,
        address: str,
        opened: OpenedVideo,
        cancelled: threading.Event | None = None,
        timeout: float = TIMEOUT,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        """``opened``: the first connection, which is closed by this source. Raises ``UserError`` where no picture
        comes, or once ``cancelled`` is set."""
        super().__init__("network-camera")
        self.name, self.fps = without_secrets(address), opened.fps
        self._address, self._timeout, self._pauses = address, timeout, pauses
        self._first = opened
        self._arrived = False  # a picture, ever
        self._count = 0  # of pictures that were read
        self._started = clock.perf_counter()
        self._begin(cancelled)
        with self._changed:
            failure = self._failure
            if failure is None and self._newest is None:
                failure = f"{self.name} is not waited for any more."
        if failure:
            self.close()
            raise UserError(failure)

    def read(self) -> Frame | None:
        """``None`` once closed. Waits while a lost connection is sought; raises ``UserError`` once that is given up."""
        with self._changed:
            self._wait_for_newest()
            if self._stop.is_set():
                return None
            if self._newest is None:
                raise UserError(self._failure or "")
            (decoded, converter, time), self._newest = self._newest, None
            index, self._count = self._count, self._count + 1
        return Frame(converter.picture(decoded), time, index)

    # The thread

    def _run(self) -> None:
        opened: OpenedVideo | None = self._first
        pauses = iter(self._pauses)
        while True:
            if opened is not None and self._watch(opened):
                pauses = iter(self._pauses)
                if not self._stop.is_set():
                    self.tell(f"The connection to {self.name} was lost. It is being sought again.")
            pause = next(pauses, None) if self._arrived else None
            if pause is None:
                break
            if self._stop.wait(pause):
                return
            opened = self._connect()
        lost = "pictures any more, and cannot be reached again: is it still switched on?"
        self._fail(f"{self.name} gives no {lost if self._arrived else 'picture.'}")

    def _connect(self) -> OpenedVideo | None:
        try:
            return open_video(self._address, timeout=self._timeout)
        except UserError:
            return None

    def _watch(self, opened: OpenedVideo) -> bool:
        """Take up the pictures of one connection until it ends; damaged ones are left out. Whether there were any."""
        stream, converter = opened.stream, PictureConverter(opened.pixel)
        stream.thread_type = "SLICE"  # decoding several frames at once would show each of them later
        back, gave = self._arrived, False
        try:
            for packet in opened.container.demux(stream):
                for frame in _decoded(packet):
                    if back and not gave:
                        self.tell(f"{self.name} is back.")
                    gave = True
                    self._came(frame, converter)
                if self._stop.is_set():
                    break
        except (av.error.FFmpegError, OSError):
            pass  # lost; what the error says may hold a password
        finally:
            opened.container.close()
        return gave

    def _came(self, frame: "av.VideoFrame", converter: PictureConverter) -> None:
        with self._changed:
            self._arrived = True
            self._offer((frame, converter, clock.perf_counter() - self._started))


def _decoded(packet: "av.Packet") -> "list[av.VideoFrame]":
    try:
        return packet.decode()
    except av.error.FFmpegError:
        return []  # damaged


def _unless_cancelled(work: Callable[[], Found], cancelled: threading.Event, address: str) -> Found:
    """What ``work`` gives, done by a thread of its own, so that nobody waits for the network who does not want it any
    more; what comes too late is closed. Raises what it raises, and ``UserError`` once ``cancelled`` is set."""
    done = threading.Condition()
    outcome: list[Found | Exception] = []
    left = False

    def run() -> None:
        try:
            result: Found | Exception = work()
        except Exception as error:
            result = error
        with done:
            outcome.append(result)
            late = left
            done.notify_all()
        if late and not isinstance(result, Exception):
            (result.container if isinstance(result, OpenedVideo) else result).close()

    threading.Thread(target=run, name="opening-address", daemon=True).start()
    with done:
        while not outcome and not cancelled.is_set():
            done.wait(LOOK_AGAIN)
        left = not outcome
    if left:
        raise UserError(f"{without_secrets(address)} is not waited for any more.")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]
