"""From windows to events: who appears and leaves, which action begins and ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter

from recognizer.events.event import Event, Kind
from recognizer.model.answers import FrameAnswer, WindowAnswer
from recognizer.model.segments import GAP, Segment, Segmenter
from recognizer.pose.frames import ObservedFrame
from recognizer.text import path_text

DIGITS = 6  # after the point, as in the JSON of a result


class EventMaker:
    """Makes events of a source's frames, in their order, and gives each to ``tell``. Actions begin and end where the
    segments of the source's result do. ``every_window``: each window is an event, too."""

    def __init__(self, source: str, tell: Callable[[Event], None], every_window: bool = False) -> None:
        self._source, self._tell, self._every_window = path_text(source), tell, every_window
        self._stretch: int | None = None
        self._live, self._frame_time = False, 0.0
        self._frame_clock = datetime.now().astimezone()
        self._start_anew()

    def _start_anew(self) -> None:
        self._seen: dict[int, float] = {}  # when the people who are there were seen last
        self._segmenter = Segmenter(begun=self._begun, ended=self._ended)

    def take(self, observed: ObservedFrame, answer: FrameAnswer) -> None:
        """Tell what is new with this frame. After a jump everybody is new."""
        if observed.stretch != self._stretch:
            self.finish()
            self._stretch = observed.stretch
        self._set_clock(observed)
        time = observed.time
        self._segmenter.see(answer.bodies.persons, time)
        for person in [person for person, seen in self._seen.items() if time - seen > GAP]:
            self._leave(person)
        for person in answer.bodies.persons:
            if person not in self._seen:
                self._emit("appears", time, person)
            self._seen[person] = time
        for window in answer.windows:
            self._judge(window)
        self._segmenter.take_closed()  # they are told of, and would fill the memory

    def finish(self) -> None:
        """The source has ended, or time goes on elsewhere: every action ends, and everybody leaves."""
        self._segmenter.finish()
        for person in list(self._seen):
            self._leave(person)
        self._start_anew()

    def _judge(self, window: WindowAnswer) -> None:
        if self._every_window:
            for person in window.persons:
                self._emit("window", window.time, person, window.label, window.confidence)
        self._segmenter.add(window.persons, window.moment, window.label, window.confidence)

    def _begun(self, segment: Segment) -> None:
        for person in segment.persons:
            self._emit("begins", segment.start, person, segment.label, segment.confidence)

    def _ended(self, segment: Segment) -> None:
        for person in segment.persons:
            self._emit("ends", segment.end, person, segment.label, segment.confidence)

    def _leave(self, person: int) -> None:
        self._emit("leaves", self._seen.pop(person), person)

    def _set_clock(self, observed: ObservedFrame) -> None:
        self._live, self._frame_time = observed.captured.live, observed.time
        age = perf_counter() - observed.captured.captured_at if self._live else 0.0
        self._frame_clock = datetime.now().astimezone() - timedelta(seconds=age)

    def _emit(
        self, kind: Kind, time: float, person: int, label: str | None = None, confidence: float | None = None
    ) -> None:
        before = self._frame_time - time if self._live else 0.0
        clock = (self._frame_clock - timedelta(seconds=before)).isoformat(timespec="milliseconds")
        share = None if confidence is None else round(confidence, DIGITS)
        self._tell(Event(kind, self._source, round(time, DIGITS), clock, person, label, share))
