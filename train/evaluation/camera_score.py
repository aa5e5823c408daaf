"""How a model does before real cameras: every file of a label list, run as a live session would run it, and counted.

Each file's joints go through the recognizer frame by frame, from a cold start. Of a labelled action is counted what the
network makes of it (its first guess: the most probable label by the mean over the windows of whoever is seen longest)
and what the user is told (named rightly at some time, only wrongly, or not at all; how soon). Where an action is none
that is to be recognized, or none that the model knows, every label that is taken up is a false alarm. Where several
things happen in one file, a label that is right for one of them is not held against its neighbours while it may still
come for that one. Of such a recording is also counted how many actions have a segment where they happen.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from recognizer.model.model_folder import Model
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.model.segments import Segmenter
from recognizer.output.label_list import LabelledSpan
from recognizer.recognizer import Recognizer, WindowAnswer
from recognizer.skeleton.clip import NOBODY, Clip
from train.evaluation.live_score import ExpectedAction, LiveScore, count_found, label_delays

GRACE = 1.0  # seconds after an action in which its label may still come


@dataclass(frozen=True)
class SpanScore:
    """What became of one span. ``wanted``: the model's labels that are right, none where it knows no such action.
    ``seconds``: how long somebody was seen; ``guess``: the network's, ``None`` without a window; ``named``: the labels
    that were taken up, in order; ``delay``: seconds from when somebody is first seen to the right label."""

    span: LabelledSpan
    wanted: tuple[str, ...]
    seconds: float = 0.0
    guess: str | None = None
    named: tuple[str, ...] = ()
    delay: float | None = None

    @property
    def guessed(self) -> bool:
        """Whether the network's first guess is right."""
        return self.guess in self.wanted

    @property
    def right(self) -> bool:
        """Whether it was named rightly at some time."""
        return any(label in self.wanted for label in self.named)

    @property
    def only_wrong(self) -> bool:
        """Whether it was named, and never rightly."""
        return bool(self.named) and not self.right


@dataclass(frozen=True)
class GroupScore:
    """Spans of one kind, counted. ``actions``: spans of actions that the model knows, of which ``unseen`` show nobody;
    ``delay``: median seconds to the right label. ``alarms`` labels were taken up in ``idle_minutes`` of other spans."""

    actions: int
    unseen: int
    guessed: int
    right: int
    only_wrong: int
    delay: float
    flips: int
    alarms: int
    idle_minutes: float

    @property
    def silent(self) -> int:
        """Spans that were not named at all."""
        return self.actions - self.right - self.only_wrong

    @property
    def alarms_a_minute(self) -> float:
        """False alarms; not a number where no such time was watched."""
        return self.alarms / self.idle_minutes if self.idle_minutes else float("nan")


def score_spans(
    model: Model, clip: Clip, windows: list[WindowAnswer], spans: Sequence[LabelledSpan], known: dict[str, str]
) -> list[SpanScore]:
    """The spans of one file, whose joints are ``clip`` and ``windows`` what ``live_windows`` makes of them. ``known``
    maps actions to the model's labels. A label that is right for another span of the file counts against none from that
    span's start until it still stands more than ``GRACE`` seconds after that span's end."""
    actions = _expected_actions(model, clip, spans, known)
    return [_score_span(model, clip, windows, span, _wanted(model, span, known), actions) for span in spans]


def score_recording(
    model: Model, clip: Clip, windows: list[WindowAnswer], spans: Sequence[LabelledSpan], known: dict[str, str]
) -> LiveScore:
    """What a whole file in which several things happen becomes, as ``score_spans`` takes it: how many of the actions
    that the model knows have a segment where they happen, among all segments as the program places them, how soon their
    labels come, and how often a person's label changes. Rests are not counted here: false alarms are the spans' own."""
    actions = _expected_actions(model, clip, spans, known)
    segmenter = Segmenter()
    given: dict[tuple[int, ...], list[str | None]] = defaultdict(list)
    for window in windows:
        segmenter.add(window.persons, window.moment, window.label, window.confidence)
        given[window.persons].append(window.label)
    segments = segmenter.segments()
    delays = label_delays(actions, np.array([window.time for window in windows]), [w.label for w in windows])
    return LiveScore(
        actions=len(actions),
        found=count_found(actions, segments),
        segments=len(segments),
        named=len(delays),
        flips=sum(a is not None and b is not None and a != b for labels in given.values() for a, b in pairwise(labels)),
        minutes=float(clip.time[-1] - clip.time[0]) / 60,
        delays=tuple(delays),
    )


