"""Windows are cut by time: whatever the rate or the gaps, the same movement gives the same window."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.model.rolling_window import MOST_GAP, RollingWindow, resample, window_times
from recognizer.skeleton.joints import JOINTS


def wave(time: np.ndarray) -> np.ndarray:
    """A smooth movement, (T, 25, 3)."""
    phase = np.linspace(0, 3, JOINTS * 3).reshape(JOINTS, 3)
    return np.sin(2 * time[:, None, None] + phase).astype(np.float32)


def interpolated(keypoints: np.ndarray, time: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The plain way: coordinate by coordinate, the first and the last pose held."""
    flat = keypoints.reshape(len(time), -1)
    columns = [np.interp(at, time, column) for column in flat.T]
    return np.stack(columns, axis=1).reshape(len(at), JOINTS, 3)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.04, 0.15), min_size=40, max_size=80))
def test_a_window_does_not_depend_on_when_frames_were_taken(steps):
    time = np.cumsum(steps)
    rolling = RollingWindow(1.5, 30)
    for at in time:
        rolling.add(wave(np.array([at]))[0], person=0, time=at)
    assert np.abs(rolling.sample().numpy() - wave(window_times(time[-1], 1.5, 30))).max() < 0.02


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(st.one_of(st.floats(0.001, 0.1), st.floats(0.5, 5)), min_size=1, max_size=400),
    start=st.floats(0, 1e6),
    seconds=st.floats(0.3, 4),
    frames=st.integers(4, 64),
    change=st.integers(0, 400),
    seed=st.integers(0, 100),
)
def test_a_window_is_the_interpolation_of_all_that_was_seen_of_its_person(steps, start, seconds, frames, change, seed):
    time = start + np.cumsum(steps)
    keypoints = np.random.default_rng(seed).normal(size=(len(time), JOINTS, 3)).astype(np.float32)
    rolling = RollingWindow(seconds, frames)
    for number, (pose, at) in enumerate(zip(keypoints, time)):
        rolling.add(pose, person=int(number >= change), time=at)
    # Somebody else took the slot, or the person was away for long: what was before does not count.
    anew = [0, *([change] if change < len(time) else []), *(np.flatnonzero(np.diff(time) > MOST_GAP) + 1)]
    first = max(anew)
    expected = interpolated(keypoints[first:], time[first:], window_times(time[-1], seconds, frames))
    np.testing.assert_allclose(rolling.sample().numpy(), expected, atol=2e-5)
    assert rolling.seen == pytest.approx(min(time[-1] - time[first], seconds))


def test_the_pose_is_held_never_zeroed():
    keypoints = torch.stack([torch.full((JOINTS, 3), 1.0), torch.full((JOINTS, 3), 2.0)])
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


def test_a_sample_is_not_touched_by_what_is_seen_later():
    rolling = RollingWindow(2.0, 10)
    rolling.add(np.zeros((JOINTS, 3)), person=0, time=0.0)
    sampled = rolling.sample()
    for step in range(1, 300):
        rolling.add(np.ones((JOINTS, 3)), person=0, time=step / 10)
    assert (sampled == 0).all()


@pytest.mark.parametrize("fps", [30, 240])
def test_memory_stays_bounded(fps):
    rolling = RollingWindow(1.0, 10)
    for step in range(5000):
        rolling.add(np.zeros((JOINTS, 3)), person=0, time=step / fps)
    assert len(rolling) <= fps + 2
    assert rolling._keypoints.shape[0] <= max(128, 4 * fps)


def test_shapes_that_do_not_fit_are_refused():
    rolling = RollingWindow(1.0, 10)
    with pytest.raises(ValueError, match="no frame was added"):
        rolling.sample()
    with pytest.raises(ValueError, match=r"keypoints: the shape is \(20, 3\) instead of \(25, 3\)"):
        rolling.add(np.zeros((20, 3)), person=0, time=0.0)
    for keypoints, time in ((torch.zeros(4, 25, 3), np.arange(5.0)), (torch.zeros(4, 25, 2), np.arange(4.0))):
        with pytest.raises(ValueError, match="the shape is"):
            resample(keypoints, time, np.zeros(1))
    with pytest.raises(ValueError, match="there is no frame"):
        resample(torch.zeros(0, 25, 3), np.zeros(0), np.zeros(1))


def test_the_window_starts_anew_with_somebody_else_or_after_more_than_a_second_out_of_sight():
    rolling = RollingWindow(4.0, 10)
    assert rolling.seen == 0 and rolling.person is None
    pose = np.zeros((JOINTS, 3))
    seen = [(7, 0.0), (7, 0.5), (7, 1.5), (7, 2.625), (7, 3.0), (3, 3.25), (3, 3.5)]
    assert [rolling.add(pose, person, time) for person, time in seen] == [True, False, False, True, False, True, False]
    assert (rolling.person, rolling.seen, len(rolling)) == (3, 0.25, 2)


def test_a_frame_is_kept_as_it_was_when_it_was_added():
    rolling = RollingWindow(1.0, 10)
    pose = np.zeros((JOINTS, 3), np.float32)
    rolling.add(pose, person=0, time=0.0)
    pose[:] = 9  # the caller's array, used again for the next frame
    rolling.add(pose, person=0, time=0.5)
    assert rolling.sample()[0].abs().max() == 0


def test_no_more_is_kept_than_the_window_and_one_frame_before_it():
    rolling = RollingWindow(1.0, 10)
    for step in range(100):
        rolling.add(np.zeros((JOINTS, 3)), person=0, time=step / 8)
    assert len(rolling) == 9


def test_a_window_s_frames_are_evenly_spaced_and_the_last_is_its_end():
    assert window_times(10.0, 2.0, 4).tolist() == [8.5, 9.0, 9.5, 10.0]


def test_frames_older_than_the_window_are_dropped_also_after_a_pause():
    rolling = RollingWindow(1.0, 10)
    for time in (*np.arange(32) / 32, 1.875):
        rolling.add(np.zeros((JOINTS, 3)), person=0, time=time)
    assert len(rolling) == 5  # from 0.875 on, which is where the window begins


def test_a_window_is_right_after_many_frames_that_nobody_sampled():
    time = np.arange(1000) / 30
    keypoints = wave(time)
    rolling = RollingWindow(1.0, 30)
    for pose, at in zip(keypoints, time):
        rolling.add(pose, person=0, time=at)
    expected = interpolated(keypoints, time, window_times(time[-1], 1.0, 30))
    np.testing.assert_allclose(rolling.sample().numpy(), expected, atol=2e-5)
