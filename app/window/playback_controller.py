"""Playing, pausing, jumping, stepping; and looking back through a live session that stands still."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.timeline.panel import Timeline
from app.timeline.tracks import ZOOM

if TYPE_CHECKING:
    from recognizer.model.decision import Segment

SKIP = 5.0  # seconds, forward or back


class PlaybackController(QObject):
    """Moves the pipeline's source and keeps the timeline at its ``place``, in seconds. ``frozen`` is whether a live
    session stands still; ``recalled`` then carries a moment of its past, to be shown."""

    recalled = Signal(ShownFrame)

    def __init__(self, pipeline: Pipeline, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._pipeline, self._timeline = pipeline, timeline
        self.frozen, self.place = False, 0.0
        self._version = -1  # of the segments that the timeline shows
        self._lanes: list[list[Segment]] = []
        timeline.play_pause.connect(self.toggle)
        timeline.sought.connect(self.seek)
        timeline.stepped.connect(self.step)
        timeline.speed_chosen.connect(pipeline.set_speed)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "play_or_pause": self.press_space,
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
        self.frozen, self.place = False, 0.0
        self._version, self._lanes = -1, []
        self._timeline.begin(False, None, self._pipeline.segments.probabilities)

    def opened(self) -> None:
        """Show how long the source is that was opened, or that it is live."""
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

    def press_space(self) -> None:
        """Play or pause; the space bar on a focused control works that control instead."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused is not self._timeline.button:
            focused.click()
        elif isinstance(focused, QComboBox):
            focused.showPopup()
        else:
            self.toggle()

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
        model = self._pipeline.model
        self._timeline.show_place(self.place, self._lanes, () if model is None else model.labels)
