"""How fast `recognize` runs beside a bare pose loop over the same video, in one run.

    python benchmarks/recognize_rate.py VIDEO [VIDEO ...] [--rounds N] [--json F]

For each video, in turn and N times: MediaPipe's PoseLandmarker alone (the same settings as the front end's, nothing
done with its answers), then the whole recognizer. Models are loaded and warmed beforehand. The ratio is taken pair by
pair, so that a machine whose speed drifts does not spoil it; its median is the figure to quote.
"""

import argparse
import json
import statistics
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from recognizer.files import write_text
from recognizer.model.device import choose_device, share_cores
from recognizer.model.model_folder import Model, load_model
from recognizer.pose.frames import ObservedFrame
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.observations import ahead, observe
from recognizer.pose.pose_estimator import PoseEstimator
from recognizer.recognizer import Recognizer
from recognizer.sources.opening import open_source

PERSONS = 2


def bare(video: str) -> float:
    """Frames a second of the pose model alone."""
    estimator = PoseEstimator(pose_model_path(), PERSONS)
    try:
        with open_source(video) as source:
            frames = iter(source.read, None)
            return _rate(estimator.estimate(frame.image, frame.time) for frame in frames if frame.image is not None)
    finally:
        estimator.close()


def whole(video: str, model: Model, counts: dict[str, int]) -> float:
    """Frames a second of the recognizer, as `recognize` runs it; windows and bodies are counted into ``counts``."""
    recognizer = Recognizer(model)

    def answers(seen: Iterable[ObservedFrame]) -> Iterator[None]:
        for observation in seen:
            answer = recognizer.push(observation.bodies, observation.time)
            counts["windows"] += len(answer.windows)
            counts["bodies"] += len(answer.bodies.persons)
            yield

    with open_source(video) as source, ahead(observe(source, PERSONS, False, pose_model_path())) as seen:
        return _rate(answers(seen))


def _rate(frames: Iterable) -> float:
    """Frames a second, the first one apart: it warms up, and takes much longer."""
    iterator = iter(frames)
    next(iterator)
    started = time.perf_counter()
    count = sum(1 for _ in iterator)
    return count / (time.perf_counter() - started)


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
            bare_rates.append(bare(video))
            rates.append(whole(video, model, counts))
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
