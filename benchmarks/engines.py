"""What one recognition step costs with each engine, on the CPU, with the pose model at work beside it or without.

    python benchmarks/engines.py [--video VIDEO] [--rounds N] [--full] [--json F]

Each round runs every engine once, in an order that is drawn anew, so that a machine whose speed drifts is unfair to
none; the figures are medians over the rounds. A step is `Model.probabilities`: windows in metres in, probabilities out.
With --video, MediaPipe's pose model looks at that video in another thread meanwhile, as it does live. With --full, a
network of the paper's width with random weights is exported and measured as well.
"""

import argparse
import copy
import json
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import nn

from recognizer.files import write_text
from recognizer.model.device import own_threads, share_cores
from recognizer.model.model_config import ModelConfig, TimeBase
from recognizer.model.model_folder import Model, Streams, find_model, load_model, save_model
from recognizer.model.onnx_engine import ENGINE_FILE, Engine
from recognizer.network.build import build_network
from recognizer.network.config import Architecture
from recognizer.network.pointwise import Pointwise
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.pose_estimator import PoseEstimator
from recognizer.skeleton.joints import JOINTS
from recognizer.sources.opening import open_source
from train.release.onnx_export import export

BATCHES = (1, 2)


def engines(model: Model, file: Path) -> dict[str, Callable[[torch.Tensor], torch.Tensor]]:
    """Every way to compute a step, by name."""
    streams = model.streams
    merged = folded(streams)
    one_thread, two_threads = Engine(file, 1), Engine(file, 2)

    def half(windows: torch.Tensor) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return streams(windows)[0]

    return {
        "PyTorch": lambda windows: streams(windows)[0],
        "PyTorch, bf16 autocast": half,
        "PyTorch, batch norms folded": lambda windows: merged(windows)[0],
        "ONNX Runtime, 1 thread": lambda windows: one_thread.answer(windows)[0],
        "ONNX Runtime, 2 threads": lambda windows: two_threads.answer(windows)[0],
    }


def folded(streams: Streams) -> Streams:
    """A copy whose batch norms are part of the 1x1 convolutions before them, and whose composed weights are kept."""
    streams = copy.deepcopy(streams)
    networks: Any = streams.networks  # PyTorch's types do not know what a list of modules holds
    for block in (block for network in networks for block in network.blocks):
        time_module, space = block.time, block.space
        time_module.branch = nn.Sequential(_merged(*time_module.branch[:2]), time_module.branch[2])
        if time_module.fuse is not None:
            time_module.fuse, time_module.norm = _merged(time_module.fuse, time_module.norm), nn.Identity()
        if isinstance(block.residual, nn.Sequential):
            block.residual = _merged(*block.residual)
        composed = tuple(part.detach() for part in space._composed())
        space._composed = lambda composed=composed: composed
    return streams


@torch.no_grad()
def _merged(before: Pointwise, norm: nn.BatchNorm2d) -> Pointwise:
    merged = Pointwise(before.in_channels, before.out_channels, before.groups, before.stride[0])
    assert norm.running_mean is not None and norm.running_var is not None and merged.bias is not None
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    merged.weight.copy_(before.weight * scale[:, None, None, None])
    merged.bias.copy_(norm.bias - norm.running_mean * scale + (0 if before.bias is None else before.bias * scale))
    return merged


@contextmanager
def pose_model_at_work(video: str | None) -> Iterator[None]:
    """MediaPipe looks at the video, again and again, in a thread of its own."""
    if video is None:
        yield
        return
    stop, started = threading.Event(), threading.Event()

    def work() -> None:
        while not stop.is_set():
            estimator = PoseEstimator(pose_model_path(), 2)
            with open_source(video) as source:
                while not stop.is_set() and (frame := source.read()) is not None:
                    assert frame.image is not None  # a video has pictures
                    estimator.estimate(frame.image, frame.time)
                    started.set()
            estimator.close()

    thread = threading.Thread(target=work)
    thread.start()
    started.wait(60)
    try:
        yield
    finally:
        stop.set()
        thread.join()


@torch.inference_mode()
def measure(model: Model, file: Path, rounds: int) -> list[dict]:
    ways = engines(model, file)
    rows = []
    print("| model | windows | engine | median, ms | least, ms | largest difference |\n|---|---|---|---|---|---|")
    for batch in BATCHES:
        windows = torch.randn(batch, model.config.architecture.frames, JOINTS, 3)
        expected = ways["PyTorch"](windows)
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(rounds + 3):
            for name in random.sample(list(ways), len(ways)):
                started = time.perf_counter()
                ways[name](windows)
                if number >= 3:  # the first ones warm up
                    taken[name].append(time.perf_counter() - started)
        for name, seconds in taken.items():
            difference = float((ways[name](windows).float() - expected).abs().max())
            row = {
                "model": model.config.name,
                "batch": batch,
                "engine": name,
                "median_ms": 1e3 * statistics.median(seconds),
                "least_ms": 1e3 * min(seconds),
                "difference": difference,
            }
            rows.append(row)
            times = f"{row['median_ms']:.1f} | {row['least_ms']:.1f}"
            print(f"| {row['model']} | {batch} | {name} | {times} | {difference:.0e} |", flush=True)
    return rows


def full_width(folder: Path) -> Path:
    """A model folder as wide and as long as the paper's, with random weights, exported."""
    torch.manual_seed(0)
    config = ModelConfig(
        name="full width",
        labels=[f"class {number}" for number in range(60)],
        architecture=Architecture(frames=64, width=64),
        time_base=TimeBase(seconds=3.0),
    )
    save_model(folder, config, {"joint": build_network(config.network())}, "# for measuring\n")
    export(folder, folder / ENGINE_FILE)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--video", help="for the pose model to look at meanwhile")
    parser.add_argument("--model", default="open", help="a model that was exported into its own folder")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    share_cores()
    with tempfile.TemporaryDirectory() as folder:
        folders = [find_model(options.model)]
        if options.full:
            folders.append(full_width(Path(folder, "full")))
        print(f"PyTorch has {own_threads()} threads; pose model {'beside it' if options.video else 'not running'}")
        rows = []
        with pose_model_at_work(options.video):
            for place in folders:
                model, processor = load_model(place), time.process_time()
                Engine(place / ENGINE_FILE)
                print(
                    f"opening {place.name}'s ONNX file takes {time.process_time() - processor:.2f} s of processor time"
                )
                rows += measure(model, place / ENGINE_FILE, options.rounds)
    if options.json:
        write_text(options.json, json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
