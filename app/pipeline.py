"""The two threads and what lies between them, behind the few verbs that the window needs. No Qt here."""

import threading
import time as clock
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.capture import Capture, Shot, SourceInfo, State
from app.channel import Channel
from app.meter import Spread
from app.options import Options
from app.recognition import ModelInfo, Recognition, Result
from app.story import Story

if TYPE_CHECKING:
    from recognizer.front_end import FrontEnd
    from recognizer.source import Source


@dataclass(frozen=True)
class Opened:
    """A source was opened."""

    source: SourceInfo


@dataclass(frozen=True)
class Failed:
    """Something cannot be done; ``sentence`` is for the user."""

    sentence: str


Message = Opened | Failed | ModelInfo


@dataclass(frozen=True)
class Stats:
    """Figures for the status line. Rates in frames a second, durations in milliseconds."""

    source_fps: float = 0.0
    recognized_fps: float = 0.0
    pose: Spread = field(default_factory=Spread)
    network: Spread = field(default_factory=Spread)
    latency: Spread = field(default_factory=Spread)
    dropped: int = 0


class Pipeline:
    """Source → capture thread → recognition thread → the newest result, pulled by whoever shows it.

    ``open_source`` and ``make_front_end`` stand in for the camera and the pose model in tests. No method waits, but
    for ``close``.
    """

    def __init__(
        self,
        options: Options,
        open_source: "Callable[[str], Source] | None" = None,
        make_front_end: "Callable[[Options, Callable[[str], None]], FrontEnd] | None" = None,
    ) -> None:
        self.story = Story()
        self.model: ModelInfo | None = None
        self.progress = ""  # what is being prepared, for the user; empty when nothing is
        self._open_source = open_source or default_source
        self._lock = threading.Lock()
        self._generation = 0
        self._speed = 1.0
        self._messages: deque[Message] = deque()
        self._shots: Channel[Shot] = Channel()
        self._results: Channel[Result] = Channel()
        self._captures: list[Capture] = []
        self._recognition = Recognition(
            options=options,
            inbox=self._shots,
            out=self._results,
            story=self.story,
            current=lambda: self._generation,
            progress=self._set_progress,
            ready=self._model_ready,
            failed=lambda sentence: self._messages.append(Failed(sentence)),
            make_front_end=make_front_end,
        )

    def start(self) -> None:
        self._recognition.start()

    def open(self, specs: Sequence[str], loop: bool = False) -> None:
        """Leave the present source and open the first of ``specs`` that works. ``loop``: play it again and again."""
        previous = self._capture
        if previous is not None:
            previous.stop()
        self._captures = [capture for capture in self._captures if capture.is_alive()]
        self._new_generation()
        self._shots.clear()
        self._results.clear()
        self.story.clear()
        capture = Capture(
            specs,
            self._shots,
            self._open_source,
            generation=self._new_generation,
            opened=lambda info: self._messages.append(Opened(info)),
            failed=lambda sentence: self._messages.append(Failed(sentence)),
            loop=loop,
            predecessor=previous,
        )
        capture.set_speed(self._speed)
        self._captures.append(capture)
        capture.start()

    def play(self) -> None:
        if self._capture is not None:
            self._capture.play()

    def pause(self) -> None:
        if self._capture is not None:
            self._capture.pause()

    def seek(self, time: float) -> None:
        """Jump to ``time`` seconds; what is still on its way is thrown away."""
        if self._capture is None:
            return
        self._new_generation()  # before the jump, which takes the next number
        self._shots.clear()
        self._results.clear()
        self._capture.seek(time)

    def step(self) -> None:
        """Show a file's next frame, and pause."""
        if self._capture is not None:
            self._capture.step()

    def set_speed(self, speed: float) -> None:
        """How fast files are played, this one and later ones; as fast as recognition keeps up."""
        self._speed = speed
        if self._capture is not None:
            self._capture.set_speed(speed)

    def watch(self, watched: bool) -> None:
        """Whether windows shall carry their traces."""
        self._recognition.watched = watched

    def result(self) -> Result | None:
        """The newest result that was not taken yet, unless a jump has made it stale."""
        result = self._results.take()
        if result is not None and result.shot.generation == self._generation:
            return result
        return None

    def preview(self) -> Shot | None:
        """The newest shot, while nothing can be recognized yet because the model is being loaded."""
        if self._capture is None or self._recognition.settled:
            return None
        return self._capture.newest

    def messages(self) -> list[Message]:
        """What has happened since the last call."""
        taken = []
        while self._messages:
            taken.append(self._messages.popleft())
        return taken

    @property
    def source(self) -> SourceInfo | None:
        return None if self._capture is None else self._capture.info

    @property
    def state(self) -> State | None:
        """What the source is doing; ``None`` without one."""
        return None if self._capture is None else self._capture.state

    @property
    def playing(self) -> bool:
        return self.state in (State.PLAYING, State.OPENING)

    def stats(self) -> Stats:
        now = clock.monotonic()
        capture, recognition = self._capture, self._recognition
        return Stats(
            source_fps=0.0 if capture is None else capture.rate.per_second(now),
            recognized_fps=recognition.rate.per_second(now),
            pose=recognition.pose.spread(),
            network=recognition.network.spread(),
            latency=recognition.latency.spread(),
            dropped=self._shots.dropped + (0 if capture is None else capture.source_dropped),
        )

    def close(self, timeout: float = 1.2) -> list[str]:
        """Stop in order: no more frames, no more answers, then wait. Returns the names of threads that still run after
        ``timeout`` seconds, as one may that waits for a camera's driver."""
        for capture in self._captures:
            capture.stop()
        self._shots.close()
        self._results.close()
        until = clock.monotonic() + timeout
        threads = [*self._captures, self._recognition]
        for thread in threads:
            if thread.ident is not None:
                thread.join(max(0.0, until - clock.monotonic()))
        return [thread.name for thread in threads if thread.is_alive()]

    @property
    def _capture(self) -> Capture | None:
        return self._captures[-1] if self._captures else None

    def _new_generation(self) -> int:
        with self._lock:
            self._generation += 1
            return self._generation

    def _set_progress(self, text: str) -> None:
        self.progress = text

    def _model_ready(self, model: ModelInfo) -> None:
        self.model = model
        self._messages.append(model)


def default_source(spec: str) -> "Source":
    """A camera, a video or a clip."""
    from recognizer.source import open_source

    return open_source(spec)
