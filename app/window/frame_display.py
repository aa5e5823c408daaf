"""Shows what the pipeline has found: frames on the stage, maps beside them, and the place on the timeline."""

from PySide6.QtCore import QObject

from app.lesson.controller import LessonController
from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.window.parts import WindowParts
from app.window.playback_controller import PlaybackController


class FrameDisplay(QObject):
    """``shown`` is the frame on the stage, ``None`` before the first of a source."""

    def __init__(
        self, pipeline: Pipeline, parts: WindowParts, playback: PlaybackController, lesson: LessonController
    ) -> None:
        super().__init__(parts)
        self._pipeline, self._parts, self._playback, self._lesson = pipeline, parts, playback, lesson
        self.shown: ShownFrame | None = None
        playback.recalled.connect(self.show)
        parts.inside.changed.connect(self.update_highlights)
        lesson.changed.connect(self.update_highlights)

    def clear(self) -> None:
        """Forget the frame of the old source."""
        self.shown = None

    def refresh(self) -> None:
        """Show what is new."""
        found = self._pipeline.result()
        if self._playback.frozen:
            pass  # a moment of the past is being looked at
        elif found is not None:
            self._parts.stage.set_people_left_out(self._pipeline.people_left_out, self._pipeline.options.persons)
            self.show(found)
        elif (captured := self._pipeline.preview()) is not None:
            self._parts.stage.show_frame(captured, captured.frame.bodies)
        if (answer := self._pipeline.answer()) is not None:
            self._parts.masking.show_answer(answer)
        self._playback.refresh()
        self._parts.timeline.show_state(self._pipeline.state)

    def show(self, frame: ShownFrame) -> None:
        """Show a frame, of now or of the past."""
        self.shown = frame
        self._parts.stage.show_result(frame, frame.model)
        self._parts.inside.show_result(frame)
        self._parts.timeline.tracks.set_judged(self._judged(frame))
        self._playback.arrived(frame.captured.frame.time)

    def _judged(self, frame: ShownFrame) -> tuple[float, float] | None:
        """Of a file, the seconds that the answer was judged from whose inside is shown, or else the first one."""
        if frame.captured.live:
            return None
        windows = [holder.window for holder in frame.holders if holder.window is not None]
        answer = self._parts.inside.answer
        persons = () if answer is None else answer.persons
        window = next((one for one in windows if one.persons == persons), windows[0] if windows else None)
        if window is None or window.start == window.time:  # a saved result does not say from what it was judged
            return None
        return window.start, window.time

    def update_highlights(self) -> None:
        """Highlight on the stage, and mark on the timeline, what a map or the lesson points at."""
        inside, lesson = self._parts.inside, self._lesson
        self._parts.stage.highlight(lesson.highlights(inside.highlights()))
        self._parts.timeline.tracks.set_marks(lesson.marks(inside.marks()))
