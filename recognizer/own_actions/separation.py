"""How well the actions of a pack can be told apart: each example is judged by what the others teach."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import mean

from torch import Tensor

from recognizer.model.model_folder import Model
from recognizer.model.own_head import OwnHead
from recognizer.own_actions.learning import learn
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.teaching import check_teachable, others_of, pack_features
from recognizer.text import NOTHING, percent

ENOUGH = 3  # examples under which an action needs more, however well it does
FOR_TRAINING = 20  # examples of every action from which on training the network itself is worth trying
FAR_BEHIND = 0.25  # of accuracy, behind the mean of the other actions

FEW = "it has {count} of the {enough} that it takes at least"
SELDOM = "{share} of them are recognized, {usual} of the other actions' examples"
TO_TRAIN = (
    f"Every action has {FOR_TRAINING} examples or more: enough to train the network itself on them, by "
    "start.py train fit --config train/configs/fine_tune_joint.yaml."
)

_LOOKING_SHARE = 0.5  # of the progress


@dataclass(frozen=True)
class ActionSeparation:
    """Of one action: how many ``examples`` it has, how many were ``tested``, judged by what all others teach, how many
    of those were given its name, and what the rest was ``taken_for``: how often each."""

    action: str
    examples: int
    tested: int
    right: int
    taken_for: dict[str, int] = field(default_factory=dict)

    @property
    def accuracy(self) -> float | None:
        """From 0 to 1; ``None`` where nothing was tested, since the only example cannot be left out."""
        return self.right / self.tested if self.tested else None


@dataclass(frozen=True)
class Confusion:
    """Two actions that are taken for each other, in either direction, and how many examples are."""

    actions: tuple[str, str]
    examples: int


@dataclass(frozen=True)
class Need:
    """An action that needs more examples, and the reason, to be filled with ``facts``."""

    action: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """The reason in words."""
        return self.reason.format(**self.facts)


@dataclass(frozen=True)
class Separation:
    """``model``: by whose features; ``actions``: those that have examples; ``confused``: the two that are taken for
    each other most often, ``None`` where none are; ``needs``: which actions need more examples."""

    model: str
    actions: tuple[ActionSeparation, ...]
    confused: Confusion | None
    needs: tuple[Need, ...]

    @property
    def next_step(self) -> str:
        """A sentence on training the network itself, where there are enough examples; else empty."""
        if len(self.actions) < 2 or any(each.examples < FOR_TRAINING for each in self.actions):
            return ""
        return TO_TRAIN

    @property
    def accuracy(self) -> float | None:
        """The mean over the actions that were tested, from 0 to 1; ``None`` where none was."""
        found = [each.accuracy for each in self.actions if each.accuracy is not None]
        return mean(found) if found else None

    def as_json(self) -> str:
        """For programs."""
        told = {
            "model": self.model,
            "accuracy": self.accuracy,
            "actions": [
                {
                    "action": each.action,
                    "examples": each.examples,
                    "tested": each.tested,
                    "right": each.right,
                    "accuracy": each.accuracy,
                    "taken_for": each.taken_for,
                }
                for each in self.actions
            ],
            "confused": None
            if self.confused is None
            else {"actions": list(self.confused.actions), "examples": self.confused.examples},
            "needs": [{"action": each.action, "why": each.why} for each in self.needs],
        }
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"

    def as_markdown(self) -> str:
        """For people: a table and what follows from it."""
        lines = ["# How well the actions are told apart", "", *self._lines_above(), ""]
        lines += ["| action | examples | recognized | taken for |", "|---|---|---|---|"]
        lines += [_row(each) for each in self.actions]
        lines += ["", self._confused_line(), ""]
        lines += [f"- **{_cell(each.action)}** needs more examples: {each.why}." for each in self.needs]
        if not self.needs:
            lines.append("No action stands out as needing more examples.")
        if self.next_step:
            lines += ["", self.next_step]
        return "\n".join(lines) + "\n"

    def _lines_above(self) -> list[str]:
        how = (
            f"Each example was judged by what all the others teach, with the features of the model {self.model}. "
            f"“{NOTHING.capitalize()}” is an answer as well."
        )
        if self.accuracy is None:
            return [how, "", "Nothing could be tested yet: that takes two examples of an action."]
        return [how, "", f"On average over the actions, {percent(self.accuracy)} were recognized."]

    def _confused_line(self) -> str:
        if self.confused is None:
            return "No two actions were taken for each other."
        one, other = map(_cell, self.confused.actions)
        many = self.confused.examples
        return (
            f"Confused most often: **{one}** and **{other}**, {many} {'example was' if many == 1 else 'examples were'} "
            "taken for the other action."
        )


def separation(pack: Pack, model: Model, progress: Callable[[float], None] | None = None) -> Separation:
    """Leave each example out in turn, learn from the rest, and see what it is taken for. ``progress`` is told which
    share is done, from 0 to 1. Raises ``UserError`` as ``learn_pack``."""
    check_teachable(pack, model)

    def tell(share: float) -> None:
        if progress is not None:
            progress(share)

    features = pack_features(pack, model, lambda share: tell(_LOOKING_SHARE * share))
    names, found = list(features), []
    left_out = [(name, place) for name, examples in features.items() for place in range(_tested(examples))]
    for number, (name, place) in enumerate(left_out):
        tell(_LOOKING_SHARE + (1 - _LOOKING_SHARE) * number / len(left_out))
        found.append((name, _answer_without(features, name, place, others_of(model))))
    tell(1.0)
    actions = tuple(
        _of_action(name, len(features[name]), [taken for of, taken in found if of == name]) for name in names
    )
    return Separation(model.config.name, actions, _confused(actions), tuple(_needs(actions)))


def _tested(examples: Sequence[Tensor]) -> int:
    """How many examples can be left out: of one alone, nothing would be left to learn from."""
    return len(examples) if len(examples) > 1 else 0


def _answer_without(features: dict[str, Sequence[Tensor]], name: str, place: int, others: Tensor) -> str:
    """What an example is taken for by what the rest teaches, over all of its windows: the most probable action, where
    it is more probable that it is one at all."""
    rest = {
        each: [example for number, example in enumerate(examples) if (each, number) != (name, place)]
        for each, examples in features.items()
    }
    own = OwnHead(learn(rest, others), alone=True).own(features[name][place]).mean(dim=0)
    return list(features)[int(own.argmax())] if own.sum() >= 0.5 else NOTHING


def _of_action(name: str, examples: int, answers: Sequence[str]) -> ActionSeparation:
    wrong = Counter(answer for answer in answers if answer != name)
    return ActionSeparation(name, examples, len(answers), answers.count(name), dict(wrong.most_common()))


def _confused(actions: Sequence[ActionSeparation]) -> Confusion | None:
    pairs = [
        Confusion((one.action, other.action), one.taken_for.get(other.action, 0) + other.taken_for.get(one.action, 0))
        for one, other in combinations(actions, 2)
    ]
    worst = max(pairs, key=lambda pair: pair.examples, default=None)
    return worst if worst is not None and worst.examples else None


def _needs(actions: Sequence[ActionSeparation]) -> list[Need]:
    needs = [
        Need(each.action, FEW, {"count": each.examples, "enough": ENOUGH}) for each in actions if each.examples < ENOUGH
    ]
    tested = [(each.accuracy, each) for each in actions if each.accuracy is not None]
    if len(tested) > 1:
        accuracy, worst = min(tested, key=lambda pair: pair[0])
        usual = mean(other for other, each in tested if each is not worst)
        if accuracy <= usual - FAR_BEHIND and worst.examples >= ENOUGH:
            needs.append(Need(worst.action, SELDOM, {"share": percent(accuracy), "usual": percent(usual)}))
    return needs


def _row(action: ActionSeparation) -> str:
    taken = ", ".join(f"{_cell(label)} ({count})" for label, count in action.taken_for.items())
    right = "not tested" if action.accuracy is None else f"{action.right} of {action.tested}"
    return f"| {_cell(action.action)} | {action.examples} | {right} | {taken} |"


def _cell(text: str) -> str:
    """Text as Markdown shows it, and which ends no cell of a table."""
    return "".join(f"\\{sign}" if sign in "\\|*_`[]<#" else sign for sign in text)
