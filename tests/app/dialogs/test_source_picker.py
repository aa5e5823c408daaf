"""Choosing sources: the picker with its preview, recent files, drops, the queue; and looking back when live."""

import json
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QMenu

from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.source_picker import SourcePicker
from app.session.camera_preview import Camera, cameras
from app.session.messages import SourceState, TaskState
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from tests.app.fakes import FakeCamera, FakeFile, picture, sources


@pytest.fixture
def two_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "app.window.source_controller.cameras", lambda: [Camera(0, "Inner eye"), Camera(2, "Outer eye")]
    )


def device(folder: Path, number: int, name: str | None, index: str) -> None:
    (folder / f"video{number}").mkdir(parents=True)
    if name is not None:
        (folder / f"video{number}" / "name").write_text(f"{name}\n")
    (folder / f"video{number}" / "index").write_text(f"{index}\n")


def test_cameras_have_the_systems_names(tmp_path: Path) -> None:
    device(tmp_path, 10, "Second: webcam", "0")
    device(tmp_path, 0, "Inner eye", "0")
    device(tmp_path, 1, "Inner eye", "1")
    device(tmp_path, 3, None, "0")
    (tmp_path / "videos").mkdir()
    found = cameras(tmp_path, "linux")
    assert [(camera.number, camera.name) for camera in found] == [
        (0, "Inner eye"), (3, "Camera 3"), (10, "Second: webcam"),
    ]  # fmt: skip
    assert cameras(tmp_path / "none", "linux") == []
    assert [camera.number for camera in cameras(tmp_path, "win32")] == [0, 1, 2, 3]


def pick(window, no_surprise: list[QDialog]) -> SourcePicker:
    window.menus.actions["choose_source"].trigger()
    picker = no_surprise.pop()
    assert isinstance(picker, SourcePicker)
    picker.show()
    return picker


def mark(picker: SourcePicker, spec: str) -> None:
    rows = [picker.list.item(row) for row in range(picker.list.count())]
    picker.list.setCurrentItem(next(item for item in rows if item.data(Qt.ItemDataRole.UserRole) == spec))


@pytest.mark.usefixtures("two_cameras")
def test_a_camera_is_picked_by_name_after_a_look(open_window, wait, no_surprise: list[QDialog]) -> None:
    looked_at, opened = FakeCamera(), FakeCamera("Camera 2")
    given = iter([looked_at, opened])
    named = sources(film=FakeFile(frames=2000))
    by_name = named["open_source"]
    named["open_source"] = lambda spec: next(given) if spec == "2" else by_name(spec)
    window = open_window("film", named)
    picker = pick(window, no_surprise)
    texts = [picker.list.item(row).text().strip() for row in range(picker.list.count())]
    assert texts[:3] == ["Cameras", "Inner eye", "Outer eye"] and "Sample clip" in texts
    mark(picker, "0")
    wait(lambda: "no source 0" in picker.notice.text())
    mark(picker, "2")
    for shade in (10, 20, 30):
        looked_at.pictures.put(picture(shade))
    wait(lambda: picker.picture.isVisible() and picker.facts.text().startswith("160 × 120"))
    picker.persons.setCurrentIndex(0)
    picker.mirrored.setChecked(True)
    picker.buttons.button(QDialogButtonBox.StandardButton.Open).click()
    assert window.pipeline.source.spec == "film", "not opened twice at once"
    looked_at.pictures.put(picture(40))
    opened.pictures.put(picture(50))
    wait(lambda: window.windowTitle().startswith("Camera 2"))
    assert looked_at.closed
    assert (window.pipeline.options.persons, window.pipeline.options.mirrored) == (1, True)
    assert window.menus.actions["source_mirrored"].isChecked()
    opened.pictures.put(None)
    wait(lambda: window.pipeline.state is SourceState.FAILED)


@pytest.mark.usefixtures("two_cameras")
def test_closing_while_a_camera_is_looked_at_opens_nothing_behind_the_user(
    open_window, wait, no_surprise: list[QDialog], monkeypatch: pytest.MonkeyPatch, never_blocked: None
) -> None:
    looked_at, named = FakeCamera(), sources(film=FakeFile(frames=2000))
    by_name = named["open_source"]
    named["open_source"] = lambda spec: looked_at if spec == "2" else by_name(spec)
    window = open_window("film", named)
    picker = pick(window, no_surprise)
    mark(picker, "2")
    looked_at.pictures.put(picture(10))
    wait(lambda: picker.picture.isVisible())
    picker.buttons.button(QDialogButtonBox.StandardButton.Open).click()
    monkeypatch.setattr("app.window.main_window.ENDING", 0.0)
    window.close()
    wait(lambda: window.has_ended)
    assert window.sources.running() == ["preview"], "it waits for a picture still"
    looked_at.pictures.put(picture(20))
    wait(lambda: looked_at.closed and not window.sources.running())
    wait(lambda: not window.pipeline.running())
    QApplication.processEvents()  # the choice is reported meanwhile
    assert window.pipeline.source.spec == "film" and not window.pipeline.running()


