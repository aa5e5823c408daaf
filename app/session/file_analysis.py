"""A file that is looked at and judged as a whole, while it is played freely: what is shown of a moment comes from what
is kept, whatever way one got there. No Qt here."""

import math
import threading
import time as clock
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.options import Options
from app.session.bodies_cache import cached_bodies
from app.session.judging_thread import JudgingThread, LoadedModel
from app.session.looking_thread import LookingThread
from app.session.messages import Coverage, Failed, ModelInfo, ShownFrame
from app.session.pose_thread import MakeFrontEnd
from app.session.segment_history import SegmentHistory
from app.session.tracing_thread import TracingThread, joints_of
from recognizer.model.answers import PERIOD, SlotHolder, WindowAnswer
from recognizer.model.file_answers import FileAnswers
from recognizer.pose.frames import CapturedFrame
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.skeleton.clip import HELD_OUT_OF_SIGHT, NOBODY, Bodies

if TYPE_CHECKING:
    from app.session.saved_result import SavedResult
    from app.session.telling_thread import TellingThread
    from recognizer.sources.source import Source

FAR = 3.0  # seconds beyond what was looked at from which a file is played without waiting for answers


@dataclass(frozen=True)
class AnalysisMeans:
    """What an analysis works with: the options by which the file is looked at, what opens it and sees people in it,
    where its segments go, the model, and to whom it is told what is being prepared and what fails. ``cached``: whether
    bodies are kept on disk, too."""

    options: Options
    open_source: "Callable[[str], Source]"
    make_front_end: MakeFrontEnd
    segments: SegmentHistory
    loaded: Callable[[], LoadedModel | None]
    progress: Callable[[str], None]
    failed: Callable[[Failed], None]
    cached: bool = False


