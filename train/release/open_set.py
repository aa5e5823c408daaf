"""`unknown`: which score tells best that a movement is none of the known ones.

Labels are held out from training, in several seeded draws, and a short training is done for each, without and with a
background class. Then, on people held out as well, every score is asked to tell clips of known labels from clips of
the held-out ones, and from rests.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from pydantic import TypeAdapter
from torch import Tensor
from torchmetrics.functional.classification import binary_auroc

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.model_folder import Model, load_model
from train.data.corpus import ClipSelection, Corpus
from train.data.inputs import judging_inputs
from train.data.label_lists import load_label_sources
from train.data.live_streams import as_corpus, live_streams
from train.data.windows import judging_windows
from train.evaluation.judge import BATCH
from train.training.config import FitConfig
from train.training.fit import train_once
from train.training.run_folder import model_folder
from train.training.training_clips import load_corpus, training_selection

SHARE = 0.2  # of the labels are held out in a draw
PEOPLE = (0, 4)  # folds of people held out: the first of `folds`
REFERENCE = 3  # every third training clip is one that distances are measured to
NEIGHBOURS = 5  # training clips whose mean distance counts
SCORES = ("highest probability", "energy", "distance", "background", "highest probability, with background")


@dataclass(frozen=True)
class Separation:
    """How well a score tells known clips from others: area under the ROC curve, and the share of the others that is
    taken for known where 95 % of the known are. For held-out labels and for rests."""

    draw: int
    score: str
    unknown_auroc: float
    unknown_fpr95: float
    rest_auroc: float
    rest_fpr95: float


@dataclass(frozen=True, eq=False)
class Features:
    """Of each clip, means over its windows: ``features`` ``(N, 4 width)`` before the last layer, ``logits``
    ``(N, outputs)``, ``probabilities`` likewise."""

    features: Tensor
    logits: Tensor
    probabilities: Tensor


def draw_left_out(draw: int, labels: Sequence[str]) -> list[str]:
    """Those of the labels that are held out in one draw."""
    picked = np.random.default_rng(draw).choice(len(labels), round(SHARE * len(labels)), replace=False)
    return [labels[i] for i in sorted(picked)]


def measure_unknown(config: FitConfig, draws: Sequence[int], runs: Path, results: Path) -> list[Separation]:
    """Train what has not been trained, under ``runs``, measure all, and write it into ``unknown.json`` in ``results``,
    beside what other draws gave before. Raises ``UserError`` where the configuration has no list of labels."""
    if config.data.labels is None:
        raise UserError("Labels are held out of a list: give the configuration data.labels, such as open.")
    labels = load_label_sources(config.data.labels).names
    file = results / "unknown.json"
    found = [result for result in load_unknown(file) if result.draw not in draws]
    for draw in draws:
        left_out = draw_left_out(draw, labels)
        plain, background = (_trained(config, draw, left_out, runs, known) for known in (False, True))
        found += separate(plain, background, left_out)
        found.sort(key=lambda result: result.draw)
        write_text(file, json.dumps([asdict(result) for result in found], indent=1) + "\n")
    return found


def load_unknown(file: Path) -> list[Separation]:
    """What was measured before, if anything was."""
    return TypeAdapter(list[Separation]).validate_json(file.read_text()) if file.is_file() else []


def _trained(config: FitConfig, draw: int, left_out: list[str], runs: Path, background: bool) -> FitConfig:
    folder = runs / f"{'background' if background else 'plain'}-{draw}"
    change = {"left_out": left_out, "background": background, "test_folds": list(PEOPLE)}
    data = config.data.model_copy(update=change)
    own = config.model_copy(update={"data": data, "out": str(folder), "name": folder.name, "seed": draw})
    train_once(own)
    return own


def separate(plain: FitConfig, background: FitConfig, left_out: list[str]) -> list[Separation]:
    """All scores of one draw, on the people of the configuration's test folds."""
    with_all = plain.model_copy(update={"data": plain.data.model_copy(update={"left_out": []})})
    test = load_corpus(with_all, ClipSelection(plain.data.split, tuple(plain.data.test_folds), plain.data.setups))
    held = [label in left_out for label in (test.labels[i] for i in test.label.tolist())]
    streams = live_streams(test, seed=0, rests=1.0)
    rests = [as_corpus([stream], test.labels) for stream in streams]
    asked = {
        "known": test.select([i for i, out in enumerate(held) if not out]),
        "unknown": test.select([i for i, out in enumerate(held) if out]),
    }
    resting = [corpus.select([i for i, group in enumerate(corpus.group) if group == "rest"]) for corpus in rests]
    scores: dict[str, dict[str, Tensor]] = {name: {} for name in SCORES}
    for config, names in ((plain, SCORES[:3]), (background, SCORES[3:])):
        model = load_model(model_folder(config))
        training = load_corpus(config, training_selection(config))
        reference = features(model, training.select(range(0, len(training), REFERENCE)))
        found = {kind: features(model, corpus) for kind, corpus in asked.items()}
        parts = [features(model, corpus) for corpus in resting]
        found["rest"] = Features(*(torch.cat([getattr(part, name) for part in parts]) for name in vars(parts[0])))
        for kind, judged in found.items():
            for name, values in _scores(judged, reference, len(model.labels)).items():
                if name in names:
                    scores[name][kind] = values
    return [
        Separation(
            plain.seed,
            name,
            *separation(kinds["known"], kinds["unknown"]),
            *separation(kinds["known"], kinds["rest"]),
        )
        for name, kinds in scores.items()
    ]


