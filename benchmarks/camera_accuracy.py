"""How a model does before real cameras, by lists of labelled videos: python benchmarks/camera_accuracy.py LIST.csv ...

    --model M [M ...]   names or folders of models, measured on the same joints (open)
    --labels L          the list, in train/label_lists or a YAML file, whose part for videos says which actions are
                        which of the model's labels (open); an action that bears a label's name is that label
    --decisions P ...   by which of the models' rules labels are given: careful, balanced, eager, one or several
                        (balanced); rules that a model lacks are reported and left out
    --setups NAME ...   these setups of the lists alone (all)
    --videos DIR        where the lists' files are, if not beside the first list
    --joints DIR        where the videos' joints are kept (LIST.joints, of the first list); found first where they are
                        not there
    --json F            every span's outcome, by each of the rules

The lists are those of ``prepare videos``: file, setup, person, start, end, action; a later one replaces all rows that
earlier ones have of the same file. Each file is one live session from a cold start. For each setup and in all: the
network's first guess; what the user is told (named rightly at some time, only wrongly, silent), the median seconds to
the right label, changes of label within an action; false alarms a minute where the action is in brackets or none of the
model's. A label that is right for another span of the same file is not held against a span until it still stands more
than a second after that other one. A table of labels and one of false alarms follow, by the first of the rules alone,
and one of files with several spans, as continuous recordings are: how many actions have a segment of their label that
overlaps them by half (intersection over union), segments placed as the program places them, and the median seconds from
an action's middle to its label.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from recognizer.console import Progress
from recognizer.files import write_text
from recognizer.model.device import choose_device
from recognizer.model.model_folder import Model, load_model
from recognizer.model.operating_points import BALANCED, OPERATING_POINTS, OperatingPoint
from recognizer.output.label_list import LabelledSpan, read_label_lists
from train.data.label_lists import load_label_sources
from train.datasets.video_joints import Video, load_kept, observe_videos, video_in
from train.datasets.videos import NAME as VIDEOS
from train.evaluation.camera_score import (
    GroupScore,
    SpanScore,
    group_score,
    live_windows,
    score_recording,
    score_spans,
)
from train.evaluation.live_score import LiveScore

COLUMNS = (
    "actions", "nobody found", "first guess right", "named rightly", "only wrongly", "silent", "seconds to the label",
    "changes", "false alarms a minute",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", type=Path, nargs="+", metavar="LIST.csv")
    parser.add_argument("--model", nargs="+", default=["open"], metavar="M")
    parser.add_argument("--labels", default="bundled", metavar="L")
    parser.add_argument("--decisions", nargs="+", default=[BALANCED], choices=OPERATING_POINTS, metavar="P")
    parser.add_argument("--setups", nargs="+", metavar="NAME")
    parser.add_argument("--videos", type=Path, metavar="DIR")
    parser.add_argument("--joints", type=Path, metavar="DIR")
    parser.add_argument("--workers", type=int, metavar="N", help="processes that find joints (all cores)")
    parser.add_argument("--json", type=Path, metavar="F")
    options = parser.parse_args()
    label_of_action = load_label_sources(options.labels).label_of_class(VIDEOS)
    spans = read_label_lists(options.lists)
    if options.setups:
        if unknown := sorted(set(options.setups) - {span.setup for span in spans}):
            parser.error(f"the lists have no setup {', '.join(unknown)}")
        spans = [span for span in spans if span.setup in options.setups]
    joints = options.joints or options.lists[0].with_suffix(".joints")
    videos = {
        name: video_in(options.videos or options.lists[0].parent, name, joints)
        for name in dict.fromkeys(s.file for s in spans)
    }
    for file, problem in observe_videos(list(videos.values()), workers=options.workers).items():
        print(f"{file}: {problem}")
    outcomes: dict[str, list[dict]] = {}
    for name in options.model:
        model = load_model(name, choose_device("cpu"))
        outcomes[name] = []
        wanted = dict.fromkeys(options.decisions)
        if lacking := [point for point in wanted if point not in model.config.offered]:
            print(f"\n{model.config.name} has no {' and no '.join(lacking)} rules of decision.")
        for number, point in enumerate(point for point in wanted if point in model.config.offered):
            scores, recordings = measure(model, spans, videos, label_of_action, point)
            outcomes[name] += [{"decisions": point, **asdict(score)} for score in scores]
            print(f"\n## {model.config.name}, {point}\n")
            details = [] if number else [*report_labels(scores), *report_alarms(scores)]
            print("\n".join([*report_setups(scores), *details, *report_recordings(recordings)]))
    if options.json:
        write_text(options.json, json.dumps(outcomes, indent=1) + "\n")


def measure(
    model: Model,
    spans: list[LabelledSpan],
    videos: dict[str, Video],
    label_of_action: dict[str, str],
    decisions: OperatingPoint = BALANCED,
) -> tuple[list[SpanScore], dict[str, list[LiveScore]]]:
    """Every span of every video whose joints were found; and the videos with several spans as wholes, by setup.
    ``decisions``: by which of the model's rules labels are given. Raises ``UserError`` where it lacks those."""
    known = {label: label for label in model.labels} | label_of_action
    of_file: dict[str, list[LabelledSpan]] = defaultdict(list)
    for span in spans:
        of_file[span.file].append(span)
    scores: list[SpanScore] = []
    recordings: dict[str, list[LiveScore]] = defaultdict(list)
    with Progress("Judging videos", len(of_file), "videos") as progress:
        for number, (name, mine) in enumerate(of_file.items(), start=1):
            if videos[name].is_kept():
                clip = load_kept(videos[name])
                windows = live_windows(model, clip, decisions)
                scores += score_spans(model, clip, windows, mine, known)
                if len(mine) > 1:
                    recordings[mine[0].setup].append(score_recording(model, clip, windows, mine, known))
            progress.update(number)
    return scores, recordings