class FileAnalysis:
    """Its threads begin with ``start``, and none of its methods waits. ``saved``: the result whose answers are shown;
    ``None`` where they are found here."""

    saved: "SavedResult | None" = None

    def __init__(
        self, spec: str, fps: float, duration: float | None, means: AnalysisMeans, answering: Callable[[], bool]
    ) -> None:
        """``answering``: whether there is a model, or will be."""
        self.spec, self.fps, self.duration = spec, fps, duration
        self.cached = cached_bodies(spec, means.options) if means.cached else None  # where its bodies are on disk
        self._answering, self._loaded = answering, means.loaded
        self.kept, self.answers = KeptBodies(), FileAnswers()
        self._judging: JudgingThread | TellingThread = JudgingThread(
            self.kept, self.answers, means.segments, means.loaded, lambda: self._looking.ended, means.failed
        )
        self._tracing = TracingThread(self.kept, means.loaded, means.failed)
        self._looking = LookingThread(
            spec,
            means.options,
            means.open_source,
            means.make_front_end,
            self.kept,
            lambda: self._judging.nudge(),
            means.progress,
            means.failed,
            self.cached,
        )
        self._began = 0.0

    def start(self) -> None:
        """Begin to look and to judge."""
        self._began = clock.perf_counter()
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Give it up; returns at once, while the threads end."""
        self._looking.stop()
        self._judging.stop()
        self._tracing.stop()

    @property
    def threads(self) -> list[threading.Thread]:
        """All its threads."""
        return [self._looking, self._judging, self._tracing]

    def nudge(self) -> None:
        """Another model, or other rules, may be there."""
        self._judging.nudge()

    # How far it is

    def hold(self, held: bool) -> None:
        """Look no further, or go on."""
        self._looking.held = self._judging.held = held
        self._judging.nudge()

    @property
    def model(self) -> ModelInfo | None:
        """The model that the answers are of; ``None`` before there is one."""
        return self._judging.judged_by

    @property
    def coverage(self) -> Coverage:
        """How far it is."""
        ended = self._looking.ended and self._reached >= self.kept.end
        rate = self._looking.speed
        return Coverage(max(self._reached, 0.0), self.duration, self._looking.held, ended, rate)

    @property
    def seconds(self) -> float:
        """How long it took, or takes so far."""
        return (self._judging.newest_at or clock.perf_counter()) - self._began

    @property
    def whole(self) -> bool:
        """Whether all of the file was looked at and judged."""
        return self._looking.whole and self.answers.reached >= self.kept.end and self.answers.finished

    def ready(self, time: float) -> bool:
        """Whether playback may go on from ``time`` seconds: what is to be shown there is known, or will not be soon."""
        if self._looking.ended and (not self._answering() or self.answers.reached >= self.kept.end):
            return True
        reached = max(self._reached, 0.0)
        return self._looking.held or time > reached + FAR or time + self._needed <= reached

    @property
    def _needed(self) -> float:
        """Seconds after a moment from which on nothing that is shown of it changes any more, unless somebody who was
        seen there is out of sight soon after: that is known a second later, and playback does not wait for it."""
        return self._judging.lag + 2 * PERIOD if self._answering() else 0.0

    @property
    def _reached(self) -> float:
        return self.answers.reached if self._answering() else self.kept.end

    # What is shown

    def shown(self, captured: CapturedFrame, traced: bool) -> ShownFrame:
        """All that is known of a frame's moment. ``traced``: with what the network computes on the way, as soon as that
        is known."""
        time = captured.frame.time
        bodies = self.bodies_at(captured)
        holders = self._holders(bodies, time)
        if traced:
            windows = [one.window for one in holders if one.window is not None and self.explains(one.window)]
            found = dict(zip(windows, self._tracing.traced(windows), strict=True)) if windows else {}
            holders = [
                holder if holder.window is None else replace(holder, window=found.get(holder.window, holder.window))
                for holder in holders
            ]
        return ShownFrame(captured, bodies, tuple(holders), self.model, self.saved is not None, self.no_maps)

    @property
    def no_maps(self) -> str:
        """Why nothing can be looked into, in words; empty where it can."""
        return ""

    def explains(self, window: WindowAnswer) -> bool:
        """Whether the network can be asked again about this window."""
        return True

    def bodies_at(self, captured: CapturedFrame) -> Bodies | None:
        """The bodies of a frame, or of the last one before it that was looked at; ``None`` where nobody has looked
        yet."""
        time = captured.frame.time
        if captured.frame.bodies is not None:
            return captured.frame.bodies
        if time > self.kept.end + (1e-3 if not self._looking.ended else math.inf):
            return None
        place = self.kept.place(time)
        return None if place is None else self.kept.frame(place).bodies

    def moment(self, time: float, person: int | None) -> WindowAnswer | None:
        """The window about this person, or else about anybody, at ``time`` seconds or before, with its joints."""
        window, loaded = self.answers.last(time, person), self._loaded()
        if window is None or loaded is None or not self.explains(window):
            return None
        return replace(window, keypoints=joints_of(window, self.kept, loaded[1]))

    def _holders(self, bodies: Bodies | None, time: float) -> list[SlotHolder]:
        """Who has each slot, with the window that is about the moment."""
        if bodies is None:
            return []
        holders = []
        for slot, number in enumerate(bodies.identity.tolist()):
            seen = (number, time) if number != NOBODY else self.kept.seen_last(slot, time, HELD_OUT_OF_SIGHT)
            known = SlotHolder()
            if seen is not None:
                known = SlotHolder(seen[0], self.answers.at(self._known_as(seen[0]), time), seen[1])
            holders.append(known)
        return holders

    def _known_as(self, number: int) -> int:
        """By which number the answers have somebody."""
        return number

    @property
    def pose(self):
        """How long the pose model takes."""
        return self._looking.pose

    @property
    def network(self):
        """How long the network takes."""
        return self._judging.network

    @property
    def rate(self):
        """Frames that are looked at."""
        return self._looking.rate

    def spans(self) -> Sequence[tuple[float, float]] | None:
        """The seconds that were looked at; ``None``: all of them."""
        return None if self.whole else [(0.0, max(self._reached, 0.0))]
