"""Camera clips, judged as live sessions that begin with their first frame."""

import numpy as np
import pytest

from recognizer.model.model_config import Decision
from train.evaluation.camera_clips import (
    CameraClip,
    JudgedClip,
    as_judged,
    calibration_error_of,
    calibration_interval,
    camera_clip,
)

LABELS = ["sit down", "wave"]
NONE = len(LABELS)
RULES = {
    "careful": Decision(smoothing=0.01, enter=0.9, leave=0.5, stay=0, seen=0.4),
    "eager": Decision(smoothing=0.01, enter=0.4, leave=0.2, stay=0, seen=0.4),
}


def judged(probabilities: list[list[float]], label: int, seconds: float = 1.0) -> JudgedClip:
    """A clip whose windows have these probabilities of sitting down, waving, and no known action."""
    rows = np.array(probabilities)
    time = 0.2 * np.arange(1, len(rows) + 1)
    return JudgedClip("clip", "desk", "p", label, time, np.log(rows), np.ones(len(rows)), seconds)


def test_what_is_named_depends_on_the_operating_point_and_what_is_guessed_does_not():
    clip = judged([[0.1, 0.1, 0.8], [0.5, 0.1, 0.4], [0.6, 0.2, 0.2], [0.1, 0.7, 0.2]], label=0)
    found = camera_clip(clip, LABELS, 1.0, RULES)
    assert found.guess == "sit down" and found.label == "sit down"
    assert found.named == {"careful": [], "eager": ["sit down", "wave"]}
    assert found.delay == {"careful": None, "eager": pytest.approx(0.4)}
    eager, careful = found.score("eager"), found.score("careful")
    assert eager.right and not eager.only_wrong and eager.guessed
    assert not careful.right and not careful.only_wrong


def test_a_label_where_there_is_no_known_action_is_an_alarm_not_a_miss():
    found = camera_clip(judged([[0.1, 0.8, 0.1]] * 6, label=NONE), LABELS, 1.0, RULES)
    assert found.label is None and found.answer == "wave"
    assert found.score("eager").wanted == () and found.score("eager").named == ("wave",)


def test_full_windows_calibrate_and_the_last_one_of_a_clip_shorter_than_a_window():
    late = judged([[0.0001, 0.0001, 0.9998]] * 4 + [[0.9, 0.05, 0.05]] * 3, label=0)
    assert late.full.tolist() == [False] * 4 + [True] * 3
    assert late.answer(1.0) == pytest.approx([0.9, 0.05, 0.05])
    short = judged([[0.1, 0.1, 0.8], [0.7, 0.2, 0.1]], label=0)
    assert short.full.tolist() == [False, True]
    both = as_judged([late, short], len(LABELS))
    assert both.clip.tolist() == [0, 0, 0, 1] and both.label.tolist() == [0, 0]
    assert both.probabilities(1.0)[1].tolist() == pytest.approx([0.7, 0.2, 0.1])


def told(confidence: float, right: bool) -> CameraClip:
    """An answer of this confidence."""
    answer = "wave" if right else "sit down"
    return CameraClip("clip", "desk", "p", "wave", 2.0, "wave", answer, confidence, 0.0, {}, {})


def test_the_calibration_error_is_how_far_confidence_lies_from_the_share_that_is_right():
    sure = [told(0.9, n < 9) for n in range(10)]
    unsure = [told(0.5, n < 3) for n in range(10)]
    assert calibration_error_of(sure, bins=1) == pytest.approx(0)
    assert calibration_error_of(unsure, bins=1) == pytest.approx(0.2)
    assert calibration_error_of(sure + unsure, bins=2) == pytest.approx(0.1)
    assert np.isnan(calibration_error_of([]))


def test_the_interval_holds_the_error_of_many_alike():
    clips = [told(0.6, n % 5 < 3) for n in range(200)]
    low, high = calibration_interval(clips, draws=200)
    assert 0 <= low < high < 0.25
    assert (low, high) == calibration_interval(clips, draws=200)
