"""What an answer depends on, as a figure: the skeleton with its joints as large as the answer falls without them, and
by how much it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.figures.paper import EDGE, LINE, POINT, Drawing, Heading, Paper, bare, blank, box, length_of, number, wrapped
from recognizer.colours import LIGHT
from recognizer.explain.importance_shapes import drawing_order, drop_ink, relative_size
from recognizer.explain.mask import NOTABLE_DROP
from recognizer.skeleton.drawing import Ink
from recognizer.skeleton.joints import BODY_PARTS, BONES, JOINTS, NAMES
from recognizer.text import percent, true_minus

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {Ink.UNCHANGED: LIGHT.nothing, Ink.NEEDED: LIGHT.positive, Ink.AGAINST: LIGHT.negative}
ROW = 1.45  # heights of the small type that a row of a list takes
# Said of the skeleton.
FACING = "Their left is on your right. Warm: needed; cold ring: against it."
SMALLEST, LARGEST = 0.5, 2.4  # radii of joints in heights of the small type


@dataclass(frozen=True, eq=False)
class MaskingFigure(Drawing):
    """``points`` ``(25, 2)``: the pose, right and down. ``joints`` ``(25,)`` and ``parts`` ``(5,)``: by how much the
    probability of the leading label falls without each, ``None`` where nobody has tried. ``hidden``: the joints that
    are hidden now. ``answers``: labels with their probability before and with that hidden, where anything is
    (``masked``)."""

    heading: Heading
    points: np.ndarray
    joints: np.ndarray | None
    parts: np.ndarray | None
    hidden: frozenset[int]
    answers: tuple[tuple[str, float, float], ...]
    masked: bool

    def table(self) -> list[list[str]]:
        """The answers before and after, then by how much the probability falls without each joint and part."""
        rows = [["answer", label, number(before), number(after)] for label, before, after in self.answers]
        rows += [["joint", name, "", number(drop)] for name, drop in zip(NAMES, self._drops(self.joints))]
        names = [part.name for part in BODY_PARTS]
        rows += [["part", name, "", number(drop)] for name, drop in zip(names, self._drops(self.parts))]
        return [["kind", "name", "before", "after, or drop when hidden"], *rows]

    def draw(self, paper: Paper) -> "Figure":
        line = paper.small * POINT
        names = [*NAMES, *(part.name for part in BODY_PARTS)]
        room = length_of(names, paper.small) + 1.0
        joints, parts = JOINTS * ROW * line, len(BODY_PARTS) * ROW * line
        foot = EDGE + 4.0 * line
        height = foot + joints + parts + 2.2 * line
        figure = blank(self.heading, paper, height)
        middle = 0.48 * paper.width
        notes = wrapped(FACING, middle - 2 * EDGE, paper.small)
        answers = (len(self.answers) + len(notes) + 1.2) * ROW * line
        self._draw_pose(
            box(figure, EDGE, answers + EDGE + line, middle - 2 * EDGE, height - answers - EDGE - 2 * line), paper
        )
        self._draw_answers(figure, paper, middle - 2 * EDGE)
        left, width = middle + room, paper.width - middle - room - EDGE - 2.4 * line
        most = max(
            (float(np.abs(drops).max()) for drops in (self.joints, self.parts) if drops is not None), default=0.0
        )
        least = min((float(drops.min()) for drops in (self.joints, self.parts) if drops is not None), default=0.0)
        scale = (130 * min(least, 0.0), max(110 * most, 1.0))
        above = box(figure, left, foot + parts + 1.6 * line, width, joints)
        below = box(figure, left, foot, width, parts)
        self._draw_bars(above, NAMES, self.joints, scale, paper)
        self._draw_bars(below, names[JOINTS:], self.parts, scale, paper)
        below.tick_params(axis="x", length=2, labelbottom=True)
        below.set_xlabel(
            "points lost when hidden" if self.joints is not None else "not tried out yet",
            fontsize=paper.small,
            labelpad=2,
        )
        return figure

    @staticmethod
    def _drops(drops: np.ndarray | None) -> Sequence[float]:
        return [] if drops is None else drops.tolist()

    def _draw_pose(self, axes: "Axes", paper: Paper) -> None:
        axes.axis("off")
        axes.set_aspect("equal", adjustable="datalim")
        x, y = self.points[:, 0], -self.points[:, 1]
        for one, other in BONES:
            axes.plot([x[one], x[other]], [y[one], y[other]], color=LIGHT.muted, linewidth=0.16 * paper.small, zorder=1)
        for joint in drawing_order(self.joints, self.hidden):
            drop = 0.0 if self.joints is None else float(self.joints[joint])
            ink = drop_ink(drop)
            size = 0.0 if self.joints is None or ink is Ink.UNCHANGED else relative_size(drop, self.joints)
            across = 2 * paper.small * (SMALLEST + (LARGEST - SMALLEST) * size) / 2
            ring = ink is Ink.AGAINST
            axes.plot(
                x[joint],
                y[joint],
                marker="X" if joint in self.hidden else "o",
                markersize=max(across, paper.small) if joint in self.hidden else across,
                markerfacecolor="#ffffff" if ring else COLOURS[ink] if joint not in self.hidden else LIGHT.text,
                markeredgecolor=COLOURS[ink] if ring else "#ffffff",
                markeredgewidth=0.2 * paper.small if ring else 0.5,
                zorder=2,
            )
        axes.margins(0.12)

    def _draw_answers(self, figure: "Figure", paper: Paper, width: float) -> None:
        """The most probable labels, with the share of each; where something is hidden, also what it was."""
        across, up = (25.4 * side for side in figure.get_size_inches())
        line = paper.small * POINT
        notes = wrapped(FACING, width, paper.small)
        y = EDGE + (len(self.answers) + 0.2 + len(notes)) * ROW * line
        for words in notes:
            figure.text(EDGE / across, y / up, words, fontsize=paper.small, color=LIGHT.muted, va="bottom")
            y -= LINE * line
        y -= 0.4 * line
        title = "Probability, before → with this hidden" if self.masked else "Probability"
        figure.text(EDGE / across, y / up, title, fontsize=paper.small, color=LIGHT.muted, va="bottom")
        for label, before, after in self.answers:
            y -= ROW * line
            words = f"{percent(before)} → {percent(after)}" if self.masked else percent(after)
            figure.text(EDGE / across, y / up, label, fontsize=paper.small, color=LIGHT.text, va="bottom")
            figure.text(
                (EDGE + width) / across, y / up, words, fontsize=paper.small, color=LIGHT.text, va="bottom", ha="right"
            )

    def _draw_bars(
        self, axes: "Axes", names: Sequence[str], drops: np.ndarray | None, scale: tuple[float, float], paper: Paper
    ) -> None:
        bare(axes, paper)
        values = np.zeros(len(names)) if drops is None else 100 * drops
        colours = [COLOURS[drop_ink(value / 100)] for value in values.tolist()]
        axes.barh(range(len(names)), values, color=colours, height=0.62)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(*scale)
        axes.axvline(0, color=LIGHT.muted, linewidth=0.5)
        axes.tick_params(axis="x", labelbottom=False)
        for place, value in enumerate(values.tolist()):
            if abs(value) >= 100 * NOTABLE_DROP:
                words = true_minus(f"{value:.1f}")
                axes.annotate(
                    words,
                    (max(value, 0.0), place),
                    (1.5, 0),
                    textcoords="offset points",
                    fontsize=paper.small,
                    va="center_baseline",
                    color=LIGHT.text,
                )
