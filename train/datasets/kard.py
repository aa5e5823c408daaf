"""KARD, Kinect Activity Recognition Dataset: 540 clips as text, 18 classes, 10 people three times each, 30 frames a
second, 15 joints of OpenNI.

The text has x towards the other side than Kinect's axes, and millimetres. There is no published division that parts
people, so the only split is ``all``: leave people or the whole set out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from train.datasets.layout import Layout
from train.datasets.openni import read_clip
from train.datasets.reader import RawClip, Reader

LABELS = (
    "horizontal arm wave", "high arm wave", "two hand wave", "catch cap", "high throw", "draw x", "draw tick",
    "toss paper", "forward kick", "side kick", "take umbrella", "bend", "hand clap", "walk", "phone call", "drink",
    "sit down", "stand up",
)  # fmt: skip
UNIT = (-0.001, 0.001, 0.001)  # metres to the text's millimetres, by axis
FPS = 30.0
# OpenNI's hand and foot are the limbs' ends; these shares served well [measured on this set].
LAYOUT = Layout(
    head=0, neck=1, torso=8, left_arm=(5, 6, 7), right_arm=(2, 3, 4), left_leg=(12, 13, 14), right_leg=(9, 10, 11),
    wrist_share=0.75, ankle_share=0.95,
)  # fmt: skip
_NAME = re.compile(r"(a(\d\d)_(s\d\d)_e\d\d)_realworld$")


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their names."""
    yield from sorted(folder.glob("a??_s??_e??_realworld.txt"))


def read(file: Path) -> RawClip:
    """One clip. Raises ``Unreadable``."""
    return read_clip(file, _NAME, LABELS, LAYOUT, UNIT, FPS)


READER = Reader("kard", "KARD", files, read, LABELS)
