"""The watch that the other tests rely on: it sees a thread that waits or computes, and only that."""

import threading
import time

import pytest
from PySide6.QtCore import QTimer

from tests.app.responsiveness import Responsiveness


def watched(qtbot, what) -> Responsiveness:
    watch = Responsiveness()
    watch.start()
    QTimer.singleShot(50, what)
    qtbot.wait(800)
    watch.stop()
    return watch


@pytest.mark.parametrize("what", [lambda: time.sleep(3), lambda: threading.Event().wait(3)])
def test_a_thread_that_waits_is_found_out(qtbot, what) -> None:
    watch = watched(qtbot, what)
    assert max(gap.slept for gap in watch.gaps) > 2 and max(gap.worked for gap in watch.gaps) < 2


def test_a_thread_that_computes_is_found_out(qtbot) -> None:
    def compute() -> None:
        end = time.thread_time() + 1
        while time.thread_time() < end:
            sum(range(1000))

    watch = watched(qtbot, compute)
    assert watch.blocked and max(gap.worked for gap in watch.gaps) > 0.9


def test_computing_that_showing_a_window_takes_is_let_pass_once(qtbot) -> None:
    def compute(seconds: float = 0.4) -> None:
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            sum(range(1000))

    def twice() -> None:
        compute()
        QTimer.singleShot(50, lambda: compute(0.45))

    assert not [gap for gap in watched(qtbot, compute).blocked if gap.worked > 0.3]
    assert [gap for gap in watched(qtbot, twice).blocked if gap.worked > 0.3]


def test_a_thread_that_waits_for_its_turn_alone_is_not(qtbot) -> None:
    """Other threads that compute keep the interpreter busy: everybody is late."""
    stop = threading.Event()

    def compute() -> None:
        while not stop.is_set():
            sum(range(10_000))

    busy = [threading.Thread(target=compute) for _ in range(3)]
    for thread in busy:
        thread.start()
    watch = watched(qtbot, lambda: None)
    stop.set()
    for thread in busy:
        thread.join()
    assert not watch.blocked
