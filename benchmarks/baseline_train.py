"""Training and inference beside the plain way of doing both, in one run.

    python benchmarks/baseline_train.py [--data FILE] [--rounds N] [--threads N] [--device D] [--json F]

The plain way (plain_network.py, plain_feeder.py) is what the field does: eager fp32, fragments and branches in loops,
clips zero-padded and augmented one at a time in numpy; once with one body a clip, once with the empty second body
that is computed as well. The program's way is ``train.data.windows``, ``train.data.inputs`` and
``recognizer.network.mssa``, in fp32 and in bf16. All of them have the same weights, the same clips (one body each, in
their whole-clip protocol), batch, frames and optimiser, and every step contains all that it takes, from the clips to
the updated weights or the logits.

Every way is warmed up, then all take turns, round after round, so that a machine whose speed drifts does not spoil the
ratios: they are taken within a round, and their median is the figure to quote. Without --data, clips are generated.
"""

import argparse
import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader

from benchmarks.plain_feeder import ROTATION, PlainClips, padded
from benchmarks.plain_network import READING, PlainConfig, from_program
from recognizer.files import write_text
from recognizer.model.device import choose_device
from recognizer.model.model_config import TimeBase
from recognizer.network.config import NetworkConfig
from recognizer.network.mssa import MSSA
from recognizer.skeleton.streams import Normalisation
from train.data.augment import Augmentation
from train.data.corpus import ClipSelection, gather
from train.data.inputs import judging_inputs, training_inputs
from train.data.prepared_set import PreparedSet, open_set
from train.data.synthetic_ntu import SyntheticSet, write_prepared
from train.data.windows import judging_windows, training_windows

GENERATED = 256  # clips
INFERENCE_BATCHES = (1, 64)  # beside the training's


@dataclass(frozen=True)
class Setting:
    """What all ways have in common."""

    batch: int
    frames: int
    width: int
    device: torch.device
    workers: int  # that feed the plain training
    rounds: int
    seconds: float  # a way's share of a round, one step at least


class Plain:
    """The plain way, with ``slots`` bodies a clip of which the first is real."""

    def __init__(self, data: PreparedSet, weights: MSSA, setting: Setting, slots: int) -> None:
        self.name = "plain" if slots == 1 else "plain, empty second body"
        self._setting = setting
        config = PlainConfig(labels=weights.config.labels, width=setting.width)
        self._network = from_program(weights.state_dict(), config).to(setting.device)
        self._optimiser = _optimiser(self._network)
        self._clips, self._labels = padded(data, slots), data.label.numpy()
        self._feeds: dict[int, Iterator[list[Tensor]]] = {}

    def train(self) -> None:
        x, target = self._next(self._setting.batch, training=True)
        self._network.train()
        _step(self._network(x), target, self._optimiser)

    @torch.inference_mode()
    def infer(self, batch: int) -> Tensor:
        return self._network.eval()(self._next(batch, training=False)[0])

    def _next(self, batch: int, training: bool) -> list[Tensor]:
        key = 0 if training else batch
        if key not in self._feeds:
            self._feeds[key] = self._feed(batch, training)
        return [part.to(self._setting.device) for part in next(self._feeds[key])]

    def _feed(self, batch: int, training: bool) -> Iterator[list[Tensor]]:
        clips = PlainClips(self._clips, self._labels, self._setting.frames, training)
        workers = self._setting.workers if training else 0
        while True:
            yield from DataLoader(clips, batch, shuffle=training, drop_last=True, num_workers=workers)


class Program:
    """The program's own way."""

    def __init__(self, data: PreparedSet, weights: MSSA, setting: Setting, precision: torch.dtype | None) -> None:
        self.name = "program, " + ("fp32" if precision is None else "bf16")
        self._setting, self._precision = setting, precision
        self._corpus = gather([data], ClipSelection(), None).with_bodies(1).to(setting.device)
        self._network = MSSA(weights.config).to(setting.device)
        self._network.load_state_dict(weights.state_dict())
        self._optimiser = _optimiser(self._network)
        self._draw = torch.Generator(self._corpus.device).manual_seed(0)
        self._base = TimeBase(kind="whole-clip")
        self._varying = Augmentation(yaw=ROTATION, pitch=ROTATION, roll=ROTATION)

    def train(self) -> None:
        clips = torch.randperm(len(self._corpus))[: self._setting.batch].to(self._corpus.device)
        windows = training_windows(self._corpus, clips, self._base, self._setting.frames, self._draw)
        inputs = training_inputs(windows, "joint", Normalisation(), self._varying, self._draw)
        self._network.train()
        with self._autocast():
            logits = inputs.to(self._setting.device).logits(self._network)
        _step(logits.float(), self._corpus.label[clips].to(self._setting.device), self._optimiser)

    @torch.inference_mode()
    def infer(self, batch: int) -> Tensor:
        clips = torch.arange(batch, device=self._corpus.device)
        windows = judging_windows(self._corpus, clips, self._base, self._setting.frames)
        with self._autocast():
            return (
                judging_inputs(windows, "joint", Normalisation()).to(self._setting.device).logits(self._network.eval())
            )

    def _autocast(self) -> contextlib.AbstractContextManager:
        return torch.autocast(self._setting.device.type, self._precision, enabled=self._precision is not None)


