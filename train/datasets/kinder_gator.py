"""Kinder-Gator: 927 clips as CSV, 58 classes, 8 adults and 8 children, 30 frames a second.

No published split: people are left out. Time stamps jitter and sometimes repeat, so clips are resampled by index. Most
clips begin with both arms spread, lowered after about a second: that second is trimmed, since nobody does so live.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

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
# Sides are merged: "your hand" and "your other hand" are the performer's choice. Letters, drawn in the air or made with
# the body, and the square are left out of the open labels: few would want them in front of a webcam.
OPEN = {
    "Raise your hand": "raise a hand",
    "Raise your other hand": "raise a hand",
    "Wave your hand": "wave",
    "Wave your other hand": "wave",
    "Bow": "bow",
    "Raise your arm to one side": "raise an arm sideways",
    "Raise your arm to the other side": "raise an arm sideways",
    "Bend your knee while raising your leg": "raise a knee",
    "Bend your other knee while raising your leg": "raise a knee",
    "Put your hands on your hips and lean to the side": "lean sideways",
    "Put your hands on your hips and lean to the other side": "lean sideways",
    "Put your hands on your hips and twist": "twist the hips",
    "Touch your toes": "touch the toes",
    "Do a forward lunge": "lunge",
    "Lift your leg to one side": "lift a leg sideways",
    "Lift your leg to the other side": "lift a leg sideways",
    "Walk in place": "walk",
    "Walk in place as fast as you can": "walk",
    "Run in place": "run",
    "Run in place as fast as you can": "run",
    "Jump": "jump",
    "Jump as high as you can": "jump",
    "Do two jumping jacks": "jumping jack",
    "Point at the camera": "point forward",
    "Signal someone to stop": "signal stop",
    "Signal someone to come here": "beckon",
    "Draw a circle": "draw a circle",
    "Draw a triangle": "draw a triangle",
    "Draw the letter X": "draw an X",
    "Push an imaginary button in front of you": "press a button",
    "Swipe across an imaginary screen in front of you from right to left": "swipe",
    "Swipe across an imaginary screen in front of you from left to right": "swipe",
    "Fly like a bird": "flap the arms",
    "Fly like an airplane": "spread the arms",
    "Swim": "swim",
    "Kick a ball": "kick",
    "Kick a ball as far as you can": "kick",
    "Kick a ball with the other leg": "kick",
    "Kick a ball as far as you can with the other leg": "kick",
    "Throw a ball": "throw",
    "Throw a ball as far as you can": "throw",
    "Throw a ball with your other arm": "throw",
    "Throw a ball as far as you can with the other arm": "throw",
    "Punch": "punch",
    "Climb and imaginary ladder": "climb a ladder",
}


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
        raise Unreadable(f"not readable as a table of joints ({error})") from error
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


READER = Reader("kinder-gator", "Kinder-Gator", files, read, OPEN)
