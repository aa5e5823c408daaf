"""Own actions taught in the window: recorded before a camera, looked at, learned, recognized."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.options import GivenOptions
from app.session.messages import SourceState
from app.settings_store import SettingsStore
from app.teach.count_down import GO
from app.teach.recording import LOST, NO_CAMERA, NOBODY
from app.window.main_window import MainWindow
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.pose.kept_bodies import nobody
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz
from tests.app.fakes import LABELS, FakeCamera, FakeFrontEnd, picture, sources

Until = Callable[[Callable[[], object]], None]


def part(start: float, seconds: float = 1.5) -> Clip:
    """A stretch of the sample clip."""
    clip = load_npz(SAMPLE_CLIP)
    kept = (clip.time >= start) & (clip.time < start + seconds)
    return Clip(clip.keypoints[:1, kept], clip.confidence[:1, kept], clip.time[kept], clip.identity[:1, kept])


@pytest.fixture
def usual(tmp_path: Path) -> Path:
    """Where a pack is kept unless somebody chooses another place."""
    return tmp_path / "documents" / "MS-SA Studio" / "My actions"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with two actions, of two examples and of one, not learned yet."""
    pack = Pack().with_example("bow", part(2.0)).with_example("bow", part(2.5)).with_example("spin", part(11.0))
    save_pack(tmp_path / "pack", pack)
    return tmp_path / "pack"


@pytest.fixture
def live(open_window, wait) -> tuple[MainWindow, FakeCamera, Until]:
    """A window with a camera, and what lets the camera go on until something holds."""
    camera = FakeCamera()
    window = open_window("0", sources(**{"0": camera}))

    def until(condition: Callable[[], object]) -> None:
        def held() -> object:
            if camera.pictures.empty():
                camera.pictures.put(picture(camera.given % 200))
            return condition()

        wait(held)

    until(lambda: window.pipeline.replay.span()[1] > 0.1)
    window.menus.actions["show_teach"].trigger()
    until(lambda: window.teaching.keeper.pack is not None)
    return window, camera, until


@pytest.fixture
def taught(open_window, wait, folder: Path) -> MainWindow:
    """A window on the sample clip, with that pack open in it."""
    window = open_window()
    window.menus.actions["show_teach"].trigger()
    window.teaching.keeper.open(folder)
    wait(lambda: examples(window, "bow") == 2 and window.pipeline.model is not None)
    wait(lambda: "bow" in window.pipeline.model.labels)  # it is learned for this model where it is opened
    return window


def examples(window: MainWindow, action: str) -> int:
    pack = window.teaching.keeper.pack
    return 0 if pack is None else len(pack.of(action))


class FakeSounds:
    """Stands in for the thread that plays tones."""

    name = "sounds"
    played: list[object]

    def __init__(self) -> None:
        FakeSounds.played = []

    def start(self) -> None:
        pass

    def play(self, file: Path | None, tell: Callable[[str], None]) -> None:
        FakeSounds.played.append(file)

    def stop(self) -> None:
        pass

    def is_alive(self) -> bool:
        return False


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.teach.recording.SoundThread", FakeSounds)
    FakeSounds.played = []


def ask_for(window: MainWindow, qtbot, action: str, count: int) -> None:
    """Type what is to be recorded, and press Enter."""
    record = window.parts.teach.record
    record.count.setValue(count)
    record.seconds.setValue(1.0)
    record.name.clear()
    qtbot.keyClicks(record.name, action)
    qtbot.keyClick(record.name, Qt.Key.Key_Return)


def test_an_action_is_recorded_learned_and_recognized(live, usual: Path, qtbot) -> None:
    window, _, until = live
    tab, count_down = window.parts.teach, window.teaching.recording.count_down
    ask_for(window, qtbot, "bow", 2)
    assert count_down.isVisible() and (count_down.large, count_down.caption) == ("3", "bow · 1 of 2")
    assert tab.record.button.text() == "Stop"
    shown: list[str] = []
    until(lambda: shown.append(count_down.large) or examples(window, "bow") == 2)
    assert list(dict.fromkeys(shown))[:4] == ["3", "2", "1", GO]
    until(lambda: not count_down.isVisible())
    assert tab.record.button.text() == "Record"
    until(lambda: (usual / "pack.json").is_file() and len(load_pack(usual).of("bow")) == 2)
    kept = tab.example_list.examples
    assert [example.origin for example in kept] == ["Camera 0"] * 2
    assert all(example.clip.time[0] == 0 and 0.8 < example.clip.time[-1] < 1.4 for example in kept)

    qtbot.mouseClick(tab.learning.button, Qt.MouseButton.LeftButton)
    until(lambda: window.shown.model.labels == (*LABELS, "bow"))
    until(lambda: "beside those of the model" in tab.learning.state.text())
    assert load_pack(usual).learned is not None, "what was learned is kept"
    qtbot.mouseClick(tab.learning.alone, Qt.MouseButton.LeftButton)
    until(lambda: window.shown.model.labels == ("bow",))
    until(lambda: [label for label, _ in window.stage.cards[0].bars.rows] == ["bow"])
    assert "nothing else" in tab.learning.state.text()
    until(lambda: SettingsStore().options(GivenOptions()).pack == str(usual))
    qtbot.mouseClick(tab.undo, Qt.MouseButton.LeftButton)
    until(lambda: window.shown.model.labels == (*LABELS, "bow"))


