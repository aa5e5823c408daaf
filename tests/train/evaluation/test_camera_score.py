"""What is counted before a camera, on the sample clip, whose actions and their times are known."""

import numpy as np
import pytest

from recognizer.examples.procedural_body import sample_clip
from recognizer.model.device import choose_device
from recognizer.model.model_folder import Model, load_model
from recognizer.output.label_list import LabelledSpan
from recognizer.skeleton.clip import Clip
from train.evaluation.camera_score import group_score, score_spans

KNOWN = {"walking about": "walk", "wave": "wave", "jumping jack": "jumping jack", "dance": "no such label"}


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("open", choose_device("cpu"))


def test_an_action_is_guessed_and_named_where_it_happens(model):
    spans = [
        LabelledSpan("sample", "walking about", start=0.0, end=4.0),
        LabelledSpan("sample", "jumping jack", start=8.0, end=12.0),
        LabelledSpan("sample", "wave", end=4.0),  # a wrong row: there, the person walks
    ]
    walk, jump, wrong = score_spans(model, sample_clip(), spans, KNOWN)
    assert (walk.wanted, walk.guess, walk.named[0]) == (("walk",), "walk", "walk") and walk.guessed and walk.right
    assert walk.delay is not None and 0 < walk.delay < 4
    assert jump.guessed and jump.right and jump.seconds == pytest.approx(4.0, abs=0.1)
    assert not wrong.guessed and wrong.only_wrong and wrong.delay is None
    total = group_score([walk, jump, wrong])
    assert (total.actions, total.guessed, total.right, total.only_wrong, total.silent) == (3, 2, 2, 1, 0)


@pytest.mark.parametrize("action", ["(daily life)", "dance", "something else"])
def test_labels_given_to_no_action_or_to_an_unknown_one_are_false_alarms(model, action):
    (score,) = score_spans(model, sample_clip(), [LabelledSpan("sample", action)], KNOWN)
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
    (score,) = score_spans(model, nobody, [LabelledSpan("empty", "wave")], KNOWN)
    total = group_score([score])
    assert (score.guess, score.named, total.unseen, total.silent) == (None, (), 1, 1)


def test_a_label_that_stands_counts_once_and_each_change_is_counted(model):
    (whole,) = score_spans(model, sample_clip(), [LabelledSpan("sample", "wave")], KNOWN)
    assert whole.named == tuple(dict.fromkeys(whole.named))  # the sample does each action once
    assert group_score([whole]).flips == len(whole.named) - 1
