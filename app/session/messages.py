"""All that passes between the threads and the window: values, without Qt and without torch."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.session.rates import Spread
from recognizer.model.answers import SlotHolder, WindowAnswer
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import Bodies
from recognizer.sources.camera_format import CameraFormat

if TYPE_CHECKING:
    from recognizer.explain.mask import Mask
    from recognizer.explain.occlusion import Importance


class SourceState(Enum):
    """What a source is doing."""

    OPENING = "opening"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True)
class SourceInfo:
    """An opened source, as the window shows it. ``spec`` is what it was opened with; ``duration`` in seconds;
    ``camera_format``: what a camera really gives."""

    spec: str
    name: str
    live: bool
    fps: float
    duration: float | None
    camera_format: CameraFormat | None = None


@dataclass(frozen=True)
class ModelInfo:
    """The loaded model, as the window shows it. ``spec`` and ``device_spec``: the options that it was loaded by, where
    ``device`` is the one that was found; ``offered``: the operating points that it has rules of decision for."""

    name: str
    device: str
    labels: tuple[str, ...]
    seconds: float
    frames: int
    blocks: int
    kernel: int  # frames of each convolution over time
    streams: tuple[str, ...] = ()
    spec: str = ""
    device_spec: str = ""
    offered: tuple[OperatingPoint, ...] = (BALANCED,)


@dataclass(frozen=True)
class SourceOpened:
    """A source was opened."""

    source: SourceInfo


@dataclass(frozen=True)
class Failed:
    """Something cannot be done; ``sentence`` is for the user. ``retry``: it is the source that failed, and it may help
    to open it again."""

    sentence: str
    retry: bool = False


@dataclass(frozen=True)
class Notice:
    """Something to report to the user, in one sentence; ``problem``: whether something went wrong."""

    sentence: str
    problem: bool = False


Message = SourceOpened | Failed | Notice | ModelInfo


@dataclass(frozen=True)
class Stats:
    """Figures for the status line. Rates in frames a second, durations in milliseconds."""

    source_fps: float = 0.0
    recognized_fps: float = 0.0
    pose: Spread = field(default_factory=Spread)
    network: Spread = field(default_factory=Spread)
    latency: Spread = field(default_factory=Spread)
    dropped: int = 0


@dataclass(frozen=True, eq=False)
class ShownFrame:
    """What the window shows of one captured frame. ``bodies`` is ``None`` where nothing was looked for; ``holders`` has
    one entry for each slot, all from the same step of the network, which may be a frame or two behind the picture;
    ``model``: the one that answered, ``None`` before it is loaded."""

    captured: CapturedFrame
    bodies: Bodies | None
    holders: tuple[SlotHolder, ...]
    model: ModelInfo | None = None


@dataclass(frozen=True, eq=False)
class MaskingQuestion:
    """What would ``model``, which judged this window, have answered with this hidden? ``session`` counts the sources,
    so that an answer that comes after a change of source is known."""

    window: WindowAnswer
    model: ModelInfo
    mask: "Mask"
    session: int = 0


@dataclass(frozen=True, eq=False)
class MaskingAnswer:
    """``after`` float64 ``(labels,)``: the probabilities with that hidden; ``None``: another model has taken the place
    of the one that is asked. ``importance``: what the window's most probable label hangs on; ``None`` until there was
    time to find out."""

    question: MaskingQuestion
    after: np.ndarray | None
    importance: "Importance | None"


class TaskState(Enum):
    """How far one source of a queue is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass
class BatchTask:
    """One source of a queue. ``place`` and ``duration`` in seconds, where they are known; ``outcome``: the result or
    the failure, in words; ``written``: the result's file."""

    spec: str
    state: TaskState = TaskState.WAITING
    place: float = 0.0
    duration: float | None = None
    outcome: str = ""
    written: Path | None = None


@dataclass(frozen=True)
class BatchOutputs:
    """What is written for each source of a queue: always JSON. ``folder`` is ``None`` to write beside each source;
    ``overwrite``: files that are there already may be replaced."""

    folder: Path | None = None
    csv: bool = False
    srt: bool = False
    overwrite: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The forms, by their keys in ``RESULT_FORMATS``."""
        return ("json", *(key for key, asked in (("csv", self.csv), ("srt", self.srt)) if asked))
