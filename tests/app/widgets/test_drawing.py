"""Where things are drawn, and how they are called."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from app.timeline.tracks import Tracks
from app.widgets.picture_view import fitted, joints_in
from app.widgets.skeleton_3d_view import START, Skeleton3DView
from app.widgets.text import clock_text, percent, person_name, signed
from app.widgets.theme import DARK, LIGHT
from recognizer.model.answers import SlotHolder, who_holds
from recognizer.model.segments import Segment
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import HELD_OUT_OF_SIGHT, Bodies, load_npz
from recognizer.skeleton.joints import HEAD, LEFT_HAND, RIGHT_HAND, SPINE_BASE
from recognizer.skeleton.projection import project

angles = st.floats(-180, 180)


def test_a_person_who_faces_the_viewer_has_the_right_hand_on_the_left() -> None:
    joints = load_npz(SAMPLE_CLIP).keypoints[0, 0]
    at, _ = project(joints, joints[SPINE_BASE], 0, 0)
    assert at[RIGHT_HAND, 0] < 0 < at[LEFT_HAND, 0] and at[HEAD, 1] > 0.5
    behind, _ = project(joints, joints[SPINE_BASE], 180, 0)
    assert behind[LEFT_HAND, 0] < 0 < behind[RIGHT_HAND, 0]
    _, near = project(joints + np.array([0, 0, -1.0]), joints[SPINE_BASE], 0, 0)
    assert near[SPINE_BASE] == pytest.approx(1.0), "towards the sensor is towards the viewer"


@given(angles, st.floats(-10, 85), angles)
def test_the_middle_stays_in_the_middle(yaw: float, tilt: float, depth: float) -> None:
    centre = np.array([0.3, 0.1, 3.0])
    at, near = project(centre, centre, yaw, tilt)
    assert np.allclose(at, 0) and near == pytest.approx(0)
    up, _ = project(centre + np.array([0, 0.5, 0]), centre, yaw, 0)
    assert np.allclose(up, [0, 0.5]), "upright stays upright"


def test_the_view_turns_with_mouse_and_keys(qtbot) -> None:
    view = Skeleton3DView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_bodies(load_npz(SAMPLE_CLIP).at(0))
    view.show()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(view, QPoint(400, 200))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 200))
    assert view.yaw == pytest.approx(START[0] + 40)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.tilt > START[1] and view.zoom > 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.yaw, view.tilt, view.zoom) == (*START, 1.0)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_skeleton_is_drawn_where_it_is(qtbot, theme) -> None:
    view = Skeleton3DView()
    qtbot.addWidget(view)
    view.set_theme(theme)
    view.resize(640, 480)
    bodies = load_npz(SAMPLE_CLIP).at(0)
    view.show_bodies(bodies)
    view.show()
    at, _ = view.to_widget(bodies.keypoints[0])
    image = view.grab().toImage()
    for joint in (SPINE_BASE, HEAD):
        assert image.pixelColor(round(at[joint, 0]), round(at[joint, 1])).name() == theme.persons[0]
    assert (at >= 0).all() and (at < [640, 480]).all(), "the whole person is in sight"


@given(st.floats(10, 4000), st.floats(10, 4000), st.floats(50, 2000), st.floats(50, 2000))
def test_a_picture_is_fitted_whole_and_undistorted(width: float, height: float, w: float, h: float) -> None:
    box = fitted(width, height, QRectF(5, 7, w, h))
    assert box.width() / box.height() == pytest.approx(width / height, rel=1e-6)
    assert box.left() >= 5 - 1e-6 and box.top() >= 7 - 1e-6
    assert box.width() == pytest.approx(w) or box.height() == pytest.approx(h)


def test_joints_are_where_the_picture_has_them() -> None:
    box = QRectF(10, 20, 200, 100)
    at = joints_in(box, np.array([[0.25, 0.5], [1.0, 0.0]]), mirrored=False)
    assert at.tolist() == [[60, 70], [210, 20]]
    assert joints_in(box, np.array([[0.25, 0.5]]), mirrored=True).tolist() == [[160, 70]]


def test_segments_lie_at_their_time(qtbot) -> None:
    lanes = Tracks()
    qtbot.addWidget(lanes)
    lanes.resize(700, 160)
    lanes.set_whole((0.0, 10.0), fit=True)
    wave, walk = Segment((0,), 1.0, 3.0, "wave", 0.9), Segment((1,), 4.0, 9.0, "walk", 0.8)
    lanes.editor.take({0: [wave], 1: [walk]})
    lanes.show_place(5.0, ())
    first, second = (lanes.lane_top(lane) + 8 for lane in range(2))
    assert lanes.span_at(QPointF(lanes.x_of(2.0), first)).label == "wave"
    assert lanes.span_at(QPointF(lanes.x_of(3.5), first)) is None
    assert lanes.span_at(QPointF(lanes.x_of(8.5), second)).label == "walk"
    assert lanes.span_at(QPointF(lanes.x_of(8.5), first)) is None
    assert lanes.tip_at(QPointF(lanes.x_of(2.0), first)) == "Person 0: wave, 0:01.0 to 0:03.0, 90 %"
    for time in (0.0, 3.3, 10.0):
        assert lanes.time_at(lanes.x_of(time)) == pytest.approx(time)


def test_who_goes_out_of_sight_for_a_moment_keeps_the_slot() -> None:
    def bodies(*numbers: int) -> Bodies:
        return Bodies(np.zeros((2, 25, 3)), np.zeros((2, 25)), np.array(numbers))

    holders = who_holds((), bodies(4, -1), (), 1.0)
    assert [holder.number for holder in holders] == [4, -1]
    holders = (SlotHolder(4, "an answer", 1.0), holders[1])
    assert who_holds(holders, bodies(-1, -1), (), 1.0 + HELD_OUT_OF_SIGHT / 2)[0] == holders[0]
    assert who_holds(holders, bodies(-1, -1), (), 1.0 + 2 * HELD_OUT_OF_SIGHT)[0] == SlotHolder()
    assert who_holds(holders, bodies(4, -1), (), 1.2)[0] == SlotHolder(4, "an answer", 1.2)
    assert who_holds(holders, bodies(5, -1), (), 1.2)[0] == SlotHolder(5, None, 1.2), "somebody else begins anew"


def test_words() -> None:
    assert [clock_text(t) for t in (0, 59.96, 75.26, 3600)] == ["0:00.0", "0:59.9", "1:15.2", "1:00:00.0"]
    assert clock_text(75.26, tenths=False) == "1:15"
    assert percent(0.666) == "67 %" and person_name(1) == "Person 1"
    assert signed(-0.5) == "−0.500" and signed(0.25) == "+0.250"
