"""The threads and what lies between them, behind the few verbs that the window needs. No Qt here.

A live source goes from the capture thread to the pose thread and on to the recognition thread, and what matters is its
newest picture. A file is played by the capture thread alone, while its analysis looks at all of it once, in its order:
what is shown of a moment is what the analysis knows of it.
"""

import threading
import time as clock
from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.options import Options
from app.session.capture_thread import CaptureThread
from app.session.captures import Captures, Wish
from app.session.edits import Edits
from app.session.event_outlet import EventOutlet
from app.session.file_analysis import AnalysisMeans, FileAnalysis
from app.session.handoff import Handoff
from app.session.latest_result import LatestResult
from app.session.lazy_imports import remove_import_hook
from app.session.left_out_thread import LeftOutThread, MakeLooker, default_looker
from app.session.masking_thread import MaskingThread
from app.session.messages import (
    Coverage,
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
from app.session.open_file import OpenFile
from app.session.pose_thread import MakeFrontEnd, PoseThread, default_front_end
from app.session.project_file import ProjectFile
from app.session.project_thread import ProjectThread
from app.session.rates import Durations
from app.session.recognition_thread import RecognitionThread
from app.session.recordings import Recordings
from app.session.replay_buffer import ReplayBuffer
from app.session.saved_analysis import SavedAnalysis
from app.session.segment_history import SegmentHistory
from app.session.source_opener import OpenSource, SourceOpener
from recognizer.pose.frames import CapturedFrame, ObservedFrame

if TYPE_CHECKING:
    from app.session.judging_thread import LoadedModel
    from app.session.recording_thread import Snapshot
    from app.session.saved_result import SavedResult
    from recognizer.model.model_folder import Model
    from recognizer.sources.opening import Source

JUST_NOW = 0.5  # seconds for which it is still said that playback waits
LOOKS = ("persons", "mirrored", "pose_model")  # the options by which a file is looked at


class Pipeline:
    """A live source → capture thread → pose thread → recognition thread (network). What the last two have found lies in
    the latest result, from where it is pulled by whoever shows it. A file → capture thread, and beside it ``analysis``.

    ``open_source``, ``make_front_end`` and ``make_looker`` stand in for the camera and the pose model in tests. No
    method waits, but for ``close``.
    """

    def __init__(
        self,
        options: Options,
        open_source: OpenSource | None = None,
        make_front_end: MakeFrontEnd | None = None,
        make_looker: MakeLooker | None = None,
    ) -> None:
        self.options = options
        self.segments = SegmentHistory()
        self.replay = ReplayBuffer()  # the last minutes of a live source
        self.events = EventOutlet()
        self.model: ModelInfo | None = None
        self._file = OpenFile(self.events)
        self._watched = self._started = False
        self._sources = SourceOpener(lambda: self.options, open_source)
        self._make_front_end = make_front_end or default_front_end
        self._lock = threading.Lock()
        self._generation = 0
        self._speed = 1.0
        self._messages: deque[Message] = deque()
        self._to_pose: Handoff[CapturedFrame] = Handoff()
        self._to_recognition: Handoff[ObservedFrame] = Handoff(live=False)
        self._latest = LatestResult()
        self._progress = {"network": "", "pose": ""}
        self._latency = Durations()
        self._captures = Captures()
        self._failed: Wish | None = None  # what could not be opened, or broke, last
        self._recordings = Recordings(self._messages.append)
        self._corrections = ProjectThread(lambda *told: self._messages.append(Notice(*told)))
        self._corrected: tuple[SourceInfo, ProjectFile] | None = None  # the last file, and what is kept of it
        self._recognition_thread = RecognitionThread(
            options=options,
            inbox=self._to_recognition,
            latest=self._latest,
            segments=self.segments,
            replay=self.replay,
            events=self.events,
            current=lambda: self._generation,
            progress=lambda text: self._progress.update(network=text),
            ready=self._model_ready,
            failed=self._messages.append,
            noticed=lambda sentence: self._messages.append(Notice(sentence)),
        )
        self._masking_thread = MaskingThread(self._recognition_thread.model_of, self._messages.append)
        self._left_out_thread = LeftOutThread(
            lambda: self.options, make_looker or default_looker, self._messages.append
        )
        self._pose_thread = PoseThread(
            options=options,
            inbox=self._to_pose,
            out=self._to_recognition,
            latest=self._latest,
            current=lambda: self._generation,
            judging=lambda: self._recognition_thread.settled,
            progress=lambda text: self._progress.update(pose=text),
            failed=self._messages.append,
            bodies=self._recordings.add_bodies,
            make_front_end=make_front_end,
        )

    def start(self) -> None:
        """Start the threads. From here on torch and MediaPipe are imported beside the window."""
        remove_import_hook()
        self._started = True
        self._recognition_thread.start()
        self._pose_thread.start()
        self._masking_thread.start()
        self._left_out_thread.start()

    def change(self, **options: Any) -> None:
        """Go on with other options, by name: ``model`` and ``device``, ``pack`` and ``pack_version``, ``decisions``,
        ``persons``, ``mirrored``, ``pose_model`` and ``camera_format``. A model or a pack that cannot be loaded is
        reported, and the old one stays. A camera that is open is opened again for another format."""
        before = self.options
        self.options = replace(self.options, **options)  # by name, as the docstring lists them
        self._pose_thread.change(self.options)
        self._recognition_thread.change(self.options)
        self._file.nudge()
        seen_alike = all(getattr(before, name) == getattr(self.options, name) for name in LOOKS)
        if self.analysis is not None and self.saved is None and not seen_alike and self.source is not None:
            self._analyse(self.source)
        if before.camera_format != self.options.camera_format and self.source is not None and self.source.live:
            self.open(Wish([self.source.spec]))

    def open(self, wish: Wish) -> bool:
        """Open what is wished for, in the place of the present source. That goes on until the other one is open, for
        good where it cannot be opened, unless both are cameras. Nothing is opened any more after ``stop``.

        Returns whether the present source is left already; if not, ``change_over`` is to be called until it is.
        """
        if self._to_pose.closed:
            return False
        beside = self._captures.may_stay(wish.specs)
        if not beside:
            self._leave()
        self._captures.begin(self._capturing(wish, beside), wish, beside)
        return not beside

    def change_over(self) -> bool:
        """Leave the present source for the one that was to be opened in its place, once that is open; returns whether
        it was left. To be called again and again by whoever shows the source."""
        if not self._captures.can_change_over:
            return False
        capture = self._captures.change_over()
        self._leave()
        capture.take_over()  # not before: what it finds is not to be forgotten
        return True

    def _leave(self) -> None:
        """Forget what is known of the present source."""
        self._failed = None
        self._recordings.stop()
        self._file.leave()
        self.events.leave()
        self._leave_time()
        self.segments.clear()
        self.replay.clear()
        self._pose_thread.rate.clear()
        self._left_out_thread.forget()

    def _capturing(self, wish: Wish, beside: bool) -> CaptureThread:
        cancelled = threading.Event()
        capture = CaptureThread(
            wish.specs,
            self._to_pose,
            self._sources.opening(cancelled),
            generation=self._new_generation,
            opened=lambda source: self._source_opened(source, wish.saved),
            failed=lambda failure: self._source_failed(capture, failure),
            loop=wish.loop,
            predecessor=self._capture,
            ended=self._source_ended,
            tap=self._recordings.add_frame,
            cancelled=cancelled,
            noticed=lambda sentence: self._messages.append(Notice(sentence)),
            ready=self._file.ready,
            passed=self._note_passed,
            beside=beside,
        )
        capture.set_speed(self._speed)
        if wish.place > 0:
            capture.seek(wish.place)
        return capture

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
        self._captures.set_speed(speed)

    def watch(self, watched: bool) -> None:
        """Whether windows shall carry their traces."""
        self._watched = self._recognition_thread.watched = watched

    def model_of(self, info: ModelInfo) -> "Model | None":
        """The model that ``info`` is of, unless another one has taken its place. From any thread."""
        return self._recognition_thread.model_of(info)

    def ask(self, question: MaskingQuestion) -> None:
        """Ask the network again, with something hidden; an earlier question that waits still is dropped."""
        self._masking_thread.ask(question)

    def answer(self) -> MaskingAnswer | None:
        """The newest answer to what was asked, once."""
        return self._masking_thread.take()

    def pause_recognition(self, paused: bool) -> None:
        """For privacy: pictures are shown and nothing in them is looked for, until it is taken back."""
        self._pose_thread.suspended = paused
        self._file.keep_private(paused)
        self.events.keep_quiet(paused)
        if paused:
            self._latest.hide()

    def hold_analysis(self, held: bool) -> None:
        """Look no further into the file that is open, or go on."""
        self._file.stop(held)

    @property
    def analysis(self) -> FileAnalysis | None:
        """That of the file that is open; ``None`` without one."""
        return self._file.analysis

    @property
    def saved(self) -> "SavedResult | None":
        """The result whose answers are shown of the file that is open; ``None`` where they are found here."""
        return None if self.analysis is None else self.analysis.saved

    @property
    def project(self) -> ProjectFile | None:
        """Where the user's corrections of the file that is open are kept; ``None`` where they are not."""
        corrected = self._corrected
        return None if corrected is None or corrected[0] is not self.source else corrected[1]

    def keep_edits(self, project: ProjectFile, edits: Edits) -> None:
        """Have the corrections of a file written; a message tells where that cannot be done."""
        self._corrections.save(project, edits)

    @property
    def loaded(self) -> "LoadedModel | None":
        """The model that answers, and how readily it shall; ``None`` before there is one."""
        return self._recognition_thread.loaded

    @property
    def base_model(self) -> "Model | None":
        """The model that answers, without own actions; ``None`` before there is one."""
        return self._recognition_thread.base

    @property
    def coverage(self) -> Coverage | None:
        """How far the file that is open was looked at; ``None`` where none is."""
        analysis, capture = self.analysis, self._capture
        if analysis is None or capture is None:
            return None
        waits = self.playing and clock.perf_counter() - capture.waited_at < JUST_NOW
        return replace(analysis.coverage, sets_the_pace=waits)

    @property
    def recognition_paused(self) -> bool:
        """Whether ``pause_recognition`` holds."""
        return self._pose_thread.suspended

    def record(self, video: Path | None, clip: Path | None) -> None:
        """Record what the source shows, as a video, a clip or both, until ``stop_recording``, the source's end, or
        another source. A message tells what has become of it."""
        self._recordings.stop()
        if self.source is not None and not self._to_pose.closed and (video is not None or clip is not None):
            self._recordings.begin(video, clip, self.source.fps)

    def recover_recordings(self, folder: Path) -> None:
        """Give recordings in this folder a name that the end of a program has cut off; returns at once, and messages
        tell of them."""
        self._recordings.recover(folder)

    def stop_recording(self) -> None:
        """Finish what is being recorded; returns at once, and a message tells what has become of it."""
        self._recordings.stop()

    @property
    def recording(self) -> bool:
        """Whether anything is being recorded."""
        return self._recordings.active

    def snapshot(self) -> "Snapshot | None":
        """What is shown now, as pictures; ``None`` where nothing is."""
        from app.session.recording_thread import Snapshot

        captured = None if self._capture is None else self._capture.newest
        if self.analysis is not None:
            return None if captured is None else Snapshot(captured.frame, self.analysis.bodies_at(captured))
        shown = self._latest.peek()
        return None if shown is None else Snapshot(shown.captured.frame, shown.bodies)

    def retry(self) -> None:
        """Open again what failed last, as after its camera was plugged in again, or else the present source."""
        wish = self._failed or (self._captures.wish(self._capture) if self._capture is not None else None)
        if wish is not None:
            self.open(wish)

    @property
    def people_left_out(self) -> bool:
        """Whether more people are in the picture than are followed."""
        return self._left_out_thread.left_out

    def result(self) -> ShownFrame | None:
        """What there is to show, if anything is new, unless a jump has made it stale."""
        shown = self._news()
        if shown is not None:
            self._left_out_thread.look(shown)
        return shown

    def _news(self) -> ShownFrame | None:
        if self.analysis is not None:
            captured = None if self._capture is None else self._capture.newest
            if captured is None or captured.generation != self._generation:
                return None
            return self._file.news(captured, self._watched)
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
        if self._capture is None or not self._latest.empty or self.analysis is not None:
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
        return self._captures.source

    @property
    def state(self) -> SourceState | None:
        """What the source is doing; ``None`` without one."""
        return self._captures.state

    @property
    def playing(self) -> bool:
        """Whether the source plays, or will as soon as it is open."""
        return self.state in (SourceState.PLAYING, SourceState.OPENING)

    def stats(self) -> Stats:
        """Rates, durations and dropped frames, for the status line."""
        now = clock.perf_counter()
        capture, observer = self._capture, self.analysis or self._pose_thread
        network = self._recognition_thread.network if self.analysis is None else self.analysis.network
        return Stats(
            source_fps=0.0 if capture is None else capture.rate.per_second(now),
            recognized_fps=observer.rate.per_second(now),
            mean_fps=observer.rate.mean,
            pose=observer.pose.spread(),
            network=network.spread(),
            latency=self._latency.spread(),
            dropped=self._to_pose.dropped + (0 if capture is None else capture.source_dropped),
        )

    def open_source(self, spec: str) -> "Source":
        """Another way to the sources, to look at one before it is opened. Raises ``UserError``."""
        return self._sources.opening()(spec)

    def stop(self) -> None:
        """No more frames and no more answers, in that order; returns at once, while the threads end."""
        self._captures.stop()
        self._recordings.stop()
        self._file.close()
        self.events.leave()
        self._to_pose.close()
        self._to_recognition.close()
        self._masking_thread.close()
        self._left_out_thread.close()
        self._corrections.stop()

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
        lasting = [self._pose_thread, self._recognition_thread, self._masking_thread, self._left_out_thread]
        recovering = [self._recordings.recovering] if self._recordings.recovering is not None else []
        files = [*self._file.threads, *self._recordings.threads, *recovering, self._corrections]
        return [*self._captures.threads, *lasting, *files]

    @property
    def _capture(self) -> CaptureThread | None:
        return self._captures.current

    # Files

    def _source_opened(self, source: SourceInfo, saved: "SavedResult | None") -> None:
        """From the capture thread: a file is looked through from now on, unless another source is open by now."""
        self._read_project(source)
        if source is self.source:
            self.events.begin(source.spec)
            if not source.live:
                self._analyse(source, saved)
        self._messages.append(SourceOpened(source))

    def _read_project(self, source: SourceInfo) -> None:
        project = None if source.live else self._corrections.read(Path(source.spec), source.duration)
        if project is not None and source is self.source:  # and not another one by now
            self._corrected = source, project

    def _analyse(self, source: SourceInfo, saved: "SavedResult | None" = None) -> None:
        if self._started:
            self._file.begin(lambda: self._analysis_of(source, saved))

    def _analysis_of(self, source: SourceInfo, saved: "SavedResult | None") -> FileAnalysis:
        recognition = self._recognition_thread
        means = AnalysisMeans(
            self.options,
            self._sources.opening(),
            self._make_front_end,
            self.segments,
            loaded=lambda: recognition.loaded,
            progress=lambda text: self._progress.update(pose=text),
            failed=self._messages.append,
            cached=self._sources.files_are_real,
        )
        if saved is not None:
            return SavedAnalysis(saved, source.fps, source.duration, means)
        answering = lambda: recognition.loaded is not None or not recognition.settled  # noqa: E731
        return FileAnalysis(source.spec, source.fps, source.duration, means, answering)

    def _note_passed(self, captured: CapturedFrame) -> None:
        """From the capture thread: playback goes on from this frame of a file."""
        analysis = self.analysis
        self._file.passed(captured)
        if analysis is not None and self.recording and not self.recognition_paused:
            bodies = analysis.bodies_at(captured)
            if bodies is not None:
                self._recordings.add_bodies(captured, bodies)

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

    @property
    def opening(self) -> str:
        """What is said while a source is opened in the place of the present one; empty while none is."""
        return self._captures.opening

    def _source_failed(self, capture: CaptureThread, failure: Failed) -> None:
        if capture is self._capture:  # else the present source goes on
            self._recordings.stop()
            self.events.leave()
        self._failed = self._captures.wish(capture)
        self._messages.append(failure)

    def _source_ended(self, remark: str | None) -> None:
        self._recordings.stop()
        self.events.finish()
        if remark:
            self._messages.append(Notice(remark, problem=True))

    def _model_ready(self, model: ModelInfo) -> None:
        self.model = model
        self._messages.append(model)
        self._file.nudge()
