"""Windows are cut by time: whatever the rate or the gaps, the same movement gives the same window."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.joints import JOINTS
from recognizer.window import RollingWindow, resample, window_times


def wave(time: np.ndarray) -> np.ndarray:
    """A smooth movement, (T, 25, 3)."""
    phase = np.linspace(0, 3, JOINTS * 3).reshape(JOINTS, 3)
    return np.sin(2 * time[:, None, None] + phase).astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.04, 0.15), min_size=40, max_size=80))
def test_a_window_does_not_depend_on_when_frames_were_taken(steps):
    time = np.cumsum(steps)
    rolling = RollingWindow(1.5, 30)
    for at in time:
        rolling.add(wave(np.array([at]))[0], person=0, time=at)
    assert np.abs(rolling.sample() - wave(window_times(time[-1], 1.5, 30))).max() < 0.02


def test_the_pose_is_held_never_zeroed():
    keypoints = np.stack([np.full((JOINTS, 3), 1.0), np.full((JOINTS, 3), 2.0)]).astype(np.float32)
    sampled = resample(keypoints, np.array([1.0, 2.0]), np.array([0.0, 1.0, 1.25, 2.0, 5.0]))
    assert sampled[:, 0, 0].tolist() == pytest.approx([1, 1, 1.25, 2, 2])


def test_a_single_frame_is_a_window():
    rolling = RollingWindow(2.0, 10)
    rolling.add(np.full((JOINTS, 3), 3.0), person=4, time=7.0)
    assert rolling.seen == 0
    assert (rolling.sample() == 3).all()


def test_somebody_else_starts_the_window_anew():
    rolling = RollingWindow(2.0, 10)
    for step in range(30):
        rolling.add(np.zeros((JOINTS, 3)), person=0, time=step / 10)
    assert rolling.seen == 2.0
    rolling.add(np.ones((JOINTS, 3)), person=1, time=3.0)
    assert rolling.seen == 0
    assert (rolling.sample() == 1).all()


def test_memory_stays_bounded():
    rolling = RollingWindow(1.0, 10)
    for step in range(1000):
        rolling.add(np.zeros((JOINTS, 3)), person=0, time=step / 30)
    assert len(rolling._seen) <= 32
