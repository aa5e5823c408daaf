"""JHMDB: 609 clips of films and internet videos in one ``.npz`` file, 14 of the 21 published classes, 15 joints
of the picture, 15 to 40 frames at 30 a second.

Three published divisions: ``split1-train``, ``split1-test`` and so on. The file does not state which clips come from
one video: every clip counts as a person of its own.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.skeleton.array_file import load_arrays
from recognizer.text import one_line
from train.datasets.layout import Layout
from train.datasets.picture_plane import FPS, GROUP, HAND_SHARE, flat_body
from train.datasets.reader import Entry, Listing, RawClip, Reader, Unreadable, stamp

LABELS = (
    "brush hair", "catch", "clap", "climb stairs", "golf", "jump", "kick ball", "pick", "pour", "pullup", "push", "run",
    "shoot ball", "shoot bow", "shoot gun", "sit", "stand", "swing baseball", "throw", "walk", "wave",
)  # fmt: skip
JOINTS, SPLITS = 15, 3
TRAIN, TEST = 1, 2
# Its neck lies above, its belly below the places that NTU has them in [measured]: both follow from shoulders and hips.
# Left and right are the person's own.
LAYOUT = Layout(
    head=2, neck=None, torso=None, left_arm=(4, 8, 12), right_arm=(3, 7, 11), left_leg=(6, 10, 14),
    right_leg=(5, 9, 13), wrist_share=1.0, hand_share=HAND_SHARE,
)  # fmt: skip


def listing(file: Path) -> Listing:
    """The clips of the file, in its order. Raises ``UserError`` where it is no file of this set."""
    try:
        pose, frames, labels, split = load_arrays(file, ("pose", "frames", "label", "split")).values()
    except (OSError, KeyError, ValueError) as error:
        raise UserError(f"{file} is no file of JHMDB's joints ({one_line(str(error))}).") from error
    counted = frames.ndim == 1 and frames.dtype.kind in "iu" and split.dtype.kind in "iu" and (frames >= 0).all()
    if not counted or pose.dtype.kind not in "fiu" or labels.dtype.kind != "U":
        raise UserError(f"{file} is no file of JHMDB's joints: its arrays are of other kinds.")
    clips = len(frames)
    if pose.shape != (sum(frames.tolist()), JOINTS, 2) or labels.shape != (clips,) or split.shape != (clips, SPLITS):
        raise UserError(f"{file} is no file of JHMDB's joints: its arrays do not fit each other.")
    return Listing(_entries(pose, frames, labels, split), clips, stamp([file]))


def read(name: str, points: np.ndarray, label: str, split: np.ndarray) -> RawClip:
    """One clip of joints ``(T, 15, 2)``; ``split`` ``(3,)``: ``TRAIN`` or ``TEST`` in each division. Raises
    ``Unreadable``."""
    if not len(points) or not np.isfinite(points).all():
        raise Unreadable("a joint has no place (NaN or infinity), or there is no frame")
    label = label.replace("_", " ")
    if label not in LABELS:
        raise Unreadable(f"{label} is no class of this set")
    part = {TRAIN: "train", TEST: "test"}
    return RawClip(
        name=name,
        keypoints=flat_body(points.astype(np.float64), np.ones(points.shape[:2], dtype=bool), LAYOUT),
        fps=FPS,
        label=label,
        person=name,
        group=GROUP,
        splits=tuple(f"split{number}-{part[int(one)]}" for number, one in enumerate(split, start=1) if one in part),
    )


def _entries(pose: np.ndarray, frames: np.ndarray, labels: np.ndarray, split: np.ndarray) -> Iterator[Entry]:
    ends = np.cumsum(frames)
    for number, (end, count) in enumerate(zip(ends, frames, strict=True)):
        name = f"{number:03}"
        yield Entry(name, partial(read, name, pose[end - count : end], str(labels[number]), split[number]))


READER = Reader("jhmdb", "JHMDB", classes=LABELS, listing=listing, one_file=True)
