"""The last minutes of a live session, kept in memory so that they can be looked at again. No Qt here.

What it may take is bounded: `PICTURES` and `TRACES` below, and some 30 MB for bodies and answers; under 300 MB in all.
"""

import threading
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.session.messages import ShownFrame
from recognizer.model.answers import SlotHolder
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import Bodies
from recognizer.sources.source import Frame

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer

SECONDS = 120.0
PICTURES = 150_000_000  # bytes; at 640 pixels a picture takes 20 to 40 kB, and two minutes have 3,600
TRACES = 100_000_000  # bytes; the bundled model's trace takes 4 MB
WIDTH = 640  # pixels; larger pictures are kept smaller
QUALITY = 80  # of the JPEG


@dataclass(frozen=True, eq=False)
class _StoredFrame:
    """One result, with its picture as a JPEG and its windows by their keys."""

    time: float
    index: int
    generation: int
    captured: float
    picture: bytes | None
    bodies: Bodies | None
    holders: tuple[tuple[int, int | None, float], ...]  # number, window, seen
    model: "ModelInfo | None"


class ReplayBuffer:
    """Fed by the recognition thread, looked at by the window."""

    def __init__(self, seconds: float = SECONDS, pictures: int = PICTURES, traces: int = TRACES) -> None:
        self._seconds, self._most_pictures, self._most_traces = seconds, pictures, traces
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything: another source."""
        with self._lock:
            self._moments: deque[_StoredFrame] = deque()
            self._windows: dict[int, WindowAnswer] = {}  # by key, oldest first
            self._traced: deque[tuple[int, int]] = deque()  # key and bytes of the windows that still have a trace
            self._newest: list[int | None] = []  # the newest window's key, by slot
            self._next = 0
            self._pictures = self._traces = 0

    @property
    def size(self) -> int:
        """Bytes of pictures and traces."""
        return self._pictures + self._traces

    def add(self, result: ShownFrame) -> None:
        """Keep a result; time must not go back."""
        frame = result.captured.frame
        picture = None if frame.image is None else _pack(frame.image)
        with self._lock:
            if self._moments and frame.time <= self._moments[-1].time:
                return
            holders = tuple(
                (holder.number, self._keep(slot, holder.window), holder.seen)
                for slot, holder in enumerate(result.holders)
            )
            captured = result.captured
            self._moments.append(
                _StoredFrame(
                    frame.time,
                    frame.index,
                    captured.generation,
                    captured.captured_at,
                    picture,
                    result.bodies,
                    holders,
                    result.model,
                )
            )
            self._pictures += len(picture or b"")
            self._forget()

    def span(self) -> tuple[float, float]:
        """From when to when moments are kept, in the source's seconds; ``(0, 0)`` where there are none."""
        with self._lock:
            return (self._moments[0].time, self._moments[-1].time) if self._moments else (0.0, 0.0)

    def at(self, time: float) -> ShownFrame | None:
        """The last result at or before ``time`` (the first one, where there is none before), as it was shown then;
        its picture may be smaller, and traces are kept for the last windows alone."""
        with self._lock:
            if not self._moments:
                return None
            place = bisect_right(self._moments, time + 1e-6, key=lambda moment: moment.time)
            moment = self._moments[max(place - 1, 0)]
            holders = tuple(
                SlotHolder(number, None if key is None else self._windows.get(key), seen)
                for number, key, seen in moment.holders
            )
        image = None if moment.picture is None else _unpack(moment.picture)
        frame = Frame(image, moment.time, moment.index, moment.bodies if image is None else None)
        captured = CapturedFrame(frame, moment.generation, moment.captured, live=True)
        return ShownFrame(captured, moment.bodies, holders, moment.model)

    def bodies(self, start: float, end: float) -> list[tuple[float, Bodies]]:
        """The bodies of the moments from ``start`` to ``end`` seconds, with their times; without those in which nobody
        was looked for."""
        with self._lock:
            return [
                (moment.time, moment.bodies)
                for moment in self._moments
                if moment.bodies is not None and start - 1e-6 <= moment.time <= end + 1e-6
            ]

    def step(self, time: float, count: int) -> float:
        """The time of the moment ``count`` moments after (before, where negative) the one shown at ``time``."""
        with self._lock:
            if not self._moments:
                return time
            place = bisect_right(self._moments, time + 1e-6, key=lambda moment: moment.time) - 1
            return self._moments[min(max(place + count, 0), len(self._moments) - 1)].time

    def _keep(self, slot: int, window: "WindowAnswer | None") -> int | None:
        """The key of a slot's window; a new one, where the window is new."""
        while len(self._newest) <= slot:
            self._newest.append(None)
        if window is None:
            return None
        newest = self._newest[slot]
        if newest is not None and self._windows.get(newest) is not None and self._windows[newest].time == window.time:
            return newest
        key, self._next = self._next, self._next + 1
        self._windows[key], self._newest[slot] = window, key
        if window.trace:
            size = _trace_size(window)
            self._traced.append((key, size))
            self._traces += size
        return key

    def _forget(self) -> None:
        """What is too old, and what exceeds the bounds."""
        while len(self._moments) > 1 and (
            self._moments[-1].time - self._moments[0].time > self._seconds or self._pictures > self._most_pictures
        ):
            self._pictures -= len(self._moments.popleft().picture or b"")
        while self._traces > self._most_traces:
            key, size = self._traced.popleft()
            self._traces -= size
            if key in self._windows:
                self._windows[key] = replace(self._windows[key], trace=[])
        oldest = min((key for _, key, _ in self._moments[0].holders if key is not None), default=None)
        while oldest is not None and (first := next(iter(self._windows))) < oldest and first not in self._newest:
            del self._windows[first]
            if self._traced and self._traced[0][0] == first:
                self._traces -= self._traced.popleft()[1]


def _pack(image: np.ndarray) -> bytes:
    from recognizer.sources.opencv import cv2

    if image.shape[1] > WIDTH:
        height = round(image.shape[0] * WIDTH / image.shape[1])
        image = cv2.resize(image, (WIDTH, height), interpolation=cv2.INTER_AREA)
    _, packed = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return packed.tobytes()


def _unpack(picture: bytes) -> np.ndarray:
    from recognizer.sources.opencv import cv2

    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None, "it was packed here"
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def _trace_size(window: "WindowAnswer") -> int:
    """Bytes of what every block computed."""
    return sum(
        value.numel() * value.element_size()
        for trace in window.trace
        for value in (trace.shared, trace.alpha, trace.dynamic, trace.topology, trace.attention)
    )
