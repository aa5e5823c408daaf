"""`folds`: what to expect of the bundled model, measured on everybody once.

People are dealt into four folds. For each, every stream is trained without its people and without some more who are
set apart; those whom any fold set apart find its temperature and rules, but for its own people, on whom it is measured:
on clips, and on streams as a camera would give them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from pydantic import TypeAdapter

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.model_folder import Decision, Model, load_model
from train.data.corpus import FOLDS, ClipSelection, Corpus
from train.data.live_streams import LiveStream, live_streams
from train.data.pose_like import pose_like_stream
from train.evaluation.decision_tuning import Tuned, tune
from train.evaluation.evaluate import Evaluation, Share, fit_temperature, score
from train.evaluation.judge import Judged, judge
from train.evaluation.live_score import JudgedStream, LiveScore, judge_stream, score_all, tempered
from train.evaluation.nearest_neighbour import nearest_neighbour
from train.release.fuse import in_one
from train.training.config import FitConfig
from train.training.fit import is_trained, load_corpus, model_folder, recorded_config, train_once, training_selection

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
    found_on: list[int]  # the folds whose people set apart found temperature and rules
    temperature: float
    ece_before: float
    ece_after: float
    rules: Decision
    tuned: LiveScore  # on the streams that the rules were tuned on
    live: LiveScore  # on the streams of the fold's people
    live_pose_like: LiveScore  # … as an image's pose model would give them


_RESULT = TypeAdapter(FoldResult)


def parts_tested(fold: int) -> list[int]:
    """Of the eight parts that people are dealt into, those whose people a fold's accuracies are of."""
    return [fold, fold + COUNT]


def parts_set_apart(fold: int) -> list[int]:
    """… and the one whose people it keeps from training for calibration and tuning."""
    return [(fold + 1) % FOLDS]


def fold_config(config: FitConfig, fold: int, stream: str, out: Path) -> FitConfig:
    """The training of one stream without the people whom a fold tests or sets apart."""
    data = config.data.model_copy(update={"test_folds": parts_tested(fold), "validation_folds": parts_set_apart(fold)})
    name = f"{config.name}-fold{fold}"
    return config.model_copy(update={"data": data, "stream": stream, "name": name, "out": str(out / stream)})


def run_folds(
    config: FitConfig, streams: Sequence[str], folds: Sequence[int], runs: Path, results: Path
) -> list[FoldResult]:
    """Train, under ``runs``, and measure what has not been; ``results`` gets a file for each fold, small enough to be
    kept with the project when the trainings have been removed."""
    todo = {fold: results / f"fold-{fold}.json" for fold in folds if not (results / f"fold-{fold}.json").is_file()}
    trained = {fold: [fold_config(config, fold, stream, runs / f"fold-{fold}") for stream in streams] for fold in todo}
    for each in (each for configs in trained.values() for each in configs):
        train_once(each)
    apart = judge_set_apart(config, streams, runs) if todo else {}
    for fold, file in todo.items():
        result = measure_fold(trained[fold], fold, find_settings(fold, apart))
        write_text(file, _RESULT.dump_json(result, indent=1).decode() + "\n")
    return load_folds(config, streams, results)


@dataclass(frozen=True, eq=False)
class PeopleSetApart:
    """What a fold's model of temperature 1 says of the people whom the fold set apart: of their clips, and of their
    streams, both as recorded and pose-like, because rules have to serve sensors and cameras."""

    judged: Judged
    streams: list[JudgedStream]
    labels: list[str]
    seconds: float  # of a window


@dataclass(frozen=True)
class FoldSettings:
    """A fold's temperature and rules, found ``on`` people whom these folds set apart."""

    on: list[int]
    temperature: float
    tuned: Tuned


def trained_folds(config: FitConfig, streams: Sequence[str], runs: Path) -> dict[int, list[FitConfig]]:
    """The folds of which all streams are trained, with their configurations."""
    every = {
        fold: [fold_config(config, fold, each, runs / f"fold-{fold}") for each in streams] for fold in range(COUNT)
    }
    return {fold: configs for fold, configs in every.items() if all(map(is_trained, configs))}


def judge_set_apart(config: FitConfig, streams: Sequence[str], runs: Path) -> dict[int, PeopleSetApart]:
    """By fold, of all that are trained."""
    found = {}
    for fold, configs in trained_folds(config, streams, runs).items():
        corpus, model = people_of(configs[0], parts_set_apart(fold)), fused_model(fold_models(configs))
        judged = [judge_stream(model, stream) for like in (False, True) for stream in measuring_streams(corpus, like)]
        found[fold] = PeopleSetApart(judge([model], corpus), judged, model.labels, model.config.time_base.seconds)
    return found


