"""SBU Kinect Interaction: 282 clips of two people as text, 8 classes, 7 people in 21 ordered pairs, 15 frames a second.

Published protocol: five folds over the sorted pairs, the mean of which is reported; people occur on both sides. The two
stand side-on to the camera: each clip is turned about the upright axis until the line from the first to the second
person is the x axis. Who acts is in either column; the trainer may swap the bodies, and then turns them half round.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recognizer.skeleton.joints import SPINE_BASE
from recognizer.text import one_line
from train.datasets.layout import Layout, to_ntu
from train.datasets.reader import RawClip, Reader, Unreadable

LABELS = (
    "approaching", "departing", "kicking", "pushing", "shaking hands", "hugging", "exchanging an object", "punching",
)  # fmt: skip
PAIRS = (
    "s01s02", "s01s03", "s01s07", "s02s01", "s02s03", "s02s06", "s02s07", "s03s02", "s03s04", "s03s05", "s03s06",
    "s04s02", "s04s03", "s04s06", "s05s02", "s05s03", "s06s02", "s06s03", "s06s04", "s07s01", "s07s03",
)  # fmt: skip
FOLDS = ((1, 9, 15, 19), (5, 7, 10, 16), (2, 3, 20, 21), (4, 6, 8, 11), (12, 13, 14, 17, 18))  # of PAIRS, from 1
FPS = 15.0
_PATH = re.compile(r"(s\d\ds\d\d)/(0[1-8])/(\d+)/skeleton_pos\.txt$")

LAYOUT = Layout(
    head=0, neck=1, torso=2, left_arm=(3, 4, 5), right_arm=(6, 7, 8), left_leg=(9, 10, 11), right_leg=(12, 13, 14)
)  # fmt: skip


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their paths: the name is the same for all of them."""
    yield from sorted(folder.glob("s??s??/*/*/skeleton_pos.txt"))


def read(file: Path) -> RawClip:
    """One clip, with both people. Raises ``Unreadable``."""
    match = _PATH.search(file.as_posix())
    if not match or match[1] not in PAIRS:
        raise Unreadable("its path does not name pair, class and repetition")
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        rows = np.loadtxt(lines, delimiter=",", ndmin=2) if lines else np.empty((0, 0))
    except (OSError, ValueError) as error:
        raise Unreadable(f"not readable as a table of numbers ({one_line(str(error))})") from error
    if rows.shape[1:] != (1 + 2 * 15 * 3,) or not len(rows):
        raise Unreadable(f"{rows.shape} numbers instead of (frames, 91)")
    if not np.isfinite(rows).all():
        raise Unreadable("a joint has no place (NaN or infinity)")
    metres = rows[:, 1:].reshape(-1, 2, 15, 3) * [-2.560, -1.920, 10 / 7.8125] + [1.280, 0.960, 0]
    pair, action, repetition = match.groups()
    return RawClip(
        name=f"{pair}_a{action}_r{repetition}",
        keypoints=side_on(to_ntu(metres, LAYOUT).transpose(1, 0, 2, 3)),
        fps=FPS,
        label=LABELS[int(action) - 1],
        person=pair,
        group="pairs",
        splits=splits(pair),
    )


def splits(pair: str) -> tuple[str, ...]:
    """The part of every fold that a pair belongs to."""
    number = PAIRS.index(pair) + 1
    return tuple(f"fold{fold}-{'test' if number in tested else 'train'}" for fold, tested in enumerate(FOLDS, start=1))


def side_on(bodies: np.ndarray) -> np.ndarray:
    """Turn ``(2, T, 25, 3)`` about the upright axis through their middle, until the line from the first body to the
    second points along x, on the mean over the clip."""
    bases = bodies[:, :, SPINE_BASE].mean(axis=1)
    middle = bases.mean(axis=0)
    along = (bases[1] - bases[0])[[0, 2]]
    cos, sin = along / max(np.linalg.norm(along), 1e-9)
    x, y, z = np.moveaxis(bodies - middle, -1, 0)
    return (np.stack([cos * x + sin * z, y, cos * z - sin * x], axis=-1) + middle).astype(np.float32)


READER = Reader("sbu", "SBU Kinect Interaction", files, read, LABELS)
