"""Ctrl+F, in the session and through results."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.dialogs.search_dialog import SearchDialog
from app.window.main_window import MainWindow
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import FakeFile, sources


@pytest.fixture
def film(open_window, wait) -> MainWindow:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: len(window.timeline.tracks.rows) == 2)
    window.pipeline.pause()
    window.timeline.editor.add(1, 5.0, 6.0, "pirouette")
    window.timeline.editor.add(2, 9.0, 9.5, "double pirouette")
    window.timeline.editor.name_person(2, "Ada")
    return window


def lines(dialog: SearchDialog) -> list[tuple[str, ...]]:
    items = [dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(4)) for item in items]


def search(window: MainWindow, opened: list) -> SearchDialog:
    window.menus.actions["find_action"].trigger()
    dialog = opened.pop()
    assert isinstance(dialog, SearchDialog)
    dialog.show()
    return dialog


def test_an_action_of_this_session_is_found_and_gone_to(film: MainWindow, no_surprise, qtbot, wait) -> None:
    dialog = search(film, no_surprise)
    qtbot.keyClicks(dialog.text, "PIROU")
    assert lines(dialog) == [
        ("pirouette", "0:05.0 – 0:06.0", "Person 1", ""),
        ("double pirouette", "0:09.0 – 0:09.5", "Ada", ""),
    ]
    assert dialog.told.text() == "2 places" and dialog.list.isColumnHidden(3)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert not dialog.isVisible() and film.timeline.editor.selected.label == "double pirouette"
    wait(lambda: film.playback.place == pytest.approx(9.0, abs=0.06))


def test_what_is_not_there_is_not_listed(film: MainWindow, no_surprise, qtbot) -> None:
    dialog = search(film, no_surprise)
    qtbot.keyClicks(dialog.text, "xylophone")
    assert lines(dialog) == [] and dialog.told.text() == "0 places"
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.close()


def test_an_action_in_a_folder_of_results_opens_its_file_there(
    open_window, no_surprise, qtbot, wait, tmp_path: Path, monkeypatch
) -> None:
    clip = tmp_path / "a clip.npz"
    clip.write_bytes(SAMPLE_CLIP.read_bytes())
    for name, source in (("a.json", clip), ("b.json", tmp_path / "gone.mp4")):
        segment = {"persons": [2], "start": 7.0, "end": 8.0, "label": "pirouette", "confidence": 1.0}
        (tmp_path / name).write_text(json.dumps({"source": str(source), "segments": [segment]}))
    window = open_window()
    dialog = search(window, no_surprise)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.through.click()
    wait(lambda: dialog.told.text() == "2 places in 2 results")
    assert [line[3] for line in lines(dialog)] == ["a clip.npz", "gone.mp4"] and lines(dialog)[0][2] == "Person 2"
    qtbot.keyClick(dialog.text, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.told.text() == "gone.mp4 is neither where the result says nor beside it."
    qtbot.keyClick(dialog.text, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    wait(lambda: window.windowTitle().startswith("a clip") and window.playback.place >= 7.0)
    window.open(str(SAMPLE_CLIP))
    wait(lambda: window.windowTitle().startswith("Sample") and window.display.shown is not None)
    assert window.playback.place < 7.0, "the place was of the other file"
    assert window.settings.text("results") == str(tmp_path), "where to look the next time"
    dialog = search(window, no_surprise)
    dialog.search_through(tmp_path)
    dialog.here.click()
    assert dialog.search is None and dialog.list.isColumnHidden(3)
    dialog.close()
