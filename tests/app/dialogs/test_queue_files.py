"""What the queue writes where: nothing of anybody's is lost, and any name of a file will do."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.replace_question import ReplaceQuestion
from app.session.messages import SourceState, TaskState
from app.session.source_opener import default_source
from app.window.main_window import MainWindow
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from recognizer.skeleton.skeleton_file import write_skeleton
from tests.app.fakes import FakeFile, sources


@pytest.fixture
def short() -> Clip:
    clip, part = load_npz(SAMPLE_CLIP), slice(30, 60)
    return Clip(clip.keypoints[:, part], clip.confidence[:, part], clip.time[part], clip.identity[:, part])


@pytest.fixture
def twins(short: Clip, tmp_path: Path) -> list[Path]:
    """Two recordings that are called the same but for the ending."""
    save_npz(short, tmp_path / "take1.npz")
    write_skeleton(short, tmp_path / "take1.skeleton")
    return [tmp_path / "take1.npz", tmp_path / "take1.skeleton"]


@pytest.fixture
def window(open_window: Callable[..., MainWindow], wait: Callable[..., None]) -> MainWindow:
    window = open_window("film", sources(film=FakeFile(frames=40)))
    wait(lambda: window.pipeline.source is not None)
    return window


def queue_of(window: MainWindow, files: list[Path]) -> QueueDialog:
    window.sources.show_queue([str(file) for file in files])
    queue = window.findChild(QueueDialog)
    assert isinstance(queue, QueueDialog)
    return queue


def told(file: Path) -> str:
    return json.loads(file.read_text(encoding="utf-8"))["source"]


def test_two_sources_of_one_name_have_a_result_each(window: MainWindow, wait, twins: list[Path]) -> None:
    queue = queue_of(window, twins)
    queue.csv.setChecked(True)
    queue.go.click()
    wait(lambda: not queue.working)
    results = [twins[0].with_name(f"{file.name}.json") for file in twins]
    assert [told(file) for file in results] == [str(file) for file in twins]
    assert [task.written for task in queue.tasks] == results
    assert results[0].with_suffix(".csv").is_file() and not twins[0].with_suffix(".json").exists()
    queue.close()


def test_a_source_that_is_added_later_leaves_the_first_ones_result(window, wait, twins: list[Path]) -> None:
    queue = queue_of(window, twins[:1])
    queue.go.click()
    wait(lambda: not queue.working)
    first = twins[0].with_suffix(".json")
    assert told(first) == str(twins[0])
    queue_of(window, twins[1:])
    queue.go.click()
    wait(lambda: not queue.working)
    assert told(first) == str(twins[0]) and queue.tasks[1].written is not None
    assert told(queue.tasks[1].written) == str(twins[1]) and queue.tasks[1].written != first
    queue.close()


def test_a_file_that_is_there_is_replaced_only_when_asked(
    window, wait, twins: list[Path], no_surprise: list[QDialog]
) -> None:
    target = twins[0].with_suffix(".json")
    target.write_text("somebody's own")
    queue = queue_of(window, twins[:1])
    queue.go.click()
    wait(lambda: no_surprise)
    question = no_surprise.pop()
    assert isinstance(question, ReplaceQuestion) and "take1.json is there already" in question.text()
    assert not queue.working
    question.cancel.click()
    assert not queue.working and target.read_text() == "somebody's own"
    assert queue.tasks[0].state is TaskState.WAITING
    queue.go.click()
    wait(lambda: no_surprise)
    question = no_surprise.pop()
    question.replace.click()
    wait(lambda: queue.tasks[0].state is TaskState.DONE)
    wait(lambda: not queue.working)
    assert told(target) == str(twins[0])
    queue.close()


def test_a_result_is_never_written_over_a_source(window, wait, short: Clip, tmp_path: Path) -> None:
    save_npz(short, tmp_path / "a.npz")
    (tmp_path / "a.json").write_text("something that was dropped as well")
    queue = queue_of(window, [tmp_path / "a.npz", tmp_path / "b.json"])
    (tmp_path / "b.json").hardlink_to(tmp_path / "a.json")
    queue.go.click()
    wait(lambda: "never replaces a source" in queue.summary.text())
    assert not queue.working
    assert (tmp_path / "a.json").read_text() == "something that was dropped as well"
    queue.close()


def test_a_folder_that_cannot_be_written_to_is_told_of_before_the_work(window, wait, twins, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    queue = queue_of(window, twins)
    queue._target = tmp_path / "file"
    queue.place.insertItem(1, "file")
    queue.place.setCurrentIndex(1)
    queue.go.click()
    wait(lambda: "Cannot write" in queue.summary.text())
    assert not queue.working
    queue.close()


NAMES = pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux alone")


@NAMES
def test_a_name_that_is_no_text_is_dropped_worked_through_and_opened(window, wait, short: Clip, tmp_path: Path) -> None:
    odd, broken = (tmp_path / os.fsdecode(name) for name in (b"take\xe9.npz", b"broken\xe9.npz"))
    save_npz(short, odd)
    broken.write_text("no clip")
    save_npz(short, tmp_path / "plain.npz")
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(b"file://" + os.fsencode(file)) for file in (odd, broken, tmp_path / "plain.npz")])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *buttons))
    queue = window.findChild(QueueDialog)
    assert [task.spec for task in queue.tasks] == [str(odd), str(broken), str(tmp_path / "plain.npz")]
    queue.go.click()
    wait(lambda: not queue.working)
    wait(lambda: queue.summary.text() == "2 of 3 done, 1 failed.")
    assert [task.state for task in queue.tasks] == [TaskState.DONE, TaskState.FAILED, TaskState.DONE]
    assert queue.table.item(0, 0).text() == "take\ufffd.npz" and "take\ufffd.json" in queue.table.item(0, 2).text()
    assert told(odd.with_suffix(".json")) == str(tmp_path / "take\ufffd.npz")
    opened: list[str] = []
    window.pipeline.open = lambda wish: opened.extend([*wish.specs, wish.saved.path])
    window.pipeline.open_source = default_source
    queue.table.cellDoubleClicked.emit(0, 0)
    wait(lambda: opened == [str(odd), odd.with_suffix(".json")])
    queue.close()


@NAMES
def test_a_clip_whose_name_is_no_text_plays(open_window, wait, short: Clip, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"take\xe9.npz")
    save_npz(short, odd)
    window = open_window(str(odd))
    wait(lambda: window.pipeline.state in (SourceState.PLAYING, SourceState.ENDED))
    assert window.pipeline.source.spec == str(odd)
    wait(lambda: window.stage.view_3d.isVisible())
