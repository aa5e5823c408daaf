"""How many hours of video an hour of work takes, one process and several, and what memory that needs.

    python benchmarks/batch.py DIR VIDEO [--seconds N] [--jobs N] [--hours N]

Into ``DIR`` go films made of VIDEO's pictures, again and again: ten of ``--seconds``, one ten times as long, and the
first in twice its rate, every picture twice. They are recognized by ``recognize`` with one job and with ``--jobs``;
the answers must be the same. The one of twice the rate is recognized with ``--pose-rate all`` and without.
``--hours``: instead, the peak memory over a film of so many hours and over one of a tenth of it, small and of an empty
room, so that they are done sooner than they last.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recognizer.sources.opening import open_source
from recognizer.sources.video_writer import VideoFile

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("video", metavar="VIDEO")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--hours", type=float)
    options = parser.parse_args()
    print(f"{processor()}, {options.jobs} jobs", flush=True)
    if options.hours:
        for hours in (options.hours / 10, options.hours):
            film = repeated(
                options.folder / f"{hours:g}.mp4", iter([np.zeros((48, 64, 3), np.uint8)]), 10, hours * 3600
            )
            seconds, peak, _ = recognized(film, 1)
            print(f"{hours:g} hours in {seconds:.0f} s: {peak:.0f} MB at the most", flush=True)
        return
    pictures, fps = read(options.video)
    many = options.folder / "many"
    for number in range(10):
        repeated(many / f"{number}.mp4", pictures, fps, options.seconds)
    one = repeated(options.folder / "long.mp4", pictures, fps, 10 * options.seconds)
    fast = repeated(options.folder / "fast.mp4", np.repeat(pictures, 2, axis=0), 2 * fps, options.seconds)
    for name, place in ((f"ten of {options.seconds:g} s", many), (f"one of {10 * options.seconds:g} s", one)):
        compare(name, 10 * options.seconds, [(str(jobs), recognized(place, jobs)) for jobs in (1, options.jobs)])
    ways = [(rate, recognized(fast, 1, "--pose-rate", rate)) for rate in ("all", "30")]
    compare(f"{2 * fps:.0f} frames a second, {options.seconds:g} s", options.seconds, ways, same=False)


def compare(name: str, length: float, ways: list[tuple[str, tuple[float, float, list]]], same: bool = True) -> None:
    """Print the rates of a set of so many seconds of video, by each of two ways."""
    (before, (slow, _, expected)), (after, (quick, _, found)) = ways
    if same and expected != found:
        sys.exit(f"{name}: the answers differ.")
    rates = (
        f"{before}: {length / slow:.2f}, {after}: {length / quick:.2f} hours an hour, {slow / quick:.2f} times as many"
    )
    print(f"{name}: {rates}; {'the same answers' if expected == found else 'other answers'}", flush=True)


def read(video: str) -> tuple[np.ndarray, float]:
    """All pictures of a short video, and its rate."""
    with open_source(video) as source:
        return np.stack([frame.image for frame in iter(source.read, None) if frame.image is not None]), source.fps


def repeated(path: Path, pictures: "np.ndarray | Iterator[np.ndarray]", fps: float, seconds: float) -> Path:
    """A film of the pictures, there and back again, so that nobody jumps."""
    given = np.stack(list(pictures))
    circle = np.concatenate([given, given[-2:0:-1]]) if len(given) > 2 else given
    with VideoFile(path, fps) as video:
        for index in range(round(seconds * fps)):
            video.write(circle[index % len(circle)], index / fps)
    return path


def recognized(place: Path, jobs: int, *words: str) -> tuple[float, float, list]:
    """Seconds that `recognize` takes, the most memory of any of its processes so far in MB, and all that it found."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / ("results" if place.is_dir() else "result.json")
        command = [sys.executable, str(ROOT / "main.py"), "recognize", str(place), "--json", str(out)]
        started = time.perf_counter()
        done = subprocess.run([*command, "--jobs", str(jobs), *words], stdout=subprocess.DEVNULL, check=True)
        seconds = time.perf_counter() - started
        assert done.returncode == 0
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        results = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    answers = [{key: value for key, value in one.items() if key not in ("timing", "made_from")} for one in results]
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, answers


def processor() -> str:
    """Its name, as far as the system tells it."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
