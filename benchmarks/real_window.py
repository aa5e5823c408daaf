"""The real window with a file, off screen, for measurements of it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from app.options import Options
from app.session import bodies_cache
from app.session.pipeline import Pipeline
from app.window.main_window import MainWindow
from recognizer.sources.opening import open_source

LOOK = 5  # milliseconds between looks at whether something has come


@contextmanager
def opened(film: Path, folder: Path) -> Iterator[MainWindow]:
    """The window in which the film plays; its settings and what it keeps lie in ``folder``. Needs a QApplication."""
    options = Options(source=str(film), device="cpu")
    bodies_cache.folder = lambda: folder / "bodies"
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(options, Pipeline(options, open_source=open_source), settings)
    window.resize(1280, 800)
    window.show()
    window.start()
    try:
        yield window
    finally:
        window.close()
        until(lambda: window.has_ended)


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(LOOK)
    loop.exec()
    timer.stop()


def reached(pipeline: Pipeline) -> float:
    """How far the film was looked through, in seconds."""
    return 0.0 if pipeline.coverage is None else pipeline.coverage.reached
