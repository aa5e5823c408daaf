"""How many `.skeleton` files a second are read, beside a plain Python reader and over the same generated files.

    python benchmarks/read_skeletons.py [--files N] [--rounds N] [--workers N ...] [--raw DIR] [--json F]

On one core, in turn: `parse`, and a plain reader that goes line by line and turns every number of a line into a float.
Files are in the system's cache; both give the same joints, which is checked. Then the whole of `prepare` (reading,
choosing bodies, packing, writing) with one process and with more. Rounds alternate, so that a machine whose speed
drifts spoils no ratio; medians are given.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from recognizer.files import write_text
from recognizer.skeleton.skeleton_parser import parse
from train.allocator import keep_freed_memory
from train.data.prepare import prepare
from train.data.synthetic_ntu import SyntheticSet, write_raw


def read_by_line(path: Path) -> dict[str, np.ndarray]:
    """Every body's joints ``(T, 25, 3)``, as one would first write it."""
    bodies: dict[str, list[np.ndarray]] = {}
    with open(path) as file:
        for _ in range(int(file.readline())):
            for _ in range(int(file.readline())):
                tracking = file.readline().split()[0]
                joints = np.zeros((int(file.readline()), 3), np.float32)
                for joint in range(len(joints)):
                    values = [float(word) for word in file.readline().split()]
                    joints[joint] = values[:3]
                bodies.setdefault(tracking, []).append(joints)
    return {tracking: np.stack(frames) for tracking, frames in bodies.items()}


def read_at_once(path: Path) -> dict[str, np.ndarray]:
    return {str(body.tracking): body.keypoints for body in parse(path.read_bytes()).bodies}


def rate(read: Callable[[Path], object], files: list[Path]) -> float:
    started = time.perf_counter()
    for file in files:
        read(file)
    return len(files) / (time.perf_counter() - started)


def prepare_rate(raw: Path, count: int, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        prepare("ntu60", raw, Path(folder) / "out", workers=workers, chunk=64)
        return count / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=400, help="how many are generated (400)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--raw", type=Path, help="a folder with .skeleton files, instead of generated ones")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    keep_freed_memory()  # as `prepare` does
    with tempfile.TemporaryDirectory() as folder:
        raw = options.raw or Path(folder)
        if not options.raw:
            write_raw(SyntheticSet(options.files), raw)
        files = sorted(raw.rglob("*.skeleton"))
        for file in files[:50]:
            plain, fast = read_by_line(file), read_at_once(file)
            assert plain.keys() == fast.keys() and all(np.array_equal(plain[key], fast[key]) for key in plain)
        rounds = [(rate(read_by_line, files), rate(read_at_once, files)) for _ in range(options.rounds)]
        prepared = {
            workers: [prepare_rate(raw, len(files), workers) for _ in range(options.rounds)]
            for workers in options.workers
        }
        size = sum(file.stat().st_size for file in files)
    result = {
        "files": len(files),
        "megabytes": size / 1e6,
        "plain_files_per_s": statistics.median(plain for plain, _ in rounds),
        "parse_files_per_s": statistics.median(fast for _, fast in rounds),
        "ratio": statistics.median(fast / plain for plain, fast in rounds),
        "prepare_files_per_s": {workers: statistics.median(rates) for workers, rates in prepared.items()},
    }
    print(f"{result['files']} files, {result['megabytes']:.0f} MB; one core, reading alone:")
    print(f"  line by line  {result['plain_files_per_s']:7.0f} files/s")
    print(f"  parse         {result['parse_files_per_s']:7.0f} files/s, {result['ratio']:.2f} times as many")
    for workers, files_per_s in result["prepare_files_per_s"].items():
        print(f"prepare, {workers} processes: {files_per_s:.0f} files/s")
    if options.json:
        write_text(options.json, json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
