"""`evaluate`: how often a model is right on prepared clips, and how far its percentages can be believed."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from scipy.optimize import minimize_scalar
from torch import Tensor
from torchmetrics.functional.classification import multiclass_calibration_error

from recognizer.errors import UserError
from recognizer.files import parse_json, write_text
from recognizer.model.model_folder import Model, find_model, load_model
from recognizer.network.trace import attention_entropy, topology_share
from train.data.corpus import ClipSelection, Corpus, gather
from train.data.inputs import judging_inputs
from train.data.label_lists import LabelSources, load_label_sources
from train.data.prepared_set import PreparedSet, open_set
from train.data.windows import judging_windows
from train.evaluation.cost import Cost, cost_of
from train.evaluation.judge import BATCH, Judged, judge

CALIBRATION_BINS = 15


@dataclass(frozen=True)
class Share:
    """So many clips, and the share of them whose best label was the right one."""

    clips: int
    top1: float


@dataclass(frozen=True)
class Evaluation:
    """The result of `evaluate`, as its JSON has it.

    ``unknown`` counts clips of classes unknown to the model. ``ece``: calibration error with the temperature used,
    ``ece_before`` at temperature 1. ``cost`` and ``training`` say what the accuracy was bought with, where known.
    """

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
    temperature: float = 1.0
    ece_before: float | None = None
    streams: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    cost: Cost | None = None
    clips_per_second: float | None = None
    training: list[dict[str, Any]] = field(default_factory=list)

    def save(self, file: str | Path) -> None:
        """Write it as JSON, atomically. Raises ``UserError`` where the file cannot be written."""
        write_text(file, json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")


@dataclass(frozen=True, eq=False)
class Outcome:
    """An evaluation with what it was counted from: ``scores`` ``(clips, labels)``, rows summing to 1, ``before`` the
    same at temperature 1, the right label of every clip, and the labels' names."""

    evaluation: Evaluation
    scores: Tensor
    before: Tensor
    target: Tensor
    labels: list[str]


@dataclass(frozen=True)
class EvaluationRequest:
    """What is to be evaluated on what.

    ``weights``: fusion weights of several models, equal unless given. ``calibration``: the part that a temperature is
    fitted on, which must not be the one that is judged; without it, one model's own temperature is used, and 1 for
    several. ``bodies``: 1 judges the first body of every clip alone. ``like_pose``: clips as an image's pose model
    would give them (``train.data.pose_like``). ``labels``: the list (``train.data.label_lists``) that says which
    classes of the files feed which of the models' labels.
    """

    names: list[str]
    files: list[str]
    selection: ClipSelection
    weights: tuple[float, ...] = ()
    calibration: ClipSelection | None = None
    bodies: int = 2
    like_pose: bool = False
    labels: str = "bundled"


def evaluate(request: EvaluationRequest, device: torch.device) -> Outcome:
    """Judge the selected clips. Several models are fused by the weighted mean of their logits; they must know the same
    labels. Raises ``UserError`` where models or parts do not fit."""
    models = [load_model(name, device) for name in request.names]
    sets = [open_set(file) for file in request.files]
    selection = request.selection
    sources = _sources(request, sets, models[0].labels)
    corpus = gather(sets, selection, models[0].labels, sources).with_bodies(request.bodies)
    everything = sum(len(selection.clips_of(data)) for data in sets)
    started = time.monotonic()
    judged = judge(models, corpus, request.weights, like_pose=request.like_pose)
    speed = len(corpus) / max(time.monotonic() - started, 1e-9)
    temperature = models[0].config.temperature if len(models) == 1 else 1.0
    if request.calibration is not None:
        known = gather(sets, request.calibration, models[0].labels, sources).with_bodies(request.bodies)
        if set(known.name) & set(corpus.name):
            raise UserError("The clips that calibrate and those that are judged overlap: name others to calibrate on.")
        temperature = fit_temperature([judge(models, known, request.weights, like_pose=request.like_pose)])
    scores, before = judged.probabilities(temperature), judged.probabilities(1.0)
    counted = score(
        scores, corpus, request.names, [data.name for data in sets], selection.split, everything - len(corpus)
    )
    facts = {
        "temperature": round(temperature, 4),
        "ece_before": calibration_error(before, corpus.label),
        "streams": [stream for model in models for stream in model.config.streams],
        "weights": list(request.weights) or [1.0] * len(models),
        "cost": cost_of(models),
        "clips_per_second": round(speed, 2),
        "training": [fact for name in request.names for fact in training_facts(name)],
    }
    evaluation = Evaluation(**{**vars(counted), **facts})
    return Outcome(evaluation, scores, before, corpus.label, models[0].labels)


