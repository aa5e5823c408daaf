"""Numbered pictures in the window: whatever of them is chosen or dropped, the whole series is opened, once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from app.dialogs.queue_dialog import QueueDialog
from app.session.batch_thread import recognition_options
from app.session.messages import SourceState
from app.window.main_window import MainWindow
from tests.app.fakes import FakeFile, FakeFrontEnd, sources
from tests.recognizer.sources.test_picture_series import make_series

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def pattern(tmp_path: Path) -> Path:
    return make_series(tmp_path / "frames" / "%04d.png", range(1, 31))


def drop(window: MainWindow, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *buttons))


@pytest.mark.parametrize("named", ["0005.png", "", "%04d.png"])
def test_a_picture_its_folder_and_its_pattern_open_the_series(
    open_window: Opener, wait: Wait, pattern: Path, named: str, never_blocked: None
) -> None:
    window = open_window(str(pattern.parent / named), {"make_front_end": lambda options, progress: FakeFrontEnd()})
    wait(lambda: window.pipeline.state in (SourceState.PLAYING, SourceState.ENDED))
    assert window.pipeline.source.spec == str(pattern) and window.pipeline.source.name == "frames/%04d.png"
    wait(lambda: window.stage.picture.isVisible() and window.stage.picture._pixels is not None)
    wait(lambda: window.settings.recent == [str(pattern)])


def test_the_command_line_says_how_many_pictures_there_are_a_second(
    open_window: Opener, wait: Wait, pattern: Path
) -> None:
    stand_ins = {"make_front_end": lambda options, progress: FakeFrontEnd()}
    window = open_window(str(pattern), stand_ins, picture_rate=10.0)
    wait(lambda: window.pipeline.source is not None)
    assert window.pipeline.source.duration == pytest.approx(3.0)
    assert recognition_options(window.pipeline.options).picture_rate == 10.0


def test_pictures_that_are_dropped_or_chosen_are_one_source(
    open_window: Opener, wait: Wait, pattern: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=40)))
    wait(lambda: window.pipeline.source is not None)
    opened: list[str] = []
    monkeypatch.setattr(window.pipeline, "open", lambda wish: opened.extend(wish.specs))
    pictures = sorted(pattern.parent.iterdir())
    drop(window, *pictures)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file) for file in pictures[3:9]], ""))
    window.menus.actions["open_files"].trigger()
    assert opened == 2 * [str(pattern)]
    (tmp_path / "film.npz").write_bytes(b"")
    drop(window, pictures[0], tmp_path / "film.npz", pictures[1])
    queue = window.findChild(QueueDialog)
    assert [task.spec for task in queue.tasks] == [str(pattern), str(tmp_path / "film.npz")]
    assert queue.table.item(0, 0).text() == "frames/%04d.png"
    queue.close()


def test_a_cameras_number_is_no_folder(
    open_window: Opener, wait: Wait, pattern: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=40)))
    wait(lambda: window.pipeline.source is not None)
    opened: list[str] = []
    monkeypatch.setattr(window.pipeline, "open", lambda wish: opened.extend(wish.specs))
    pattern.parent.rename(pattern.parent.with_name("0"))
    monkeypatch.chdir(pattern.parent.parent)
    window.open("0")
    assert opened == ["0"]


def test_a_picture_alone_is_told_of(open_window: Opener, wait: Wait, pattern: Path, tmp_path: Path) -> None:
    (pattern.parent / "0001.png").rename(tmp_path / "cover.png")
    window = open_window(str(tmp_path / "cover.png"))
    wait(lambda: "cover.png is a single picture" in window.banner.text)
