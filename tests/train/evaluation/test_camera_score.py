"""What is counted before a camera, on the sample clip, whose actions and their times are known."""

import numpy as np
import pytest
import torch

from recognizer.examples.procedural_body import sample_clip
from recognizer.model.answers import WindowAnswer
from recognizer.model.device import choose_device
from recognizer.model.model_folder import Model, load_model
from recognizer.output.label_list import LabelledSpan
from recognizer.skeleton.clip import Clip
from train.evaluation.camera_score import SpanScore, group_score, live_windows, score_recording, score_spans

KNOWN = {"walking about": "walk", "wave": "wave", "jumping jack": "jumping jack", "dance": "no such label"}


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("open", choose_device("cpu"))


def scored(model: Model, clip: Clip, spans: list[LabelledSpan]) -> list[SpanScore]:
    return score_spans(model, clip, live_windows(model, clip), spans, KNOWN)


def answer(time: float, label: str | None, person: int = 1) -> WindowAnswer:
    """A window that is about the instant a second before its end."""
    share, nothing = np.full(1, 0.9), torch.zeros(1)
    return WindowAnswer((person,), person - 1, time - 2, time, label, 2.0, share, share, nothing, [], lag=1.0)


def test_an_action_is_guessed_and_named_where_it_happens(model):
    spans = [
        LabelledSpan("sample", "walking about", start=0.0, end=4.0),
        LabelledSpan("sample", "jumping jack", start=8.0, end=12.0),
    ]
    walk, jump = scored(model, sample_clip(), spans)
    # A wrong row of a list of its own: there, the person walks.
    (wrong,) = scored(model, sample_clip(), [LabelledSpan("sample", "wave", end=4.0)])
    assert (walk.wanted, walk.guess, walk.named[0]) == (("walk",), "walk", "walk") and walk.guessed and walk.right
    assert walk.delay is not None and 0 < walk.delay < 4
    assert jump.guessed and jump.right and jump.seconds == pytest.approx(4.0, abs=0.1)
    assert not wrong.guessed and wrong.only_wrong and wrong.delay is None
    total = group_score([walk, jump, wrong])
    assert (total.actions, total.guessed, total.right, total.only_wrong, total.silent) == (3, 2, 2, 1, 0)


@pytest.mark.parametrize("action", ["(daily life)", "dance", "something else"])
def test_labels_given_to_no_action_or_to_an_unknown_one_are_false_alarms(model, action):
    (score,) = scored(model, sample_clip(), [LabelledSpan("sample", action)])
    assert score.wanted == () and not score.right
    total = group_score([score])
    assert (total.actions, total.alarms) == (0, len(score.named)) and total.alarms >= 3
    assert total.idle_minutes == pytest.approx(sample_clip().frames / 30 / 60, rel=0.01)
    assert total.alarms_a_minute == pytest.approx(total.alarms / total.idle_minutes)


def test_a_file_in_which_nobody_is_found_is_silent(model):
    frames = 90
    nobody = Clip(
        np.zeros((2, frames, 25, 3)), np.zeros((2, frames, 25)), np.arange(frames) / 30, -np.ones((2, frames), int)
    )
    (score,) = scored(model, nobody, [LabelledSpan("empty", "wave")])
    total = group_score([score])
    assert (score.guess, score.named, total.unseen, total.silent) == (None, (), 1, 1)


def test_a_label_that_stands_counts_once_and_each_change_is_counted(model):
    (whole,) = scored(model, sample_clip(), [LabelledSpan("sample", "wave")])
    assert whole.named == tuple(dict.fromkeys(whole.named))  # the sample does each action once
    assert group_score([whole]).flips == len(whole.named) - 1


def given(*labels: tuple[str | None, float, float]) -> list[WindowAnswer]:
    """Windows five a second from 0 to 8 s, with each label from its first instant to before its second one."""
    return [
        answer(time, next((label for label, start, end in labels if start - 1e-6 <= time < end - 1e-6), None))
        for time in np.arange(40) / 5
    ]


def named(model: Model, windows: list[WindowAnswer], *actions: tuple[str, float | None, float | None]) -> list[tuple]:
    """The labels that each of a file's actions was given, which last from their first instant to their second one."""
    spans = [LabelledSpan("sample", action, start=start, end=end) for action, start, end in actions]
    return [score.named for score in score_spans(model, sample_clip(), windows, spans, KNOWN)]


