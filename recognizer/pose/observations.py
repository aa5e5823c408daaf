"""A source's frames as bodies, one after another, seen ahead by a thread of its own.

The pose model keeps one core busy. With the network in another thread, a machine with two cores does both at once, and
the answers are the same: only who waits for whom differs.
"""

import queue
import threading
import time as clock
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from recognizer.pose.body_tracker import BodyTracker
from recognizer.pose.frame_observer import FrameObserver
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.pose.front_end import FrontEnd
from recognizer.pose.kept_bodies import KeptBodies, nobody
from recognizer.pose.part_poses import FoundPose
from recognizer.pose.pose_rate import USUAL_RATE, FrameChoice, PoseRate
from recognizer.sources.opening import Frame, Source

DEPTH = 2  # observed frames that may wait for the network


def observe(
    source: Source, persons: int, mirrored: bool, pose_model: Path | None, rate: PoseRate = USUAL_RATE
) -> Generator[ObservedFrame, None, None]:
    """The frames of ``source`` to its end: every one of a clip or a camera, of a video file as many as ``rate`` says.
    The front end lives in the thread that takes the observed frames."""
    choice = frame_choice(source, rate)
    front_end = None if source.has_bodies else FrontEnd(persons, mirrored, pose_model)
    with closing(FrameObserver(front_end)) as observer:
        while (frame := source.read_wanted(choice.wants)) is not None:
            yield observer.observe(CapturedFrame(frame, 0, clock.perf_counter(), source.live))


def observe_kept(source: Source, kept: KeptBodies, rate: PoseRate = USUAL_RATE) -> Generator[ObservedFrame, None, None]:
    """The frames of ``source`` that ``observe`` gives, with the bodies that were seen there before."""
    choice = frame_choice(source, rate)
    while (frame := source.read_wanted(choice.wants)) is not None:
        place = kept.place(frame.time)
        bodies = nobody(kept.slots) if place is None else kept.frame(place).bodies
        yield ObservedFrame(CapturedFrame(frame, 0, clock.perf_counter()), bodies)


def frame_choice(source: Source, rate: PoseRate) -> FrameChoice:
    """What chooses the frames of a source: all, but of a file with pictures."""
    return FrameChoice(0.0 if source.live or source.has_bodies else rate.step(source.fps))


def observe_found(
    poses: Iterable[FoundPose],
    persons: int,
    mirrored: bool,
    pictures: Source | None = None,
    rate: PoseRate = USUAL_RATE,
) -> Generator[ObservedFrame, None, None]:
    """The frames of a file whose poses are found elsewhere, as ``observe`` gives them. ``pictures``: where the frames'
    pictures are taken from, the file from its start; without it, they have none."""
    choice = FrameChoice(0.0) if pictures is None else frame_choice(pictures, rate)
    tracker = BodyTracker(persons, mirrored)
    for found in poses:
        bodies = tracker.follow(found.bodies, found.time, found.aspect)
        frame = None if pictures is None else pictures.read_wanted(choice.wants)
        if frame is None:
            frame = Frame(None, found.time, found.index)
        # Not in the future, where the system's clock was set back meanwhile.
        captured_at = clock.perf_counter() - max(0.0, clock.time() - found.captured_at)
        yield ObservedFrame(CapturedFrame(frame, 0, captured_at), bodies, found.seconds, stretch=1)


@contextmanager
def ahead(observations: Generator[ObservedFrame, None, None]) -> Iterator[Iterator[ObservedFrame]]:
    """Take the observed frames in a thread, at most two ahead; yield an iterator over them. What the thread raises, the
    iterator raises. Leaving the context ends the thread, also before the last frame."""
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
        except BaseException as error:  # handed over, to be raised where it can be reported
            offer(error)
        finally:
            observations.close()  # here, for the front end must be closed in the thread that made it

    def take() -> Iterator[ObservedFrame]:
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
