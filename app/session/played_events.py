"""What happens in a file, told as playback passes it: it is looked through far ahead of that. No Qt here."""

import time as clock

from app.session.event_outlet import EventOutlet
from recognizer.model.answers import FrameAnswer
from recognizer.model.file_answers import FileAnswers
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.sources.source import Frame

JUST_BEFORE = 1e-4  # seconds


class PlayedEvents:
    """Gives ``outlet`` every frame of a file once playback has passed it, with the windows that are about its moment.

    After a jump everybody has left, and comes back only as playback goes on from there: whoever looks for a moment
    shows many, and is not heard. What was not looked at when it was passed is not told of later.
    """

    def __init__(self, outlet: EventOutlet, kept: KeptBodies, answers: FileAnswers) -> None:
        self._outlet, self._kept, self._answers = outlet, kept, answers
        self._generation: int | None = None
        self._told = 0.0  # seconds, up to which it is told

    def passed(self, captured: CapturedFrame) -> None:
        """Playback goes on from this frame, or stands there."""
        time = captured.frame.time
        if captured.generation != self._generation:
            self._generation, self._told = captured.generation, time - JUST_BEFORE
            self._outlet.finish()
            return
        first, last = self._kept.place(self._told), self._kept.place(time)
        self._told = time
        if last is None:
            return
        for place in range(0 if first is None else first + 1, last + 1):
            self._tell(place)

    def _tell(self, place: int) -> None:
        frame = self._kept.frame(place)
        before = self._kept.frame(place - 1).time if place else float("-inf")
        captured = CapturedFrame(Frame(None, frame.time, frame.index), 0, clock.perf_counter())
        windows = tuple(self._answers.about(before, frame.time))
        self._outlet.take(
            ObservedFrame(captured, frame.bodies, stretch=self._generation or 0),
            FrameAnswer(frame.time, frame.bodies, windows, (), 0.0, 0.0),
        )
