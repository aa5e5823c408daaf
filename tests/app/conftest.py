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
from recognizer.model.model_config import Decision, ModelConfig, TimeBase
from recognizer.model.model_folder import save_model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import LABELS, FakeLooker, at_rest
from tests.app.window_thread import Watch

PATIENCE = 120_000  # milliseconds, for a machine that is busy


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
def nothing_left(qapp) -> Iterator[None]:
    """Fails a test that leaves a timer ticking or a thread running, and collects what its views leave behind when
    nothing is being painted. A view and the items of its scene refer to each other, and are taken apart in any order;
    a crash inside pyqtgraph was seen once in some hundred runs, and that is the likely cause.

    What was there before the test, half a million objects of imported libraries, is not looked through."""
    gc.disable()
    gc.collect()  # what the last test still held when it ended: frozen, it would stay for ever
    gc.freeze()
    before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ticking = [f"{timer.interval()} ms of {timer.parent()}" for timer in new_timers() if timer.isActive()]
    running = [thread.name for thread in ended(set(threading.enumerate()) - before)]
    gc.enable()
    gc.collect()
    assert not ticking, f"timers left ticking: {ticking}"
    assert not running, f"threads left running: {running}"


def new_timers() -> list[QTimer]:
    """The timers that were made since ``gc.freeze``."""
    timers = [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]  # asks no proxy for its class
    return [timer for timer in timers if shiboken6.isValid(timer)]


def ended(threads: set[threading.Thread]) -> list[threading.Thread]:
    """Those of the threads that do not end, though they have the time to: together, since a test that fails may leave
    a dozen of them."""
    end = time.monotonic() + PATIENCE / 1000
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return [thread for thread in threads if thread.is_alive()]


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs, packs and corrections of the tests alone, and nobody in a picture whom they did not put there."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setattr(platformdirs, "user_log_dir", lambda *_, **__: str(tmp_path / "log"))
    monkeypatch.setattr("app.session.bodies_cache.folder", lambda: tmp_path / "bodies")
    monkeypatch.setattr("app.session.pipeline.default_looker", lambda options: FakeLooker())
    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda *_, **__: str(tmp_path / "documents"))
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))


@pytest.fixture
def window_thread(request: pytest.FixtureRequest, qapp) -> Iterator[Watch]:
    """Fails a test in which the window's thread waits for anything."""
    watch = Watch(slow="never_blocked" in request.fixturenames)
    watch.start()
    yield watch
    watch.stop()
    assert not watch.calls, f"the window's thread was held up by {watch.calls}"


@pytest.fixture
def never_blocked(window_thread: Watch) -> None:
    """Every stand-in for something slow is held up until the window's thread has answered, still at work."""


@pytest.fixture(autouse=True)
def no_surprise(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QDialog]]:
    """Fails a test in which a dialog opens that it did not take out of this list."""
    opened: list[QDialog] = []
    for kind in (QDialog, QMessageBox, QFileDialog):
        for name in ("open", "exec"):
            monkeypatch.setattr(kind, name, lambda dialog: opened.append(dialog))
    for name, nothing in (
        ("getSaveFileName", ("", "")),
        ("getOpenFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_, nothing=nothing: opened.append(QFileDialog()) or nothing)
    yield opened
    assert not opened, f"unexpected dialogs: {[dialog.windowTitle() for dialog in opened]}"


@pytest.fixture
def open_window(
    qtbot, model: Path, window_thread: Watch, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., MainWindow]]:
    """Makes started windows, by default on the sample clip; they are closed at the end."""
    windows = []

    def make(source: str | None = str(SAMPLE_CLIP), pipeline: dict | None = None, **options: object) -> MainWindow:
        monkeypatch.setattr("app.window.main_window.ENDING", PATIENCE / 1000)
        chosen = Options(**{"source": source, "model": str(model), "device": "cpu"} | options)
        window = MainWindow(chosen, Pipeline(chosen, **(pipeline or {})))
        windows.append(window)
        window.show()
        window.start()
        return window

    yield make
    for window in windows:
        window.close()
        qtbot.waitUntil(lambda window=window: window.has_ended, timeout=PATIENCE)
        window_thread.let_go()
        assert window.pipeline.close(timeout=PATIENCE / 1000) == []
        window.deleteLater()  # and not by qtbot, which would delete it while its threads end
    QApplication.processEvents()


@pytest.fixture
def wait(qtbot) -> Callable[[Callable[[], object]], None]:
    """Lets the window work until something holds."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)


@pytest.fixture
def pause(wait: Callable[[Callable[[], object]], None]) -> Callable[[MainWindow], None]:
    """Pauses a file and lets arrive what was on its way, so that nothing changes any more."""

    def pause(window: MainWindow) -> None:
        window.pipeline.pause()
        wait(lambda: at_rest(window.pipeline))
        frame = window.pipeline._capture.newest.frame
        wait(lambda: window.shown is not None and window.shown.captured.frame is frame)
        window.refresh()  # the last answer may have come after the last picture

    return pause
