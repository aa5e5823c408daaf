"""The clips that one run trains or tests on: parts of one or several prepared sets under one list of labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from recognizer.errors import UserError
from recognizer.joints import SPINE_BASE
from train.data import UNIT, PreparedSet
from train.datasets import READERS

FOLDS = 8
MOMENTS = 17  # quantiles of a clip's motion that are kept


@dataclass(frozen=True, eq=False)
class Corpus:
    """Clips ready to be cut into windows.

    ``keypoints`` int16 ``(rows, 25, 3)``, quarter millimetres; per clip, int64 ``(N,)``: ``start`` row, ``frames``,
    ``bodies``, ``label``; ``fps`` float32 ``(N,)``; ``moments`` float32 ``(N, 17)``: the instants, in seconds, by which
    equal shares of the clip's motion have happened, from 5 % to 95 %. ``group`` and ``name`` per clip.
    """

    keypoints: Tensor
    start: Tensor
    frames: Tensor
    bodies: Tensor
    fps: Tensor
    label: Tensor
    moments: Tensor
    group: list[str]
    name: list[str]
    labels: list[str]

    def __len__(self) -> int:
        return len(self.name)

    def select(self, keep: Sequence[int]) -> "Corpus":
        """The clips with these indices; the joints are shared, not copied."""
        index = torch.as_tensor(list(keep), dtype=torch.int64)
        columns = ("start", "frames", "bodies", "fps", "label", "moments")
        return replace(
            self,
            **{column: getattr(self, column)[index] for column in columns},
            group=[self.group[i] for i in keep],
            name=[self.name[i] for i in keep],
        )


@dataclass(frozen=True)
class Part:
    """Which clips of a prepared set: a split's name, and the folds of people that are taken (``None``: everybody)."""

    split: str = "all"
    folds: tuple[int, ...] | None = None


def person_folds(data: PreparedSet) -> list[int]:
    """The fold (0 to 7) of every clip's person. People are ranked by name within the set, adults and children apart,
    and dealt out in turn, so that every fold has some of each; this was fixed before the first training."""
    grouped: dict[str, list[str]] = {}
    ages = [group if group in ("adults", "children") else "" for group in data.groups]
    age_of = {data.persons[p]: ages[g] for p, g in zip(data.person.tolist(), data.group.tolist())}
    for person in sorted(age_of):
        grouped.setdefault(age_of[person], []).append(person)
    fold = {person: rank % FOLDS for people in grouped.values() for rank, person in enumerate(people)}
    return [fold[data.persons[p]] for p in data.person.tolist()]


def gather(sets: Sequence[PreparedSet], part: Part, labels: Sequence[str] | None) -> Corpus:
    """The clips of ``part`` from every set. ``labels``: the list to use; the sets' own class names are mapped to it by
    their readers' tables, and clips of classes that are not in it are left out. ``None``: the sets' own labels."""
    names = sorted({label for data in sets for label in data.labels}) if labels is None else list(labels)
    parts = [_from_set(data, part, names, labels is not None) for data in sets]
    rows = np.cumsum([0] + [len(data.keypoints) for data in sets[:-1]])
    corpus = Corpus(
        keypoints=torch.cat([data.keypoints for data in sets]),
        start=torch.cat([p.start + int(row) for p, row in zip(parts, rows)]),
        **{
            column: torch.cat([getattr(p, column) for p in parts])
            for column in ("frames", "bodies", "fps", "label", "moments")
        },
        group=[group for p in parts for group in p.group],
        name=[name for p in parts for name in p.name],
        labels=names,
    )
    if not len(corpus):
        raise UserError("No clip is left: check the data, the split and the list of labels.")
    return corpus


def open_labels() -> list[str]:
    """Every label of the open model, from the readers' tables."""
    return sorted({label for reader in READERS.values() for label in reader.open_labels.values()})


def _from_set(data: PreparedSet, part: Part, labels: list[str], mapped: bool) -> Corpus:
    table = READERS[data.name].open_labels if mapped and data.name in READERS else {}
    own = [table.get(label, label) for label in data.labels]
    position = [labels.index(label) if label in labels else -1 for label in own]
    folds = person_folds(data)
    keep = [
        clip
        for clip in data.split(part.split)
        if position[int(data.label[clip])] >= 0 and (part.folds is None or folds[clip] in part.folds)
    ]
    index = torch.tensor(keep, dtype=torch.int64)
    return Corpus(
        keypoints=data.keypoints,
        start=data.start[index],
        frames=data.frames[index],
        bodies=data.bodies[index],
        fps=data.fps[index],
        label=torch.tensor([position[int(data.label[clip])] for clip in keep], dtype=torch.int64),
        moments=torch.from_numpy(
            np.array([_moments(data, clip) for clip in keep], dtype=np.float32).reshape(-1, MOMENTS)
        ),
        group=[f"{data.name} {data.groups[int(data.group[clip])]}" for clip in keep],
        name=[f"{data.name}/{data.clips[clip]}" for clip in keep],
        labels=labels,
    )


def _moments(data: PreparedSet, clip: int) -> np.ndarray:
    """The seconds by which 5 % … 95 % of the motion of a clip's first body, about its spine base, have happened."""
    start, frames = int(data.start[clip]), int(data.frames[clip])
    joints = data.keypoints[start : start + frames].numpy().astype(np.float32) * UNIT
    joints = joints - joints[:, SPINE_BASE : SPINE_BASE + 1]
    speed = np.linalg.norm(np.diff(joints, axis=0), axis=-1).mean(axis=1)  # (T - 1,)
    # Jitter is not motion: what lies under the calm part's level is not counted.
    speed = np.maximum(speed - np.percentile(speed, 20), 0) + 1e-6 if len(speed) else np.ones(1)
    share = np.cumsum(speed) / speed.sum()
    return np.interp(np.linspace(0.05, 0.95, MOMENTS), share, np.arange(1, len(share) + 1)) / float(data.fps[clip])
