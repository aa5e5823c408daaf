"""What goes wrong with cameras, files and disks: one sentence in the window, a way on, and no window that hangs."""

import threading
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

import recognizer.model.model_folder
from app.session import recording_thread as recording
from app.session.capture_thread import CaptureThread
from app.session.messages import SourceState
from app.window import main_window
from app.window.main_window import MainWindow
from recognizer.model.model_folder import GPU_FULL
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.sources import video_writer as video_file
from recognizer.sources.camera import CameraSource
from recognizer.sources.opening import VideoSource
from recognizer.sources.source import Source
from recognizer.sources.video_writer import RESERVE, VideoFile
from tests.app.fakes import FakeDevice, FakeFile, FakeFrontEnd, opener, sources
from tests.recognizer.model.full_gpu import OnFullGpu

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
Usage = namedtuple("Usage", "total used free")

PATIENT = {"opens_within": 300.0, "silent_after": 300.0, "frozen_after": 300.0}  # seconds, for a machine that is busy
SOON = 0.3  # seconds after which something is found out that takes a user's camera several


def camera(device: FakeDevice, **soon: float) -> dict:
    """A pipeline on a real camera source with a device that is not."""

    def open_source(spec: str) -> Source:
        return CameraSource(int(spec), device, **PATIENT | soon)

    return {"open_source": open_source, "make_front_end": lambda options, progress: FakeFrontEnd()}


