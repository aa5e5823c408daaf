"""The recognizer: frames in, answers out. The app, the command line, tests and benchmarks all use this one class."""

import math
import time as clock
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import torch

from recognizer.model.decision import PERIOD, Decider, joint_speed
from recognizer.model.model_folder import Model
from recognizer.model.rolling_window import RollingWindow
from recognizer.network.trace import BlockTrace
from recognizer.pose.front_end import FrontEnd
from recognizer.pose.observations import observe
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import BODIES
from recognizer.sources.source import Source


@dataclass(frozen=True, eq=False)
class WindowAnswer:
    """One window's answer.

    ``persons``: whom it judges. ``time``: its end in seconds; ``start``: where it begins. ``label``: the decision, or
    ``None`` for "no known action"; ``index``: its place in the model's list. ``seen``: seconds this person has been
    seen, up to the window's length; while it is short, there is no label. ``probabilities`` float64 ``(labels,)`` of
    this window alone; ``average``, smoothed over time, what the decision is made from. ``keypoints`` float32
    ``(T, 25, 3)`` metres on the model's device, what the network judged. ``trace``: what every block computed (batch
    size 1), on the CPU, where the recognizer is watched, else empty.
    """

    persons: tuple[int, ...]
    slot: int
    start: float
    time: float
    label: str | None
    seen: float
    probabilities: np.ndarray
    average: np.ndarray
    keypoints: torch.Tensor
    trace: list[BlockTrace]
    index: int | None = None
    lag: float = 0.0  # seconds, the decision's

    @property
    def moment(self) -> float:
        """The instant, in seconds, that the label is about: a window's end is later than the middle of what it
        shows. Never before the person was seen."""
        return self.time - min(self.lag, self.seen)

    @property
    def confidence(self) -> float:
        """The smoothed probability of the label given, else of the most probable one."""
        return float(self.average.max() if self.label is None else self.average[self.index])

    def best(self, count: int = 5) -> list[int]:
        """The indices of the most probable labels, best first, by the smoothed probabilities."""
        return np.argsort(-self.average, kind="stable")[:count].tolist()


@dataclass(frozen=True, eq=False)
class FrameAnswer:
    """What one frame yielded: the bodies seen in it and the windows that ended with it (often none)."""

    time: float
    bodies: Bodies
    windows: tuple[WindowAnswer, ...]
    pose_seconds: float
    model_seconds: float


