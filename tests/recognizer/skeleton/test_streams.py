"""Normalisation and streams, as training and live recognition share them."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.examples.procedural_body import sample_clip
from recognizer.skeleton.average_body import LENGTHS, TORSO
from recognizer.skeleton.joints import (
    JOINTS,
    LEFT_ANKLE,
    LEFT_ELBOW,
    LEFT_HAND,
    LEFT_SHOULDER,
    LEFT_TIP,
    LEFT_WRIST,
    PARENT,
    RIGHT_ANKLE,
    RIGHT_SHOULDER,
    SPINE_BASE,
    SPINE_SHOULDER,
)
from recognizer.skeleton.proportions import with_bones
from recognizer.skeleton.streams import Normalisation, make_stream, normalise

BODY = torch.from_numpy(sample_clip().keypoints[:1, :48])


def turned(x: torch.Tensor, angle: float) -> torch.Tensor:
    c, s = torch.cos(torch.tensor(angle)), torch.sin(torch.tensor(angle))
    return torch.stack([c * x[..., 0] + s * x[..., 2], x[..., 1], c * x[..., 2] - s * x[..., 0]], -1)


@settings(max_examples=20, deadline=None)
@given(st.floats(-3.1, 3.1), st.floats(0.6, 1.4), st.floats(-2, 2), st.floats(1, 4))
def test_where_the_camera_stands_and_how_tall_somebody_is_make_no_difference(angle, size, left, away):
    how = Normalisation("frame", facing=True, scale=True)
    moved = turned(BODY * size, angle) + torch.tensor([left, 0.3, away])
    assert torch.allclose(normalise(moved, how), normalise(BODY, how), atol=1e-4)


def test_facing_turns_the_left_shoulder_to_the_smaller_x():
    placed = normalise(turned(BODY, 2.5), Normalisation("frame", facing=True))
    assert (placed[..., LEFT_SHOULDER, 0] < placed[..., RIGHT_SHOULDER, 0]).all()


def tilted(x: torch.Tensor, pitch: float, roll: float) -> torch.Tensor:
    """As a camera sees it that looks down or up by ``pitch`` and hangs askew by ``roll``, in radians."""
    about_x = turned(x[..., [1, 0, 2]], pitch)[..., [1, 0, 2]]
    return turned(about_x[..., [0, 2, 1]], roll)[..., [0, 2, 1]]


@settings(max_examples=30, deadline=None)
@given(st.floats(-0.8, 0.8), st.floats(-0.8, 0.8))
def test_where_the_camera_looks_makes_no_difference_to_upright_bodies(pitch, roll):
    how = Normalisation("frame", facing=True, upright=True)
    assert torch.allclose(normalise(tilted(BODY, pitch, roll), how), normalise(BODY, how), atol=0.03)


def test_upright_is_from_between_the_ankles_to_the_neck_on_the_mean_over_frames_with_the_body():
    body = tilted(torch.cat([BODY, torch.rand(1, 6, JOINTS, 3)], dim=1), 0.6, -0.3)
    present = torch.arange(body.shape[1])[None] < BODY.shape[1]
    placed = normalise(body, Normalisation("frame", upright=True), present=present)[:, : BODY.shape[1]]
    line = (placed[:, :, SPINE_SHOULDER] - (placed[:, :, LEFT_ANKLE] + placed[:, :, RIGHT_ANKLE]) / 2).mean(dim=1)
    assert line[0, 1] > 0.8 and line[0, [0, 2]].abs().max() < 1e-5
    assert torch.allclose(placed.diff(dim=1).norm(dim=-1), BODY.sub(BODY[:, :, :1]).diff(dim=1).norm(dim=-1), atol=1e-5)


@settings(max_examples=20, deadline=None)
@given(st.floats(-3.14, 3.14), st.floats(-3.14, 3.14))
def test_upright_leaves_bodies_whole_however_they_lie(pitch, roll):
    placed = normalise(tilted(BODY, pitch, roll), Normalisation("frame", upright=True))
    assert placed.isfinite().all()
    assert torch.allclose(placed[:, 0, 3].norm(dim=-1), (BODY[:, 0, 3] - BODY[:, 0, 0]).norm(dim=-1), atol=0.2)


def test_the_path_is_kept_or_left_out():
    walking = BODY + torch.linspace(0, 2, BODY.shape[1])[None, :, None, None]
    assert normalise(walking, Normalisation("frame"))[..., SPINE_BASE, :].abs().max() == 0
    assert normalise(walking, Normalisation("window"))[0, -1, SPINE_BASE, 0] > 1.5


def test_the_torso_gets_ntu_s_length():
    placed = normalise(2 * BODY, Normalisation("frame", scale=True))
    torso = (placed[..., 20, :] - placed[..., 0, :]).norm(dim=-1).median()
    assert abs(torso - TORSO) < 0.01


def test_an_absent_body_stays_absent():
    how = Normalisation("frame", facing=True, scale=True)
    assert not normalise(torch.zeros(1, 48, JOINTS, 3), how).any()


def test_two_people_are_placed_turned_and_scaled_as_one():
    """By the first of them, so that their distance and how they stand to each other stay; alone, they would not."""
    both = torch.cat([turned(BODY, 0.8), turned(BODY, -1.2) * 0.7 + torch.tensor([1.5, 0.0, 0.4])]) + 2
    leader = torch.tensor([0, 0])
    how = Normalisation("window", facing=True, scale=True)
    placed = normalise(both, how, leader)
    assert torch.allclose(placed[:1], normalise(both[:1], how), atol=1e-5)
    factor = (placed[0, 0, 0] - placed[0, 0, 20]).norm() / (both[0, 0, 0] - both[0, 0, 20]).norm()
    apart, before = (placed[1] - placed[0]).norm(dim=-1), (both[1] - both[0]).norm(dim=-1)
    assert torch.allclose(apart, factor * before, rtol=1e-3)
    alone = normalise(both, how)
    assert (alone[1] - alone[0]).norm(dim=-1).max() < 0.5 * apart.min()


def test_frames_without_the_body_count_for_nothing_and_are_zero():
    """A body seen in part of the frames is placed as those frames alone would be, whatever lies in the others."""
    present = torch.zeros(1, BODY.shape[1], dtype=torch.bool)
    present[:, 12:36] = True
    garbage = torch.where(present[..., None, None], BODY, torch.tensor(7.0))
    for how in (Normalisation(), Normalisation("window", True, True), Normalisation("frame", True, True)):
        placed = normalise(garbage, how, present=present)
        assert torch.allclose(placed[:, 12:36], normalise(BODY[:, 12:36], how), atol=1e-5)
        assert not placed[:, :12].any() and not placed[:, 36:].any()
    motion = make_stream(placed, "joint-motion", present)
    assert not motion[:, 11].any() and motion[:, 12].any() and not motion[:, 35:].any()


def test_without_fingers_tips_and_thumbs_lie_on_the_hand():
    placed = normalise(torch.rand(2, 4, JOINTS, 3), Normalisation("frame", fingers=False))
    assert torch.equal(placed[..., LEFT_TIP, :], placed[..., LEFT_HAND, :])


def test_streams():
    bones = make_stream(BODY, "bone")
    assert torch.allclose(bones, BODY - BODY[..., list(PARENT), :])
    motion = make_stream(BODY, "joint-motion")
    assert torch.allclose(motion[:, 3], BODY[:, 4] - BODY[:, 3])
    assert not motion[:, -1].any()
    assert torch.allclose(make_stream(BODY, "bone-motion")[:, 3], bones[:, 4] - bones[:, 3])


def test_same_proportions_for_a_child_an_adult_and_another_sensor():
    how = Normalisation("frame", proportions=True)
    body = torch.randn(1, JOINTS, 3).expand(12, -1, -1) + 0.05 * torch.randn(12, JOINTS, 3)
    longer = with_bones(body, lambda bones: bones * torch.linspace(0.6, 1.6, JOINTS)[:, None])
    lengths = [
        (placed - placed[:, list(PARENT)]).norm(dim=-1).sort(dim=0).values[5]
        for placed in (normalise(body, how), normalise(longer, how), normalise(3 * body, how))
    ]
    wanted = torch.tensor(LENGTHS)
    for found in lengths:
        torch.testing.assert_close(found, wanted, atol=1e-4, rtol=1e-3)


def test_same_proportions_keep_directions_and_lost_limbs():
    body = torch.randn(6, JOINTS, 3)
    body[:, LEFT_HAND] = body[:, LEFT_WRIST]
    placed = normalise(body, Normalisation("frame", proportions=True))
    upper_arm, same = (x[:, LEFT_ELBOW] - x[:, LEFT_SHOULDER] for x in (body, placed))
    assert torch.nn.functional.cosine_similarity(upper_arm, same).min() > 0.999
    assert torch.equal(placed[:, LEFT_HAND], placed[:, LEFT_WRIST])
