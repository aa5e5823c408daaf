import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recognizer.pose.blazepose_to_ntu import to_ntu, world_to_ntu
from recognizer.skeleton import joints as j

LEFT_RIGHT = [(7, 8), *[(left, left + 1) for left in range(11, 33, 2)]]
SEEN = np.ones(33)


def facing_the_camera() -> np.ndarray:
    """World landmarks of somebody standing upright, facing the camera, arms hanging down, hands a bit in front.

    BlazePose's axes: x to the right of the picture (so the person's left is at positive x), y down, z away.
    """
    world = np.zeros((33, 3))
    heights = {
        7: -0.65,
        11: -0.5,
        13: -0.25,
        15: 0.0,
        17: 0.06,
        19: 0.07,
        21: 0.03,
        23: 0.0,
        25: 0.4,
        27: 0.8,
        31: 0.85,
    }
    widths = {7: 0.08, 11: 0.18, 13: 0.22, 15: 0.24, 17: 0.24, 19: 0.24, 21: 0.22, 23: 0.1, 25: 0.1, 27: 0.1, 31: 0.1}
    depths = {15: -0.1, 17: -0.15, 19: -0.15, 21: -0.14, 31: -0.12}
    for landmark, y in heights.items():
        z = depths.get(landmark, 0.0)
        world[landmark] = widths[landmark], y, z
        world[landmark + 1] = -widths[landmark], y, z
    return world


def test_left_stays_left_up_is_up_and_hands_in_front_are_nearer():
    joints, confidence = world_to_ntu(facing_the_camera(), SEEN)
    assert joints.shape == (25, 3) and joints.dtype == np.float32
    assert confidence.shape == (25,) and confidence.dtype == np.float32
    for left, right in ((4, 8), (5, 9), (6, 10), (7, 11), (12, 16), (13, 17), (14, 18), (15, 19), (21, 23), (22, 24)):
        assert joints[left, 0] < joints[right, 0], j.NAMES[left]
    order = [j.LEFT_FOOT, j.LEFT_ANKLE, j.LEFT_KNEE, j.SPINE_BASE, j.SPINE_MID, j.SPINE_SHOULDER, j.NECK, j.HEAD]
    assert (np.diff(joints[order, 1]) > 0).all()
    assert joints[j.LEFT_HAND, 2] < joints[j.LEFT_SHOULDER, 2]


def test_derived_joints_lie_where_the_measured_table_puts_them():
    joints, _ = world_to_ntu(facing_the_camera(), SEEN)
    shoulder = 0.5 * 1.066  # 0.066 of the torso above the mid of the shoulders
    assert joints[j.SPINE_BASE] == pytest.approx([0, 0, 0], abs=1e-6)
    assert joints[j.SPINE_SHOULDER] == pytest.approx([0, shoulder, 0], abs=1e-6)
    assert joints[j.SPINE_MID] == pytest.approx([0, 0.574 * shoulder, 0], abs=1e-6)
    assert joints[j.HEAD] == pytest.approx([0, 0.65, 0], abs=1e-6)
    assert joints[j.NECK] == pytest.approx([0, shoulder + 0.343 * (0.65 - shoulder), 0], abs=1e-6)
    assert joints[j.LEFT_HAND] == pytest.approx((joints[j.LEFT_WRIST] + joints[j.LEFT_TIP]) / 2, abs=1e-6)
    assert joints[j.LEFT_WRIST] == pytest.approx([-0.24, 0.0, -0.1], abs=1e-6)


def test_an_unseen_landmark_takes_its_parents_place_with_low_confidence():
    visibility = SEEN.copy()
    visibility[[16, 18, 20, 22]] = 0.0  # right wrist and hand
    visibility[[27, 31]] = 0.0  # left ankle and foot
    joints, confidence = world_to_ntu(facing_the_camera(), visibility)
    for joint in (j.RIGHT_WRIST, j.RIGHT_HAND, j.RIGHT_TIP, j.RIGHT_THUMB):
        assert joints[joint] == pytest.approx(joints[j.RIGHT_ELBOW])
    for joint in (j.LEFT_ANKLE, j.LEFT_FOOT):
        assert joints[joint] == pytest.approx(joints[j.LEFT_KNEE])
    hidden = [j.RIGHT_WRIST, j.RIGHT_HAND, j.RIGHT_TIP, j.RIGHT_THUMB, j.LEFT_ANKLE, j.LEFT_FOOT]
    assert (confidence[hidden] < 0.1).all() and (confidence[hidden] > 0).all()
    assert np.linalg.norm(joints[j.LEFT_WRIST] - joints[j.LEFT_ELBOW]) > 0.1


def test_with_the_ears_unseen_the_head_is_on_the_trunks_line():
    visibility = SEEN.copy()
    visibility[[7, 8]] = 0.0
    world = facing_the_camera()
    world[[7, 8]] = 9.0
    joints, _ = world_to_ntu(world, visibility)
    assert joints[j.HEAD] == pytest.approx(joints[j.SPINE_SHOULDER] + [0, 0.40 * 0.5, 0], abs=1e-6)


