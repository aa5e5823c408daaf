"""The clips that one run trains or tests on: parts of one or several prepared sets under one list of labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
import torch
from torch import Tensor

from recognizer.errors import UserError
from train.data.label_lists import LabelSources
from train.data.motion_quantiles import motion_quantiles
from train.data.prepared_set import PreparedSet

FOLDS = 8
_COLUMNS = ("start", "frames", "bodies", "fps", "label")


@dataclass(frozen=True, eq=False)
class Corpus:
    """Clips ready to be cut into windows.

    ``keypoints`` int16 ``(rows, 25, 3)``, quarter millimetres, memory-mapped where they come from one set and stay on
    the CPU; per clip, int64 ``(N,)``: ``start`` row, ``frames``, ``bodies``, ``label``; ``fps`` float32 ``(N,)``.
    A clip of no label, where such are asked for, has the number after the last label's. ``group``, ``name`` and
    ``person`` per clip. ``given_quantiles``: see ``quantiles``. ``beginning`` bool ``(N,)``: clips of which training
    takes the windows that a live session gives whose first frames they are. All tensors lie on one device.
    """

    keypoints: Tensor
    start: Tensor
    frames: Tensor
    bodies: Tensor
    fps: Tensor
    label: Tensor
    group: list[str]
    name: list[str]
    person: list[str]
    labels: list[str]
    given_quantiles: Tensor | None = None  # of clips that lie within longer ones, where motion alone does not tell them
    beginning: Tensor | None = None

    def __len__(self) -> int:
        return len(self.name)

    @property
    def device(self) -> torch.device:
        """Where the tensors lie."""
        return self.keypoints.device

    @cached_property
    def quantiles(self) -> Tensor:
        """Of each clip's motion, float32 ``(N, 17)``: the instants, in seconds, by which equal shares of it have
        happened, from 5 % to 95 %. Computed when first asked for: only windows of fixed seconds need them."""
        if self.given_quantiles is not None:
            return self.given_quantiles
        return motion_quantiles(self.keypoints, self.start, self.frames, self.fps)

    def select(self, keep: Sequence[int]) -> "Corpus":
        """The clips with these indices; the joints are shared, not copied."""
        index = torch.as_tensor(list(keep), dtype=torch.int64, device=self.device)
        return replace(
            self,
            **{column: getattr(self, column)[index] for column in _COLUMNS},
            given_quantiles=None if self.given_quantiles is None else self.given_quantiles[index],
            beginning=None if self.beginning is None else self.beginning[index],
            group=[self.group[i] for i in keep],
            name=[self.name[i] for i in keep],
            person=[self.person[i] for i in keep],
        )

    def with_bodies(self, most: int) -> "Corpus":
        """The same clips with at most so many bodies each: 1 takes the first body alone."""
        return replace(self, bodies=self.bodies.clamp(max=most))

    def to(self, device: torch.device) -> "Corpus":
        """The clips in a GPU's memory, where windows are then cut too (all of NTU RGB+D 60 takes under 1 GB); as they
        are where the joints would take more than half of what is free, and for a device other than CUDA."""
        if device.type != "cuda" or device == self.device:
            return self
        free, _ = torch.cuda.mem_get_info(device)
        if self.keypoints.nbytes > free // 2:
            return self
        moved = {column: getattr(self, column).to(device) for column in ("keypoints", *_COLUMNS)}
        for name in ("given_quantiles", "beginning"):
            if getattr(self, name) is not None:
                moved[name] = getattr(self, name).to(device)
        return replace(self, **moved)


@dataclass(frozen=True)
class ClipSelection:
    """Which clips of a prepared set: a split's name, and the folds of people that are taken (``None``: everybody).
    ``setups``: see ``person_folds``; ``groups``: those that are taken (``None``: all), less those that are in
    ``without``."""

    split: str = "all"
    folds: tuple[int, ...] | None = None
    setups: Mapping[str, int] = field(default_factory=dict)
    groups: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()

    def clips_of(self, data: PreparedSet) -> list[int]:
        """The clips of one set that belong to it."""
        group = [data.groups[number] for number in data.group.tolist()]
        clips = [
            clip
            for clip in data.split(self.split)
            if (self.groups is None or group[clip] in self.groups) and group[clip] not in self.without
        ]
        if self.folds is None:
            return clips
        folds = person_folds(data, self.setups)
        return [clip for clip in clips if folds[clip] in self.folds]


def person_folds(data: PreparedSet, setups: Mapping[str, int] = MappingProxyType({})) -> list[int]:
    """The fold (0 to 7) of every clip's person. People are ranked by name within the set, adults and children apart,
    and dealt out in turn, so that every fold has some of each; this was fixed before the first training. ``setups``:
    groups that are in one fold as a whole, such as what one camera saw in one place."""
    grouped: dict[str, list[str]] = {}
    ages = [group if group in ("adults", "children") else "" for group in data.groups]
    whole = [setups.get(group) for group in data.groups]
    clips = list(zip(data.person.tolist(), data.group.tolist()))
    age_of = {data.persons[p]: ages[g] for p, g in clips if whole[g] is None}
    for person in sorted(age_of):
        grouped.setdefault(age_of[person], []).append(person)
    fold = {person: rank % FOLDS for people in grouped.values() for rank, person in enumerate(people)}
    return [fold[data.persons[p]] if (given := whole[g]) is None else given for p, g in clips]


def gather(
    sets: Sequence[PreparedSet],
    selection: ClipSelection,
    labels: Sequence[str] | None,
    sources: LabelSources | None = None,
    background: bool = False,
) -> Corpus:
    """The selected clips of every set; a set without the split is taken whole where another one has it. ``labels``:
    those to use, ``None``: the sets' own. A class feeds the label that ``sources`` names, or that is called as it is,
    where ``sources`` is missing or says nothing about the set. Clips of other classes are left out; with
    ``background``, those whose class is background in ``sources`` (where it is missing: all of them) are taken as of no
    label.

    Of one set the joints stay where they are, memory-mapped; those of several are copied together."""
    if labels is not None:
        names = list(labels)
    elif len(sets) == 1:
        names = list(sets[0].labels)  # in the published order
    else:
        names = sorted({label for data in sets for label in data.labels})
    some_have = any(selection.split in data.splits for data in sets)
    parts = [
        _from_set(
            data,
            replace(selection, split="all") if some_have and selection.split not in data.splits else selection,
            names,
            _labels_of_classes(data, names, sources, background),
        )
        for data in sets
    ]
    if not any(len(part) for part in parts):
        raise UserError("No clip is left: check the data, the split and the list of labels.")
    return concatenated([part for part in parts if len(part)])


def concatenated(parts: Sequence[Corpus]) -> Corpus:
    """The clips of several corpora with the same labels, on the CPU; their joints are copied together."""
    if len(parts) == 1:
        return parts[0]
    rows = np.cumsum([0] + [len(part.keypoints) for part in parts[:-1]])
    optional = {}
    if any(part.given_quantiles is not None for part in parts):
        optional["given_quantiles"] = torch.cat([part.quantiles for part in parts])
    if any(part.beginning is not None for part in parts):
        none = [torch.zeros(len(part), dtype=torch.bool) for part in parts]
        optional["beginning"] = torch.cat(
            [no if part.beginning is None else part.beginning for part, no in zip(parts, none)]
        )
    return Corpus(
        keypoints=torch.cat([part.keypoints for part in parts]),
        start=torch.cat([part.start + int(row) for part, row in zip(parts, rows)]),
        **{column: torch.cat([getattr(part, column) for part in parts]) for column in _COLUMNS[1:]},
        group=[group for part in parts for group in part.group],
        name=[name for part in parts for name in part.name],
        person=[person for part in parts for person in part.person],
        labels=parts[0].labels,
        **optional,
    )


def _labels_of_classes(
    data: PreparedSet, labels: list[str], sources: LabelSources | None, background: bool
) -> list[int]:
    """For each class of the set the number of its label, the number after the last one's where it is background, or -1
    where it is left out. A class whose label is none of ``labels`` was left out on purpose, and is no background."""
    known = {label: number for number, label in enumerate(labels)}
    label_of = {name: name for name in data.labels}
    none: set[str] = set()
    if sources is None:
        none = set(data.labels) - known.keys()
    elif data.name in sources.sets:
        label_of, none = sources.label_of_class(data.name), set(sources.background.get(data.name, ()))
    others = [len(labels) if background and name in none else -1 for name in data.labels]
    return [known.get(label_of.get(name, ""), other) for name, other in zip(data.labels, others)]


def _from_set(data: PreparedSet, selection: ClipSelection, labels: list[str], position: list[int]) -> Corpus:
    label = [position[number] for number in data.label.tolist()]
    keep = [clip for clip in selection.clips_of(data) if label[clip] >= 0]
    index = torch.tensor(keep, dtype=torch.int64)
    group = data.group.tolist()
    return Corpus(
        keypoints=data.keypoints,
        start=data.start[index],
        frames=data.frames[index],
        bodies=data.bodies[index],
        fps=data.fps[index],
        label=torch.tensor([label[clip] for clip in keep], dtype=torch.int64),
        group=[f"{data.name} {data.groups[group[clip]]}" for clip in keep],
        name=[f"{data.name}/{data.clips[clip]}" for clip in keep],
        person=[f"{data.name}/{data.persons[int(data.person[clip])]}" for clip in keep],
        labels=labels,
    )
