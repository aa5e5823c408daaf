"""Stand-ins for what a test machine has not: a camera and people in front of it."""

import queue
import sys
import threading
import time
from collections.abc import Callable
from copy import copy

import numpy as np
import torch

from app.session.capture_thread import CaptureThread
from app.session.pipeline import Pipeline
from recognizer.errors import UserError
from recognizer.network.trace import BlockTrace
from recognizer.pose.frames import CapturedFrame
from recognizer.recognizer import WindowAnswer
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Bodies, load_npz
from recognizer.skeleton.joints import JOINTS
from recognizer.sources.source import Frame, Source
from tests.app.window_thread import takes_long

LABELS = ["walk", "wave", "jump", "squat", "sit down", "throw", "clap"]


def picture(shade: int = 90) -> np.ndarray:
    """A grey picture."""
    return np.full((120, 160, 3), shade, np.uint8)


class FakeFile(Source):
    """A video of ``frames`` pictures at 20 a second, each filled with its own index; knows what was asked of it."""

    def __init__(self, frames: int = 40, name: str = "fake.mp4") -> None:
        self.name, self.fps, self.frames = name, 20.0, frames
        self.duration = frames / self.fps
        self.closed = False
        self.sought: list[float] = []
        self._next = 0

    def twin(self) -> "FakeFile":
        """The same file, opened once more."""
        twin = copy(self)
        twin.closed, twin.sought, twin._next = False, [], 0
        return twin

    def read(self) -> Frame | None:
        takes_long("reading a file")
        if self._next >= self.frames:
            return None
        index, self._next = self._next, self._next + 1
        return Frame(np.full((120, 160, 3), index % 256, np.uint8), index / self.fps, index)

    def seek(self, time: float) -> None:
        takes_long("seeking in a file")
        self.sought.append(time)
        self._next = min(round(time * self.fps), self.frames - 1)

    def back(self) -> None:
        self._next = max(self._next - 2, 0)

    def close(self) -> None:
        takes_long("closing a file")
        self.closed = True


class FakeCamera(Source):
    """Gives the pictures that the test puts in; ``None`` pulls the plug."""

    live = True

    def __init__(self, name: str = "Camera 0") -> None:
        self.name, self.fps = name, 30.0
        self.pictures: queue.Queue[np.ndarray | None] = queue.Queue()
        self.closed = False
        self.given = 0  # pictures

    def read(self) -> Frame | None:
        takes_long("reading a camera")
        image = self.pictures.get()
        if image is None:
            raise UserError("Camera 0 gives no pictures any more: is it still plugged in?")
        self.given += 1
        return Frame(image, self.given / 30, self.given)

    def seek(self, time: float) -> None:
        raise AssertionError("nobody seeks in a camera")

    def interrupt(self) -> None:
        self.pictures.put(None)  # whoever reads comes back

    def close(self) -> None:
        takes_long("closing a camera")
        self.closed = True


class FakeLooker:
    """Says of pictures, one after another, whether anybody is left out, and nobody after that."""

    def __init__(self, *answers: bool) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.closed = False

    def seen(self, image: np.ndarray, bodies: Bodies) -> bool:
        takes_long("the pose model")
        self.asked += 1
        return self.answers.pop(0) if self.answers else False

    def close(self) -> None:
        takes_long("closing the pose model")
        self.closed = True


class FakeDevice:
    """Stands in for ``cv2.VideoCapture`` of a camera: noise, thirty times a second, until something happens to it.

    ``state``: "works", "absent" (does not open), "fails" (no picture any more), "blocks" (a read does not come back),
    or "repeats" (its last picture again and again). ``free`` lets a blocked read go.
    """

    def __init__(self, state: str = "works") -> None:
        self.state = state
        self.free = threading.Event()
        self.opened = self.released = 0
        self._random = np.random.default_rng(1)
        self._image = self._noise()

    def __call__(self, number: int) -> "FakeDevice":
        takes_long("opening a camera")
        self.opened += 1
        return self

    def _noise(self) -> np.ndarray:
        return self._random.integers(60, 200, (120, 160, 3), np.uint8)

    def isOpened(self) -> bool:
        return self.state != "absent"

    def read(self) -> tuple[bool, np.ndarray | None]:
        takes_long("reading a camera")
        time.sleep(1 / 30)
        if self.state == "blocks":
            self.free.wait(120)
        if self.state in ("fails", "absent", "blocks"):
            return False, None
        if self.state == "works":
            self._image = self._noise()
        return True, self._image.copy()

    def get(self, prop: int) -> float:
        return 30.0

    def set(self, prop: int, value: float) -> bool:
        return True

    def release(self) -> None:
        takes_long("closing a camera")
        self.released += 1