def test_whatever_ends_a_recording_loses_one_example_alone(live, usual: Path, qtbot) -> None:
    window, camera, until = live
    ask_for(window, qtbot, "bow", 3)
    until(lambda: examples(window, "bow") == 1)
    camera.pictures.put(None)  # somebody pulls the plug
    until(lambda: LOST in window.banner.text)
    assert window.pipeline.state is SourceState.FAILED
    assert not window.teaching.recording.count_down.isVisible() and examples(window, "bow") == 1
    until(lambda: len(load_pack(usual).of("bow")) == 1)


def test_an_example_is_recorded_again(live, qtbot) -> None:
    window, _, until = live
    tab = window.parts.teach
    ask_for(window, qtbot, "bow", 2)
    until(lambda: examples(window, "bow") == 2 and not window.teaching.recording.going_on)
    assert FakeSounds.played == [None, None], "a tone for each"
    qtbot.mouseClick(tab.record.sound, Qt.MouseButton.LeftButton)
    first, second = tab.example_list.examples
    tab.example_list.setCurrentIndex(tab.example_list.model().index(0, 0))
    qtbot.mouseClick(tab.again, Qt.MouseButton.LeftButton)
    assert window.teaching.recording.going_on
    until(lambda: not window.teaching.recording.going_on)
    assert FakeSounds.played == [None, None] and not SettingsStore().flag("teach_sound", True)
    assert first not in tab.example_list.examples and second in tab.example_list.examples
    assert len(tab.example_list.examples) == 2
    tab.undo.click()
    assert tab.example_list.examples == [first, second]


def test_the_chosen_person_is_recorded(live, qtbot) -> None:
    window, _, until = live
    until(lambda: window.inside.person.count() == 2)
    window.inside.person.setCurrentIndex(1)
    ask_for(window, qtbot, "bow", 1)
    until(lambda: examples(window, "bow") == 1)
    (example,) = window.parts.teach.example_list.examples
    joints = example.clip.keypoints[0]
    place = joints[:, 0, 0].mean() - load_npz(SAMPLE_CLIP).keypoints[0, :, 0, 0].mean()
    assert place == pytest.approx(0.8, abs=0.3), "the second person stands 0.8 m beside the first"


class EmptyRoom(FakeFrontEnd):
    """Sees nobody."""

    def observe(self, image: np.ndarray, time: float):
        return nobody()


def test_where_nobody_is_seen_nothing_is_recorded(open_window, wait, qtbot) -> None:
    camera = FakeCamera()
    window = open_window("0", sources(**{"0": camera}) | {"make_front_end": lambda *_: EmptyRoom()})

    def until(condition: Callable[[], object]) -> None:
        wait(lambda: (camera.pictures.empty() and camera.pictures.put(picture())) or condition())

    until(lambda: window.pipeline.replay.span()[1] > 0.1)
    window.menus.actions["show_teach"].trigger()
    until(lambda: window.teaching.keeper.pack is not None)
    ask_for(window, qtbot, "bow", 1)
    captions: list[str] = []
    until(lambda: captions.append(window.teaching.recording.count_down.caption) or window.banner.text == NOBODY)
    assert any("Nobody was seen" in caption for caption in captions)
    assert not window.teaching.recording.going_on and window.teaching.keeper.pack.names == ()


def test_actions_and_examples_are_changed_and_all_of_it_is_undone(taught: MainWindow, wait, qtbot, folder) -> None:
    tab, keeper = taught.parts.teach, taught.teaching.keeper
    edits = taught.timeline.editor.edits
    qtbot.waitActive(taught)
    tab.action_list.choose("bow")
    tab.example_list.setFocus()
    first, second = tab.example_list.examples
    qtbot.keyClick(tab.example_list, Qt.Key.Key_Delete)
    assert tab.example_list.examples == [second]
    wait(lambda: len(load_pack(folder).of("bow")) == 1)
    qtbot.keyClick(tab.example_list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.example_list.examples == [first, second], "Ctrl+Z is the pack's here"
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tab.example_list, Qt.Key.Key_Z, shift)
    assert tab.example_list.examples == [second]
    tab.undo.click()

    tab.rename.click()
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "deep bow")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait(lambda: keeper.pack.names == ("deep bow", "spin"))
    tab.action_list.choose("deep bow")
    tab.remove.click()
    assert keeper.pack.names == ("spin",)
    tab.undo.click()
    tab.undo.click()
    assert keeper.pack.names == ("bow", "spin") and taught.timeline.editor.edits == edits
    wait(lambda: load_pack(folder).names == ("bow", "spin") and len(load_pack(folder).examples) == 3)


