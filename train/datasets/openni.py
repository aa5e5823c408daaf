"""One clip of a set that has the 15 joints of OpenNI's tracker in a text file for each clip.

OpenNI's neck lies between the shoulders, where NTU has the spine shoulder; its hand and foot end the limb.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from train.datasets.kinect1 import repair
from train.datasets.layout import Layout, to_ntu
from train.datasets.reader import RawClip, Unreadable
from train.datasets.text_rows import read_frames

JOINTS = 15


def read_clip(
    file: Path, name: re.Pattern[str], labels: Sequence[str], layout: Layout, unit: Sequence[float], fps: float
) -> RawClip:
    """One clip of a set that has a text file for each: 15 rows "x y z" a frame, times ``unit`` ``(3,)`` in metres.

    ``name`` finds in the file's name, as its groups, the clip's own name, the number of its class among ``labels`` from
    1, and its person. Raises ``Unreadable``."""
    match = name.match(file.stem)
    if not match or not 1 <= int(match[2]) <= len(labels):
        raise Unreadable("the name does not tell a class of this set")
    metres = repair(read_frames(file, JOINTS)) * np.asarray(unit)
    return RawClip(
        name=match[1],
        keypoints=to_ntu(metres, layout).astype(np.float32)[None],
        fps=fps,
        label=labels[int(match[2]) - 1],
        person=match[3],
        group="adults",
    )
