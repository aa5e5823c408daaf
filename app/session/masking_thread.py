"""The thread that asks the network again, with something hidden. No Qt here."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.session.handoff import Channel
from app.session.recognition_thread import ModelInfo

if TYPE_CHECKING:
    from recognizer.explain.mask import Mask
    from recognizer.explain.occlusion import Importance
    from recognizer.model.model_folder import Model
    from recognizer.recognizer import Window

STILL = 0.4  # seconds without another question after which every joint is hidden in turn


@dataclass(frozen=True, eq=False)
class Question:
    """What would ``model``, which judged this window, have said with this hidden? ``session`` counts the sources, so
    that an answer that comes after a change of source is known."""

    window: "Window"
    model: ModelInfo
    mask: "Mask"
    session: int = 0


@dataclass(frozen=True, eq=False)
class Answer:
    """``after`` float64 ``(labels,)``: the probabilities with that hidden; ``None``: another model has taken the place
    of the one that is asked. ``importance``: what the window's most probable label hangs on; ``None`` until there was
    time to find out."""

    question: Question
    after: np.ndarray | None
    importance: "Importance | None"


class Asker(threading.Thread):
    """Answers the newest question; what was asked before it is dropped. Every joint in turn takes a third of a second,
    so that is done when nothing else is asked, as when a video is paused."""

    def __init__(self, model_of: "Callable[[ModelInfo], Model | None]") -> None:
        super().__init__(name="asking", daemon=True)
        self._model_of = model_of
        self._questions: Channel[Question] = Channel()
        self._answers: deque[Answer] = deque(maxlen=1)
        self._known: tuple[Window, Importance] | None = None  # asked for last, while only the mask changes

    def ask(self, question: Question) -> None:
        """Returns at once."""
        self._questions.put(question)

    def take(self) -> Answer | None:
        """The newest answer, once."""
        return self._answers.popleft() if self._answers else None

    def close(self) -> None:
        self._questions.close()

    def run(self) -> None:
        newer = self._questions.take(None)
        while not self._questions.closed:
            question, answer, model = newer, None, None
            if question is not None:
                model = self._model_of(question.model)
                answer = Answer(question, None, None) if model is None else self._answer(question, model)
                self._answers.append(answer)
            if model is None or answer.importance is not None:
                newer = self._questions.take(None)
            elif (newer := self._questions.take(STILL)) is None and not self._questions.closed:
                self._look_into(answer, model)

    def _answer(self, question: Question, model: "Model") -> Answer:
        from recognizer.explain.occlusion import answers
        from recognizer.model.device import share_cores

        share_cores()  # PyTorch counts threads for each thread that calls it
        (after,) = answers(model, question.window.keypoints, [question.mask])
        known = self._known is not None and self._known[0] is question.window
        return Answer(question, after, self._known[1] if known else None)

    def _look_into(self, answer: Answer, model: "Model") -> None:
        from recognizer.explain.occlusion import importance

        window = answer.question.window
        found = importance(model, window.keypoints, int(window.probabilities.argmax()))
        self._known = window, found
        self._answers.append(replace(answer, importance=found))
