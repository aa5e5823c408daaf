"""What nobody caught is logged, and the user is told where."""

import sys
import threading

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QDialog

from app.crash_report import CrashReporter, log_file


@pytest.fixture
def reporter(qtbot, monkeypatch: pytest.MonkeyPatch) -> CrashReporter:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter = CrashReporter()
    reporter.install()
    return reporter


def test_an_exception_in_a_thread_is_logged_and_told_once(
    reporter: CrashReporter, qtbot, no_surprise: list[QDialog]
) -> None:
    def work() -> None:
        raise RuntimeError("the third wheel came off")

    for _ in range(2):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(no_surprise))
    dialog = no_surprise.pop()
    assert str(log_file()) in dialog.informativeText() and "Traceback" not in dialog.text()
    assert reporter.box is dialog, "or it would be gone where no window is active"
    log = log_file().read_text(encoding="utf-8")
    assert log.count("RuntimeError: the third wheel came off") == 2 and "in work" in log
    dialog.deleteLater()


def test_a_log_that_cannot_be_written_makes_nothing_worse(
    reporter: CrashReporter, qtbot, no_surprise: list[QDialog], tmp_path
) -> None:
    log_file().parent.rmdir()
    (tmp_path / "log").write_text("a file where the folder should be")
    sys.excepthook(ValueError, ValueError("x"), None)
    qtbot.waitUntil(lambda: bool(no_surprise))
    no_surprise.pop().deleteLater()


def test_the_binding_keeps_its_references(qtbot) -> None:
    """PySide6 6.12.0 gives one reference to ``None`` away with every call that returns nothing, until Python aborts."""
    point = QPointF()
    before = sys.getrefcount(None)
    for _ in range(1000):
        point.setX(1.0)
    assert abs(sys.getrefcount(None) - before) < 500
