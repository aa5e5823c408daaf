"""The sample clip: a body that could be one, doing what it says."""

import numpy as np

from recognizer.examples.procedural_body import FPS, SECONDS, SENSOR_HEIGHT, sample_clip
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.joints import (
    BONES,
    HEAD,
    LEFT_FOOT,
    LEFT_HAND,
    LEFT_SHOULDER,
    RIGHT_FOOT,
    RIGHT_HAND,
    RIGHT_SHOULDER,
    SPINE_BASE,
)


def test_the_bundled_file_is_what_the_script_makes() -> None:
    bundled, made = load_npz(SAMPLE_CLIP), sample_clip()
    assert np.allclose(bundled.keypoints, made.keypoints, atol=1e-5)
    assert np.array_equal(bundled.time, made.time) and bundled.frames == round(SECONDS * FPS)


def test_bones_keep_their_length_and_nothing_jumps() -> None:
    joints = sample_clip().keypoints[0]
    for joint, parent in BONES:
        lengths = np.linalg.norm(joints[:, joint] - joints[:, parent], axis=-1)
        assert np.ptp(lengths) < 0.012, (joint, parent)
    speed = np.linalg.norm(np.diff(joints, axis=0), axis=-1) * FPS
    assert speed.max() < 8, "no joint of a person moves faster than that"


def test_the_feet_stand_on_the_floor_unless_the_person_jumps() -> None:
    clip = sample_clip()
    lowest = clip.keypoints[0][:, [LEFT_FOOT, RIGHT_FOOT], 1].min(axis=1) + SENSOR_HEIGHT
    standing = (clip.time < 7) | (clip.time > 12.5)
    assert np.abs(lowest[standing] - 0.03).max() < 0.06
    assert lowest.min() > -0.05 and lowest[~standing].max() > 0.05


def test_the_person_faces_the_sensor_and_does_what_the_script_says() -> None:
    clip = sample_clip()
    joints = clip.keypoints[0]
    assert (joints[:, LEFT_SHOULDER, 0] < joints[:, RIGHT_SHOULDER, 0]).all()

    def during(start: float, end: float) -> np.ndarray:
        return joints[(clip.time >= start) & (clip.time < end)]

    waving = during(5.5, 7.8)
    assert (waving[:, RIGHT_HAND, 1] > waving[:, RIGHT_SHOULDER, 1]).all(), "the right hand is up"
    assert (waving[:, LEFT_HAND, 1] < waving[:, SPINE_BASE, 1] + 0.1).all(), "the left one hangs"
    assert np.ptp(waving[:, RIGHT_HAND, 0]) > 0.15
    jumping = during(8.8, 11.5)
    assert (jumping[:, [LEFT_HAND, RIGHT_HAND], 1].max(axis=0) > jumping[:, HEAD, 1].max()).all()
    squatting = during(12.4, 15.2)
    assert np.ptp(squatting[:, SPINE_BASE, 1]) > 0.3