def shown(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.stage.picture._pixels is not None


@pytest.mark.parametrize(
    ("fault", "sentence"), [("fails", "plugged in"), ("blocks", "plugged in"), ("repeats", "frozen")]
)
def test_a_camera_that_fails_is_told_of_and_can_be_tried_again(
    open_window: Opener, wait: Wait, qtbot, never_blocked: None, fault: str, sentence: str
) -> None:
    device = FakeDevice()
    window = open_window("0", camera(device, frozen_after=SOON))
    wait(shown(window))
    if fault == "blocks":
        reads_with_less_patience(window.pipeline._capture, wait)
    device.state = fault
    wait(lambda: sentence in window.banner.text)
    assert "Camera 0" in window.banner.text and window.pipeline.state is SourceState.FAILED
    assert window.isVisible() and window.banner.help.isVisible()
    device.free.set()
    wait(lambda: device.released == 1)
    device.state = "works"
    window.stage.picture.clear()
    qtbot.mouseClick(window.banner.help, Qt.MouseButton.LeftButton)
    wait(lambda: window.pipeline.state is SourceState.PLAYING)
    wait(shown(window))
    assert window.banner.text == "" and device.opened == 2


def reads_with_less_patience(capture: CaptureThread, wait: Wait) -> None:
    capture._source._silent_after = SOON
    for _ in range(2):  # the next picture may be waited for already
        newest = capture.newest
        # On a busy machine a working camera may be silent for so long as well, which is found out in the same way.
        wait(lambda newest=newest: capture.newest is not newest or capture.broken)


def test_a_camera_that_another_program_uses_is_told_of_and_can_be_tried_again(
    open_window: Opener, wait: Wait, qtbot, never_blocked: None
) -> None:
    device = FakeDevice("absent")
    window = open_window("0", camera(device))
    wait(lambda: "another program" in window.banner.text)
    device.state = "works"
    qtbot.mouseClick(window.banner.help, Qt.MouseButton.LeftButton)
    wait(shown(window))
    assert window.banner.text == ""


def test_a_camera_that_opens_and_then_blocks_is_told_of(open_window: Opener, wait: Wait, never_blocked: None) -> None:
    device = FakeDevice("blocks")
    window = open_window("0", camera(device, opens_within=SOON))
    wait(lambda: "gives no picture" in window.banner.text)
    assert window.stage.notice.isVisible()
    device.free.set()


def test_another_source_can_be_opened_while_a_camera_blocks(
    open_window: Opener, wait: Wait, never_blocked: None
) -> None:
    device = FakeDevice("blocks")
    film = FakeFile(frames=400)
    window = open_window(
        "0",
        {
            "open_source": lambda spec: film.twin() if spec == "film" else CameraSource(0, device, opens_within=SOON),
            "make_front_end": lambda options, progress: FakeFrontEnd(),
        },
    )
    window.open("film")
    wait(shown(window))
    assert window.banner.text == "", "nobody waits for that camera any more"
    device.free.set()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Five seconds of noise as motion JPEG, which can be played up to where it is cut."""
    random = np.random.default_rng(1)
    with VideoFile(tmp_path / "film.avi", 20.0) as video:
        for index in range(100):
            video.write(random.integers(0, 255, (120, 160, 3), np.uint8), index / 20)
    return tmp_path / "film.avi"


def front_end_only() -> dict:
    return {"make_front_end": lambda options, progress: FakeFrontEnd()}


def test_a_video_cut_in_the_middle_of_a_frame_plays_up_to_there_and_says_so(
    open_window: Opener, wait: Wait, film: Path, never_blocked: None
) -> None:
    whole = film.read_bytes()
    film.write_bytes(whole[: int(0.6 * len(whole))])
    window = open_window(str(film), front_end_only())
    window.pipeline.set_speed(4.0)
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    wait(lambda: "ends early" in window.banner.text)
    assert "film.avi" in window.banner.text and "of 5.0 seconds" in window.banner.text
    assert window.stage.picture.isVisible()


def test_a_whole_video_says_nothing_at_its_end(open_window: Opener, wait: Wait, film: Path) -> None:
    window = open_window(str(film), front_end_only())
    window.pipeline.set_speed(4.0)
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    wait(lambda: window.playback.place > 4.9)
    assert window.banner.text == ""


def test_a_video_without_its_index_cannot_be_opened_and_says_so(
    open_window: Opener, wait: Wait, tmp_path: Path, film: Path, never_blocked: None
) -> None:
    with VideoFile(tmp_path / "cut.mp4", 20.0) as video, VideoSource(film) as source:
        for frame in iter(source.read, None):
            video.write(frame.image, frame.time)
    data = (tmp_path / "cut.mp4").read_bytes()
    assert b"mdat" in data[600:], "the index comes first in what we write, so that a cut file plays up to there"
    (tmp_path / "cut.mp4").write_bytes(data[:600])
    window = open_window(str(tmp_path / "cut.mp4"), front_end_only())
    wait(lambda: "cut.mp4 cannot be read as a video" in window.banner.text)


def what_is_told(window: MainWindow) -> tuple:
    """What the window shows of the source that is open, but for its picture, and what it would export."""
    cards = [(card.isVisible(), card.action.full_text()) for card in window.stage.cards]
    lanes = window.pipeline.segments.lanes()
    names = dict(window.pipeline.segments.edits.names)
    return window.windowTitle(), cards, lanes, names, window.stage.notice.isVisible()


@pytest.mark.parametrize("how", ["broken", "camera"])
def test_what_cannot_be_opened_leaves_the_file_that_is_open(
    open_window: Opener, wait: Wait, pause, tmp_path: Path, how: str, never_blocked: None
) -> None:
    device, film = FakeDevice("absent"), FakeFile(frames=400)
    (tmp_path / "broken.mp4").write_text("not a video")
    spec = "0" if how == "camera" else str(tmp_path / "broken.mp4")
    give = opener({"film": film})

    def open_source(spec: str) -> Source:
        if spec == "film":
            return give(spec)
        return CameraSource(0, device, **PATIENT) if spec == "0" else VideoSource(Path(spec))

    window = open_window("film", {"open_source": open_source, "make_front_end": lambda *_: FakeFrontEnd()})
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
    pause(window)
    window.playback.seek(12.0)
    pause(window)
    window.timeline.editor.name_person(1, "Ada")
    before, frame = what_is_told(window), window.shown.captured.frame
    assert before[2] and before[3] == {1: "Ada"} and window.playback.place == 12.0
    window.open(spec)
    wait(lambda: window.banner.text)
    assert ("Camera 0" if how == "camera" else "broken.mp4 cannot be read as a video") in window.banner.text
    assert what_is_told(window) == before and window.shown.captured.frame is frame
    assert window.pipeline.state is SourceState.PAUSED and window.playback.place == 12.0 and not film.closed
    window.playback.loop((12.0, 16.0))  # so that it does not end meanwhile
    wait(lambda: window.playback.place > 12.5)
    window.banner.button.click()
    window.open(spec)
    wait(lambda: window.banner.text)
    place = window.playback.place
    wait(lambda: window.playback.place != place)  # what plays goes on playing
    if how == "camera":
        device.state = "works"
        window.banner.help.click()
        wait(lambda: window.shown is not None and window.shown.captured.live)
        assert film.closed and window.banner.text == "" and window.windowTitle().startswith("Camera 0")


def test_a_camera_goes_on_when_a_file_cannot_be_opened(
    open_window: Opener, wait: Wait, tmp_path: Path, never_blocked: None
) -> None:
    (tmp_path / "broken.mp4").write_text("not a video")

    def open_source(spec: str) -> Source:
        return CameraSource(0, FakeDevice(), **PATIENT) if spec == "0" else VideoSource(Path(spec))

    window = open_window("0", {"open_source": open_source, "make_front_end": lambda *_: FakeFrontEnd()})
    wait(shown(window))
    window.open(str(tmp_path / "broken.mp4"))
    wait(lambda: "cannot be read" in window.banner.text)
    newest = window.pipeline._capture.newest
    wait(lambda: window.pipeline._capture.newest is not newest)
    assert window.pipeline.state is SourceState.PLAYING and window.windowTitle().startswith("Camera 0")


def test_the_status_line_says_what_is_being_opened(open_window: Opener, wait: Wait) -> None:
    free = threading.Event()
    film, late = FakeFile(frames=400), FakeFile(frames=400, name="late")

    def open_source(spec: str) -> Source:
        return (free.wait(120), late.twin())[1] if spec == "late.mp4" else film.twin()

    window = open_window("film", {"open_source": open_source, "make_front_end": lambda *_: FakeFrontEnd()})
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
    window.open("late.mp4")
    wait(lambda: window.status.progress.text() == "Opening late.mp4…")
    assert window.windowTitle().startswith("fake.mp4") and window.stage.picture.isVisible()
    free.set()
    wait(lambda: window.windowTitle().startswith("late") and window.status.progress.text() == "")


def record(window: MainWindow, no_surprise: list[QDialog], folder: Path) -> None:
    """Through the dialog, as a user does."""
    window.settings.keep("recordings", str(folder))
    window.menus.actions["record"].trigger()
    dialog = no_surprise.pop()
    dialog.show()
    dialog.go.click()


def test_a_full_disk_ends_the_recording_and_keeps_what_there_is(
    open_window: Opener,
    wait: Wait,
    no_surprise: list[QDialog],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    never_blocked: None,
) -> None:
    room = {"free": 10**12}
    monkeypatch.setattr(video_file.shutil, "disk_usage", lambda path: Usage(10**12, 0, room["free"]))
    window = open_window("film", sources(film=FakeFile(frames=2000)))
    wait(lambda: any(card.isVisible() and card.action.full_text() for card in window.stage.cards))
    record(window, no_surprise, tmp_path / "out")
    assert window.pipeline.recording
    start = window.playback.place
    window.pipeline.set_speed(4.0)
    wait(lambda: window.playback.place > start + 1)
    room["free"] = RESERVE - 1
    wait(lambda: "The disk is full" in window.banner.text)
    assert not window.pipeline.recording
    assert window.pipeline.playing, "what is shown goes on"
    files = sorted((tmp_path / "out").iterdir())
    assert [file.suffix for file in files] == [".mp4", ".npz"]
    assert " and ".join(file.name for file in files) in window.banner.text
    video, clip = files
    with VideoSource(video) as source:
        frames = len(list(iter(source.read, None)))
    assert frames >= 15 and load_npz(clip).frames >= 15


def test_a_folder_that_cannot_be_written_to_is_one_sentence(
    open_window: Opener, wait: Wait, tmp_path: Path, never_blocked: None
) -> None:
    (tmp_path / "file").write_text("in the way")
    window = open_window("film", sources(film=FakeFile(frames=2000)))
    wait(shown(window))
    window.pipeline.record(tmp_path / "file" / "film.mp4", None)
    wait(lambda: "Cannot write" in window.banner.text)
    assert "Nothing was recorded" in window.banner.text and not window.pipeline.recording


def test_a_camera_pulled_out_while_recording_leaves_the_recording_and_the_retry(
    open_window: Opener, wait: Wait, tmp_path: Path, never_blocked: None
) -> None:
    device = FakeDevice()
    window = open_window("0", camera(device))
    wait(shown(window))
    window.pipeline.record(tmp_path / "film.mp4", None)
    wait(lambda: window.pipeline._recordings.threads[-1]._newest > 0.5)
    device.state = "fails"
    wait(lambda: "Recorded" in window.banner.text)
    assert "plugged in" in window.banner.text and window.banner.help.isVisible()
    with VideoSource(tmp_path / "film.mp4") as source:
        assert len(list(iter(source.read, None))) > 10


def closes(window: MainWindow, wait: Wait) -> None:
    """The window is out of sight at once, and gone when all its threads have ended."""
    window.close()
    assert not window.isVisible()
    wait(lambda: window.has_ended)


def closes_without(stuck: list[str], window: MainWindow, wait: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is gone while a thread is stuck, and that thread alone."""
    monkeypatch.setattr(main_window, "ENDING", 0.0)
    closes(window, wait)
    wait(lambda: window.pipeline.running() == stuck)


def test_a_thread_that_is_stuck_does_not_keep_the_program_for_long() -> None:
    assert 0 < main_window.ENDING < 2


def everything_ends(window: MainWindow, wait: Wait) -> None:
    """What was left running ends by itself."""
    wait(lambda: not window.pipeline.running())


def test_closing_while_the_model_loads(
    open_window: Opener, wait: Wait, monkeypatch: pytest.MonkeyPatch, never_blocked: None
) -> None:
    loading, go_on = threading.Event(), threading.Event()
    load = recognizer.model.model_folder.load_model

    def slow(*arguments: object) -> object:
        loading.set()
        go_on.wait(120)
        return load(*arguments)

    monkeypatch.setattr(recognizer.model.model_folder, "load_model", slow)
    window = open_window("film", sources(film=FakeFile(frames=2000)))
    wait(loading.is_set)
    wait(lambda: "Loading the model" in window.status.progress.text())
    wait(shown(window))
    closes_without(["recognition"], window, wait, monkeypatch)
    go_on.set()
    everything_ends(window, wait)


def test_closing_while_recording_keeps_the_recording(
    open_window: Opener, wait: Wait, no_surprise: list[QDialog], tmp_path: Path, never_blocked: None
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=2000)))
    wait(shown(window))
    record(window, no_surprise, tmp_path / "out")
    start = window.playback.place
    window.pipeline.set_speed(4.0)
    wait(lambda: window.playback.place > start + 1)
    closes(window, wait)
    assert window.pipeline.running() == []
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".mp4", ".npz"]


