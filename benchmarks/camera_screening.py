"""What parts of the bundled model's training bring before cameras: python benchmarks/camera_screening.py [ROW ...]

    ROW               a configuration in train/configs/bundled_steps, or several joined by +, whose networks are fused;
                      without one, the table of all that was measured is printed
    --seeds N ...     (1)
    --screens S ...   A, B or both (both)

A row is a short training that changes one thing, made twice, each time without other camera setups and people (a
"screen"), and judged on those: every clip as a live session that begins with its first frame. What was measured is
kept beside the configurations, in results.csv; trainings are in runs/bundled_steps, and are neither repeated nor needed
then. These screens choose; the bundled model's own figures are of all setups, each left out once (`folds`).

Columns: the network's first guess, over all clips and each setup counting alike; clips named rightly, each setup
counting alike, with the threshold at which there are 4 labels a minute where nothing is done that the model knows, held
against probabilities or against a label's share of what "no known action" leaves; how well "no known action" is told
from the rest (area under the curve); and the first guess on clips of depth sensors, people set apart.
"""

import argparse
import csv
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import torch
from pydantic import TypeAdapter

from recognizer.files import atomic
from recognizer.model.model_config import Decision
from recognizer.model.model_folder import Model
from train.data.corpus import ClipSelection
from train.evaluation.camera_clips import JudgedClip, judge_clips
from train.evaluation.decision_tuning import count_clips
from train.evaluation.judge import judge
from train.release.cross_validation import fold_models, fused_model, only_cameras, only_sensors, untaught_as_none
from train.release.open_set import separation
from train.training.config import FitConfig, load_fit_config
from train.training.training_clips import load_corpus

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "train" / "configs" / "bundled_steps"
RESULTS = FOLDER / "results.csv"
ALARMS = 4.0  # a minute
IDLE = 0.5  # "no known action" at most, where thresholds are held against a label's share of the rest
THRESHOLDS = np.arange(0.2, 0.96, 0.05)


@dataclass(frozen=True)
class Screen:
    """Parts of the eight that people are dealt into, and the camera setups that go with them."""

    parts: tuple[int, int]
    setups: dict[str, int]


_OTHERS = {"phone-a": 7, "phone-a-continuous": 7, "phone-b": 7, "push-ups": 7, "workout": 7, "exercise": 7, "falls": 7}
SCREENS = {
    "A": Screen((0, 1), {**_OTHERS, "phone-b": 0, "exercise": 1}),
    "B": Screen((2, 3), {**_OTHERS, "phone-a": 2, "phone-a-continuous": 2, "push-ups": 3}),
}


@dataclass(frozen=True)
class Measured:
    """One row on one screen; shares in percent."""

    row: str
    screen: str
    seed: int
    clips: int
    first_guess: float
    by_setup: float
    named: float
    named_by_share: float
    unknown: float
    sensors: float


_RESULT = TypeAdapter(Measured)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1], metavar="N")
    parser.add_argument("--screens", nargs="+", choices=list(SCREENS), default=list(SCREENS), metavar="S")
    options = parser.parse_args()
    for row in options.rows:
        for screen in options.screens:
            for seed in options.seeds:
                if not any((each.row, each.screen, each.seed) == (row, screen, seed) for each in load()):
                    found = measure(row, screen, seed)
                    save([*load(), found])  # another process may have saved something meanwhile
    print(markdown(load()))


def measure(row: str, screen: str, seed: int) -> Measured:
    """Train what is not trained yet, and judge."""
    configs = [config_of(part, screen, seed) for part in row.split("+")]
    model = fused_model(fold_models(configs))
    first = configs[0]
    tested = ClipSelection(first.data.split, SCREENS[screen].parts, first.data.setups)
    everything = load_corpus(first, tested, background=True)
    clips = judge_clips(model, untaught_as_none(only_cameras(everything), first))
    labels = model.labels
    known = [clip for clip in clips if clip.label < len(labels)]
    idle = np.array([clip.answer(1.0)[-1] for clip in clips])
    is_idle = np.array([clip.label == len(labels) for clip in clips])
    right = [_guess(clip, labels) == clip.label for clip in known]
    sensors = only_sensors(everything)
    top1 = (judge([model], sensors).probabilities(1.0).argmax(1) == sensors.label).float().mean().item()
    return Measured(
        row=row,
        screen=screen,
        seed=seed,
        clips=len(known),
        first_guess=_percent(float(np.mean(right))),
        by_setup=_percent(_mean_by_setup(known, right)),
        named=_percent(named_at(clips, model, ALARMS, None)),
        named_by_share=_percent(named_at(clips, model, ALARMS, IDLE)),
        unknown=round(separation(torch.from_numpy(idle[is_idle]), torch.from_numpy(idle[~is_idle]))[0], 3),
        sensors=_percent(top1),
    )


