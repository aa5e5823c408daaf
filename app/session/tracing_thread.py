"""The thread that has the network judge a moment of a file again, for all that it computes on the way. No Qt here."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.session.handoff import Handoff
from app.session.judging_thread import LoadedModel
from app.session.messages import Failed
from app.session.worker import Worker
from app.texts import mark
from recognizer.model.answers import WindowAnswer
from recognizer.pose.kept_bodies import KeptBodies

if TYPE_CHECKING:
    from torch import Tensor

    from recognizer.model.model_folder import Model

KEPT = 8  # windows whose traces are kept; the bundled model's take 4 MB each


class TracingThread(Worker):
    """Traces the windows that were asked for last, on the joints that the network saw the first time."""

    def __init__(
        self, kept: KeptBodies, loaded: Callable[[], LoadedModel | None], failed: Callable[[Failed], None]
    ) -> None:
        super().__init__("tracing", failed)
        self._kept, self._loaded = kept, loaded
        self._questions: Handoff[Sequence[WindowAnswer]] = Handoff()
        self._asked: Sequence[WindowAnswer] = ()
        self._traced: OrderedDict[WindowAnswer, WindowAnswer] = OrderedDict()

    def traced(self, windows: Sequence[WindowAnswer]) -> list[WindowAnswer]:
        """The windows with joints and traces, as far as those are known; for the others they are found. Returns at
        once."""
        missing = [window for window in windows if window not in self._traced]
        if missing and list(self._asked) != missing:
            self._asked = missing
            self._questions.put(missing)
        return [self._traced.get(window, window) for window in windows]

    def forget(self) -> None:
        """Another model answers."""
        self._asked = ()
        self._traced.clear()

    def stop(self) -> None:
        """End once the question at hand is answered; returns at once."""
        self._questions.close()

    def work(self) -> None:
        """Answer the newest question, until ``stop``."""
        while (windows := self._questions.take(None)) is not None or not self._questions.closed:
            loaded = self._loaded()
            if windows is None or loaded is None:
                continue
            with self.guarded(mark("Looking inside the network")):
                for window, traced in zip(windows, self._trace(windows, loaded[1]), strict=True):
                    self._traced[window] = traced
                while len(self._traced) > KEPT:
                    self._traced.popitem(last=False)

    def _trace(self, windows: Sequence[WindowAnswer], model: "Model") -> list[WindowAnswer]:
        import torch

        from recognizer.model.device import share_cores
        from recognizer.recognizer import trace_of

        share_cores()  # PyTorch counts threads for each thread that calls it
        keypoints = torch.stack([joints_of(window, self._kept, model) for window in windows])
        found, traces = model.probabilities(keypoints, trace=True)
        return [
            replace(
                window,
                keypoints=keypoints[row],
                trace=trace_of(traces, row),
                # A saved result does not have all of them.
                probabilities=window.probabilities if len(window.probabilities) else found[row].cpu().double().numpy(),
            )
            for row, window in enumerate(windows)
        ]


def joints_of(window: WindowAnswer, kept: KeptBodies, model: "Model") -> "Tensor":
    """What the network saw, float32 ``(T, 25, 3)`` metres: the same rolling window, filled with the same bodies."""
    from recognizer.model.rolling_window import MOST_GAP, RollingWindow

    config = model.config
    rolling = RollingWindow(config.time_base.seconds, config.architecture.frames, model.device)
    for frame in kept.between(window.start - MOST_GAP, window.time):
        person = int(frame.bodies.identity[window.slot])
        if person in window.persons:
            rolling.add(frame.bodies.keypoints[window.slot], person, frame.time)
    return rolling.sample()
