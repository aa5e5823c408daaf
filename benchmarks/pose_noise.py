"""How the pose model's joints differ from a depth sensor's: python benchmarks/pose_noise.py CLIP.npz ... --sets SET ...

``CLIP``: clips that ``main.py extract`` made of real videos. ``SET``: prepared sets recorded with a depth sensor.
Prints, per joint: the bone's length beside the torso's, in videos over that in the sets; how far a joint strays from
its own smoothed path, fast (against a mean over 0.3 s) and slowly (that mean against one over 1 s), across the picture
and in depth, in moments of little motion; and how often the pose model is unsure of it. Then, of every file, by how
many degrees trunk, head, thighs and shins lean. The variation of training windows and the pose-like copies of test
clips (train/data/pose_like.py) take their strengths from here.
"""

import argparse
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from scipy.ndimage import uniform_filter1d

from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.joints import (
    HEAD,
    LEFT_ANKLE,
    LEFT_HIP,
    LEFT_KNEE,
    NAMES,
    NECK,
    PARENT,
    RIGHT_ANKLE,
    RIGHT_HIP,
    RIGHT_KNEE,
    SPINE_BASE,
    SPINE_SHOULDER,
)
from recognizer.skeleton.streams import face_camera
from train.data.prepared_set import ABSENT, UNIT, open_set

RATE = 15.0  # frames a second that everything is resampled to
CALM = 0.3  # share of the moments, those with the least motion, that stray is measured in
BONES = {
    "trunk": [(SPINE_BASE, SPINE_SHOULDER)],
    "head": [(NECK, HEAD)],
    "thighs": [(LEFT_HIP, LEFT_KNEE), (RIGHT_HIP, RIGHT_KNEE)],
    "shins": [(LEFT_KNEE, LEFT_ANKLE), (RIGHT_KNEE, RIGHT_ANKLE)],
}
UNSURE = 0.5  # confidence under which a joint counts as guessed


@dataclass(frozen=True)
class Path3d:
    """One body without a gap: ``joints`` float64 ``(T, 25, 3)`` metres about the spine base, torso of length 1, at
    ``RATE``; ``unsure`` (25,): share of frames in which the joint was guessed."""

    joints: np.ndarray
    unsure: np.ndarray


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="+", metavar="CLIP")
    parser.add_argument("--sets", nargs="+", default=[], metavar="SET")
    options = parser.parse_args()
    seen = {file: from_clip(file) for file in options.clips}
    sensed = {file: from_set(file) for file in options.sets}
    print(table(*(list(chain(*paths.values())) for paths in (seen, sensed))))
    print("", leans(sensed | seen), sep="\n")
    return 0


def from_clip(file: str) -> list[Path3d]:
    """Every person's longest uninterrupted stretch of two seconds or more."""
    clip = load_npz(file)
    found = []
    for slot in range(len(clip.keypoints)):
        for person in set(clip.identity[slot].tolist()) - {-1}:
            frames = np.flatnonzero(clip.identity[slot] == person)
            runs = np.split(frames, np.flatnonzero(np.diff(clip.time[frames]) > 0.25) + 1)
            run = max(runs, key=len)
            if clip.time[run[-1]] - clip.time[run[0]] >= 2:
                unsure = (clip.confidence[slot][run] < UNSURE).mean(axis=0)
                found.append(Path3d(placed(clip.keypoints[slot][run], clip.time[run]), unsure))
    return found


def from_set(file: str) -> list[Path3d]:
    """The first body of every tenth clip of two seconds or more."""
    data = open_set(file)
    found = []
    for clip in range(0, len(data.clips), 10):
        start, frames, fps = int(data.start[clip]), int(data.frames[clip]), float(data.fps[clip])
        rows = data.keypoints[start : start + frames].numpy()
        if frames / fps >= 2 and (rows[:, 0, 0] != ABSENT).all():
            found.append(Path3d(placed(rows * UNIT, np.arange(frames) / fps), np.zeros(len(PARENT))))
    return found