def _sources(request: EvaluationRequest, sets: Sequence[PreparedSet], labels: Sequence[str]) -> LabelSources:
    """The requested list; it has no say on sets all of whose classes are the model's labels as they are."""
    own = {data.name for data in sets if set(data.labels) <= set(labels)}
    return load_label_sources(request.labels).apart_from(own)


def fit_temperature(judged: Sequence[Judged], score: Callable[[Judged, float], float] = Judged.brier) -> float:
    """The temperature under which all these clips together have the lowest score.

    By the Brier score unless another is given: cross-entropy (Guo et al., 2017) follows the few clips about which a
    network is certain and wrong, at the cost of all others (docs/open-model.md has both measured)."""
    found = minimize_scalar(lambda t: sum(score(part, t) for part in judged), bounds=(0.2, 5.0), method="bounded")
    return float(found.x)


def calibration_error(scores: Tensor, target: Tensor) -> float:
    """Expected calibration error over 15 bins of confidence (Guo et al., 2017), in [0, 1]."""
    return float(multiclass_calibration_error(scores, target, num_classes=scores.shape[1], n_bins=CALIBRATION_BINS))


def score(scores: Tensor, corpus: Corpus, models: list[str], data: list[str], split: str, unknown: int) -> Evaluation:
    """Count what was right in ``scores`` ``(clips, labels)``, whose rows sum to 1."""
    target = corpus.label.cpu()
    right = scores.argmax(1) == target
    best = scores.topk(min(5, scores.shape[1]), dim=1).indices
    classes = [corpus.labels[label] for label in target.tolist()]
    return Evaluation(
        model=list(models),
        data=", ".join(data),
        split=split,
        clips=len(corpus),
        top1=float(right.float().mean()),
        top5=float((best == target[:, None]).any(1).float().mean()),
        ece=calibration_error(scores, target),
        per_class=_shares(classes, right),
        per_group=_shares(corpus.group, right) | _shares([group.split()[0] for group in corpus.group], right),
        unknown=unknown,
    )


def _shares(keys: list[str], right: Tensor) -> dict[str, Share]:
    counts: dict[str, list[int]] = {}
    for key, hit in zip(keys, right.tolist()):
        count = counts.setdefault(key, [0, 0])
        count[0] += 1
        count[1] += hit
    return {key: Share(clips, hits / clips) for key, (clips, hits) in sorted(counts.items())}


def training_facts(model: str) -> list[dict[str, Any]]:
    """What the model's ``training.json`` states, one entry per stream; nothing where it has none."""
    try:
        facts = parse_json((find_model(model) / "training.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [fact for fact in facts if isinstance(fact, dict)] if isinstance(facts, list) else []


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
    stream, network = next(iter(model.networks.items()))
    picked = torch.linspace(0, len(corpus) - 1, min(clips, len(corpus)), device=corpus.device).long()
    shares, entropies = [], []
    for part in picked.split(BATCH):
        windows = judging_windows(corpus, part, config.time_base, config.architecture.frames).to(model.device)
        inputs = judging_inputs(windows, stream, config.normalisation)
        _, traces = network.traced(inputs.x, inputs.window, inputs.count)
        shares.append(topology_share(traces))
        entropies.append(attention_entropy(traces))
    return InnerUse(*(torch.tensor(values).mean(0).tolist() for values in (shares, entropies)))
