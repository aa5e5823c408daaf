"""How a model and its rules of decision do on streams: watching them as the program watches a camera, and counting.

What is counted, on streams of ``train.data.live_streams``: actions found at the right place (segment F1), labels
given to people at rest, labels that change into others, and how soon the right one is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import torch

from recognizer.model.answers import PERIOD
from recognizer.model.decision import Decider, joint_speed
from recognizer.model.model_config import Decision
from recognizer.model.model_folder import Model
from recognizer.model.rolling_window import resample, window_times
from recognizer.model.segments import Segment, Segmenter
from train.data.live_streams import RATE, LabelledSpan, LiveStream

BATCH = 64  # windows
OVERLAP = 0.5  # intersection over union from which a segment counts as found
GRACE = 1.0  # seconds after an action in which its label may still come, and of a rest that are not yet counted
_ROUNDING = 3e-7  # of single precision, in a sum of probabilities
LINGER = 3.0  # seconds of a rest after which no label from before it may stand any more


@dataclass(frozen=True, eq=False)
class JudgedStream:
    """A stream's windows: ``time`` float64 ``(N,)`` of their ends, five a second; ``probabilities`` ``(N, labels)``;
    ``speed`` ``(N,)`` metres a second, as the decision takes them."""

    stream: LiveStream
    time: np.ndarray
    probabilities: np.ndarray
    speed: np.ndarray


@dataclass(frozen=True)
class LiveScore:
    """Counts over streams; the shares and rates follow from them."""

    actions: int = 0
    found: int = 0  # with the right label, over the right stretch of time
    segments: int = 0
    named: int = 0  # actions whose label was given at all, at any time while they lasted or within a second after
    alarms: int = 0  # rests in which a label was taken up, or still stood after three seconds
    rest_minutes: float = 0.0
    flips: int = 0
    minutes: float = 0.0
    delays: tuple[float, ...] = ()  # seconds from the middle of an action to its label, for those named

    @property
    def f1(self) -> float:
        """Of segments at an overlap of 0.5."""
        return 2 * self.found / max(self.actions + self.segments, 1)

    @property
    def alarms_a_minute(self) -> float:
        """False alarms for each minute of rest."""
        return self.alarms / max(self.rest_minutes, 1e-9)

    @property
    def flips_a_minute(self) -> float:
        """How often a label changes straight into another one, for each minute of the streams."""
        return self.flips / max(self.minutes, 1e-9)

    @property
    def delay(self) -> float:
        """Median seconds from the middle of an action to its label; negative where it was sooner."""
        return float(np.median(self.delays)) if self.delays else float("nan")

    @property
    def named_share(self) -> float:
        """The share of actions, from 0 to 1, whose label was given at all."""
        return self.named / max(self.actions, 1)

    def __add__(self, other: "LiveScore") -> "LiveScore":
        mine, theirs = vars(self), vars(other)
        return LiveScore(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True)
class ExpectedAction:
    """An action that is to be found, by its label, from ``start`` to ``end`` in seconds."""

    label: str
    start: float
    end: float


def judge_stream(model: Model, stream: LiveStream) -> JudgedStream:
    """All windows of a stream, as a live session would judge them."""
    base, frames = model.config.time_base, model.config.architecture.frames
    joints = torch.from_numpy(stream.keypoints)
    seen = np.arange(len(joints)) / RATE
    time = np.arange(PERIOD, stream.seconds, PERIOD)
    probabilities, speed = [], []
    for some in np.array_split(time, max(len(time) // BATCH, 1)):
        windows = torch.stack([resample(joints, seen, window_times(end, base.seconds, frames)) for end in some])
        probabilities.append(model.probabilities(windows)[0].cpu().numpy())
        speed.append(joint_speed(windows, base.seconds).cpu().numpy())
    return JudgedStream(stream, time, np.concatenate(probabilities), np.concatenate(speed))


def tempered(judged: JudgedStream, temperature: float) -> JudgedStream:
    """What a model of temperature 1 gave, as it would have been with ``temperature``: to four digits up to 1.5,
    since what probabilities lack to 1 is known to single precision alone."""
    known = judged.probabilities.astype(np.float64)
    rest = 1 - known.sum(axis=1, keepdims=True)  # of "no known action"
    rest = np.where(rest < _ROUNDING, 0, rest)
    each = np.concatenate([known, rest], axis=1) ** (1 / temperature)
    return replace(judged, probabilities=(each / each.sum(axis=1, keepdims=True))[:, :-1])


def labels_over_time(judged: JudgedStream, rules: Decision, labels: list[str], seconds: float) -> list[str | None]:
    """The decision at each of the stream's windows; ``seconds``: the length of one."""
    decider = Decider(rules, labels)
    return [
        decider.decide(probabilities, time, min(time, seconds), speed)
        for probabilities, time, speed in zip(judged.probabilities, judged.time.tolist(), judged.speed.tolist())
    ]


