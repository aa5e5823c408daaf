"""What has the wrong shape is refused at the door, in words that say what came and what was wanted."""

import numpy as np
import pytest
import torch

from recognizer.pose.blazepose_to_ntu import to_ntu, world_to_ntu
from recognizer.pose.pose_estimator import Landmarks
from recognizer.skeleton.clip import Bodies
from recognizer.skeleton.joint_motion import places
from recognizer.skeleton.shapes import check_shape
from recognizer.skeleton.streams import Normalisation, make_stream, normalise, to_network
from recognizer.sources.source import check_picture


@pytest.mark.parametrize(
    ("shape", "wanted", "fits"),
    [
        ((4, 25, 3), (None, 25, 3), True),
        ((4, 24, 3), (None, 25, 3), False),
        ((25, 3), (None, 25, 3), False),
        ((2, 4, 25, 3), (None, 25, 3), False),
        ((2, 4, 25, 3), (..., None, 25, 3), True),
        ((4, 25, 3), (..., None, 25, 3), True),
        ((25, 3), (..., None, 25, 3), False),
        ((2, 4, 25, 2), (..., None, 25, 3), False),
    ],
)
def test_a_shape_is_compared_axis_by_axis(shape, wanted, fits):
    if fits:
        check_shape("joints", np.zeros(shape), wanted)
    else:
        with pytest.raises(ValueError, match=r"^joints: the shape is \(.*\) instead of \(.*any, 25, 3\)$"):
            check_shape("joints", np.zeros(shape), wanted)


DOORS = {
    "world landmarks": lambda: world_to_ntu(np.zeros((32, 3)), np.zeros(33)),
    "landmarks": lambda: to_ntu(np.zeros((25, 2)), np.zeros(33)),
    "their visibility": lambda: to_ntu(np.zeros((33, 2)), np.zeros(25)),
    "landmarks: world": lambda: Landmarks(np.zeros((33, 3)), np.zeros((33, 2)), np.zeros(33), np.zeros(33)),
    "landmarks: presence": lambda: Landmarks(np.zeros((33, 3)), np.zeros((33, 3)), np.zeros(33), np.zeros(1)),
    "bodies: keypoints": lambda: Bodies(np.zeros((2, 33, 3)), np.zeros((2, 25)), np.zeros(2, int)),
    "bodies: there are 3 slots": lambda: Bodies(np.zeros((3, 25, 3)), np.zeros((3, 25)), np.zeros(3, int)),
    "keypoints": lambda: normalise(torch.zeros(2, 25, 8, 3), Normalisation()),
    "present": lambda: normalise(torch.zeros(2, 8, 25, 3), Normalisation(), present=torch.ones(8, dtype=torch.bool)),
    "there is no stream 'bones'": lambda: make_stream(torch.zeros(2, 8, 25, 3), "bones"),
    "keypoints: the shape is": lambda: to_network(torch.zeros(8, 25, 3)),
    "keypoints: the": lambda: places(np.zeros((25, 3)), 7),
    "picture: the shape is": lambda: check_picture(np.zeros((3, 48, 64), np.uint8)),
    "picture: its values are float64": lambda: check_picture(np.zeros((48, 64, 3))),
}


@pytest.mark.parametrize("words", DOORS)
def test_every_public_door_refuses_another_shape_by_name(words):
    with pytest.raises(ValueError, match=f"^{words}"):
        DOORS[words]()
