"""The recognizer: frames in, answers out. The app, the command line, tests and benchmarks all use this one class."""

import math
import time as clock
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import torch

from recognizer.model.answers import PERIOD, FrameAnswer, SlotHolder, WindowAnswer, who_holds
from recognizer.model.decision import Decider, joint_speed
from recognizer.model.model_folder import Model
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.model.rolling_window import RollingWindow
from recognizer.network.trace import BlockTrace
from recognizer.pose.frames import ObservedFrame
from recognizer.pose.front_end import FrontEnd
from recognizer.pose.observations import observe
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import BODIES
from recognizer.sources.source import Source


class Recognizer:
    """Ties front end, windows, network and decision together. Not thread-safe: create, use and close it in one thread.

    ``watched`` may be set at any time: then windows carry the traces of all blocks, from the same step as the label.
    ``decisions``: how readily a label is given, by which of the model's rules. Raises ``UserError`` where it lacks
    those.
    """

    def __init__(
        self,
        model: Model,
        front_end: FrontEnd | None = None,
        watched: bool = False,
        decisions: OperatingPoint = BALANCED,
    ) -> None:
        self.model, self.watched = model, watched
        self._front_end = front_end
        self._rules = model.config.rules(decisions)
        self._stretch: int | None = None  # of the last observed frame
        self._start_anew()

    @property
    def lag(self) -> float:
        """By how many seconds segments lie before their windows' ends, by the rules that are used now."""
        return self._rules.lag

    def decide_by(self, decisions: OperatingPoint, threshold: float | None = None) -> None:
        """Decide by these rules of the model from the next window on, without starting anew; where ``threshold`` is
        given, labels are taken up at this probability instead of the rules'. Raises ``UserError`` where it lacks
        them."""
        self._rules = self.model.config.rules(decisions, threshold)
        for decider in self._deciders:
            decider.use(self._rules)

    def reset(self) -> None:
        """Start anew: another source, or a jump within one."""
        if self._front_end is not None:
            self._front_end.reset()
        self._start_anew()

    def _start_anew(self) -> None:
        config = self.model.config
        seconds, frames = config.time_base.seconds, config.architecture.frames
        self._windows = [RollingWindow(seconds, frames, self.model.device) for _ in range(BODIES)]
        self._deciders = [Decider(self._rules, config.labels) for _ in range(BODIES)]
        self._holders: tuple[SlotHolder, ...] = ()
        self._due = [0.0] * BODIES
        self._judged = [-math.inf] * BODIES  # when each slot's last window ended

    def answer(self, observed: ObservedFrame) -> FrameAnswer:
        """Take the next observed frame, anew with each stretch of time. The last step of the line that window and
        terminal share: a source, a ``FrameObserver``, a recognizer."""
        if observed.stretch != self._stretch:
            self.reset()
            self._stretch = observed.stretch
        return self.push(observed.bodies, observed.time)

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
        try:
            windows = self._judge(self._follow(bodies, time), time)
        except torch.OutOfMemoryError:
            if not self.model.leave_gpu():
                raise
            self._start_anew()  # the joints so far were on the GPU
            windows = ()
        self._holders = who_holds(self._holders, bodies, windows, time)
        return FrameAnswer(
            time, bodies, windows, self._holders, pose_seconds, clock.perf_counter() - started if windows else 0.0
        )

    def windows(self, source: Source, persons: int = BODIES, mirrored: bool = False) -> Iterator[WindowAnswer]:
        """All windows' answers of a source, from where it stands to its end (of a camera: for as long as they are asked
        for), people counted anew.

        ``persons``: 1 or 2 are followed; ``mirrored``: the source shows people as in a mirror. Neither counts for a
        clip, whose bodies are known. Raises ``UserError`` where the source fails or there is no pose model.
        """
        self.reset()
        with closing(observe(source, persons, mirrored, None)) as observations:
            for observed in observations:
                yield from self.answer(observed).windows

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
        if speed.device != probabilities.device:  # the GPU's memory was full
            speed = speed.to(probabilities.device)
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
        assert window.person is not None, "a window that is due is somebody's"
        label = decider.decide(probabilities, time, window.seen, speed)
        average = decider.average
        assert average is not None, "a decision was made"
        return WindowAnswer(
            persons=(window.person,),
            slot=slot,
            start=time - window.seconds,
            time=time,
            label=label,
            index=None if label is None else self.model.labels.index(label),
            seen=window.seen,
            probabilities=probabilities,
            average=average,
            keypoints=keypoints,
            trace=trace,
            lag=self.lag,
            watching=window.seen < self._rules.seen,
            speed=speed,
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
