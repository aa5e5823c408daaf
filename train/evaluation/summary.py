"""Over several evaluations: mean and standard deviation, and the paper's Table 1 with a row for what was measured."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from recognizer.errors import UserError
from recognizer.files import parse_json, write_text

FIGURES = ("top1", "top5", "ece")
TEST_CLIPS = {"xsub-test": 16_487, "xview-test": 18_932}  # of NTU RGB+D 60, without the missing ones

# Top-1 in % on NTU RGB+D 60, X-Sub and X-View, as the paper's Table 1 has them.
PAPER = (
    ("ST-GCN", "81.5", "88.3"),
    ("2s-AGCN", "88.5", "95.1"),
    ("Shift-GCN", "90.7", "96.5"),
    ("MS-G3D", "91.5", "96.2"),
    ("ST-TR", "89.9", "96.1"),
    ("Dynamic GCN", "91.5", "96.0"),
    ("DSTANet", "91.5", "96.4"),
    ("MST-GCN", "91.5", "96.6"),
    ("MS-SA, the paper (joint + motion)", "91.8", "96.8"),
)


@dataclass(frozen=True)
class Spread:
    """Mean and sample standard deviation of one figure over the runs; no deviation of a single run."""

    mean: float
    sd: float | None
    runs: int

    def percent(self) -> str:
        """Mean and deviation in percent, as a table has them: "91.8 ± 0.2", or "91.8" for a single run."""
        spread = "" if self.sd is None else f" ± {self.sd * 100:.1f}"
        return f"{self.mean * 100:.1f}{spread}"

    def __str__(self) -> str:
        spread = "one run" if self.sd is None else f"± {self.sd:.4f}, {self.runs} runs"
        return f"{self.mean:.4f} ({spread})"


@dataclass(frozen=True)
class Summary:
    """What several evaluations of the same streams on the same set came to; ``splits`` are one, or the folds."""

    data: str
    splits: list[str]
    clips: list[int]  # of every evaluation
    streams: list[str]
    steps: list[int]  # of every stream of every run
    seeds: list[int]
    figures: dict[str, Spread]

    def save(self, file: Path) -> None:
        """Write it as JSON, atomically. Raises ``UserError`` where the file cannot be written."""
        write_text(file, json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")


def summarize(files: Sequence[Path]) -> Summary:
    """Mean ± standard deviation over the JSON files of several evaluations. Raises ``UserError`` for what is not one,
    and where data or streams differ; the splits may, as the folds of a set do."""
    read = [_read(file) for file in files]
    first = read[0]
    for file, other in zip(files[1:], read[1:]):
        for key in ("data", "streams"):
            if other.get(key) != first.get(key):
                raise UserError(
                    f"{file} cannot be summed up with {files[0]}: {key} is {other.get(key)}, not {first.get(key)}."
                )
    facts = [fact for evaluation in read for fact in evaluation.get("training", [])]
    return Summary(
        data=first["data"],
        splits=sorted({evaluation["split"] for evaluation in read}),
        clips=[evaluation["clips"] for evaluation in read],
        streams=first.get("streams", []),
        steps=[fact["steps"] for fact in facts],
        seeds=[fact["seed"] for fact in facts],
        figures={name: _figure([float(evaluation[name]) for evaluation in read]) for name in FIGURES},
    )


def paper_table(xsub: Sequence[Path], xview: Sequence[Path]) -> str:
    """The paper's Table 1 in Markdown. The last row is what the given evaluations on NTU RGB+D 60's test splits came
    to; without any it says so. Raises ``UserError`` for evaluations of other clips."""
    measured = [_measured(xsub, "xsub-test"), _measured(xview, "xview-test")]
    streams = next((" + ".join(summary.streams) for summary in measured if summary), "not measured")
    cells = [_cell(summary) if summary else "–" for summary in measured]
    rows = [f"| {name} | {sub} | {view} |" for name, sub, view in PAPER]
    lines = ["| NTU RGB+D 60, top-1 % | X-Sub | X-View |", "|---|---|---|", *rows]
    lines.append(f"| **MS-SA, this program ({streams})** | **{cells[0]}** | **{cells[1]}** |")
    notes = [_note(name, summary) for name, summary in zip(("X-Sub", "X-View"), measured) if summary]
    return "\n".join([*lines, "", *notes] if notes else lines) + "\n"


def _measured(files: Sequence[Path], split: str) -> Summary | None:
    if not files:
        return None
    summary = summarize(files)
    if summary.splits != [split] or summary.data != "ntu60":
        found = ", ".join([summary.data, *summary.splits])
        raise UserError(f"The row for {split} needs evaluations of ntu60, {split}: these are of {found}.")
    return summary


def _cell(summary: Summary) -> str:
    """The accuracy; where it is not of all test clips, that is stated beside it."""
    whole, clips = TEST_CLIPS[summary.splits[0]], set(summary.clips)
    caveat = "" if clips == {whole} else f" (on {min(clips):,} clips instead of {whole:,})"
    return summary.figures["top1"].percent() + caveat


def _note(name: str, summary: Summary) -> str:
    runs, top1 = summary.figures["top1"].runs, summary.figures["top1"]
    steps = ", ".join(str(steps) for steps in summary.steps) or "unknown"
    seeds = ", ".join(str(seed) for seed in summary.seeds) or "unknown"
    return (
        f"{name}: {summary.clips[0]} clips, {runs} run{'s' if runs > 1 else ''}, top-1 {top1.percent()}; "
        f"steps {steps}; seeds {seeds}.\n"
    )


def _read(file: Path) -> dict:
    try:
        evaluation = parse_json(file.read_text(encoding="utf-8"))
        _Evaluation.model_validate(evaluation)
    except (OSError, ValueError) as error:
        raise UserError(f"{file} is not what evaluate --json writes.") from error
    return evaluation


class _Facts(BaseModel):
    """What is looked at of how a stream was trained."""

    model_config = ConfigDict(strict=True)
    steps: int
    seed: int


class _Evaluation(BaseModel):
    """What is looked at of an evaluation."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)
    data: str
    split: str
    clips: int
    top1: float
    top5: float
    ece: float
    streams: list[str] = []
    training: list[_Facts] = []


def _figure(values: list[float]) -> Spread:
    return Spread(statistics.fmean(values), statistics.stdev(values) if len(values) > 1 else None, len(values))
