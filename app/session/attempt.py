"""One attempt at an action, from stepping back to being recognized, and how the network takes it. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.session.example_recorder import COUNTED, seconds_left
from recognizer.text import NOTHING

if TYPE_CHECKING:
    from recognizer.model.answers import WindowAnswer
    from recognizer.model.thresholds import Thresholds

PATIENCE = 6.0  # seconds in which somebody can step back; who cannot acts with what is seen of them
GONE = 3.0  # seconds out of sight after which somebody has left


class Phase(Enum):
    """How far an attempt is."""

    STEPPING_BACK = "stepping back"
    COUNTING = "counting"
    ACTING = "acting"
    RECOGNIZED = "recognized"
    LEFT = "left"


@dataclass(frozen=True)
class Guess:
    """A label, or "no known action", how probable it is, and what it needs to be named; ``None`` where that is not
    known, or nothing is named by it."""

    label: str
    share: float
    needed: float | None = None


@dataclass(frozen=True)
class Taken:
    """How the network takes what is done: the action that is ``wanted``, the most probable ``other``, and the label
    that is ``named``, if one is."""

    wanted: Guess
    other: Guess
    named: str | None

    @property
    def recognized(self) -> bool:
        """Whether it is named as what it is meant to be."""
        return self.named == self.wanted.label


def how_taken(
    window: "WindowAnswer", labels: Sequence[str], wanted: str, thresholds: "Thresholds | None" = None
) -> Taken:
    """How a window of a model with these labels takes the action ``wanted``, which is one of them."""
    shares, place = window.average, labels.index(wanted)
    needed = None if thresholds is None else thresholds.needed(shares)

    def guess(index: int) -> Guess:
        return Guess(labels[index], float(shares[index]), None if needed is None else float(needed[index]))

    others = [guess(index) for index in range(len(labels)) if index != place]
    others.append(Guess(NOTHING, max(0.0, 1.0 - float(shares.sum()))))
    return Taken(guess(place), max(others, key=lambda one: one.share), window.label)


class Attempt:
    """Waits until somebody is seen from head to feet, counts down, and then takes the time until the action is named.

    Time is that of the source, in seconds: while the camera gives no pictures, nothing goes on. In what is no camera,
    where nobody can be told to step back, it is ``recorded``: the time is taken at once, and nobody leaves.
    """

    def __init__(self, now: float, recorded: bool = False) -> None:
        self.phase = Phase.ACTING if recorded else Phase.STEPPING_BACK
        self._recorded = recorded
        self._since = self._now = self._seen_at = now
        self._seen_from: float | None = None

    @property
    def passed(self) -> float:
        """Seconds in this phase; once recognized, those that it took."""
        return self._now - self._since

    @property
    def left(self) -> int:
        """Seconds that are still to be counted down, 1 at least."""
        return seconds_left(COUNTED, self.passed)

    @property
    def over(self) -> bool:
        """Whether nothing will come any more."""
        return self.phase in (Phase.RECOGNIZED, Phase.LEFT)

    def advance(self, now: float, seen: bool, whole: bool = False, recognized: bool = False) -> None:
        """It is ``now``: whether whoever acts is ``seen``, ``whole`` from head to feet, and ``recognized``."""
        if self.over:
            return
        if now < self._now:
            self._since = self._seen_at = now  # a file that is played again, or a jump
            self._seen_from = None
        self._now = now
        if seen:
            self._seen_at = now
        if self.phase is Phase.STEPPING_BACK:
            self._wait_for(seen, whole)
        elif not self._recorded and now - self._seen_at >= GONE:
            self.phase = Phase.LEFT
        elif self.phase is Phase.COUNTING and self.passed >= COUNTED:
            self._begin(Phase.ACTING)
        elif self.phase is Phase.ACTING and recognized:
            self.phase = Phase.RECOGNIZED

    def _wait_for(self, seen: bool, whole: bool) -> None:
        if not seen:
            self._seen_from = None
            return
        if self._seen_from is None:
            self._seen_from = self._now
        if whole or self._now - self._seen_from >= PATIENCE:
            self._begin(Phase.COUNTING)

    def _begin(self, phase: Phase) -> None:
        self.phase, self._since = phase, self._now
