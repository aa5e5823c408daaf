"""The shapes that skeletons are drawn with."""

import numpy as np
import pytest

from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.drawing import (
    MARKERS,
    Curve,
    Disc,
    Ink,
    Line,
    Square,
    Strokes,
    arrow_shapes,
    badge_shapes,
    bone_strokes,
    figure_shapes,
    name_tags,
    person_shapes,
    torso_length,
)
from recognizer.skeleton.joints import BONES, HEAD, JOINTS, LEFT_ELBOW, LEFT_KNEE, SPINE_BASE, SPINE_SHOULDER
from recognizer.skeleton.projection import Ground, floor_grid


@pytest.fixture
def points() -> np.ndarray:
    """The sample's person in a picture of 400 by 400 pixels."""
    joints = load_npz(SAMPLE_CLIP).keypoints[0, 0]
    return np.stack([200 - 150 * joints[:, 0], 200 - 150 * joints[:, 1]], axis=-1)


def test_a_person_is_bones_under_joints_and_a_halo_under_both(points: np.ndarray) -> None:
    shapes = person_shapes(points, np.ones(JOINTS), MARKERS[0], 4.0, halo=True)
    halo, bones, joints = shapes[:24], shapes[24:48], shapes[48:]
    assert all(isinstance(shape, Line) and shape.ink is Ink.EDGE and shape.width > 4 for shape in halo)
    assert all(isinstance(shape, Line) and shape.ink is Ink.PERSON and shape.width == 4 for shape in bones)
    assert [shape.centre for shape in joints] == [tuple(point) for point in points.tolist()]
    ends = {frozenset((shape.start, shape.end)) for shape in bones}
    assert ends == {frozenset((tuple(points[a].tolist()), tuple(points[b].tolist()))) for a, b in BONES}


def test_two_people_differ_by_shape(points: np.ndarray) -> None:
    kinds = []
    for marker in MARKERS:
        joints = person_shapes(points, np.ones(JOINTS), marker, 4.0)[len(BONES) :]
        badge = badge_shapes((5.0, 6.0), 11.0, marker, "7")[0]
        kinds.append({type(shape) for shape in (*joints, badge)})
    assert kinds == [{Disc}, {Square}]


def test_what_is_guessed_is_faint(points: np.ndarray) -> None:
    confidence = np.ones(JOINTS)
    confidence[LEFT_ELBOW] = 0.2
    faint = [shape for shape in person_shapes(points, confidence, MARKERS[0], 4.0) if shape.faint]
    at = tuple(points[LEFT_ELBOW].tolist())
    assert [shape.centre for shape in faint if isinstance(shape, Disc)] == [at]
    assert len(faint) == 3 and all(at in (s.start, s.end) for s in faint if isinstance(s, Line)), (
        "its two bones as well"
    )


def test_what_is_near_comes_last(points: np.ndarray) -> None:
    nearness = np.zeros(JOINTS)
    nearness[LEFT_KNEE] = 1.0
    shapes = person_shapes(points, np.ones(JOINTS), MARKERS[0], 4.0, nearness=nearness)
    bones, joints = shapes[:24], shapes[24:]
    at = tuple(points[LEFT_KNEE].tolist())
    assert all(at in (shape.start, shape.end) for shape in bones[-2:])
    assert joints[-1].centre == at


def test_a_figure_is_one_stroke_and_a_head(points: np.ndarray) -> None:
    bones, head = figure_shapes(points, 2.0, Ink.BONE)
    assert (
        isinstance(bones, Strokes) and bones == bone_strokes(points, 2.0, Ink.BONE) and len(bones.lines) == len(BONES)
    )
    assert isinstance(head, Disc) and head.centre == tuple(points[HEAD].tolist()) and head.radius > 5


def test_an_arrow_ends_at_the_joint_that_listens_and_is_dashed_where_negative() -> None:
    source, target = np.array([0.0, 0.0]), np.array([100.0, 0.0])
    for negative, ink in ((False, Ink.POSITIVE), (True, Ink.NEGATIVE)):
        *_, curve, head = arrow_shapes(source, target, 2.0, negative)
        assert isinstance(curve, Curve) and curve.start == (0, 0) and curve.ink is ink and curve.dashed is negative
        nearest = min(float(np.hypot(*(np.array(corner) - target))) for corner in head.corners)
        assert nearest == pytest.approx(5.0), "the tip, beside the joint's ring"
    there, back = arrow_shapes(source, target, 2.0, False)[2], arrow_shapes(target, source, 2.0, False)[2]
    assert there.control[1] * back.control[1] < 0, "there and back bend away from each other"
    assert arrow_shapes(source, source + 0.5, 2.0, False) == []


def test_names_lie_beside_their_joints_and_not_upon_one_another(points: np.ndarray) -> None:
    joints = tuple(range(JOINTS))
    tags = name_tags(points, joints, lambda text: (7.0 * len(text), 14.0), 14.0)
    boxes = np.array([(*tag.corner, tag.corner[0] + tag.width, tag.corner[1] + tag.height) for tag in tags])
    for number, (left, top, right, bottom) in enumerate(boxes):
        others = np.delete(boxes, number, axis=0)
        apart = (others[:, 0] >= right) | (others[:, 2] <= left) | (others[:, 1] >= bottom) | (others[:, 3] <= top)
        assert apart.all()
        assert not left < points[number, 0] < right, "the joint itself is not covered"


def test_the_floor_is_under_the_feet_and_fades_away() -> None:
    ground = Ground()
    ground.follow(load_npz(SAMPLE_CLIP).at(0))
    lines, strength = floor_grid(ground)
    assert lines.shape == (2 * 9 * 16, 2, 3) and strength.shape == (288,)
    assert np.allclose(lines[..., 1], ground.floor)
    away = np.hypot(*(lines.mean(axis=1) - ground.centre)[:, [0, 2]].T)
    assert np.allclose(strength, np.clip(1 - away / 2, 0, 1))


def test_a_torso_is_measured_along_the_back(points: np.ndarray) -> None:
    assert torso_length(points) == pytest.approx(float(np.linalg.norm(points[SPINE_SHOULDER] - points[SPINE_BASE])))
