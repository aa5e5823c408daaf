"""The maps of an explanation as figures for papers and slides, PNG and SVG: matplotlib, no display."""

from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from recognizer.colours import DIVERGING, LIGHT
from recognizer.explain.explanation import Explanation
from recognizer.explain.maps import MapKind, attention_map, nice_limit, topology_map
from recognizer.files import atomic
from recognizer.skeleton.joints import BODY_PARTS, JOINTS, NAMES
from recognizer.text import percent, signed

FORMATS = ("png", "svg")
DOTS = 160  # an inch of a PNG
TITLES = {
    MapKind.SHARED: "$A_s$: the same for every movement",
    MapKind.DYNAMIC: "$Q$: of this movement alone",
    MapKind.TOPOLOGY: r"$\tilde{A} = A_s + \alpha Q$: what is used",
    MapKind.DIFFERENCE: r"$\tilde{A}$ minus the physical skeleton",
}
_WARM_AND_COLD = LinearSegmentedColormap.from_list("diverging", DIVERGING)


def save_topology(explanation: Explanation, fragment: int, folder: Path) -> list[Path]:
    """``topology-fragment-N.png`` and ``.svg``: the four maps of a fragment of the drawn block, mean over channels."""
    figure = _figure(11.4, 11.0)
    trace, number = explanation.trace, fragment + 1
    figure.suptitle(
        f"Block {explanation.block + 1}, fragment {number}, α = {signed(float(trace.alpha[fragment]))}  ·  "
        f"{_whose(explanation)}\n"
        "rows: the joint that listens (target)   ·   columns: the joint listened to (source)",
        fontsize=10,
    )
    for axes, kind in zip(figure.subplots(2, 2).flat, TITLES):
        values = topology_map(trace, fragment, kind)
        limit = nice_limit(values)
        image = axes.imshow(values, cmap=_WARM_AND_COLD, vmin=-limit, vmax=limit, interpolation="nearest")
        axes.set_title(TITLES[kind], fontsize=10)
        axes.set_xticks(range(JOINTS), NAMES, rotation=90, fontsize=6.5)
        axes.set_yticks(range(JOINTS), NAMES, fontsize=6.5)
        _finish(figure, axes, image)
    return _save(figure, folder, f"topology-fragment-{number}")


def save_attention(explanation: Explanation, folder: Path) -> list[Path]:
    """``attention.png`` and ``.svg``: the map of every branch and head of the drawn block, on one scale."""
    attention = explanation.trace.attention
    branches, heads = attention.shape[1:3]
    figure = _figure(2.9 * heads + 0.4, 2.9 * branches + 0.9)
    figure.suptitle(
        f"Block {explanation.block + 1}  ·  {_whose(explanation)}\n"
        "rows: the moment that looks (query)   ·   columns: the moment looked at (key), in seconds",
        fontsize=10,
    )
    limit = nice_limit(attention.numpy())
    grid = figure.subplots(branches, heads, squeeze=False, sharex=True, sharey=True)
    for (branch, head), axes in np.ndenumerate(grid):
        values = attention_map(explanation.trace, branch, head)
        assert values is not None, "asked for where there is attention alone"
        (top, bottom), (left, right) = (_ends(explanation.times(count)) for count in values.shape)
        image = axes.imshow(
            values, cmap="viridis", vmin=0, vmax=limit, interpolation="nearest", extent=(left, right, bottom, top)
        )
        axes.set_title(f"branch {branch + 1}, head {head + 1}", fontsize=9)
        axes.tick_params(labelsize=7)
        if head == heads - 1:
            _finish(figure, axes, image)
    return _save(figure, folder, "attention")


def save_importance(explanation: Explanation, folder: Path) -> list[Path]:
    """``importance.png`` and ``.svg``: by how many points the probability falls without each joint and each part."""
    importance, figure = explanation.importance, _figure(8.6, 5.6)
    figure.suptitle(f"What the answer depends on  ·  {_whose(explanation)}", fontsize=10)
    left, right = figure.subplots(1, 2)
    part_names = [part.name for part in BODY_PARTS]
    for axes, names, drops in ((left, NAMES, importance.joints), (right, part_names, importance.parts)):
        colours = [DIVERGING[7] if drop > 0 else DIVERGING[1] for drop in drops]
        axes.barh(range(len(names)), 100 * drops, color=colours, height=0.7)
        axes.set_yticks(range(len(names)), names, fontsize=7)
        axes.set_xlim(min(axes.get_xlim()[0], -1), max(axes.get_xlim()[1], 1))  # less than a point is no more than that
        axes.invert_yaxis()
        axes.axvline(0, color=LIGHT.muted, linewidth=0.8)
        axes.tick_params(labelsize=7)
        axes.set_xlabel("points that the probability loses when this is hidden", fontsize=8)
    return _save(figure, folder, "importance")


def _whose(explanation: Explanation) -> str:
    window = explanation.window
    return (
        f"{explanation.label} ({percent(explanation.importance.probability)}), "
        f"{window.start:.1f} to {window.time:.1f} s of {explanation.source}"
    )


def _ends(times: np.ndarray) -> tuple[float, float]:
    """The outer edges of cells whose middles are at these times."""
    half = (times[-1] - times[0]) / max(len(times) - 1, 1) / 2
    return times[0] - half, times[-1] + half


def _figure(width: float, height: float) -> Figure:
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _finish(figure: Figure, axes: Axes, image: AxesImage) -> None:
    bar = figure.colorbar(image, ax=axes, fraction=0.046, pad=0.02)
    bar.ax.tick_params(labelsize=7)
    bar.outline.set_visible(False)


def _save(figure: Figure, folder: Path, name: str) -> list[Path]:
    for axes in figure.axes:
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
    files = [folder / f"{name}.{kind}" for kind in FORMATS]
    # Text stays text, so that it can be searched and edited; no date, so that the same clip gives the same file.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        for file in files:
            with atomic(file) as temporary:
                figure.savefig(temporary, dpi=DOTS, metadata={"Date": None} if file.suffix == ".svg" else None)
    return files
