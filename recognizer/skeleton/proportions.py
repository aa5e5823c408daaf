"""One set of proportions for everybody: each bone keeps its direction and takes the length of an average body's.

A depth sensor, an image's pose model, adults and children differ in proportions far more than any one person's bones
change: beside the torso, limbs of the first Kinect are 1.4 times as long as the pose model's, and its spine base lies
above the hips instead of between them [measured: benchmarks/pose_noise.py]. None of it tells what somebody does.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from recognizer.skeleton.average_body import LENGTHS, SPINE_MID_SHARE
from recognizer.skeleton.joints import (
    LEFT_HIP,
    PARENT,
    RIGHT_HIP,
    ROOT,
    SPINE_BASE,
    SPINE_MID,
    SPINE_SHOULDER,
)

SHORTEST = 0.01  # metres: a bone shorter than this is none, and stays as it is


def _paths() -> Tensor:
    """(25, 25): row j has 1 for every bone (named by its joint) on the way from the root to joint j."""
    paths = torch.zeros(len(PARENT), len(PARENT))
    for joint in range(len(PARENT)):
        at = joint
        while at != ROOT:
            paths[joint, at] = 1
            at = PARENT[at]
    return paths


PATHS = _paths()


def with_bones(keypoints: Tensor, change: Callable[[Tensor], Tensor]) -> Tensor:
    """``(..., 25, 3)`` rebuilt from the root outwards with changed bones: ``change`` gets and gives ``(..., 25, 3)``,
    the vector from each joint's parent to it, zero for the root."""
    bones = keypoints - keypoints[..., list(PARENT), :]
    return keypoints[..., ROOT : ROOT + 1, :] + PATHS.to(keypoints.device) @ change(bones)


def same_proportions(keypoints: Tensor, median: Callable[[Tensor], Tensor]) -> Tensor:
    """Windows ``(..., T, 25, 3)`` with everybody's bones as long as ``LENGTHS`` in the median over time, so that a
    bone that is foreshortened for a moment stays so. ``median``: of ``(..., T)`` over its last axis, ``(...)``."""
    base = (keypoints[..., LEFT_HIP, :] + keypoints[..., RIGHT_HIP, :]) / 2
    mid = torch.lerp(base, keypoints[..., SPINE_SHOULDER, :], SPINE_MID_SHARE)
    keypoints = torch.cat([base[..., None, :], mid[..., None, :], keypoints[..., SPINE_MID + 1 :, :]], dim=-2)
    assert SPINE_BASE == 0 and SPINE_MID == 1

    def change(bones: Tensor) -> Tensor:
        length = median(bones.norm(dim=-1).transpose(-1, -2))  # (..., 25)
        wanted = length.new_tensor(LENGTHS)
        factor = torch.where(length < SHORTEST, torch.ones_like(length), wanted / length.clamp(min=SHORTEST))
        return bones * factor[..., None, :, None]

    return with_bones(keypoints, change)
