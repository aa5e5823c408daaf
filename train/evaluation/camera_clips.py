"""Short recordings of a camera, each judged as a live session judges it that begins with its first frame.

The windows are judged once, at temperature 1; what a network makes of a clip and what a user is shown under some rules
of decision follow from them. ``train.evaluation.camera_score`` counts the same of whole videos, through the program.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from recognizer.model.answers import PERIOD
from recognizer.model.decision import Decider, joint_speed
from recognizer.model.model_config import Decision
from recognizer.model.model_folder import Model
from recognizer.model.operating_points import OperatingPoint
from recognizer.model.rolling_window import resample, window_times
from recognizer.output.label_list import LabelledSpan
from train.data.corpus import Corpus
from train.data.prepared_set import ABSENT, UNIT
from train.data.windows import Windows
from train.evaluation.camera_score import SpanScore
from train.evaluation.judge import Judged, window_logits


@dataclass(frozen=True, eq=False)
class JudgedClip:
    """A clip's windows: ``time`` float64 ``(N,)``, seconds from its first frame to their ends, five a second;
    ``logits`` ``(N, outputs)`` at temperature 1, of "no known action" last; ``speed`` ``(N,)`` metres a second, as the
    decision takes them. ``label``: the right one's number, the number after the last label's for no known action;
    ``seconds``: a window's length."""

    name: str
    setup: str
    person: str
    label: int
    time: np.ndarray
    logits: np.ndarray
    speed: np.ndarray
    seconds: float

    @property
    def full(self) -> np.ndarray:
        """Which windows are full of what was seen, bool ``(N,)``: those that calibrate. Of a shorter clip the last."""
        return self.time >= min(self.seconds, self.time[-1]) - 1e-6

    def probabilities(self, temperature: float) -> np.ndarray:
        """Of all outputs, ``(N, outputs)``."""
        return torch.softmax(torch.from_numpy(self.logits).double() / temperature, dim=1).numpy()

    def answer(self, temperature: float) -> np.ndarray:
        """The mean over the full windows, ``(outputs,)``."""
        return self.probabilities(temperature)[self.full].mean(axis=0)


def judge_clips(model: Model, corpus: Corpus) -> list[JudgedClip]:
    """All clips of a corpus, of each the first body."""
    return [_judge_clip(model, corpus, clip) for clip in range(len(corpus))]


def _judge_clip(model: Model, corpus: Corpus, clip: int) -> JudgedClip:
    base, frames = model.config.time_base, model.config.architecture.frames
    start, count = int(corpus.start[clip]), int(corpus.frames[clip])
    rows = corpus.keypoints[start : start + count].cpu()
    there = rows[:, 0, 0] != ABSENT
    joints, seen = rows[there].float() * UNIT, (np.arange(count) / float(corpus.fps[clip]))[there.numpy()]
    seen = seen - seen[0]
    ends = np.arange(PERIOD, max(seen[-1], PERIOD) + 1e-6, PERIOD)
    windows = torch.stack([resample(joints, seen, window_times(end, base.seconds, frames)) for end in ends])
    logits = window_logits(model, _as_windows(windows)).float().cpu().numpy()
    return JudgedClip(
        name=corpus.name[clip],
        setup=corpus.group[clip].split(maxsplit=1)[-1],
        person=corpus.person[clip],
        label=int(corpus.label[clip]),
        time=ends,
        logits=logits,
        speed=joint_speed(windows, base.seconds).numpy(),
        seconds=base.seconds,
    )


def _as_windows(keypoints: Tensor) -> Windows:
    count = len(keypoints)
    return Windows(
        keypoints, torch.ones(keypoints.shape[:2], dtype=torch.bool), torch.arange(count), torch.arange(count)
    )