class Recognizer:
    """Ties front end, windows, network and decision together. Not thread-safe: create, use and close it in one thread.

    ``watched`` may be set at any time: then windows carry the traces of all blocks, from the same step as the label.
    """

    def __init__(self, model: Model, front_end: FrontEnd | None = None, watched: bool = False) -> None:
        self.model, self.watched = model, watched
        self._front_end = front_end
        self._start_anew()

    def reset(self) -> None:
        """Start anew: another source, or a jump within one."""
        if self._front_end is not None:
            self._front_end.reset()
        self._start_anew()

    def _start_anew(self) -> None:
        config = self.model.config
        seconds, frames = config.time_base.seconds, config.architecture.frames
        self._windows = [RollingWindow(seconds, frames, self.model.device) for _ in range(BODIES)]
        self._deciders = [Decider(config.decision, config.labels) for _ in range(BODIES)]
        self._due = [0.0] * BODIES
        self._judged = [-math.inf] * BODIES  # when each slot's last window ended

    def push(self, frame: np.ndarray | Bodies, time: float) -> FrameAnswer:
        """Take the next frame, a picture ``(H, W, 3)`` uint8 RGB or the bodies of a clip, at ``time`` seconds (strictly
        increasing)."""
        pose_seconds = 0.0
        if isinstance(frame, Bodies):
            bodies = frame
        elif self._front_end is None:
            raise ValueError("a recognizer without a front end takes bodies, not pictures")
        else:
            started = clock.perf_counter()
            bodies = self._front_end.observe(frame, time)
            pose_seconds = clock.perf_counter() - started
        started = clock.perf_counter()
        windows = self._judge(self._follow(bodies, time), time)
        return FrameAnswer(time, bodies, windows, pose_seconds, clock.perf_counter() - started if windows else 0.0)

    def windows(self, source: Source, persons: int = BODIES, mirrored: bool = False) -> Iterator[WindowAnswer]:
        """All windows' answers of a source, from where it stands to its end (of a camera: for as long as they are asked
        for), people counted anew.

        ``persons``: 1 or 2 are followed; ``mirrored``: the source shows people as in a mirror. Neither counts for a
        clip, whose bodies are known. Raises ``UserError`` where the source fails or there is no pose model.
        """
        self.reset()
        with closing(observe(source, persons, mirrored, None)) as observations:
            for observation in observations:
                yield from self.push(observation.bodies, observation.time).windows

    def close(self) -> None:
        """Let go of the pose model, where there is one. May be called twice."""
        if self._front_end is not None:
            self._front_end.close()

    def __enter__(self) -> "Recognizer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _follow(self, bodies: Bodies, time: float) -> list[int]:
        """Put the bodies into their windows; return the slots whose window is due."""
        due = []
        for slot, person in enumerate(bodies.identity):
            if person == NOBODY:
                continue
            window = self._windows[slot]
            if window.add(bodies.keypoints[slot], int(person), time):
                self._deciders[slot].restart()
                self._due[slot], self._judged[slot] = time + PERIOD, -math.inf
            if self._is_due(slot, time):
                due.append(slot)
        return due

    def _is_due(self, slot: int, time: float) -> bool:
        """Whether a window ends with the frame at ``time``. They end on a grid, so that a late frame does not slow
        the rhythm, but never close together after the person was out of sight for a moment."""
        if time < self._due[slot] - 1e-6 or time - self._judged[slot] < PERIOD / 2 - 1e-6:
            return False
        following = self._due[slot] + PERIOD
        self._due[slot] = following if following > time else time + PERIOD  # a turn was missed: a new grid
        self._judged[slot] = time
        return True

    def _judge(self, slots: list[int], time: float) -> tuple[WindowAnswer, ...]:
        if not slots:
            return ()
        # From here to the answers, everything stays on the model's device.
        sampled = torch.stack([self._windows[slot].sample() for slot in slots])
        probabilities, traces = self.model.probabilities(sampled, trace=self.watched)
        speed = joint_speed(sampled, self._windows[0].seconds)
        answers = torch.cat([probabilities, speed[:, None]], dim=1).cpu().double().numpy()  # the one way down
        return tuple(
            self._decide(slot, time, sampled[row], answers[row, :-1], float(answers[row, -1]), trace_of(traces, row))
            for row, slot in enumerate(slots)
        )

    def _decide(
        self,
        slot: int,
        time: float,
        keypoints: torch.Tensor,
        probabilities: np.ndarray,
        speed: float,
        trace: list[BlockTrace],
    ) -> WindowAnswer:
        window, decider = self._windows[slot], self._deciders[slot]
        label = decider.decide(probabilities, time, window.seen, speed)
        return WindowAnswer(
            persons=(window.person,),
            slot=slot,
            start=time - window.seconds,
            time=time,
            label=label,
            index=None if label is None else self.model.labels.index(label),
            seen=window.seen,
            probabilities=probabilities,
            average=decider.average,
            keypoints=keypoints,
            trace=trace,
            lag=self.model.config.decision.lag,
        )


def trace_of(traces: list[BlockTrace], row: int) -> list[BlockTrace]:
    """The traces of one window of a batch, on the CPU. A-tilde and Q have batch size 1 where the network is not
    adaptive."""

    def pick(value: torch.Tensor) -> torch.Tensor:
        return (value[row : row + 1] if len(value) > 1 else value).cpu()

    return [
        BlockTrace(
            trace.shared.detach().cpu(),
            trace.alpha.detach().cpu(),
            pick(trace.dynamic),
            pick(trace.topology),
            pick(trace.attention),
        )
        for trace in traces
    ]
