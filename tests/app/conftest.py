"""The window under test: without a display, without the user's settings, and with nothing left behind."""

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import platformdirs
import pytest
import shiboken6
import torch
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from app.options import Options
from app.session.pipeline import Pipeline
from app.window.main_window import MainWindow
from recognizer.model.model_folder import Architecture, Decision, ModelConfig, TimeBase, save_model
from recognizer.network.mssa import MSSA
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import LABELS
from tests.app.responsiveness import Responsiveness

PATIENCE = 30_000  # milliseconds, for a machine that is busy


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model with untrained weights whose every map holds something."""
    torch.manual_seed(3)
    config = ModelConfig(
        name="tiny",
        labels=LABELS,
        architecture=Architecture(frames=16, width=16),
        time_base=TimeBase(seconds=1.0),
        decision=Decision(enter=0.0, leave=0.0, seen=0.4),
    )
    network = MSSA(config.network())
    with torch.no_grad():
        for block in network.blocks:
            block.space.alpha.uniform_(0.5, 1.0)
            block.space.shared.add_(0.1 * torch.randn_like(block.space.shared))
    folder = tmp_path_factory.mktemp("model")
    save_model(folder, config, {"joint": network}, "Untrained, for tests.")
    return folder


@pytest.fixture(autouse=True)
def garbage_between_tests(qapp) -> Iterator[None]:
    """What a test's views leave behind is collected between tests, when nothing is being painted. A view and the items
    of its scene refer to each other, and are taken apart in any order; a crash inside pyqtgraph was seen once
    in some hundred runs, and that is the likely cause."""
    gc.collect()
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
    gc.collect()


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and logs of the tests alone."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setattr(platformdirs, "user_log_dir", lambda *_, **__: str(tmp_path / "log"))


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    """Fails a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + 3
    while (left := set(threading.enumerate()) - before) and time.monotonic() < until:
        time.sleep(0.02)
    assert not left, f"threads left running: {[thread.name for thread in left]}"


def running_timers() -> set[QTimer]:
    """The timers that tick."""
    timers = [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]  # asks no proxy for its class
    return {timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()}


@pytest.fixture(autouse=True)
def no_timers_left(qapp) -> Iterator[None]:
    """Fails a test that leaves a timer ticking."""
    before = running_timers()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = running_timers() - before
    assert not left, f"timers left ticking: {[(timer.interval(), timer.parent()) for timer in left]}"


@pytest.fixture
def never_blocked(qapp) -> Iterator[None]:
    """Fails a test in which the window's thread waits for something for more than a tenth of a second."""
    watch = Responsiveness()
    watch.start()
    yield
    watch.stop()
    assert watch.gaps, "nothing was watched"
    assert not watch.blocked, f"the window's thread was kept: {watch.blocked}"


@pytest.fixture(autouse=True)
def no_surprise(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QDialog]]:
    """Fails a test in which a dialog opens that it did not take out of this list."""
    opened: list[QDialog] = []
    for kind in (QDialog, QMessageBox, QFileDialog):
        for name in ("open", "exec"):
            monkeypatch.setattr(kind, name, lambda dialog: opened.append(dialog))
    for name, nothing in (("getSaveFileName", ("", "")), ("getOpenFileNames", ([], "")), ("getExistingDirectory", "")):
        monkeypatch.setattr(QFileDialog, name, lambda *_, nothing=nothing: opened.append(QFileDialog()) or nothing)
    yield opened
    assert not opened, f"unexpected dialogs: {[dialog.windowTitle() for dialog in opened]}"


@pytest.fixture
def open_window(qtbot, model: Path) -> Iterator[Callable[..., MainWindow]]:
    """Makes started windows, by default on the sample clip; they are closed at the end."""
    windows = []

    def make(source: str | None = str(SAMPLE_CLIP), pipeline: dict | None = None, **options: object) -> MainWindow:
        chosen = Options(**{"source": source, "model": str(model), "device": "cpu"} | options)
        window = MainWindow(chosen, Pipeline(chosen, **(pipeline or {})))
        windows.append(window)
        window.show()
        window.start()
        return window

    yield make
    for window in windows:
        window.close()
        qtbot.waitUntil(lambda window=window: window.gone)
        assert window.pipeline.close(timeout=20) == []
        window.deleteLater()  # and not by qtbot, which would delete it while its threads end
    QApplication.processEvents()


@pytest.fixture
def wait(qtbot) -> Callable[[Callable[[], object]], None]:
    """Lets the window work until something holds."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)