class FakeFrontEnd:
    """Sees two people wherever there is a picture: the sample clip's person and a shifted copy."""

    def __init__(self) -> None:
        self.clip = load_npz(SAMPLE_CLIP)
        self.resets = 0
        self.closed = False
        self._count = 0

    def observe(self, image: np.ndarray, time: float) -> Bodies:
        takes_long("the pose model")
        index = self._count % self.clip.frames
        self._count += 1
        joints = self.clip.keypoints[0, index]
        return Bodies(
            np.stack([joints, joints + np.array([0.8, 0, 0], np.float32)]),
            np.ones((2, 25), np.float32),
            np.array([1, 2], np.int32),
            np.stack([0.3 + 0.1 * joints[:, :2], 0.6 + 0.1 * joints[:, :2]]),
        )

    def renew(self) -> None:
        pass

    def reset(self) -> None:
        self.resets += 1

    def close(self) -> None:
        takes_long("closing the pose model")
        self.closed = True


def sources(**named: Source) -> dict:
    """What a pipeline needs to run on fakes: sources by their names, none else."""

    return {"open_source": opener(named), "make_front_end": lambda options, progress: FakeFrontEnd()}


def opener(named: dict[str, Source]) -> Callable[[str], Source]:
    """Opens sources by their names. A file is there once for each time that it is opened: the first one plays it."""
    opened: set[str] = set()

    def open_source(spec: str) -> Source:
        if spec not in named:
            raise UserError(f"There is no source {spec}.")
        source = named[spec]
        again = spec in opened
        opened.add(spec)
        if not again or source.live:
            return source
        twin = source.twin() if isinstance(source, FakeFile) else copy(source)
        twin.seek(0.0)
        return twin

    return open_source


def window(dynamic: torch.Tensor, alpha: float = 0.5, attention: torch.Tensor | None = None) -> WindowAnswer:
    """A window whose only block has this Q ``(C/F, 25, 25)`` in its first fragment and A_s = 0."""
    q = torch.zeros(1, 4, *dynamic.shape)
    q[0, 0] = dynamic
    trace = BlockTrace(
        shared=torch.zeros(4, JOINTS, JOINTS),
        alpha=torch.tensor([alpha, 0.0, 0.0, 0.0]),
        dynamic=q,
        topology=alpha * q,
        attention=torch.zeros(0) if attention is None else attention,
    )
    nothing = np.zeros(3)
    return WindowAnswer(
        persons=(0,),
        slot=0,
        start=4.0,
        time=7.0,
        label=None,
        seen=3.0,
        probabilities=nothing,
        average=nothing,
        keypoints=torch.zeros(48, JOINTS, 3),
        trace=[trace],
    )


def at_rest(pipeline: Pipeline) -> bool:
    """Whether the source stands still and every thread has done all that came from it: each waits for something to do.

    Looked at from the source to the answer, so that what has passed one thread is found at the next.
    """
    if pipeline._capture is None or not stands_still(pipeline._capture):
        return False
    if pipeline.analysis is not None:
        return knows_all(pipeline, pipeline._capture.newest)
    inboxes = (pipeline._to_pose, pipeline._pose_thread), (pipeline._to_recognition, pipeline._recognition_thread)
    return all(not inbox._items and _waits(inbox._changed, thread, "take") for inbox, thread in inboxes)


def knows_all(pipeline: Pipeline, captured: CapturedFrame | None) -> bool:
    """Whether nothing more will come to be known of a frame of a file."""
    if (
        captured is None
        or not pipeline.analysis.ready(captured.frame.time)
        or captured.frame.time > pipeline.analysis.kept.end + 1e-3
    ):
        return False
    windows = [holder.window for holder in pipeline.analysis.shown(captured, pipeline._watched).holders]
    return not pipeline._watched or all(window.trace for window in windows if window is not None)


def stands_still(capture: CaptureThread) -> bool:
    """Whether the source is paused, or at its end, and its last picture was handed on."""
    return _waits(capture._changed, capture, "_next_step")


def _waits(changed: threading.Condition, thread: threading.Thread, function: str) -> bool:
    """Whether the thread waits, in this function, for something to change."""
    with changed:  # whoever waits cannot go on meanwhile
        frame = sys._current_frames().get(thread.ident) if changed._waiters else None
        while frame is not None and frame.f_code.co_name != function:
            frame = frame.f_back
        return frame is not None
