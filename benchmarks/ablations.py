"""Train and judge ablations, and print their table: python benchmarks/ablations.py [ROW ...] [--fit] [--seeds 1 2]

A row is a configuration in train/configs/ablations: the network's parts, one changed at a time. With ``--of
open_steps`` it is one in train/configs/open_steps: the bundled model's training, one step upon the other, judged on
clips as recorded and as an image's pose model would give them. What was trained already is not trained again, so the
script can be stopped and started; all rows are judged on validation people, never on test people. Without rows, all
that were trained are put into the table; ``--fit`` trains the named ones, or all. What is measured is kept beside the
configurations, in results.csv, so that the table can be printed, and rows added to it, without training all anew.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from recognizer.files import atomic
from recognizer.model.model_folder import load_model
from train.evaluation.cost import cost_of
from train.training.config import load_fit_config

ROOT = Path(__file__).resolve().parent.parent
CONFIGS = ROOT / "train" / "configs"
RUN = str(ROOT / "train" / "run.py")
POSE_LIKE = {"open_steps"}  # tables whose rows are judged on pose-like clips as well


@dataclass(frozen=True)
class Measured:
    """One training: accuracies on validation people in percent, of clips as recorded and, where asked for, as an
    image's pose model would give them, and the mean over the labels, each counting alike."""

    row: str
    seed: int
    top1: float
    pose_like: float | None
    per_label: float | None
    parameters: int
    gflops: float
    seconds: float  # that the training took, beside whatever else ran


@dataclass(frozen=True)
class Table:
    """One family of ablations, its configurations in the folder ``name``."""

    name: str

    @property
    def folder(self) -> Path:
        return CONFIGS / self.name

    @property
    def results(self) -> Path:
        return self.folder / "results.csv"

    def names(self) -> list[str]:
        """The rows, the one that others are compared with first."""
        found = sorted(file.stem for file in self.folder.glob("*.yaml"))
        return sorted(found, key=lambda name: name != "base")

    def run(self, row: str, seed: int) -> Path:
        return ROOT / "runs" / self.name / f"{row}-{seed}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--of", choices=("ablations", "open_steps"), default="ablations", help="which table")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--fit", action="store_true", help="train what has not been trained")
    options = parser.parse_args()
    table = Table(options.of)
    if options.fit:
        for seed in options.seeds:
            for name in options.rows or table.names():
                fit(table, name, seed)
    print(markdown(table, options.rows or table.names()))
    return 0


def fit(table: Table, row: str, seed: int) -> None:
    """Train and judge one row, unless its result is known, and keep the result."""
    if any(known.row == row and known.seed == seed for known in load(table)):
        return
    out, file = table.run(row, seed), table.folder / f"{row}.yaml"
    if not (out / "model" / "config.json").is_file():
        resume = ["--resume"] if (out / "checkpoint.pt").is_file() else []
        run("fit", "--config", str(file), *resume, f"seed={seed}", f"out={out}", "threads=1")
    clean = judged(file, out, "evaluation")
    more = table.name in POSE_LIKE
    pose_like = percent(judged(file, out, "pose-like", "--pose-like")["top1"]) if more else None
    shares = clean["per_class"].values()
    per_label = percent(statistics.mean(share["top1"] for share in shares)) if more else None
    cost = cost_of([load_model(out / "model")])
    seconds = json.loads((out / "model" / "training.json").read_text())[0]["seconds"]
    new = Measured(row, seed, percent(clean["top1"]), pose_like, per_label, cost.parameters, cost.gflops, seconds)
    save(table, [*load(table), new])


def judged(file: Path, out: Path, name: str, *more: str) -> dict[str, Any]:
    """What `evaluate` finds on the configuration's validation people."""
    result = out / f"{name}.json"
    if not result.is_file():
        config = load_fit_config(file)
        data = [part for file in config.data.files for part in ("--data", file)]
        folds = [str(fold) for fold in config.data.validation_folds]
        where = ["--split", config.data.split, "--folds", *folds, "--json", str(result)]
        run("evaluate", "--model", str(out / "model"), *data, *where, *more)
    return json.loads(result.read_text())


def percent(share: float) -> float:
    return round(100 * share, 2)


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, RUN, *arguments], cwd=ROOT, check=True)


def load(table: Table) -> list[Measured]:
    """What has been measured so far."""
    if not table.results.is_file():
        return []
    with table.results.open(newline="") as lines:
        return [
            Measured(
                line["row"],
                int(line["seed"]),
                float(line["top1"]),
                float(line["pose_like"]) if line.get("pose_like") else None,
                float(line["per_label"]) if line.get("per_label") else None,
                int(line["parameters"]),
                float(line["gflops"]),
                float(line["seconds"]),
            )
            for line in csv.DictReader(lines)
        ]


def save(table: Table, results: list[Measured]) -> None:
    with atomic(table.results) as temporary, open(temporary, "w", newline="") as lines:
        writer = csv.DictWriter(lines, [field.name for field in fields(Measured)])
        writer.writeheader()
        writer.writerows(asdict(result) for result in sorted(results, key=lambda each: (each.row, each.seed)))


def changes(table: Table, row: str) -> str:
    """What the configuration states beyond its base's name and folder, in its own words; nothing of a table's first."""
    lines = (table.folder / f"{row}.yaml").read_text().splitlines()
    own = [line.split("  #")[0] for line in lines if not line.startswith(("base:", "name:", "out:", "#"))]
    return "" if row == table.names()[0] else "; ".join(own)


def markdown(table: Table, rows: list[str]) -> str:
    by_row = {row: [result for result in load(table) if result.row == row] for row in rows}
    both = table.name in POSE_LIKE
    head = ["row", "what it changes", "top-1 %"]
    head += ["pose-like %", "mean over labels %"] if both else ["against base"]
    head += ["seeds", "parameters", "GFLOPs", "minutes"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    base = [result.top1 for result in load(table) if result.row == "base"]
    for row, results in by_row.items():
        if not results:
            continue
        top1 = [result.top1 for result in results]
        beside = f"{statistics.mean(top1) - statistics.mean(base):+.1f}" if base and row != "base" else ""
        more = [[getattr(result, name) for result in results] for name in ("pose_like", "per_label")]
        cells = [
            row,
            f"`{changes(table, row)}`" if changes(table, row) else "",
            mean_and_spread(top1),
            *([mean_and_spread(column) for column in more] if both else [beside]),
            str(len(results)),
            f"{results[0].parameters:,}",
            f"{results[0].gflops:.3f}",
            f"{statistics.median(result.seconds for result in results) / 60:.1f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def mean_and_spread(values: list[float]) -> str:
    spread = f" ± {statistics.stdev(values):.1f}" if len(values) > 1 else ""
    return f"{statistics.mean(values):.1f}{spread}"


if __name__ == "__main__":
    sys.exit(main())