def as_judged(clips: Sequence[JudgedClip], labels: int) -> Judged:
    """The clips' full windows as ``judge`` gives them, with "no known action" as one label more, for calibration: what
    a window says that a pose is held in for the most part is not what a user is shown."""
    return Judged(
        logits=torch.from_numpy(np.concatenate([clip.logits[clip.full] for clip in clips])).float(),
        clip=torch.arange(len(clips)).repeat_interleave(torch.tensor([int(clip.full.sum()) for clip in clips])),
        label=torch.tensor([clip.label for clip in clips]),
        labels=labels + 1,
    )


@dataclass(frozen=True)
class CameraClip:
    """What a model makes of one clip.

    ``label``: the right one, ``None`` for no known action; ``guess``: the most probable label by the mean over all
    windows; ``answer``: by that over the full ones, with "no known action" as an answer (``None``), and its
    ``confidence``; ``idle``: the probability of no known action, likewise. ``named``: by operating point the labels
    that were taken up, in order; ``delay``: … the seconds until the right one was, ``None`` where it was not."""

    name: str
    setup: str
    person: str
    label: str | None
    seconds: float
    guess: str
    answer: str | None
    confidence: float
    idle: float
    named: dict[OperatingPoint, list[str]]
    delay: dict[OperatingPoint, float | None]

    def score(self, point: OperatingPoint) -> SpanScore:
        """It at one operating point, to be counted."""
        span = LabelledSpan(self.name, self.label or "(none)", self.setup, self.person)
        wanted = () if self.label is None else (self.label,)
        return SpanScore(span, wanted, self.seconds, self.guess, tuple(self.named[point]), self.delay[point])


def camera_clip(
    judged: JudgedClip, labels: list[str], temperature: float, points: dict[OperatingPoint, Decision]
) -> CameraClip:
    """What is told of a judged clip under the rules of several operating points."""
    mean, probabilities = judged.answer(temperature), judged.probabilities(temperature)[:, : len(labels)]
    best = int(mean.argmax())
    right = labels[judged.label] if judged.label < len(labels) else None
    given = {point: taken_up(judged, probabilities, rules, labels) for point, rules in points.items()}
    return CameraClip(
        name=judged.name,
        setup=judged.setup,
        person=judged.person,
        label=right,
        seconds=float(judged.time[-1]),
        guess=labels[int(probabilities.mean(axis=0).argmax())],
        answer=labels[best] if best < len(labels) else None,
        confidence=float(mean[best]),
        idle=float(mean[-1]) if len(mean) > len(labels) else 0.0,
        named={point: [label for _, label in taken] for point, taken in given.items()},
        delay={point: next((time for time, label in taken if label == right), None) for point, taken in given.items()},
    )


def taken_up(
    judged: JudgedClip, probabilities: np.ndarray, rules: Decision, labels: list[str]
) -> list[tuple[float, str]]:
    """When which label was taken up, by the ``probabilities`` ``(N, labels)`` of the clip's windows."""
    decider = Decider(rules, labels)
    taken, standing = [], None
    for row, time, speed in zip(probabilities, judged.time.tolist(), judged.speed.tolist()):
        label = decider.decide(row, time, time, speed)
        if label is not None and label != standing:
            taken.append((time, label))
        standing = label
    return taken


def calibration_error_of(clips: Iterable[CameraClip], bins: int = 10) -> float:
    """Expected calibration error of answers and their confidences, over ``bins`` of as many clips each, in [0, 1]."""
    pairs = sorted(((clip.confidence, clip.answer == clip.label) for clip in clips), key=lambda pair: pair[0])
    if not pairs:
        return float("nan")
    parts = np.array_split(np.array(pairs, dtype=float), min(bins, len(pairs)))
    return float(sum(len(part) * abs(part[:, 0].mean() - part[:, 1].mean()) for part in parts) / len(pairs))


def calibration_interval(clips: Sequence[CameraClip], draws: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The middle 95 % of the calibration errors of as many clips drawn anew with replacement (Efron, 1979)."""
    random = np.random.default_rng(seed)
    errors = [
        calibration_error_of([clips[i] for i in random.integers(len(clips), size=len(clips))]) for _ in range(draws)
    ]
    low, high = np.quantile(errors, [0.025, 0.975])
    return float(low), float(high)
