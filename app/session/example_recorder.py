"""When examples are recorded, one after another, so that nobody needs their hands for it. No Qt here."""

import math
from dataclasses import dataclass

COUNTED, PAUSED = 3, 2  # seconds that are counted down before the first example, and before every other one
MISSES = 3  # examples in a row in which nobody is seen, after which it is no use to go on


@dataclass(frozen=True)
class RecordingPlan:
    """Examples of one action that are wanted: how many, each how many seconds long. ``replaces``: the name of the
    example in whose place the new one comes; empty where it is one more."""

    action: str
    count: int
    seconds: float
    replaces: str = ""


def seconds_left(counted: float, passed: float) -> int:
    """What a count-down of ``counted`` seconds says when so many have passed: 1 at least."""
    return max(math.ceil(counted - passed - 1e-6), 1)


class ExampleRecorder:
    """Counts down, records, and counts down again, until all examples of the ``plan`` are there.

    Time is that of the source, in seconds: while the camera gives no pictures, nothing goes on. ``done`` is how many
    examples there are, ``misses`` in how many recordings since the last one nobody was seen.
    """

    def __init__(self, plan: RecordingPlan, now: float) -> None:
        self.plan = plan
        self.recording = False  # and not counting
        self.done = self.misses = 0
        self._counted: int = COUNTED
        self._since = self._now = now

    def advance(self, now: float) -> tuple[float, float] | None:
        """It is ``now``. Returns from when to when the example was that has just been recorded; say then whether there
        is one, by ``keep`` or ``miss``."""
        self._now = now
        if now < self._since:
            self._since = now  # another source, or the same one opened anew
        if not self.recording and now - self._since >= self._counted:
            self.recording, self._since = True, now
        elif self.recording and now - self._since >= self.plan.seconds:
            began, self._since = self._since, now
            self.recording, self._counted = False, PAUSED
            return began, began + self.plan.seconds
        return None

    def keep(self) -> None:
        """What was recorded is an example."""
        self.done, self.misses = self.done + 1, 0

    def miss(self) -> None:
        """Nobody was seen in what was recorded."""
        self.misses += 1

    @property
    def over(self) -> bool:
        """Whether nothing is left to record, or no use."""
        return self.done >= self.plan.count or self.misses >= MISSES

    @property
    def left(self) -> int:
        """Seconds that are still to be counted down, 1 at least; 0 while recording."""
        return 0 if self.recording else seconds_left(self._counted, self._now - self._since)

    @property
    def share(self) -> float:
        """How much of the example is recorded, from 0 to 1."""
        return min((self._now - self._since) / self.plan.seconds, 1.0) if self.recording else 0.0
