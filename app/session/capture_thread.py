"""The capture thread: opens a source, reads its frames, and hands them on at the right moment."""

import math
import threading
import time as clock
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.session.handoff import Handoff
from app.session.messages import Failed, SourceInfo, SourceState
from app.session.pacer import Pacer
from app.session.rates import Rate
from app.session.worker import Worker, sentence_of
from app.texts import mark, tr
from recognizer.errors import UserError
from recognizer.pose.frames import CapturedFrame

if TYPE_CHECKING:
    from recognizer.sources.opening import Frame, Source

NEXT, BACK = -1.0, -2.0  # the next frame, and the one before that which was read last; anything else is a time
LOOK_AGAIN = 0.02  # seconds between looks at whether what is known has caught up with playback


class CaptureThread(Worker):
    """Serves one source until it is stopped. The first of ``specs`` that can be opened is taken.

    Live frames are put into ``out``; a file's are shown by whoever looks at ``newest``. ``opened`` and ``failed`` tell
    what became of the opening, ``ended`` the source's end with its remark; ``tap`` is given every frame that is handed
    on. ``ready`` says of a file's frame whether playback may go on from its time, or is to wait for what is found in
    it. ``passed`` is given a file's frame once playback goes on from
    it. ``cancelled`` is set by ``stop``, for whoever opens sources. A ``predecessor`` is given time to let go of its
    camera first; or it goes on while this one opens its source ``beside`` it, which then waits for ``take_over``.
    """

    def __init__(
        self,
        specs: Sequence[str],
        out: Handoff[CapturedFrame],
        open_source: "Callable[[str], Source]",
        generation: Callable[[], int],
        opened: Callable[[SourceInfo], None],
        failed: Callable[[Failed], None],
        loop: bool = False,
        predecessor: "CaptureThread | None" = None,
        ended: Callable[[str | None], None] = lambda remark: None,
        tap: Callable[[CapturedFrame], None] = lambda captured: None,
        cancelled: threading.Event | None = None,
        noticed: Callable[[str], None] = lambda sentence: None,
        ready: Callable[[float], bool] = lambda time: True,
        passed: Callable[[CapturedFrame], None] = lambda captured: None,
        beside: bool = False,
    ) -> None:
        super().__init__("capture", self._break)
        self._beside = self._waits = beside
        self._ready, self._tell_passed = ready, passed
        self.waited_at = -math.inf  # when playback last had to wait for what is found, on ``time.perf_counter``
        self._specs, self._out, self._open_source, self._loop = list(specs), out, open_source, loop
        self._new_generation, self._opened, self._tell_failure = generation, opened, failed
        self._predecessor, self._tell_end, self._tap = predecessor, ended, tap
        self._noticed = noticed
        self._cancelled = cancelled or threading.Event()
        self._source: Source | None = None
        self._live = False
        self._changed = threading.Condition()
        self._stopping = False
        self._paused = False
        self._seek_to: float | None = None
        self._steps = self._steps_back = 0
        self._ended = False
        self._pacer = Pacer()
        self._generation = 0
        self.info: SourceInfo | None = None
        self.broken = False
        self.newest: CapturedFrame | None = None
        self.rate = Rate()
        self.source_dropped = 0

    # What the window's thread asks for: nothing here waits.

    def play(self) -> None:
        """Go on; from the start where the end was reached."""
        with self._changed:
            self._paused = False
            if self._ended and self._seek_to is None:
                self._seek_to = 0.0
            self._changed.notify_all()

    def pause(self) -> None:
        with self._changed:
            self._paused = True
            self._changed.notify_all()

    def seek(self, time: float) -> None:
        """Jump to ``time`` seconds; while paused, that one frame is shown."""
        with self._changed:
            self._seek_to = max(0.0, time)
            self._changed.notify_all()

    def step(self) -> None:
        """Show the next frame of a file and stay paused: no jump, so that recognition goes on."""
        with self._changed:
            self._paused = True
            self._steps += 1
            self._changed.notify_all()

    def step_back(self) -> None:
        """Show the frame before the one that is shown, and stay paused: a jump, as any way back is."""
        with self._changed:
            self._paused = True
            self._steps_back += 1
            self._changed.notify_all()

    def set_speed(self, speed: float) -> None:
        """How many seconds of a file are played in one second."""
        with self._changed:
            self._pacer.speed = speed
            self._changed.notify_all()

    def take_over(self) -> None:
        """Go on with what was opened beside the predecessor, which has been stopped."""
        with self._changed:
            self._waits = False
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._cancelled.set()
        if self._source is not None:
            self._source.interrupt()

    @property
    def state(self) -> SourceState:
        if self.broken:
            return SourceState.FAILED
        if self.info is None:
            return SourceState.OPENING
        if self._ended and self._seek_to is None:
            return SourceState.ENDED
        return SourceState.PAUSED if self._paused else SourceState.PLAYING

    # The thread itself.

    def work(self) -> None:
        """Open the first source that works, and hand its frames on until it is stopped."""
        if not self._beside:
            self._await_predecessor()
        with self.guarded(mark("The source"), retry=True):
            source = self._open()
            if source is None:
                return
            try:
                self._source = source
                if self._may_begin():
                    self._begin(source)
                    self._serve(source)
            finally:
                source.close()

    def _await_predecessor(self) -> None:
        if self._predecessor is not None:
            self._predecessor.join(5.0)
            self._predecessor = None

    def _open(self) -> "Source | None":
        """The first source that works; ``None`` when asked to stop meanwhile. Raises what the last one raised."""
        for left, spec in zip(range(len(self._specs), 0, -1), self._specs, strict=True):
            if self._stopping:
                return None
            try:
                source = self._open_source(spec)
            except Exception as error:
                if left == 1:
                    raise
                sentence_of(error, mark("Opening a source"))  # for the log
                continue
            self._live = source.live
            self.info = SourceInfo(spec, source.name, source.live, source.fps, source.duration, source.format)
            return source
        return None

    def _may_begin(self) -> bool:
        """Wait until the predecessor is left; ``False`` where this one is left before that."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or not self._waits)
        self._await_predecessor()
        return not self._stopping

    def _begin(self, source: "Source") -> None:
        self._out.restart(source.live)
        self._generation = self._new_generation()
        assert self.info is not None, "it is open"
        self._opened(self.info)
        source.tell = self._noticed
        if source.notice:
            self._noticed(source.notice)

    def _serve(self, source: "Source") -> None:
        while (due := self._next_step(source.live)) is not None:
            jumped = due != NEXT
            if due == BACK:
                source.back()
            elif jumped:
                source.seek(due)
            if jumped:
                self._generation = self._new_generation()
                self._pacer.restart()
            frame = source.read()
            if self._stopping:
                return
            if frame is None:
                self._at_end(source)
            elif not source.live:
                self._hand_over_paced(frame, jumped)
                self._wait_for_answers(frame.time)
                if self.newest is not None and self.newest.frame is frame:
                    self._tell_passed(self.newest)
            else:
                self.source_dropped = source.dropped
                self.rate.tick(clock.perf_counter())
                if not self._paused:
                    self._hand_over(frame)

    def _next_step(self, live: bool) -> float | None:
        """Wait until there is something to do: the next frame, the one before the last, a time in seconds to jump to,
        ``None`` to stop. A live source is read on while paused, so that it does not grow stale; a file's first frame is
        shown in any case."""
        with self._changed:
            held = not live and self.newest is not None
            while not self._stopping and self._seek_to is None and (self._ended or (self._paused and held)):
                self._pacer.restart()
                if self._steps_back:
                    self._steps_back -= 1
                    self._ended = False
                    return BACK
                if self._steps and not self._ended:
                    self._steps -= 1
                    return NEXT
                self._changed.wait()
            self._steps = self._steps_back = 0
            if self._stopping:
                return None
            if self._seek_to is None or live:
                self._seek_to = None
                return NEXT
            target, self._seek_to, self._ended = self._seek_to, None, False
            return target

    def _hand_over_paced(self, frame: "Frame", jumped: bool) -> None:
        """Hand a file's frame on when its time has come, unless there is a jump or an end before that."""
        with self._changed:
            if not jumped:
                wait = self._pacer.delay(frame.time, clock.perf_counter())
                self._changed.wait_for(
                    lambda: self._stopping or self._seek_to is not None or self._steps_back > 0, wait
                )
            if self._stopping or self._seek_to is not None:
                return
            if self._steps_back and not jumped:  # back from what is shown, and this frame was not
                self._steps_back += 1
                return
        self._hand_over(frame)
        self.rate.tick(clock.perf_counter())

    def _wait_for_answers(self, time: float) -> None:
        """While a file plays, wait until what is to be shown of the frame at ``time`` is known, so that playback does
        not run ahead of it; a jump, a pause or an end comes first."""

        def free() -> bool:
            asked = self._stopping or self._paused or self._seek_to is not None or self._steps_back > 0
            return asked or self._ready(time)

        with self._changed:
            while not free():
                self.waited_at = clock.perf_counter()
                self._changed.wait(LOOK_AGAIN)

    def _hand_over(self, frame: "Frame") -> None:
        captured = CapturedFrame(frame, self._generation, clock.perf_counter(), self._live)
        self.newest = captured
        self._tap(captured)
        if self._live:
            self._out.put(captured)

    def _at_end(self, source: "Source") -> None:
        if source.live:
            raise UserError(tr("The camera stopped delivering pictures."))
        with self._changed:
            if self._loop and self._seek_to is None:
                self._seek_to = 0.0
                return
            self._ended = True
        self._tell_end(source.remark)

    def _break(self, failure: Failed) -> None:
        self.broken = True
        if not self._stopping:
            self._tell_failure(failure)
