"""Which clips a run trains on, which it is watched by, and in what order they come."""

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from train.data.corpus import FOLDS, ClipSelection, Corpus, concatenated, gather
from train.data.label_lists import load_label_sources
from train.data.live_streams import as_corpus, live_streams
from train.data.prepared_set import open_set
from train.training.config import FitConfig

COPIES = 2  # streams of each person, in different orders
RESTS = 0.2  # share of the gaps between a training stream's actions that are rests to be learned as such


def training_selection(config: FitConfig) -> ClipSelection:
    """The clips that are trained on: the split, without the people and groups held out."""
    held_out = {*config.data.test_folds, *config.data.validation_folds}
    kept = tuple(fold for fold in range(FOLDS) if fold not in held_out) if held_out else None
    return ClipSelection(config.data.split, kept, config.data.setups, without=tuple(config.data.validation_groups))


def validation_selection(config: FitConfig) -> ClipSelection | None:
    """The clips that the run is watched by, where any are set apart."""
    data = config.data
    if not data.validation_split and not data.validation_folds and not data.validation_groups:
        return None
    folds, groups = tuple(data.validation_folds) or None, tuple(data.validation_groups) or None
    return ClipSelection(data.validation_split or data.split, folds, data.setups, groups)


def load_corpus(config: FitConfig, selection: ClipSelection, background: bool = False) -> Corpus:
    """The selected clips of the configuration's sets, under its labels; with ``background`` those of no label too."""
    return _load(config, config.data.files, selection, background)


def _load(config: FitConfig, files: Sequence[str], selection: ClipSelection, background: bool) -> Corpus:
    data = config.data
    sources = None if data.labels is None else load_label_sources(data.labels)
    labels = None if sources is None else [label for label in sources.names if label not in data.left_out]
    return gather([open_set(file) for file in files], selection, labels, sources, background).with_bodies(data.bodies)


def training_corpus(config: FitConfig) -> Corpus:
    """What is trained on: the clips, or, where the configuration says so, the streams that they are joined into;
    beside either, the same clips as a live session shows them that begins with them; and those that training alone
    sees."""
    data = config.data
    clips = load_corpus(config, training_selection(config), data.background)
    parts = [clips]
    if data.joined:
        rests = RESTS if data.background else 0.0
        streams = [s for copy in range(COPIES) for s in live_streams(clips, COPIES * config.seed + copy, rests)]
        parts = [as_corpus(streams, clips.labels)]
    alone = [clips] if data.beginnings else []
    if data.training_files:
        alone.append(_load(config, data.training_files, ClipSelection(), data.background))
    beginning = bool(data.beginnings)
    parts += [replace(each, beginning=torch.full((len(each),), True)) if beginning else each for each in alone]
    return concatenated(parts)


def draw_pass(clips: int, chance: Tensor | None, draw: torch.Generator) -> Tensor:
    """The order of one pass over so many clips: every clip once, or as many draws of clips with these chances
    ``(clips,)``."""
    if chance is None:
        return torch.randperm(clips, generator=draw)
    return torch.multinomial(chance, clips, replacement=True, generator=draw)
