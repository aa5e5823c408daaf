"""How often training draws each clip."""

from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from train.data.balance import chances
from train.data.corpus import Corpus

LABELS = ["wave", "clap"]
NONE = len(LABELS)


def corpus(pairs: list[tuple[int, str]]) -> Corpus:
    """One clip of one frame for each label and group."""
    count = len(pairs)
    ones = torch.ones(count, dtype=torch.int64)
    return Corpus(
        keypoints=torch.zeros(count, 25, 3, dtype=torch.int16),
        start=torch.arange(count),
        frames=ones,
        bodies=ones,
        fps=torch.full((count,), 30.0),
        label=torch.tensor([label for label, _ in pairs]),
        group=[group for _, group in pairs],
        name=[str(number) for number in range(count)],
        person=["p"] * count,
        labels=LABELS,
    )


def share(data: Corpus, chance: torch.Tensor, label: int, group: str = "") -> float:
    """Of all draws those of a label, or of a label in one group."""
    picked = [i for i in range(len(data)) if data.label[i] == label and (not group or data.group[i] == group)]
    return float(chance[picked].sum())


def test_every_clip_is_drawn_alike_where_nothing_is_asked_for():
    assert chances(corpus([(0, "a"), (1, "a")]), 0, 0, None, 0) is None


def test_rare_labels_are_drawn_more_often():
    data = corpus([(0, "a")] * 90 + [(1, "a")] * 10)
    assert share(data, chances(data, 1, 0, None, 0), 1) == pytest.approx(0.5)
    assert share(data, chances(data, 0.5, 0, None, 0), 1) == pytest.approx(10**0.5 / (10**0.5 + 90**0.5))


def test_within_a_label_rare_groups_are_drawn_more_often_and_the_label_is_not():
    data = corpus([(0, "kinect")] * 90 + [(0, "phone")] * 10 + [(1, "kinect")] * 100)
    chance = chances(data, 0, 1, None, 0)
    assert share(data, chance, 0, "phone") == pytest.approx(0.25), "half of the label's half"
    assert share(data, chance, 1) == pytest.approx(0.5)


def test_no_known_action_has_the_share_that_is_asked_for():
    data = corpus([(0, "a")] * 5 + [(1, "a")] * 5 + [(NONE, "a")] * 500)
    chance = chances(data, 0.5, 0.5, 0.2, 0)
    assert share(data, chance, NONE) == pytest.approx(0.2)
    assert share(data, chance, 0) == pytest.approx(0.4)


def test_beginnings_have_the_share_that_is_asked_for():
    data = corpus([(0, "a")] * 30 + [(1, "a")] * 10)
    data = replace(data, beginning=torch.tensor([True] * 4 + [False] * 36))
    chance = chances(data, 0.5, 0, None, 0.25)
    assert float(chance[:4].sum()) == pytest.approx(0.25)
    assert float(chance.sum()) == pytest.approx(1)


@given(
    pairs=st.lists(st.tuples(st.integers(0, NONE), st.sampled_from("abc")), min_size=1, max_size=40),
    labels=st.floats(0.01, 1),
    groups=st.floats(0, 1),
    background=st.one_of(st.none(), st.floats(0, 0.9)),
)
def test_chances_are_chances_whatever_there_is(pairs, labels, groups, background):
    data = corpus(pairs)
    if background is not None and all(label == NONE for label, _ in pairs):
        background = 0.5
    chance = chances(data, labels, groups, background, 0)
    assert chance.sum() == pytest.approx(1) and (chance >= 0).all()
