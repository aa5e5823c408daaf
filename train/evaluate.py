"""`evaluate`: how often a model is right on prepared clips, and how far its percentages can be believed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torchmetrics.functional.classification import multiclass_calibration_error

from recognizer.console import track
from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model import Model, load_model
from recognizer.network import attention_entropy, topology_share
from recognizer.streams import make_stream, normalise, to_network
from train.corpus import Corpus, Part, gather
from train.data import open_set
from train.windows import judging_windows

BATCH = 32  # clips
CALIBRATION_BINS = 15


@dataclass(frozen=True)
class Share:
    """So many clips, and the share of them whose best label was the right one."""

    clips: int
    top1: float


@dataclass(frozen=True)
class Evaluation:
    """The result of `evaluate`, as its JSON has it. ``unknown`` counts clips of classes unknown to the model."""

    model: list[str]
    data: str
    split: str
    clips: int
    top1: float
    top5: float
    ece: float
    per_class: dict[str, Share]
    per_group: dict[str, Share]
    unknown: int

    def save(self, file: str | Path) -> None:
        write_text(file, json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")


def evaluate(models: Sequence[Model], names: Sequence[str], files: Sequence[str], part: Part) -> Evaluation:
    """Judge the clips of ``part``. Several models are fused with equal weights; they must know the same labels."""
    labels = models[0].labels
    if any(model.labels != labels for model in models):
        raise UserError("The models cannot be fused: their lists of labels differ.")
    sets = [open_set(file) for file in files]
    corpus = gather(sets, part, labels)
    everything = sum(len(data.split(part.split)) for data in sets) if part.folds is None else len(corpus)
    scores = sum(clip_probabilities(model, corpus) for model in models) / len(models)
    return score(scores, corpus, list(names), [data.name for data in sets], part.split, everything - len(corpus))


def clip_probabilities(model: Model, corpus: Corpus) -> Tensor:
    """Probabilities ``(clips, labels)``: the mean over each clip's five windows."""
    config = model.config
    rows = []
    for clips in track(torch.arange(len(corpus)).split(BATCH), "Judging clips"):
        windows = judging_windows(corpus, clips, config.time_base.seconds, config.architecture.frames)
        probabilities, _ = model.probabilities(windows.keypoints)
        total = torch.zeros(len(clips), len(model.labels)).index_add(0, windows.clip, probabilities.cpu())
        rows.append(total / torch.bincount(windows.clip, minlength=len(clips))[:, None])
    return torch.cat(rows)


def window_logits(model: Model, corpus: Corpus) -> tuple[Tensor, Tensor]:
    """Log-probabilities ``(windows, labels)`` of every test window at temperature 1, and the right labels."""
    warm = model.config.temperature
    logits, target = [], []
    config = model.config
    for clips in torch.arange(len(corpus)).split(BATCH):
        windows = judging_windows(corpus, clips, config.time_base.seconds, config.architecture.frames)
        probabilities, _ = model.probabilities(windows.keypoints)
        logits.append(probabilities.cpu().clamp(min=1e-30).log() * warm)
        target.append(corpus.label[clips][windows.clip])
    return torch.cat(logits), torch.cat(target)


def score(scores: Tensor, corpus: Corpus, models: list[str], data: list[str], split: str, unknown: int) -> Evaluation:
    """Count what was right in ``scores`` ``(clips, labels)``, whose rows sum to 1."""
    right = scores.argmax(1) == corpus.label
    best = scores.topk(min(5, scores.shape[1]), dim=1).indices
    ece = multiclass_calibration_error(scores, corpus.label, num_classes=scores.shape[1], n_bins=CALIBRATION_BINS)
    classes = [corpus.labels[label] for label in corpus.label.tolist()]
    return Evaluation(
        model=models,
        data=", ".join(data),
        split=split,
        clips=len(corpus),
        top1=float(right.float().mean()),
        top5=float((best == corpus.label[:, None]).any(1).float().mean()),
        ece=float(ece),
        per_class=_shares(classes, right),
        per_group=_shares(corpus.group, right) | _shares([group.split()[0] for group in corpus.group], right),
        unknown=unknown,
    )


def _shares(keys: list[str], right: Tensor) -> dict[str, Share]:
    shares = {}
    for key in sorted(set(keys)):
        picked = right[[index for index, other in enumerate(keys) if other == key]]
        shares[key] = Share(len(picked), float(picked.float().mean()))
    return shares


@dataclass(frozen=True)
class InnerUse:
    """Per block: the norm of alpha Q beside that of A_s, and the attention's entropy beside a uniform one's."""

    topology: list[float]
    attention: list[float]


@torch.inference_mode()
def inner_use(model: Model, corpus: Corpus, clips: int = 128) -> InnerUse:
    """How much a trained model uses its adaptive topology and its attention, over the first stream's test windows of
    ``clips`` evenly picked clips."""
    config = model.config
    picked = torch.linspace(0, len(corpus) - 1, min(clips, len(corpus))).long()
    windows = judging_windows(corpus, picked, config.time_base.seconds, config.architecture.frames).keypoints
    shares, entropies = [], []
    for part in windows.split(BATCH):
        stream, network = next(iter(model.networks.items()))
        x = to_network(make_stream(normalise(part.to(model.device), config.normalisation), stream))
        _, traces = network.traced(x)
        shares.append(topology_share(traces))
        entropies.append(attention_entropy(traces) if config.architecture.attention else [])
    return InnerUse(*(torch.tensor(values).mean(0).tolist() for values in (shares, entropies)))


def load_models(names: Sequence[str], device: torch.device) -> list[Model]:
    return [load_model(name, device) for name in names]
