"""Train and judge every ablation, and print the table: python benchmarks/ablations.py [ROW ...] [--seeds 1 2]

A row is a configuration in train/configs/ablations. What was trained already is not trained again, so the script can be
stopped and started; all rows are judged on the validation people that base.yaml names, never on test people. Without
rows, all that were trained are put into the table; ``--fit`` trains the named ones, or all.
"""

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from recognizer.model import load_model  # noqa: E402
from train.config import load_fit_config  # noqa: E402
from train.cost import cost_of  # noqa: E402

CONFIGS = ROOT / "train" / "configs" / "ablations"
RUN = str(ROOT / "train" / "run.py")


@dataclass(frozen=True)
class Row:
    """One configuration's results over its seeds; accuracies in percent."""

    name: str
    changes: str
    accuracies: list[float]
    parameters: int
    gflops: float
    seconds: float  # a training took, median


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(names()))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--fit", action="store_true", help="train what has not been trained")
    options = parser.parse_args()
    if options.fit:
        for seed in options.seeds:
            for name in options.rows or names():
                fit(name, seed)
    rows = [row for name in options.rows or names() if (row := result(name))]
    print(table(rows))
    return 0


def names() -> list[str]:
    """The rows, what they are compared with first."""
    found = sorted(file.stem for file in CONFIGS.glob("*.yaml"))
    return ["base", *(name for name in found if name != "base")]


def folder(name: str, seed: int) -> Path:
    return ROOT / "runs" / "ablations" / f"{name}-{seed}"


def fit(name: str, seed: int) -> None:
    out = folder(name, seed)
    file = CONFIGS / f"{name}.yaml"
    if not (out / "model" / "config.json").is_file():
        resume = ["--resume"] if (out / "checkpoint.pt").is_file() else []
        run("fit", "--config", str(file), *resume, f"seed={seed}", f"out={out}", "threads=1")
    if not (out / "evaluation.json").is_file():
        config = load_fit_config(file)
        data = [part for file in config.data.files for part in ("--data", file)]
        folds = [str(fold) for fold in config.data.validation_folds]
        where = ["--split", config.data.split, "--folds", *folds, "--json", str(out / "evaluation.json")]
        run("evaluate", "--model", str(out / "model"), *data, *where)


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, RUN, *arguments], cwd=ROOT, check=True)


def result(name: str) -> Row | None:
    done = sorted(ROOT.glob(f"runs/ablations/{name}-[0-9]*/evaluation.json"))
    if not done:
        return None
    accuracies = [100 * json.loads(file.read_text())["top1"] for file in done]
    models = [file.parent / "model" for file in done]
    cost = cost_of([load_model(models[0])])
    seconds = [json.loads((model / "training.json").read_text())["seconds"] for model in models]
    return Row(name, changes(name), accuracies, cost.parameters, cost.gflops, statistics.median(seconds))


def changes(name: str) -> str:
    """What the configuration states beyond its base's name and folder, in its own words."""
    lines = (CONFIGS / f"{name}.yaml").read_text().splitlines()
    own = [line for line in lines if not line.startswith(("base:", "name:", "out:", "#"))]
    return "" if name == "base" else "; ".join(own)


def table(rows: list[Row]) -> str:
    base = next((row for row in rows if row.name == "base"), None)
    lines = [
        "| row | what it changes | top-1 %, validation people | against base | seeds | parameters | GFLOPs | minutes |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        mean = statistics.mean(row.accuracies)
        spread = f" ± {statistics.stdev(row.accuracies):.1f}" if len(row.accuracies) > 1 else ""
        against = "" if base is None or row is base else f"{mean - statistics.mean(base.accuracies):+.1f}"
        cells = [
            row.name,
            f"`{row.changes}`" if row.changes else "",
            f"{mean:.1f}{spread}",
            against,
            str(len(row.accuracies)),
            f"{row.parameters:,}",
            f"{row.gflops:.3f}",
            f"{row.seconds / 60:.1f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