def report_setups(scores: list[SpanScore]) -> list[str]:
    """A table of Markdown, by setup and in all."""
    setups = defaultdict(list)
    for score in scores:
        setups[score.span.setup].append(score)
    return [*head("setup"), *rows(setups), row("all", group_score(scores))]


def report_labels(scores: list[SpanScore]) -> list[str]:
    """A table of Markdown of the actions that the model knows, by label, action and setup."""
    labels = defaultdict(list)
    for score in scores:
        if score.wanted:
            labels[f"{score.wanted[0]} ({score.span.action}, {score.span.setup})"].append(score)
    return ["", *head("label"), *rows(labels)]


def report_alarms(scores: list[SpanScore]) -> list[str]:
    """A table of Markdown of false alarms, by what happened and setup."""
    idle = defaultdict(list)
    for score in scores:
        if not score.wanted:
            idle[f"{score.span.action} ({score.span.setup})"].append(score)
    lines = ["", "| no action, or none of the model's | files | minutes | false alarms a minute | labels taken up |"]
    lines += ["|---" * 5 + "|"]
    for name, group in sorted(idle.items()):
        total = group_score(group)
        given = [label for score in group for label in score.named]
        most = sorted(dict.fromkeys(given), key=lambda label: -given.count(label))[:4]
        counts = ", ".join(f"{label} {given.count(label)}" for label in most)
        lines.append(f"| {name} | {len(group)} | {total.idle_minutes:.1f} | {total.alarms_a_minute:.1f} | {counts} |")
    return lines


def report_recordings(recordings: dict[str, list[LiveScore]]) -> list[str]:
    """A table of Markdown of files with several spans, by setup; nothing where there are none."""
    if not recordings:
        return []
    columns = (
        "continuous recordings", "files", "actions", "segments", "found", "segment F1", "named",
        "seconds from an action's middle to its label", "changes a minute",
    )  # fmt: skip
    lines = ["", "".join(f"| {column} " for column in columns) + "|", "|---" * len(columns) + "|"]
    groups = sorted(recordings.items())
    for name, scores in [*groups, ("all", [score for _, group in groups for score in group])]:
        total = sum(scores, start=LiveScore())
        counts = f"{len(scores)} | {total.actions} | {total.segments} | {total.found} | {total.f1:.2f}"
        named = f"{total.named} ({total.named_share:.0%})" if total.actions else "–"
        delay = f"{total.delay:.1f}" if total.delays else "–"
        lines.append(f"| {name} | {counts} | {named} | {delay} | {total.flips_a_minute:.1f} |")
    return lines


def head(first: str) -> list[str]:
    """The first two lines of a table whose first column has this name."""
    return [f"| {first} " + "".join(f"| {column} " for column in COLUMNS) + "|", "|---" * (len(COLUMNS) + 1) + "|"]


def rows(groups: dict[str, list[SpanScore]]) -> list[str]:
    """One line for each group, by name."""
    return [row(name, group_score(group)) for name, group in sorted(groups.items())]


def row(name: str, score: GroupScore) -> str:
    """One line of the table: counts, and shares of the actions."""

    def share(count: int) -> str:
        return f"{count} ({count / score.actions:.0%})" if score.actions else "–"

    shares = " | ".join(share(n) for n in (score.guessed, score.right, score.only_wrong, score.silent))
    delay = f"{score.delay:.1f}" if score.right else "–"
    alarms = f"{score.alarms_a_minute:.1f}" if score.idle_minutes else "–"
    return f"| {name} | {score.actions} | {score.unseen} | {shares} | {delay} | {score.flips} | {alarms} |"


if __name__ == "__main__":
    main()
