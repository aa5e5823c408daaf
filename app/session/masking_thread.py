"""The thread that asks the network again, with something hidden. No Qt here."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.session.handoff import Handoff
from app.session.messages import MaskingAnswer, MaskingQuestion, ModelInfo

if TYPE_CHECKING:
    from recognizer.explain.occlusion import Importance
    from recognizer.model.model_folder import Model
    from recognizer.recognizer import WindowAnswer

STILL = 0.4  # seconds without another question after which every joint is hidden in turn


class MaskingThread(threading.Thread):
    """Answers the newest question; what was asked before it is dropped. Every joint in turn takes a third of a second,
    so that is done when nothing else is asked, as when a video is paused."""

    def __init__(self, model_of: "Callable[[ModelInfo], Model | None]") -> None:
        super().__init__(name="asking", daemon=True)
        self._model_of = model_of
        self._questions: Handoff[MaskingQuestion] = Handoff()
        self._answers: deque[MaskingAnswer] = deque(maxlen=1)
        self._known: tuple[WindowAnswer, Importance] | None = None  # asked for last, while only the mask changes

    def ask(self, question: MaskingQuestion) -> None:
        """Returns at once."""
        self._questions.put(question)

    def take(self) -> MaskingAnswer | None:
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
                answer = MaskingAnswer(question, None, None) if model is None else self._answer(question, model)
                self._answers.append(answer)
            if model is None or answer.importance is not None:
                newer = self._questions.take(None)
            elif (newer := self._questions.take(STILL)) is None and not self._questions.closed:
                self._look_into(answer, model)

    def _answer(self, question: MaskingQuestion, model: "Model") -> MaskingAnswer:
        from recognizer.explain.occlusion import answers
        from recognizer.model.device import share_cores

        share_cores()  # PyTorch counts threads for each thread that calls it
        (after,) = answers(model, question.window.keypoints, [question.mask])
        known = self._known is not None and self._known[0] is question.window
        return MaskingAnswer(question, after, self._known[1] if known else None)

    def _look_into(self, answer: MaskingAnswer, model: "Model") -> None:
        from recognizer.explain.occlusion import importance

        window = answer.question.window
        found = importance(model, window.keypoints, int(window.probabilities.argmax()))
        self._known = window, found
        self._answers.append(replace(answer, importance=found))
