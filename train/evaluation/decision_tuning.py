"""Tuning the rules of decision on streams and on camera clips of people set apart, for three operating points.

What a user wants differs: a practitioner's labels had better be right, a class wants to see something happen. What is
gained by a named action and lost by a wrong label or a false alarm is stated here; the rules follow from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from recognizer.console import track
from recognizer.model.model_config import Decision
from recognizer.model.operating_points import OperatingPoint
from train.evaluation.camera_clips import JudgedClip, taken_up
from train.evaluation.live_score import JudgedStream, LiveScore, labels_over_time, score_stream

SMOOTHING = (0.3, 0.5)  # seconds; a longer average makes labels late
IDLE = (0.5, 0.7)  # probability of "no known action"
ENTER = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # shares of what that leaves
LEAVE = (0.6,)  # shares of enter
STAY = (0.4,)  # seconds
SEEN = (0.4, 0.8)  # seconds
ENERGY = (0.0,)  # metres a second: what is held counts too
LAG = (0.5, 0.75, 1.0, 1.25)  # seconds


@dataclass(frozen=True)
class Price:
    """What is lost, where a clip that is named rightly gains 1: by a clip that is named ``wrong`` only, by an
    ``alarm`` a minute at rest, and by one a minute while something unknown is done."""

    wrong: float
    alarm: float
    unknown: float


PRICES: dict[OperatingPoint, Price] = {
    "careful": Price(wrong=1.5, alarm=0.05, unknown=0.02),
    "balanced": Price(wrong=0.5, alarm=0.01, unknown=0.005),
    "eager": Price(wrong=0.2, alarm=0.002, unknown=0.001),
}


@dataclass(frozen=True)
class ClipCounts:
    """Shares of camera clips, each setup counting alike: named ``right``, named ``wrong`` only; and labels taken up
    in each minute of clips of no known action."""

    right: float = 0.0
    wrong: float = 0.0
    alarms: float = 0.0


@dataclass(frozen=True)
class Tuned:
    """Rules, and what they reach on the streams and clips that they were tuned on."""

    rules: Decision
    score: LiveScore
    clips: ClipCounts = ClipCounts()

    def gain(self, price: Price) -> float:
        """Segments found, clips named, less what was wrong."""
        lost = price.wrong * self.clips.wrong + price.unknown * self.clips.alarms
        return self.score.f1 + self.clips.right - lost - price.alarm * self.score.alarms_a_minute


def tune(
    streams: Sequence[JudgedStream],
    labels: list[str],
    seconds: float,
    clips: Sequence[JudgedClip] = (),
    temperature: float = 1.0,
) -> dict[OperatingPoint, Tuned]:
    """The rules that gain most, by operating point. ``streams`` are tempered already; ``seconds``: a window's."""
    probabilities = [clip.probabilities(temperature)[:, : len(labels)] for clip in clips]
    tried = []
    for smoothing, idle, enter, share, stay, seen, energy in track(
        list(product(SMOOTHING, IDLE, ENTER, LEAVE, STAY, SEEN, ENERGY)), "Tuning rules"
    ):
        leave = round(enter * share, 3)
        rules = Decision(smoothing=smoothing, idle=idle, enter=enter, leave=leave, stay=stay, seen=seen, energy=energy)
        given = [labels_over_time(each, rules, labels, seconds) for each in streams]
        counts = count_clips(clips, probabilities, rules, labels)
        for lag in LAG:
            scores = [score_stream(each, text, labels, lag) for each, text in zip(streams, given)]
            tried.append(Tuned(rules.model_copy(update={"lag": lag}), sum(scores, start=LiveScore()), counts))
    return {point: best(tried, price) for point, price in PRICES.items()}


def best(tried: Sequence[Tuned], price: Price) -> Tuned:
    """The first of those that gain most. Raises ``ValueError`` where nothing was tried."""
    return max(tried, key=lambda each: each.gain(price))


def count_clips(
    clips: Sequence[JudgedClip], probabilities: Sequence[np.ndarray], rules: Decision, labels: list[str]
) -> ClipCounts:
    """What becomes of camera clips under some rules."""
    outcomes: dict[str, list[tuple[bool, bool]]] = {}
    alarms, minutes = 0, 0.0
    for clip, rows in zip(clips, probabilities):
        named = [label for _, label in taken_up(clip, rows, rules, labels)]
        if clip.label < len(labels):
            is_right = labels[clip.label] in named
            outcomes.setdefault(clip.setup, []).append((is_right, bool(named) and not is_right))
        else:
            alarms += len(named)
            minutes += float(clip.time[-1]) / 60
    shares = np.array([np.mean(each, axis=0) for each in outcomes.values()]).reshape(-1, 2)
    right, wrong = shares.mean(axis=0).tolist() if len(shares) else (0.0, 0.0)
    return ClipCounts(right, wrong, alarms / minutes if minutes else 0.0)
