"""How long an epoch takes with rows of docs/ablations.md: python benchmarks/epoch_time.py ROW ... [--rounds N]

The rows are trained in turn, a few steps each, N times; said are the median over the rounds of the clips a second, what
an epoch takes at that rate, and both beside the first row's.
"""

import argparse
import os
import statistics
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from benchmarks.scale_out import clips_per_second
from train.training.config import load_fit_config
from train.training.training_clips import load_corpus, training_selection

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+", metavar="ROW")
    for name, default in (("rounds", 3), ("steps", 14), ("threads", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    files = {row: ROOT / "train" / "configs" / "ablations" / f"{row}.yaml" for row in options.rows}
    speeds: dict[str, list[float]] = {row: [] for row in files}
    short = (f"optimisation.steps={options.steps}", "optimisation.warm_up=1", f"rows={options.steps}")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds):
            for row, file in files.items():
                out = Path(folder) / f"{number}-{row}"
                speeds[row].append(clips_per_second(file, out, 1, options.threads, *short))
    config = load_fit_config(next(iter(files.values())))
    clips = len(load_corpus(config, training_selection(config)))
    first = statistics.median(next(iter(speeds.values())))
    for row, measured in speeds.items():
        speed = statistics.median(measured)
        print(
            f"{row}: {speed:.1f} clips/s ({min(measured):.1f} to {max(measured):.1f}), {clips / speed:.1f} s for "
            f"an epoch of {clips} clips, {first / speed:.2f} of {options.rows[0]}'s time"
        )


if __name__ == "__main__":
    main()
