"""The desktop program: opens the window, and leaves the process when it is closed."""

import os
import signal
import sys
import time
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.crash_report import CrashReporter
from app.languages import speak
from app.log_files import catch_native_crashes
from app.options import GivenOptions
from app.settings_store import SettingsStore
from app.window.main_window import NAME, REFRESH, MainWindow


def run(options: GivenOptions) -> NoReturn:
    """Open the window and stay until it is closed.

    Threads and sources have been ended in order by then, so that the process is left at once: tearing down torch and
    MediaPipe piece by piece takes a second or two [measured] and frees nothing that the system does not. What still
    runs is a thread inside an import or a camera's driver, which nobody can interrupt.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # idle threads must not take cores from the pose model
    app = QApplication(sys.argv[:1])
    app.setApplicationName("mssa-studio")
    app.setApplicationDisplayName(NAME)
    app.setQuitOnLastWindowClosed(False)  # but when what it left running has ended
    reporter = CrashReporter(options.debug)
    reporter.install()
    catch_native_crashes()
    speak(app, SettingsStore().language)
    window = MainWindow(options)
    window.ended.connect(app.quit)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    window.show()
    QTimer.singleShot(0, window.start)
    status = app.exec()
    window.close()  # where the system asked the program to end, and not the user the window to close
    while not window.has_ended:
        app.processEvents()
        time.sleep(REFRESH / 1000)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
