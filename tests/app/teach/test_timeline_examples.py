"""Examples of own actions taken on the timeline, and corrections that become examples."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.timeline.rows import LANE
from app.window.main_window import MainWindow
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz
from tests.app.fakes import LABELS, FakeCamera, FakeFile, picture, sources


def part(start: float, seconds: float = 1.5) -> Clip:
    """A stretch of the sample clip."""
    clip = load_npz(SAMPLE_CLIP)
    kept = (clip.time >= start) & (clip.time < start + seconds)
    return Clip(clip.keypoints[:1, kept], clip.confidence[:1, kept], clip.time[kept], clip.identity[:1, kept])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with one action."""
    save_pack(tmp_path / "pack", Pack().with_example("bow", part(2.0)))
    return tmp_path / "pack"


@pytest.fixture
def film(open_window, wait, pause, qtbot, folder: Path) -> MainWindow:
    """A film of two people that was looked through, one of whom does something, with that pack used last."""
    window = open_window("film", sources(film=FakeFile(frames=100)))
    window.settings.add_pack(str(folder))
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
    wait(lambda: len(window.timeline.tracks.rows) == 2 and window.playback.place > 0)
    pause(window)
    qtbot.waitActive(window)
    editor = window.timeline.editor
    for row in window.timeline.tracks.rows:
        for span in row.spans:
            editor.remove(span)
    editor.add(1, 0.5, 1.5, LABELS[0])
    editor.add(2, 0.5, 2.5, LABELS[1])
    window.timeline.tracks.setFocus()
    return window


def asked(window: MainWindow, qtbot, wait, key: Qt.Key, name: str) -> None:
    """Press a key on the timeline, and type an action's name."""
    tracks = window.timeline.tracks
    qtbot.keyClick(tracks, key)
    wait(tracks.field.isVisible)
    qtbot.keyClicks(tracks.field, name)
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)


def test_a_correction_becomes_an_example_by_one_click(film: MainWindow, wait, folder: Path) -> None:
    keeper, tracks, editor = film.teaching.keeper, film.timeline.tracks, film.timeline.editor
    keeper.restore()
    wait(lambda: keeper.pack is not None)
    at = QPoint(round(tracks.x_of(1.0)), tracks.lane_top(1) + LANE // 2)
    QApplication.sendEvent(tracks, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, tracks.mapToGlobal(at)))
    menu = film.timeline.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    this_was = next(one.menu() for one in menu.actions() if one.menu() is not None and one.text() == "This was")
    assert [one.text() for one in this_was.actions()] == ["bow", "Another action…"]
    this_was.actions()[0].trigger()
    menu.close()
    assert [(one.label, one.by_hand) for one in editor.spans[2]] == [("bow", True)]
    added = keeper.pack.of("bow")[-1]
    assert added.clip.time[-1] == pytest.approx(2.0, abs=0.11)
    first = film.pipeline.analysis.kept.frame(10).bodies  # at 0.5 s
    slot = first.identity.tolist().index(2)
    assert (added.clip.keypoints[0, 0] == first.keypoints[slot]).all(), "of the one whose row it is"
    assert "fake.mp4" in added.origin and "“bow” has 2 examples now" in film.banner.text
    wait(lambda: len(load_pack(folder).of("bow")) == 2)


def test_an_action_of_the_timeline_is_used_as_an_example(film: MainWindow, wait, qtbot) -> None:
    keeper, editor = film.teaching.keeper, film.timeline.editor
    editor.select_at(1, 1.0)
    asked(film, qtbot, wait, Qt.Key.Key_E, "nod")
    assert keeper.count("nod") == 1 and "its first example" in film.banner.text
    assert editor.spans[1][0].label == LABELS[0], "it is still called what it was"


def test_an_own_action_cannot_take_the_name_of_one_of_the_models(film: MainWindow, wait, qtbot) -> None:
    keeper, editor = film.teaching.keeper, film.timeline.editor
    editor.select_at(1, 1.0)
    asked(film, qtbot, wait, Qt.Key.Key_T, "jump")
    assert keeper.count("jump (own)") == 1 and keeper.actions == ("bow", "jump (own)")
    assert "knows “jump” already, so your own action is called “jump (own)”" in film.banner.text
    assert editor.spans[1][0].label == "jump (own)"


def test_where_nobody_is_seen_there_is_no_example(film: MainWindow, wait, qtbot) -> None:
    keeper, editor = film.teaching.keeper, film.timeline.editor
    editor.add(9, 1.0, 2.0, "haunt")
    editor.select_at(9, 1.5)
    asked(film, qtbot, wait, Qt.Key.Key_E, "haunt")
    assert "too short for an example" in film.banner.text and keeper.actions == ("bow",)


def test_what_was_live_is_used_as_an_example(open_window, wait, qtbot) -> None:
    camera = FakeCamera()
    window = open_window("0", sources(**{"0": camera}))

    def until(condition: Callable[[], object]) -> None:
        wait(lambda: (camera.pictures.empty() and camera.pictures.put(picture(camera.given % 200))) or condition())

    until(lambda: window.pipeline.replay.span()[1] > 2.0)
    window.playback.toggle()
    camera.pictures.put(picture())  # whoever waits for one goes on
    assert window.playback.frozen
    end = window.pipeline.replay.span()[1]
    window.timeline.editor.add(1, end - 1.0, end, "greet")
    window.timeline.editor.select_at(1, end - 0.5)
    qtbot.waitActive(window)
    window.timeline.tracks.setFocus()
    asked(window, qtbot, wait, Qt.Key.Key_E, "greet")
    (example,) = window.teaching.keeper.pack.of("greet")
    assert example.clip.time[-1] == pytest.approx(1.0, abs=0.2)