def test_closing_while_a_disk_hangs_does_not_wait_for_it(
    open_window: Opener,
    wait: Wait,
    no_surprise: list[QDialog],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    never_blocked: None,
) -> None:
    go_on, save = threading.Event(), recording.save_npz
    monkeypatch.setattr(recording, "save_npz", lambda *given, **named: go_on.wait(120) and save(*given, **named))
    window = open_window("film", sources(film=FakeFile(frames=2000)))
    wait(shown(window))
    record(window, no_surprise, tmp_path / "out")
    start = window.playback.place
    window.pipeline.set_speed(4.0)
    wait(lambda: window.playback.place > start + 1)
    closes_without(["recording"], window, wait, monkeypatch)
    assert [path.suffix for path in (tmp_path / "out").glob("recording*")] == [".mp4"]
    go_on.set()
    everything_ends(window, wait)


@pytest.mark.parametrize("when", ["opening", "playing"])
def test_closing_while_a_camera_blocks(
    open_window: Opener, wait: Wait, when: str, monkeypatch: pytest.MonkeyPatch, never_blocked: None
) -> None:
    device = FakeDevice("blocks" if when == "opening" else "works")
    window = open_window("0", camera(device))
    if when == "playing":
        wait(shown(window))
        device.state = "blocks"
    wait(lambda: device.opened)
    closes_without([] if when == "playing" else ["capture"], window, wait, monkeypatch)
    device.free.set()
    everything_ends(window, wait)
    wait(lambda: device.released)


