"""Northwestern-UCLA Multiview Action 3D: 1484 clips as JSON, 10 classes, 10 people, 3 views.

Published protocol: cross-view, views 1 and 2 train, view 3 tests, with the same people on both sides. This widely used
copy leaks: all 95 view-3 files of a02 and a03 equal their view-2 files, so the splits ``xview-clean-…`` leave those
view-2 copies out of training.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recognizer.files import parse_json
from recognizer.text import one_line
from train.datasets.kinect1 import to_ntu
from train.datasets.reader import RawClip, Reader, Unreadable

LABELS = {
    "a01": "pick up with one hand",
    "a02": "pick up with two hands",
    "a03": "drop trash",
    "a04": "walk around",
    "a05": "sit down",
    "a06": "stand up",
    "a08": "donning",
    "a09": "doffing",
    "a11": "throw",
    "a12": "carry",
}
# The files hold no times. At 15 frames a second the people of "walk around" walk at about 1 m/s.
FPS = 15.0
MIN_FRAMES = 5  # fewer: in the published splits alone
_NAME = re.compile(r"(a\d\d)_(s\d\d)_(e\d\d)_(v\d\d)$")


def files(folder: Path) -> Iterator[Path]:
    """The set's files under a folder, in order of their names."""
    yield from sorted(folder.glob("a??_s??_e??_v??.json"))


def read(file: Path) -> RawClip:
    """One clip; a single frame is repeated, for it is a pose that is held. Raises ``Unreadable``."""
    match = _NAME.match(file.stem)
    if not match or match[1] not in LABELS:
        raise Unreadable("the name does not name a class of this set")
    action, person, _, view = match.groups()
    try:
        joints = np.asarray(parse_json(file.read_bytes())["skeletons"], dtype=np.float64)
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise Unreadable(f"not readable as JSON with skeletons ({one_line(str(error))})") from error
    if joints.ndim != 3 or joints.shape[1:] != (20, 3):
        raise Unreadable(f"skeletons have the shape {joints.shape} instead of (frames, 20, 3)")
    if not len(joints):
        raise Unreadable("it has no frames")
    # Pairs of a08 and a09 of person s01 share frames under both labels: which is right, nobody can tell.
    mixed_up = person == "s01" and view in ("v01", "v02") and action in ("a08", "a09")
    brief = len(joints) < MIN_FRAMES
    if len(joints) == 1:  # the published counts include it: a pose that is held
        joints = joints.repeat(2, axis=0)
    return RawClip(
        name=file.stem,
        keypoints=to_ntu(joints)[None],
        fps=FPS,
        label=LABELS[action],
        person=person,
        group=view,
        splits=_splits(action, view, mixed_up or brief),
    )


def _splits(action: str, view: str, doubtful: bool) -> tuple[str, ...]:
    """``doubtful`` clips are in the published splits and not in the open model's."""
    everywhere = () if doubtful else ("open",)
    if view == "v03":
        return ("xview-test", "xview-clean-test", *everywhere)
    copied = action in ("a02", "a03") and view == "v02"
    if copied:
        return ("xview-train",)
    return ("xview-train", "xview-clean-train", *everywhere)


READER = Reader("nw-ucla", "Northwestern-UCLA Multiview Action 3D", files, read, tuple(LABELS.values()))
