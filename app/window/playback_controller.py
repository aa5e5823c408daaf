"""Playing, pausing, jumping, stepping; and looking back through a live session that stands still."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.timeline.panel import Timeline
from app.timeline.time_scale import ZOOM

if TYPE_CHECKING:
    from recognizer.model.segments import Segment

SKIP = 5.0  # seconds, forward or back


class PlaybackController(QObject):
    """Moves the pipeline's source and keeps the timeline at its ``place``, in seconds. ``frozen`` is whether a live
    session stands still; ``recalled`` then carries a moment of its past, to be shown."""

    recalled = Signal(ShownFrame)

    def __init__(self, pipeline: Pipeline, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._pipeline, self._timeline = pipeline, timeline
        self.frozen, self.place = False, 0.0
        self._loop: tuple[float, float] | None = None  # seconds that are played again and again
        self._version = -1  # of the segments that the timeline shows
        self._lanes: dict[int, list[Segment]] = {}
        timeline.play_pause.connect(self.toggle)
        timeline.sought.connect(self.seek)
        timeline.stepped.connect(self.step)
        timeline.speed_chosen.connect(pipeline.set_speed)
        timeline.hold_wanted.connect(pipeline.hold_analysis)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "play_or_pause": self.toggle,
            "skip_back": lambda: self.skip(-SKIP),
            "skip_forward": lambda: self.skip(SKIP),
            "go_to_start": lambda: self.seek(0),
            "step_back": lambda: self.step(-1),
            "step_forward": lambda: self.step(1),
            "slower": lambda: self._timeline.change_speed(-1),
            "faster": lambda: self._timeline.change_speed(1),
            "zoom_in": lambda: self._timeline.tracks.zoom(1 / ZOOM),
            "zoom_out": lambda: self._timeline.tracks.zoom(ZOOM),
            "zoom_to_fit": self._timeline.tracks.fit,
        }

    def begin(self) -> None:
        """Forget the old source: another one is about to be opened."""
        self._loop = None
        self.frozen, self.place = False, 0.0
        self._version, self._lanes = -1, {}
        self._timeline.begin(False, None, self._pipeline.segments.probabilities)

    def opened(self) -> None:
        """Show how long the source is that was opened, or that it is live."""
        source = self._pipeline.source
        if source is not None:
            self._timeline.begin(source.live, source.duration, self._pipeline.segments.probabilities)
            self._timeline.set_frame_rate(source.fps)

    def refresh(self) -> None:
        """Show what has come to be known of a file, also while it stands still."""
        coverage, analysis = self._pipeline.coverage, self._pipeline.analysis
        saved = self._pipeline.saved
        self._timeline.show_coverage(coverage, None if analysis is None else analysis.spans())
        self._timeline.show_saved("" if saved is None else saved.name)
        if analysis is not None and self._pipeline.segments.version != self._version:
            self.arrived(self.place)

    def arrived(self, time: float) -> None:
        """What is shown now is of ``time`` seconds."""
        self.place = time
        segments = self._pipeline.segments
        if segments.version != self._version:
            self._version, self._lanes = segments.version, segments.lanes()
        self._show_place()
        source = self._pipeline.source
        if self._loop is not None and source is not None and self._pipeline.playing:
            start, end = self._loop
            if time >= end - 1 / source.fps:
                self.seek(start)

    def loop(self, span: tuple[float, float] | None) -> None:
        """Play these seconds of a file again and again; ``None``: no longer."""
        source = self._pipeline.source
        if source is None or source.live:
            return
        self._loop = span
        self._timeline.tracks.mark(loop=span)
        if span is not None:
            self.seek(span[0])
            self._pipeline.play()

    def toggle(self) -> None:
        """Play or pause; a live source freezes, and goes on with what is live."""
        source = self._pipeline.source
        if self.frozen:
            self.frozen = False
            self._timeline.freeze(None)
            self._pipeline.play()
        elif not self._pipeline.playing:
            self._pipeline.play()
        else:
            self._pipeline.pause()
            if source is not None and source.live:
                self._freeze()

    def unfreeze(self) -> None:
        """Let a live source go on that stands still."""
        if self.frozen:
            self.toggle()

    def go_on(self) -> None:
        """Play, or let a live source go on that stands still."""
        if self.frozen or not self._pipeline.playing:
            self.toggle()

    def seek(self, seconds: float) -> None:
        """Jump, in a file or in what is kept of a live session."""
        source = self._pipeline.source
        if source is None or (source.live and not self.frozen):
            return
        if self.frozen:
            result = self._pipeline.replay.at(seconds)
            if result is not None:
                self.recalled.emit(result)
            return
        self.place = min(max(seconds, 0.0), source.duration or seconds)
        self._pipeline.seek(self.place)
        self._show_place()

    def skip(self, seconds: float) -> None:
        """Jump forward, or back, from where the source is."""
        self.seek(self.place + seconds)

    def step(self, frames: int) -> None:
        """Move by a single frame, forward or back; forward in a file without a jump."""
        source = self._pipeline.source
        if source is None or (source.live and not self.frozen):
            return
        if self.frozen:
            self.seek(self._pipeline.replay.step(self.place, frames))
        elif frames > 0:
            self._pipeline.step()
        else:
            self._pipeline.step_back()

    def _freeze(self) -> None:
        span = self._pipeline.replay.span()
        if span[1] > span[0]:
            self.frozen = True
            self._timeline.freeze(span)
            self.seek(span[1])

    def _show_place(self) -> None:
        analysis, model = self._pipeline.analysis, self._pipeline.model
        if analysis is not None and analysis.saved is not None:
            model = analysis.model  # the one that the result is of
        self._timeline.show_place(self.place, self._lanes, () if model is None else model.labels)