def _optimiser(network: nn.Module) -> torch.optim.SGD:
    return torch.optim.SGD(network.parameters(), lr=1e-3, momentum=0.9, nesterov=True, weight_decay=0.0004)


def _step(logits: Tensor, target: Tensor, optimiser: torch.optim.SGD) -> None:
    optimiser.zero_grad(set_to_none=True)
    functional.cross_entropy(logits, target).backward()
    optimiser.step()


@dataclass(frozen=True)
class Row:
    """One way at one task: the median of its clips a second, and of its ratios to both plain ways."""

    task: str
    way: str
    clips_per_second: float
    to_plain: float
    to_plain_two_bodies: float


def measure(ways: list[Plain | Program], setting: Setting) -> Iterator[Row]:
    """Rows, task by task."""
    batch = setting.batch
    yield from _measure_task(f"training, batch {batch}", batch, ways, [way.train for way in ways], setting)
    for batch in sorted({*INFERENCE_BATCHES, setting.batch}):
        actions = [partial(way.infer, batch) for way in ways]
        yield from _measure_task(f"inference, batch {batch}", batch, ways, actions, setting)


def _measure_task(
    task: str, clips: int, ways: list[Plain | Program], actions: Sequence[Callable[[], object]], setting: Setting
) -> Iterator[Row]:
    steps = [_warmed_steps(action, setting) for action in actions]
    rates = np.empty((setting.rounds, len(ways)))
    for row in rates:
        for number, (action, count) in enumerate(zip(actions, steps)):
            row[number] = clips * count / _seconds(action, count, setting.device)
    for number, way in enumerate(ways):
        ratios = [float(np.median(rates[:, number] / rates[:, plain])) for plain in (0, 1)]
        yield Row(task, way.name, float(np.median(rates[:, number])), *ratios)


def _warmed_steps(action: Callable[[], object], setting: Setting) -> int:
    """How many steps fit into a way's share of a round."""
    _seconds(action, 2, setting.device)
    return max(round(setting.seconds / _seconds(action, 1, setting.device)), 1)


def _seconds(action: Callable[[], object], count: int, device: torch.device) -> float:
    _wait(device)
    started = time.perf_counter()
    for _ in range(count):
        action()
    _wait(device)
    return time.perf_counter() - started


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="FILE", help=f"a prepared set ({GENERATED} generated clips)")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--frames", type=int, default=64)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of a way in each round (one step at least)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="for all ways (all cores)")
    parser.add_argument("--workers", type=int, help="that feed the plain training (0 on a CPU, else 8)")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", type=Path, metavar="F")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    np.random.seed(0)
    device = choose_device(options.device)
    workers = options.workers if options.workers is not None else 0 if device.type == "cpu" else 8
    setting = Setting(options.batch, options.frames, options.width, device, workers, options.rounds, options.seconds)
    with tempfile.TemporaryDirectory() as folder:
        if options.data is None:
            options.data = Path(folder) / "generated.safetensors"
            write_prepared(SyntheticSet(max(GENERATED, 2 * options.batch)), options.data)
        data = open_set(options.data)
        weights = MSSA(NetworkConfig(labels=len(data.labels), frames=options.frames, width=options.width, **READING))
        ways: list[Plain | Program] = [Plain(data, weights, setting, slots) for slots in (1, 2)]
        ways += [Program(data, weights, setting, precision) for precision in (None, torch.bfloat16)]
        print(
            f"torch {torch.__version__}, {device.type}, {options.threads} threads, {setting.frames} frames, width "
            f"{setting.width}, median of {options.rounds} rounds; ratios to the plain way with one body, and with two"
        )
        print(f"{'task':22} {'way':26} {'clips/s':>9} {'to plain':>9} {'to plain with two':>18}")
        rows = []
        for row in measure(ways, setting):
            rows.append(row)
            print(
                f"{row.task:22} {row.way:26} {row.clips_per_second:9.1f} {row.to_plain:9.2f} "
                f"{row.to_plain_two_bodies:18.2f}",
                flush=True,
            )
    if options.json:
        write_text(options.json, json.dumps([asdict(row) for row in rows], indent=1) + "\n")


if __name__ == "__main__":
    main()
