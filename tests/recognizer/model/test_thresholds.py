"""What is said of an answer that is none."""

import numpy as np
import pytest

from recognizer.model.decision import Decider
from recognizer.model.model_config import Decision
from recognizer.model.thresholds import NONE_MORE_PROBABLE, Thresholds

LABELS = ["walk", "wave", "jump"]


def said(thresholds: Thresholds, *shares: float) -> str:
    return thresholds.why_none(np.array(shares), LABELS).replace("\N{NO-BREAK SPACE}", " ")


def test_the_most_probable_label_and_its_threshold_are_named() -> None:
    thresholds = Thresholds((0.6, 0.5, 0.5))
    assert said(thresholds, 0.41, 0.2, 0.39) == "walk 41 %, below the threshold of 60 %"
    assert said(thresholds, 0.598, 0.2, 0.2) == "walk 59.8 %, below the threshold of 60.0 %", "no number twice"
    assert said(thresholds, 0.61, 0.2, 0.19) == "", "the numbers alone do not say it"


def test_with_a_learned_background_thresholds_are_shares_of_the_rest() -> None:
    thresholds = Thresholds((0.6, 0.5, 0.5), idle=0.5)
    assert thresholds.needed(np.array([0.3, 0.2, 0.1])) == pytest.approx([0.36, 0.30, 0.30])
    assert said(thresholds, 0.3, 0.2, 0.1) == "walk 30 %, below the threshold of 36 %"
    assert said(thresholds, 0.1, 0.1, 0.1) == NONE_MORE_PROBABLE.format(nothing="70 %")


@pytest.mark.parametrize("idle", [None, 0.5])
def test_what_is_drawn_as_needed_is_what_decides(idle: float | None) -> None:
    rules = Decision(enter=0.5, leave=0.2, smoothing=0.001, seen=0, stay=0, idle=idle, thresholds={"walk": 0.6})
    thresholds = Thresholds(tuple(rules.thresholds.get(label, rules.enter) for label in LABELS), idle)
    rng = np.random.default_rng(4)
    for _ in range(300):
        shares = rng.dirichlet((1.0, 1.0, 1.0, 0.6))[:3]
        decider = Decider(rules, LABELS)
        label = decider.decide(shares, 1.0, 1.0, 1.0)
        reached = bool((shares >= thresholds.needed(shares)).any()) and (idle is None or 1 - shares.sum() <= idle)
        assert (label is not None) == reached
        if label is None:
            assert thresholds.why_none(shares, LABELS) or 1 - shares.sum() > (idle or 0)
