"""Penn Action: 2326 clips of internet videos as MATLAB files, 15 classes, 13 joints of the picture.

Published division: the files' own ``train``, 1258 and 1068 clips. The files state no rate and come from videos of many;
30 frames a second is assumed. Who is seen is not stated either: every clip counts as a person of its own.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recognizer.text import one_line
from train.datasets.layout import Layout
from train.datasets.matlab_file import read_matlab
from train.datasets.picture_plane import FPS, GROUP, HAND_SHARE, flat_body
from train.datasets.reader import RawClip, Reader, Unreadable

LABELS = (
    "baseball pitch", "baseball swing", "bench press", "bowl", "clean and jerk", "golf swing", "jump rope",
    "jumping jacks", "pullup", "pushup", "situp", "squat", "strum guitar", "tennis forehand", "tennis serve",
)  # fmt: skip
JOINTS = 13
CORNER = (
    2.0  # pixels: joints without a place are at (0, 0), or at (1, 1) before the picture was resized, to (1.52, 1.52)
)
# Its authors call the first of each pair left, but that is the left in the picture of somebody who faces the camera:
# the person's own right. Facing people have it at the smaller x, people seen from behind at the larger, and with it
# three quarters of the players pitch, serve and bowl [measured].
LAYOUT = Layout(
    head=0, neck=None, torso=None, left_arm=(2, 4, 6), right_arm=(1, 3, 5), left_leg=(8, 10, 12), right_leg=(7, 9, 11),
    wrist_share=1.0, hand_share=HAND_SHARE,
)  # fmt: skip


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their names."""
    yield from sorted(folder.glob("[0-9][0-9][0-9][0-9].mat"))


def read(file: Path) -> RawClip:
    """One clip. Raises ``Unreadable``."""
    try:
        content = read_matlab(file)
        label = str(content["action"]).replace("_", " ")
        # Some files have 8 or 16 bits without a sign, in which differences would wrap around.
        points = np.stack([np.asarray(content[axis], dtype=np.float64) for axis in "xy"], axis=-1)
        visible = np.asarray(content["visibility"], dtype=np.float64) > 0
        trains = np.asarray(content["train"], dtype=np.float64).item() > 0
    except (OSError, ValueError, KeyError) as error:
        raise Unreadable(f"not readable as one of this set's MATLAB files ({one_line(str(error))})") from error
    if label not in LABELS:
        raise Unreadable(f"{label} is no class of this set")
    if points.ndim != 3 or points.shape[1:] != (JOINTS, 2) or visible.shape != points.shape[:2] or not len(points):
        raise Unreadable(f"x, y and visibility have the shapes {points.shape[:-1]} and {visible.shape}")
    if not np.isfinite(points).all():
        raise Unreadable("a joint has no place (NaN or infinity)")
    # A covered joint has the place that its annotator supposed, or the picture's corner if none.
    seen = visible | (points > CORNER).any(axis=-1)
    return RawClip(
        name=file.stem,
        keypoints=flat_body(points, seen, LAYOUT),
        fps=FPS,
        label=label,
        person=file.stem,
        group=GROUP,
        splits=("train" if trains else "test",),
    )


READER = Reader("penn", "Penn Action", files, read, LABELS)
