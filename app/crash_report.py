"""What nobody caught: written to a log, and the user is told where it is."""

import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox


def log_file() -> Path:
    """Where crashes are written."""
    return Path(platformdirs.user_log_dir("mssa-studio", appauthor=False)) / "crash.log"


class CrashReporter(QObject):
    """Catches uncaught exceptions of all threads; the first one opens a dialog."""

    happened = Signal()  # carries a report from any thread to the window's

    def __init__(self, debug: bool = False) -> None:
        super().__init__()
        self._debug = debug
        self._told = False
        self.happened.connect(self._tell)

    def install(self) -> None:
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log an exception, and let the window's thread tell of it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        if self._debug:
            print(text, file=sys.stderr)
        write(text)
        self.happened.emit()

    def _tell(self) -> None:
        if self._told:
            return
        self._told = True
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("Something went wrong")
        box.setText("Something went wrong in the program. You can go on, but part of it may not work any more.")
        box.setInformativeText(f"What happened is written down in {log_file()}.")
        box.open()


def write(text: str, file: Callable[[], Path] = log_file) -> None:
    """Append a report to the log; a full disk must not make things worse."""
    stamp = time.strftime("%Y-%m-%d %H:%M:%S")
    try:
        path = file()
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a", encoding="utf-8") as log:
            log.write(f"--- {stamp}, Python {platform.python_version()}, {platform.platform()}\n{text}\n")
    except OSError:
        pass
