"""`folds`: what to expect of the bundled model, measured on everybody once.

People and camera setups are dealt into four folds. For each, every stream is trained without what the fold tests. What
the other folds test, judged by their networks, which had not seen it either, finds the fold's temperature and rules;
then its own is measured: clips of depth sensors, streams as a camera would give them, and clips of real cameras.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from pathlib import Path

import torch
from pydantic import TypeAdapter, ValidationError

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.model_config import Decision, ModelConfig
from recognizer.model.model_folder import Model, load_model, save_model
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.worker_processes import run_tasks
from train.data.corpus import ClipSelection, Corpus
from train.data.live_streams import LiveStream, live_streams
from train.datasets import videos
from train.evaluation.camera_clips import CameraClip, JudgedClip, as_judged, camera_clip, judge_clips
from train.evaluation.decision_tuning import Tuned, tune
from train.evaluation.evaluate import Evaluation, Share, fit_temperature, score
from train.evaluation.judge import Judged, judge
from train.evaluation.live_score import JudgedStream, LiveScore, judge_stream, score_all, tempered
from train.evaluation.nearest_neighbour import nearest_neighbour
from train.release.fuse import in_one
from train.training.config import FitConfig
from train.training.fit import train_once
from train.training.run_folder import is_trained, model_folder, recorded_config
from train.training.training_clips import load_corpus, training_selection

COUNT = 4
CLIPS = 24  # of each person in the streams, at most
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
    """All that is quoted of one fold. ``accuracies``: of every stream, of all fused, and of the nearest neighbour, on
    the clips of depth sensors; everything else is of the fused model."""

    fold: int
    clips: int  # of depth sensors
    seconds: float  # that the trainings took
    training: FitConfig  # of the first stream
    accuracies: list[Accuracy]
    per_class: dict[str, Share]
    confusions: list[Confusion]
    found_on: list[int]  # the folds that found temperature and rules
    temperature: float
    ece_before: float
    ece_after: float
    points: dict[OperatingPoint, Tuned]  # rules, and what they reach on what they were tuned on
    live: dict[
        OperatingPoint, LiveScore
    ]  # by operating point, on the streams of the fold's people before depth sensors
    live_camera: dict[
        OperatingPoint, LiveScore
    ]  # by operating point, on the streams of the fold's people before cameras
    camera: list[CameraClip]
    camera_neighbour: dict[str, Share]  # the nearest neighbour's on the camera clips, by setup

    @property
    def rules(self) -> Decision:
        """The balanced ones."""
        return self.points[BALANCED].rules


_RESULT = TypeAdapter(FoldResult)


def parts_tested(fold: int) -> list[int]:
    """Of the eight parts that people are dealt into, those whose people a fold's accuracies are of."""
    return [fold, fold + COUNT]


def fold_config(config: FitConfig, fold: int, stream: str, out: Path) -> FitConfig:
    """The training of one stream without what a fold tests."""
    data = config.data.model_copy(update={"test_folds": parts_tested(fold), "validation_folds": []})
    name = f"{config.name}-fold{fold}"
    return config.model_copy(update={"data": data, "stream": stream, "name": name, "out": str(out / stream)})


def run_folds(
    config: FitConfig,
    streams: Sequence[str],
    folds: Sequence[int],
    runs: Path,
    results: Path,
    workers: int | None = None,
) -> list[FoldResult]:
    """Train, under ``runs``, and measure what has not been; ``results`` gets a file for each fold, small enough to be
    kept with the project when the trainings have been removed. Each fold's model, as it was measured, is left in
    ``runs`` as well, in ``fold-N/model``. ``workers``: folds that are judged and measured at a time, each in a process
    and on one core; as many as there are cores by default."""
    todo = {fold: results / f"fold-{fold}.json" for fold in folds if not (results / f"fold-{fold}.json").is_file()}
    for fold in todo:
        for stream in streams:
            train_once(fold_config(config, fold, stream, runs / f"fold-{fold}"))
    tested = judge_tested(config, streams, runs, workers) if todo else {}
    for result in run_tasks(measure_fold, [(tested, fold) for fold in todo], workers):
        save_as_used(tested[result.fold].model, result, runs / f"fold-{result.fold}" / "model")
        write_text(todo[result.fold], _RESULT.dump_json(result, indent=1).decode() + "\n")
    return load_folds(config, streams, results)


