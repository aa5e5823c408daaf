"""How fast `recognize` runs beside a bare pose loop over the same video, in one run.

    python benchmarks/recognize_rate.py VIDEO [VIDEO ...] [--rounds N] [--json F]

For each video, in turn and N times: MediaPipe's PoseLandmarker alone (the same settings as the front end's, nothing
done with its answers), then the whole recognizer. Models are loaded and warmed beforehand. The ratio is taken pair by
pair, so that a machine whose speed drifts does not spoil it; its median is the figure to quote.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recognizer.device import choose_device, share_cores
from recognizer.files import write_text
from recognizer.front_end import FrontEnd
from recognizer.model import load_model
from recognizer.pose import PoseEstimator
from recognizer.pose_model import pose_model_path
from recognizer.recognizer import Recognizer
from recognizer.source import open_source

PERSONS = 2


def bare(video: str) -> tuple[int, float]:
    """Frames and seconds of the pose model alone."""
    estimator = PoseEstimator(pose_model_path(), PERSONS)
    try:
        return _play(video, lambda frame: estimator.estimate(frame.image, frame.time))
    finally:
        estimator.close()


def whole(video: str, model, counts: dict[str, int]) -> tuple[int, float]:
    """Frames and seconds of the recognizer; the windows are counted into ``counts``."""
    with Recognizer(model, FrontEnd(PERSONS)) as recognizer:

        def push(frame) -> None:
            answer = recognizer.push(frame.image, frame.time)
            counts["windows"] += len(answer.windows)
            counts["bodies"] += len(answer.bodies.persons)

        return _play(video, push)


def _play(video: str, use: Callable) -> tuple[int, float]:
    frames = 0
    with open_source(video) as source:
        use(source.read())  # warms up: MediaPipe's first frame takes much longer
        started = time.perf_counter()
        while (frame := source.read()) is not None:
            use(frame)
            frames += 1
        return frames, time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("videos", nargs="+", metavar="VIDEO")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="open")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    share_cores()
    model = load_model(options.model, choose_device("cpu"))
    whole(options.videos[0], model, {"windows": 0, "bodies": 0})
    rows = []
    print(f"{'video':36} {'bare fps':>9} {'whole fps':>9} {'ratio':>6}  {'windows/s and person':>20}")
    for video in options.videos:
        with open_source(video) as source:
            fps = source.fps
        ratios, bare_rates, rates = [], [], []
        counts = {"windows": 0, "bodies": 0}
        for _ in range(options.rounds):
            frames, seconds = bare(video)
            bare_rates.append(frames / seconds)
            frames, seconds = whole(video, model, counts)
            rates.append(frames / seconds)
            ratios.append(rates[-1] / bare_rates[-1])
        row = {
            "video": Path(video).name,
            "bare_fps": statistics.median(bare_rates),
            "fps": statistics.median(rates),
            "ratio": statistics.median(ratios),
            "ratio_min": min(ratios),
            "ratio_max": max(ratios),
            "windows_per_second_and_person": counts["windows"] / max(counts["bodies"] / fps, 1e-9),
        }
        rows.append(row)
        print(
            f"{row['video']:36} {row['bare_fps']:9.1f} {row['fps']:9.1f} {row['ratio']:6.2f}"
            f"  {row['windows_per_second_and_person']:20.2f}",
            flush=True,
        )
    if options.json:
        write_text(options.json, json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