def config_of(row: str, screen: str, seed: int) -> FitConfig:
    """A row's training without what the screen sets apart."""
    config = load_fit_config(FOLDER / f"{row}.yaml")
    picked = SCREENS[screen]
    data = config.data.model_copy(update={"test_folds": list(picked.parts), "setups": picked.setups})
    out = ROOT / "runs" / "bundled_steps" / f"{row}-{screen}-{seed}"
    return config.model_copy(update={"data": data, "seed": seed, "out": str(out)})


def named_at(clips: Sequence[JudgedClip], model: Model, alarms: float, idle: float | None) -> float:
    """The share of clips that are named rightly, each setup counting alike, at so many false alarms a minute: between
    the two thresholds that come nearest. ``idle``: as in the rules of decision."""
    labels = model.labels
    rows = [clip.probabilities(1.0)[:, : len(labels)] for clip in clips]
    thresholds = [round(enter, 2) for enter in THRESHOLDS.tolist()]
    rules = [Decision(enter=enter, leave=round(0.6 * enter, 3), seen=0.8, idle=idle) for enter in thresholds]
    counts = [count_clips(clips, rows, each, labels) for each in rules]
    reached = sorted((each.alarms, each.right) for each in counts)
    return float(np.interp(alarms, [a for a, _ in reached], [r for _, r in reached]))


def _guess(clip: JudgedClip, labels: Sequence[str]) -> int:
    return int(clip.probabilities(1.0)[:, : len(labels)].mean(axis=0).argmax())


def _mean_by_setup(clips: Sequence[JudgedClip], right: Sequence[bool]) -> float:
    by_setup: dict[str, list[bool]] = defaultdict(list)
    for clip, good in zip(clips, right):
        by_setup[clip.setup].append(good)
    return float(np.mean([np.mean(each) for each in by_setup.values()]))


def _percent(share: float) -> float:
    return round(100 * share, 1)


def load() -> list[Measured]:
    """What has been measured so far."""
    if not RESULTS.is_file():
        return []
    with RESULTS.open(newline="") as lines:
        return [_RESULT.validate_python(line) for line in csv.DictReader(lines)]


def save(results: Sequence[Measured]) -> None:
    """All of it, the row that others are compared with first."""
    ordered = sorted(results, key=lambda each: (each.row != "base", each.row, each.screen, each.seed))
    with atomic(RESULTS) as temporary, open(temporary, "w", newline="") as lines:
        writer = csv.DictWriter(lines, [field.name for field in fields(Measured)])
        writer.writeheader()
        writer.writerows(asdict(result) for result in ordered)


def markdown(results: Sequence[Measured]) -> str:
    """The rows, each with what it reaches on each screen; the mean over seeds."""
    figures = {
        "first guess": "first_guess",
        "each setup alike": "by_setup",
        "named at 4 alarms": "named",
        "by its share": "named_by_share",
        "unknown": "unknown",
        "sensors": "sensors",
    }
    lines = [f"| row | screen | seeds | clips | {' | '.join(figures)} |", "|---" * (4 + len(figures)) + "|"]
    together: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for result in results:
        together[result.row, result.screen].append(result)
    for (row, screen), some in together.items():
        means = [f"{statistics.mean(getattr(each, name) for each in some):.3g}" for name in figures.values()]
        lines.append(f"| {row} | {screen} | {len(some)} | {some[0].clips} | {' | '.join(means)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
