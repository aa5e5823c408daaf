"""UTD-MHAD: 861 clips as MATLAB files, 27 classes, 8 people, 30 frames a second.

Published protocol: cross-subject, odd subjects train, even subjects test.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recognizer.text import one_line
from train.datasets.kinect1 import to_ntu
from train.datasets.matlab_file import read_matlab
from train.datasets.reader import RawClip, Reader, Unreadable

LABELS = (
    "swipe left", "swipe right", "wave", "clap", "throw", "arm cross", "basketball shoot", "draw x",
    "draw circle clockwise", "draw circle counter-clockwise", "draw triangle", "bowling", "boxing", "baseball swing",
    "tennis swing", "arm curl", "tennis serve", "push", "knock", "catch", "pick up and throw", "jog", "walk",
    "sit to stand", "stand to sit", "lunge", "squat",
)  # fmt: skip
FPS = 30.0
# This set's joint order (head, shoulder centre, spine, hip centre, then the limbs) in Kinect v1's own.
_ORDER = [3, 2, 1, 0, *range(4, 20)]
_NAME = re.compile(r"a(\d+)_s(\d+)_t(\d+)_skeleton$")


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their names."""
    yield from sorted(folder.glob("a*_s*_t*_skeleton.mat"))


def read(file: Path) -> RawClip:
    """One clip. Raises ``Unreadable``."""
    match = _NAME.match(file.stem)
    if not match or not 1 <= int(match[1]) <= len(LABELS):
        raise Unreadable("the name does not name a class of this set")
    try:
        joints = np.asarray(read_matlab(file)["d_skel"], dtype=np.float64)
    except (OSError, ValueError, KeyError) as error:
        raise Unreadable(f"not readable as a MATLAB file with d_skel ({one_line(str(error))})") from error
    if joints.ndim != 3 or joints.shape[:2] != (20, 3):
        raise Unreadable(f"d_skel has the shape {joints.shape} instead of (20, 3, frames)")
    subject = int(match[2])
    return RawClip(
        name=file.stem.removesuffix("_skeleton"),
        keypoints=to_ntu(joints.transpose(2, 0, 1)[:, _ORDER])[None],
        fps=FPS,
        label=LABELS[int(match[1]) - 1],
        person=f"s{subject}",
        group="adults",
        splits=("xsub-train" if subject % 2 else "xsub-test", "open"),
    )


READER = Reader("utd-mhad", "UTD Multimodal Human Action Dataset", files, read, LABELS)
