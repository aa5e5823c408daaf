"""The recognition thread: loads the model and answers, while the observer thread already sees the next pictures."""

import logging
import time as clock
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.options import Options
from app.session.handoff import Handoff
from app.session.latest_result import LatestResult
from app.session.lazy_imports import smoothly
from app.session.messages import Failed, ModelInfo, ShownFrame
from app.session.rates import Durations
from app.session.replay_buffer import ReplayBuffer
from app.session.segment_history import SegmentHistory
from app.session.worker import Worker
from recognizer.model.operating_points import offered_or_balanced
from recognizer.pose.frames import ObservedFrame

log = logging.getLogger(__name__)

if TYPE_CHECKING:
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
        current: Callable[[], int],
        progress: Callable[[str], None],
        ready: Callable[[ModelInfo], None],
        failed: Callable[[Failed], None],
    ) -> None:
        super().__init__("recognition", failed)
        self._wanted = self._loaded = options
        self._inbox, self._latest, self._segments, self._replay = inbox, latest, segments, replay
        self._current, self._progress, self._ready = current, progress, ready
        self._model: Model | None = None
        self._recognizer: Recognizer | None = None
        self._info: ModelInfo | None = None
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
                with self.guarded("Recognition"):
                    self._answer(observed)
                    answered = True
                if not answered:
                    self._recognizer = None  # the next frame begins anew
        finally:
            self.settled = True

    def _change_model(self) -> None:
        wanted, loaded = self._wanted, self._loaded
        if wanted is loaded:
            return
        if self._model is None or (wanted.model, wanted.device) != (loaded.model, loaded.device):
            self.settled = False  # nobody shall wait for answers meanwhile
            self._load(wanted)
            self.settled = True
        if self._recognizer is not None:
            self._recognizer.decide_by(offered_or_balanced(wanted.decisions, self._recognizer.model.config.offered))
        self._loaded = wanted

    def _load(self, options: Options) -> None:
        """Load the model; without one, the window still shows what the source shows."""
        self._progress("Loading the model…")
        model = None
        with self.guarded("Loading the model"), smoothly("torch"):
            from recognizer.model.device import choose_device, share_cores
            from recognizer.model.model_folder import load_model

            share_cores()
            model = load_model(options.model, choose_device(options.device))
        self._progress("")
        self.ready_since = clock.perf_counter()
        if model is None:
            return
        config = model.config
        self._info = ModelInfo(
            name=config.name,
            device=str(model.device),
            labels=tuple(config.labels),
            seconds=config.time_base.seconds,
            frames=config.architecture.frames,
            blocks=len(config.network().blocks()),
            kernel=config.architecture.kernel,
            streams=tuple(config.streams),
            spec=options.model,
            device_spec=options.device,
            offered=config.offered,
        )
        self._model, self._recognizer = model, None  # after what it is called: see ``model_of``
        self._segments.clear()
        self._replay.clear()
        self._latest.use(self._info)
        self._ready(self._info)
        log.info("the model %s is loaded on %s", self._info.name, self._info.device)

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
        self._segments.pass_time(time, recognizer.lag)
        for window in answer.windows:
            self._segments.add(window.slot, window.persons, window.moment, window.label, window.confidence)
            self._segments.probabilities.add(window.slot, window.persons, window.time, window.index, window.average)
        if answer.windows:
            self.network.add(answer.model_seconds)
            self._latest.answer(captured, answer.windows, observed.stretch)
        if captured.live:
            self._replay.add(ShownFrame(captured, observed.bodies, answer.holders, self._info))

    def _recognizer_for(self, model: "Model", stretch: int) -> "Recognizer":
        """The recognizer, begun anew after a jump or with another source: time stamps begin again."""
        from recognizer.recognizer import Recognizer

        recognizer = self._recognizer
        if recognizer is None or stretch != self._stretch:
            if recognizer is None:
                decisions = offered_or_balanced(self._wanted.decisions, model.config.offered)
                recognizer = self._recognizer = Recognizer(model, watched=self.watched, decisions=decisions)
            self._stretch = stretch
            self._segments.jump()
        return recognizer
