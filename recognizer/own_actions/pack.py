"""A pack: own actions, the examples that show them, and what was learned from those.

A pack is never changed: each change makes a new one, so that the one before can be taken up again.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from recognizer.errors import UserError
from recognizer.model.own_head import HeadWeights
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.text import NOTHING, path_text

Lesson = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class OwnAction:
    """``threshold``: at which the action is taken up, as in ``Decision.thresholds``; ``None`` where that is left to the
    model's rules of decision."""

    name: str
    threshold: float | None = None


@dataclass(frozen=True, eq=False)
class ActionExample:
    """One time that an action is done. ``name``: unique among the action's examples; ``clip``: one body; ``origin``:
    where it was taken from, for people to read. Raises ``UserError`` where the clip has two bodies or nobody."""

    action: str
    name: str
    clip: Clip
    origin: str = ""

    def __post_init__(self) -> None:
        if len(self.clip.identity) != 1:
            raise UserError("An example shows one person, and this clip has two.")
        if (self.clip.identity == NOBODY).all():
            raise UserError("Nobody is seen in the example.")

    @cached_property
    def digest(self) -> str:
        """A hash of what the clip shows, whatever file it is kept in."""
        clip, found = self.clip, hashlib.sha256()
        for values in (clip.keypoints, clip.confidence, clip.time, clip.identity):
            found.update(f"{values.shape} {values.dtype.newbyteorder('<').str}".encode())
            found.update(values.astype(values.dtype.newbyteorder("<")).tobytes())
        return found.hexdigest()


@dataclass(frozen=True, eq=False)
class Learned:
    """What tells the actions that have examples apart, in their order. ``model``: the name of the one whose features it
    goes by; ``fingerprint``: see ``recognizer.own_actions.teaching.learned_for``."""

    weights: HeadWeights
    model: str
    fingerprint: str


@dataclass(frozen=True, eq=False)
class Pack:
    """Own actions, in the order in which they came. ``alone``: they are all that is recognized, the model's own labels
    are not; ``learned``: ``None`` where nothing was learned yet, or something changed since. Raises ``ValueError``
    where the parts do not fit each other."""

    actions: tuple[OwnAction, ...] = ()
    examples: tuple[ActionExample, ...] = ()
    alone: bool = False
    learned: Learned | None = None

    def __post_init__(self) -> None:
        if len(set(self.names)) != len(self.names):
            raise ValueError("an action is named twice")
        if strangers := {example.action for example in self.examples} - set(self.names):
            raise ValueError(f"there is an example of {min(strangers)!r}, which is no action of the pack")
        if len({(example.action, example.name) for example in self.examples}) != len(self.examples):
            raise ValueError("two examples of an action have the same name")
        if self.learned is not None and self.learned.weights.actions != len(self.shown):
            raise ValueError("what was learned tells another number of actions apart")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all actions."""
        return tuple(action.name for action in self.actions)

    @property
    def shown(self) -> tuple[OwnAction, ...]:
        """The actions that have an example, and so can be learned."""
        with_examples = {example.action for example in self.examples}
        return tuple(action for action in self.actions if action.name in with_examples)

    @property
    def lesson(self) -> Lesson:
        """All that learning goes by: of each action that has examples, their digests. Names do not count."""
        return tuple(tuple(example.digest for example in self.of(action.name)) for action in self.shown)

    def of(self, action: str) -> tuple[ActionExample, ...]:
        """The examples of an action, in the order in which they came."""
        return tuple(example for example in self.examples if example.action == action)

    def with_example(self, action: str, clip: Clip, origin: str = "") -> "Pack":
        """With one example more; the action is added where it is new. Raises ``UserError`` where the action cannot be
        named so, or the clip has not exactly one body."""
        pack = self.with_action(action)
        action = tidy_name(action)
        example = ActionExample(action, _free_name(pack.of(action)), clip, path_text(origin))
        return pack._changed(examples=(*pack.examples, example))

    def without_example(self, action: str, name: str) -> "Pack":
        """Without one example. Its action stays."""
        left = tuple(each for each in self.examples if (each.action, each.name) != (action, name))
        if len(left) == len(self.examples):
            raise ValueError(f"{action!r} has no example {name!r}")
        return self._changed(examples=left)

    def with_action(self, name: str) -> "Pack":
        """With an action, where it is not there yet. Raises ``UserError`` where an action cannot be named so."""
        name = tidy_name(name)
        return self if name in self.names else self._changed(actions=(*self.actions, OwnAction(name)))

    def without_action(self, name: str) -> "Pack":
        """Without an action and its examples."""
        self._check_has(name)
        return self._changed(
            actions=tuple(each for each in self.actions if each.name != name),
            examples=tuple(each for each in self.examples if each.action != name),
        )

    def renamed(self, old: str, new: str) -> "Pack":
        """With another name for an action. Raises ``UserError`` where an action cannot be named so."""
        self._check_has(old)
        new = tidy_name(new)
        if new == old:
            return self
        if new in self.names:
            raise UserError(f"There is an action {new} in the pack already.")
        return self._changed(
            actions=tuple(replace(each, name=new) if each.name == old else each for each in self.actions),
            examples=tuple(replace(each, action=new) if each.action == old else each for each in self.examples),
        )

    def set_alone(self, alone: bool) -> "Pack":
        """With its actions alone, or beside the model's labels."""
        return replace(self, alone=alone)

    def merged(self, other: "Pack") -> "Pack":
        """With all actions and examples of another pack. An action of the same name is the same action, as it is here,
        and an example that is here already does not come twice."""
        new = tuple(action for action in other.actions if action.name not in self.names)
        pack = self._changed(actions=self.actions + new)
        for example in other.examples:
            there = pack.of(example.action)
            if example.digest not in {each.digest for each in there}:
                taken = {each.name for each in there}
                name = _free_name(there) if example.name in taken else example.name
                pack = pack._changed(examples=(*pack.examples, replace(example, name=name)))
        return replace(pack, learned=other.learned) if pack.lesson == other.lesson and not self.examples else pack

    def _check_has(self, action: str) -> None:
        if action not in self.names:
            raise ValueError(f"the pack has no action {action!r}")

    def _changed(
        self,
        actions: tuple[OwnAction, ...] | None = None,
        examples: tuple[ActionExample, ...] | None = None,
    ) -> "Pack":
        """With other actions or examples. What was learned stays where learning would go by the same."""
        actions = self.actions if actions is None else actions
        examples = self.examples if examples is None else examples
        pack = Pack(actions, examples, self.alone)
        return replace(pack, learned=self.learned) if pack.lesson == self.lesson else pack


def tidy_name(name: str) -> str:
    """An action's name as text in one line. Raises ``UserError`` where there is nothing of it, or where it would say
    that no action is known."""
    text = "".join(" " if unicodedata.category(each) == "Cc" else each for each in path_text(name))
    text = " ".join(text.split())
    if not text:
        raise UserError("An action needs a name.")
    if text.casefold() == NOTHING:
        raise UserError(f"An action cannot be named {text}: that is what is said where there is none.")
    return text


def _free_name(examples: Sequence[ActionExample]) -> str:
    """The number after the highest one among the examples' names."""
    numbers = [int(each.name) for each in examples if each.name.isascii() and each.name.isdigit()]
    return str(max(numbers, default=0) + 1)
