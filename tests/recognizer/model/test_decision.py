"""When a label is given, when it is taken back, and the segments that come of it."""

from itertools import pairwise

import numpy as np
import pytest
import torch

from recognizer.model.decision import Decider, Segmenter, joint_speed
from recognizer.model.model_folder import Decision
from recognizer.skeleton.joints import JOINTS

LABELS = ["wave", "jump", "sit down"]
RULES = Decision(smoothing=0.3, enter=0.6, leave=0.4, stay=0.4, seen=1.0, energy=0.05)


def play(decider: Decider, rows: list[list[float]], start: float = 0.0, seen: float = 3.0, speed: float = 1.0) -> list:
    return [decider.decide(np.array(row), start + 0.2 * step, seen=seen, speed=speed) for step, row in enumerate(rows)]


def test_a_sure_label_is_given_and_a_flash_of_another_is_not():
    answers = play(Decider(RULES, LABELS), [[0.9, 0.05, 0.05]] * 10 + [[0.1, 0.8, 0.1]] + [[0.9, 0.05, 0.05]] * 10)
    assert set(answers) == {"wave"}


def test_a_lasting_change_is_followed():
    answers = play(Decider(RULES, LABELS), [[0.9, 0.05, 0.05]] * 8 + [[0.05, 0.9, 0.05]] * 8)
    assert answers[0] == "wave" and answers[-1] == "jump"
    assert sum(a != b for a, b in pairwise(answers)) <= 2


def test_unsure_is_no_known_action():
    assert set(play(Decider(RULES, LABELS), [[0.4, 0.3, 0.3]] * 10)) == {None}


def test_somebody_barely_seen_or_standing_still_gets_no_label():
    sure = [[0.95, 0.03, 0.02]] * 5
    assert set(play(Decider(RULES, LABELS), sure, seen=0.5)) == {None}
    assert set(play(Decider(RULES, LABELS), sure, speed=0.01)) == {None}
    assert set(play(Decider(RULES, LABELS), sure)) == {"wave"}


def test_a_label_is_given_up_between_its_two_thresholds_only_below_the_lower():
    decider = Decider(RULES, LABELS)
    play(decider, [[0.9, 0.05, 0.05]] * 10)
    assert set(play(decider, [[0.5, 0.25, 0.25]] * 10, start=2.0)) == {"wave"}
    assert play(decider, [[0.3, 0.35, 0.35]] * 10, start=4.0)[-1] is None


def test_segments_have_start_end_and_person():
    segmenter = Segmenter()
    for step in range(10):
        label = "wave" if 2 <= step <= 5 else "jump" if step > 5 else None
        segmenter.add((0,), step * 0.2, label, 0.8)
        segmenter.add((1,), step * 0.2, "sit down" if step < 3 else None, 0.6)
    found = [(s.persons, s.label, round(s.start, 1), round(s.end, 1)) for s in segmenter.segments()]
    assert found == [((1,), "sit down", 0.0, 0.4), ((0,), "wave", 0.4, 1.2), ((0,), "jump", 1.2, 1.8)]
    assert segmenter.segments()[0].confidence == pytest.approx(0.6)


def test_a_gap_ends_a_segment():
    segmenter = Segmenter(gap=1.0)
    for time in (0.0, 0.2, 5.0, 5.2):
        segmenter.add((0,), time, "wave", 0.9)
    assert [(s.start, s.end) for s in segmenter.segments()] == [(0.0, 0.2), (5.0, 5.2)]


def test_what_is_about_one_moment_lasts_a_while():
    """Of somebody who has just come into view several windows are about the moment of coming."""
    segmenter = Segmenter()
    for label in ("wave", "wave", "jump", "jump"):
        segmenter.add((0,), 3.0, label, 0.9)
    found = [(s.label, round(s.start, 1), round(s.end, 1)) for s in segmenter.segments()]
    assert found == [("wave", 3.0, 3.2), ("jump", 3.2, 3.4)]


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"probabilities: the shape is \(4,\) instead of \(3\)"):
        Decider(RULES, LABELS).decide(np.full(4, 0.25), 0.0, seen=3.0, speed=1.0)
    with pytest.raises(ValueError, match=r"windows: the shape is \(60, 25, 3\) instead of"):
        joint_speed(torch.zeros(60, JOINTS, 3), 3.0)


def test_speed_is_in_metres_a_second_about_the_spine_base():
    windows = torch.zeros(2, 60, JOINTS, 3)
    windows[:, :, 1:, 0] = torch.linspace(0, 3, 60)[:, None]  # all joints but the base move 3 m in 3 s
    windows[1] += torch.linspace(0, 5, 60)[:, None, None]  # and one person walks besides
    assert joint_speed(windows, 3.0).tolist() == pytest.approx([24 / 25 * 60 / 59] * 2, rel=1e-3)
