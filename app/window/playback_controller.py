"""Playing, pausing, jumping, stepping; and looking back through a live session that stands still."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.timeline.panel import Timeline

if TYPE_CHECKING:
    from recognizer.model.decision import Segment


class Playback:
    """Moves the pipeline's source and keeps the timeline at its place. ``show`` shows a moment of the past."""

    def __init__(self, pipeline: Pipeline, timeline: Timeline, show: Callable[[ShownFrame], None]) -> None:
        self._pipeline, self._timeline, self._show = pipeline, timeline, show
        self.frozen = False
        timeline.play_pause.connect(self.toggle)
        timeline.sought.connect(self.seek)
        timeline.stepped.connect(self.step)
        timeline.speed_chosen.connect(pipeline.set_speed)
        self._forget()

    def begin(self) -> None:
        """Another source."""
        self._forget()
        self._timeline.begin(False, None, self._pipeline.segments.probabilities)

    def opened(self) -> None:
        """The source is there, and tells what it is."""
        source = self._pipeline.source
        if source is not None:
            self._timeline.begin(source.live, source.duration, self._pipeline.segments.probabilities)

    def arrived(self, time: float) -> None:
        """What is shown now is of ``time`` seconds."""
        self.place = time
        segments = self._pipeline.segments
        if segments.version != self._version:
            self._version, self._lanes = segments.version, segments.lanes()
        self._show_place()

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

    def seek(self, seconds: float) -> None:
        """Jump, in a file or in what is kept of a live session."""
        source = self._pipeline.source
        if source is None or (source.live and not self.frozen):
            return
        if self.frozen:
            result = self._pipeline.replay.at(seconds)
            if result is not None:
                self._show(result)
            return
        self.place = min(max(seconds, 0.0), source.duration or seconds)
        self._pipeline.seek(self.place)
        self._show_place()

    def skip(self, seconds: float) -> None:
        self.seek(self.place + seconds)

    def step(self, frames: int) -> None:
        """By single frames; forward in a file without a jump."""
        source = self._pipeline.source
        if source is None or (source.live and not self.frozen):
            return
        if self.frozen:
            self.seek(self._pipeline.replay.step(self.place, frames))
        elif frames > 0:
            self._pipeline.step()
        else:
            self._pipeline.pause()
            self.seek(self.place + frames / source.fps)

    def _freeze(self) -> None:
        span = self._pipeline.replay.span()
        if span[1] > span[0]:
            self.frozen = True
            self._timeline.freeze(span)
            self.seek(span[1])

    def _show_place(self) -> None:
        model = self._pipeline.model
        self._timeline.show_place(self.place, self._lanes, () if model is None else model.labels)

    def _forget(self) -> None:
        self.frozen = False
        self.place, self._version = 0.0, -1
        self._lanes: list[list[Segment]] = []
