"""Sets as other programs prepared them: pyskl's annotation pickles and CTR-GCN's `.npz`, one file each.

Clips that bear NTU's names, or are of 60 or 120 classes, get NTU's class names. Joints and splits are the file's own:
CTR-GCN's are already about their origin, and both have left out what their authors left out. A body's frames that are
all zeros are absent.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from math import prod
from pathlib import Path
from typing import IO

import numpy as np

from recognizer.errors import UserError
from recognizer.skeleton.array_file import array_header, load_arrays
from recognizer.skeleton.joints import BODIES, JOINTS
from recognizer.skeleton.skeleton_file import FPS
from train.datasets import safe_pickle
from train.datasets.ntu import CLASSES, CLASSES_60, ClipName
from train.datasets.ntu_bodies import variance
from train.datasets.reader import Entry, Listing, RawClip, Reader, Unreadable, stamp

_PARTS = ("train", "test")  # of CTR-GCN's files
MOST_CLASSES = 1_000_000
_MOST_FRAMES = 100_000  # of a clip: an hour
# What reading an archive raises where its bytes are damaged.
_DAMAGED = (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


def list_pyskl(file: Path) -> Listing:
    """pyskl: a dictionary of ``split`` (names by split) and ``annotations`` (``frame_dir``, ``label``, ``keypoint``
    ``(M, T, 25, 3)``, …). All of it is in memory while it is read. Raises ``UserError``."""
    content = safe_pickle.load(file)
    try:
        splits_of: dict[str, list[str]] = {}
        for split, names in content.get("split", {}).items():
            for name in names:
                splits_of.setdefault(_text(name), []).append(_split_name(_text(split)))
        annotations = [
            (_text(one["frame_dir"]), _class(one["label"]), one["keypoint"]) for one in content["annotations"]
        ]
        shape = annotations[0][2].value.shape if annotations else (0, 0, JOINTS, 3)
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise UserError(f"{file} is not one of pyskl's annotation files: it has no annotations with joints.") from error
    if len(shape) != 4 or shape[2:] != (JOINTS, 3):
        raise UserError(f"{file} holds joints of the shape {shape}; only 25 joints in three dimensions can be used.")
    classes = max((label for _, label, _ in annotations), default=0) + 1
    entries = [
        Entry(name, partial(_pyskl_clip, name, label, keypoint, tuple(splits_of.get(name, ())), classes))
        for name, label, keypoint in annotations
    ]
    return Listing(entries, len(entries), stamp([file]))


def _text(name: object) -> str:
    """Raises ``TypeError`` for anything else: a pair of pairs of pairs is soon longer than any memory."""
    if not isinstance(name, str):
        raise TypeError("a name that is no text")
    return name


def _class(label: object) -> int:
    """Raises ``ValueError`` or ``TypeError`` for what is no number of a class."""
    number = int(label) if isinstance(label, int | float | str) else -1
    if not 0 <= number < MOST_CLASSES:
        raise ValueError("no number of a class")
    return number


def _split_name(split: str) -> str:
    return split.replace("_", "-").replace("-val", "-test")


def _pyskl_clip(name: str, label: int, keypoint: safe_pickle.Array, splits: tuple[str, ...], classes: int) -> RawClip:
    try:
        with np.errstate(over="ignore"):  # what becomes infinite is refused later
            keypoints = keypoint.value.astype(np.float32)
    except (AttributeError, OverflowError, TypeError, ValueError) as error:
        raise Unreadable("its joints are no array of numbers") from error
    person, group = name, "clips"
    try:
        parsed = ClipName.parse(name)
    except Unreadable:
        text = _class_name(label, classes)
    else:
        person, group, text = f"P{parsed.performer:03}", f"C{parsed.camera:03}", CLASSES[parsed.action - 1]
    return RawClip(name, _without_zeros(keypoints), FPS, text, person, group, splits)


def list_ctr_gcn(file: Path) -> Listing:
    """CTR-GCN: ``x_train``, ``x_test`` float ``(N, T, 150)``, zero-padded in time, and ``y_train``, ``y_test`` one-hot
    ``(N, classes)``. One clip is in memory at a time. Raises ``UserError``."""
    try:
        labels = {
            name.removeprefix("y_"): one for name, one in load_arrays(file, (), map("y_{}".format, _PARTS)).items()
        }
        if not labels:
            raise KeyError("y_train")
        for part, one_hot in labels.items():
            shape, _ = _clips_header(file, part)
            one_hot_is_one = one_hot.ndim == 2 and one_hot.shape[1] and one_hot.dtype.kind in "fiub"
            if not one_hot_is_one or len(shape) != 3 or (shape[0], shape[2]) != (len(one_hot), BODIES * JOINTS * 3):
                raise UserError(
                    f"{file} holds x_{part} {shape} and y_{part} {one_hot.shape} instead of (clips, frames, 150) and "
                    "(clips, classes)."
                )
    except _DAMAGED as error:
        raise UserError(f"{file} is not one of CTR-GCN's files: x_train, y_train, x_test and y_test.") from error
    return Listing(_ctr_gcn_entries(file, labels), sum(map(len, labels.values())), stamp([file]))


def _ctr_gcn_entries(file: Path, labels: dict[str, np.ndarray]) -> Iterator[Entry]:
    for part, one_hot in labels.items():
        with zipfile.ZipFile(file) as archive, archive.open(f"x_{part}.npy") as member:
            shape, dtype = _float_header(member)
            size = shape[1] * shape[2] * dtype.itemsize
            for number in range(shape[0]):
                name = f"{part}-{number:06}"
                label = _class_name(int(one_hot[number].argmax()), one_hot.shape[1])
                yield Entry(name, partial(_ctr_gcn_clip, name, label, part, _next(member, size), dtype, shape[1:]))


def _next(member: IO[bytes], size: int) -> bytes:
    """The next bytes; fewer where the archive is damaged here."""
    try:
        return member.read(size)
    except _DAMAGED:
        return b""


def _clips_header(file: Path, part: str) -> tuple[tuple[int, ...], np.dtype]:
    """Shape and type of a part's clips, which the file holds as many bytes of. Raises one of ``_DAMAGED``."""
    with zipfile.ZipFile(file) as archive, archive.open(f"x_{part}.npy") as member:
        shape, dtype = _float_header(member)
        if prod(shape) * dtype.itemsize != archive.getinfo(f"x_{part}.npy").file_size - member.tell():
            raise ValueError("a header that does not fit")
        if len(shape) == 3 and shape[1] > _MOST_FRAMES:
            raise ValueError("clips of hours")
        return shape, dtype