def save_as_used(model: Model, result: FoldResult, to: Path) -> None:
    """The fold's model with the temperature and the rules that the other folds found, as the program would use it:
    benchmarks can run it on whole videos that it has never seen."""
    rules = {point: tuned.rules.model_dump() for point, tuned in result.points.items()}
    settings = {"temperature": result.temperature, "decision": rules.pop(BALANCED), "operating_points": rules}
    config = ModelConfig.model_validate(model.config.model_dump() | {"name": f"fold-{result.fold}"} | settings)
    save_model(
        to, config, model.networks, f"# Fold {result.fold}\n\nNot for use: it has not seen what it is tested on.\n"
    )


@dataclass(frozen=True, eq=False)
class Tested:
    """What a fold's model of temperature 1 makes of what the fold tests: the streams of its people before depth sensors
    and before cameras, because rules have to serve both, and its camera clips."""

    configs: list[FitConfig]
    model: Model
    corpus: Corpus  # the clips of depth sensors
    cameras: Corpus  # and of cameras, with those of no known action
    streams: list[JudgedStream]
    by_camera: list[JudgedStream]
    clips: list[JudgedClip]


def trained_folds(config: FitConfig, streams: Sequence[str], runs: Path) -> dict[int, list[FitConfig]]:
    """The folds of which all streams are trained, with their configurations."""
    every = {
        fold: [fold_config(config, fold, each, runs / f"fold-{fold}") for each in streams] for fold in range(COUNT)
    }
    return {fold: configs for fold, configs in every.items() if all(map(is_trained, configs))}


def judge_tested(
    config: FitConfig, streams: Sequence[str], runs: Path, workers: int | None = None
) -> dict[int, Tested]:
    """By fold, of all that are trained. Raises ``UserError`` where there is one alone: it has no others to be tuned
    by."""
    trained = trained_folds(config, streams, runs)
    if len(trained) < 2:
        raise UserError("One fold alone has no others that find its temperature and rules: train at least two.")
    return dict(sorted(run_tasks(judge_fold, [(configs, fold) for fold, configs in trained.items()], workers)))


def judge_fold(configs: list[FitConfig], fold: int) -> tuple[int, Tested]:
    """The fold's number, and what its model makes of what it tests."""
    _on_one_core()
    model, everything = fused_model(fold_models(configs)), tested_by(configs[0], fold)
    corpus, cameras = only_sensors(everything), untaught_as_none(only_cameras(everything), configs[0])
    sensor, camera = (
        [judge_stream(model, stream) for stream in measuring_streams(clips)] for clips in (corpus, cameras)
    )
    return fold, Tested(configs, model, corpus, cameras, sensor, camera, judge_clips(model, cameras))


def _on_one_core() -> None:
    """Processes that run beside each other would take each other's cores."""
    if parent_process() is not None:
        torch.set_num_threads(1)


def only_sensors(corpus: Corpus) -> Corpus:
    """The clips of depth sensors, of known labels."""
    picked = [not _by_camera(name) and label < len(corpus.labels) for name, label in _of(corpus)]
    return corpus.select([clip for clip, kept in enumerate(picked) if kept])


def only_cameras(corpus: Corpus) -> Corpus:
    """The clips of cameras, those of no known action too."""
    return corpus.select([clip for clip, (name, _) in enumerate(_of(corpus)) if _by_camera(name)])


def untaught_as_none(cameras: Corpus, config: FitConfig) -> Corpus:
    """The same clips; an action that nothing shows but the setup that is left out cannot be known, and is therefore no
    known action."""
    taught = set(load_corpus(config, training_selection(config)).label.tolist())
    label = [number if number in taught else len(cameras.labels) for number in cameras.label.tolist()]
    return replace(cameras, label=torch.tensor(label, dtype=torch.int64))


def _of(corpus: Corpus) -> list[tuple[str, int]]:
    return list(zip(corpus.name, corpus.label.tolist()))


def _by_camera(name: str) -> bool:
    return name.startswith(f"{videos.NAME}/")


@dataclass(frozen=True)
class FoldSettings:
    """A fold's temperature and rules by operating point, found ``on`` what these folds test."""

    on: list[int]
    temperature: float
    points: dict[OperatingPoint, Tuned]


def find_settings(fold: int, tested: dict[int, Tested]) -> FoldSettings:
    """What the other folds find for it: the temperature by their camera clips, where there are any."""
    others = {number: each for number, each in tested.items() if number != fold}
    first = next(iter(others.values()))
    clips = [clip for each in others.values() for clip in each.clips]
    labels, seconds = first.model.labels, first.model.config.time_base.seconds
    by = [as_judged(clips, len(labels))] if clips else [judge([each.model], each.corpus) for each in others.values()]
    temperature = round(fit_temperature(by), 3)
    streams = [tempered(one, temperature) for each in others.values() for one in (*each.streams, *each.by_camera)]
    return FoldSettings(list(others), temperature, tune(streams, labels, seconds, clips, temperature))


