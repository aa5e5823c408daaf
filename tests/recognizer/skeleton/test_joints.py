"""The skeleton's facts."""

import numpy as np

from recognizer.skeleton.joints import (
    BONES,
    JOINTS,
    LEFT_FOOT,
    LEFT_HAND,
    MIRROR,
    NAMES,
    PARENT,
    ROOT,
    hop_distances,
    normalised_adjacency,
)


def test_the_tree_reaches_every_joint_from_the_root():
    assert len(BONES) == JOINTS - 1
    for joint in range(JOINTS):
        steps = 0
        while joint != ROOT:
            joint, steps = PARENT[joint], steps + 1
            assert steps < JOINTS


def test_mirroring_exchanges_left_and_right_and_twice_is_nothing():
    assert [MIRROR[MIRROR[joint]] for joint in range(JOINTS)] == list(range(JOINTS))
    for joint, other in enumerate(MIRROR):
        assert NAMES[other] == NAMES[joint].replace("left", "\0").replace("right", "left").replace("\0", "right")


def test_adjacency_is_symmetric_and_normalised():
    adjacency = normalised_adjacency()
    assert np.allclose(adjacency, adjacency.T)
    assert np.isclose(np.linalg.eigvalsh(adjacency).max(), 1, atol=1e-6)
    assert ((adjacency > 0).sum() - JOINTS) == 2 * len(BONES)


def test_hops():
    distance = hop_distances()
    assert distance[LEFT_HAND, LEFT_FOOT] == 4 + 2 + 4  # hand to root, root to spine base, spine base to foot
    assert (distance == distance.T).all()
