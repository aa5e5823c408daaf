"""Tuning the rules of decision on streams of people set apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from recognizer.model.model_folder import Decision
from train.evaluation.live_score import JudgedStream, LiveScore, labels_over_time, score_stream

ALARMS = 1.0  # a minute at rest that are put up with
SMOOTHING = (0.2, 0.4, 0.8, 1.2)  # seconds; a longer average makes labels late
ENTER = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9)
LEAVE = (0.5, 0.8)  # shares of enter
STAY = (0.4,)  # seconds
ENERGY = (0.0, 0.1, 0.2)  # metres a second
LAG = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)  # seconds, up to a whole window


@dataclass(frozen=True)
class Tuned:
    """Rules, and what they reach on the streams that they were tuned on."""

    rules: Decision
    score: LiveScore


def tune(streams: Sequence[JudgedStream], labels: list[str], seconds: float) -> Tuned:
    """The rules with the highest segment F1 among those with at most one false alarm a minute of rest; where none
    comes so low, those with the fewest."""
    tried = []
    for smoothing, enter, share, stay, energy in product(SMOOTHING, ENTER, LEAVE, STAY, ENERGY):
        leave = round(enter * share, 3)
        rules = Decision(smoothing=smoothing, enter=enter, leave=leave, stay=stay, energy=energy)
        given = [labels_over_time(each, rules, labels, seconds) for each in streams]
        for lag in LAG:
            scores = [score_stream(each, text, labels, lag) for each, text in zip(streams, given)]
            tried.append(Tuned(rules.model_copy(update={"lag": lag}), sum(scores, start=LiveScore())))
    return best(tried)


def best(tried: Sequence[Tuned]) -> Tuned:
    """The one that ``tune`` is to return, of all that were tried. Raises ``ValueError`` where nothing was tried."""
    quiet = [each for each in tried if each.score.alarms_a_minute <= ALARMS]
    if quiet:
        return max(quiet, key=lambda each: each.score.f1)
    return min(tried, key=lambda each: (each.score.alarms_a_minute, -each.score.f1))
