"""All that passes between the threads and the window: values, without Qt and without torch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.session.rates import Spread
from recognizer.model.answers import SlotHolder, WindowAnswer
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.model.thresholds import Thresholds
from recognizer.network.kinds import PAPERS_KIND, titled
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import Bodies
from recognizer.sources.camera_format import CameraFormat

if TYPE_CHECKING:
    from recognizer.explain.mask import Mask
    from recognizer.explain.occlusion import Importance
    from recognizer.model.model_folder import Model


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
    ``device`` is the one that was found; ``pack`` and ``pack_version``: those of the own actions that it has learned,
    whose folder is empty where there are none; ``offered``: the operating points that it has rules of decision for;
    ``thresholds``: of each of them."""

    name: str
    device: str
    labels: tuple[str, ...]
    seconds: float
    frames: int
    blocks: int
    kernel: int  # frames of each convolution over time; 0 for another architecture than MS-SA
    streams: tuple[str, ...] = ()
    spec: str = ""
    device_spec: str = ""
    pack: str = ""
    pack_version: int = 0
    offered: tuple[OperatingPoint, ...] = (BALANCED,)
    thresholds: Mapping[OperatingPoint, Thresholds] = field(default_factory=dict)
    kind: str = PAPERS_KIND  # the architecture's

    @property
    def title(self) -> str:
        """The name, with the architecture where that is another than MS-SA."""
        return titled(self.name, self.kind)


def model_info(model: "Model", spec: str, device_spec: str, pack: str = "", pack_version: int = 0) -> ModelInfo:
    """What the window shows of a model that was loaded by these options."""
    config = model.config
    return ModelInfo(
        name=config.name,
        device=str(model.device),
        labels=tuple(config.labels),
        seconds=config.time_base.seconds,
        frames=config.architecture.frames,
        blocks=len(next(iter(model.networks.values())).blocks),
        kernel=getattr(config.architecture, "kernel", 0),
        streams=tuple(config.streams),
        spec=spec,
        device_spec=device_spec,
        pack=pack,
        pack_version=pack_version,
        offered=config.offered,
        thresholds={point: config.thresholds(point) for point in config.offered},
        kind=config.architecture.kind,
    )


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
class ModelFailed(Failed):
    """``model`` cannot be loaded on ``device``. The one that answered before, if there was any, goes on."""

    model: str = ""
    device: str = ""


@dataclass(frozen=True)
class PackFailed(Failed):
    """The own actions in the folder ``pack`` cannot be used. Whatever answered before goes on, or the model alone."""

    pack: str = ""


@dataclass(frozen=True)
class Notice:
    """Something to report to the user, in one sentence; ``problem``: whether something went wrong."""

    sentence: str
    problem: bool = False


Message = SourceOpened | Failed | Notice | ModelInfo


@dataclass(frozen=True)
class Stats:
    """Figures for the status line. Rates in frames a second, durations in milliseconds. ``mean_fps``: over all the time
    in which frames of this source were looked at."""

    source_fps: float = 0.0
    recognized_fps: float = 0.0
    mean_fps: float = 0.0
    pose: Spread = field(default_factory=Spread)
    network: Spread = field(default_factory=Spread)
    latency: Spread = field(default_factory=Spread)
    dropped: int = 0


@dataclass(frozen=True)
class Coverage:
    """How far a file was looked at: ``reached`` seconds, of ``duration`` where that is known. ``held``: it stands still
    by the user's wish; ``ended``: nothing is left to do; ``rate``: seconds of the file in a second, 0 where it stands
    still; ``sets_the_pace``: playback waits for it."""

    reached: float = 0.0
    duration: float | None = None
    held: bool = False
    ended: bool = False
    rate: float = 0.0
    sets_the_pace: bool = False


@dataclass(frozen=True, eq=False)
class ShownFrame:
    """What the window shows of one captured frame. ``bodies`` is ``None`` where nothing was looked for; ``holders`` has
    one entry for each slot, all from the same step of the network, which may be a frame or two behind the picture;
    ``model``: the one that answered, ``None`` before it is loaded. ``saved``: the answers are a saved result's, which
    has the best labels alone; ``no_maps``: why nothing can be looked into, in words, empty where it can."""

    captured: CapturedFrame
    bodies: Bodies | None
    holders: tuple[SlotHolder, ...]
    model: ModelInfo | None = None
    saved: bool = False
    no_maps: str = ""


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
