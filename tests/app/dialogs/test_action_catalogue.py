"""What the model knows, shown in the window."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog

from app.dialogs.action_catalogue import ActionCatalogue, flat, frame_at
from app.widgets.action_examples import DRAWN, NONE, RECORDED, drawn
from app.widgets.theme import DARK, LIGHT
from recognizer.examples.procedural_body import DISTANCE, SENSOR_HEIGHT
from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import save_pack
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz
from recognizer.skeleton.joints import HEAD


def show(qtbot, labels: list[str], theme=LIGHT) -> ActionCatalogue:
    dialog = ActionCatalogue(None, labels, "tiny", theme)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_window_shows_what_its_model_knows(open_window, wait, no_surprise: list[QDialog], monkeypatch) -> None:
    may_load = threading.Event()

    def load_later(*arguments):
        may_load.wait(120)
        return load_model(*arguments)

    monkeypatch.setattr("recognizer.model.model_folder.load_model", load_later)
    window = open_window()
    window.menus.actions["show_actions"].trigger()
    assert "not loaded yet" in window.banner.text
    may_load.set()
    wait(lambda: window.pipeline.model is not None)
    window.menus.actions["show_actions"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, ActionCatalogue)
    assert dialog.shown == list(window.pipeline.model.labels)
    dialog.close()


def test_searching_leaves_what_fits(qtbot) -> None:
    dialog = show(qtbot, ["wave", "walk", "raise an arm", "juggle"])
    assert dialog.label == "wave" and "4 actions" in dialog.count.text()
    qtbot.keyClicks(dialog.search, "ARM")
    assert dialog.shown == ["raise an arm"] and "1 of 4" in dialog.count.text()
    dialog.search.clear()
    dialog.list.setCurrentIndex(dialog._found.index(1, 0))
    assert dialog.name.text() == "walk" and dialog.caption.text() == DRAWN
    dialog.list.setCurrentIndex(dialog._found.index(3, 0))
    assert dialog.caption.text() == NONE
    qtbot.keyClick(dialog.list, Qt.Key.Key_Home)
    assert dialog.name.text() == "wave"


def test_examples_move_and_are_drawn_where_they_are(qtbot, monkeypatch) -> None:
    for theme in (LIGHT, DARK):
        now = [0.0]
        monkeypatch.setattr("app.dialogs.action_catalogue.clock.monotonic", lambda now=now: now[0])
        dialog = show(qtbot, ["wave", "jumping jack"], theme)
        item = dialog.list.visualRect(dialog._found.index(1, 0))
        head = flat(drawn("jumping jack"))[frame_at(drawn("jumping jack"), 0.0)][HEAD]
        box = item.adjusted(4, 4, -4, -4)
        at = QPoint(round(box.center().x() + 110 / 2.25 * head[0]), round(box.top() + 57 - 110 / 2.25 * head[1]))
        first = dialog.list.viewport().grab().toImage()
        assert first.pixelColor(at).name() == theme.persons[0]
        now[0] = 0.6
        dialog.tick()
        assert dialog.list.viewport().grab().toImage() != first
        assert np.ptp(flat(drawn("wave"))[:, HEAD, 1]) < 0.1
        dialog.close()
        assert not dialog._ticker.isActive()


def test_who_hangs_or_lies_has_the_floor_where_it_is(qtbot, monkeypatch) -> None:
    now = [0.0]
    monkeypatch.setattr("app.dialogs.action_catalogue.clock.monotonic", lambda: now[0])
    dialog = show(qtbot, ["wave", "pull-up", "fall down"])
    for row in range(3):
        dialog.list.setCurrentIndex(dialog._found.index(row, 0))
        for now[0] in np.arange(0, 3.4, 0.066):
            dialog.tick()
            centre = dialog.view.ground.centre
            assert dialog.view.ground.floor == -SENSOR_HEIGHT and centre[2] == DISTANCE, dialog.label


def test_an_own_action_is_shown_by_its_first_example(
    open_window, wait, no_surprise: list[QDialog], tmp_path: Path
) -> None:
    clip = load_npz(SAMPLE_CLIP)
    first, second = (clip.time < 1.5), (clip.time >= 10) & (clip.time < 11.5)
    pack = Pack()
    for kept in (first, second):
        example = Clip(clip.keypoints[:1, kept], clip.confidence[:1, kept], clip.time[kept], clip.identity[:1, kept])
        pack = pack.with_example("bow", example)
    save_pack(tmp_path / "pack", pack)
    window = open_window(pack=str(tmp_path / "pack"))
    wait(lambda: window.pipeline.model is not None and "bow" in window.pipeline.model.labels)
    wait(lambda: window.teaching.first_examples())
    window.menus.actions["show_actions"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, ActionCatalogue)
    dialog.show()
    dialog.search.setText("bow")
    dialog.list.setCurrentIndex(dialog._found.index(0, 0))
    assert dialog.label == "bow" and dialog.caption.text() == RECORDED
    found = dialog._examples.find("bow")
    assert found is not None and found.clip.frames == first.sum()
    assert found.clip.keypoints[..., 1].min() == pytest.approx(-SENSOR_HEIGHT, abs=1e-5), "it stands on the floor"
    shape = found.clip.keypoints - found.clip.keypoints[:, :, :1]
    assert np.allclose(shape, clip.keypoints[:1, first] - clip.keypoints[:1, first][:, :, :1], atol=1e-5)
    dialog.close()
    window.teaching._choose("use")
    assert window.teaching.first_examples() == {}, "the pack is not in use any more"


def test_what_is_chosen_is_to_be_acted_out(qtbot) -> None:
    for chosen in ("click", "double click", "Enter"):
        dialog = show(qtbot, ["wave", "walk"])
        dialog.list.setCurrentIndex(dialog._found.index(1, 0))
        with qtbot.waitSignal(dialog.act_wanted) as asked:
            if chosen == "click":
                qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
            elif chosen == "Enter":
                qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
            else:
                middle = dialog.list.visualRect(dialog._found.index(1, 0)).center()
                qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
                qtbot.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert asked.args == ["walk"] and not dialog.isVisible(), chosen
    dialog = show(qtbot, ["wave", "walk"])
    dialog.search.setText("nothing like it")
    assert not dialog.act.isEnabled()
    dialog.close()
