"""The threads and what lies between them, behind the few verbs that the window needs. No Qt here."""

import threading
import time as clock
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.options import Options
from app.session.capture_thread import CaptureThread
from app.session.handoff import Handoff
from app.session.latest_result import LatestResult
from app.session.lazy_imports import remove_import_hook
from app.session.masking_thread import MaskingThread
from app.session.messages import (
    Failed,
    MaskingAnswer,
    MaskingQuestion,
    Message,
    ModelInfo,
    Notice,
    ShownFrame,
    SourceInfo,
    SourceOpened,
    SourceState,
    Stats,
)
from app.session.pose_thread import MakeFrontEnd, PoseThread
from app.session.rates import Durations
from app.session.recognition_thread import RecognitionThread
from app.session.replay_buffer import ReplayBuffer
from app.session.segment_history import SegmentHistory
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.sources.camera_format import ANY_FORMAT, CameraFormat

if TYPE_CHECKING:
    from app.session.recording_thread import RecordingThread, Snapshot
    from recognizer.skeleton.clip import Bodies
    from recognizer.sources.opening import Source


class Pipeline:
    """Source → capture thread → pose thread → recognition thread (network). What the last two have found lies in the
    latest result, from where it is pulled by whoever shows it.

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
        self.segments = SegmentHistory()
        self.replay = ReplayBuffer()  # the last minutes of a live source
        self.model: ModelInfo | None = None
        self._open_source = open_source or default_source
        self._lock = threading.Lock()
        self._generation = 0
        self._speed = 1.0
        self._messages: deque[Message] = deque()
        self._to_pose: Handoff[CapturedFrame] = Handoff()
        self._to_recognition: Handoff[ObservedFrame] = Handoff(live=False)
        self._latest = LatestResult()
        self._progress = {"network": "", "pose": ""}
        self._latency = Durations()
        self._captures: list[CaptureThread] = []
        self._recordings: list[RecordingThread] = []
        self._specs: list[str] = []
        self._loop = False
        self._recognition_thread = RecognitionThread(
            options=options,
            inbox=self._to_recognition,
            latest=self._latest,
            segments=self.segments,
            replay=self.replay,
            current=lambda: self._generation,
            progress=lambda text: self._progress.update(network=text),
            ready=self._model_ready,
            failed=self._messages.append,
        )
        self._masking_thread = MaskingThread(self._recognition_thread.model_of, self._messages.append)
        self._pose_thread = PoseThread(
            options=options,
            inbox=self._to_pose,
            out=self._to_recognition,
            latest=self._latest,
            current=lambda: self._generation,
            judging=lambda: self._recognition_thread.settled,
            progress=lambda text: self._progress.update(pose=text),
            failed=self._messages.append,
            bodies=self._note_bodies,
            make_front_end=make_front_end,
        )

    def start(self) -> None:
        """Start the threads. From here on torch and MediaPipe are imported beside the window."""
        remove_import_hook()
        self._recognition_thread.start()
        self._pose_thread.start()
        self._masking_thread.start()

    def change(self, **options: Any) -> None:
        """Go on with other options: ``model`` and ``device``, ``decisions``, ``persons``, ``mirrored``, ``pose_model``
        and ``camera_format``, by name. A model that cannot be loaded is reported, and the old one stays. A camera that
        is open is opened again for another format."""
        before = self.options
        self.options = replace(self.options, **options)  # by name, as the docstring lists them
        self._pose_thread.change(self.options)
        self._recognition_thread.change(self.options)
        if before.camera_format != self.options.camera_format and self.source is not None and self.source.live:
            self.open([self.source.spec])

    def open(self, specs: Sequence[str], loop: bool = False) -> None:
        """Leave the present source and open the first of ``specs`` that works. ``loop``: play it again and again.
        Nothing is opened any more after ``stop``."""
        if self._to_pose.closed:
            return
        previous = self._capture
        if previous is not None:
            previous.stop()
        self._captures = [capture for capture in self._captures if capture.is_alive()]
        self.stop_recording()
        self._specs, self._loop = list(specs), loop
        self._leave_time()
        self.segments.clear()
        self.replay.clear()
        cancelled = threading.Event()
        capture = CaptureThread(
            specs,
            self._to_pose,
            self._opener(cancelled),
            generation=self._new_generation,
            opened=lambda info: self._messages.append(SourceOpened(info)),
            failed=self._source_failed,
            loop=loop,
            predecessor=previous,
            ended=self._source_ended,
            tap=self._note_frame,
            cancelled=cancelled,
            noticed=lambda sentence: self._messages.append(Notice(sentence)),
        )
        capture.set_speed(self._speed)
        self._captures.append(capture)
        capture.start()

    def play(self) -> None:
        """Go on with the source; from its start where its end was reached."""
        if self._capture is not None:
            self._capture.play()

    def pause(self) -> None:
        """Hold the source at the frame that it is at."""
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

    def step_back(self) -> None:
        """Show a file's frame before the one that is shown, and pause; what is still on its way is thrown away."""
        if self._capture is not None:
            self._leave_time()
            self._capture.step_back()

    def set_speed(self, speed: float) -> None:
        """How fast files are played, this one and later ones; as fast as recognition keeps up."""
        self._speed = speed
        if self._capture is not None:
            self._capture.set_speed(speed)

    def watch(self, watched: bool) -> None:
        """Whether windows shall carry their traces."""
        self._recognition_thread.watched = watched

    def ask(self, question: MaskingQuestion) -> None:
        """Ask the network again, with something hidden; an earlier question that waits still is dropped."""
        self._masking_thread.ask(question)

    def answer(self) -> MaskingAnswer | None:
        """The newest answer to what was asked, once."""
        return self._masking_thread.take()

    def pause_recognition(self, paused: bool) -> None:
        """For privacy: pictures are shown and nothing in them is looked for, until it is taken back."""
        self._pose_thread.suspended = paused
        if paused:
            self._latest.hide()

    @property
    def recognition_paused(self) -> bool:
        """Whether ``pause_recognition`` holds."""
        return self._pose_thread.suspended

    def record(self, video: Path | None, clip: Path | None) -> None:
        """Record what the source shows, as a video, a clip or both, until ``stop_recording``, the source's end, or
        another source. A message tells what has become of it."""
        self.stop_recording()
        if self.source is None or self._to_pose.closed or (video is None and clip is None):
            return
        from app.session.recording_thread import RecordingThread

        recording = RecordingThread(
            video, clip, self.source.fps, lambda sentence, problem: self._messages.append(Notice(sentence, problem))
        )
        self._recordings = [*(old for old in self._recordings if old.is_alive()), recording]
        recording.start()

    def stop_recording(self) -> None:
        """Finish what is being recorded; returns at once, and a message tells what has become of it."""
        for recording in self._recordings:
            recording.stop()

    @property
    def recording(self) -> bool:
        """Whether anything is being recorded."""
        return any(recording.active for recording in self._recordings)

    def snapshot(self) -> "Snapshot | None":
        """What is shown now, as pictures; ``None`` where nothing is."""
        from app.session.recording_thread import Snapshot

        shown = self._latest.peek()
        return None if shown is None else Snapshot(shown.captured.frame, shown.bodies)

    def retry(self) -> None:
        """Open the last source again, as after its camera was plugged in again."""
        if self._specs:
            self.open(self._specs, self._loop)

    def result(self) -> ShownFrame | None:
        """What there is to show, if anything is new, unless a jump has made it stale."""
        result, answered = self._latest.take()
        now = clock.perf_counter()
        for captured in answered:
            if captured.captured_at > max(self._pose_thread.ready_since, self._recognition_thread.ready_since):
                self._latency.add(now - captured.captured_at)
        if result is not None and result.captured.generation == self._generation:
            return result
        return None

    def preview(self) -> CapturedFrame | None:
        """The newest captured, while nothing can be seen in it yet because the pose model is being prepared."""
        if self._capture is None or not self._latest.empty:
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
        """The open source; ``None`` without one, or while it is being opened."""
        return None if self._capture is None else self._capture.info

    @property
    def state(self) -> SourceState | None:
        """What the source is doing; ``None`` without one."""
        return None if self._capture is None else self._capture.state

    @property
    def playing(self) -> bool:
        """Whether the source plays, or will as soon as it is open."""
        return self.state in (SourceState.PLAYING, SourceState.OPENING)

    def stats(self) -> Stats:
        """Rates, durations and dropped frames, for the status line."""
        now = clock.perf_counter()
        capture, observer = self._capture, self._pose_thread
        return Stats(
            source_fps=0.0 if capture is None else capture.rate.per_second(now),
            recognized_fps=observer.rate.per_second(now),
            pose=observer.pose.spread(),
            network=self._recognition_thread.network.spread(),
            latency=self._latency.spread(),
            dropped=self._to_pose.dropped + (0 if capture is None else capture.source_dropped),
        )

    def open_source(self, spec: str) -> "Source":
        """Another way to the sources, to look at one before it is opened. Raises ``UserError``."""
        return self._opener()(spec)

    def _opener(self, cancelled: threading.Event | None = None) -> "Callable[[str], Source]":
        """What opens sources, with the camera format that is wanted now."""
        if self._open_source is default_source:
            return partial(default_source, cancelled=cancelled, camera_format=self.options.camera_format)
        return self._open_source

    def stop(self) -> None:
        """No more frames and no more answers, in that order; returns at once, while the threads end."""
        for capture in self._captures:
            capture.stop()
        self.stop_recording()
        self._to_pose.close()
        self._to_recognition.close()
        self._masking_thread.close()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [thread.name for thread in self._threads if thread.is_alive()]

    def close(self, timeout: float = 1.2) -> list[str]:
        """``stop``, and wait. Returns the names of threads that still run after ``timeout`` seconds, as one may that
        waits for a camera's driver."""
        self.stop()
        until = clock.perf_counter() + timeout
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, until - clock.perf_counter()))
        return self.running()

    @property
    def _threads(self) -> list[threading.Thread]:
        return [*self._captures, self._pose_thread, self._recognition_thread, self._masking_thread, *self._recordings]

    @property
    def _capture(self) -> CaptureThread | None:
        return self._captures[-1] if self._captures else None

    def _new_generation(self) -> int:
        with self._lock:
            self._generation += 1
            return self._generation

    def _leave_time(self) -> None:
        """What is on its way is void: there is a jump, or another source. The capture thread takes the next number
        when it has arrived there."""
        self._new_generation()
        self._to_pose.clear()
        self._to_recognition.clear()
        self._latest.clear()

    @property
    def progress(self) -> str:
        """What is being prepared, for the user; empty when nothing is."""
        return next(filter(None, self._progress.values()), "")

    def _note_frame(self, captured: CapturedFrame) -> None:
        for recording in self._recordings:
            recording.add_frame(captured)

    def _note_bodies(self, captured: CapturedFrame, bodies: "Bodies") -> None:
        for recording in self._recordings:
            recording.add_bodies(captured, bodies)

    def _source_failed(self, failure: Failed) -> None:
        self.stop_recording()
        self._messages.append(failure)

    def _source_ended(self, remark: str | None) -> None:
        self.stop_recording()
        if remark:
            self._messages.append(Notice(remark, problem=True))

    def _model_ready(self, model: ModelInfo) -> None:
        self.model = model
        self._messages.append(model)


def default_source(
    spec: str, cancelled: threading.Event | None = None, camera_format: CameraFormat = ANY_FORMAT
) -> "Source":
    """A camera, a video or a clip. A camera is asked for ``camera_format``; ``cancelled`` ends the waiting for it."""
    from recognizer.sources.opening import open_source

    return open_source(spec, cancelled, camera_format)
