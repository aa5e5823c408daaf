"""The pictures of a report: confusion matrix, reliability, accuracy per class, the course of training. No display."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from recognizer.files import atomic
from train.training.run_log import LogRow

BINS = 15
_BLUE, _GREY, _ORANGE = "#2f6db5", "#9a9a9a", "#d9822b"
_SHORT = 30  # characters of a label on an axis


def confusion_picture(file: Path, counts: np.ndarray, labels: Sequence[str]) -> None:
    """``counts`` int ``(right label, given label)``; shown as shares of each row."""
    size = len(labels)
    figure, axes = _figure(max(4.5, 1.8 + 0.24 * size), max(3.9, 1.2 + 0.24 * size))
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    image = axes.imshow(share, vmin=0, vmax=1, cmap="Blues", interpolation="nearest")
    font = 7 if size > 20 else 9
    names = [_shortened(label) for label in labels]
    axes.set_xticks(range(size), names, rotation=90, fontsize=font)
    axes.set_yticks(range(size), names, fontsize=font)
    axes.set_xlabel("given")
    axes.set_ylabel("right")
    if size <= 30:
        for row, column in zip(*np.nonzero(counts)):
            colour = "white" if share[row, column] > 0.5 else "black"
            axes.text(column, row, counts[row, column], ha="center", va="center", fontsize=font - 1, color=colour)
    figure.colorbar(image, ax=axes, fraction=0.04, label="share of the clips of a class")
    _save(figure, file)


def reliability_picture(file: Path, curves: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """``curves``: name to confidence ``(clips,)`` in [0, 1] and whether it was right ``(clips,)``; at most two."""
    figure, axes = _figure(5, 4.4)
    axes.plot([0, 1], [0, 1], color=_GREY, linestyle=":", label="as it should be")
    for (name, (confidence, right)), colour in zip(curves.items(), (_ORANGE, _BLUE)):
        middle, accuracy, clips = reliability(confidence, right)
        axes.plot(middle, accuracy, marker="o", color=colour, label=name)
        for x, y, count in zip(middle, accuracy, clips):
            axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(4, -9), fontsize=6, color=colour)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="confidence", ylabel="share that was right")
    axes.legend(loc="upper left", frameon=False)
    _save(figure, file)


def reliability(confidence: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Per bin of confidence that holds clips: their mean confidence, the share that was right, and their number."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    clips = np.bincount(bins, minlength=BINS)
    held = clips > 0
    middle = np.bincount(bins, confidence, BINS)[held] / clips[held]
    return middle, np.bincount(bins, right, BINS)[held] / clips[held], clips[held]


def classes_picture(file: Path, accuracy: dict[str, float]) -> None:
    """A bar per class, the worst at the top."""
    ranked = sorted(accuracy.items(), key=lambda item: -item[1])
    figure, axes = _figure(6, max(2.5, 0.8 + 0.2 * len(ranked)))
    axes.barh(range(len(ranked)), [share for _, share in ranked], color=_BLUE, height=0.7)
    axes.set_yticks(range(len(ranked)), [_shortened(label) for label, _ in ranked], fontsize=7)
    axes.set(xlim=(0, 1), ylim=(-0.7, len(ranked) - 0.3), xlabel="top-1")
    _save(figure, file)


def course_picture(file: Path, rows: Sequence[LogRow]) -> None:
    """Loss and accuracy over the steps of training."""
    figure, axes = _figure(6.5, 3.6)
    steps = [row.step for row in rows]
    axes.plot(steps, [row.accuracy for row in rows], color=_BLUE, label="accuracy, training")
    judged = [(row.step, row.validation) for row in rows if row.validation is not None]
    if judged:
        axes.plot(*zip(*judged), color=_ORANGE, marker="o", label="accuracy, validation")
    axes.set(xlabel="steps", ylabel="accuracy", ylim=(0, 1.02))
    other = axes.twinx()
    other.plot(steps, [row.loss for row in rows], color=_GREY, label="loss, training")
    other.set(ylabel="loss", ylim=(0, None))
    lines = [*axes.get_lines(), *other.get_lines()]
    axes.legend(lines, [str(line.get_label()) for line in lines], frameon=False, loc="center right")
    _save(figure, file)


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Figure, file: Path) -> None:
    with atomic(file) as temporary:
        figure.savefig(temporary, dpi=130, format="png")


def _shortened(label: str) -> str:
    return label if len(label) <= _SHORT else label[: _SHORT - 1] + "…"
