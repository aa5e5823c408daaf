"""What is explained: one window of one person, its maps, and what its answer depends on. Numbers alone, no drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from recognizer.explain.maps import frame_times
from recognizer.explain.occlusion import Importance, importance
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model
from recognizer.network.trace import BlockTrace, attention_entropy, topology_share
from recognizer.recognizer import WindowAnswer, trace_of


@dataclass(frozen=True, eq=False)
class Explanation:
    """One window's answer and what lies behind it.

    ``source``: the name of the file; ``windows``: of how many windows this is the one; ``window``: with its traces, and
    the probabilities of the step that they are of. ``shares`` and ``entropies``: see ``topology_share`` and
    ``attention_entropy``, per block. ``block`` and ``fragment``: which are drawn, from 0; of a block without an
    adjacency no fragment. ``asked`` and ``chosen``: the user named the moment, the block.
    """

    source: str
    windows: int
    config: ModelConfig
    window: WindowAnswer
    importance: Importance
    shares: tuple[float, ...]
    entropies: tuple[float, ...]
    block: int
    fragment: int | None
    asked: bool = False
    chosen: bool = False

    @property
    def labels(self) -> list[str]:
        """The model's labels."""
        return self.config.labels

    @property
    def label(self) -> str:
        """The most probable label of this window alone: the one that is explained."""
        return self.labels[self.importance.label]

    @property
    def trace(self) -> BlockTrace:
        """Of the block that is drawn."""
        return self.window.trace[self.block]

    @property
    def stretches(self) -> list[tuple[float, float]]:
        """From when to when each hidden stretch was, in the source's seconds."""
        window = self.window
        step = (window.time - window.start) / len(window.keypoints)
        return [
            (window.start + span.first * step, window.start + span.end * step) for span in self.importance.stretches
        ]

    def times(self, count: int) -> np.ndarray:
        """When the ``count`` frames that a block sees were, in the source's seconds, ``(count,)``."""
        window = self.window
        return window.time + frame_times(window.time - window.start, len(window.keypoints), count)


class WindowChoice:
    """Takes the windows of a source one by one and keeps the one to explain: the most certain one, windows with a
    label before all others; or, with ``at``, the one that ends nearest to that second."""

    def __init__(self, at: float | None = None) -> None:
        self.asked = at is not None
        self._at = at
        self.window: WindowAnswer | None = None
        self.windows = 0

    def offer(self, window: WindowAnswer) -> None:
        """Take in the next window of the source."""
        self.windows += 1
        if self.window is None or self._rank(window) > self._rank(self.window):
            self.window = window

    def _rank(self, window: WindowAnswer) -> tuple[float, ...]:
        certainty = float(window.probabilities.max())
        if self._at is not None:
            return -abs(window.time - self._at), certainty
        return float(window.index == int(window.probabilities.argmax())), certainty


def explain_choice(model: Model, choice: WindowChoice, source: str, block: int | None = None) -> Explanation:
    """Look into the window chosen. ``block``, from 0, is the one to draw; without it, the one whose attention is least
    even, since there is most to be seen there (without attention, the one whose graph this movement changes most; where
    there is neither, the last one)."""
    assert choice.window is not None, "no window was offered"
    window = choice.window if choice.window.trace else traced(model, choice.window)
    shares, entropies = topology_share(window.trace), attention_entropy(window.trace)
    drawn = telling_block(shares, entropies) if block is None else block
    return Explanation(
        source=source,
        windows=choice.windows,
        config=model.config,
        window=window,
        importance=importance(model, window.keypoints, int(window.probabilities.argmax())),
        shares=tuple(shares),
        entropies=tuple(entropies),
        block=drawn,
        fragment=liveliest_fragment(window.trace[drawn]),
        asked=choice.asked,
        chosen=block is not None,
    )


def telling_block(shares: Sequence[float], entropies: Sequence[float]) -> int:
    """The block in which there is most to be seen, by these numbers of each; NaN: a block lacks what they are of."""
    if not np.isnan(entropies).all():
        return int(np.nanargmin(entropies))
    return len(shares) - 1 if np.isnan(shares).all() else int(np.nanargmax(shares))


def traced(model: Model, window: WindowAnswer) -> WindowAnswer:
    """The same window with its maps, and with the probabilities of the step that they are of."""
    probabilities, traces = model.probabilities(window.keypoints[None], trace=True)
    return replace(window, probabilities=probabilities[0].cpu().double().numpy(), trace=trace_of(traces, 0))


def liveliest_fragment(trace: BlockTrace) -> int | None:
    """The fragment whose graph this movement changes most: where alpha Q is largest beside A_s. ``None`` where the
    block has no adjacency."""
    if not trace.fragments:
        return None
    own = (trace.alpha.view(1, -1, 1, 1, 1) * trace.dynamic)[0].flatten(2).norm(dim=2).mean(dim=1)
    return int((own / trace.shared.flatten(1).norm(dim=1).clamp(min=1e-9)).argmax())
