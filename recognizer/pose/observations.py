"""A source's frames as bodies, one after another, seen ahead by a thread of its own.

The pose model keeps one core busy. With the network in another thread, a machine with two cores does both at once, and
the answers are the same: only who waits for whom differs.
"""

import queue
import threading
import time as clock
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recognizer.pose.front_end import FrontEnd
from recognizer.skeleton.clip import Bodies
from recognizer.sources.opening import Source

DEPTH = 2  # observations that may wait for the network


@dataclass(frozen=True, eq=False)
class Observation:
    """The bodies of one frame. ``captured``: the clock (``time.perf_counter``) when the frame was there;
    ``pose_seconds``: what the pose model took, 0 for a clip; ``image``: the frame's picture, where it has one."""

    bodies: Bodies
    time: float
    captured: float
    pose_seconds: float
    image: np.ndarray | None = None


def observe(
    source: Source, persons: int, mirrored: bool, pose_model: Path | None
) -> Generator[Observation, None, None]:
    """Every frame of ``source`` to its end. The front end lives in the thread that takes the observations."""
    if source.has_bodies:
        while (frame := source.read()) is not None:
            yield Observation(frame.bodies, frame.time, clock.perf_counter(), 0.0)
        return
    with FrontEnd(persons, mirrored, pose_model) as front_end:
        while (frame := source.read()) is not None:
            captured = clock.perf_counter()
            bodies = front_end.observe(frame.image, frame.time)
            yield Observation(bodies, frame.time, captured, front_end.pose_seconds, frame.image)


@contextmanager
def ahead(observations: Generator[Observation, None, None]) -> Iterator[Iterator[Observation]]:
    """Take the observations in a thread, at most two ahead; yield an iterator over them. What the thread raises, the
    iterator raises. Leaving the context ends the thread, also before the last observation."""
    waiting: queue.Queue = queue.Queue(DEPTH)
    stop = threading.Event()

    def offer(item: object) -> None:
        while not stop.is_set():
            try:
                waiting.put(item, timeout=0.1)
                return
            except queue.Full:
                continue

    def work() -> None:
        try:
            for observation in observations:
                offer(observation)
                if stop.is_set():
                    break
            offer(None)
        except BaseException as error:  # handed over, to be raised where it can be told to the user
            offer(error)
        finally:
            observations.close()  # here, for the front end must be closed in the thread that made it

    def take() -> Iterator[Observation]:
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    thread = threading.Thread(target=work, name="observe", daemon=True)
    thread.start()
    try:
        yield take()
    finally:
        stop.set()
        thread.join(timeout=10)
