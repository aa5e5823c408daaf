"""What the model knows, shown in the window."""

import threading

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog

from app.dialogs.action_catalogue import DRAWN, NONE, ActionCatalogue, drawn, flat, frame_at
from app.widgets.theme import DARK, LIGHT
from recognizer.examples.procedural_body import DISTANCE, SENSOR_HEIGHT
from recognizer.model.model_folder import load_model
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
        head = flat("jumping jack")[frame_at(drawn("jumping jack"), 0.0)][HEAD]
        box = item.adjusted(4, 4, -4, -4)
        at = QPoint(round(box.center().x() + 110 / 2.25 * head[0]), round(box.top() + 57 - 110 / 2.25 * head[1]))
        first = dialog.list.viewport().grab().toImage()
        assert first.pixelColor(at).name() == theme.persons[0]
        now[0] = 0.6
        dialog.tick()
        assert dialog.list.viewport().grab().toImage() != first
        assert np.ptp(flat("wave")[:, HEAD, 1]) < 0.1
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
