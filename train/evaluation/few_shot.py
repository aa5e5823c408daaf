"""Actions that a network never saw, learned from one example or a few: episodes, and what a method makes of them.

An episode is what a user does: some actions, of each a few examples, then movements to be named that are not among the
examples. Who shows the examples, and from where, is what a protocol says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import torch
from torchmetrics.functional.classification import binary_auroc

from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip

WAYS = 5  # actions of an episode
EPISODES = 600
Examples = Literal["of other people", "of the same person, from elsewhere"]


@dataclass(frozen=True, eq=False)
class LabelledClip:
    """``action`` is empty where it is no action but rest or a movement of any kind. ``place``: the distance or the
    camera, where a person was recorded from several."""

    action: str
    person: str
    place: str
    clip: Clip


@dataclass(frozen=True)
class Episode:
    """Indices of clips. ``examples``: of each action, those that are learned from; ``asked``: one person's clips to be
    named, one of each action that they were recorded doing; ``actions``: the number of each one's action;
    ``strangers``: clips of that person that show none of the actions."""

    examples: tuple[tuple[int, ...], ...]
    asked: tuple[int, ...]
    actions: tuple[int, ...]
    strangers: tuple[int, ...]


class Method(Protocol):
    """Learns from examples, and tells what is asked apart."""

    def scores(self, examples: Sequence[Sequence[int]], asked: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Of each clip that is asked about, how much it is each of the actions ``(Q, actions)``, and how much it is any
        of them ``(Q,)``; more is surer."""
        ...


@dataclass(frozen=True)
class Outcome:
    """Share of clips that were named rightly, mean over the episodes, and half of its 95 % interval; ``auroc``: how
    well strangers are told, ``nan`` where there were none."""

    accuracy: float
    interval: float
    auroc: float
    episodes: int


def draw_episodes(
    clips: Sequence[LabelledClip], examples: Examples, shots: int, count: int = EPISODES, seed: int = 0
) -> list[Episode]:
    """Episodes of ``WAYS`` actions, ``shots`` examples of each. Raises ``UserError`` where the clips do not suffice."""
    draw = np.random.default_rng(seed)
    by_action: dict[str, list[int]] = {}
    for number, each in enumerate(clips):
        by_action.setdefault(each.action, []).append(number)
    strangers = by_action.pop("", [])
    actions = sorted(by_action)
    people = sorted({(each.person, each.place) for each in clips if each.action})
    if len(actions) < WAYS:
        raise UserError(f"Episodes of {WAYS} actions cannot be drawn from {len(actions)}.")
    episodes: list[Episode] = []
    for _ in range(100 * count):
        if len(episodes) == count:
            return episodes
        person, place = people[draw.integers(len(people))]
        chosen = [actions[number] for number in draw.choice(len(actions), WAYS, replace=False)]

        def asked_from(indices: Sequence[int], person: str = person, place: str = place) -> list[int]:
            return [i for i in indices if (clips[i].person, clips[i].place) == (person, place)]

        def learned_from(indices: Sequence[int], person: str = person, place: str = place) -> list[int]:
            if examples == "of other people":
                return [i for i in indices if clips[i].person != person]
            return [i for i in indices if clips[i].person == person and clips[i].place != place]

        pools = [(learned_from(by_action[action]), asked_from(by_action[action])) for action in chosen]
        if any(len(known) < shots for known, _ in pools) or not any(asked for _, asked in pools):
            continue
        unknown = [i for name in actions if name not in chosen for i in asked_from(by_action[name])]
        unknown += asked_from(strangers)
        some = draw.permutation(unknown)[:WAYS]
        episodes.append(
            Episode(
                tuple(tuple(map(int, draw.choice(known, shots, replace=False))) for known, _ in pools),
                tuple(int(draw.choice(asked)) for _, asked in pools if asked),
                tuple(action for action, (_, asked) in enumerate(pools) if asked),
                tuple(int(one) for one in some),
            )
        )
    raise UserError(f"Too few clips: only {len(episodes)} episodes with {shots} examples of each action were found.")


def measure(method: Method, episodes: Sequence[Episode]) -> Outcome:
    """What a method makes of the episodes."""
    shares, sure, known = [], [], []
    for episode in episodes:
        scores, any_of_them = method.scores(episode.examples, (*episode.asked, *episode.strangers))
        asked = len(episode.asked)
        shares.append(float((scores[:asked].argmax(axis=1) == episode.actions).mean()))
        sure += any_of_them.tolist()
        known += [1] * asked + [0] * len(episode.strangers)
    interval = 1.96 * float(np.std(shares, ddof=1)) / len(shares) ** 0.5
    auroc = float(binary_auroc(torch.tensor(sure), torch.tensor(known))) if 0 in known else float("nan")
    return Outcome(float(np.mean(shares)), interval, auroc, len(episodes))
