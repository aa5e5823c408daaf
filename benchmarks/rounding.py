"""How far rounding spreads in training, and whether several processes do more than round.

    python benchmarks/rounding.py [--steps N] [--width W] [--starts small fan-in lineage]

The same run three times in double precision, at full rate from the first step: in one process; in one whose weights
were changed in their last bit before; and in two. Printed is by how much, after each step, any weight or statistic
differs from the first run's. Two processes that only round differ as much as a changed last bit does.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
import yaml
from torch import Tensor

from train.data.synthetic_ntu import SyntheticSet, write_prepared
from train.training.config import load_fit_config
from train.training.distributed import joined
from train.training.fit import Run

TORCHRUN = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
WAYS = ("one process", "last bit changed", "two processes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("steps", 6), ("width", 16), ("batch", 10), ("clips", 64)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--starts", nargs="+", default=["small", "fan-in", "lineage"])
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)  # of one way: see walk
    options = parser.parse_args()
    if options.worker:
        walk(options.worker[0], *map(Path, options.worker[1:]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for start in options.starts:
            compare(start, write_configuration(Path(folder), options, start))


def write_configuration(folder: Path, options: argparse.Namespace, start: str) -> Path:
    file = folder / f"{start}.yaml"
    data = folder / "set.safetensors"
    if not data.exists():
        write_prepared(SyntheticSet(options.clips, 60, 0), data, workers=1)
    recipe = {
        "name": start,
        "out": str(folder / start),
        "data": {"files": [str(data)]},
        "architecture": {"frames": 16, "width": options.width, "classifier_start": start},
        "time_base": {"kind": "whole-clip", "seconds": 1.0},
        "augmentation": {"yaw": 0.1},
        "optimisation": {"batch": options.batch, "steps": options.steps, "rate": 0.1},
        "device": "cpu",
        "threads": 1,
    }
    file.write_text(yaml.safe_dump(recipe))
    return file


def compare(start: str, file: Path) -> None:
    for way in WAYS:
        launcher = TORCHRUN if way == "two processes" else []
        states = file.with_suffix(f".{WAYS.index(way)}.pt")
        words = ["--worker", way, str(file), str(states)]
        subprocess.run([sys.executable, *launcher, __file__, *words], check=True, stderr=subprocess.DEVNULL)
    found = [torch.load(file.with_suffix(f".{number}.pt"), weights_only=True) for number in range(len(WAYS))]
    print(f"classifier_start: {start}\nstep  {WAYS[1]}  {WAYS[2]}")
    for number, (alone, *others) in enumerate(zip(*found, strict=True), start=1):
        print(f"{number:4}  " + "  ".join(f"{apart(alone, other):16.1e}" for other in others))


def walk(way: str, file: Path, states: Path) -> None:
    """The run of the configuration ``file`` in one way; its state after every step goes into the file ``states``."""
    with joined() as processes:
        run = Run(load_fit_config(file), processes)
        run.network.double().register_forward_pre_hook(lambda _, inputs: (inputs[0].double(), *inputs[1:]))
        if way == "last bit changed":
            change_last_bit(run.network)
        found: list[dict[str, Tensor]] = []
        for _ in range(run.schedule.steps):
            run.advance()
            found.append({name: value.clone() for name, value in run.network.state_dict().items()})
        if processes.first:
            torch.save(found, states)


@torch.no_grad()
def change_last_bit(network: torch.nn.Module) -> None:
    for weight in network.parameters():
        up = torch.randint(0, 2, weight.shape, dtype=weight.dtype) * 2 - 1
        weight.mul_(1 + torch.finfo(weight.dtype).eps * up)


def apart(one: dict[str, Tensor], other: dict[str, Tensor]) -> float:
    return max(float((one[name].double() - other[name].double()).abs().max()) for name in one)


if __name__ == "__main__":
    main()
