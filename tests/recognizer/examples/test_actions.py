"""Drawn examples: whole skeletons that move as people can, round and round."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizer.examples.actions import example, example_names
from recognizer.examples.keyframes import ARM, ELBOWS, movement_library, reach
from recognizer.examples.procedural_body import FOREARM, SENSOR_HEIGHT, UPPER_ARM
from recognizer.resources import MODELS
from recognizer.skeleton import joints as j
from recognizer.skeleton.joints import BONES
from train.data.label_lists import load_label_sources

ALL = example_names()
ENDS_ELSEWHERE = {"fall down"}  # nobody rises as he fell: it is shown anew
places = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda place: 0.2 < np.linalg.norm(place) < 0.98)


@given(places)
def test_the_hand_comes_where_it_is_wanted(place: tuple[float, float, float]) -> None:
    arm, forearm = reach(np.array([place]), np.array(ELBOWS))
    assert np.allclose(np.linalg.norm(arm, axis=-1), 1) and np.allclose(np.linalg.norm(forearm, axis=-1), 1)
    assert np.allclose(UPPER_ARM * arm + FOREARM * forearm, ARM * np.array([place]), atol=2e-3)


@pytest.mark.parametrize("name", ALL)
def test_an_example_moves_as_a_body_does(name: str) -> None:
    clip = example(name).clip
    body = clip.keypoints[0].astype(float)
    lengths = np.stack([np.linalg.norm(body[:, a] - body[:, b], axis=-1) for a, b in BONES], axis=-1)
    rigid = [i for i, bone in enumerate(BONES) if j.NECK not in bone and j.SPINE_BASE not in bone]
    assert np.ptp(lengths[:, rigid], axis=0).max() < 0.03, "bones keep their lengths"
    floor = body[..., 1].min(axis=1) + SENSOR_HEIGHT
    assert floor.min() > -0.1, "nothing is under the floor"
    steps = np.linalg.norm(np.diff(body, axis=0, append=body[-1:] if name in ENDS_ELSEWHERE else body[:1]), axis=-1)
    assert steps.max() < 0.45, "no joint jumps, the end passes into the beginning"
    assert np.ptp(body, axis=0).max() > 0.12, "something moves"


def test_the_bundled_models_actions_are_drawn() -> None:
    labels = json.loads((MODELS / "open" / "config.json").read_text(encoding="utf-8"))["labels"]
    drawn = [label for label in labels if example(label) is not None]
    assert len(drawn) >= 0.8 * len(labels)


def test_every_action_of_the_bundled_list_is_drawn() -> None:
    labels = load_label_sources("bundled").names
    assert [label for label in labels if example(label) is None] == []


def test_names_are_found_as_people_write_them() -> None:
    assert example("Draw an X").yaw == example("draw an x").yaw
    assert np.array_equal(example("clapping").clip.keypoints, example("clap").clip.keypoints)
    aliases = movement_library().aliases
    assert set(aliases.values()) <= set(ALL) and not set(aliases) & set(ALL)
    assert example("brush teeth with a shoe") is None


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("raise a hand", lambda b: (b[:, j.RIGHT_WRIST, 1] - b[:, j.HEAD, 1]).max() > 0.2),
        ("sit down", lambda b: np.ptp(b[:, j.SPINE_BASE, 1]) > 0.3),
        ("jump", lambda b: np.ptp(b[:, [j.LEFT_ANKLE, j.RIGHT_ANKLE], 1].min(axis=1)) > 0.2),
        ("clap", lambda b: np.linalg.norm(b[:, j.LEFT_WRIST] - b[:, j.RIGHT_WRIST], axis=-1).min() < 0.06),
        ("pick up", lambda b: (b[:, j.RIGHT_HAND, 1] - b[:, j.RIGHT_ANKLE, 1]).min() < 0.2),
        ("touch the toes", lambda b: (b[:, j.RIGHT_TIP, 1] - b[:, j.RIGHT_ANKLE, 1]).min() < 0.1),
        ("kick", lambda b: (b[:, j.SPINE_BASE, 2] - b[:, j.RIGHT_FOOT, 2]).max() > 0.6),
        ("punch", lambda b: (b[:, j.SPINE_SHOULDER, 2] - b[:, j.LEFT_WRIST, 2]).max() > 0.5),
    ],
)
def test_an_example_shows_what_it_is_called(name: str, check) -> None:
    assert check(example(name).clip.keypoints[0])


@pytest.mark.parametrize("name", ["fall down", "pull-up", "push-up", "turn around"])
def test_a_body_that_tips_or_turns_stays_whole_and_above_the_floor(name: str) -> None:
    body = example(name).clip.keypoints[0].astype(float)
    for joint, parent in BONES:
        assert np.ptp(np.linalg.norm(body[:, joint] - body[:, parent], axis=-1)) < 0.005, (joint, parent)
    assert height(body).min() > 0.02


def test_a_fall_begins_upright_and_ends_lying_for_a_while() -> None:
    clip = example("fall down").clip
    heights = height(clip.keypoints[0])
    assert heights[0, j.HEAD] > 1.4
    assert heights[clip.time > clip.time[-1] - 1].max() < 0.3


def test_in_a_push_up_hands_and_toes_stay_on_the_floor_and_the_chest_goes_down() -> None:
    body = example("push-up").clip.keypoints[0]
    hands = [j.LEFT_WRIST, j.LEFT_HAND, j.LEFT_TIP, j.RIGHT_WRIST, j.RIGHT_HAND, j.RIGHT_TIP]
    held = body[:, [*hands, j.LEFT_FOOT, j.RIGHT_FOOT]]
    assert np.ptp(held, axis=0).max() < 0.01 and height(held).max() < 0.05
    chest = height(body)[:, j.SPINE_SHOULDER]
    assert chest.max() > 0.5 and chest.min() < 0.3
    back = body[:, j.SPINE_SHOULDER] - body[:, j.SPINE_BASE]
    assert np.abs(back[:, 1]).max() < 0.5 * np.linalg.norm(back, axis=-1).min(), "it lies rather than stands"


def test_in_a_pull_up_hands_stay_where_they_are_and_the_chin_comes_above_them() -> None:
    body = example("pull-up").clip.keypoints[0]
    hands = body[:, [j.LEFT_HAND, j.RIGHT_HAND]]
    assert np.ptp(hands, axis=0).max() < 0.04
    above = body[:, j.HEAD, 1] - hands[..., 1].mean(axis=1)
    assert above.min() < -0.2 and above.max() > 0.08
    assert height(body)[:, [j.LEFT_FOOT, j.RIGHT_FOOT]].min() > 0.02, "the feet hang free"


def test_who_turns_around_turns_once_round_on_feet_that_do_not_slide() -> None:
    body = example("turn around").clip.keypoints[0].astype(float)
    across = body[:, j.LEFT_SHOULDER] - body[:, j.RIGHT_SHOULDER]
    facing = np.unwrap(np.arctan2(across[:, 2], across[:, 0]))
    assert abs(np.ptp(facing) - 2 * np.pi) < 0.3 and abs(facing[-1] - facing[0]) > 6
    half = np.argmin(np.abs(facing - (facing[0] + facing[-1]) / 2))
    assert np.ptp(facing[half : half + 15]) < 0.2, "and rests with the back to the viewer"
    ankles = body[:, [j.LEFT_ANKLE, j.RIGHT_ANKLE]]
    steps = np.linalg.norm(np.diff(ankles[..., [0, 2]], axis=0), axis=-1)
    carrying = height(ankles)[1:] == height(ankles)[1:].min(axis=1, keepdims=True)
    assert steps[carrying].mean() < 0.25 * steps[~carrying].mean()


def height(joints: np.ndarray) -> np.ndarray:
    """Metres above the floor."""
    return joints[..., 1] + SENSOR_HEIGHT
