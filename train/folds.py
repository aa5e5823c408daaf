"""`folds`: what to expect of the bundled model, measured on everybody once.

People are dealt into four folds. For each, every stream is trained on the others, calibrated and tuned on some of
those held back from training, and measured on the fold: on clips, and on streams as a camera would give them.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from pydantic import TypeAdapter

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model import Decision, Model, ModelConfig, load_model
from train.config import FitConfig
from train.corpus import FOLDS, Corpus, Part
from train.evaluate import Evaluation, Share, fit_temperature, score
from train.fit import load_corpus, train_once, training_part
from train.fuse import fuse
from train.joined import Stream, live_streams
from train.judge import Judged, judge
from train.live import LiveScore, score_all, watch
from train.nearest import nearest_neighbour
from train.pose_like import pose_like_stream
from train.tune import tune

COUNT = 4
CLIPS = 40  # of each person in the streams, at most
STREAM_SEED = 7  # of the order in which clips are joined to streams for measuring


@dataclass(frozen=True)
class Accuracy:
    """Of one model on the fold's clips; ``pose_like``: top-1 on them as an image's pose model would give them."""

    name: str
    top1: float
    top5: float | None
    pose_like: float | None
    per_group: dict[str, Share]


@dataclass(frozen=True)
class Confusion:
    """How often ``right`` was called ``given``."""

    right: str
    given: str
    clips: int


@dataclass(frozen=True)
class FoldResult:
    """All that is quoted of one fold. ``accuracies``: of every stream, of all fused, and of the nearest neighbour;
    everything else is of the fused model."""

    fold: int
    clips: int
    seconds: float  # that the trainings took
    training: FitConfig  # of the first stream
    accuracies: list[Accuracy]
    per_class: dict[str, Share]
    confusions: list[Confusion]
    temperature: float
    ece_before: float
    ece_after: float
    rules: Decision
    tuned: LiveScore  # on the streams that the rules were tuned on
    live: LiveScore  # on the streams of the fold's people
    live_pose_like: LiveScore  # … as an image's pose model would give them


_RESULT = TypeAdapter(FoldResult)


def fold_config(config: FitConfig, fold: int, stream: str, out: Path) -> FitConfig:
    """The training of one stream without the people of a fold; every second person of the next fold is set apart for
    calibration and tuning."""
    held = [fold, fold + COUNT]
    data = config.data.model_copy(update={"test_folds": held, "validation_folds": [(fold + 1) % FOLDS]})
    name = f"{config.name}-fold{fold}"
    return config.model_copy(update={"data": data, "stream": stream, "name": name, "out": str(out / stream)})


def run_folds(
    config: FitConfig, streams: Sequence[str], folds: Sequence[int], runs: Path, results: Path
) -> list[FoldResult]:
    """Train, under ``runs``, and measure what has not been; ``results`` gets a file for each fold, small enough to be
    kept with the project when the trainings are gone."""
    for fold in folds:
        folder, file = runs / f"fold-{fold}", results / f"fold-{fold}.json"
        if file.is_file():
            continue
        configs = [fold_config(config, fold, stream, folder) for stream in streams]
        for each in configs:
            train_once(each)
        result = measure_fold(configs, fold, folder)
        write_text(file, _RESULT.dump_json(result, indent=1).decode() + "\n")
    return load_folds(config, streams, results)


def load_folds(config: FitConfig, streams: Sequence[str], results: Path) -> list[FoldResult]:
    """The results that there are, by fold. Raises ``UserError`` where one is of another training than the configuration
    describes: the card would state the steps of one and the figures of the other."""
    found = []
    for file in sorted(results.glob("fold-*.json")):
        result = _RESULT.validate_json(file.read_text())
        if not result.training.same_run(fold_config(config, result.fold, streams[0], results)):
            raise UserError(f"{file} is of a training with another configuration: remove it to measure anew.")
        found.append(result)
    return found


def measure_fold(configs: Sequence[FitConfig], fold: int, folder: Path) -> FoldResult:
    config = configs[0]
    test = load_corpus(config, Part(config.data.split, tuple(config.data.test_folds)))
    known = load_corpus(config, Part(config.data.split, tuple(config.data.validation_folds)))
    parts = [Path(each.out) / "model" for each in configs]
    models = [load_model(part) for part in parts]
    # Every stream judges once; what is fused is the mean of their logits.
    clean, like = ([judge([model], test, like_pose=way) for model in models] for way in (False, True))
    temperature = round(fit_temperature(fused([judge([model], known) for model in models])), 3)
    judged = fused(clean)
    scores = judged.probabilities(temperature)
    after = evaluation(scores, test)
    each = [accuracy(one.stream, *pair, test) for one, *pair in zip(configs, clean, like)]
    if len(models) > 1:
        each.append(accuracy("fused", judged, fused(like), test))
        fuse([str(part) for part in parts], [], folder / "fused")
    each.append(nearest(config, test))
    model = changed(load_model(folder / "fused" if len(models) > 1 else parts[0]), temperature=temperature)
    labels, seconds = model.labels, model.config.time_base.seconds
    # Rules have to serve sensors and cameras: they are tuned on both kinds of streams together.
    both = [stream for like in (False, True) for stream in measuring_streams(known, like)]
    tuned = tune([watch(model, stream) for stream in both], labels, seconds)
    seen, seen_like = ([watch(model, stream) for stream in measuring_streams(test, like)] for like in (False, True))
    return FoldResult(
        fold=fold,
        clips=len(test),
        training=config,
        seconds=sum(json.loads((part / "training.json").read_text())[0]["seconds"] for part in parts),
        accuracies=each,
        per_class=after.per_class,
        confusions=confusions(scores, test),
        temperature=temperature,
        ece_before=evaluation(judged.probabilities(1.0), test).ece,
        ece_after=after.ece,
        rules=tuned.rules,
        tuned=tuned.score,
        live=score_all(seen, tuned.rules, labels, seconds),
        live_pose_like=score_all(seen_like, tuned.rules, labels, seconds),
    )


def fused(judged: Sequence[Judged]) -> Judged:
    """The mean of the logits, as a model of several streams has it with equal weights."""
    return replace(judged[0], logits=torch.stack([each.logits for each in judged]).mean(dim=0))


def measuring_streams(corpus: Corpus, like_pose: bool) -> list[Stream]:
    """Streams of these people's clips, at most 40 of each person, evenly picked; as recorded, or as an image's pose
    model would give them."""
    picked: list[int] = []
    for person in sorted(set(corpus.person)):
        own = [clip for clip, name in enumerate(corpus.person) if name == person]
        picked += [own[i] for i in torch.linspace(0, len(own) - 1, min(CLIPS, len(own))).long().tolist()]
    streams = live_streams(corpus.select(picked), STREAM_SEED)
    return [pose_like_stream(stream, seed) for seed, stream in enumerate(streams)] if like_pose else streams


def evaluation(scores: torch.Tensor, corpus: Corpus) -> Evaluation:
    return score(scores, corpus, [], [], "", 0)


def accuracy(name: str, clean: Judged, like: Judged, corpus: Corpus) -> Accuracy:
    found = evaluation(clean.probabilities(1.0), corpus)
    return Accuracy(name, found.top1, found.top5, evaluation(like.probabilities(1.0), corpus).top1, found.per_group)


def nearest(config: FitConfig, corpus: Corpus) -> Accuracy:
    """The nearest-neighbour baseline on the same clips."""
    known = load_corpus(config, training_part(config))
    votes = nearest_neighbour(known, corpus, config.time_base, config.normalisation, config.augmentation.mirror)
    found = evaluation(votes / votes.sum(1, keepdim=True), corpus)
    # Of five votes there are no five best labels.
    return Accuracy("nearest neighbour", found.top1, None, None, found.per_group)


def confusions(scores: torch.Tensor, corpus: Corpus) -> list[Confusion]:
    """Every pair of labels that was confused."""
    given = scores.argmax(1)
    pairs = Counter(
        (corpus.labels[right], corpus.labels[best])
        for right, best in zip(corpus.label.tolist(), given.tolist())
        if right != best
    )
    return [Confusion(right, best, clips) for (right, best), clips in pairs.most_common()]


def changed(model: Model, **fields: object) -> Model:
    """The same networks under a changed configuration."""
    config = ModelConfig.model_validate(model.config.model_dump() | fields)
    return Model(config, model.networks, model.device)
