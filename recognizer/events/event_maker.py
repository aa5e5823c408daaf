"""From windows to events: who appears and leaves, which action begins and ends."""

import time as perf
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from recognizer.events.event import Event, Kind
from recognizer.model.answers import PERIOD, FrameAnswer, WindowAnswer
from recognizer.model.segments import GAP, lasting
from recognizer.pose.frames import ObservedFrame
from recognizer.skeleton.clip import NOBODY
from recognizer.text import path_text

DIGITS = 6  # after the point, as in the JSON of a result


@dataclass
class _Action:
    """An action that goes on, of one person: as a segment that may still grow."""

    label: str
    start: float
    end: float
    confidence: float  # mean over the windows
    windows: int


class EventMaker:
    """Makes events of a source's frames, in their order, and gives each to ``tell``. Actions begin and end where the
    segments of the source's result do. ``every_window``: each window is an event, too."""

    def __init__(self, source: str, tell: Callable[[Event], None], every_window: bool = False) -> None:
        self._source, self._tell, self._every_window = path_text(source), tell, every_window
        self._stretch: int | None = None
        self._seen: dict[int, float] = {}  # when the people who are there were seen last
        self._actions: dict[int, _Action] = {}
        self._live, self._frame_time = False, 0.0
        self._frame_clock = datetime.now().astimezone()

    def take(self, observed: ObservedFrame, answer: FrameAnswer) -> None:
        """Tell what is new with this frame. After a jump everybody is new."""
        if observed.stretch != self._stretch:
            self.finish()
            self._stretch = observed.stretch
        self._set_clock(observed)
        time = observed.time
        for person in answer.bodies.identity.tolist():
            if person == NOBODY:
                continue
            if person in self._seen and time - self._seen[person] > GAP:
                self._leave(person)
            if person not in self._seen:
                self._emit("appears", time, person)
            self._seen[person] = time
        for window in answer.windows:
            for person in window.persons:
                self._judge(person, window)
        for person, seen in list(self._seen.items()):
            if time - seen > GAP:
                self._leave(person)

    def finish(self) -> None:
        """The source has ended, or time goes on elsewhere: every action ends, and everybody leaves."""
        for person in list(self._seen):
            self._leave(person)

    def _judge(self, person: int, window: WindowAnswer) -> None:
        """One window's answer, by the rules of ``Segmenter``."""
        moment, label, confidence = window.moment, window.label, window.confidence
        if self._every_window:
            self._emit("window", window.time, person, label, confidence)
        action = self._actions.get(person)
        if action is not None and (label != action.label or moment - action.end > GAP):
            if label is not None and moment - action.end <= GAP:
                moment = action.end = max(moment, action.start + PERIOD)  # passes into the next without a hole
            self._end(person)
            action = None
        if label is None:
            return
        if action is None:
            self._actions[person] = _Action(label, moment, moment + PERIOD, confidence, 1)
            self._emit("begins", moment, person, label, confidence)
        else:
            action.end = max(action.end, moment)
            action.confidence = (action.confidence * action.windows + confidence) / (action.windows + 1)
            action.windows += 1

    def _end(self, person: int) -> None:
        action = self._actions.pop(person)
        self._emit("ends", action.end, person, action.label, action.confidence)

    def _leave(self, person: int) -> None:
        if person in self._actions:
            self._actions[person].end = lasting(self._actions[person].end, self._seen[person])
            self._end(person)
        self._emit("leaves", self._seen.pop(person), person)

    def _set_clock(self, observed: ObservedFrame) -> None:
        self._live, self._frame_time = observed.captured.live, observed.time
        age = perf.perf_counter() - observed.captured.captured_at if self._live else 0.0
        self._frame_clock = datetime.now().astimezone() - timedelta(seconds=age)

    def _emit(
        self, kind: Kind, time: float, person: int, label: str | None = None, confidence: float | None = None
    ) -> None:
        before = self._frame_time - time if self._live else 0.0
        clock = (self._frame_clock - timedelta(seconds=before)).isoformat(timespec="milliseconds")
        share = None if confidence is None else round(confidence, DIGITS)
        self._tell(Event(kind, self._source, round(time, DIGITS), clock, person, label, share))
