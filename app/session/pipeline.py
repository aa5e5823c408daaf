"""The threads and what lies between them, behind the few verbs that the window needs. No Qt here."""

import threading
import time as clock
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.options import Options
from app.session.capture_thread import Capture, Shot, SourceInfo, State
from app.session.handoff import Channel
from app.session.latest_result import Board, Result
from app.session.lazy_imports import remove_import_hook
from app.session.masking_thread import Answer, Asker, Question
from app.session.pose_thread import MakeFrontEnd, Observer, Seen
from app.session.rates import Durations, Spread
from app.session.recognition_thread import ModelInfo, Recognition
from app.session.replay_buffer import Past
from app.session.segment_history import Story

if TYPE_CHECKING:
    from app.session.recording_thread import Recording, Snapshot
    from recognizer.skeleton.clip import Bodies
    from recognizer.sources.opening import Source


@dataclass(frozen=True)
class Opened:
    """A source was opened."""

    source: SourceInfo


@dataclass(frozen=True)
class Failed:
    """Something cannot be done; ``sentence`` is for the user. ``retry``: it is the source that failed, and it may help
    to open it again."""

    sentence: str
    retry: bool = False


@dataclass(frozen=True)
class Told:
    """Something to tell the user, in one sentence; ``problem``: that it is none of joy."""

    sentence: str
    problem: bool = False


