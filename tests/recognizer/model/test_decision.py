"""When a label is given, when it is taken back, and the segments that come of it."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from recognizer.model.decision import Decider, joint_speed
from recognizer.model.model_config import Decision
from recognizer.model.segments import Segmenter
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


# With this smoothing the average is the newest window alone; all numbers are exact in binary, so that limits are met.
EXACT = Decision(smoothing=0.001, enter=0.5, leave=0.25, stay=0.5, seen=1.0, energy=0.125)
WAVE, JUMP, HALF_WAVE, UNSURE = [0.75, 0.125, 0.125], [0.125, 0.75, 0.125], [0.5, 0.25, 0.25], [0.375, 0.375, 0.25]


def decided(*rows: list[float], step: float = 1.0, seen: float = 3.0, speed: float = 1.0) -> list[str | None]:
    decider = Decider(EXACT, LABELS)
    return [decider.decide(np.array(row), 9.0 + number * step, seen, speed) for number, row in enumerate(rows)]


def test_limits_count_as_reached():
    assert decided(HALF_WAVE) == ["wave"]
    assert decided(WAVE, seen=1.0) == ["wave"] and decided(WAVE, seen=0.875) == [None]
    assert decided(WAVE, speed=0.125) == ["wave"] and decided(WAVE, speed=0.0625) == [None]
    assert decided(WAVE, [0.25, 0.375, 0.375]) == ["wave", "wave"]  # not under the lower threshold
    assert decided(WAVE, [0.125, 0.4375, 0.4375]) == ["wave", None]


def test_another_label_takes_over_only_when_it_is_sure_itself():
    assert decided(WAVE, [0.375, 0.4375, 0.1875]) == ["wave", "wave"]
    assert decided(WAVE, [0.25, 0.5, 0.25]) == ["wave", "jump"]


def test_a_label_stays_for_a_while_whatever_comes_next():
    assert decided(WAVE, JUMP, JUMP, step=0.25) == ["wave", "wave", "jump"]
    assert decided(WAVE, JUMP, step=0.5) == ["wave", "jump"]
    assert decided(UNSURE, UNSURE, WAVE, JUMP, JUMP, step=0.25) == [None, None, "wave", "wave", "jump"]


def test_who_comes_to_rest_loses_the_label_once_it_has_stayed():
    decider = Decider(EXACT, LABELS)
    answers = [decider.decide(np.array(WAVE), time, 3.0, speed) for time, speed in ((0, 1), (0.25, 0), (0.5, 0))]
    assert answers == ["wave", "wave", None]


def test_thresholds_hold_for_the_share_that_no_known_action_leaves_where_that_is_little_enough():
    rules = EXACT.model_copy(update={"idle": 0.5, "stay": 0.0})

    def answers(*rows: list[float]) -> list[str | None]:
        return play(Decider(rules, LABELS), list(rows))

    assert answers([0.25, 0.125, 0.125]) == ["wave"], "a quarter is half of what half leaves"
    assert answers([0.25, 0.1875, 0.125]) == [None], "of more it is less than half"
    assert answers([0.25, 0.125, 0.0625]) == [None], "more than half of it is no known action"
    standing = [0.1875, 0.0625, 0.0]  # no known action: 0.75, halfway from 0.5 to 1
    assert answers(WAVE, standing, [0.1875, 0.0, 0.0]) == ["wave", "wave", None]
    assert answers(WAVE, [0.125, 0.25, 0.125]) == ["wave", "jump"]
    assert answers([0.0, 0.0, 0.0]) == [None]


def test_windows_are_averaged_with_the_time_constant():
    decider = Decider(RULES, LABELS)
    assert decider.average is None
    first, second, third = np.array(WAVE), np.array(JUMP), np.array(UNSURE)
    decider.decide(first, 5.0, 3.0, 1.0)
    np.testing.assert_array_equal(decider.average, first)
    decider.decide(second, 5.1, 3.0, 1.0)
    average = first * np.exp(-0.1 / 0.3) + second * (1 - np.exp(-0.1 / 0.3))
    np.testing.assert_allclose(decider.average, average)
    decider.decide(third, 5.5, 3.0, 1.0)
    np.testing.assert_allclose(decider.average, average * np.exp(-0.4 / 0.3) + third * (1 - np.exp(-0.4 / 0.3)))


def test_after_a_restart_nothing_is_left_of_before():
    decider = Decider(EXACT.model_copy(update={"smoothing": 2.0}), LABELS)
    assert decider.decide(np.array(WAVE), 1.0, 3.0, 1.0) == "wave"
    decider.restart()
    assert decider.average is None
    assert decider.decide(np.array(UNSURE), 1.125, 3.0, 1.0) is None
    np.testing.assert_array_equal(decider.average, UNSURE)


def test_segments_have_start_end_and_person():
    segmenter = Segmenter()
    for step in range(10):
        label = "wave" if 2 <= step <= 5 else "jump" if step > 5 else None
        segmenter.add((0,), step * 0.2, label, 0.8)
        segmenter.add((1,), step * 0.2, "sit down" if step < 3 else None, 0.6)
    found = [(s.persons, s.label, round(s.start, 1), round(s.end, 1)) for s in segmenter.segments()]
    assert found == [((1,), "sit down", 0.0, 0.4), ((0,), "wave", 0.4, 1.2), ((0,), "jump", 1.2, 1.8)]
    assert segmenter.segments()[0].confidence == pytest.approx(0.6)


def spans(segmenter: Segmenter, *windows: tuple[float, str | None]) -> list[tuple[str, float, float]]:
    for time, label in windows:
        segmenter.add((0,), time, label, 0.9)
    return [(segment.label, segment.start, segment.end) for segment in segmenter.segments()]


@pytest.mark.parametrize(("segmenter", "gap"), [(Segmenter(), 1.0), (Segmenter(gap=0.5), 0.5)])
def test_a_gap_ends_a_segment_where_it_is_longer_than_allowed(segmenter, gap):
    known = spans(segmenter, (4.0, "wave"), (4.25, "wave"), (4.25 + gap, "wave"), (4.5 + 2 * gap, "wave"))
    assert [(label, start) for label, start, _ in known] == [("wave", 4.0), ("wave", 4.5 + 2 * gap)]
    assert known[0][2] == 4.25 + gap


def test_another_label_ends_a_segment_where_it_begins_unless_a_gap_lies_between():
    assert spans(Segmenter(), (4.0, "wave"), (4.25, "wave"), (5.25, "jump"), (5.5, "jump")) == [
        ("wave", 4.0, 5.25),
        ("jump", 5.25, 5.5),
    ]
    assert spans(Segmenter(), (4.0, "wave"), (4.25, "wave"), (9.0, "jump"), (9.25, "jump")) == [
        ("wave", 4.0, 4.25),
        ("jump", 9.0, 9.25),
    ]
    assert spans(Segmenter(), (4.0, "wave"), (4.25, "wave"), (4.5, None)) == [("wave", 4.0, 4.25)]


def ends(segmenter: Segmenter) -> list[tuple[str, float]]:
    return [(segment.label, segment.end) for segment in segmenter.segments()]


def test_what_is_done_at_the_end_lasts_until_the_person_was_seen_last():
    segmenter = Segmenter()
    for frame in range(25):
        segmenter.see([1] if frame < 23 else [2], frame / 10)
    segmenter.add((1,), 0.25, "wave", 0.9)
    segmenter.add((1,), 1.0, "wave", 0.9)
    segmenter.add((2,), 1.0, "jump", 0.9)
    segmenter.add((2,), 1.25, None, 0.9)
    segmenter.add((3,), 0.5, "walk", 0.9)
    segmenter.finish()
    assert ends(segmenter) == [("wave", 2.2), ("walk", 0.7), ("jump", 1.2)], "nor longer where it had ended before"


def test_what_somebody_does_who_leaves_lasts_until_they_were_seen_last_also_when_they_come_back():
    segmenter = Segmenter()
    assert not segmenter.see([1], 3.0)
    segmenter.add((1,), 2.0, "wave", 0.9)
    assert not segmenter.see([], 4.0) and ends(segmenter) == [("wave", 2.2)], "they may come back at once"
    assert segmenter.see([1], 4.125) and ends(segmenter) == [("wave", 3.0)]
    segmenter.add((1,), 4.125, "wave", 0.9)
    segmenter.see([1], 5.0)
    segmenter.finish()
    assert ends(segmenter) == [("wave", 3.0), ("wave", 5.0)]


def test_a_segment_is_as_sure_as_its_windows_on_average():
    segmenter = Segmenter()
    for time, confidence in ((0.0, 0.9), (0.25, 0.5), (0.5, 0.1), (0.75, 0.3)):
        segmenter.add((0,), time, "wave", confidence)
    (segment,) = segmenter.segments()
    assert segment.confidence == pytest.approx(0.45)


def test_segments_come_by_start_and_at_one_start_by_person():
    segmenter = Segmenter()
    for person, time in ((2, 0.0), (1, 3.0), (0, 3.0), (2, 6.0)):
        segmenter.add((person,), time, "wave", 0.9)
    assert [(segment.persons, segment.start) for segment in segmenter.segments()] == [
        ((2,), 0.0),
        ((0,), 3.0),
        ((1,), 3.0),
        ((2,), 6.0),
    ]


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


def test_speed_is_that_of_the_last_third_and_needs_two_frames():
    windows = torch.zeros(1, 12, JOINTS, 3)
    windows[:, :8, 1:] = 7.0 * torch.arange(8)[:, None, None]  # wild until the last third, then at rest
    assert joint_speed(windows, 3.0).tolist() == [0.0]
    windows[:, -1, 1:, 1] = 2.0
    assert joint_speed(windows, 3.0).tolist() == pytest.approx([2.0 / 3 * 24 / 25 * 12 / 3.0])
    assert joint_speed(windows[:, -4:], 1.0).tolist() == pytest.approx([2.0 * 24 / 25 * 4])


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


# Sixty-fourths, so that sums and products are exact in binary and equal thresholds are equal.
shares = st.integers(0, 64).map(lambda number: number / 64)
windows = st.lists(st.tuples(shares, shares, shares).map(lambda row: [share / 3 for share in row]), max_size=12)
moving_averages = st.sampled_from([0.001, 0.5, 1.25])


@given(early=windows, late=windows, smoothing=moving_averages)
def test_what_was_seen_of_a_person_too_short_for_a_label_leaves_no_trace(early, late, smoothing):
    rules = Decision(smoothing=smoothing, enter=0.25, leave=0.125, seen=1.0)
    decider, fresh = Decider(rules, LABELS), Decider(rules, LABELS)
    for number, row in enumerate(early):
        assert decider.decide(np.array(row), 0.05 * number, seen=0.05 * number, speed=1.0) is None
        np.testing.assert_array_equal(decider.average, row, "each of them stands for itself")
    for number, row in enumerate(late):
        time = 1.0 + 0.2 * number
        labels = [each.decide(np.array(row), time, seen=time, speed=1.0) for each in (decider, fresh)]
        assert labels[0] == labels[1]
        np.testing.assert_array_equal(decider.average, fresh.average)


def test_an_action_that_begins_at_once_is_named_as_soon_as_the_person_was_seen_long_enough():
    """The first windows show a pose that is held, which is background; they must not hold the label back."""
    decider = Decider(Decision(smoothing=1.2, enter=0.6, leave=0.48, seen=1.0), LABELS)
    answers = play_from_the_start(decider, [[0.0, 0.0, 0.0]] * 4 + [[0.0, 0.0, 0.7]] * 5)
    assert answers == [None] * 4 + ["sit down"] * 5


def play_from_the_start(decider: Decider, rows: list[list[float]]) -> list[str | None]:
    times = [round(0.2 * (number + 1), 1) for number in range(len(rows))]
    return [decider.decide(np.array(row), time, seen=time, speed=1.0) for row, time in zip(rows, times, strict=True)]


@given(rows=windows, smoothing=moving_averages, enter=shares.filter(bool), leave=shares, stay=shares)
def test_the_same_threshold_for_every_label_is_no_threshold_of_its_own(rows, smoothing, enter, leave, stay):
    rules = Decision(smoothing=smoothing, enter=enter, leave=leave, stay=stay)
    each = Decision(**rules.model_dump() | {"thresholds": dict.fromkeys(LABELS, enter)})
    assert play(Decider(each, LABELS), rows) == play(Decider(rules, LABELS), rows)


@given(rows=windows, smoothing=moving_averages, thresholds=st.dictionaries(st.sampled_from(LABELS), shares))
def test_a_label_is_taken_up_at_its_own_threshold_and_stands_down_to_the_same_share_of_it(rows, smoothing, thresholds):
    rules = Decision(smoothing=smoothing, enter=0.5, leave=0.25, stay=0.0, thresholds=thresholds)
    decider, before = Decider(rules, LABELS), None
    for number, row in enumerate(rows):
        label = decider.decide(np.array(row), 0.2 * number, seen=3.0, speed=1.0)
        average = dict(zip(LABELS, decider.average.tolist(), strict=True))
        enter = {each: thresholds.get(each, 0.5) for each in LABELS}
        reached = {each for each in LABELS if average[each] >= enter[each]}
        if label is None:
            assert not reached and (before is None or average[before] < enter[before] / 2)
        elif label == before:
            assert average[label] >= enter[label] / 2
            assert all(average[each] <= average[label] for each in reached)
        else:
            assert label in reached and average[label] == max(average[each] for each in reached)
        before = label


def test_a_label_that_is_easily_taken_up_gives_way_only_to_one_that_is_more_probable():
    rules = Decision(smoothing=0.001, enter=0.5, leave=0.25, stay=0.0, thresholds={"jump": 0.125})
    rows = [[0.25, 0.1875, 0.0], [0.5, 0.25, 0.0], [0.25, 0.1875, 0.0], [0.1875, 0.25, 0.0], [0.125, 0.0625, 0.0]]
    assert play(Decider(rules, LABELS), rows) == ["jump", "wave", "wave", "jump", "jump"]


def test_other_rules_hold_from_the_next_window_on_and_the_average_goes_on():
    decider = Decider(EXACT.model_copy(update={"smoothing": 1.0, "enter": 0.875}), LABELS)
    assert play(decider, [WAVE] * 3) == [None] * 3
    before = decider.average
    decider.use(EXACT.model_copy(update={"smoothing": 1.0}))
    assert decider.decide(np.array(JUMP), 0.6, seen=3.0, speed=1.0) == "wave", "one window alone would be a jump"
    np.testing.assert_allclose(decider.average, np.exp(-0.2) * before + (1 - np.exp(-0.2)) * np.array(JUMP))


@pytest.mark.parametrize(
    ("wrong", "reported"),
    [
        ({"thresholds": {"jump": 1.5}}, "less than or equal to 1"),
        ({"thresholds": {"jump": "much"}}, "valid number"),
        ({"thresholds": {"jump": 0.5}, "enter": 0.0}, "thresholds need an enter above 0"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(wrong, reported):
    with pytest.raises(ValidationError, match=reported):
        Decision(**wrong)


@given(rows=st.lists(st.tuples(shares, shares), max_size=12), enter=shares.filter(bool), leave=shares)
def test_where_something_known_is_done_for_certain_both_ways_to_hold_thresholds_agree(rows, enter, leave):
    whole = [[one / 2, other / 2, 1 - one / 2 - other / 2] for one, other in rows]
    rules = Decision(smoothing=0.001, enter=enter, leave=leave)
    weighed = rules.model_copy(update={"idle": 0.5})
    assert play(Decider(weighed, LABELS), whole) == play(Decider(rules, LABELS), whole)