@pytest.mark.usefixtures("two_cameras")
def test_cancelling_the_picker_leaves_everything(open_window, wait, no_surprise: list[QDialog]) -> None:
    window = open_window("film", sources(film=FakeFile(frames=2000), **{str(SAMPLE_CLIP): FakeFile(frames=50)}))
    wait(lambda: window.pipeline.source is not None)
    picker = pick(window, no_surprise)
    mark(picker, str(SAMPLE_CLIP))
    wait(lambda: picker.picture.isVisible())
    picker.reject()
    wait(lambda: not any(thread.name == "preview" for thread in threading.enumerate()))
    assert window.pipeline.source.spec == "film"


def test_recent_files_are_remembered_while_they_exist(open_window, wait, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.mp4" for name in ("one", "two")]
    for file in files:
        file.write_text("")
    window = open_window(str(files[0]), sources(**{str(file): FakeFile(name=file.name) for file in files}))
    wait(lambda: window.settings.recent == [str(files[0])])
    window.open(str(files[1]))
    wait(lambda: window.settings.recent == [str(files[1]), str(files[0])])
    menu: QMenu = window.menus.recent
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["two.mp4", "one.mp4"]
    menu.actions()[1].trigger()
    wait(lambda: window.windowTitle().startswith("one.mp4"))
    files[1].unlink()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["one.mp4"]


def drop(window, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *buttons))


@pytest.fixture
def clips(tmp_path: Path) -> list[Path]:
    """Two short clips, and between them a file that is none."""
    clip = load_npz(SAMPLE_CLIP)
    part = slice(30, 100)
    short = Clip(clip.keypoints[:, part], clip.confidence[:, part], clip.time[part], clip.identity[:, part])
    files = [tmp_path / f"{name}.npz" for name in ("first", "broken", "second")]
    for file in files:
        save_npz(short, file)
    files[1].write_text("no clip")
    return files


def test_several_dropped_files_are_worked_through(open_window, wait, clips: list[Path]) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.pipeline.playing)
    drop(window, clips)
    queue: QueueDialog = window.findChild(QueueDialog)
    assert queue.isVisible() and [task.spec for task in queue.tasks] == [str(file) for file in clips]
    drop(window, clips)
    assert len(queue.tasks) == 3, "none twice"
    queue.csv.setChecked(True)
    queue.go.click()
    assert queue.go.text() == "Stop" and not queue.add_button.isEnabled()
    wait(lambda: not queue.working)
    wait(lambda: queue.summary.text() == "2 of 3 done, 1 failed.")
    assert [task.state for task in queue.tasks] == [TaskState.DONE, TaskState.FAILED, TaskState.DONE]
    assert "broken.npz" in queue.table.item(1, 2).text() and "Traceback" not in queue.table.item(1, 2).text()
    for file in (clips[0], clips[2]):
        told = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        assert told["source"] == str(file) and told["frames"] == 70 and told["windows"]
        assert file.with_suffix(".csv").is_file()
    assert not clips[1].with_suffix(".json").exists()
    assert window.pipeline.state is SourceState.PAUSED, "the cores are for the queue"
    queue.table.cellDoubleClicked.emit(0, 0)
    queue.close()


def test_the_queue_writes_into_a_folder_and_can_be_stopped(
    open_window, wait, clips: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    queue_files = [clips[0], clips[2]]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file) for file in queue_files], ""))
    window.menus.actions["open_files"].trigger()
    queue: QueueDialog = window.findChild(QueueDialog)
    target = tmp_path / "results"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    queue.place.setCurrentIndex(1)
    queue.place.activated.emit(1)
    assert queue.place.currentText() == str(target)
    reached, go_on = threading.Event(), threading.Event()
    make = queue._start

    def start(tasks, wanted):
        batch = make(tasks, wanted)

        def work(spec, model, viewing, report):
            with report("a file", 10.0) as progress:
                progress.update(4.0)
                reached.set()
                go_on.wait(120)
                progress.update(5.0)
            raise AssertionError("it was asked to stop")

        batch._work = work if not reached.is_set() else None
        return batch

    queue._start = start
    queue.go.click()
    assert reached.wait(120)
    queue.refresh()
    assert queue.table.cellWidget(0, 1).text() == "40 %"
    queue.go.click()
    go_on.set()
    wait(lambda: not queue.working)
    queue.refresh()
    assert [task.state for task in queue.tasks] == [TaskState.STOPPED] * 2 and not target.exists()
    queue.go.click()
    wait(lambda: not queue.working)
    assert sorted(file.name for file in target.iterdir()) == ["first.json", "second.json"]
    queue.close()


