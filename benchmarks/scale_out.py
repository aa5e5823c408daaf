"""Clips a second of `fit` on a CPU: one process with one thread, one with two, and two with one thread each.

    python benchmarks/scale_out.py [--rounds N] [--steps S] [--width W] [--batch B] [--precision P]

The three ways are run in turn, N times, on a small NTU-shaped set made for it, and their logs read; said are the median
over the rounds and their range. Then the data path, which every process walks for the whole batch, beside a step.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
import yaml

from train.data.inputs import training_inputs
from train.data.synthetic_ntu import SyntheticSet, write_prepared
from train.data.windows import training_windows
from train.training.config import FitConfig, load_fit_config
from train.training.run_log import read_log
from train.training.training_clips import load_corpus, training_selection

ROOT = Path(__file__).resolve().parent.parent
WAYS = {"1 process, 1 thread": (1, 1), "1 process, 2 threads": (1, 2), "2 processes, 1 thread each": (2, 1)}
TORCHRUN = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("rounds", 3), ("steps", 12), ("width", 32), ("batch", 32), ("clips", 256)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--precision", default="auto", choices=("auto", "fp32", "bf16"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = write_configuration(Path(folder), options)
        speeds: dict[str, list[float]] = {way: [] for way in WAYS}
        for number in range(options.rounds):
            for way, (processes, threads) in WAYS.items():
                speeds[way].append(clips_per_second(file, Path(folder) / f"{number}-{way}", processes, threads))
        for way, measured in speeds.items():
            print(f"{way}: {statistics.median(measured):.2f} clips/s ({min(measured):.2f} to {max(measured):.2f})")
        step = options.batch / statistics.median(speeds["1 process, 1 thread"])
        seconds = data_path(load_fit_config(file), options.rounds * options.steps)
        print(f"data path: {1e3 * seconds:.1f} ms a batch, one thread: {seconds / step:.2%} of a step of one process")


def write_configuration(folder: Path, options: argparse.Namespace) -> Path:
    write_prepared(SyntheticSet(options.clips, 60, 0), folder / "set.safetensors", workers=1)
    recipe = yaml.safe_load((ROOT / "train/configs/ntu60_xsub_joint.yaml").read_text())
    recipe["architecture"]["width"] = options.width
    recipe |= {"precision": options.precision, "device": "cpu", "tensorboard": False, "recompute": False}
    recipe |= {"data": {"files": [str(folder / "set.safetensors")]}, "rows": options.steps}
    recipe["optimisation"] = {"batch": options.batch, "steps": options.steps, "rate": 0.01}
    file = folder / "recipe.yaml"
    file.write_text(yaml.safe_dump(recipe))
    return file


def clips_per_second(file: Path, out: Path, processes: int, threads: int, *settings: str) -> float:
    """Of ``fit``, the median over the steps but the first two, in which memory is still being asked for; a row of the
    log has to be a step."""
    launcher = [*TORCHRUN, str(processes)] if processes > 1 else []
    command = [sys.executable, *launcher, str(ROOT / "train/run.py"), "fit", "--config", str(file)]
    subprocess.run([*command, f"out={out}", f"threads={threads}", *settings], check=True, stdout=subprocess.DEVNULL)
    return statistics.median(row.clips_per_second for row in read_log(out / "log.csv")[2:])


def data_path(config: FitConfig, times: int) -> float:
    """Seconds, the median of so many batches."""
    torch.set_num_threads(1)
    corpus, draw, seconds = load_corpus(config, training_selection(config)), torch.Generator(), []
    for _ in range(times):
        clips = torch.randperm(len(corpus))[: config.optimisation.batch]
        started = time.perf_counter()
        windows = training_windows(corpus, clips, config.time_base, config.architecture.frames, draw)
        training_inputs(windows, config.stream, config.normalisation, config.augmentation, draw)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
