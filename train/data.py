"""A prepared data set: one safetensors file, memory-mapped, without padding.

Joints are 16-bit integers of a quarter millimetre about the clip's own origin: an error of at most 0.125 mm, against a
median motion of 1.6 mm a frame; half-precision metres would err by 0.45 mm.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.joints import SPINE_MID
from train.datasets.reader import RawClip

UNIT = 0.00025  # metres
FORMAT = "1"


@dataclass(frozen=True, eq=False)
class PreparedSet:
    """Clips of one data set.

    ``keypoints`` int16 ``(rows, 25, 3)`` in quarter millimetres about ``origin`` float32 ``(clips, 3)``: the frames of
    a clip's first body, then of its second, clip after clip. ``start`` int64 ``(clips,)`` is each clip's first row,
    ``frames`` and ``bodies`` int64 ``(clips,)``. ``label`` and ``person`` index ``labels`` and ``persons``.
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
        """The joints of one clip in metres, camera axes, float32 ``(M, T, 25, 3)``."""
        start, frames, bodies = (int(column[index]) for column in (self.start, self.frames, self.bodies))
        rows = self.keypoints[start : start + bodies * frames].numpy().astype(np.float32) * UNIT
        return rows.reshape(bodies, frames, *rows.shape[1:]) + self.origin[index].numpy()

    def split(self, name: str) -> list[int]:
        """The clips of a split, ``all`` for every clip. Raises ``UserError`` for a name that the set does not have."""
        if name == "all":
            return list(range(len(self)))
        if name not in self.splits:
            raise UserError(f"{self.name} has no split {name}: choose all, {', '.join(sorted(self.splits))}.")
        return self.splits[name]


def write_set(path: Path, name: str, clips: Sequence[RawClip]) -> None:
    """Write the clips as a prepared set, atomically."""
    labels = sorted({clip.label for clip in clips})
    persons = sorted({clip.person for clip in clips})
    groups = sorted({clip.group for clip in clips})
    splits = {
        split: [i for i, clip in enumerate(clips) if split in clip.splits] for clip in clips for split in clip.splits
    }
    sizes = [clip.keypoints.shape[0] * clip.keypoints.shape[1] for clip in clips]
    origins = np.stack([clip.keypoints[0, 0, SPINE_MID] for clip in clips]).astype(np.float32)
    tensors = {
        "keypoints": torch.from_numpy(
            np.concatenate([_quantise(clip.keypoints - origin) for clip, origin in zip(clips, origins)])
        ),
        "origin": torch.from_numpy(origins),
        "start": torch.from_numpy(np.cumsum([0, *sizes[:-1]])),
        "frames": torch.tensor([clip.keypoints.shape[1] for clip in clips]),
        "bodies": torch.tensor([clip.keypoints.shape[0] for clip in clips]),
        "fps": torch.tensor([clip.fps for clip in clips], dtype=torch.float32),
        "label": torch.tensor([labels.index(clip.label) for clip in clips]),
        "person": torch.tensor([persons.index(clip.person) for clip in clips]),
        "group": torch.tensor([groups.index(clip.group) for clip in clips]),
    }
    about = {
        "clips": [clip.name for clip in clips],
        "labels": labels,
        "persons": persons,
        "groups": groups,
        "splits": splits,
    }
    with atomic(path) as temporary:
        save_file(tensors, temporary, {"format": FORMAT, "name": name, "about": json.dumps(about)})


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
        return PreparedSet(metadata["name"], **tensors, **json.loads(metadata["about"]))
    except (SafetensorError, OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} cannot be read as a prepared data set.") from error


def _quantise(keypoints: np.ndarray) -> np.ndarray:
    rows = np.rint(keypoints.reshape(-1, *keypoints.shape[2:]) / UNIT)
    return np.clip(rows, -32767, 32767).astype(np.int16)