def _float_header(member: IO[bytes]) -> tuple[tuple[int, ...], np.dtype]:
    """Shape and type of the array that follows. Raises ``ValueError``."""
    shape, fortran, dtype = array_header(member)
    if fortran or dtype.kind != "f":
        raise ValueError("an array in another order or of another type")
    return shape, dtype


def _ctr_gcn_clip(name: str, label: str, part: str, data: bytes, dtype: np.dtype, shape: tuple[int, ...]) -> RawClip:
    if len(data) != shape[0] * shape[1] * dtype.itemsize:
        raise Unreadable("the file ends within it")
    frames = np.frombuffer(data, dtype).reshape(shape[0], BODIES, JOINTS, 3)
    return RawClip(
        name, _without_zeros(frames.transpose(1, 0, 2, 3).astype(np.float32)), FPS, label, name, part, (part,)
    )


def _without_zeros(keypoints: np.ndarray) -> np.ndarray:
    """The bodies ``(M, T, 25, 3)`` that are there, NaN where one is absent; the two with the most motion where there
    are more; frames without anybody are removed."""
    if keypoints.ndim != 4 or keypoints.shape[2:] != (JOINTS, 3):
        raise Unreadable(f"its joints have the shape {keypoints.shape} instead of (bodies, frames, 25, 3)")
    there: np.ndarray = (keypoints != 0).any(axis=(2, 3))  # (M, T)
    kept = np.flatnonzero(there.any(axis=1)).tolist()
    if not kept:
        raise Unreadable("there is no body in it")
    if len(kept) > BODIES:
        motion = {body: variance(keypoints[body, there[body]]) for body in kept}
        kept = sorted(kept, key=lambda body: -motion[body])[:BODIES]
    marked = np.where(there[:, :, None, None], keypoints, np.nan)[kept]
    return marked[:, there[kept].any(axis=0)]


def _class_name(label: int, classes: int) -> str:
    return CLASSES[label] if classes in (CLASSES_60, len(CLASSES)) else f"class {label:03}"


PYSKL = Reader("pyskl", "pyskl annotations", parallel=False, listing=list_pyskl, one_file=True)
CTR_GCN = Reader("ctr-gcn", "CTR-GCN arrays", parallel=False, listing=list_ctr_gcn, one_file=True)