def placed(joints: np.ndarray, time: np.ndarray) -> np.ndarray:
    at = np.arange(time[0], time[-1], 1 / RATE)
    flat = joints.reshape(len(joints), -1)
    even = np.stack([np.interp(at, time, column) for column in flat.T], axis=1).reshape(len(at), -1, 3)
    even = even - even[:, SPINE_BASE : SPINE_BASE + 1]
    return even / np.median(np.linalg.norm(even[:, SPINE_SHOULDER], axis=1))


def bones(paths: list[Path3d]) -> np.ndarray:
    """Median length of the bone that ends in each joint, torso 1: (25,)."""
    each = [np.median(np.linalg.norm(p.joints - p.joints[:, list(PARENT)], axis=2), axis=0) for p in paths]
    return np.median(each, axis=0)


def stray(paths: list[Path3d]) -> np.ndarray:
    """Standard deviations, torso 1: (25, 4): fast across and in depth, slow across and in depth."""
    fast, slow = [], []
    for path in paths:
        brief = uniform_filter1d(path.joints, 5, axis=0)
        long = uniform_filter1d(path.joints, 15, axis=0)
        speed = np.linalg.norm(np.diff(long, axis=0, append=long[-1:]), axis=2).mean(axis=1)
        calm = speed <= np.quantile(speed, CALM)
        fast.append((path.joints - brief)[calm])
        slow.append((brief - long)[calm])
    return np.stack([each for kind in (fast, slow) for each in spread(np.concatenate(kind))], axis=1)


def spread(rest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Robust standard deviation of (N, 25, 3) across the picture (x, y) and in depth: two of (25,)."""
    robust = 1.4826 * np.median(np.abs(rest), axis=0)
    return robust[:, :2].mean(axis=1), robust[:, 2]


def leans(files: dict[str, list[Path3d]]) -> str:
    """Degrees by which a bone's far end lies behind (+) or before (-) where it would hang or stand plumb, left and
    right together: mean and standard deviation over the bodies of each one's median."""
    lines = ["| file | bodies | " + " | ".join(BONES) + " |", "|---" * (2 + len(BONES)) + "|"]
    for file, paths in files.items():
        cells = []
        for ends in BONES.values():
            each = [np.median([lean(path, *pair) for pair in ends]) for path in paths]
            cells.append(f"{np.mean(each):+.0f} ± {np.std(each):.0f}")
        lines.append(f"| {Path(file).stem} | {len(paths)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def lean(path: Path3d, near: int, far: int) -> np.ndarray:
    """(T,) degrees."""
    turned = face_camera(torch.from_numpy(path.joints)[None])[0].numpy()
    bone = turned[:, far] - turned[:, near]
    return np.degrees(np.arctan2(bone[:, 2], np.abs(bone[:, 1])))


def table(seen: list[Path3d], sensed: list[Path3d]) -> str:
    lines = [
        f"{len(seen)} people in videos, {len(sensed)} clips of the sets; lengths in torsos.",
        "",
        "| joint | bone, video / sets | fast, across | fast, depth | slow, across | slow, depth | unsure |",
        "|---|---|---|---|---|---|---|",
    ]
    lengths, strayed = bones(seen), stray(seen)
    ratio = lengths / np.maximum(bones(sensed), 1e-6) if sensed else np.full(len(PARENT), np.nan)
    others = stray(sensed) if sensed else np.full((len(PARENT), 4), np.nan)
    unsure = np.mean([path.unsure for path in seen], axis=0)
    for joint, name in enumerate(NAMES):
        beside = " | ".join(f"{own:.4f} ({other:.4f})" for own, other in zip(strayed[joint], others[joint]))
        lines.append(f"| {name} | {ratio[joint]:.2f} | {beside} | {unsure[joint]:.0%} |")
    lines += ["", "In brackets: the sets."]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
