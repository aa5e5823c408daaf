"""Train and judge ablations, and print their table: python benchmarks/ablations.py [ROW ...] [--fit] [--seeds 1 2]

A row is a configuration in train/configs/ablations: the network's parts, one changed at a time. What was trained
already is not trained again, so the script can be stopped and started; all rows are judged on validation people, never
on test people. Without rows, all that were trained are put into the table; ``--fit`` trains the named ones, or all.
What is measured is kept beside the configurations, in results.csv, so that the table can be printed, and rows added to
it, without training all anew.
"""

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.kept_results import KeptResults, mean_and_spread, table
from recognizer.model.model_folder import load_model
from train.evaluation.cost import cost_of
from train.training.config import load_fit_config

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "train" / "configs" / "ablations"
RUN = str(ROOT / "train" / "run.py")
BASE = "base"  # the row that the others are compared with


@dataclass(frozen=True)
class Measured:
    """One training: its accuracy on validation people in percent, and what its network costs."""

    row: str
    seed: int
    top1: float
    parameters: int
    gflops: float
    seconds: float  # that the training took, beside whatever else ran


RESULTS = KeptResults(FOLDER / "results.csv", Measured, ["row", "seed"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--fit", action="store_true", help="train what has not been trained")
    options = parser.parse_args()
    rows = options.rows or names()
    if options.fit:
        for seed in options.seeds:
            for name in rows:
                fit(name, seed)
    print(markdown(rows))
    return 0


def names() -> list[str]:
    """The rows, the one that others are compared with first."""
    return sorted((file.stem for file in FOLDER.glob("*.yaml")), key=lambda name: (name != BASE, name))


def fit(row: str, seed: int) -> None:
    """Train and judge one row, unless its result is known, and keep the result."""
    if any(known.row == row and known.seed == seed for known in RESULTS.load()):
        return
    out, file = ROOT / "runs" / "ablations" / f"{row}-{seed}", FOLDER / f"{row}.yaml"
    if not (out / "model" / "config.json").is_file():
        resume = ["--resume"] if (out / "checkpoint.pt").is_file() else []
        run("fit", "--config", str(file), *resume, f"seed={seed}", f"out={out}", "threads=1")
    top1 = round(100 * judged(file, out)["top1"], 2)
    cost = cost_of([load_model(out / "model")])
    seconds = json.loads((out / "model" / "training.json").read_text())[0]["seconds"]
    RESULTS.add(Measured(row, seed, top1, cost.parameters, cost.gflops, seconds))


def judged(file: Path, out: Path) -> dict[str, Any]:
    """What `evaluate` finds on the configuration's validation people."""
    result = out / "evaluation.json"
    if not result.is_file():
        config = load_fit_config(file)
        data = [part for file in config.data.files for part in ("--data", file)]
        labels = [] if config.data.labels is None else ["--labels", config.data.labels]
        folds = [str(fold) for fold in config.data.validation_folds]
        where = ["--split", config.data.split, "--folds", *folds, "--json", str(result)]
        run("evaluate", "--model", str(out / "model"), *data, *labels, *where)
    return json.loads(result.read_text())


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, RUN, *arguments], cwd=ROOT, check=True)


def changes(row: str) -> str:
    """What the configuration states beyond its base's name and folder, in its own words; nothing of the base."""
    lines = (FOLDER / f"{row}.yaml").read_text().splitlines()
    own = [line.split("  #")[0] for line in lines if not line.startswith(("base:", "name:", "out:", "#"))]
    return "" if row == BASE else "; ".join(own)


def markdown(rows: list[str]) -> str:
    known = RESULTS.load()
    heads = ["row", "what it changes", "top-1 %", "against base", "seeds", "parameters", "GFLOPs", "minutes"]
    lines = []
    base = [result.top1 for result in known if result.row == BASE]
    for row in rows:
        results = [result for result in known if result.row == row]
        if not results:
            continue
        top1 = [result.top1 for result in results]
        cells = [
            row,
            f"`{changes(row)}`" if changes(row) else "",
            mean_and_spread(top1),
            f"{statistics.mean(top1) - statistics.mean(base):+.1f}" if base and row != BASE else "",
            str(len(results)),
            f"{results[0].parameters:,}",
            f"{results[0].gflops:.3f}",
            f"{statistics.median(result.seconds for result in results) / 60:.1f}",
        ]
        lines.append(cells)
    return table(heads, lines)


if __name__ == "__main__":
    sys.exit(main())