def score_stream(judged: JudgedStream, given: list[str | None], labels: list[str], lag: float) -> LiveScore:
    """Count one stream's decisions ``given`` against what happens in it; segments lie ``lag`` seconds earlier than the
    windows' ends, labels are there when they are given."""
    stream = judged.stream
    segmenter = Segmenter()
    for time, label in zip(judged.time.tolist(), given):
        segmenter.add((1,), max(time - lag, 0.0), label, 1.0)
    segments = segmenter.segments()
    actions = [
        ExpectedAction(labels[span.label], span.start, span.end) for span in stream.actions if span.label < len(labels)
    ]
    found, delays = count_found(actions, segments), label_delays(actions, judged.time, given)
    standing = [(segment.start + lag, segment.end + lag) for segment in segments]  # as they are seen live
    alarms = sum(any(is_alarm(begin, end, rest) for begin, end in standing) for rest in stream.rests)
    flips = sum(a is not None and b is not None and a != b for a, b in pairwise(given))
    resting = sum(max(rest.end - rest.start - GRACE, 0) for rest in stream.rests) / 60
    return LiveScore(
        len(actions), found, len(segments), len(delays), alarms, resting, flips, stream.seconds / 60, tuple(delays)
    )


def count_found(actions: Sequence[ExpectedAction], segments: Sequence[Segment]) -> int:
    """How many actions have a segment of their label over their stretch of time, each segment counted once."""
    taken: set[int] = set()
    for action in actions:
        match = next(
            (
                number
                for number, segment in enumerate(segments)
                if number not in taken
                and segment.label == action.label
                and overlap(segment, action.start, action.end) >= OVERLAP
            ),
            None,
        )
        if match is not None:
            taken.add(match)
    return len(taken)


def label_delays(actions: Sequence[ExpectedAction], time: np.ndarray, given: Sequence[str | None]) -> list[float]:
    """Seconds from an action's middle until its label is there, for each action whose label is ``given`` while it lasts
    or within a second after. ``time`` float64 ``(N,)``, not falling: when each of the N labels was given."""
    delays = []
    for action in actions:
        first, last = np.searchsorted(time, (action.start, np.nextafter(action.end + GRACE, np.inf)))
        if action.label in given[first:last]:
            delays.append(float(time[given.index(action.label, first)] - (action.start + action.end) / 2))
    return delays


def is_alarm(begin: float, end: float, rest: LabelledSpan) -> bool:
    """Whether a label that stands from ``begin`` to ``end`` is a false alarm of this rest."""
    taken_up = rest.start + GRACE <= begin <= rest.end
    stays = begin < rest.start + GRACE and end >= rest.start + LINGER and rest.end >= rest.start + LINGER
    return taken_up or stays


def overlap(segment: Segment, start: float, end: float) -> float:
    """Intersection over union of a segment and a stretch of time."""
    common = min(segment.end, end) - max(segment.start, start)
    return max(common, 0.0) / max(max(segment.end, end) - min(segment.start, start), 1e-9)


def score_all(streams: Sequence[JudgedStream], rules: Decision, labels: list[str], seconds: float) -> LiveScore:
    """The counts of all streams under some rules."""
    scores = [score_stream(each, labels_over_time(each, rules, labels, seconds), labels, rules.lag) for each in streams]
    return sum(scores, start=LiveScore())
