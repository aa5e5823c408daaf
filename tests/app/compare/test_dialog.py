"""Comparing two moments through the real dialog: its numbers are those of the traces, cell by cell."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from app.compare.dialog import CompareDialog
from app.compare.map_triplet import MapTriplet
from app.compare.pane import ATTENTION, MapChoice
from app.widgets.matrix_view import MatrixView
from app.window.main_window import MainWindow
from recognizer.explain.maps import MapKind, attention_map, topology_map
from recognizer.model.model_folder import load_config, load_model, save_model
from tests.app.fakes import FakeFile, sources
from tests.app.window.test_main_window import Opener, Wait


@pytest.fixture
def compared(open_window: Opener, wait: Wait, pause) -> tuple[MainWindow, CompareDialog]:
    """A is held, B is another moment of the same clip, and the window is paused."""
    window = open_window()
    window.pipeline.set_speed(4.0)
    wait(lambda: window.inside.shown is not None)
    window.menus.actions["compare"].trigger()
    dialog = window.comparison.dialog
    wait(lambda: dialog.b.moment is not None and dialog.b.moment.window.time > dialog.a.moment.window.time + 0.5)
    pause(window)
    window._ticker.stop()
    return window, dialog


def maps(dialog: CompareDialog) -> list[np.ndarray | None]:
    trio: MapTriplet = dialog.triplet
    return [view.values if view.isVisible() else None for view in trio.views]


def test_both_maps_and_their_difference_are_the_traces_cell_by_cell(compared) -> None:
    window, dialog = compared
    a, b = dialog.a.moment, dialog.b.moment
    assert dialog.a.held and not dialog.b.held and b.window is window.inside.shown[0]
    for kind, block, part, one in ((0, 0, 0, 0), (2, 3, 3, 2), (3, 1, 1, 0)):
        dialog.a.kind.setCurrentIndex(kind)
        dialog.a.block.setCurrentIndex(block)
        dialog.a.part.setCurrentIndex(part)
        dialog.a.one.setCurrentIndex(one)
        assert dialog.b.choice == dialog.a.choice, "the same map on both sides"
        channel = None if one == 0 else one - 1
        expected = [topology_map(m.window.trace[block], part, list(MapKind)[kind], channel) for m in (a, b)]
        shown = maps(dialog)
        assert np.array_equal(shown[0], expected[0]) and np.array_equal(shown[1], expected[1])
        assert np.array_equal(shown[2], expected[0] - expected[1]), (kind, block)
        assert shown[2].any()
    for side, moment in ((dialog.a, a), (dialog.b, b)):
        shares = moment.window.probabilities
        assert [share for _, share in side.bars.rows] == sorted(shares.tolist(), reverse=True)[:5]
        assert side.action.full_text() == moment.model.labels[int(shares.argmax())]


def test_a_cell_that_is_pointed_at_in_one_map_is_told_of_all(compared) -> None:
    _, dialog = compared
    view: MatrixView = dialog.triplet.views[1]
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert [other.cell for other in dialog.triplet.views] == [(1, 1)] * 3
    a, b, difference = (float(values[1, 1]) for values in maps(dialog))
    text = dialog.value.text().replace("−", "-")
    assert text.startswith("Spine mid listens to spine mid: A ")
    assert text.endswith(f"A {a:+.3f}, B {b:+.3f}, A - B {difference:+.3f}")


def test_two_heads_of_one_moment_and_maps_that_do_not_fit(compared) -> None:
    _, dialog = compared
    dialog.b.button.setChecked(True)
    dialog.b.take(dialog.a.moment)
    dialog.same.setChecked(False)
    for side in (dialog.a, dialog.b):
        side.kind.setCurrentText(ATTENTION)
    dialog.a.one.setCurrentIndex(1)
    dialog.b.one.setCurrentIndex(3)
    trace = dialog.a.moment.window.trace[0]
    heads = [attention_map(trace, 0, head) for head in (0, 2)]
    shown = maps(dialog)
    assert np.array_equal(shown[0], heads[0]) and np.array_equal(shown[1], heads[1])
    assert np.array_equal(shown[2], heads[0] - heads[1])
    dialog.triplet.views[0].point_at((0, 3))
    assert " s looks at " in dialog.value.text()
    dialog.b.block.setCurrentIndex(9)
    assert maps(dialog)[2] is None and "different sizes" in dialog.value.text()
    assert np.array_equal(maps(dialog)[1], attention_map(dialog.b.moment.window.trace[9], 0, 2))
    dialog.b.kind.setCurrentIndex(0)
    assert maps(dialog)[1:] == [None, None] and "cannot be compared" in dialog.value.text()
    dialog.same.setChecked(True)
    assert dialog.b.choice == dialog.a.choice == MapChoice(None, 0, 0, 0) and not maps(dialog)[2].any()


def test_a_held_moment_outlives_its_source_and_its_model(compared, wait: Wait, model: Path, tmp_path: Path) -> None:
    window, dialog = compared
    held = dialog.a.moment
    config = load_config(model).model_copy(update={"name": "second", "labels": [f"label {n}" for n in range(7)]})
    torch.manual_seed(8)
    network = load_model(model).networks["joint"]
    torch.nn.init.normal_(network.classify.weight)
    save_model(tmp_path / "second", config, {"joint": network}, "# second\n")
    window._ticker.start()
    window.options.change(model=str(tmp_path / "second"))
    window.playback.toggle()
    wait(lambda: dialog.b.moment.model.name == "second")
    assert dialog.a.moment is held and "model tiny" in dialog.a.about.full_text()
    assert dialog.b.action.full_text().startswith("label ") and "model second" in dialog.b.about.full_text()
    assert all(values is not None for values in maps(dialog))
    dialog.a.button.setChecked(False)
    wait(lambda: dialog.a.moment.model.name == "second")


def test_a_moment_of_another_clip_is_compared(open_window: Opener, wait: Wait) -> None:
    files = {name: FakeFile(name=name) for name in ("one.mp4", "two.mp4")}
    window = open_window("one.mp4", pipeline=sources(**files))
    window.pipeline.set_speed(4.0)
    wait(lambda: window.inside.shown is not None)
    window.comparison.show()
    dialog = window.comparison.dialog
    wait(lambda: dialog.a.moment is not None)
    window.open("two.mp4")
    wait(lambda: dialog.b.moment.source == "two.mp4")
    assert dialog.a.moment.source == "one.mp4" and "one.mp4" in dialog.a.about.full_text()
    assert "two.mp4" in dialog.b.about.full_text() and maps(dialog)[2] is not None


def test_every_control_has_a_name_and_is_reached_with_tab(compared) -> None:
    _, dialog = compared
    kinds = (QAbstractButton, QComboBox, MatrixView)
    controls = [control for kind in kinds for control in dialog.findChildren(kind) if control.isVisible()]
    assert len(controls) == 3 + 8 + 3
    for control in controls:
        name = control.accessibleName() or getattr(control, "text", str)()
        assert name, control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    names = [c.accessibleName() for c in controls if c.accessibleName()]
    assert len(set(names)) == len(names)


def test_asked_again_it_holds_the_moment_that_is_shown(compared, wait: Wait) -> None:
    window, dialog = compared
    first = dialog.a.moment
    dialog.close()
    window.menus.actions["compare"].trigger()
    wait(lambda: dialog.a.moment is not first and dialog.a.held)
    assert dialog.a.moment.window is window.inside.shown[0]


def test_b_follows_while_the_panel_is_hidden(compared, wait: Wait) -> None:
    window, dialog = compared
    window.menus.actions["show_inside"].trigger()
    assert not window.inside.isVisible()
    before = dialog.b.moment.window.time
    window._ticker.start()
    window.playback.toggle()
    wait(lambda: dialog.b.moment.window.time > before)
    dialog.close()
    assert not window.pipeline._recognition_thread.watched


def test_windows_of_different_lengths_have_no_difference_of_moments(compared) -> None:
    _, dialog = compared
    moment = dialog.a.moment
    longer = replace(moment, window=replace(moment.window, start=moment.window.start - 1))
    dialog.b.button.setChecked(True)
    dialog.b.take(longer)
    dialog.a.kind.setCurrentText(ATTENTION)
    assert maps(dialog)[2] is None and "another time" in dialog.value.text()
    dialog.a.kind.setCurrentIndex(0)
    assert maps(dialog)[2] is not None, "joints are joints"
