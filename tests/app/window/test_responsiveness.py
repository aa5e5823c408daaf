"""The watch that the other tests rely on: it sees a thread that waits or computes, and only that."""

import threading
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.app.responsiveness import Responsiveness


def watched(qtbot, what) -> Responsiveness:
    watch = Responsiveness()
    watch.start()
    QTimer.singleShot(50, what)
    qtbot.wait(300)
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


@pytest.mark.parametrize("later", [False, True])
def test_computing_passes_only_while_a_window_is_shown_for_the_first_time(qtbot, later: bool) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    def compute() -> None:
        end = time.thread_time() + 0.4
        while time.thread_time() < end:
            sum(range(1000))

    watch = Responsiveness()
    watch.start()
    widget.show()
    QTimer.singleShot(1200 if later else 50, compute)
    qtbot.wait(2000)
    watch.stop()
    assert any(gap.worked > 0.39 for gap in watch.gaps)
    assert later == any(gap.worked > 0.39 for gap in watch.blocked)


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
