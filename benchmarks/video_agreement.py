"""How a model's answers on real videos agree with notes made by hand: python benchmarks/video_agreement.py DIR

``DIR`` holds the videos that benchmarks/video_annotations.yaml names, or the clips that ``main.py extract`` made of
them, under the same names with .npz. Each is recognized as ``main.py recognize`` does, and every window is compared
with what its person does at the moment that the window is about: right is one of the labels written down, or none
where none is. ``--figure F.png`` draws both, one above the other, as timelines.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from pathlib import Path

import yaml

from recognizer.model.model_folder import load_model

ROOT = Path(__file__).resolve().parent.parent
LETTERS = 210  # that stand side by side along a timeline
ANNOTATIONS = ROOT / "benchmarks" / "video_annotations.yaml"


@dataclass(frozen=True)
class Action:
    """What somebody does from ``start`` to ``end`` seconds, and the labels that would be right."""

    start: float
    end: float
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """One person of one video, and the numbers that the tracking gives them."""

    video: str
    name: str
    numbers: tuple[int, ...]
    actions: tuple[Action, ...]
    unknown: tuple[Action, ...]  # movements that no label names, drawn alone


@dataclass(frozen=True)
class Answer:
    """One window's label, at the moment that it is about, and whether that is right."""

    moment: float
    label: str | None
    expected: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.label in self.expected if self.expected else self.label is None


