"""What nobody caught: written to the log, and the user learns where it is."""

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from app.log_files import log_file, set_up_logging
from app.texts import tr

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Catches uncaught exceptions of all threads; the first one opens a dialog."""

    happened = Signal()  # carries a report from any thread to the window's

    def __init__(self, debug: bool = False) -> None:
        super().__init__()
        self._debug = debug
        self.box: QMessageBox | None = None  # held here: where no window is active, it has no parent
        self.happened.connect(self._show)

    def install(self) -> None:
        """Set up the log, and catch from now on."""
        set_up_logging()
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log an exception, and let the window's thread show that it happened. To be called from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self._debug:
            traceback.print_exception(kind, error, trace)
        machine = f"Python {platform.python_version()}, {platform.platform()}"
        log.critical("Nobody caught this, with %s", machine, exc_info=(kind, error or kind(), trace))
        self.happened.emit()

    def _show(self) -> None:
        if self.box is not None:
            return
        self.box = box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(tr("Something went wrong"))
        box.setText(tr("Something went wrong in the program. You can go on, but part of it may not work any more."))
        box.setInformativeText(tr("What happened is written down in {log_file}.", log_file=log_file()))
        box.open()