def test_closing_while_seeking(open_window: Opener, wait: Wait, never_blocked: None) -> None:
    file = FakeFile(frames=4000)
    window = open_window("film", sources(film=file))
    wait(shown(window))
    for step in range(20):
        window.playback.seek(10.0 * step)
    closes(window, wait)
    assert window.pipeline.running() == [] and file.closed


def test_closing_while_a_queue_and_a_rendering_work(
    open_window: Opener, wait: Wait, qtbot, tmp_path: Path, no_surprise: list[QDialog], never_blocked: None
) -> None:
    clip = tmp_path / "in" / "clip.npz"
    clip.parent.mkdir()
    clip.write_bytes(SAMPLE_CLIP.read_bytes())
    window = open_window()
    wait(lambda: window.pipeline.model is not None)
    window.sources.show_queue([str(clip)])
    qtbot.mouseClick(window.sources._queue.go, Qt.MouseButton.LeftButton)
    window.exports.render(tmp_path / "drawn.mp4")
    no_surprise.pop()
    wait(lambda: {*window.sources.running(), *window.exports.running()} == {"queue", "rendering"})
    closes(window, wait)
    assert not window.sources._queue.isVisible()
    wait(lambda: not window.sources.running() and not window.exports.running())
    everything_ends(window, wait)
    assert not list(tmp_path.glob("*drawn*")), "nothing half drawn is left"
    assert [path.name for path in clip.parent.iterdir()] == ["clip.npz"]


def test_a_gpu_whose_memory_is_full_is_left_and_the_answers_go_on(
    open_window: Opener, wait: Wait, monkeypatch: pytest.MonkeyPatch, never_blocked: None
) -> None:
    monkeypatch.setattr("recognizer.model.model_folder.build_network", OnFullGpu)
    monkeypatch.setattr("recognizer.model.model_folder.open_engine", lambda *_: None)
    window = open_window("0", camera(FakeDevice()))
    wait(lambda: GPU_FULL in window.banner.text)
    wait(lambda: any(card.isVisible() and card.action.full_text() for card in window.stage.cards))
