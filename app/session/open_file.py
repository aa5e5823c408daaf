"""The file that is open: its analysis, and what is shown of the frame that it is played at. No Qt here."""

import threading
from collections.abc import Callable

from app.session.event_outlet import EventOutlet
from app.session.file_analysis import FileAnalysis
from app.session.messages import ShownFrame
from app.session.played_events import PlayedEvents
from recognizer.pose.frames import CapturedFrame


class OpenFile:
    """At most one file is open; the threads of earlier ones may still be ending. ``analysis`` is ``None`` without
    one. Opening and leaving may come from any thread. What happens in it goes to ``outlet`` as it is played."""

    def __init__(self, outlet: EventOutlet) -> None:
        self._outlet = outlet
        self._lock = threading.Lock()
        self._analyses: list[FileAnalysis] = []
        self._closed = self._stopped = self._private = False
        self._shown: ShownFrame | None = None  # last
        self._played: PlayedEvents | None = None
        self.analysis: FileAnalysis | None = None

    def begin(self, make: Callable[[], FileAnalysis]) -> None:
        """Look through another file, or through the same one anew."""
        self.leave()
        with self._lock:
            if self._closed:
                return
            analysis = make()
            self._analyses = [*(old for old in self._analyses if any(one.is_alive() for one in old.threads)), analysis]
            self._stopped = False
            self._played = PlayedEvents(self._outlet, analysis.kept, analysis.answers)
            analysis.hold(self._private)
            analysis.start()
            self.analysis = analysis

    def leave(self) -> None:
        """No file is open any more; returns at once."""
        with self._lock:
            analysis, self.analysis, self._shown, self._played = self.analysis, None, None, None
        if analysis is not None:
            analysis.stop()

    def close(self) -> None:
        """Leave the file, and open none any more."""
        with self._lock:
            self._closed = True
        self.leave()

    @property
    def threads(self) -> list[threading.Thread]:
        """Those of this file and of earlier ones."""
        return [thread for analysis in self._analyses for thread in analysis.threads]

    def stop(self, stopped: bool) -> None:
        """Look no further because the user says so, or go on."""
        self._stopped = stopped
        self._hold()

    def keep_private(self, private: bool) -> None:
        """Look no further, in this file and later ones, and show nothing of what is known, until it is taken back."""
        self._private = private
        self._hold()

    def _hold(self) -> None:
        if (analysis := self.analysis) is not None:
            analysis.hold(self._stopped or self._private)

    def nudge(self) -> None:
        """Another model, or other rules, may be there."""
        if (analysis := self.analysis) is not None:
            analysis.nudge()

    def ready(self, time: float) -> bool:
        """Whether playback may go on from ``time`` seconds."""
        analysis = self.analysis
        return analysis is None or self._private or analysis.ready(time)

    def passed(self, captured: CapturedFrame) -> None:
        """Playback goes on from this frame: tell what happens in it."""
        if (played := self._played) is not None:
            played.passed(captured)

    def news(self, captured: CapturedFrame, traced: bool) -> ShownFrame | None:
        """What is known of this frame, ``None`` where that was shown already. ``traced``: with maps, once they are
        there."""
        analysis = self.analysis
        if analysis is None:
            return None
        if self._private:
            found = ShownFrame(captured, None, (), analysis.model)
        else:
            found = analysis.shown(captured, traced)
        if self._shown is not None and _same(self._shown, found):
            return None
        self._shown = found
        return found


def _same(one: ShownFrame, other: ShownFrame) -> bool:
    """Whether both show the same."""
    return (
        one.captured is other.captured
        and one.model is other.model
        and one.no_maps == other.no_maps
        and (one.bodies is None) == (other.bodies is None)
        and [(holder.number, holder.window) for holder in one.holders]
        == [(holder.number, holder.window) for holder in other.holders]
    )
