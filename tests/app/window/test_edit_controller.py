"""The Edit menu, in the whole window."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.commands import COMMANDS
from app.session import project_file
from app.session.edits import Edits, Span
from app.session.session_export import session_result
from app.timeline.rows import LANE
from app.window.edit_controller import SELECT_FIRST
from app.window.main_window import MainWindow
from recognizer.output.result import Result
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import FakeFile, sources


@pytest.fixture
def film(open_window, wait, pause, qtbot) -> MainWindow:
    """A film at rest, in which both people were given labels."""
    window = open_window("film", sources(film=FakeFile(frames=100)))
    window.pipeline.set_speed(4.0)
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
    wait(lambda: len(window.timeline.tracks.rows) == 2 and window.playback.place > 2.5)
    pause(window)
    qtbot.waitActive(window)
    tracks = window.timeline.tracks
    for row in tracks.rows:  # what the untrained network says is of no interest here
        for span in row.spans:
            tracks.editor.remove(span)
    tracks.editor.add(1, 0.5, 1.5, "walk")
    tracks.editor.add(1, 1.5, 2.5, "wave")
    tracks.editor.select(None)
    tracks.setFocus()
    return window


def told(window: MainWindow) -> list[tuple]:
    return [(round(one.start, 2), round(one.end, 2), one.label) for one in window.timeline.editor.spans[1]]


def go_to(window: MainWindow, time: float, wait) -> None:
    window.playback.seek(time)
    wait(lambda: window.timeline.tracks.now == pytest.approx(time, abs=0.06))


def test_keys_change_the_selected_action(film: MainWindow, wait, qtbot) -> None:
    tracks = film.timeline.tracks
    qtbot.keyClick(tracks, Qt.Key.Key_S)
    assert film.banner.text == SELECT_FIRST
    film.menus.actions["go_to_start"].trigger()
    wait(lambda: tracks.now == 0)
    qtbot.keyClick(tracks, Qt.Key.Key_N)
    assert tracks.editor.selected.label == "walk"
    go_to(film, 1.0, wait)
    place = tracks.now
    qtbot.keyClick(tracks, Qt.Key.Key_S)
    assert told(film) == [(0.5, place, "walk"), (place, 1.5, "walk"), (1.5, 2.5, "wave")]
    qtbot.keyClick(tracks, Qt.Key.Key_J)
    assert told(film) == [(0.5, place, "walk"), (place, 2.5, "walk")]
    qtbot.keyClick(tracks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(tracks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(film) == [(0.5, 1.5, "walk"), (1.5, 2.5, "wave")]
    tracks.editor.select_at(1, 0.6)
    qtbot.keyClick(tracks, Qt.Key.Key_W)
    assert told(film)[0] == (0.5, place, "walk")
    qtbot.keyClick(tracks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(tracks, Qt.Key.Key_Q)
    assert told(film)[0] == (place, 1.5, "walk")
    qtbot.keyClick(tracks, Qt.Key.Key_Delete)
    assert told(film) == [(1.5, 2.5, "wave")] and tracks.editor.selected.label == "wave"
    qtbot.keyClick(tracks, Qt.Key.Key_R)
    qtbot.keyClicks(tracks.field, "salute Q")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert told(film) == [(1.5, 2.5, "salute Q")], "keys that are typed change nothing else"


def test_the_keys_of_actions_hold_only_while_the_timeline_has_the_focus(film: MainWindow, qtbot) -> None:
    actions = {command.id: film.menus.actions[command.id] for command in COMMANDS if command.spans}
    pressed: list[str] = []
    for name, action in actions.items():
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, name=name: pressed.append(name))

    def press_all(focused: QWidget) -> list[str]:
        pressed.clear()
        focused.setFocus()
        for action in actions.values():
            qtbot.keySequence(focused, action.shortcut())
        return pressed

    for elsewhere in (film.stage, film.topology.kind, film.topology.map, film.inside.tabs.tabBar()):
        assert press_all(elsewhere) == [], f"{elsewhere} has the focus"
    for part in (film.timeline.tracks, film.timeline.button):
        assert press_all(part) == list(actions)


def test_an_action_is_added_by_keys(film: MainWindow, wait, qtbot) -> None:
    tracks = film.timeline.tracks
    qtbot.keyClick(tracks, Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)
    assert "Mark first" in film.banner.text
    go_to(film, 3.0, wait)
    start = tracks.now
    qtbot.keyClick(tracks, Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    go_to(film, 4.0, wait)
    qtbot.keyClick(tracks, Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(tracks.field, "stretch")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert told(film)[-1] == (start, tracks.now, "stretch") and tracks.overlay.in_point is None


def test_the_menu_of_a_span_is_the_edit_menus(film: MainWindow) -> None:
    tracks = film.timeline.tracks
    at = QPoint(round(tracks.x_of(1.0)), tracks.lane_top(0) + LANE // 2)
    QApplication.sendEvent(tracks, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, tracks.mapToGlobal(at)))
    menu = film.timeline.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert tracks.editor.selected.label == "walk"
    assert film.menus.actions["remove_span"] in menu.actions()
    next(action for action in menu.actions() if action.text() == "Remove the action").trigger()
    menu.close()
    assert told(film) == [(1.5, 2.5, "wave")]


def test_one_action_is_played_again_and_again(film: MainWindow, wait, qtbot) -> None:
    tracks = film.timeline.tracks
    tracks.editor.select_at(1, 0.6)
    places: list[float] = []
    seek = film.playback.seek
    film.playback.seek = lambda seconds: (places.append(seconds), seek(seconds))[1]
    qtbot.keyClick(tracks, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert tracks.overlay.loop == (0.5, 1.5)
    wait(lambda: len(places) >= 3)
    assert places[:3] == [0.5, 0.5, 0.5]
    qtbot.keyClick(tracks, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert tracks.overlay.loop is None
    wait(lambda: film.playback.place > 1.8)


def test_every_export_has_what_was_corrected(film: MainWindow, tmp_path: Path) -> None:
    film.timeline.editor.merge(2, 1)
    result = session_result(film.pipeline)
    assert [(one.persons, one.label, one.confidence) for one in result.segments] == [
        ((1,), "walk", 1.0),
        ((1,), "wave", 1.0),
    ]
    assert {tuple(window.persons) for window in result.windows} == {(1,)}
    result.save_json(tmp_path / "told.json")
    assert [one["label"] for one in json.loads((tmp_path / "told.json").read_text())["segments"]] == ["walk", "wave"]


def test_another_source_begins_without_edits(film: MainWindow, wait) -> None:
    before = film.pipeline._capture
    film.open("film")
    wait(lambda: film.pipeline._capture is not before)
    assert film.timeline.editor.edits == Edits() == film.pipeline.segments.edits
    assert not film.timeline.editor.undo_stack.canUndo()
    assert film.timeline.editor.selected is None or isinstance(film.timeline.editor.selected, Span)


def test_corrections_of_a_file_are_there_again_when_it_is_opened_again(open_window, wait, tmp_path: Path) -> None:
    clip = tmp_path / "a clip.npz"
    clip.write_bytes(SAMPLE_CLIP.read_bytes())
    window = open_window(str(clip))
    wait(lambda: window.timeline.tracks.rows and window.playback.place > 0)
    person, kept = window.timeline.tracks.rows[0].person, tmp_path / "a clip.npz.mssa.json"
    assert sorted(path.name for path in tmp_path.glob("*.json")) == [], "nothing was corrected yet"
    window.timeline.editor.add(person, 2.0, 4.0, "pirouette")
    window.timeline.editor.name_person(person, "Ada")
    wait(lambda: "Ada" in kept.read_text() if kept.is_file() else False)
    window.open(str(SAMPLE_CLIP))
    wait(lambda: window.pipeline.source is not None and window.pipeline.source.spec == str(SAMPLE_CLIP))
    wait(lambda: window.windowTitle().startswith("Sample clip"))
    assert window.timeline.editor.edits == Edits()
    window.open(str(clip))
    wait(lambda: window.windowTitle().startswith("a clip"))
    shown = window.timeline.editor.spans[person]
    assert Span(person, 2.0, 4.0, "pirouette", True, 1.0, (person,)) in shown
    assert window.timeline.editor.edits.names == {person: "Ada"} and window.pipeline.segments.edits.names
    kept.write_text("nonsense")
    window.open(str(clip))
    wait(lambda: "no corrections that can be read" in window.banner.text)


def test_the_window_waits_for_no_disk_and_what_is_opened_again_has_the_newest_corrections(
    open_window, wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip, free, write = tmp_path / "a clip.npz", threading.Event(), project_file.write_text
    clip.write_bytes(SAMPLE_CLIP.read_bytes())
    monkeypatch.setattr(project_file, "write_text", lambda *of: free.wait(60) and write(*of))
    window = open_window(str(clip))
    wait(lambda: window.timeline.tracks.rows and window.playback.place > 0)
    person = window.timeline.tracks.rows[0].person
    for name in ("Ada", "Bob", "Cy"):
        window.timeline.editor.name_person(person, name)
    assert not list(tmp_path.glob("*.json")), "the disk is slow"
    window.open(str(clip))
    wait(lambda: window.timeline.editor.edits == Edits())
    free.set()
    wait(lambda: window.timeline.editor.edits.names == {person: "Cy"})
    window.timeline.editor.name_person(person, "Di")
    free.clear()
    window.timeline.editor.name_person(person, "Eve")
    window.close()
    free.set()
    wait(lambda: window.has_ended)
    assert "Eve" in (tmp_path / "a clip.npz.mssa.json").read_text(), "the last one is written though it was closed"


def test_exports_call_people_as_the_user_does(film: MainWindow, tmp_path: Path) -> None:
    editor = film.timeline.editor
    editor.add(2, 3.0, 4.0, "clap")
    editor.name_person(1, "Ada")
    session_result(film.pipeline).save_srt(tmp_path / "told.srt")
    subtitles = (tmp_path / "told.srt").read_text(encoding="utf-8")
    assert "walk (Ada)" in subtitles and "clap (person 2)" in subtitles
    editor.name_person(2, "Ada")
    result = session_result(film.pipeline)
    result.save_srt(tmp_path / "told.srt")
    subtitles = (tmp_path / "told.srt").read_text(encoding="utf-8")
    assert "walk (Ada (1))" in subtitles and "clap (Ada (2))" in subtitles, "two of one name are told apart"
    result.save_json(tmp_path / "told.json")
    assert Result.load_json(tmp_path / "told.json").names == {1: "Ada", 2: "Ada"}
