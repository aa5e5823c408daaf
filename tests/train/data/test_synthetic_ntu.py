"""The generator: NTU's shape, faults included, and too hard for a mean."""

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.skeleton.joints import LEFT_SHOULDER, RIGHT_SHOULDER
from train.data.synthetic_ntu import PAIR_CLASSES, SyntheticSet, clip, names, skeleton
from train.datasets.ntu import CLASSES


@pytest.fixture(scope="module")
def sample():
    """Twenty classes, all clips of 2,400 names that are of them."""
    shape = SyntheticSet(2400)
    some = [name for name in names(shape) if name.action % 3 == 0]
    return some, [clip(name, shape) for name in some]


def test_names_are_unique_and_have_ntus_proportions():
    listed = list(names(SyntheticSet(56578)))
    assert len({str(name) for name in listed}) == 56578
    assert {name.action for name in listed} == set(range(1, 61))
    assert {name.camera for name in listed} == {1, 2, 3} and len({name.performer for name in listed}) == 40
    assert max(name.setup for name in listed) <= 17
    assert len(PAIR_CLASSES & set(range(1, 61))) == 11
    wide = list(names(SyntheticSet(2000, classes=120)))
    assert {name.action for name in wide} == set(range(1, 121)) and max(name.setup for name in wide) <= 32


def test_clips_have_ntus_lengths_people_and_faults(sample):
    chosen, clips = sample
    frames = np.array([one.keypoints.shape[1] for one in clips])
    assert 70 < frames.mean() < 100 and frames.max() <= 300
    pairs = np.array([name.action in PAIR_CLASSES for name in chosen])
    bodies = np.array([len(one.keypoints) for one in clips])
    assert (bodies[pairs] == 2).mean() > 0.95 and (bodies[~pairs] == 2).mean() < 0.1
    assert any(np.isnan(one.keypoints).any() for one in clips)
    raw = [skeleton(name, SyntheticSet(2400)) for name in chosen[:200]]
    assert min(one.frames for one in raw) >= 32
    assert any(len(one.bodies) > 2 for one in raw) and {len(one.bodies) for one in raw} >= {1, 2}
    facing = [one.keypoints[0, :, RIGHT_SHOULDER, 0] > one.keypoints[0, :, LEFT_SHOULDER, 0] for one in clips]
    assert np.mean([share.mean() for share, pair in zip(facing, pairs) if not pair]) > 0.9


def test_a_clip_depends_on_its_name_and_the_seed_alone():
    name = next(iter(names(SyntheticSet(1))))
    first = clip(name, SyntheticSet(1)).keypoints
    assert np.array_equal(first, clip(name, SyntheticSet(500)).keypoints, equal_nan=True)
    assert not np.array_equal(first, clip(name, SyntheticSet(1, seed=1)).keypoints, equal_nan=True)


def test_bones_keep_their_lengths_where_the_recording_is_clean():
    shape = SyntheticSet(3, faults=False)
    for name in names(shape):
        joints = clip(name, shape).keypoints[0]
        thigh = np.linalg.norm(joints[:, 13] - joints[:, 12], axis=-1)
        assert np.ptp(thigh) < 1e-4 and 0.3 < thigh[0] < 0.55


def test_the_nearest_class_mean_knows_at_most_seventy_percent(sample):
    """Over 20 of the 60 classes; with all 60 it is harder still."""
    _, clips = sample
    features = np.stack([_feature(one.keypoints) for one in clips])
    labels = np.array([CLASSES.index(one.label) for one in clips])
    train = np.array(["xsub-train" in one.splits for one in clips])
    known = np.unique(labels)
    means = np.stack([features[train & (labels == label)].mean(axis=0) for label in known])
    nearest = known[((features[~train, None] - means) ** 2).sum(axis=2).argmin(axis=1)]
    accuracy = (nearest == labels[~train]).mean()
    assert 2 / 20 < accuracy <= 0.7  # neither noise nor too easy


def _feature(keypoints):
    """The first body about its own spine base, resampled to 16 frames; and whether there is a second."""
    joints = keypoints[0][~np.isnan(keypoints[0, :, 0, 0])]
    at = np.linspace(0, len(joints) - 1, 16).round().astype(int)
    return np.append((joints - joints[:, :1])[at].reshape(-1), len(keypoints) - 1)


def test_impossible_shapes_are_refused():
    for values in ({"clips": 0}, {"clips": 10, "classes": 61}):
        with pytest.raises(UserError):
            SyntheticSet(**values)
