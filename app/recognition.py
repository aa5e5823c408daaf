"""The recognition thread: loads the model, makes the front end when a picture first needs it, and answers shots."""

import threading
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.capture import Shot
from app.channel import Channel
from app.meter import Durations, Rate
from app.options import Options
from app.story import Story
from recognizer.clip import NOBODY, Bodies
from recognizer.errors import UserError

if TYPE_CHECKING:
    from recognizer.front_end import FrontEnd
    from recognizer.model import Model
    from recognizer.recognizer import Recognizer, Window


LET_GO = 0.7  # seconds for which a person who is out of sight still has the slot's answer


@dataclass(frozen=True)
class Holder:
    """Who has a slot: the person's number, or -1, the newest window, ``None`` before the first, and when the person
    was seen last."""

    number: int = NOBODY
    window: "Window | None" = None
    seen: float = 0.0


@dataclass(frozen=True, eq=False)
class Result:
    """What the window shows of one shot. ``bodies`` is ``None`` where nothing could be recognized; ``holders`` has one
    entry for each slot, all from the same step."""

    shot: Shot
    bodies: Bodies | None
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class ModelInfo:
    """The loaded model, as the window shows it; ``seen``: seconds before the first label."""

    name: str
    device: str
    labels: tuple[str, ...]
    seconds: float
    frames: int
    blocks: int
    seen: float


class Recognition(threading.Thread):
    """Creates, uses and closes the recognizer, all in this thread, until it is stopped."""

    def __init__(
        self,
        options: Options,
        inbox: Channel[Shot],
        out: Channel[Result],
        story: Story,
        current: Callable[[], int],
        progress: Callable[[str], None],
        ready: Callable[[ModelInfo], None],
        failed: Callable[[str], None],
        make_front_end: "Callable[[Options, Callable[[str], None]], FrontEnd] | None" = None,
    ) -> None:
        super().__init__(name="recognition", daemon=True)
        self._options, self._inbox, self._out, self._story = options, inbox, out, story
        self._current, self._progress, self._ready, self._failed = current, progress, ready, failed
        self._make_front_end = make_front_end or default_front_end
        self._front_end: FrontEnd | None = None
        self._no_front_end = False
        self._model: Model | None = None
        self._recognizer: Recognizer | None = None
        self._generation = -1
        self._ready_since = 0.0  # shots from before that waited for models, not for answers
        self._holders: tuple[Holder, ...] = ()
        self.watched = False  # set by the window: whether the traces are wanted
        self.settled = False  # the model is loaded, or cannot be
        self.rate = Rate()
        self.pose, self.network, self.latency = Durations(), Durations(), Durations()

    def run(self) -> None:
        try:
            self._load()
            self.settled = True
            while (shot := self._inbox.take(None)) is not None or not self._inbox.closed:
                if shot is not None and shot.generation == self._current():
                    self._answer(shot)
        finally:
            self.settled = True
            if self._front_end is not None:
                self._front_end.close()

    def _load(self) -> None:
        """Load the model; without it, the window still shows what the source shows."""
        self._progress("Loading the model…")
        from recognizer.device import choose_device, share_cores
        from recognizer.model import load_model

        share_cores()
        try:
            self._model = load_model(self._options.model, choose_device(self._options.device))
        except UserError as error:
            self._progress("")
            self._failed(str(error))
            return
        config = self._model.config
        self._ready_since = clock.monotonic()
        self._progress("")
        self._ready(
            ModelInfo(
                name=config.name,
                device=str(self._model.device),
                labels=tuple(config.labels),
                seconds=config.time_base.seconds,
                frames=config.architecture.frames,
                blocks=len(config.network().blocks()),
                seen=config.decision.seen,
            )
        )

    def _answer(self, shot: Shot) -> None:
        frame = shot.frame
        content = frame.bodies if frame.bodies is not None else frame.image
        recognizer = self._recognizer_for(content)
        if recognizer is None:
            self._out.put(Result(shot, frame.bodies, ()))
            return
        self._begin_generation(recognizer, shot)
        recognizer.watched = self.watched
        answer = recognizer.push(content, frame.time)
        self._holders = who_holds(self._holders, answer.bodies, answer.windows, frame.time)
        if shot.generation != self._current():
            return
        self._story.pass_time(frame.time)
        for window in answer.windows:
            self._story.add(window.slot, window.persons, window.time, window.label, window.confidence)
            self._story.history.add(window.slot, window.persons, window.time, window.index, window.average)
        self._out.put(Result(shot, answer.bodies, self._holders))
        now = clock.monotonic()
        self.rate.tick(now)
        if shot.captured > self._ready_since:
            self.latency.add(now - shot.captured)
        if frame.bodies is None:
            self.pose.add(answer.pose_seconds)
        if answer.windows:
            self.network.add(answer.model_seconds)

    def _recognizer_for(self, content: object) -> "Recognizer | None":
        """The recognizer, with a front end from the first picture on; ``None`` where model or front end is missing."""
        if self._model is None:
            return None
        from recognizer.recognizer import Recognizer

        needs_front_end = not isinstance(content, Bodies)
        if needs_front_end and self._front_end is None:
            if self._no_front_end:
                return None
            self._prepare_front_end()
            if self._front_end is None:
                return None
            self._recognizer = None
        if self._recognizer is None:
            self._recognizer = Recognizer(self._model, self._front_end, watched=self.watched)
            self._generation = -1
        return self._recognizer

    def _prepare_front_end(self) -> None:
        self._progress("Preparing the pose model…")
        try:
            self._front_end = self._make_front_end(self._options, self._progress)
        except UserError as error:
            self._no_front_end = True
            self._failed(str(error))
        finally:
            self._progress("")
            self._ready_since = clock.monotonic()

    def _begin_generation(self, recognizer: "Recognizer", shot: Shot) -> None:
        """Start anew after a jump or with another source: time stamps begin again."""
        if shot.generation == self._generation:
            return
        if self._generation >= 0:
            recognizer.reset()
        self._generation = shot.generation
        self._holders = ()
        self._story.jump()


def who_holds(
    before: tuple[Holder, ...], bodies: Bodies, windows: "tuple[Window, ...]", time: float
) -> tuple[Holder, ...]:
    """Who has each slot now: those who are seen, and for a moment those who were."""
    judged = {window.slot: window for window in windows}
    after = []
    for slot, number in enumerate(bodies.identity.tolist()):
        old = before[slot] if slot < len(before) else Holder()
        if number == NOBODY:
            after.append(old if time - old.seen <= LET_GO else Holder())
        else:
            window = judged.get(slot, old.window if old.number == number else None)
            after.append(Holder(number, window, time))
    return tuple(after)


def default_front_end(options: Options, progress: Callable[[str], None]) -> "FrontEnd":
    """MediaPipe's, with the pose model fetched on first need."""
    from recognizer.front_end import FrontEnd
    from recognizer.pose_model import pose_model_path

    path: Path = pose_model_path(options.pose_model, progress)
    return FrontEnd(persons=options.persons, mirrored=options.mirrored, pose_model=path)
