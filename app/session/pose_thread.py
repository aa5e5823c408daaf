"""The pose thread: sees the people in every picture, while the network judges the last ones in another thread.

The pose model keeps one core busy. With the network beside it, a machine with two cores does both at once, and the
answers are the same (as `recognizer.pose.observations` does for the command line).
"""

import time as clock
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.options import Options
from app.session.handoff import Handoff
from app.session.latest_result import LatestResult
from app.session.lazy_imports import smoothly
from app.session.messages import Failed
from app.session.rates import Durations, Rate
from app.session.worker import Worker
from app.texts import mark, tr
from recognizer.pose.frame_observer import FrameObserver
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.skeleton.clip import Bodies

if TYPE_CHECKING:
    from recognizer.pose.front_end import FrontEnd

MakeFrontEnd = Callable[[Options, Callable[[str], None]], "FrontEnd"]


class PoseThread(Worker):
    """Creates, uses and closes the front end, all in this thread, until it is stopped.

    Puts every picture into ``latest`` and hands the bodies on. A picture on which it fails is shown without bodies.
    ``judging`` says whether somebody takes the bodies: until then, a live source's are shown and not kept, since they
    would be old by the time they are judged.
    """

    def __init__(
        self,
        options: Options,
        inbox: Handoff[CapturedFrame],
        out: Handoff[ObservedFrame],
        latest: LatestResult,
        current: Callable[[], int],
        judging: Callable[[], bool],
        progress: Callable[[str], None],
        failed: Callable[[Failed], None],
        bodies: Callable[[CapturedFrame, Bodies], None],
        make_front_end: MakeFrontEnd | None = None,
    ) -> None:
        super().__init__("pose", failed)
        self._options, self._inbox, self._out, self._latest = options, inbox, out, latest
        self._current, self._judging, self._tell_bodies = current, judging, bodies
        self._progress = progress
        self._make_front_end = make_front_end or default_front_end
        self._observer = FrameObserver()
        self._made_with: Options | None = None  # also where making failed
        self.suspended = False  # nothing is looked for: the user wants privacy
        self.ready_since = 0.0  # frames from before that waited for the pose model, not for answers
        self.rate = Rate()
        self.pose = Durations()

    def change(self, options: Options) -> None:
        """Look at the next picture with these options. To be called from any thread."""
        self._options = options

    def work(self) -> None:
        """Look for people in one frame after another, until the inbox is closed."""
        try:
            while (captured := self._inbox.take(None)) is not None or not self._inbox.closed:
                if captured is None or captured.generation != self._current():
                    continue
                seen = False
                with self.guarded(mark("Looking for people")):
                    self._observe(captured)
                    seen = True
                if not seen:
                    self._observer.interrupt()  # whoever is seen next is seen anew
                    self._latest.see(captured, None, self._observer.stretch)
        finally:
            self._observer.close()

    def _observe(self, captured: CapturedFrame) -> None:
        if self.suspended:
            self._observer.interrupt()
        if self.suspended or (captured.frame.bodies is None and not self._prepare()):
            self._latest.see(captured, None, self._observer.stretch)
            return
        observed = self._observer.observe(captured)
        if captured.generation != self._current():
            return
        if captured.frame.bodies is None:
            self.pose.add(observed.pose_seconds)
        self._latest.see(captured, observed.bodies, observed.stretch)
        self._tell_bodies(captured, observed.bodies)
        self.rate.tick(clock.perf_counter())
        if not captured.live or self._judging():
            self._out.put(observed)

    def _prepare(self) -> bool:
        """Make the front end where there is none for the present options; ``False`` where it cannot be made."""
        wanted = self._options
        if self._made_with is not None and _same_view(self._made_with, wanted):
            return self._observer.front_end is not None
        self._observer.close()
        self._observer.interrupt()
        self._progress(tr("Preparing the pose model…"))
        try:
            with self.guarded(mark("Preparing the pose model")), smoothly("cv2", "mediapipe"):
                self._observer.front_end = self._make_front_end(wanted, self._progress)
        finally:
            self._progress("")
            self.ready_since = clock.perf_counter()
            self._made_with = wanted
        return self._observer.front_end is not None


def _same_view(one: Options, other: Options) -> bool:
    """Whether both ask for the same front end."""
    return (one.persons, one.mirrored, one.pose_model) == (other.persons, other.mirrored, other.pose_model)


def default_front_end(options: Options, progress: Callable[[str], None]) -> "FrontEnd":
    """MediaPipe's, with the pose model fetched on first need."""
    from recognizer.pose.front_end import FrontEnd
    from recognizer.pose.model_bundle import pose_model_path

    path: Path = pose_model_path(options.pose_model, progress)
    return FrontEnd(persons=options.persons, mirrored=options.mirrored, pose_model=path)