def _scores(judged: Features, reference: Features, labels: int) -> dict[str, Tensor]:
    """By name, the higher the more probably known; ``(N,)`` each. Two names go by the same arithmetic: which of them
    counts depends on whether the model has learned a background."""
    highest = judged.probabilities[:, :labels].amax(dim=1)
    distance = torch.cdist(_unit(judged.features), _unit(reference.features)).topk(NEIGHBOURS, largest=False).values
    return {
        SCORES[0]: highest,
        SCORES[1]: judged.logits[:, :labels].logsumexp(dim=1),  # Liu et al., 2020
        SCORES[2]: -distance.mean(dim=1),  # Sun et al., 2022
        SCORES[3]: judged.probabilities[:, :labels].sum(dim=1),
        SCORES[4]: highest,
    }


def _unit(features: Tensor) -> Tensor:
    return torch.nn.functional.normalize(features, dim=1)


@torch.inference_mode()
def features(model: Model, corpus: Corpus) -> Features:
    """What the model's first stream makes of every clip."""
    stream, network = next(iter(model.networks.items()))
    caught: list[Tensor] = []
    hook = network.classify.register_forward_pre_hook(lambda _, inputs: caught.append(inputs[0]))
    logits, owners = [], []
    try:
        for clips in torch.arange(len(corpus)).split(BATCH):
            windows = judging_windows(corpus, clips, model.config.time_base, model.config.architecture.frames)
            logits.append(judging_inputs(windows, stream, model.config.normalisation).logits(network))
            owners.append(clips[0] + windows.clip)
    finally:
        hook.remove()
    owner = torch.cat(owners)
    count = torch.bincount(owner, minlength=len(corpus))[:, None]
    every = torch.cat(logits)

    def mean(values: Tensor) -> Tensor:
        return torch.zeros(len(corpus), values.shape[1]).index_add(0, owner, values) / count

    return Features(mean(torch.cat(caught)), mean(every), mean(torch.softmax(every, dim=1)))


def separation(known: Tensor, other: Tensor) -> tuple[float, float]:
    """AUROC, and the false positive rate at a true positive rate of 95 %, of scores that are higher for the known."""
    scores = torch.cat([known, other]).double()
    ranks = scores.argsort().argsort().double() / len(scores)  # torchmetrics takes what is not in [0, 1] for logits
    target = torch.cat([torch.ones(len(known)), torch.zeros(len(other))]).long()
    threshold = torch.quantile(known.double(), 0.05)
    return float(binary_auroc(ranks, target)), float((other >= threshold).double().mean())


def table(results: Sequence[Separation]) -> str:
    """Markdown: mean and standard deviation over the draws."""
    lines = [
        "| score | held-out labels: AUROC | FPR at 95 % TPR | rests: AUROC | FPR at 95 % TPR |",
        "|---|---|---|---|---|",
    ]
    for name in SCORES:
        own = [result for result in results if result.score == name]
        cells = [
            _mean_and_spread([getattr(result, column) for result in own], percent)
            for column, percent in (
                ("unknown_auroc", False),
                ("unknown_fpr95", True),
                ("rest_auroc", False),
                ("rest_fpr95", True),
            )
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _mean_and_spread(values: list[float], percent: bool) -> str:
    spread = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    if percent:
        return f"{100 * np.mean(values):.0f} ± {100 * spread:.0f} %"
    return f"{np.mean(values):.3f} ± {spread:.3f}"
