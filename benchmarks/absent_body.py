"""What a second body costs that is not there: python benchmarks/absent_body.py [--rounds N] [--width C] [--frames T]

The same generated clips of one person are trained on and judged twice: alone, and with a second body that is absent
throughout, as padded data sets have it. Whole steps of `fit` and of `evaluate`, both ways in turn; the ratio is taken
within each round.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from recognizer.model.model_folder import Model
from train.data.prepared_set import write_set
from train.data.synthetic_ntu import SyntheticSet, clip, names
from train.datasets.reader import RawClip
from train.evaluation.judge import judge
from train.training.config import FitConfig
from train.training.fit import Run

BATCH = 32


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--frames", type=int, default=64)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = [run(Path(folder), absent, options) for absent in (False, True)]
        tasks: dict[str, list[Callable[[], object]]] = {
            "training step": [each.advance for each in runs],
            "judging": [partial(judged, each) for each in runs],
        }
        for name, (alone, beside) in tasks.items():
            seconds = [(took(alone), took(beside)) for _ in range(options.rounds + 1)][1:]
            ratio = statistics.median(two / one for one, two in seconds)
            middle = [statistics.median(column) for column in zip(*seconds)]
            print(f"{name}: {middle[0]:.3f} s alone, {middle[1]:.3f} s with the absent body, ratio {ratio:.2f}")


def judged(run: Run) -> object:
    """The run's own clips, judged by its network."""
    return judge([model_of(run)], run.corpus, quiet=True)


def run(folder: Path, absent: bool, options: argparse.Namespace) -> Run:
    """A training of 32 clips to a step, on one body each, or on one and an absent one."""
    file = folder / f"{absent}.safetensors"
    write_set(file, "generated", [with_absent(one) if absent else one for one in alone()])
    return Run(
        FitConfig.model_validate(
            {
                "name": "absent",
                "out": str(folder / "run"),
                "data": {"files": [str(file)]},
                "architecture": {"width": options.width, "frames": options.frames},
                "optimisation": {"batch": BATCH, "steps": 1000},
                "device": "cpu",
                "recompute": False,
            }
        )
    )


def alone() -> list[RawClip]:
    """Generated clips of one person, in which somebody is seen throughout."""
    shape = SyntheticSet(4 * BATCH, seed=1)
    found = (clip(name, shape) for name in names(shape))
    return [replace(each, keypoints=np.nan_to_num(each.keypoints[:1])) for each in found]


def with_absent(one: RawClip) -> RawClip:
    return replace(one, keypoints=np.concatenate([one.keypoints, np.full_like(one.keypoints, np.nan)]))


def model_of(training: Run) -> Model:
    return Model(training.model_config, {training.config.stream: training.network.eval()}, training.device)


def took(action: Callable[[], object]) -> float:
    torch.manual_seed(0)
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
