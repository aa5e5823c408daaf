"""The thread that looks through a whole file for its people, as fast as the machine can. No Qt here."""

import threading
import time as clock
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.options import Options
from app.session.bodies_cache import keep
from app.session.lazy_imports import smoothly
from app.session.messages import Failed
from app.session.pose_thread import MakeFrontEnd
from app.session.rates import Durations, Rate
from app.session.worker import Worker
from app.texts import mark, tr
from recognizer.pose.frame_observer import FrameObserver
from recognizer.pose.frames import CapturedFrame
from recognizer.pose.kept_bodies import KeptBodies, nobody

if TYPE_CHECKING:
    from recognizer.sources.source import Source

HOLD = 0.1  # seconds between looks at whether it goes on, while it is held


class LookingThread(Worker):
    """Opens the file for itself and puts the bodies of every frame that is looked at into ``kept``, which ``changed``
    reports: the frames that `recognize` looks at, and what it sees in them.

    ``cached``: a file with what an earlier look has found, read where it is there, and written at the end of the
    source. ``known_alone``, set before it starts: nothing is looked for beyond that. ``held`` may be set from any
    thread, and is looked at between two frames. A frame on which the pose model fails is kept as one without people.
    """

    def __init__(
        self,
        spec: str,
        options: Options,
        open_source: "Callable[[str], Source]",
        make_front_end: MakeFrontEnd,
        kept: KeptBodies,
        changed: Callable[[], None],
        progress: Callable[[str], None],
        failed: Callable[[Failed], None],
        cached: Path | None = None,
    ) -> None:
        super().__init__("looking", failed)
        self._spec, self._options, self._open_source = spec, options, open_source
        self._make_front_end, self._progress, self._cached = make_front_end, progress, cached
        self._changed = changed
        self._stopping = threading.Event()
        self.kept = kept
        self.held = self.known_alone = False
        self.ended = False  # nothing more comes, whether or not the file's end was reached
        self.whole = False  # the file's end was reached
        self.rate = Rate()
        self._step = 0.0  # seconds of the file from one frame that is looked at to the next
        self.pose = Durations()

    @property
    def speed(self) -> float:
        """Seconds of the file that are looked at in a second; 0 where it stands still."""
        return self.rate.per_second(clock.perf_counter()) * self._step

    def stop(self) -> None:
        """End before the next frame; returns at once."""
        self._stopping.set()

    def work(self) -> None:
        """Look through the file to its end, unless it was looked at before."""
        try:
            if not self._read_cached() and not self.known_alone:
                with self.guarded(mark("Looking through the file")), closing(self._open_source(self._spec)) as source:
                    self._look_through(source)
        finally:
            self.ended = True
            self._changed()

    def _read_cached(self) -> bool:
        if self._cached is None or not self._cached.exists():
            return False
        from recognizer.errors import UserError

        try:
            self.kept.take_from(self._cached)
        except UserError:
            return False  # it is made anew, and written over
        self.whole = True
        with suppress(OSError):
            self._cached.touch()  # the one that was used last is removed last
        return True

    def _look_through(self, source: "Source") -> None:
        from recognizer.pose.observations import frame_choice
        from recognizer.pose.pose_rate import USUAL_RATE

        if not self._may_go_on():
            return
        with closing(FrameObserver(None if source.has_bodies else self._front_end())) as observer:
            if observer.front_end is None and not source.has_bodies:
                return
            choice = frame_choice(source, USUAL_RATE)
            while (frame := source.read_wanted(choice.wants)) is not None:
                observed = None
                with self.guarded(mark("Looking for people")):
                    observed = observer.observe(CapturedFrame(frame, 0, clock.perf_counter()))
                if observed is None:
                    observer.interrupt()  # whoever is seen next is seen anew
                    self.kept.add(frame.time, frame.index, nobody(self.kept.slots))
                else:
                    self.kept.add(frame.time, frame.index, observed.bodies)
                    self.pose.add(observed.pose_seconds)
                self._step = frame.time / (len(self.kept) - 1) if len(self.kept) > 1 else 0.0
                self.rate.tick(clock.perf_counter())
                self._changed()
                if not self._may_go_on():
                    return
        self.whole = True
        if self._cached is not None and not source.has_bodies:
            keep(self.kept, self._cached)

    def _may_go_on(self) -> bool:
        """Wait while it is held; whether it is to go on then."""
        while self.held and not self._stopping.wait(HOLD):
            pass
        return not self._stopping.is_set()

    def _front_end(self):
        """The front end; ``None`` where it cannot be made, which was reported."""
        self._progress(tr("Preparing the pose model…"))
        front_end = None
        try:
            with self.guarded(mark("Preparing the pose model")), smoothly("cv2", "mediapipe"):
                front_end = self._make_front_end(self._options, self._progress)
        finally:
            self._progress("")
        return front_end