def load_folds(config: FitConfig, streams: Sequence[str], results: Path) -> list[FoldResult]:
    """The results that there are, by fold. Raises ``UserError`` where one is of another training than the configuration
    describes (the card would state the steps of one and the figures of the other), or was measured in another way."""
    found = []
    for file in sorted(results.glob("fold-*.json")):
        try:
            result = _RESULT.validate_json(file.read_text())
        except ValidationError as error:
            raise UserError(f"{file} was measured in another way than today's: remove it to measure anew.") from error
        if not result.training.same_run(fold_config(config, result.fold, streams[0], results)):
            raise UserError(f"{file} is of a training with another configuration: remove it to measure anew.")
        found.append(result)
    return found


def measure_fold(tested: dict[int, Tested], fold: int) -> FoldResult:
    """Everything of a trained fold, with the temperature and the rules that the others find for it."""
    _on_one_core()
    own, found = tested[fold], find_settings(fold, tested)
    config, test, labels = own.configs[0], own.corpus, own.model.labels
    models = fold_models(own.configs)
    # Every stream judges once; what is fused is the mean of their logits.
    clean, like = ([judge([model], test, like_pose=like_pose) for model in models] for like_pose in (False, True))
    judged = fused(clean)
    scores = judged.probabilities(found.temperature)
    after = evaluation(scores, test)
    accuracies = [accuracy(one.stream, *pair, test) for one, pair in zip(own.configs, zip(clean, like))]
    if len(models) > 1:
        accuracies.append(accuracy("fused", judged, fused(like), test))
    accuracies.append(nearest(config, test))
    seconds = own.model.config.time_base.seconds
    rules = {point: tuned.rules for point, tuned in found.points.items()}

    def live(streams: Sequence[JudgedStream], point: OperatingPoint) -> LiveScore:
        return score_all([tempered(one, found.temperature) for one in streams], rules[point], labels, seconds)

    known = own.cameras.select([i for i, label in enumerate(own.cameras.label.tolist()) if label < len(labels)])
    return FoldResult(
        fold=fold,
        clips=len(test),
        training=recorded_config(config),
        seconds=sum(
            json.loads((model_folder(each) / "training.json").read_text())[0]["seconds"] for each in own.configs
        ),
        accuracies=accuracies,
        per_class=after.per_class,
        confusions=confusions(scores, test),
        found_on=found.on,
        temperature=found.temperature,
        ece_before=evaluation(judged.probabilities(1.0), test).ece,
        ece_after=after.ece,
        points=found.points,
        live={point: live(own.streams, point) for point in rules},
        live_camera={point: live(own.by_camera, point) for point in rules},
        camera=[camera_clip(clip, labels, found.temperature, rules) for clip in own.clips],
        camera_neighbour=nearest(config, known).per_group if len(known) else {},
    )


def training_seconds(config: FitConfig) -> float:
    """How long a finished training took."""
    return float(json.loads((model_folder(config) / "training.json").read_text())[0]["seconds"])


def fold_models(configs: Sequence[FitConfig]) -> list[Model]:
    """One of each stream."""
    return [load_model(train_once(each)) for each in configs]  # which refuses other trainings


def fused_model(models: Sequence[Model]) -> Model:
    """The streams in one, at temperature 1."""
    return in_one(models, [1.0] * len(models), temperature=1.0)


def tested_by(config: FitConfig, fold: int) -> Corpus:
    """The configuration's clips of the people and setups that a fold tests, those of no known action too."""
    selection = ClipSelection(config.data.split, tuple(parts_tested(fold)), config.data.setups)
    return load_corpus(config, selection, config.data.background)


def fused(judged: Sequence[Judged]) -> Judged:
    """The mean of the logits, as a model of several streams has it with equal weights."""
    return replace(judged[0], logits=torch.stack([each.logits for each in judged]).mean(dim=0))


def measuring_streams(corpus: Corpus) -> list[LiveStream]:
    """Streams of these people's clips, at most ``CLIPS`` of each person, evenly picked. None where there are no
    clips."""
    if not len(corpus):
        return []
    picked: list[int] = []
    for person in sorted(set(corpus.person)):
        own = [clip for clip, name in enumerate(corpus.person) if name == person]
        picked += [own[i] for i in torch.linspace(0, len(own) - 1, min(CLIPS, len(own))).long().tolist()]
    return live_streams(corpus.select(picked), STREAM_SEED)


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
