"""Which temperature makes the bundled model's percentages mean most, on people whom its folds never trained on.

    python benchmarks/calibration.py [--config train/configs/open.yaml] [--runs runs/open]

With the trainings that `train/run.py folds` left in ``runs``, four ways to a fold's temperature: by cross-entropy or by
the Brier score, on the people whom the fold itself set apart, or on those whom any fold did, but those whom it tests.
Printed is each temperature, and the calibration error with it on the people whom the fold tests.
"""

import argparse
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import mean, stdev

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from torch.nn import functional

from recognizer.streams import STREAMS
from train.config import load_fit_config
from train.evaluate import calibration_error, fit_temperature
from train.folds import calibrating, fold_models, fused_model, parts_set_apart, parts_tested, people_of, trained_folds
from train.judge import Judged, judge


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
    print(row("temperature by", "on people set apart", *(f"fold {fold}" for fold in test), "mean ± sd"))
    print(row(*["---"] * (len(test) + 3)))
    errors = {fold: calibration_error(judged.probabilities(1.0), judged.label) for fold, judged in test.items()}
    print(row("1 everywhere", "", *(f"{error:.3f}" for error in errors.values()), spread(list(errors.values()))))
    for (name, score), pooled in product(SCORES.items(), (False, True)):
        cells, errors = [], []
        for fold, judged in test.items():
            judges = [apart[other] for other in (calibrating(fold, apart) if pooled else [fold])]
            temperature = fit_temperature(judges, score)
            errors.append(calibration_error(judged.probabilities(temperature), judged.label))
            cells.append(f"{temperature:.2f}: {errors[-1]:.3f}")
        print(row(name, "by all folds" if pooled else "by the fold", *cells, spread(errors)))


def spread(values: list[float]) -> str:
    return f"{mean(values):.3f} ± {stdev(values):.3f}" if len(values) > 1 else f"{values[0]:.3f}"


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
