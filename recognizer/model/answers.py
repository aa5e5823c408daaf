"""What comes out for a window, for a frame, and for whoever has a slot. No torch is imported here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recognizer.skeleton.clip import HELD_OUT_OF_SIGHT, NOBODY, Bodies

if TYPE_CHECKING:
    from torch import Tensor

    from recognizer.network.trace import BlockTrace

PERIOD = 0.2  # seconds of stream time between a person's windows: five a second


@dataclass(frozen=True, eq=False)
class WindowAnswer:
    """One window's answer.

    ``persons``: whom it judges. ``time``: its end in seconds; ``start``: where it begins. ``label``: the decision, or
    ``None`` for "no known action"; ``index``: its place in the model's list. ``seen``: seconds this person has been
    seen, up to the window's length; ``watching``: that is too short for a label yet. ``probabilities`` float64
    ``(labels,)`` of this window alone; ``average``, smoothed over time, what the decision is made from: while
    ``watching``, the same as ``probabilities``. ``keypoints`` float32
    ``(T, 25, 3)`` metres on the model's device, what the network judged. ``trace``: what every block computed (batch
    size 1), on the CPU, where the recognizer is watched, else empty. ``speed``: of the joints about the spine base, in
    metres a second, by which people at rest are known.
    """

    persons: tuple[int, ...]
    slot: int
    start: float
    time: float
    label: str | None
    seen: float
    probabilities: np.ndarray
    average: np.ndarray
    keypoints: "Tensor"
    trace: "list[BlockTrace]"
    index: int | None = None
    lag: float = 0.0  # seconds, the decision's
    watching: bool = False
    speed: float = 0.0

    @property
    def moment(self) -> float:
        """The instant, in seconds, that the label is about: a window's end is later than the middle of what it
        shows. Never before the person was seen."""
        return self.time - min(self.lag, self.seen)

    @property
    def confidence(self) -> float:
        """The smoothed probability of the label given, else of the most probable one."""
        return float(self.average.max() if self.index is None else self.average[self.index])

    def best(self, count: int = 5) -> list[int]:
        """The indices of the most probable labels, best first, by the smoothed probabilities."""
        return np.argsort(-self.average, kind="stable")[:count].tolist()


@dataclass(frozen=True)
class SlotHolder:
    """Who has a slot: the person's number, or -1, the newest window's answer, ``None`` before the first, and when the
    person was seen last, in seconds of the source."""

    number: int = NOBODY
    window: WindowAnswer | None = None
    seen: float = 0.0


@dataclass(frozen=True, eq=False)
class FrameAnswer:
    """What one frame yielded: the bodies seen in it, the windows that ended with it (often
    none), and who has each slot with it."""

    time: float
    bodies: Bodies
    windows: tuple[WindowAnswer, ...]
    holders: tuple[SlotHolder, ...]
    pose_seconds: float
    model_seconds: float


def who_holds(
    before: tuple[SlotHolder, ...], bodies: Bodies, windows: Sequence[WindowAnswer], time: float
) -> tuple[SlotHolder, ...]:
    """Who has each slot of ``bodies`` at ``time`` seconds: those who are seen, and for ``HELD_OUT_OF_SIGHT`` seconds
    those who were. A window counts for the person whom it judges, and for nobody who has taken the slot since."""
    judged = {window.slot: window for window in windows}
    after = []
    for slot, number in enumerate(bodies.identity.tolist()):
        old = before[slot] if slot < len(before) else SlotHolder()
        window = judged.get(slot)
        if number == NOBODY:
            counts = window is not None and old.number in window.persons
            known = SlotHolder(old.number, window, old.seen) if counts else old
            after.append(known if time - old.seen <= HELD_OUT_OF_SIGHT else SlotHolder())
        elif window is not None and number in window.persons:
            after.append(SlotHolder(number, window, time))
        else:
            after.append(SlotHolder(number, old.window if old.number == number else None, time))
    return tuple(after)