def calibrating(fold: int, others: Iterable[int]) -> list[int]:
    """Those of the folds whose people set apart are none that ``fold`` tests. All of these find its temperature and
    rules together: one fold's own, four or five people, are too few for numbers that hold (docs/open-model.md)."""
    return [other for other in others if not set(parts_tested(fold)) & set(parts_set_apart(other))]


def find_settings(fold: int, apart: dict[int, PeopleSetApart]) -> FoldSettings:
    """What the people set apart who are none of the fold's own find for it."""
    others = calibrating(fold, apart)
    judges = [apart[other] for other in others]
    temperature = round(fit_temperature([each.judged for each in judges]), 3)
    streams = [tempered(one, temperature) for each in judges for one in each.streams]
    return FoldSettings(others, temperature, tune(streams, judges[0].labels, judges[0].seconds))


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


def measure_fold(configs: Sequence[FitConfig], fold: int, found: FoldSettings) -> FoldResult:
    """Everything of a trained fold, with the temperature and the rules that were found for it."""
    config, test = configs[0], people_of(configs[0], parts_tested(fold))
    models = fold_models(configs)
    # Every stream judges once; what is fused is the mean of their logits.
    clean, like = ([judge([model], test, like_pose=like_pose) for model in models] for like_pose in (False, True))
    judged = fused(clean)
    scores = judged.probabilities(found.temperature)
    after = evaluation(scores, test)
    accuracies = [accuracy(one.stream, *pair, test) for one, pair in zip(configs, zip(clean, like))]
    if len(models) > 1:
        accuracies.append(accuracy("fused", judged, fused(like), test))
    accuracies.append(nearest(config, test))
    model = fused_model(models)
    live, live_like = (
        score_all(
            [tempered(judge_stream(model, stream), found.temperature) for stream in measuring_streams(test, like_pose)],
            found.tuned.rules,
            model.labels,
            model.config.time_base.seconds,
        )
        for like_pose in (False, True)
    )
    return FoldResult(
        fold=fold,
        clips=len(test),
        training=recorded_config(config),
        seconds=sum(json.loads((model_folder(each) / "training.json").read_text())[0]["seconds"] for each in configs),
        accuracies=accuracies,
        per_class=after.per_class,
        confusions=confusions(scores, test),
        found_on=found.on,
        temperature=found.temperature,
        ece_before=evaluation(judged.probabilities(1.0), test).ece,
        ece_after=after.ece,
        rules=found.tuned.rules,
        tuned=found.tuned.score,
        live=live,
        live_pose_like=live_like,
    )


def fold_models(configs: Sequence[FitConfig]) -> list[Model]:
    """One of each stream."""
    return [load_model(train_once(each)) for each in configs]  # which refuses other trainings


def fused_model(models: Sequence[Model]) -> Model:
    """The streams in one, at temperature 1."""
    return in_one(models, [1.0] * len(models), temperature=1.0)


def people_of(config: FitConfig, folds: Sequence[int]) -> Corpus:
    """The configuration's clips of the people in these folds."""
    return load_corpus(config, ClipSelection(config.data.split, tuple(folds), config.data.setups))


def fused(judged: Sequence[Judged]) -> Judged:
    """The mean of the logits, as a model of several streams has it with equal weights."""
    return replace(judged[0], logits=torch.stack([each.logits for each in judged]).mean(dim=0))


def measuring_streams(corpus: Corpus, like_pose: bool) -> list[LiveStream]:
    """Streams of these people's clips, at most 40 of each person, evenly picked; as recorded, or as an image's pose
    model would give them."""
    picked: list[int] = []
    for person in sorted(set(corpus.person)):
        own = [clip for clip, name in enumerate(corpus.person) if name == person]
        picked += [own[i] for i in torch.linspace(0, len(own) - 1, min(CLIPS, len(own))).long().tolist()]
    streams = live_streams(corpus.select(picked), STREAM_SEED)
    return [pose_like_stream(stream, seed) for seed, stream in enumerate(streams)] if like_pose else streams


def evaluation(scores: torch.Tensor, corpus: Corpus) -> Evaluation:
    """Count what was right in ``scores`` ``(clips, labels)``, for its figures alone: the names in it are left empty."""
    return score(scores, corpus, [], [], "", 0)


def accuracy(name: str, clean: Judged, like: Judged, corpus: Corpus) -> Accuracy:
    """The accuracy of one model, called ``name``, from what it gave for ``corpus`` (``clean``) and for the same clips
    as an image's pose model would give them (``like``)."""
    found = evaluation(clean.probabilities(1.0), corpus)
    return Accuracy(name, found.top1, found.top5, evaluation(like.probabilities(1.0), corpus).top1, found.per_group)


def nearest(config: FitConfig, corpus: Corpus) -> Accuracy:
    """The nearest-neighbour baseline on the same clips."""
    known = load_corpus(config, training_selection(config))
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
