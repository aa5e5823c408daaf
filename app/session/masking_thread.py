"""The thread that asks the network again, with something hidden. No Qt here."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.session.handoff import Handoff
from app.session.messages import Failed, MaskingAnswer, MaskingQuestion, ModelInfo
from app.session.worker import Worker
from app.texts import mark

if TYPE_CHECKING:
    from recognizer.explain.occlusion import Importance
    from recognizer.model.model_folder import Model
    from recognizer.recognizer import WindowAnswer

STILL = 0.4  # seconds without another question after which every joint is hidden in turn


class MaskingThread(Worker):
    """Answers the newest question; what was asked before it is dropped. Every joint in turn takes a third of a second,
    so that is done when nothing else is asked, as when a video is paused."""

    def __init__(
        self,
        model_of: "Callable[[ModelInfo], Model | None]",
        failed: Callable[[Failed], None] = lambda failure: None,
    ) -> None:
        super().__init__("masking", failed)
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
        """End the thread once the question at hand is answered; returns at once."""
        self._questions.close()

    def work(self) -> None:
        """Answer the newest question, and look into it while no other comes, until ``close``."""
        question = self._questions.take(None)
        while not self._questions.closed:
            answer = None if question is None else self._answered(question)
            if answer is None or answer.after is None or answer.importance is not None:
                question = self._questions.take(None)
            elif (question := self._questions.take(STILL)) is None and not self._questions.closed:
                with self.guarded(mark("Masking")):
                    self._look_into(answer)

    def _answered(self, question: MaskingQuestion) -> MaskingAnswer | None:
        """The answer, which is also kept for the window; ``None`` where asking failed."""
        answer = None
        with self.guarded(mark("Masking")):
            model = self._model_of(question.model)
            answer = MaskingAnswer(question, None, None) if model is None else self._answer(question, model)
            self._answers.append(answer)
        return answer

    def _answer(self, question: MaskingQuestion, model: "Model") -> MaskingAnswer:
        from recognizer.explain.occlusion import answers
        from recognizer.model.device import share_cores

        share_cores()  # PyTorch counts threads for each thread that calls it
        (after,) = answers(model, question.window.keypoints, [question.mask])
        known = self._known[1] if self._known is not None and self._known[0] is question.window else None
        return MaskingAnswer(question, after, known)

    def _look_into(self, answer: MaskingAnswer) -> None:
        """Find out what the answer hangs on, joint by joint, unless another model has taken the place of the asked."""
        from recognizer.explain.occlusion import importance

        window, model = answer.question.window, self._model_of(answer.question.model)
        if model is None:
            return
        found = importance(model, window.keypoints, int(window.probabilities.argmax()))
        self._known = window, found
        self._answers.append(replace(answer, importance=found))
