"""An attempt at an action: when it begins, what it is taken for, and how it ends."""

import numpy as np
import pytest
import torch

from app.session.attempt import GONE, PATIENCE, Attempt, Phase, Taken, how_taken
from app.session.example_recorder import COUNTED
from recognizer.model.answers import WindowAnswer
from recognizer.model.thresholds import Thresholds
from recognizer.text import NOTHING

LABELS = ("walk", "wave", "jump")


def window(*shares: float, label: str | None = None) -> WindowAnswer:
    average = np.array(shares)
    index = None if label is None else LABELS.index(label)
    return WindowAnswer((1,), 0, 4.0, 7.0, label, 3.0, average, average, torch.zeros(2, 25, 3), [], index)


def counted(attempt: Attempt, now: float) -> float:
    """Somebody is seen whole, and the count-down passes; when that was."""
    attempt.advance(now, seen=True, whole=True)
    assert attempt.phase is Phase.COUNTING and attempt.left == COUNTED
    attempt.advance(now + COUNTED - 0.5, seen=True, whole=False)
    assert attempt.left == 1
    attempt.advance(now + COUNTED, seen=True)
    assert attempt.phase is Phase.ACTING
    return now + COUNTED


def test_it_waits_for_the_whole_body_counts_down_and_takes_the_time() -> None:
    attempt = Attempt(10.0)
    for now in np.arange(10.0, 60.0):
        attempt.advance(now, seen=False)
    assert attempt.phase is Phase.STEPPING_BACK, "nobody has to hurry"
    attempt.advance(60.0, seen=True, whole=False, recognized=True)
    assert attempt.phase is Phase.STEPPING_BACK, "nothing counts before the count-down is over"
    go = counted(attempt, 61.0)
    attempt.advance(go + 1.0, seen=True)
    attempt.advance(go + 2.4, seen=True, recognized=True)
    assert attempt.phase is Phase.RECOGNIZED and attempt.over and attempt.passed == pytest.approx(2.4)
    attempt.advance(go + 9.0, seen=False)
    assert attempt.passed == pytest.approx(2.4), "it is over"


def test_who_cannot_step_back_acts_all_the_same() -> None:
    attempt = Attempt(0.0)
    attempt.advance(1.0, seen=True, whole=False)
    attempt.advance(0.9 + PATIENCE, seen=True, whole=False)
    assert attempt.phase is Phase.STEPPING_BACK
    attempt.advance(1.0 + PATIENCE, seen=True, whole=False)
    assert attempt.phase is Phase.COUNTING


def test_who_is_lost_for_a_moment_goes_on_and_who_leaves_has_left() -> None:
    attempt = Attempt(0.0)
    go = counted(attempt, 1.0)
    attempt.advance(go + GONE - 0.1, seen=False)
    attempt.advance(go + GONE, seen=True)
    attempt.advance(go + 2 * GONE - 0.1, seen=False)
    assert attempt.phase is Phase.ACTING
    attempt.advance(go + 2 * GONE, seen=False)
    assert attempt.phase is Phase.LEFT and attempt.over


def test_what_is_played_is_watched_at_once_and_from_its_start_again() -> None:
    attempt = Attempt(5.0, recorded=True)
    attempt.advance(5.0 + 2 * GONE, seen=False)
    assert attempt.phase is Phase.ACTING
    attempt.advance(1.0, seen=True)
    attempt.advance(2.5, seen=True, recognized=True)
    assert attempt.phase is Phase.RECOGNIZED and attempt.passed == pytest.approx(1.5)


def test_it_is_told_what_an_action_is_taken_for() -> None:
    thresholds = Thresholds((0.6, 0.5, 0.6), idle=0.8, usual=0.6)
    taken = how_taken(window(0.5, 0.2, 0.1, label="walk"), LABELS, "wave", thresholds)
    assert (taken.wanted.label, taken.wanted.share) == ("wave", 0.2)
    assert taken.wanted.needed == pytest.approx(0.5 * 0.8), "its own threshold, beside what nothing known leaves"
    assert (taken.other.label, taken.named, taken.recognized) == ("walk", "walk", False)
    assert how_taken(window(0.2, 0.6, 0.1, label="wave"), LABELS, "wave", thresholds).recognized


def test_nothing_known_may_be_the_most_probable() -> None:
    taken = how_taken(window(0.1, 0.2, 0.0), LABELS, "wave")
    assert taken == Taken(taken.wanted, taken.other, None) and taken.wanted.needed is None
    assert (taken.other.label, taken.other.needed) == (NOTHING, None) and taken.other.share == pytest.approx(0.7)
