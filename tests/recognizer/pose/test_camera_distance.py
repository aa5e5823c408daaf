import math

import numpy as np
import pytest

from recognizer.pose.camera_distance import FIELD_OF_VIEW, RoomPath
from recognizer.pose.one_euro import OneEuroFilter, OneEuroSettings
from recognizer.pose.pose_estimator import Landmarks

ASPECT = 16 / 9


def standing(place: tuple[float, float, float], turn: float = 0.0, noise: float = 0.0, seed: int = 0) -> Landmarks:
    """Somebody with mid hips at ``place`` (x right, y down, z away, metres), as a pinhole camera shows them."""
    world = np.zeros((33, 3))
    for left, x, y in (
        (11, 0.18, -0.5),
        (13, 0.25, -0.25),
        (15, 0.25, 0.0),
        (23, 0.1, 0.0),
        (25, 0.1, 0.4),
        (27, 0.1, 0.8),
    ):
        world[left], world[left + 1] = (x, y, 0.02), (-x, y, -0.02)
    cos, sin = math.cos(turn), math.sin(turn)
    world = world @ np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]])
    seen = world + place
    rays = seen[:, :2] / seen[:, 2:]
    focal = 0.5 / math.tan(math.radians(FIELD_OF_VIEW) / 2)
    image = np.zeros((33, 3), np.float32)
    image[:, :2] = rays * [focal, focal * ASPECT] + 0.5
    image[:, :2] += np.random.default_rng(seed).normal(0, noise, (33, 2))
    return Landmarks(image, world.astype(np.float32), np.full(33, 0.9, np.float32), np.full(33, 0.9, np.float32))


@pytest.mark.parametrize("turn", [0.0, 0.8, 1.5])
@pytest.mark.parametrize("place", [(0.0, 0.0, 2.0), (0.8, -0.3, 3.0), (-1.5, 0.4, 5.0)])
def test_the_place_is_found_with_x_to_the_cameras_left_and_y_up(place, turn):
    found = RoomPath()(standing(place, turn), 0.0, ASPECT)
    assert found == pytest.approx([-place[0], -place[1], place[2]], rel=0.05, abs=0.05)


def test_a_walk_towards_the_camera_is_followed_despite_noise():
    path, found = RoomPath(), []
    for index in range(120):
        body = standing((0.5, 0.0, 5.0 - index / 40), noise=0.003, seed=index)
        found.append(path(body, index / 30, ASPECT))
    found = np.array(found)
    assert abs(found[-1, 2] - 2.0) < 0.35 and found[0, 2] > 4.5
    assert np.abs(np.diff(found[:, 2])).max() < 0.1
    assert np.abs(found[60:, 0] + 0.5).max() < 0.12


def test_one_who_stands_still_stands_still_despite_noise():
    path = RoomPath()
    found = np.array([path(standing((0.0, 0.0, 3.0), noise=0.004, seed=i), i / 30, ASPECT) for i in range(90)])
    assert found[30:, 2].std() < 0.03 and abs(found[-1, 2] - 3.0) < 0.15


def test_the_filter_steadies_rest_and_follows_movement():
    rng = np.random.default_rng(0)
    settings = OneEuroSettings(rest=2.0, speed=5.0)
    noisy = rng.normal(0, 0.01, (200, 25, 3)).astype(np.float32)
    steady, quick = OneEuroFilter(settings), OneEuroFilter(settings)
    rest = np.array([steady(value, index / 30) for index, value in enumerate(noisy)])
    assert rest.dtype == np.float32
    assert rest[20:].std() < 0.75 * noisy[20:].std()
    moving = np.arange(200) / 30 * 2.0  # 2 m/s
    followed = np.array([quick(np.array([value]), index / 30)[0] for index, value in enumerate(moving)])
    assert np.abs(followed - moving)[30:].max() < 0.05
