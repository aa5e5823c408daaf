"""Kinder-Gator: 927 clips as CSV, 58 classes, 8 adults and 8 children, 30 frames a second.

No published split: people are left out. Time stamps jitter and sometimes repeat, so clips are resampled by index. Most
clips begin with both arms spread, lowered after about a second: that second is trimmed, since nobody does so live.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recognizer.text import one_line
from train.datasets.kinect1 import to_ntu
from train.datasets.reader import RawClip, Reader, Unreadable

FPS = 30.0
TRIM = 30  # frames
MIN_FRAMES = 20
_NAME = re.compile(r"POSE-(p\d+)_(\d+)-(.+?)-*-(\d{13})$")
_JOINTS = [
    "HipCenter", "Spine", "ShoulderCenter", "Head",
    *(f"{joint}{side}" for side in ("Left", "Right") for joint in ("Shoulder", "Elbow", "Wrist", "Hand")),
    *(f"{joint}{side}" for side in ("Left", "Right") for joint in ("Hip", "Knee", "Ankle", "Foot")),
]  # fmt: skip
LABELS = (  # as the files are named, slips included
    "Bend your knee while raising your leg", "Bend your other knee while raising your leg", "Bow",
    "Climb and imaginary ladder", "Do a forward lunge", "Do two jumping jacks", "Draw a circle", "Draw a square",
    "Draw a triangle", "Draw the letter A", "Draw the letter C", "Draw the letter K", "Draw the letter M",
    "Draw the letter X", "Fly like a bird", "Fly like an airplane", "Jump", "Jump as high as you can", "Kick a ball",
    "Kick a ball as far as you can", "Kick a ball as far as you can with the other leg",
    "Kick a ball with the other leg", "Lift your leg to one side", "Lift your leg to the other side",
    "Make the letter A", "Make the letter C", "Make the letter K", "Make the letter M", "Make the letter P",
    "Make the letter T", "Make the letter X", "Make the letter Y", "Point at the camera", "Punch",
    "Push an imaginary button in front of you", "Put your hands on your hips and lean to the other side",
    "Put your hands on your hips and lean to the side", "Put your hands on your hips and twist",
    "Raise your arm to one side", "Raise your arm to the other side", "Raise your hand", "Raise your other hand",
    "Run in place", "Run in place as fast as you can", "Signal someone to come here", "Signal someone to stop", "Swim",
    "Swipe across an imaginary screen in front of you from left to right",
    "Swipe across an imaginary screen in front of you from right to left", "Throw a ball",
    "Throw a ball as far as you can", "Throw a ball as far as you can with the other arm",
    "Throw a ball with your other arm", "Touch your toes", "Walk in place", "Walk in place as fast as you can",
    "Wave your hand", "Wave your other hand",
)  # fmt: skip


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their paths."""
    yield from sorted(folder.glob("*/POSE-*.csv"))


def read(file: Path) -> RawClip:
    """One clip, without its first second. Raises ``Unreadable``."""
    match = _NAME.match(file.stem)
    if not match:
        raise Unreadable("the name does not name person and action")
    try:
        with open(file, encoding="utf-8-sig") as lines:
            header = [name.strip() for name in lines.readline().split(",")]
        columns = [header.index(joint + axis) for joint in _JOINTS for axis in "XYZ"]
        rows = np.loadtxt(file, delimiter=",", skiprows=1, usecols=columns, ndmin=2, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise Unreadable(f"not readable as a table of joints ({one_line(str(error))})") from error
    if len(rows) < TRIM + MIN_FRAMES:
        raise Unreadable(f"only {len(rows)} frames")
    return RawClip(
        name=file.stem,
        keypoints=to_ntu(rows.reshape(-1, 20, 3)[TRIM:])[None],
        fps=FPS,
        label=match[3].replace("-", " "),
        person=match[1],
        group=file.parent.name.lower(),
        splits=("open",),
    )


READER = Reader("kinder-gator", "Kinder-Gator", files, read, LABELS)
