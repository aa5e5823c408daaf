"""The nearest-neighbour baseline that accuracies are quoted beside: no learning, the same windows, the same people."""

import torch
from torch import Tensor

from recognizer.model.model_config import TimeBase
from recognizer.skeleton.joints import MIRROR
from recognizer.skeleton.streams import Normalisation, normalise
from train.data.corpus import Corpus
from train.data.windows import judging_windows

FRAMES = 16  # of a window, for the distance


def nearest_neighbour(train: Corpus, test: Corpus, base: TimeBase, how: Normalisation, mirror: bool) -> Tensor:
    """Scores ``(test clips, labels)``: each of a clip's five windows votes for the label of the training window whose
    joints are nearest (Euclidean, 16 frames); of two bodies the first one's. ``mirror`` adds a mirror image of every
    training window."""
    known, owner = _windows(train, base, how)
    label = train.label[owner]
    if mirror:
        known = torch.cat([known, known[:, :, list(MIRROR)] * torch.tensor([-1.0, 1.0, 1.0])])
        label = label.repeat(2)
    asked, owner = _windows(test, base, how)
    nearest = torch.cat([torch.cdist(part.flatten(1), known.flatten(1)).argmin(1) for part in asked.split(256)])
    votes = torch.nn.functional.one_hot(label[nearest], len(train.labels)).float()
    return torch.zeros(len(test), len(train.labels)).index_add(0, owner, votes)


def _windows(corpus: Corpus, base: TimeBase, how: Normalisation) -> tuple[Tensor, Tensor]:
    windows = judging_windows(corpus, torch.arange(len(corpus)), base, FRAMES)
    first = windows.first().unique()
    placed = normalise(windows.keypoints, how, windows.first(), windows.present)
    return placed[first], windows.clip[windows.window[first]]
