"""The skeleton of NTU RGB+D: 25 joints (0-based), their names, and the tree that connects them."""

from dataclasses import dataclass

import numpy as np

JOINTS = 25
BODIES = 2  # a clip holds one body or two, as in NTU RGB+D

NAMES = (
    "spine base", "spine mid", "neck", "head",
    "left shoulder", "left elbow", "left wrist", "left hand",
    "right shoulder", "right elbow", "right wrist", "right hand",
    "left hip", "left knee", "left ankle", "left foot",
    "right hip", "right knee", "right ankle", "right foot",
    "spine shoulder", "left hand tip", "left thumb", "right hand tip", "right thumb",
)  # fmt: skip

SPINE_BASE, SPINE_MID, NECK, HEAD = 0, 1, 2, 3
LEFT_SHOULDER, LEFT_ELBOW, LEFT_WRIST, LEFT_HAND = 4, 5, 6, 7
RIGHT_SHOULDER, RIGHT_ELBOW, RIGHT_WRIST, RIGHT_HAND = 8, 9, 10, 11
LEFT_HIP, LEFT_KNEE, LEFT_ANKLE, LEFT_FOOT = 12, 13, 14, 15
RIGHT_HIP, RIGHT_KNEE, RIGHT_ANKLE, RIGHT_FOOT = 16, 17, 18, 19
SPINE_SHOULDER = 20
LEFT_TIP, LEFT_THUMB, RIGHT_TIP, RIGHT_THUMB = 21, 22, 23, 24

ROOT = SPINE_SHOULDER

# The parent of each joint on the way to the root; the root is its own parent.
PARENT = (1, 20, 20, 2, 20, 4, 5, 6, 20, 8, 9, 10, 0, 12, 13, 14, 0, 16, 17, 18, 20, 22, 7, 24, 11)

# (joint, parent) for every physical bone: 24 of them.
BONES = tuple((joint, parent) for joint, parent in enumerate(PARENT) if joint != parent)

# The joint that takes each joint's place when left and right are exchanged.
MIRROR = tuple(
    NAMES.index(name.replace("left", "right") if name.startswith("left") else name.replace("right", "left"))
    for name in NAMES
)


@dataclass(frozen=True)
class BodyPart:
    """Joints that move together."""

    name: str
    joints: tuple[int, ...]


BODY_PARTS = (
    BodyPart("head and trunk", (SPINE_BASE, SPINE_MID, NECK, HEAD, SPINE_SHOULDER)),
    BodyPart("left arm", (LEFT_SHOULDER, LEFT_ELBOW, LEFT_WRIST, LEFT_HAND, LEFT_TIP, LEFT_THUMB)),
    BodyPart("right arm", (RIGHT_SHOULDER, RIGHT_ELBOW, RIGHT_WRIST, RIGHT_HAND, RIGHT_TIP, RIGHT_THUMB)),
    BodyPart("left leg", (LEFT_HIP, LEFT_KNEE, LEFT_ANKLE, LEFT_FOOT)),
    BodyPart("right leg", (RIGHT_HIP, RIGHT_KNEE, RIGHT_ANKLE, RIGHT_FOOT)),
)


def normalised_adjacency() -> np.ndarray:
    """The physical skeleton with self-links, symmetrically normalised: D^-1/2 (A + I) D^-1/2 (paper, Eq. 1).

    Returns float32 ``(25, 25)``; row = target joint (the one that listens), column = source joint.
    """
    return hop_adjacency(1)


def hop_adjacency(hops: int) -> np.ndarray:
    """As ``normalised_adjacency``, with joints linked that are exactly so many bones apart: float32 ``(25, 25)``."""
    return linked_at(hop_distances(), hops)


def linked_at(distance: np.ndarray, steps: int) -> np.ndarray:
    """The graph that links the nodes exactly so many steps apart, each with itself as well, symmetrically normalised:
    float32 of the shape of ``distance`` ``(N, N)``."""
    adjacency = (distance == steps) | (distance == 0)
    scale = 1 / np.sqrt(adjacency.sum(axis=1))
    return (scale[:, None] * adjacency * scale[None, :]).astype(np.float32)


def hop_distances() -> np.ndarray:
    """The number of bones on the shortest way between every two joints, int64 ``(25, 25)``."""
    distance = np.full((JOINTS, JOINTS), JOINTS, dtype=np.int64)
    np.fill_diagonal(distance, 0)
    for joint, parent in BONES:
        distance[joint, parent] = distance[parent, joint] = 1
    for via in range(JOINTS):
        distance = np.minimum(distance, distance[:, via, None] + distance[None, via, :])
    return distance
