"""MSR DailyActivity3D: 320 clips as text, 16 classes, 10 people, each on a sofa and standing, 30 frames a second.

Split of this widely used copy: persons 1 to 6 train, 7 to 10 test. Legs are noisy where people sit; four files hold
frames that are no numbers, which are filled in from their neighbours.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from train.datasets.kinect1 import to_ntu
from train.datasets.reader import RawClip, Reader, Unreadable
from train.datasets.text_rows import read_frames

LABELS = (
    "drink", "eat", "read a book", "phone call", "write", "use a laptop", "use a vacuum cleaner", "cheer up",
    "sit still", "toss paper", "play a game", "lie down on a sofa", "walk", "play the guitar", "stand up", "sit down",
)  # fmt: skip
TRAINED = 6  # persons, the first ones
FPS = 30.0
_JOINTS = 20  # of the Kinect v1, in its own order
_NAME = re.compile(r"(a(\d\d)_s(\d\d)_e(\d\d))_skeleton_proj$")


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their names."""
    yield from sorted(folder.glob("a??_s??_e??_skeleton_proj.txt"))


def read(file: Path) -> RawClip:
    """One clip. Raises ``Unreadable``."""
    match = _NAME.match(file.stem)
    if not match or not 1 <= int(match[2]) <= len(LABELS):
        raise Unreadable("the name does not name a class of this set")
    person = int(match[3])
    joints = read_frames(file, _JOINTS, 5)[:, :, 2:]  # after the numbers of frame and joint
    return RawClip(
        name=match[1],
        keypoints=to_ntu(joints)[None],
        fps=FPS,
        label=LABELS[int(match[2]) - 1],
        person=f"s{person:02}",
        group="sofa" if match[4] == "01" else "standing",
        splits=("xsub-train" if person <= TRAINED else "xsub-test",),
    )


READER = Reader("msr-daily", "MSR DailyActivity3D", files, read, LABELS)
