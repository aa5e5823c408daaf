"""How fast the window looks through a file while it plays it, how soon a moment is explained, and what is kept of it.

    python benchmarks/window_files.py VIDEO [--seconds N] [--jumps N] [--width W --height H]

VIDEO's pictures, scaled to 1280 by 720, become a film of ``--seconds``, there and back again. It is opened in the real
window, off screen unless QT_QPA_PLATFORM says otherwise, which plays it at its own speed while it looks through it.
Printed are the seconds of film looked through in a second, while it plays and once it stands still; the time from a
jump (``--jumps``, to places drawn at random) to the picture with its answer, and to the maps; and how large the bodies
are that are kept of it, and of two hours of the like.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from app.window.main_window import MainWindow
from benchmarks.app_rate import scale
from benchmarks.batch import processor, read, repeated
from benchmarks.real_window import opened, reached, until
from recognizer.model.device import share_cores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=Path)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--jumps", type=int, default=30)
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=720)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    share_cores()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures, fps = read(str(scale(options.video, folder, options.width, options.height)))
        film = repeated(folder / "film.mp4", pictures, fps, options.seconds)
        print(f"{processor()}: {options.seconds:.0f} s of {options.width}x{options.height} at {fps:.0f} frames/s")
        with opened(film, folder) as window:
            measure(window, options.jumps)
    app.processEvents()


def measure(window: MainWindow, jumps: int) -> None:
    """Print what is measured of the film in the window."""
    pipeline = window.pipeline
    until(lambda: reached(pipeline) > 1.0)
    began, first = time.perf_counter(), reached(pipeline)
    until(lambda: time.perf_counter() - began > 60 or pipeline.coverage.ended)  # type: ignore[union-attr]
    rate = (reached(pipeline) - first) / (time.perf_counter() - began)
    print(f"looked through while it plays: {rate:.2f} seconds a second", flush=True)
    pipeline.pause()
    began, first = time.perf_counter(), reached(pipeline)
    until(lambda: pipeline.coverage.ended)  # type: ignore[union-attr]
    if reached(pipeline) - first > 5:
        print(f"while it stands still: {(reached(pipeline) - first) / (time.perf_counter() - began):.2f}", flush=True)
    answered, explained = zip(*(jump(window, number) for number in range(jumps)), strict=True)
    for name, times in (("picture and answer", answered), ("maps", explained)):
        middle, late = np.percentile(np.array(times) * 1000, [50, 95])
        print(f"from a jump to {name}: median {middle:.0f} ms, 95th percentile {late:.0f} ms", flush=True)
    assert pipeline.analysis is not None, "a file is open"
    size, seconds = pipeline.analysis.kept.size, reached(pipeline)
    people = statistics.mean(
        len(pipeline.analysis.kept.frame(place).bodies.persons) for place in range(len(pipeline.analysis.kept))
    )
    print(f"kept: {size / 1e6:.1f} MB, {size / seconds * 7200 / 1e6:.0f} MB of two hours, {people:.1f} people a frame")


def jump(window: MainWindow, number: int) -> tuple[float, float]:
    """Seconds from a jump to what is known of the place, and to its maps."""
    end = reached(window.pipeline)
    place = random.Random(number).uniform(1.0, end - 2.0)
    began = time.perf_counter()
    window.playback.seek(place)
    until(lambda: window.shown is not None and abs(window.shown.captured.frame.time - place) < 0.1)
    answered = time.perf_counter() - began
    until(lambda: all(one.window is None or one.window.trace for one in window.shown.holders))  # type: ignore[union-attr]
    return answered, time.perf_counter() - began


if __name__ == "__main__":
    main()