@dataclass(frozen=True)
class Compared:
    """All answers about one person, and the segments that the program gives: start, end, label."""

    person: Person
    answers: list[Answer]
    segments: list[tuple[float, float, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--model", default="open", metavar="M")
    parser.add_argument("--figure", type=Path, metavar="F.png")
    options = parser.parse_args()
    lag = load_model(options.model).config.decision.lag
    compared = []
    for video, people in annotations().items():
        clip = (options.folder / video).with_suffix(".npz")
        result = recognized(clip if clip.is_file() else options.folder / video, options.model)
        compared += [compare(person, result, lag) for person in people]
    print(table(compared))
    if options.figure:
        draw(compared, options.figure)
    return 0


def annotations() -> dict[str, list[Person]]:
    """The people of every video."""
    return {
        video: [
            Person(
                video,
                entry["person"],
                tuple(entry["numbers"]),
                tuple(Action(start, end, tuple(labels)) for start, end, labels in entry["actions"]),
                tuple(Action(start, end, (words,)) for start, end, words in entry.get("unknown", [])),
            )
            for entry in entries
        ]
        for video, entries in yaml.safe_load(ANNOTATIONS.read_text()).items()
    }


def recognized(video: Path, model: str) -> dict:
    """What ``recognize --json`` writes about a video."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "result.json"
        command = [
            sys.executable,
            str(ROOT / "main.py"),
            "recognize",
            str(video),
            "--model",
            model,
            "--json",
            str(file),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(file.read_text())


def compare(person: Person, result: dict, lag: float) -> Compared:
    def expected(moment: float) -> tuple[str, ...]:
        return next((each.labels for each in person.actions if each.start <= moment <= each.end), ())

    answers = [
        Answer(moment := window["time"] - lag, window["label"], expected(moment))
        for window in result["windows"]
        if window["persons"][0] in person.numbers
    ]
    segments = [
        (segment["start"], segment["end"], segment["label"])
        for segment in result["segments"]
        if segment["persons"][0] in person.numbers
    ]
    return Compared(person, answers, segments)


def named(compared: Compared) -> int:
    """How many of a person's actions got a right label at some moment."""
    return sum(
        any(
            answer.label in action.labels and action.start <= answer.moment <= action.end for answer in compared.answers
        )
        for action in compared.person.actions
    )


def share(answers: list[Answer]) -> str:
    return f"{sum(answer.right for answer in answers) / len(answers):.0%} of {len(answers)}" if answers else "none seen"


def table(compared: list[Compared]) -> str:
    lines = [
        "| video | person | windows right | … while something known is done | … while nothing is | given a wrong label "
        "| actions named |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in compared:
        lines.append(row(each.person.video, each.person.name, [each]))
    lines.append(row("all", "", compared))
    return "\n".join(lines)


def row(video: str, person: str, compared: list[Compared]) -> str:
    answers = [answer for each in compared for answer in each.answers]
    known = [answer for answer in answers if answer.expected]
    nothing = [answer for answer in answers if not answer.expected]
    wrong = sum(answer.label is not None and not answer.right for answer in answers) / max(len(answers), 1)
    actions = sum(len(each.person.actions) for each in compared)
    found = f"{sum(named(each) for each in compared)} of {actions}"
    return f"| {video} | {person} | {share(answers)} | {share(known)} | {share(nothing)} | {wrong:.0%} | {found} |"


def draw(compared: list[Compared], file: Path) -> None:
    """Timelines: of each person, or of people who come one after the other, two bars: above what was written down,
    below what the program says. The words stand above and below the bars, where there is room for them."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    lanes = side_by_side(compared)
    figure, axes = plt.subplots(len(lanes), 1, figsize=(12, 1.6 * len(lanes)), layout="constrained")
    for axis, lane in zip(axes, lanes):
        last = max(moment for each in lane for _, moment in extents(each)) + 0.5
        for each in lane:
            written = [(action.start, action.end, ", ".join(action.labels)) for action in each.person.actions]
            for level, spans in ((1, written), (0, each.segments)):
                for action in each.person.unknown if level else ():
                    width = action.end - action.start
                    axis.barh(level, width, left=action.start, height=0.7, color="#dfe4ea", edgecolor="white")
                for start, end, text in spans:
                    colour = "#6b7785" if level else ("#0072b2" if overlaps(each, start, end, text) else "#c75000")
                    axis.barh(level, end - start, left=start, height=0.7, color=colour, edgecolor="white")
                    place, side = (1.45, "bottom") if level else (-0.45, "top")
                    words = textwrap.fill(text, max(round(LETTERS * (end - start) / last), 12))
                    axis.text(start, place, words, va=side, fontsize=6.5, color=colour, linespacing=1.0)
        axis.set_xlim(0, last)
        axis.set_ylim(-1.2, 3.0)
        axis.set_yticks([0, 1], ["program", "by hand"], fontsize=7)
        names = f"{len(lane)} people, one after the other" if len(lane) > 1 else lane[0].person.name
        axis.set_title(f"{lane[0].person.video}: {names}", fontsize=8, loc="left", pad=2)
        axis.tick_params(axis="x", labelsize=7)
        axis.spines[["top", "right"]].set_visible(False)
    axes[-1].set_xlabel(
        "seconds   (grey: by hand, light: what no label names; blue: right; orange: not what was written down)",
        fontsize=8,
    )
    figure.savefig(file, dpi=110)


def overlaps(compared: Compared, start: float, end: float, label: str) -> bool:
    """Whether somebody does ``label`` at some time from ``start`` to ``end``."""
    return any(label in each.labels and start < each.end and end > each.start for each in compared.person.actions)


def extents(compared: Compared) -> list[tuple[float, float]]:
    """Start and end of all that is drawn of a person."""
    return [(action.start, action.end) for action in compared.person.actions] + [
        (start, end) for start, end, _ in compared.segments
    ]


def side_by_side(compared: list[Compared]) -> list[list[Compared]]:
    """People of one video who come one after the other share a lane."""
    lanes: list[list[Compared]] = []
    for each in compared:
        last = lanes[-1][-1] if lanes else None
        ended = max((end for _, end in extents(last)), default=0) if last else 0
        if last and last.person.video == each.person.video and ended <= min(start for start, _ in extents(each)):
            lanes[-1].append(each)
        else:
            lanes.append([each])
    return lanes


if __name__ == "__main__":
    sys.exit(main())
