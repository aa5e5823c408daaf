"""NTU RGB+D 60 and 120: `.skeleton` text, 25 joints, one or two people, 30 frames a second.

The name ``SsssCcccPpppRrrrAaaa`` gives setup, camera, performer, repetition and action, and from these follow the
published splits: cross-subject by performer, cross-view (60) by camera, cross-setup and one-shot (120) by setup and by
action. The authors list
302 (535) clips whose skeletons are missing or incomplete; they are left out, which gives 56,578 of 56,880 in NTU-60.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from recognizer.skeleton.skeleton_file import FPS
from recognizer.skeleton.skeleton_parser import Fault, RawSkeleton, parse
from train.datasets.ntu_bodies import select_bodies
from train.datasets.reader import Entry, Listing, RawClip, Reader, Unreadable, stamp

_HERE = Path(__file__).resolve().parent
CLASSES = tuple((_HERE / "ntu_classes.txt").read_text(encoding="utf-8").splitlines())  # A1 to A120
MISSING = frozenset((_HERE / "ntu_missing.txt").read_text(encoding="utf-8").split())

SETUPS_60, SETUPS_120, CLASSES_60 = 17, 32, 60
TRAIN_CAMERAS = frozenset({2, 3})
TRAIN_PERFORMERS_60 = frozenset({1, 2, 4, 5, 8, 9, *range(13, 20), 25, 27, 28, 31, 34, 35, 38})
TRAIN_PERFORMERS_120 = TRAIN_PERFORMERS_60 | {
    45, 46, 47, 49, 50, *range(52, 60), 70, 74, 78, *range(80, 87), 89, *range(91, 96), 97, 98, 100, 103,
}  # fmt: skip
# The one-shot protocol of NTU RGB+D 120: every sixth action is new, shown by one clip of performer 8 before camera 3.
ONE_SHOT = {action: f"S{1 if action <= CLASSES_60 else 18:03}C003P008R001A{action:03}" for action in range(1, 121, 6)}
_NAME = re.compile(r"S(\d{3})C(\d{3})P(\d{3})R(\d{3})A(\d{3})$")


@dataclass(frozen=True)
class ClipName:
    """What a clip's name says, all counted from 1."""

    setup: int
    camera: int
    performer: int
    repetition: int
    action: int

    @staticmethod
    def parse(name: str) -> "ClipName":
        """Raises ``Unreadable``."""
        match = _NAME.match(name)
        if not match:
            raise Unreadable("its name does not have the form SsssCcccPpppRrrrAaaa")
        parsed = ClipName(*map(int, match.groups()))
        if not 1 <= parsed.action <= len(CLASSES):
            raise Unreadable(f"there is no action {parsed.action}")
        return parsed

    def __str__(self) -> str:
        return f"S{self.setup:03}C{self.camera:03}P{self.performer:03}R{self.repetition:03}A{self.action:03}"


Splits = Callable[[ClipName], tuple[str, ...]]
Read = Callable[[Path], RawClip]


def splits_60(name: ClipName) -> tuple[str, str]:
    """The splits of NTU RGB+D 60 that a clip belongs to."""
    by_performer = "train" if name.performer in TRAIN_PERFORMERS_60 else "test"
    by_camera = "train" if name.camera in TRAIN_CAMERAS else "test"
    return f"xsub-{by_performer}", f"xview-{by_camera}"


def splits_120(name: ClipName) -> tuple[str, str, str]:
    """The splits of NTU RGB+D 120 that a clip belongs to. Of the one-shot protocol, ``one-shot-train`` has the clips of
    the 100 actions that a network may be trained on, ``one-shot-shown`` the one clip of each of the 20 new actions, and
    ``one-shot-test`` all others of those."""
    by_performer = "train" if name.performer in TRAIN_PERFORMERS_120 else "test"
    by_setup = "train" if name.setup % 2 == 0 else "test"
    role = "train" if name.action not in ONE_SHOT else "shown" if str(name) == ONE_SHOT[name.action] else "test"
    return f"xsub-{by_performer}", f"xset-{by_setup}", f"one-shot-{role}"


def list_files(raw: Path, read: Read) -> Listing:
    """Every `.skeleton` file anywhere under a folder, in order of the names; one that occurs twice is read once."""
    files = sorted(raw.rglob("*.skeleton"), key=lambda file: (file.stem, str(file)))
    entries = []
    for number, file in enumerate(files):
        before = files[number - 1] if number else None
        if before is not None and before.stem == file.stem:
            entries.append(Entry(file.name, partial(_read_twice, before)))
        else:
            entries.append(Entry(file.name, partial(read, file)))
    return Listing(entries, len(files), stamp(files))


def read_60(file: Path) -> RawClip:
    """One clip of NTU RGB+D 60. Raises ``Unreadable``, also for a clip that only NTU RGB+D 120 has."""
    return _read(file, SETUPS_60, splits_60)


def read_120(file: Path) -> RawClip:
    """One clip of NTU RGB+D 120, which includes those of NTU RGB+D 60. Raises ``Unreadable``."""
    return _read(file, SETUPS_120, splits_120)


def _read(file: Path, setups: int, splits: Splits) -> RawClip:
    name = ClipName.parse(file.stem)
    if file.stem in MISSING:
        raise Unreadable("listed by the set's authors as missing or incomplete")
    if not 1 <= name.setup <= setups or (setups == SETUPS_60 and name.action > CLASSES_60):
        raise Unreadable(f"not in this part of NTU RGB+D (setup {name.setup}, action {name.action})")
    try:
        raw = parse(file.read_bytes())
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Unreadable("garbled: it holds no plain text") from error
    except Fault as fault:
        raise Unreadable(f"not a whole file: {fault}") from fault
    return to_clip(name, raw, splits)


def to_clip(name: ClipName, raw: RawSkeleton, splits: Splits) -> RawClip:
    """The people of a recording as a labelled clip. Raises ``Unreadable`` where there are none."""
    return RawClip(
        name=str(name),
        keypoints=select_bodies(raw),
        fps=FPS,
        label=CLASSES[name.action - 1],
        person=f"P{name.performer:03}",
        group=f"C{name.camera:03}",
        splits=splits(name),
    )


def _read_twice(other: Path) -> RawClip:
    raise Unreadable(f"the same name as {other}")


def _reader(name: str, title: str, read: Read, labels: tuple[str, ...]) -> Reader:
    return Reader(name, title, classes=labels, labels=labels, listing=partial(list_files, read=read))


NTU60 = _reader("ntu60", "NTU RGB+D 60", read_60, CLASSES[:CLASSES_60])
NTU120 = _reader("ntu120", "NTU RGB+D 120", read_120, CLASSES)