def test_a_flickering_visibility_moves_a_joint_without_a_jump():
    heights = []
    for seen in np.linspace(0.0, 0.3, 61):
        visibility = SEEN.copy()
        visibility[15] = seen
        heights.append(world_to_ntu(facing_the_camera(), visibility)[0][j.LEFT_WRIST, 1])
    assert np.abs(np.diff(heights)).max() < 0.05 and abs(heights[-1] - heights[0]) > 0.2


def test_the_picture_is_mapped_by_the_same_rules():
    world = facing_the_camera()
    flat, sure = to_ntu(world[:, :2], SEEN)
    joints, confidence = world_to_ntu(world, SEEN)
    assert flat == pytest.approx(-joints[:, :2], abs=1e-6)
    assert (sure == confidence).all()


# The landmark of every joint that has one of its own.
OWN = {4: 11, 5: 13, 6: 15, 8: 12, 9: 14, 10: 16, 12: 23, 13: 25, 14: 27, 15: 31, 16: 24, 17: 26, 18: 28, 19: 32}
FINGERS = {j.LEFT_TIP: 19, j.LEFT_THUMB: 21, j.RIGHT_TIP: 20, j.RIGHT_THUMB: 22}


def test_a_joint_with_a_landmark_of_its_own_lies_on_it():
    world = facing_the_camera()
    joints, _ = world_to_ntu(world, SEEN)
    for joint, landmark in (OWN | FINGERS).items():
        assert joints[joint] == pytest.approx(world[landmark] * [-1, -1, 1], abs=1e-6), j.NAMES[joint]


def test_every_joint_is_as_sure_as_the_landmarks_that_it_comes_from():
    visibility = np.linspace(0.2, 0.9, 33)  # a value for each landmark, all of them seen
    _, confidence = world_to_ntu(facing_the_camera(), visibility)
    for joint, landmark in (OWN | FINGERS).items():
        assert confidence[joint] == pytest.approx(visibility[landmark]), j.NAMES[joint]
    ears, shoulders, hips = (visibility[left : left + 2].mean() for left in (7, 11, 23))
    assert confidence[[j.SPINE_BASE, j.SPINE_SHOULDER, j.HEAD]] == pytest.approx([hips, shoulders, ears])
    assert confidence[j.SPINE_MID] == pytest.approx((hips + shoulders) / 2)
    assert confidence[j.NECK] == pytest.approx((shoulders + ears) / 2)
    assert confidence[j.LEFT_HAND] == pytest.approx((visibility[15] + visibility[19]) / 2)
    assert confidence[j.RIGHT_HAND] == pytest.approx((visibility[16] + visibility[20]) / 2)


def test_a_body_that_is_there_is_never_without_confidence_and_never_surer_than_sure():
    joints, confidence = world_to_ntu(facing_the_camera(), np.zeros(33))
    assert confidence == pytest.approx(np.full(25, 0.01)) and np.ptp(joints[:, 0]) > 0.3, "shoulders and hips stay"
    _, confidence = world_to_ntu(facing_the_camera(), np.full(33, 1.5))
    assert confidence == pytest.approx(np.ones(25))


@pytest.mark.parametrize(("visibility", "share"), [(0.0, 0.0), (0.05, 0.0), (0.1, 0.5), (0.15, 1.0), (1.0, 1.0)])
def test_between_unseen_and_seen_a_joint_slides_from_its_parents_place_to_its_own(visibility, share):
    seen = SEEN.copy()
    seen[[13, 25]] = visibility
    joints, _ = world_to_ntu(facing_the_camera(), seen)
    own, _ = world_to_ntu(facing_the_camera(), SEEN)
    for joint, parent in ((j.LEFT_ELBOW, j.LEFT_SHOULDER), (j.LEFT_KNEE, j.LEFT_HIP)):
        assert joints[joint] == pytest.approx(own[parent] + share * (own[joint] - own[parent]), abs=1e-6)


def test_plain_lists_will_do():
    joints, _ = world_to_ntu(facing_the_camera().tolist(), SEEN.tolist())
    assert joints == pytest.approx(world_to_ntu(facing_the_camera(), SEEN)[0])


landmarks = arrays(np.float64, (33, 3), elements=st.floats(-2, 2))
visibilities = arrays(np.float64, 33, elements=st.floats(0, 1))


@settings(max_examples=50, deadline=None)
@given(landmarks, visibilities)
def test_a_mirrored_body_gives_mirrored_joints_with_sides_exchanged(points, visibility):
    swap = np.arange(33)
    for left, right in LEFT_RIGHT:
        swap[[left, right]] = right, left
    joints, confidence = to_ntu(points, visibility)
    mirrored, sure = to_ntu((points * [-1, 1, 1])[swap], visibility[swap])
    assert mirrored == pytest.approx((joints * [-1, 1, 1])[list(j.MIRROR)], abs=1e-5)
    assert sure == pytest.approx(confidence[list(j.MIRROR)], abs=1e-6)


@settings(max_examples=50, deadline=None)
@given(landmarks, visibilities, arrays(np.float64, 3, elements=st.floats(-5, 5)))
def test_moving_the_body_moves_every_joint_alike(points, visibility, shift):
    joints, confidence = to_ntu(points, visibility)
    moved, _ = to_ntu(points + shift, visibility)
    assert moved == pytest.approx(joints + shift, abs=1e-4)
    assert np.isfinite(joints).all() and (confidence > 0).all() and (confidence <= 1).all()
