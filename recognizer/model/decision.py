"""From windows to answers: smoothing over time, two thresholds, a shortest stay."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from torch import Tensor

from recognizer.model.answers import WindowAnswer
from recognizer.model.model_config import Decision
from recognizer.skeleton.joints import JOINTS, SPINE_BASE
from recognizer.skeleton.shapes import check_shape


class Decider:
    """Decides the label for one slot (the place of one person) from successive windows' probabilities.

    Probabilities are averaged with a time constant of ``smoothing`` seconds. A label is taken up when its average
    reaches ``enter`` (or its own of the ``thresholds``), kept at least ``stay`` seconds, and given up when its average
    falls under ``leave`` or another one reaches ``enter`` and exceeds it. With ``idle``, thresholds are held against
    the label's share of what "no known action" leaves; that must hold ``idle`` at most where a label is taken up, and
    ends one that stands halfway from there to certainty. While a person is still (mean joint speed under ``energy``)
    or has been seen for less than ``seen`` seconds, there is no label; these names are those of ``Decision``.

    ``average``: float64 ``(labels,)``, ``None`` before the first window. It begins with the first window
    of a person who has been seen for ``seen`` seconds: earlier ones mostly show a pose that is held, so each of them
    stands for itself.
    """

    def __init__(self, rules: Decision, labels: list[str]) -> None:
        self._labels = labels
        self.use(rules)
        self.restart()

    def use(self, rules: Decision) -> None:
        """Decide by these rules from the next window on; the average and the label that stands are kept."""
        self._rules = rules
        self._enter = np.array([rules.thresholds.get(label, rules.enter) for label in self._labels])
        self._leave = rules.leave * (self._enter / rules.enter if rules.enter else np.ones(len(self._labels)))

    def restart(self) -> None:
        """Forget everything: the slot has a new person, or the same one after a gap."""
        self.average: np.ndarray | None = None
        self._averaging = False
        self._current: int | None = None
        self._since = self._time = 0.0

    def decide(self, probabilities: np.ndarray, time: float, seen: float, speed: float) -> str | None:
        """The label now, or ``None`` for "no known action".

        ``probabilities`` ``(labels,)`` of the window that ends at ``time``, in seconds, which increases from call to
        call; ``seen``: for how many seconds the person has been seen; ``speed`` in metres a second. Raises
        ``ValueError`` where there are not as many probabilities as labels.
        """
        check_shape("probabilities", probabilities, (len(self._labels),))
        average = self.average = self._smoothed(probabilities, time, seen)
        rules, current = self._rules, self._current
        sure, idle = self._weighed(average)
        best = self._best(sure) if rules.idle is None or idle <= rules.idle else None
        if current is not None and time - self._since >= rules.stay:
            overtaken = best is not None and best != current and average[best] >= average[current]
            ended = rules.idle is not None and idle > (1 + rules.idle) / 2
            if sure[current] < self._leave[current] or overtaken or ended or speed < rules.energy:
                current = None
        if current is None and best is not None and seen >= rules.seen and speed >= rules.energy:
            current = best
        if current != self._current:
            self._current, self._since = current, time
        return None if current is None else self._labels[current]

    def _weighed(self, average: np.ndarray) -> tuple[np.ndarray, float]:
        """What thresholds are held against, ``(labels,)``, and the probability of "no known action"."""
        known = float(average.sum())
        if self._rules.idle is None or known <= 0:
            return average, 1 - known
        return average / known, 1 - known

    def _best(self, sure: np.ndarray) -> int | None:
        """The most probable of the labels that may be taken up."""
        reached = np.flatnonzero(sure >= self._enter)
        return int(reached[sure[reached].argmax()]) if len(reached) else None

    def _smoothed(self, probabilities: np.ndarray, time: float, seen: float) -> np.ndarray:
        passed, self._time = time - self._time, time
        if self.average is None or not self._averaging:
            self._averaging = seen >= self._rules.seen
            return np.asarray(probabilities, dtype=np.float64)
        keep = np.exp(-passed / self._rules.smoothing)
        return keep * self.average + (1 - keep) * probabilities


def decided_again(windows: Iterable[WindowAnswer], rules: Decision, labels: list[str]) -> Iterator[WindowAnswer]:
    """The windows of a source, in their order, as they are decided by other rules: the network is not asked again."""
    deciders: dict[int, Decider] = {}  # by slot
    before: dict[int, WindowAnswer] = {}
    for window in windows:
        decider = deciders.setdefault(window.slot, Decider(rules, labels))
        last = before.get(window.slot)
        if last is not None and _begins_anew(window, last):
            decider.restart()
        before[window.slot] = window
        label = decider.decide(window.probabilities, window.time, window.seen, window.speed)
        assert decider.average is not None, "a decision was made"
        yield replace(
            window,
            label=label,
            index=None if label is None else labels.index(label),
            average=decider.average,
            lag=rules.lag,
            watching=window.seen < rules.seen,
        )


def _begins_anew(window: WindowAnswer, last: WindowAnswer) -> bool:
    """Whether the person has been out of sight since the slot's last window, or somebody else has taken the slot: who
    is watched without a break has been seen for as much longer as time has passed, up to a window's length."""
    unbroken = min(last.seen + window.time - last.time, window.time - window.start)
    return window.persons != last.persons or window.seen < unbroken - 1e-3


def joint_speed(windows: Tensor, seconds: float) -> Tensor:
    """Mean speed of the joints about the spine base in metres a second, ``(N,)``, over the last third of windows
    ``(N, T, 25, 3)`` in metres that span ``seconds``. Raises ``ValueError`` for another shape."""
    check_shape("windows", windows, (None, None, JOINTS, 3))
    frames = windows.shape[1]
    recent = windows[:, -max(frames // 3, 2) :]
    placed = recent - recent[:, :, SPINE_BASE : SPINE_BASE + 1]
    return placed.diff(dim=1).norm(dim=-1).mean(dim=(1, 2)) * (frames / seconds)
