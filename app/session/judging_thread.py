"""The thread that judges what was seen in a file, from its start to its end. No Qt here."""

import time as clock
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.session.messages import Failed, ModelInfo
from app.session.rates import Durations
from app.session.segment_history import SegmentHistory
from app.session.worker import NudgedWorker
from app.texts import mark
from recognizer.model.answers import WindowAnswer
from recognizer.model.file_answers import FileAnswers
from recognizer.model.operating_points import OperatingPoint, offered_or_balanced
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.skeleton.joints import JOINTS

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model

Readiness = tuple[OperatingPoint, float | None]  # the decisions, and another threshold than theirs
LoadedModel = tuple[ModelInfo, "Model", Readiness]


class JudgingThread(NudgedWorker):
    """Gives the bodies of every frame that is ``kept`` to a recognizer, in the file's order, and its answers to
    ``answers`` and to ``segments``. With another model it begins anew; with other rules of decision alone, what is
    known is decided by them. After ``stop``, nothing more comes to ``segments``, which are another file's then.

    ``loaded`` gives the model that is to answer, ``None`` before there is one; ``looked`` says whether nothing will be
    kept any more.
    """

    def __init__(
        self,
        kept: KeptBodies,
        answers: FileAnswers,
        segments: SegmentHistory,
        loaded: Callable[[], LoadedModel | None],
        looked: Callable[[], bool],
        failed: Callable[[Failed], None],
    ) -> None:
        super().__init__("judging", failed)
        self._looked = looked
        self._kept, self.answers, self._segments, self._loaded = kept, answers, segments, loaded
        self._place = 0  # of the next frame
        self.judged_by: ModelInfo | None = None
        self.held = False  # set from any thread, and looked at between two frames
        self.lag = 0.0  # seconds, of the rules that are used
        self.network = Durations()
        self.newest_at = 0.0  # when the newest frame was judged, on ``time.perf_counter``

    def work(self) -> None:
        """Judge frame after frame, waiting for what is not there yet, until ``stop``."""
        recognizer, used = None, None
        while not self._stopping:
            loaded = self._loaded()
            if loaded is not None and (used is None or loaded[:2] != used[:2]):
                recognizer, used = self._begin(loaded), loaded
            elif loaded is not None and used is not None and loaded[2] != used[2]:
                assert recognizer is not None, "made with the model"
                recognizer.decide_by(*self._rules(loaded))
                self._decide_anew(loaded)
                used, self.lag = loaded, recognizer.lag
            if recognizer is not None and used is not None and self._place < len(self._kept) and not self.held:
                recognizer = self._judge_or_pass_over(recognizer, used)
            else:
                self._finish_at_the_end(recognizer)
                self._await_news()

    def _judge_or_pass_over(self, recognizer, used: LoadedModel):
        """Judge the next frame. One that cannot be judged is passed over, so that playback, which waits for answers,
        goes on; whatever looks back begins anew then. Returns the recognizer for the frame after it."""
        with self.guarded(mark("Recognition")):
            self._judge(recognizer)
            return recognizer
        frame = self._kept.frame(self._place - 1)
        if self.answers.reached < frame.time:
            self.answers.add(frame.time, ())
        return self._recognizer_for(used)

    def _finish_at_the_end(self, recognizer) -> None:
        over = self._looked() and self._place == len(self._kept)  # in this order: a last frame may be kept meanwhile
        if recognizer is not None and over and not self.answers.finished:
            self._unless_stopped(self._segments.finish)
            self.answers.finish()

    def _begin(self, loaded: LoadedModel):
        from recognizer.model.device import share_cores

        share_cores()  # PyTorch counts threads for each thread that calls it
        self._place = 0
        self.answers.clear()
        self._unless_stopped(self._segments.clear)
        self.judged_by = loaded[0]
        recognizer = self._recognizer_for(loaded)
        self.lag = recognizer.lag
        return recognizer

    def _recognizer_for(self, loaded: LoadedModel):
        from recognizer.recognizer import Recognizer

        recognizer = Recognizer(loaded[1])
        recognizer.decide_by(*self._rules(loaded))
        return recognizer

    def _rules(self, loaded: LoadedModel) -> Readiness:
        point, threshold = loaded[2]
        return offered_or_balanced(point, loaded[1].config.offered), threshold

    def _judge(self, recognizer) -> None:
        frame = self._kept.frame(self._place)
        self._place += 1
        answer = recognizer.push(frame.bodies, frame.time)
        if answer.windows:
            self.network.add(answer.model_seconds)
        # The joints are kept once, for all windows that they are in.
        windows = [replace(window, keypoints=window.keypoints.new_empty(0, JOINTS, 3)) for window in answer.windows]
        self.answers.add(frame.time, windows, frame.bodies.persons)
        self.newest_at = clock.perf_counter()
        self._unless_stopped(lambda: self._note(frame.time, windows, frame.bodies.persons))

    def _note(self, time: float, windows: Sequence[WindowAnswer], seen: Sequence[int]) -> None:
        self._segments.pass_time(time, self.lag, seen)
        for window in windows:
            self._segments.add(window.slot, window.persons, window.moment, window.label, window.confidence)
            self._segments.probabilities.add(window.slot, window.persons, window.time, window.index, window.average)

    def _decide_anew(self, loaded: LoadedModel) -> None:
        from recognizer.model.decision import decided_again

        _, model, _ = loaded
        rules = model.config.rules(*self._rules(loaded))
        ending: dict[float, list[WindowAnswer]] = {}
        for window in decided_again(self.answers.windows(), rules, model.labels):
            ending.setdefault(window.time, []).append(window)
        frames = [
            (frame.time, ending.get(frame.time, []), frame.bodies.persons)
            for frame in map(self._kept.frame, range(self._place))
        ]
        self._unless_stopped(self._segments.clear)
        for one in frames:
            if not self._unless_stopped(partial(self._note, *one)):
                return
        if self.answers.finished:
            self._unless_stopped(self._segments.finish)
        self.answers.replace(frames)
