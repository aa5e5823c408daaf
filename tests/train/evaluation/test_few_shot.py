"""Episodes of a few examples: who shows and who is asked are kept apart, and what a method makes of them is counted."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from recognizer.errors import UserError
from tests.recognizer.own_actions.packs import drawn
from train.evaluation.few_shot import WAYS, Examples, LabelledClip, draw_episodes, measure
from train.evaluation.few_shot_methods import warped_distances

CLIP = drawn("bow")
ACTIONS = [f"action {number}" for number in range(7)]
PROTOCOLS: tuple[Examples, ...] = ("of other people", "of the same person, from elsewhere")


@pytest.fixture(scope="module")
def clips() -> list[LabelledClip]:
    """Three people, two places, seven actions twice each, and rest; one of them does not do the last action."""
    return [
        LabelledClip(action, person, place, CLIP)
        for person in ("a", "b", "c")
        for place in ("near", "far")
        for action in [*ACTIONS, ""]
        for _ in range(2)
        if (person, action) != ("c", ACTIONS[-1])
    ]


@pytest.mark.parametrize("examples", PROTOCOLS)
def test_examples_are_of_whom_the_protocol_says_and_strangers_show_none_of_the_actions(clips, examples):
    episodes = draw_episodes(clips, examples, shots=2, count=50)
    assert len(episodes) == 50
    for episode in episodes:
        asked = [clips[i] for i in episode.asked]
        (asker,) = {(each.person, each.place) for each in asked}
        shown = [[clips[i] for i in each] for each in episode.examples]
        actions = [each[0].action for each in shown]
        assert len(set(actions)) == WAYS and "" not in actions
        assert all(len(set(each)) == 2 for each in episode.examples), "no clip is two examples"
        for action, each in zip(actions, shown, strict=True):
            assert {one.action for one in each} == {action}
            if examples == "of other people":
                assert asker[0] not in {one.person for one in each}
            else:
                assert {one.person for one in each} == {asker[0]} and asker[1] not in {one.place for one in each}
        assert [each.action for each in asked] == [actions[number] for number in episode.actions]
        strangers = [clips[i] for i in episode.strangers]
        assert {(each.person, each.place) for each in strangers} == {asker}
        assert not {each.action for each in strangers} & set(actions)


def test_the_same_seed_draws_the_same_episodes(clips):
    drawn_twice = [draw_episodes(clips, PROTOCOLS[0], 1, count=9, seed=seed) for seed in (3, 3, 4)]
    assert drawn_twice[0] == drawn_twice[1] != drawn_twice[2]


def test_clips_that_do_not_suffice_are_one_sentence(clips):
    with pytest.raises(UserError, match=r"^Too few clips: only 0 episodes with 9 examples"):
        draw_episodes(clips, PROTOCOLS[0], shots=9, count=5)
    with pytest.raises(UserError, match=r"^Episodes of 5 actions cannot be drawn from 4\.$"):
        draw_episodes([each for each in clips if each.action in ACTIONS[:4]], PROTOCOLS[0], 1)


class Told:
    """A method that knows the labels; with ``wrong`` it names the next action, and takes strangers for actions."""

    def __init__(self, clips: Sequence[LabelledClip], wrong: bool = False) -> None:
        self._clips, self._wrong = clips, wrong

    def scores(self, examples: Sequence[Sequence[int]], asked: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        actions = [self._clips[each[0]].action for each in examples]
        right = np.array([[self._clips[i].action == action for action in actions] for i in asked], float)
        known = right.max(axis=1)
        return (np.roll(right, 1, axis=1), -known) if self._wrong else (right, known)


@pytest.mark.parametrize(("wrong", "expected"), [(False, 1.0), (True, 0.0)])
def test_right_names_and_strangers_are_counted(clips, wrong, expected):
    outcome = measure(Told(clips, wrong), draw_episodes(clips, PROTOCOLS[0], 1, count=20))
    assert (outcome.accuracy, outcome.interval, outcome.auroc, outcome.episodes) == (expected, 0.0, expected, 20)


def test_no_strangers_are_no_figure(clips):
    busy = [each for each in clips if each.action in ACTIONS[:WAYS]]
    assert np.isnan(measure(Told(busy), draw_episodes(busy, PROTOCOLS[0], 1, count=3)).auroc)


def test_time_warping_forgives_another_pace_and_agrees_with_trying_every_way():
    draw = torch.Generator().manual_seed(0)
    one, other = torch.randn(2, 5, 3, generator=draw)
    slower = one[[0, 0, 1, 2, 4]]  # begins late, and hurries at the end
    found = warped_distances(torch.stack([one, other, slower]))
    assert found[0, 0] == pytest.approx(0, abs=1e-5) and np.allclose(found, found.T, rtol=1e-5)
    assert found[0, 2] < (one - slower).square().sum()
    cost = torch.cdist(one, other).square().numpy()
    assert found[0, 1] == pytest.approx(min(sum(cost[step] for step in way) for way in ways(4, 4)), rel=1e-5)


def ways(one: int, other: int) -> list[tuple[tuple[int, int], ...]]:
    """All ways through two sequences from their first frames to these: forwards, and without leaving one out."""
    if one == other == 0:
        return [((0, 0),)]
    steps = [(one - down, other - right) for down, right in ((0, 1), (1, 0), (1, 1)) if one >= down and other >= right]
    return [(*way, (one, other)) for step in steps for way in ways(*step)]