def test_what_was_changed_while_something_is_learned_is_saved_though_the_window_is_closed(
    taught: MainWindow, wait, folder: Path, monkeypatch
) -> None:
    learning = threading.Event()

    def learn_for_ever(pack: Pack, model: object, progress: Callable[[float], None]) -> Pack:
        while True:
            learning.set()
            progress(0.5)
            time.sleep(0.01)

    monkeypatch.setattr("recognizer.own_actions.teaching.learn_pack", learn_for_ever)
    taught.teaching.learn()
    wait(learning.is_set)
    taught.teaching.keeper.change(taught.teaching.keeper.pack.renamed("bow", "curtsy"))
    assert "bow" in load_pack(folder).names, "it waits for what is being learned"
    taught.close()
    wait(lambda: taught.has_ended)
    assert taught.teaching.running() == [] and "curtsy" in load_pack(folder).names


def test_a_name_that_cannot_be_is_told(taught: MainWindow, qtbot) -> None:
    tab = taught.parts.teach
    tab.action_list.choose("bow")
    tab.action_list.currentItem().setText(0, LABELS[0])
    assert f"knows “{LABELS[0]}” already" in taught.banner.text
    assert taught.teaching.keeper.pack.names == ("bow", "spin") and tab.action_list.currentItem().text(0) == "bow"
    ask_for(taught, qtbot, " ", 1)
    assert taught.banner.text == "An action needs a name."
    ask_for(taught, qtbot, "nod", 1)
    assert taught.banner.text == NO_CAMERA and taught.teaching.keeper.pack.names == ("bow", "spin")


def test_a_broken_pack_is_told_and_the_open_one_stays(taught: MainWindow, wait, tmp_path: Path, folder: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pack.json").write_text("{")
    taught.teaching._choose(str(broken))
    wait(lambda: "pack.json" in taught.banner.text)
    assert taught.teaching.keeper.folder == folder and taught.pipeline.options.pack == str(folder)


def test_a_pack_is_used_or_not_and_another_one_is_begun(taught: MainWindow, wait, tmp_path: Path, monkeypatch) -> None:
    tab = taught.parts.teach

    def chosen(wanted: str) -> None:
        tab.menu_button.click()
        menu = taught.teaching.menu
        next(action for action in menu.actions() if action.data() == wanted).trigger()
        menu.close()

    chosen("use")
    wait(lambda: taught.pipeline.model.labels == tuple(LABELS))
    chosen("use")
    wait(lambda: taught.pipeline.model.labels == (*LABELS, "bow", "spin"))
    monkeypatch.setattr("app.teach.controller.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "new"), ""))
    chosen("new")
    wait(lambda: taught.teaching.keeper.folder == tmp_path / "new")
    assert tab.name.full_text() == "new" and not tab.example_list.examples and not tab.learning.button.isEnabled()
    lately = next(action.menu() for action in opened(taught, tab).actions() if action.menu() is not None)
    next(action for action in lately.actions() if action.text() == "pack").trigger()
    wait(lambda: examples(taught, "bow") == 2)


def opened(window: MainWindow, tab):
    tab.menu_button.click()
    return window.teaching.menu


def test_what_teach_adds_to_the_open_pack_stays_whatever_is_changed_here(
    taught: MainWindow, wait, folder: Path
) -> None:
    """Another program writes the pack that is open in the window: neither's examples are lost, by undoing least."""
    keeper = taught.teaching.keeper
    there = load_pack(folder)
    save_pack(folder, there.with_example("bow", part(3.0)).with_example("jump", part(6.0)))
    keeper.change(keeper.pack.without_example("bow", keeper.pack.of("bow")[0].name))
    keeper.change(keeper.pack.with_action("nod"))  # before anybody knows of it
    wait(lambda: keeper.pack.names == ("bow", "spin", "nod", "jump"))
    assert "Another program has changed this pack" in taught.banner.text
    assert (examples(taught, "bow"), examples(taught, "jump")) == (2, 1)
    wait(lambda: set(load_pack(folder).names) == {"bow", "spin", "nod", "jump"})
    keeper.undo()
    keeper.undo()
    assert (examples(taught, "bow"), examples(taught, "jump")) == (3, 1)
    wait(lambda: len(load_pack(folder).examples) == 5 and "nod" not in load_pack(folder).names)
    keeper.change(keeper.pack.without_action("jump"))  # what came from there can be removed like any other
    wait(lambda: "jump" not in load_pack(folder).names)
    assert keeper.pack.names == ("bow", "spin")


def test_what_teach_adds_while_the_window_learns_stays(taught: MainWindow, wait, folder: Path, monkeypatch) -> None:
    from recognizer.own_actions import teaching

    learn = teaching.learn_pack

    def learned(pack: Pack, *given: object) -> Pack:
        done = learn(pack, *given)
        if not load_pack(folder).of("jump"):
            save_pack(folder, load_pack(folder).with_example("jump", part(6.0)))
        return done

    monkeypatch.setattr(teaching, "learn_pack", learned)
    taught.teaching.learn()
    wait(lambda: not taught.teaching.keeper.learning and examples(taught, "jump") == 1)
    assert len(load_pack(folder).examples) == 4
