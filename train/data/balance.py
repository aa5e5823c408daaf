"""How often training draws each clip: rare labels, rare groups and "no known action" more often than they are there."""

from collections import Counter

import torch
from torch import Tensor

from train.data.corpus import Corpus


def chances(corpus: Corpus, labels: float, groups: float, background: float | None, beginnings: float) -> Tensor | None:
    """The chance of each clip, float64 ``(N,)``, their sum 1; ``None`` where every clip is drawn alike.

    A label's chance goes with (its clips) ** (1 - ``labels``), and within a label a group's with (its clips) **
    (1 - ``groups``): 0 leaves things as they are, 1 makes all of them alike. ``background``: the share of draws that
    show no known action; ``None``: it is a label like any other. ``beginnings``: the share of draws that show a live
    session's first seconds, of a corpus that tells those clips apart.
    """
    if not labels and not groups and background is None and corpus.beginning is None:
        return None
    if corpus.beginning is None:
        return _of(corpus, labels, groups, background)
    out = torch.zeros(len(corpus), dtype=torch.float64)
    for mask, share in ((corpus.beginning.cpu(), beginnings), (~corpus.beginning.cpu(), 1 - beginnings)):
        rows = mask.nonzero().squeeze(1)
        out[rows] = share * _of(corpus.select(rows.tolist()), labels, groups, background)
    return out


def _of(corpus: Corpus, labels: float, groups: float, background: float | None) -> Tensor:
    pairs = list(zip(corpus.label.tolist(), corpus.group))
    of_label, of_pair = Counter(label for label, _ in pairs), Counter(pairs)
    of_groups = dict.fromkeys(of_label, 0.0)
    for (label, _), clips in of_pair.items():
        of_groups[label] += clips ** (1 - groups)
    weights = [
        of_label[label] ** (1 - labels) * of_pair[label, group] ** -groups / of_groups[label] for label, group in pairs
    ]
    chance = torch.tensor(weights, dtype=torch.float64)
    idle = corpus.label.cpu() == len(corpus.labels)
    if background is not None and idle.any():
        chance[idle] *= background / chance[idle].sum()
        chance[~idle] *= (1 - background) / chance[~idle].sum()
    return chance / chance.sum()
