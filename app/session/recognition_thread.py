"""The recognition thread: loads the model and answers, while the observer thread already sees the next pictures."""

import logging
import time as clock
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.options import Options
from app.session.event_outlet import EventOutlet
from app.session.handoff import Handoff
from app.session.latest_result import LatestResult
from app.session.lazy_imports import smoothly
from app.session.messages import Failed, ModelFailed, ModelInfo, PackFailed, ShownFrame, model_info
from app.session.rates import Durations
from app.session.replay_buffer import ReplayBuffer
from app.session.segment_history import SegmentHistory
from app.session.taught_model import with_pack
from app.session.worker import Worker, sentence_of
from app.texts import mark, tr
from recognizer.model.operating_points import offered_or_balanced
from recognizer.pose.frames import ObservedFrame

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from app.session.judging_thread import Readiness
    from recognizer.model.model_folder import Model
    from recognizer.recognizer import Recognizer


class RecognitionThread(Worker):
    """Creates and uses the recognizer, all in this thread, until it is stopped."""

    def __init__(
        self,
        options: Options,
        inbox: Handoff[ObservedFrame],
        latest: LatestResult,
        segments: SegmentHistory,
        replay: ReplayBuffer,
        events: EventOutlet,
        current: Callable[[], int],
        progress: Callable[[str], None],
        ready: Callable[[ModelInfo], None],
        failed: Callable[[Failed], None],
        noticed: Callable[[str], None],
    ) -> None:
        super().__init__("recognition", failed)
        self._wanted = self._loaded = options
        self._inbox, self._latest, self._segments, self._replay = inbox, latest, segments, replay
        self._current, self._progress, self._ready = current, progress, ready
        self._events, self._noticed = events, noticed
        self.base: Model | None = None  # the model without own actions; looked at from other threads as well
        self._model: Model | None = None
        self._recognizer: Recognizer | None = None
        self._info: ModelInfo | None = None
        self._answering: tuple[ModelInfo, Model] | None = None  # both at once, for other threads
        self._stretch = -1
        self.watched = False  # set by the window: whether the traces are wanted
        self.settled = False  # the model is loaded, or cannot be
        self.ready_since = 0.0  # frames from before that waited for the model, not for answers
        self.network = Durations()

    def change(self, options: Options) -> None:
        """Answer with these options' model and rules of decision from now on; where the model cannot be loaded, the old
        one stays. To be called from any thread."""
        self._wanted = options
        self._inbox.nudge()

    @property
    def loaded(self) -> "tuple[ModelInfo, Model, Readiness] | None":
        """The model that answers, and how readily it shall; ``None`` before there is one. From any thread."""
        answering = self._answering
        return None if answering is None else (*answering, (self._wanted.decisions, self._wanted.threshold))

    def model_of(self, info: ModelInfo) -> "Model | None":
        """The model that ``info`` is of, unless another one has taken its place. From any thread."""
        model = self._model
        return model if self._info is info else None

    def work(self) -> None:
        """Load the model and answer one frame after another, until the inbox is closed."""
        try:
            self._load(self._wanted)
            self.settled = True
            while (observed := self._inbox.take(None)) is not None or not self._inbox.closed:
                self._change_model()
                if observed is None or observed.captured.generation != self._current():
                    continue
                answered = False
                with self.guarded(mark("Recognition")):
                    self._answer(observed)
                    answered = True
                if not answered:
                    self._recognizer = None  # the next frame begins anew
        finally:
            self.settled = True

    def _change_model(self) -> None:
        wanted, info = self._wanted, self._info
        if wanted is self._loaded:
            return
        if info is None or (wanted.model, wanted.device) != (info.spec, info.device_spec):
            self.settled = False  # nobody shall wait for answers meanwhile
            self._load(wanted)
            self.settled = True
        elif (wanted.pack or "", wanted.pack_version) != (info.pack, info.pack_version):
            self._teach(wanted)
        if self._recognizer is not None:
            offered = self._recognizer.model.config.offered
            self._recognizer.decide_by(offered_or_balanced(wanted.decisions, offered), wanted.threshold)
        self._loaded = wanted

    def _load(self, options: Options) -> None:
        """Load the model; without one, the window still shows what the source shows."""
        self._progress(tr("Loading the model…"))
        base = None
        try:
            with smoothly("torch"):
                from recognizer.model.device import choose_device, share_cores
                from recognizer.model.model_folder import load_model

                share_cores()
                base = load_model(options.model, choose_device(options.device))
        except Exception as error:
            # Also what was told before: it is another attempt of the user's.
            self._report_failure(
                ModelFailed(sentence_of(error, mark("Loading the model")), model=options.model, device=options.device)
            )
        if base is not None:
            self._listen(base)
            self.base = base
            self._replay.clear()
            self._teach(options, anew=True)
        self._progress("")
        self.ready_since = clock.perf_counter()

    def _teach(self, options: Options, anew: bool = False) -> None:
        """Answer by the model with the own actions that are wanted; where they cannot be used, as before, or, with a
        model that was loaded ``anew``, by that alone."""
        base, pack, version, failure = self.base, options.pack or "", options.pack_version, None
        assert base is not None, "it is loaded first"
        try:
            model = with_pack(base, pack, self._noticed)
            self._listen(model)
        except Exception as error:
            failure = PackFailed(sentence_of(error, mark("Loading your own actions")), pack=pack)
            model, pack, version = base, "", 0
        if failure is None or anew:
            self._info = info = model_info(model, options.model, options.device, pack, version)
            self._model, self._recognizer = model, None  # after what it is called: see ``model_of``
            self._segments.clear()
            self._answering = info, model
            self._latest.use(info)
            self._ready(info)
            log.info("the model %s answers on %s", info.name, info.device)
        if failure is not None:
            self._report_failure(failure)  # when it is known what answers instead

    def _listen(self, model: "Model") -> None:
        """Hand on what the model says: that the GPU's memory is full, perhaps already while it was loaded."""
        if model.tell != self._tell:
            model.tell = self._tell
            if model.notice:
                self._tell(model.notice)

    def _tell(self, sentence: str) -> None:
        self._noticed(tr(sentence))

    def _answer(self, observed: ObservedFrame) -> None:
        captured, time = observed.captured, observed.time
        model = self._model
        if model is None:
            return
        recognizer = self._recognizer_for(model, observed.stretch)
        recognizer.watched = self.watched
        answer = recognizer.answer(observed)
        if captured.generation != self._current():
            return
        self._segments.pass_time(time, recognizer.lag, answer.bodies.persons)
        for window in answer.windows:
            self._segments.add(window.slot, window.persons, window.moment, window.label, window.confidence)
            self._segments.probabilities.add(window.slot, window.persons, window.time, window.index, window.average)
        if answer.windows:
            self.network.add(answer.model_seconds)
            self._latest.answer(captured, answer.windows, observed.stretch)
        self._events.take(observed, answer)
        if captured.live:
            self._replay.add(ShownFrame(captured, observed.bodies, answer.holders, self._info))

    def _recognizer_for(self, model: "Model", stretch: int) -> "Recognizer":
        """The recognizer, begun anew after a jump or with another source: time stamps begin again."""
        from recognizer.recognizer import Recognizer

        recognizer = self._recognizer
        if recognizer is None or stretch != self._stretch:
            if recognizer is None:
                decisions = offered_or_balanced(self._wanted.decisions, model.config.offered)
                recognizer = self._recognizer = Recognizer(model, watched=self.watched)
                recognizer.decide_by(decisions, self._wanted.threshold)
            self._stretch = stretch
            self._segments.jump()
        return recognizer