WALK, WAVE = ("walking about", 0.0, 4.0), ("wave", 4.0, 8.0)


@pytest.mark.parametrize(
    ("until", "expected"),
    [(4.8, ("wave",)), (5.2, ("wave",)), (5.6, ("walk", "wave"))],  # the last one stands longer than a second
)
def test_a_label_that_comes_late_is_not_held_against_the_next_action_unless_it_stays(model, until, expected):
    windows = given(("walk", 4.4, until), ("wave", until, 8.0))
    assert named(model, windows, WALK, WAVE) == [("walk",), expected]
    (alone,) = named(model, windows, WAVE)
    assert alone == ("walk", "wave"), "of a file with one action every label counts"


def test_a_label_that_is_right_for_the_next_action_is_not_held_against_the_one_before(model):
    windows = given(("walk", 1.0, 4.4), ("wave", 4.4, 8.0))
    assert named(model, windows, WALK, WAVE) == [("walk",), ("wave",)]
    early = given(("walk", 1.0, 3.4), ("wave", 3.4, 8.0))
    assert named(model, early, WALK, WAVE)[0] == ("walk", "wave"), "but there it is wrong before its action begins"


def test_labels_of_the_actions_around_a_rest_are_no_false_alarms_in_it(model):
    spans = [WALK, ("(rest)", 4.0, 5.0), ("wave", 5.0, 8.0)]
    around = given(("walk", 4.4, 5.0), ("wave", 5.2, 8.0))
    assert named(model, around, *spans) == [("walk",), (), ("wave",)]
    wrong = given(("walk", 1.0, 4.2), ("wave", 4.6, 4.8), ("jump", 4.8, 5.6))
    assert named(model, wrong, *spans)[1] == ("wave", "jump"), "one is too early, the other right for none"


def test_a_label_of_another_action_does_not_make_the_right_one_count_twice(model):
    windows = given(("wave", 4.2, 4.6), ("walk", 4.6, 4.8), ("wave", 4.8, 7.0), ("walk", 7.0, 8.0))
    assert named(model, windows, WALK, WAVE)[1] == ("wave", "walk"), "the second walk is long after the walking"


def test_a_label_that_is_right_for_two_actions_counts_for_both(model):
    windows = given(("walk", 4.4, 8.0))
    assert named(model, windows, WALK, ("walking about", 4.0, 8.0)) == [("walk",), ("walk",)]


def test_a_recordings_actions_are_found_where_its_segments_are_placed(model):
    first = [answer(time, "walk" if 1 <= time < 3 else "wave" if time < 5 else None) for time in np.arange(5, 35) / 5]
    second = [answer(time + 0.1, "jump" if time < 4 else None, person=2) for time in np.arange(15, 35) / 5]
    windows = sorted(first + second, key=lambda window: window.time)
    spans = [
        LabelledSpan("sample", "walking about", start=0.0, end=2.0),  # labelled a second later, and placed here
        LabelledSpan("sample", "wave", start=2.0, end=4.0),
        LabelledSpan("sample", "jumping jack", start=4.0, end=6.0),  # never labelled
        LabelledSpan("sample", "dance", start=4.0, end=6.0),  # none of the model's
        LabelledSpan("sample", "(rest)", start=6.0, end=7.0),
    ]
    score = score_recording(model, sample_clip(), windows, spans, KNOWN)
    assert (score.actions, score.found, score.named, score.segments) == (3, 2, 2, 3)  # another one jumps
    assert score.f1 == pytest.approx(2 * 2 / (3 + 3)) and score.flips == 1  # not from one person to the other
    assert score.delays == pytest.approx((0.0, 0.0))  # both labels are there in the middle of their actions
    late = [LabelledSpan("sample", "wave", start=3.5, end=7.0)]
    assert score_recording(model, sample_clip(), windows, late, KNOWN).found == 0  # too little of it


def test_what_happens_in_a_recording_is_found_by_the_model(model):
    spans = [
        LabelledSpan("sample", "walking about", start=0.0, end=4.0),
        LabelledSpan("sample", "jumping jack", start=8.0, end=12.0),
    ]
    clip = sample_clip()
    score = score_recording(model, clip, live_windows(model, clip), spans, KNOWN)
    assert (score.actions, score.named, score.found) == (2, 2, 2) and score.segments > 2
