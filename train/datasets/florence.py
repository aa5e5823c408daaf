"""Florence 3D Actions: 215 clips as text, 9 classes, 10 people, 15 joints of the Kinect v1, 7 to 34 frames.

The files hold no times; the clips' lengths fit 10 frames a second. There is no published division that parts people
alone (the usual protocol leaves each person out in turn), so the only split is ``all``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from train.datasets.layout import Layout
from train.datasets.openni import read_clip
from train.datasets.reader import RawClip, Reader

LABELS = (
    "wave", "drink from a bottle", "answer phone", "clap", "tie a lace", "sit down", "stand up", "read watch", "bow",
)  # fmt: skip
UNIT = (0.001, 0.001, 0.001)  # metres to the text's millimetres, by axis
FPS = 10.0
# Its authors speak of wrists and ankles, but from elbow to "wrist" there are 0.29 m [measured], as other sets have them
# to the hand: the limbs' ends, again.
LAYOUT = Layout(
    head=0, neck=1, torso=2, left_arm=(3, 4, 5), right_arm=(6, 7, 8), left_leg=(9, 10, 11), right_leg=(12, 13, 14),
)  # fmt: skip
_NAME = re.compile(r"(a(\d\d)_(s\d+)_id\d+)$")


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their names."""
    yield from sorted(folder.glob("a??_s*_id*.txt"))


def read(file: Path) -> RawClip:
    """One clip. Raises ``Unreadable``."""
    return read_clip(file, _NAME, LABELS, LAYOUT, UNIT, FPS)


READER = Reader("florence", "Florence 3D Actions", files, read, LABELS)