def live_windows(model: Model, clip: Clip, decisions: OperatingPoint = BALANCED) -> list[WindowAnswer]:
    """All windows of a live session that sees ``clip`` from its beginning. ``decisions``: by which of the model's rules
    labels are given. Raises ``UserError`` where it lacks those."""
    recognizer = Recognizer(model, decisions=decisions)
    return [
        window for index in range(clip.frames) for window in recognizer.push(clip.at(index), clip.time[index]).windows
    ]


def _wanted(model: Model, span: LabelledSpan, known: dict[str, str]) -> tuple[str, ...]:
    """The model's labels that are right for a span, none where it knows no such action."""
    label = known.get(span.action)
    return (label,) if span.known and label in model.labels else ()


def _expected_actions(
    model: Model, clip: Clip, spans: Sequence[LabelledSpan], known: dict[str, str]
) -> list[ExpectedAction]:
    """The actions of a file that the model knows, in seconds of ``clip``."""
    begin, end = float(clip.time[0]), float(clip.time[-1])
    return [
        ExpectedAction(label, begin + (span.start or 0.0), end if span.end is None else begin + span.end)
        for span in spans
        for label in _wanted(model, span, known)
    ]


def _score_span(
    model: Model,
    clip: Clip,
    windows: list[WindowAnswer],
    span: LabelledSpan,
    wanted: tuple[str, ...],
    actions: list[ExpectedAction],
) -> SpanScore:
    begin = float(clip.time[0])
    start = begin + (span.start or 0.0)
    end = np.inf if span.end is None else begin + span.end
    inside = (clip.time >= start) & (clip.time < end)
    there = inside & (clip.identity != NOBODY).any(axis=0)
    if not there.any():
        return SpanScore(span, wanted)
    step = 1 / clip.fps if clip.fps else 0.0
    seen_from = float(clip.time[there][0])
    others = [action for action in actions if action.label not in wanted]
    taken_up = _taken_up(windows, start, end, others)
    first_right = next((time for time, given in taken_up if given in wanted), None)
    return SpanScore(
        span,
        wanted,
        seconds=float(there.sum() * step),
        guess=_first_guess(model, [window for window in windows if start <= window.time < end]),
        named=tuple(given for _, given in taken_up),
        delay=None if first_right is None else first_right - seen_from,
    )


def _first_guess(model: Model, windows: list[WindowAnswer]) -> str | None:
    """The most probable label by the mean over the windows of the person who has most of them."""
    if not windows:
        return None
    persons = [window.persons for window in windows]
    longest = max(dict.fromkeys(persons), key=persons.count)
    mean = np.mean([window.probabilities for window in windows if window.persons == longest], axis=0)
    return model.labels[int(mean.argmax())]


def _taken_up(
    windows: list[WindowAnswer], start: float, end: float, others: list[ExpectedAction]
) -> list[tuple[float, str]]:
    """When which label was taken up from ``start`` to ``GRACE`` seconds after ``end``, of anybody. A label that stands
    counts once; one that stood before counts where it still stands ``GRACE`` seconds later, since the action before may
    be what it is about. ``others``: actions of the same file with other labels, which do not count while they are right
    there."""
    since: dict[tuple[int, ...], float] = {}  # when the label that stands was given first
    standing: dict[tuple[int, ...], str | None] = {}
    counted: dict[tuple[int, ...], str | None] = {}
    taken = []
    for window in windows:
        who = window.persons
        if standing.get(who) != window.label:
            standing[who], since[who] = window.label, window.time
        if not start <= window.time < end + GRACE:
            continue
        if window.label is None:
            counted[who] = None
        elif _is_right_for(others, window.label, window.time):
            continue  # what was counted before it is not counted again after it
        elif counted.get(who) != window.label and (since[who] >= start or window.time >= start + GRACE):
            counted[who] = window.label
            taken.append((float(window.time), window.label))
    return taken


def _is_right_for(actions: Iterable[ExpectedAction], label: str, time: float) -> bool:
    """Whether one of these actions has this label and lasts at ``time``, or has ended at most ``GRACE`` seconds ago."""
    return any(action.label == label and action.start <= time <= action.end + GRACE for action in actions)


def group_score(scores: Sequence[SpanScore]) -> GroupScore:
    """The counts over some spans."""
    actions = [score for score in scores if score.wanted]
    idle = [score for score in scores if not score.wanted]
    delays = [score.delay for score in actions if score.delay is not None]
    return GroupScore(
        actions=len(actions),
        unseen=sum(score.seconds == 0 for score in actions),
        guessed=sum(score.guessed for score in actions),
        right=sum(score.right for score in actions),
        only_wrong=sum(score.only_wrong for score in actions),
        delay=float(np.median(delays)) if delays else float("nan"),
        flips=sum(max(len(score.named) - 1, 0) for score in actions),
        alarms=sum(len(score.named) for score in idle),
        idle_minutes=sum(score.seconds for score in idle) / 60,
    )
