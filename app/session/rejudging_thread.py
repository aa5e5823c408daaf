"""The thread that has a network judge a kept window again: for its maps, or by another model. No Qt here."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.session.messages import ModelInfo, model_info
from app.session.taught_model import load_taught
from app.session.worker import Worker, sentence_of
from app.texts import mark, tr
from recognizer.errors import UserError
from recognizer.explain.maps import frame_times
from recognizer.model.answers import WindowAnswer

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model

LOADED = 2  # models that are kept besides the one that the session uses


@dataclass(frozen=True, eq=False)
class RejudgingQuestion:
    """What is inside of this window, judged by the model of this ``spec``? ``judged_by``: the one that judged it in the
    session; ``side``: who asks, of whose questions only the newest counts."""

    side: str
    window: WindowAnswer
    judged_by: ModelInfo
    spec: str


@dataclass(frozen=True, eq=False)
class RejudgingAnswer:
    """The window with its maps, and the model that they are of; else ``sentence`` says why there are none."""

    question: RejudgingQuestion
    window: WindowAnswer | None = None
    model: ModelInfo | None = None
    sentence: str = ""


class RejudgingThread(Worker):
    """``model_of`` gives the session's model, while it is the one meant."""

    def __init__(self, model_of: "Callable[[ModelInfo], Model | None]") -> None:
        super().__init__("rejudging")
        self._model_of = model_of
        self._changed = threading.Condition()
        self._waiting: dict[str, RejudgingQuestion] = {}
        self._answers: deque[RejudgingAnswer] = deque()
        self._loaded: dict[tuple[str, str, str, int], tuple[Model, ModelInfo]] = {}
        self._closed = False

    def ask(self, question: RejudgingQuestion) -> None:
        """Returns at once; an earlier question of the same side that waits still is dropped."""
        with self._changed:
            self._waiting[question.side] = question
            self._changed.notify()

    def take(self) -> list[RejudgingAnswer]:
        """What was answered since the last call."""
        return [self._answers.popleft() for _ in range(len(self._answers))]

    def close(self) -> None:
        """End the thread once the question at hand is answered; returns at once."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def work(self) -> None:
        """Answer one question after another, until ``close``."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                question = self._waiting.pop(next(iter(self._waiting)))
            try:
                self._answers.append(self._answer(question))
            except Exception as error:  # told where it was asked
                self._answers.append(RejudgingAnswer(question, sentence=sentence_of(error, mark("Looking inside"))))

    def _answer(self, question: RejudgingQuestion) -> RejudgingAnswer:
        from recognizer.model.device import share_cores

        share_cores()  # PyTorch counts threads for each thread that calls it
        model, info = self._model(question)
        return RejudgingAnswer(question, judged_again(question.window, model), info)

    def _model(self, question: RejudgingQuestion) -> "tuple[Model, ModelInfo]":
        judged_by = question.judged_by
        key = question.spec, judged_by.device_spec or "cpu", judged_by.pack, judged_by.pack_version
        own = self._model_of(judged_by) if question.spec == judged_by.spec else None
        if own is not None:
            return own, judged_by
        if key not in self._loaded:
            model = load_taught(*key[:3])
            while len(self._loaded) >= LOADED:
                del self._loaded[next(iter(self._loaded))]
            self._loaded[key] = model, model_info(model, *key)
        return self._loaded[key]


def judged_again(window: WindowAnswer, model: "Model") -> WindowAnswer:
    """What this model makes of a window, with its maps, not smoothed and without a decision. A model that looks at less
    time gets the window's end, at its own rate. Raises ``UserError`` where it looks at more."""
    from recognizer.model.rolling_window import resample
    from recognizer.recognizer import trace_of

    seconds, frames = model.config.time_base.seconds, model.config.architecture.frames
    length, count = window.time - window.start, len(window.keypoints)
    if seconds > length + 1e-3:
        raise UserError(
            tr(
                "{name} looks at {seconds:g} s, and {length:g} s of this moment are kept.",
                name=model.config.name,
                seconds=seconds,
                length=length,
            )
        )
    keypoints = window.keypoints.to(model.device)
    if frames != count or seconds < length - 1e-3:
        wanted = frame_times(seconds, frames, frames)
        keypoints = resample(keypoints, frame_times(length, count, count), wanted)
    probabilities, traces = model.probabilities(keypoints[None], trace=True)
    shares = probabilities[0].cpu().double().numpy()
    return replace(
        window,
        start=window.time - seconds,
        label=None,
        index=None,
        probabilities=shares,
        average=shares,
        keypoints=keypoints,
        trace=trace_of(traces, 0),
    )
