"""The report of an evaluation: Markdown with pictures, the confusion matrix as CSV, the figures as JSON."""

import csv
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.files import atomic, write_text
from recognizer.model.model_folder import find_model
from train.evaluation.evaluate import Evaluation, Outcome
from train.release.plots import classes_picture, confusion_picture, course_picture, reliability_picture
from train.training.run_log import read_log

MIXED_UP = 10  # pairs of classes that are listed


def write_report(outcome: Outcome, folder: Path) -> Path:
    """Write ``report.md`` and what it shows into ``folder``; returns its path."""
    counts = confusion(outcome)
    evaluation = outcome.evaluation
    courses = _courses(evaluation.model, folder)
    evaluation.save(folder / "evaluation.json")
    _write_confusion(folder / "confusion.csv", counts, outcome.labels)
    seen = (
        counts.sum(axis=1) + counts.sum(axis=0) > 0
    )  # classes that are neither asked for nor given make it unreadable
    confusion_picture(
        folder / "confusion.png",
        counts[seen][:, seen],
        [label for label, is_seen in zip(outcome.labels, seen) if is_seen],
    )
    right = (outcome.scores.argmax(1) == outcome.target).numpy()
    curves = {"temperature 1": (outcome.before.max(1).values.numpy(), right)}
    if evaluation.temperature != 1:
        curves[f"temperature {evaluation.temperature:g}"] = (outcome.scores.max(1).values.numpy(), right)
    reliability_picture(folder / "reliability.png", curves)
    classes_picture(folder / "classes.png", {name: share.top1 for name, share in evaluation.per_class.items()})
    write_text(folder / "report.md", report_text(evaluation, counts, outcome.labels, courses))
    return folder / "report.md"


def confusion(outcome: Outcome) -> np.ndarray:
    """How often a clip of one label was given another: int64 ``(right label, given label)``."""
    size = len(outcome.labels)
    pairs = outcome.target * size + outcome.scores.argmax(1)
    return np.bincount(pairs.numpy(), minlength=size * size).reshape(size, size)


def report_text(evaluation: Evaluation, counts: np.ndarray, labels: list[str], courses: list[str]) -> str:
    """Every figure in it comes from the evaluation."""
    e, cost = evaluation, evaluation.cost
    assert cost is not None  # as `evaluate` leaves it; results of folds alone have none
    unknown = f"; {e.unknown} more are of classes that the model does not know" if e.unknown else ""
    lines = [
        f"# {' + '.join(e.streams)} on {e.data}, {e.split}",
        "",
        f"{e.clips} clips{unknown}. Models: {', '.join(e.model)}; fusion weights {_joined(e.weights)}.",
        "",
        "| top-1 | top-5 | calibration error | … at temperature 1 | temperature |",
        "|---|---|---|---|---|",
        f"| {e.top1:.2%} | {e.top5:.2%} | {e.ece:.4f} | {e.ece_before:.4f} | {e.temperature:g} |",
        "",
        "| parameters | GFLOPs of one body | clips/s when judged here |",
        "|---|---|---|",
        f"| {cost.parameters:,} | {cost.gflops:.2f} | {e.clips_per_second:.1f} |",
        "",
        "## Training",
        "",
        *_training_lines(e),
        *(line for picture in courses for line in (f"![course of training]({picture})", "")),
        "## Groups",
        "",
        "| group | clips | top-1 |",
        "|---|---|---|",
        *(f"| {name} | {share.clips} | {share.top1:.2%} |" for name, share in e.per_group.items()),
        "",
        "## Classes",
        "",
        "![accuracy per class](classes.png)",
        "",
        "| class | clips | top-1 |",
        "|---|---|---|",
        *(f"| {name} | {share.clips} | {share.top1:.1%} |" for name, share in _worst_first(e)),
        "",
        "## What is taken for what",
        "",
        "| right | given | clips |",
        "|---|---|---|",
        *(f"| {labels[right]} | {labels[given]} | {count} |" for right, given, count in mixed_up(counts)),
        "",
        "All of it is in `confusion.csv`.",
        "",
        "![confusion matrix](confusion.png)",
        "",
        "## Calibration",
        "",
        "Confidence in 15 bins against the share that was right; the small figures count clips.",
        "",
        "![reliability](reliability.png)",
    ]
    return "\n".join(lines) + "\n"


def mixed_up(counts: np.ndarray) -> list[tuple[int, int, int]]:
    """The most frequent mistakes: right label, given label, clips."""
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    order = np.argsort(-wrong, axis=None, kind="stable")[:MIXED_UP]
    pairs = [(int(at // len(wrong)), int(at % len(wrong))) for at in order]
    return [(right, given, int(wrong[right, given])) for right, given in pairs if wrong[right, given]]


def _training_lines(evaluation: Evaluation) -> list[str]:
    if not evaluation.training:
        return ["How the model was trained is not recorded in its folder.", ""]
    head = ["stream", "steps", "batch", "epochs", "clips", "seed", "precision", "device", "split", "seconds"]
    rows = [" | ".join(str(fact.get(name, "")) for name in head) for fact in evaluation.training]
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *(f"| {row} |" for row in rows), ""]


def _worst_first(evaluation: Evaluation) -> list:
    return sorted(evaluation.per_class.items(), key=lambda item: item[1].top1)


def _joined(weights: list[float]) -> str:
    return " : ".join(f"{weight:g}" for weight in weights)


def _courses(models: list[str], folder: Path) -> list[str]:
    """The pictures of the models' training, where their folders still lie in their runs."""
    pictures = []
    for number, model in enumerate(models, start=1):
        try:
            rows = read_log(find_model(model).parent / "log.csv")
        except UserError:
            rows = []
        if rows:
            pictures.append(f"training-{number}.png")
            course_picture(folder / pictures[-1], rows)
    return pictures


def _write_confusion(file: Path, counts: np.ndarray, labels: list[str]) -> None:
    with atomic(file) as temporary, open(temporary, "w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["right \\ given", *labels])
        writer.writerows([label, *row] for label, row in zip(labels, counts.tolist()))
