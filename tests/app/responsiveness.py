"""Whether the window's thread ever waits for something that it must not wait for: a camera, a disk, another thread.

A busy machine makes every thread late, and that is nobody's fault. So it is not the lateness of a timer that counts,
but the part of it in which the thread neither worked nor stood in the queue for a core: in which it slept. What a
second thread, which only sleeps and wakes, lost meanwhile (to an import that holds the interpreter) is taken off.
"""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

BEAT = 10  # milliseconds
MOST = 0.1  # seconds of waiting or computing, where nothing else runs; as many times more as threads want each core,
# for they hold locks and share its caches
FIRST = 0.5  # seconds of computing when a window is shown for the first time, which takes 0.2; all else took up to 0.09


@dataclass(frozen=True)
class Gap:
    """What became of the seconds between two beats: ``slept`` is waiting, ``worked`` computing; they came ``begun`` and
    ``at`` seconds after the watch began."""

    slept: float
    worked: float
    begun: float
    at: float


class Pulse:
    """How long a thread has slept, worked and queued; to be read by that thread."""

    def __init__(self) -> None:
        self._queue = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last = self._now()

    def _now(self) -> tuple[float, float, float]:
        try:
            queued = int(self._queue.read_text().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):  # not Linux: what was queued counts as slept
            queued = 0.0
        return time.perf_counter(), time.thread_time(), queued

    def beat(self) -> tuple[float, float]:
        """Seconds slept and worked since the last call."""
        before, self._last = self._last, self._now()
        passed, worked, queued = (now - then for now, then in zip(self._last, before, strict=True))
        return passed - worked - queued, worked


class Responsiveness:
    """Watches the thread it is made in, from ``start`` to ``stop``."""

    def __init__(self) -> None:
        self.gaps: list[Gap] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._stopping = threading.Event()
        self._begun = time.perf_counter()
        self._lost = 0.0  # by the other thread since the last beat
        self._shown = float("inf")  # when a window was first seen to be there

    def start(self) -> None:
        self._pulse = Pulse()
        self._other = threading.Thread(target=self._sleep_and_wake, name="reference", daemon=True)
        self._other.start()
        self._timer.start(BEAT)

    def stop(self) -> None:
        self._timer.stop()
        self._stopping.set()
        self._other.join()

    @property
    def blocked(self) -> list[Gap]:
        """Where the thread waited, or computed, for too long."""
        wanted = os.getloadavg()[0] / (os.cpu_count() or 1) if hasattr(os, "getloadavg") else 1.0
        most = MOST * (1 + wanted)
        return [
            gap
            for gap in self.gaps
            if gap.slept > most or gap.worked > (FIRST if gap.begun < self._shown + FIRST else most)
        ]

    def _beat(self) -> None:
        slept, worked = self._pulse.beat()
        if self._shown == float("inf") and any(widget.isVisible() for widget in QApplication.topLevelWidgets()):
            self._shown = time.perf_counter() - self._begun
        lost, self._lost = self._lost, 0.0
        begun = self.gaps[-1].at if self.gaps else 0.0
        self.gaps.append(Gap(slept - BEAT / 1000 - lost, worked, begun, time.perf_counter() - self._begun))

    def _sleep_and_wake(self) -> None:
        pulse = Pulse()
        while not self._stopping.is_set():
            self._stopping.wait(BEAT / 1000)
            self._lost += max(0.0, pulse.beat()[0] - 1.5 * BEAT / 1000)
