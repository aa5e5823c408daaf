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
TRIES = 100  # for each episode: people and actions are drawn until enough of them have clips
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


class _TestBed:
    """Clips by who does what in them, and from where."""

    def __init__(self, clips: Sequence[LabelledClip], examples: Examples) -> None:
        self._clips, self._examples = clips, examples
        self._by_action: dict[str, list[int]] = {}
        for number, each in enumerate(clips):
            self._by_action.setdefault(each.action, []).append(number)
        self.actions = sorted(name for name in self._by_action if name)
        self.sessions = sorted({(each.person, each.place) for each in clips if each.action})

    def of(self, session: tuple[str, str], action: str) -> list[int]:
        """The clips of a person at a place that show an action, or none of any where it is empty."""
        return [i for i in self._by_action.get(action, []) if self._session(i) == session]

    def others(self, session: tuple[str, str], action: str) -> list[int]:
        """The clips of an action that may be examples for a person at a place."""
        person, place = session
        if self._examples == "of other people":
            return [i for i in self._by_action[action] if self._clips[i].person != person]
        return [i for i in self._by_action[action] if self._clips[i].person == person and self._clips[i].place != place]

    def _session(self, number: int) -> tuple[str, str]:
        return self._clips[number].person, self._clips[number].place


def draw_episodes(
    clips: Sequence[LabelledClip], examples: Examples, shots: int, count: int = EPISODES, seed: int = 0
) -> list[Episode]:
    """Episodes of ``WAYS`` actions, ``shots`` examples of each. Raises ``UserError`` where the clips do not suffice."""
    draw, bed = np.random.default_rng(seed), _TestBed(clips, examples)
    if len(bed.actions) < WAYS:
        raise UserError(f"Episodes of {WAYS} actions cannot be drawn from {len(bed.actions)}.")
    episodes: list[Episode] = []
    for _ in range(TRIES * count):
        if (episode := _drawn(bed, shots, draw)) is not None:
            episodes.append(episode)
        if len(episodes) == count:
            return episodes
    raise UserError(f"Too few clips: only {len(episodes)} episodes with {shots} examples of each action were found.")


def _drawn(bed: _TestBed, shots: int, draw: np.random.Generator) -> Episode | None:
    """One episode, ``None`` where the person and the actions that were drawn have too few clips."""
    session = bed.sessions[draw.integers(len(bed.sessions))]
    chosen = [bed.actions[number] for number in draw.choice(len(bed.actions), WAYS, replace=False)]
    known = [bed.others(session, action) for action in chosen]
    asked = [bed.of(session, action) for action in chosen]
    if any(len(each) < shots for each in known) or not any(asked):
        return None
    unknown = [i for action in [*bed.actions, ""] if action not in chosen for i in bed.of(session, action)]
    strangers = draw.permutation(unknown)[:WAYS]
    return Episode(
        tuple(tuple(map(int, draw.choice(each, shots, replace=False))) for each in known),
        tuple(int(draw.choice(each)) for each in asked if each),
        tuple(action for action, each in enumerate(asked) if each),
        tuple(int(one) for one in strangers),
    )


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
