"""The curves of a joint, worked through the real widgets."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF, Qt

from app.inside.joint_curves_tab import HINT, JointCurvesTab
from app.widgets.theme import DARK
from app.window.main_window import MainWindow
from recognizer.skeleton.joints import JOINTS, LEFT_WRIST, NAMES, RIGHT_HAND, SPINE_BASE
from tests.app.fakes import window

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
FRAMES, SECONDS = 48, 3.0


def moving() -> torch.Tensor:
    """Everybody drifts to the side with 2 m/s; beside that the right hand rises with 1 m/s, half a metre away."""
    time = torch.arange(FRAMES) * SECONDS / FRAMES
    keypoints = torch.zeros(FRAMES, JOINTS, 3)
    keypoints[..., 0] = 2 * time[:, None]
    keypoints[:, RIGHT_HAND, 1] = time
    keypoints[:, RIGHT_HAND, 2] = 0.5
    return keypoints


@pytest.fixture
def tab(qtbot) -> JointCurvesTab:
    tab = JointCurvesTab()
    qtbot.addWidget(tab)
    tab.resize(520, 480)
    tab.show()
    tab.show_window(replace(window(torch.zeros(1, JOINTS, JOINTS)), keypoints=moving()))
    qtbot.wait(20)
    return tab


def drawn(tab: JointCurvesTab) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The curves in the plot, by their names in its legend."""
    return {line.name(): line.getData() for line in tab.plot.plotItem.listDataItems()}


def test_curves_are_the_joints_way_about_the_spine_base(tab: JointCurvesTab) -> None:
    curves = drawn(tab)
    assert list(curves) == ["sideways", "up", "away"]
    times, up = curves["up"]
    # The window ends at 0: the last frame is now, the first nearly three seconds ago.
    assert times[-1] == pytest.approx(0) and times[0] == pytest.approx(-SECONDS + SECONDS / FRAMES)
    assert np.allclose(curves["sideways"][1], 0, atol=1e-6), "who walks does not move about the own spine base"
    assert np.allclose(up, np.arange(FRAMES) * SECONDS / FRAMES, atol=1e-6)
    assert np.allclose(curves["away"][1], 0.5)


def test_speed_and_a_second_joint(tab: JointCurvesTab) -> None:
    tab.quantity.setCurrentText("speed")
    assert np.allclose(drawn(tab)["speed"][1], 1.0, atol=1e-5)
    tab.beside.setCurrentText(NAMES[LEFT_WRIST])
    curves = drawn(tab)
    assert list(curves) == ["right hand, speed", "left wrist, speed"]
    assert np.allclose(curves["left wrist, speed"][1], 0, atol=1e-5)
    pens = [line.opts["pen"].style() for line in tab.plot.plotItem.listDataItems()]
    assert pens == [Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine], "they differ without colours"
    assert tab.highlights().joints == (RIGHT_HAND, LEFT_WRIST)


def test_a_moment_is_read_with_mouse_and_keys_and_marked_on_the_timeline(tab: JointCurvesTab, qtbot) -> None:
    assert tab.value.text() == HINT and tab.marks().moments == ()
    at = tab.plot.mapFromScene(tab.plot.plotItem.vb.mapViewToScene(QPointF(float(tab.plot.times[16]), 0.2)))
    qtbot.mouseMove(tab.plot.viewport(), at)
    qtbot.waitUntil(lambda: tab.plot.frame == 16)
    assert "right hand: sideways 0.00 m, up 1.00 m, away 0.50 m" in tab.value.text()
    qtbot.keyClick(tab.plot, Qt.Key.Key_Right)
    assert "up 1.06 m" in tab.value.text()
    (moment,) = tab.marks().moments
    assert moment.time == pytest.approx(7.0 - SECONDS + 18 * SECONDS / FRAMES)
    for _ in range(40):
        qtbot.keyClick(tab.plot, Qt.Key.Key_Right)
    assert tab.plot.frame == FRAMES - 1
    tab.begin()
    assert tab.value.text() == HINT and tab.marks().moments == ()


def test_everything_is_inside_the_plot_and_both_themes_dress_it(tab: JointCurvesTab) -> None:
    tab.set_theme(DARK)
    assert tab.plot.plotItem.listDataItems()[0].opts["pen"].color().name() == DARK.curves[0]
    (left, right), (low, high) = tab.plot.plotItem.vb.viewRange()
    assert left <= -SECONDS + SECONDS / FRAMES and right >= 0
    assert low <= 0 and high > 3 - SECONDS / FRAMES


def test_a_joint_clicked_on_the_stage_has_its_curves_shown(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    wait(lambda: window.inside.answer is not None)
    window.menus.actions["show_joint_curves"].trigger()
    tab = window.joint_curves
    assert window.inside.tab is tab and tab.joint.currentIndex() == RIGHT_HAND
    window.stage.joint_clicked.emit(window.inside.answer.persons[0], LEFT_WRIST)
    assert tab.joint.currentText() == "Left wrist" and tab.highlights().joints == (LEFT_WRIST,)
    answer = window.inside.answer
    keypoints = answer.keypoints.numpy()
    expected = keypoints[:, LEFT_WRIST, 1] - keypoints[:, SPINE_BASE, 1]
    assert tab.window_shown is answer and np.allclose(drawn(tab)["up"][1], expected)
