"""A folder of one's own: one sub-folder per action, holding videos or clips (`.npz`, `.skeleton`).

``ACTION/clip.mp4``, or ``ACTION/PERSON/clip.mp4`` where it is known who acts. Splits: ``train`` and ``test``, in which
every fifth person is, or without people every fifth clip of each action, in order of the names. Videos go through the
recognizer's front end, one after the other, as it uses several cores by itself.
"""

from functools import partial
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.skeleton.clip import NOBODY, Clip, load_npz
from recognizer.skeleton.plausibility import wrong_unit
from recognizer.skeleton.skeleton_file import FPS
from recognizer.skeleton.skeleton_parser import Fault, parse
from recognizer.sources.source import VIDEO_SUFFIXES
from train.datasets.ntu_bodies import select_bodies
from train.datasets.reader import Entry, Listing, RawClip, Reader, Unreadable, stamp
from train.datasets.video_joints import observe_video

TESTED = 5  # one in so many


def list_clips(raw: Path) -> Listing:
    """Every file of every action; what is neither video nor clip is reported, hidden files are passed over."""
    files = [
        file
        for file in sorted([*raw.glob("*/*"), *raw.glob("*/*/*")])
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(raw).parts)
    ]
    tested = _tested(raw, files)
    entries = [
        Entry(
            file.relative_to(raw).as_posix(),
            partial(_read, file, file.relative_to(raw), "test" if file in tested else "train"),
        )
        for file in files
    ]
    return Listing(entries, len(files), stamp(files))


def _tested(raw: Path, files: list[Path]) -> set[Path]:
    """The clips of the test split."""
    tested: set[Path] = set()
    people: dict[str, list[Path]] = {}
    unnamed: dict[str, list[Path]] = {}
    for file in files:
        parts = file.relative_to(raw).parts
        (people if len(parts) == 3 else unnamed).setdefault(parts[1] if len(parts) == 3 else parts[0], []).append(file)
    for person in sorted(people)[TESTED - 1 :: TESTED]:
        tested.update(people[person])
    for clips in unnamed.values():
        tested.update(clips[TESTED - 1 :: TESTED])
    return tested


def _read(file: Path, inside: Path, split: str) -> RawClip:
    try:
        suffix = file.suffix.lower()
        if suffix == ".skeleton":
            keypoints, fps = select_bodies(parse(file.read_bytes())), FPS
        elif suffix == ".npz":
            keypoints, fps = bodies_of(_in_metres(load_npz(file)))
        elif suffix in VIDEO_SUFFIXES:
            keypoints, fps = bodies_of(observe_video(file))
        else:
            raise Unreadable("neither a video nor a clip (.npz, .skeleton)")
    except Fault as fault:
        raise Unreadable(f"not a whole .skeleton file: {fault}") from fault
    except UnicodeDecodeError as error:
        raise Unreadable("garbled: it holds no plain text") from error
    except (UserError, OSError) as error:
        raise Unreadable(str(error)) from error
    return RawClip(
        name=inside.as_posix(),
        keypoints=keypoints,
        fps=fps,
        label=inside.parts[0],
        person=inside.parts[1] if len(inside.parts) == 3 else inside.as_posix(),
        group="folder",
        splits=(split,),
    )


def _in_metres(clip: Clip) -> Clip:
    """The clip. Raises ``Unreadable`` where its people are of no size that people are."""
    if told := wrong_unit(clip):
        raise Unreadable(told)
    return clip


def bodies_of(clip: Clip) -> tuple[np.ndarray, float]:
    """The joints ``(M, T, 25, 3)`` and frames a second of a clip, NaN where a body is absent; the body that is there
    longest comes first, frames without anybody are removed. Raises ``Unreadable`` where nobody is there."""
    there = clip.identity != NOBODY
    kept = [slot for slot in np.argsort(-there.sum(axis=1), kind="stable") if there[slot].any()]
    if not kept:
        raise Unreadable("nobody is seen in it")
    keypoints = np.where(there[:, :, None, None], clip.keypoints, np.nan)[kept]
    return keypoints[:, there.any(axis=0)], clip.fps or FPS


READER = Reader("folder", "folder of actions", parallel=False, chunk=1, listing=list_clips)
