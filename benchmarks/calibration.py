"""Which temperature makes the bundled model's percentages mean most, on people whom its folds never trained on.

    python benchmarks/calibration.py [--config train/configs/open.yaml] [--runs runs/open]

With the trainings that `train/run.py folds` left in ``runs``, four ways to a fold's temperature: by cross-entropy or by
the Brier score, on the people whom the fold itself set apart, or on those whom any fold did, but those whom it tests.
Printed is each temperature, and the calibration error with it on the people whom the fold tests; and the error of all
folds' clips taken as one set.
"""

import argparse
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import mean, stdev

import torch
from torch.nn import functional

from recognizer.skeleton.stream_names import STREAMS
from train.evaluation.evaluate import calibration_error, fit_temperature
from train.evaluation.judge import Judged, judge
from train.release.cross_validation import (
    calibrating,
    fold_models,
    fused_model,
    parts_set_apart,
    parts_tested,
    people_of,
    trained_folds,
)
from train.training.config import load_fit_config


def cross_entropy(judged: Judged, temperature: float) -> float:
    scores = judged.probabilities(temperature).clamp(min=1e-9)
    return float(functional.nll_loss(scores.log(), judged.label, reduction="sum"))


SCORES: dict[str, Callable[[Judged, float], float]] = {"cross-entropy": cross_entropy, "Brier score": Judged.brier}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", default="train/configs/open.yaml")
    parser.add_argument("--runs", type=Path, default=Path("runs/open"))
    parser.add_argument("--streams", nargs="+", choices=STREAMS, default=["joint", "joint-motion"])
    options = parser.parse_args()
    config = load_fit_config(options.config)
    trained = trained_folds(config, options.streams, options.runs)
    models = {fold: fused_model(fold_models(configs)) for fold, configs in trained.items()}
    apart, test = (
        {fold: judge([model], people_of(trained[fold][0], people(fold))) for fold, model in models.items()}
        for people in (parts_set_apart, parts_tested)
    )
    print(row("temperature by", "on people set apart", *(f"fold {fold}" for fold in test), "mean ± sd", "as one"))
    print(row(*["---"] * (len(test) + 4)))
    print(row("1 everywhere", "", *cells(test, dict.fromkeys(test, 1.0))))
    for (name, score), pooled in product(SCORES.items(), (False, True)):
        judges = {fold: calibrating(fold, apart) if pooled else [fold] for fold in test}
        found = {fold: fit_temperature([apart[one] for one in ones], score) for fold, ones in judges.items()}
        print(row(name, "by all folds" if pooled else "by the fold", *cells(test, found)))


def cells(test: dict[int, Judged], temperatures: dict[int, float]) -> list[str]:
    """Temperature and calibration error of every fold, their mean, and the error of all folds' clips as one set."""
    scores = {fold: judged.probabilities(temperatures[fold]) for fold, judged in test.items()}
    errors = [calibration_error(each, test[fold].label) for fold, each in scores.items()]
    one = calibration_error(torch.cat(list(scores.values())), torch.cat([judged.label for judged in test.values()]))
    each = [f"{t:.2f}: {error:.3f}" for t, error in zip(temperatures.values(), errors)]
    return [*each, f"{mean(errors):.3f} ± {stdev(errors):.3f}" if len(errors) > 1 else "", f"{one:.3f}"]


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
