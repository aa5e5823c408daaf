"""What a label's probability must reach to be given, and why none is given, in numbers and in words. No torch here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from recognizer.text import percent as spaced

NONE_MORE_PROBABLE = "{nothing}: it looks most like none of the known actions"
BELOW = "{label} {share}, below the threshold of {least}"


@dataclass(frozen=True)
class Thresholds:
    """``enter`` ``(labels,)``: at which probability each label is taken up. ``idle``: the probability of "no known
    action" up to which one is taken up at all; where it is given, ``enter`` are shares of what that leaves. ``usual``:
    at which most labels are taken up, all but those with a threshold of their own; 0 where that is not known."""

    enter: tuple[float, ...]
    idle: float | None = None
    usual: float = 0.0

    def entered_at(self, usual: float) -> "Thresholds":
        """The same with another usual threshold; a label's own changes in proportion."""
        own = (usual if enter == self.usual else min(enter * usual / (self.usual or 1.0), 1.0) for enter in self.enter)
        return Thresholds(tuple(own), self.idle, usual)

    def needed(self, average: np.ndarray) -> np.ndarray:
        """The probability that each label needs, ``(labels,)``, beside the present ones ``average`` ``(labels,)``."""
        enter = np.array(self.enter)
        return enter if self.idle is None else enter * float(average.sum())

    def why_none(
        self, average: np.ndarray, labels: Sequence[str], said: Callable[[str], str] = lambda words: words
    ) -> str:
        """Why no label is given, as ``walk 41 %, below the threshold of 60 %``; empty where these numbers alone do not
        say it: a label is held back for a moment, or nobody moves. ``said`` gives the words in another language."""
        nothing = 1 - float(average.sum())
        best = int(average.argmax())
        if self.idle is not None and nothing > self.idle and nothing > average[best]:
            return said(NONE_MORE_PROBABLE).format(nothing=percent(nothing))
        needed = float(self.needed(average)[best])
        if average[best] >= needed:
            return ""
        share, least = percent(float(average[best])), percent(needed)
        if share == least:  # never "60 %, below 60 %"
            share, least = percent(float(average[best]), 1), percent(needed, 1)
        return said(BELOW).format(label=labels[best], share=share, least=least)


def percent(share: float, digits: int = 0) -> str:
    """A percentage that no line ends within."""
    return spaced(share, digits).replace(" ", "\N{NO-BREAK SPACE}")
