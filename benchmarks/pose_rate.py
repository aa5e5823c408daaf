"""What it costs to look at fewer frames of fast videos: python benchmarks/pose_rate.py LIST.csv ... --videos DIR

    --rates R ...     poses a second to compare, or all (all 30)
    --least FPS       files of at least so many frames a second are taken (45)
    --setups NAME ... these setups of the lists alone (all)
    --model M, --labels L   as for camera_accuracy.py (open, bundled)

The lists are those of ``prepare videos``. Every file is one live session from a cold start, looked at once by each of
the rates, and judged by the same model. Printed is for each rate, as by camera_accuracy.py: the first guess, what the
user is told, seconds to the label; and of how many actions the rates disagree whether they were named rightly. The
bundled model has learned from the files of its lists, so that the figures tell rates apart and not how good it is.
"""

import argparse
from collections import defaultdict
from pathlib import Path

from benchmarks.camera_accuracy import head, row
from recognizer.errors import UserError
from recognizer.model.device import choose_device
from recognizer.model.model_folder import Model, load_model
from recognizer.output.label_list import LabelledSpan, read_label_lists
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.observations import observe
from recognizer.pose.pose_rate import PoseRate
from recognizer.skeleton.clip import Clip, ClipBuilder
from recognizer.skeleton.joints import BODIES
from recognizer.sources.opening import open_source
from recognizer.worker_processes import run_tasks
from train.data.label_lists import load_label_sources
from train.datasets.videos import NAME as VIDEOS
from train.evaluation.camera_score import SpanScore, group_score, live_windows, score_spans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", type=Path, nargs="+", metavar="LIST.csv")
    parser.add_argument("--videos", type=Path, metavar="DIR")
    parser.add_argument("--rates", nargs="+", default=["all", "30"], metavar="R")
    parser.add_argument("--least", type=float, default=45.0, metavar="FPS")
    parser.add_argument("--setups", nargs="+", metavar="NAME")
    parser.add_argument("--model", default="open", metavar="M")
    parser.add_argument("--labels", default="bundled", metavar="L")
    options = parser.parse_args()
    folder = options.videos or options.lists[0].parent
    of_file: dict[str, list[LabelledSpan]] = defaultdict(list)
    for span in read_label_lists(options.lists):
        if options.setups is None or span.setup in options.setups:
            of_file[span.file].append(span)
    fast = [name for name in of_file if frames_a_second(folder / name) >= options.least]
    model = load_model(options.model, choose_device("cpu"))
    known = {one: one for one in model.labels} | load_label_sources(options.labels).label_of_class(VIDEOS)
    pose_model_path()  # fetched once, and not by several processes
    print(f"{len(fast)} files of at least {options.least:.0f} frames a second\n" + "\n".join(head("poses a second")))
    named = []
    for rate in options.rates:
        clips = dict(run_tasks(observed, [(folder, name, rate) for name in fast]))
        scores = [score for name in fast for score in judged(model, clips[name], of_file[name], known)]
        print(row(rate, group_score(scores)), flush=True)
        named.append([score.right for score in scores])
    differing = sum(len(set(outcomes)) > 1 for outcomes in zip(*named, strict=True))
    print(f"\nWhether they are named rightly differs for {differing} of {len(named[0])} actions.")


def frames_a_second(file: Path) -> float:
    """Of a video; 0 where it cannot be read."""
    try:
        with open_source(file) as source:
            return source.fps
    except UserError:
        return 0.0


def observed(folder: Path, name: str, rate: str) -> tuple[str, Clip]:
    """The bodies of a video, of so many frames a second."""
    builder = ClipBuilder()
    with open_source(folder / name) as source:
        for seen in observe(source, BODIES, False, pose_model_path(), PoseRate.parse(rate)):
            builder.add(seen.bodies, seen.time)
    return name, builder.build()


def judged(model: Model, clip: Clip, spans: list[LabelledSpan], known: dict[str, str]) -> list[SpanScore]:
    """What the user is told of each span."""
    return score_spans(model, clip, live_windows(model, clip), spans, known)


if __name__ == "__main__":
    main()
