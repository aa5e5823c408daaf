"""The recognition thread: loads the model and answers, while the observer thread already sees the next pictures."""

import threading
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.options import Options
from app.session.handoff import Channel
from app.session.latest_result import Board, Holder, Result, who_holds
from app.session.lazy_imports import smoothly
from app.session.pose_thread import Seen
from app.session.rates import Durations
from app.session.replay_buffer import Past
from app.session.segment_history import Story
from recognizer.errors import UserError

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model
    from recognizer.recognizer import Recognizer


@dataclass(frozen=True)
class ModelInfo:
    """The loaded model, as the window shows it. ``spec`` and ``device_spec``: the options that it was loaded by, where
    ``device`` is the one that was found; ``seen``: seconds before the first label."""

    name: str
    device: str
    labels: tuple[str, ...]
    seconds: float
    frames: int
    blocks: int
    kernel: int  # frames of each convolution over time
    seen: float
    streams: tuple[str, ...] = ()
    spec: str = ""
    device_spec: str = ""


class Recognition(threading.Thread):
    """Creates and uses the recognizer, all in this thread, until it is stopped."""

    def __init__(
        self,
        options: Options,
        inbox: Channel[Seen],
        board: Board,
        story: Story,
        past: Past,
        current: Callable[[], int],
        progress: Callable[[str], None],
        ready: Callable[[ModelInfo], None],
        failed: Callable[[str], None],
    ) -> None:
        super().__init__(name="recognition", daemon=True)
        self._wanted = self._loaded = options
        self._inbox, self._board, self._story, self._past = inbox, board, story, past
        self._current, self._progress, self._ready, self._failed = current, progress, ready, failed
        self._model: Model | None = None
        self._recognizer: Recognizer | None = None
        self._info: ModelInfo | None = None
        self._run = -1
        self._holders: tuple[Holder, ...] = ()
        self.watched = False  # set by the window: whether the traces are wanted
        self.settled = False  # the model is loaded, or cannot be
        self.ready_since = 0.0  # shots from before that waited for the model, not for answers
        self.network = Durations()

    def change(self, options: Options) -> None:
        """Answer with these options' model from now on; where it cannot be loaded, the old one stays. To be called
        from any thread."""
        self._wanted = options
        self._inbox.nudge()

    def model_of(self, info: ModelInfo) -> "Model | None":
        """The model that ``info`` is of, unless another one has taken its place. From any thread."""
        model = self._model
        return model if self._info is info else None

    def run(self) -> None:
        try:
            self._load(self._wanted)
            self.settled = True
            while (seen := self._inbox.take(None)) is not None or not self._inbox.closed:
                self._change_model()
                if seen is not None and seen.shot.generation == self._current():
                    self._answer(seen)
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
        self._loaded = wanted

    def _load(self, options: Options) -> None:
        """Load the model; without one, the window still shows what the source shows."""
        self._progress("Loading the model…")
        try:
            with smoothly("torch"):
                from recognizer.model.device import choose_device, share_cores
                from recognizer.model.model_folder import load_model

                share_cores()
                model = load_model(options.model, choose_device(options.device))
        except UserError as error:
            self._failed(str(error))
            return
        finally:
            self._progress("")
            self.ready_since = clock.monotonic()
        config = model.config
        self._info = ModelInfo(
            name=config.name,
            device=str(model.device),
            labels=tuple(config.labels),
            seconds=config.time_base.seconds,
            frames=config.architecture.frames,
            blocks=len(config.network().blocks()),
            kernel=config.architecture.kernel,
            seen=config.decision.seen,
            streams=tuple(config.streams),
            spec=options.model,
            device_spec=options.device,
        )
        self._model, self._recognizer = model, None  # after what it is called: see ``model_of``
        self._story.clear()
        self._past.clear()
        self._board.use(self._info)
        self._ready(self._info)

    def _answer(self, seen: Seen) -> None:
        shot, bodies, time = seen.shot, seen.bodies, seen.shot.frame.time
        if self._model is None:
            return
        recognizer = self._recognizer_for(seen.run)
        recognizer.watched = self.watched
        answer = recognizer.push(bodies, time)
        self._holders = who_holds(self._holders, bodies, answer.windows, time)
        if shot.generation != self._current():
            return
        self._story.pass_time(time, self._model.config.decision.lag)
        for window in answer.windows:
            self._story.add(window.slot, window.persons, window.moment, window.label, window.confidence)
            self._story.history.add(window.slot, window.persons, window.time, window.index, window.average)
        if answer.windows:
            self.network.add(answer.model_seconds)
            self._board.answer(shot, answer.windows, seen.run)
        if shot.live:
            self._past.add(Result(shot, bodies, self._holders, self._info))

    def _recognizer_for(self, run: int) -> "Recognizer":
        """The recognizer, begun anew after a jump or with another source: time stamps begin again."""
        from recognizer.recognizer import Recognizer

        fresh = self._recognizer is None
        if fresh:
            self._recognizer = Recognizer(self._model, watched=self.watched)
        if fresh or run != self._run:
            self._recognizer.reset()
            self._run, self._holders = run, ()
            self._story.jump()
        return self._recognizer