def test_a_queue_whose_model_is_missing_says_so(open_window, wait, clips: list[Path]) -> None:
    window = open_window("film", sources(film=FakeFile(frames=40)), model="no-such-model")
    window.sources.show_queue([str(clips[0])])
    queue: QueueDialog = window.findChild(QueueDialog)
    queue.go.click()
    wait(lambda: "no-such-model" in queue.summary.text())
    wait(lambda: "no-such-model" in window.banner.text)


def test_a_live_session_freezes_and_can_be_looked_through(open_window, wait, qtbot) -> None:
    camera = FakeCamera()
    window = open_window("0", sources(**{"0": camera}))
    wait(lambda: window.pipeline.model is not None)
    for shade in range(20):
        camera.pictures.put(picture(shade))
        wait(lambda shade=shade: window.pipeline.replay.span()[1] == (shade + 1) / 30)  # none is overwritten
    window.menus.actions["play_or_pause"].trigger()
    assert window.playback.frozen and window.timeline.tracks.isEnabled()
    assert window.timeline.button.accessibleName() == "Go on live"
    assert window.timeline.time.text().startswith("Frozen")
    first, last = window.pipeline.replay.span()
    tracks = window.timeline.tracks
    assert tracks.span == pytest.approx((first, last))
    qtbot.mouseClick(tracks, Qt.MouseButton.LeftButton, pos=QPointF(tracks.x_of(first) + 1, 8).toPoint())
    early = int(np.median(window.stage.picture._pixels))
    window.menus.actions["step_forward"].trigger()
    assert np.median(window.stage.picture._pixels) >= early
    qtbot.keyClick(tracks, Qt.Key.Key_End)
    assert np.median(window.stage.picture._pixels) > early + 5
    camera.pictures.put(picture(200))
    wait(lambda: camera.given == 21)
    wait(lambda: window.pipeline.replay.span()[1] == 20 / 30)
    assert np.median(window.stage.picture._pixels) < 100, "what is live does not push in"
    window.menus.actions["play_or_pause"].trigger()
    assert not window.playback.frozen and not tracks.isEnabled()
    camera.pictures.put(picture(201))
    wait(lambda: np.median(window.stage.picture._pixels) > 195)
    camera.pictures.put(None)
    wait(lambda: window.pipeline.state is SourceState.FAILED)


def test_a_lost_camera_can_be_tried_again(open_window, wait, qtbot) -> None:
    lost, found = FakeCamera(), FakeCamera()
    given = iter([lost, found])
    named = sources()
    named["open_source"] = lambda spec: next(given)
    window = open_window("0", named)
    lost.pictures.put(picture())
    lost.pictures.put(None)
    wait(lambda: "plugged in" in window.banner.text)
    assert window.banner.help.text() == "Try again"
    found.pictures.put(picture(77))
    qtbot.mouseClick(window.banner.help, Qt.MouseButton.LeftButton)
    wait(lambda: window.stage.picture._pixels is not None and np.median(window.stage.picture._pixels) == 77)
    assert window.banner.text == ""
    found.pictures.put(None)
    wait(lambda: window.pipeline.state is SourceState.FAILED)


@pytest.mark.usefixtures("two_cameras")
def test_an_address_is_typed_with_a_password_that_is_shown_and_kept_nowhere(
    open_window, wait, no_surprise: list[QDialog]
) -> None:
    full, shown = "rtsp://me:hunter2@cam/live", "rtsp://cam/live"
    given = [FakeCamera(shown), FakeCamera(shown)]
    named, asked = sources(film=FakeFile(frames=2000)), []
    by_name = named["open_source"]

    def opened(spec: str):
        asked.append(spec)
        return given.pop(0) if spec == full else by_name(spec)

    named["open_source"] = opened
    window = open_window("film", named)
    picker = pick(window, no_surprise)
    go = picker.buttons.button(QDialogButtonBox.StandardButton.Open)
    picker.address.address.setText("cam/live")
    assert not go.isEnabled() and "begins with" in picker.notice.text()
    picker.address.address.setText(shown)
    picker.address.name.setText("me")
    picker.address.password.setText("hunter2")
    assert go.isEnabled()
    cameras_given = list(given)
    go.click()
    cameras_given[0].pictures.put(picture(10))
    wait(lambda: window.windowTitle().startswith(shown))
    assert asked[-1] == full and window.settings.recent[0] == shown
    window.sources.open(shown)
    cameras_given[0].pictures.put(picture(15))  # it lets go of the first one
    cameras_given[1].pictures.put(picture(20))
    wait(lambda: cameras_given[1].given)
    assert asked[-1] == full, "it is remembered until the program ends"
    cameras_given[1].pictures.put(None)
    wait(lambda: window.pipeline.state is SourceState.FAILED)
