"""A prepared data set: one safetensors file, memory-mapped, without padding.

Joints are 16-bit integers of a quarter millimetre about the clip's own origin: an error of at most 0.125 mm, against a
median motion of 1.6 mm a frame; half-precision metres would err by 0.45 mm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from recognizer.errors import UserError
from recognizer.files import atomic, parse_json
from recognizer.skeleton.joints import BODIES, JOINTS
from train.data.packing import ABSENT, FORMAT, UNIT, pack_clips, write_parts
from train.datasets.reader import RawClip

__all__ = ["ABSENT", "UNIT", "PreparedSet", "open_set", "write_set"]


@dataclass(frozen=True, eq=False)
class PreparedSet:
    """Clips of one data set.

    ``keypoints`` int16 ``(rows, 25, 3)`` in quarter millimetres about ``origin`` float32 ``(clips, 3)``: the frames of
    a clip's first body, then of its second, clip after clip. A row whose values are ``ABSENT`` (-32768, which no joint
    ever is: they are clipped to ±32767) means that the body is not there in that frame; one look at
    ``keypoints[row, 0, 0]`` is enough. Every frame has at least one body, and the first body is there at least once.
    ``keypoints`` is mapped from the file: a page of it is in memory only once it was touched, and shared by processes.

    ``start`` int64 ``(clips,)`` is each clip's first row, ``frames`` and ``bodies`` int64 ``(clips,)``, ``fps`` float32
    ``(clips,)``. ``label``, ``person`` and ``group`` int64 ``(clips,)`` index ``labels``, ``persons`` and ``groups``;
    ``labels`` are in the published order where the set has one.
    """

    name: str
    keypoints: Tensor
    origin: Tensor
    start: Tensor
    frames: Tensor
    bodies: Tensor
    fps: Tensor
    label: Tensor
    person: Tensor
    group: Tensor
    clips: list[str]
    labels: list[str]
    persons: list[str]
    groups: list[str]
    splits: dict[str, list[int]]

    def __len__(self) -> int:
        return len(self.clips)

    def clip(self, index: int) -> np.ndarray:
        """The joints of one clip in metres, camera axes, float32 ``(M, T, 25, 3)``; zeros where a body is absent."""
        start, frames, bodies = (int(column[index]) for column in (self.start, self.frames, self.bodies))
        rows = self.keypoints[start : start + bodies * frames].numpy()
        absent = rows[:, 0, 0] == ABSENT
        joints = rows.astype(np.float32) * UNIT + self.origin[index].numpy()
        joints[absent] = 0
        return joints.reshape(bodies, frames, *rows.shape[1:])

    def split(self, name: str) -> list[int]:
        """The clips of a split, ``all`` for every clip. Raises ``UserError`` for a name that the set does not have."""
        if name == "all":
            return list(range(len(self)))
        if name not in self.splits:
            raise UserError(f"{self.name} has no split {name}: choose all, {', '.join(sorted(self.splits))}.")
        return self.splits[name]


def write_set(path: Path, name: str, clips: Sequence[RawClip], labels: Sequence[str] = ()) -> None:
    """Write clips that are at hand as a prepared set, atomically. ``labels``: the classes in order, else sorted."""
    with atomic(path) as temporary:
        write_parts(temporary, name, [pack_clips(clips)], labels)


def open_set(path: str | Path) -> PreparedSet:
    """Open a prepared set; the joints stay on disk until they are read. Raises ``UserError`` naming what is wrong."""
    if not Path(path).is_file():
        raise UserError(f"There is no prepared data set {path}: make it with train/run.py prepare.")
    try:
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") != FORMAT:
                raise UserError(f"{path} is not a data set prepared by this program's train/run.py prepare.")
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - not a dictionary
        data = PreparedSet(metadata["name"], **tensors, **parse_json(metadata["about"]))
        fault = _fault(data)
    except (SafetensorError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path} cannot be read as a prepared data set.") from error
    if fault:
        raise UserError(f"{path} cannot be read as a prepared data set: {fault}.")
    return data


def _fault(data: PreparedSet) -> str:
    """What of a set does not fit the rest of it, in words; empty where nothing does not. The joints stay on disk. May
    raise ``TypeError`` where parts are of another kind."""
    clips, columns = len(data.clips), (data.start, data.frames, data.bodies, data.label, data.person, data.group)
    if any(column.dtype != torch.int64 or column.shape != (clips,) for column in columns):
        return "its columns are of another kind or length"
    if data.origin.dtype != torch.float32 or data.origin.shape != (clips, 3) or not data.origin.isfinite().all():
        return "its origins are no places"
    if (
        data.fps.dtype != torch.float32
        or data.fps.shape != (clips,)
        or not ((data.fps > 0) & data.fps.isfinite()).all()
    ):
        return "its rates are no rates"
    if data.keypoints.dtype != torch.int16 or data.keypoints.ndim != 3 or data.keypoints.shape[1:] != (JOINTS, 3):
        return "its joints are of another kind or shape"
    rows = len(data.keypoints)
    within = (data.start >= 0) & (data.start <= rows) & (data.frames > 0) & (data.frames <= rows)
    if not (within & (data.bodies >= 1) & (data.bodies <= BODIES)).all():
        return "a clip has no frames, or more than there are"
    if (data.start + data.frames * data.bodies > rows).any():
        return "a clip goes on after the last joint"
    for names, column in ((data.labels, data.label), (data.persons, data.person), (data.groups, data.group)):
        if not _are_texts(names) or not ((column >= 0) & (column < len(names))).all():
            return "a clip is of a label, a person or a group that is not there"
    if not _are_texts(data.clips) or not isinstance(data.splits, dict):
        return "its clips or splits have no names"
    if not all(type(clip) is int and 0 <= clip < clips for split in data.splits.values() for clip in split):
        return "a split has a clip that is not there"
    return ""


def _are_texts(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)