Message = Opened | Failed | Told | ModelInfo


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
    """Source → capture thread → observer thread (pose) → recognition thread (network), and what the last two have
    found on a board, from where it is pulled by whoever shows it.

    ``open_source`` and ``make_front_end`` stand in for the camera and the pose model in tests. No method waits, but
    for ``close``.
    """

    def __init__(
        self,
        options: Options,
        open_source: "Callable[[str], Source] | None" = None,
        make_front_end: MakeFrontEnd | None = None,
    ) -> None:
        self.options = options
        self.story = Story()
        self.past = Past()  # the last minutes of a live source
        self.model: ModelInfo | None = None
        self._open_source = open_source or default_source
        self._lock = threading.Lock()
        self._generation = 0
        self._speed = 1.0
        self._messages: deque[Message] = deque()
        self._shots: Channel[Shot] = Channel()
        self._seen: Channel[Seen] = Channel(live=False)
        self._board = Board()
        self._progress = {"network": "", "pose": ""}
        self._latency = Durations()
        self._captures: list[Capture] = []
        self._recordings: list[Recording] = []
        self._specs: list[str] = []
        self._loop = False
        self._recognition = Recognition(
            options=options,
            inbox=self._seen,
            board=self._board,
            story=self.story,
            past=self.past,
            current=lambda: self._generation,
            progress=lambda text: self._progress.update(network=text),
            ready=self._model_ready,
            failed=lambda sentence: self._messages.append(Failed(sentence)),
        )
        self._asker = Asker(self._recognition.model_of)
        self._observer = Observer(
            options=options,
            inbox=self._shots,
            out=self._seen,
            board=self._board,
            current=lambda: self._generation,
            judging=lambda: self._recognition.settled,
            progress=lambda text: self._progress.update(pose=text),
            failed=lambda sentence: self._messages.append(Failed(sentence)),
            bodies=self._note_bodies,
            make_front_end=make_front_end,
        )

    def start(self) -> None:
        """Start the threads. From here on torch and MediaPipe are imported beside the window."""
        remove_import_hook()
        self._recognition.start()
        self._observer.start()
        self._asker.start()

    def change(self, **options: object) -> None:
        """Go on with other options: ``model`` and ``device``, ``persons``, ``mirrored`` and ``pose_model``, by name. A
        model that cannot be loaded is told of, and the old one stays."""
        self.options = replace(self.options, **options)
        self._observer.change(self.options)
        self._recognition.change(self.options)

    def open(self, specs: Sequence[str], loop: bool = False) -> None:
        """Leave the present source and open the first of ``specs`` that works. ``loop``: play it again and again.
        Nothing is opened any more after ``stop``."""
        if self._shots.closed:
            return
        previous = self._capture
        if previous is not None:
            previous.stop()
        self._captures = [capture for capture in self._captures if capture.is_alive()]
        self.stop_recording()
        self._specs, self._loop = list(specs), loop
        self._leave_time()
        self.story.clear()
        self.past.clear()
        cancelled = threading.Event()
        cancellable = self._open_source is default_source
        capture = Capture(
            specs,
            self._shots,
            partial(default_source, cancelled=cancelled) if cancellable else self._open_source,
            generation=self._new_generation,
            opened=lambda info: self._messages.append(Opened(info)),
            failed=self._source_failed,
            loop=loop,
            predecessor=previous,
            ended=self._source_ended,
            tap=self._note_shot,
            cancelled=cancelled,
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
        self._leave_time()
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

    def ask(self, question: Question) -> None:
        """Ask the network again, with something hidden; an earlier question that waits still is dropped."""
        self._asker.ask(question)

    def answer(self) -> Answer | None:
        """The newest answer to what was asked, once."""
        return self._asker.take()

    def pause_recognition(self, paused: bool) -> None:
        """For privacy: pictures are shown and nothing in them is looked for, until it is taken back."""
        self._observer.suspended = paused
        if paused:
            self._board.hide()

    @property
    def recognition_paused(self) -> bool:
        return self._observer.suspended

    def record(self, video: Path | None, clip: Path | None) -> None:
        """Record what the source shows, as a video, a clip or both, until ``stop_recording``, the source's end, or
        another source. A message tells what has become of it."""
        self.stop_recording()
        if self.source is None or self._shots.closed or (video is None and clip is None):
            return
        from app.session.recording_thread import Recording

        recording = Recording(
            video, clip, self.source.fps, lambda sentence, problem: self._messages.append(Told(sentence, problem))
        )
        self._recordings = [*(old for old in self._recordings if old.is_alive()), recording]
        recording.start()

    def stop_recording(self) -> None:
        for recording in self._recordings:
            recording.stop()

    @property
    def recording(self) -> bool:
        """Whether anything is being recorded."""
        return any(recording.active for recording in self._recordings)

    def snapshot(self) -> "Snapshot | None":
        """What is shown now, as pictures; ``None`` where nothing is."""
        from app.session.recording_thread import Snapshot

        shown = self._board.peek()
        return None if shown is None else Snapshot(shown.shot.frame, shown.bodies)

    def retry(self) -> None:
        """Open the last source again, as after its camera was plugged in again."""
        if self._specs:
            self.open(self._specs, self._loop)

    def result(self) -> Result | None:
        """What there is to show, if anything is new, unless a jump has made it stale."""
        result, answered = self._board.take()
        now = clock.monotonic()
        for shot in answered:
            if shot.captured > max(self._observer.ready_since, self._recognition.ready_since):
                self._latency.add(now - shot.captured)
        if result is not None and result.shot.generation == self._generation:
            return result
        return None

    def preview(self) -> Shot | None:
        """The newest shot, while nothing can be seen in it yet because the pose model is being prepared."""
        if self._capture is None or not self._board.empty:
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
        capture, observer = self._capture, self._observer
        return Stats(
            source_fps=0.0 if capture is None else capture.rate.per_second(now),
            recognized_fps=observer.rate.per_second(now),
            pose=observer.pose.spread(),
            network=self._recognition.network.spread(),
            latency=self._latency.spread(),
            dropped=self._shots.dropped + (0 if capture is None else capture.source_dropped),
        )

    def open_source(self, spec: str) -> "Source":
        """Another way to the sources, to look at one before it is opened. Raises ``UserError``."""
        return self._open_source(spec)

    def stop(self) -> None:
        """No more frames and no more answers, in that order; returns at once, while the threads end."""
        for capture in self._captures:
            capture.stop()
        self.stop_recording()
        self._shots.close()
        self._seen.close()
        self._asker.close()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [thread.name for thread in self._threads if thread.is_alive()]

    def close(self, timeout: float = 1.2) -> list[str]:
        """``stop``, and wait. Returns the names of threads that still run after ``timeout`` seconds, as one may that
        waits for a camera's driver."""
        self.stop()
        until = clock.monotonic() + timeout
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, until - clock.monotonic()))
        return self.running()

    @property
    def _threads(self) -> list[threading.Thread]:
        return [*self._captures, self._observer, self._recognition, self._asker, *self._recordings]

    @property
    def _capture(self) -> Capture | None:
        return self._captures[-1] if self._captures else None

    def _new_generation(self) -> int:
        with self._lock:
            self._generation += 1
            return self._generation

    def _leave_time(self) -> None:
        """What is on its way is void: there is a jump, or another source. The capture thread takes the next number
        when it has arrived there."""
        self._new_generation()
        self._shots.clear()
        self._seen.clear()
        self._board.clear()

    @property
    def progress(self) -> str:
        """What is being prepared, for the user; empty when nothing is."""
        return next(filter(None, self._progress.values()), "")

    def _note_shot(self, shot: Shot) -> None:
        for recording in self._recordings:
            recording.shot(shot)

    def _note_bodies(self, shot: Shot, bodies: "Bodies") -> None:
        for recording in self._recordings:
            recording.bodies(shot, bodies)

    def _source_failed(self, sentence: str) -> None:
        self.stop_recording()
        self._messages.append(Failed(sentence, retry=True))

    def _source_ended(self, remark: str | None) -> None:
        self.stop_recording()
        if remark:
            self._messages.append(Told(remark, problem=True))

    def _model_ready(self, model: ModelInfo) -> None:
        self.model = model
        self._messages.append(model)


def default_source(spec: str, cancelled: threading.Event | None = None) -> "Source":
    """A camera, a video or a clip; ``cancelled`` ends the waiting for a camera."""
    from recognizer.sources.opening import open_source

    return open_source(spec, cancelled)
