"""What was recognized when, as a figure: for each person a lane of actions, and the curves of the leading ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from app.figures.paper import EDGE, POINT, Drawing, Heading, Paper, bare, blank, box, length_of, shortened
from recognizer.colours import LIGHT, action_colour, text_on
from recognizer.text import clock_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LANE, CURVES, GAP = 2.4, 5.0, 1.4  # heights in parts of a line of small type: actions, curves, between persons
STEPS = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)  # seconds between marks
# Lines of curves that have one colour: (points drawn, points left out, …), nothing for a whole one.
STYLES: tuple[Any, ...] = ("-", (0, (4, 2)), (0, (1, 1.4)))
HAND = "hand"


@dataclass(frozen=True)
class DrawnSpan:
    """An action from ``start`` to ``end`` seconds; ``confidence`` is the model's, ``by_hand``: the user says so."""

    start: float
    end: float
    label: str
    confidence: float
    by_hand: bool = False


@dataclass(frozen=True, eq=False)
class LabelCurve:
    """How probable a label was: ``times`` and ``values`` ``(T,)``, NaN where nobody was watched. ``sharing``: how many
    earlier curves of the same person have its colour; its place in ``STYLES``."""

    label: str
    times: np.ndarray
    values: np.ndarray
    sharing: int = 0


@dataclass(frozen=True, eq=False)
class PersonTrack:
    """One person's actions and curves."""

    name: str
    spans: tuple[DrawnSpan, ...]
    curves: tuple[LabelCurve, ...]


@dataclass(frozen=True, eq=False)
class TimelineFigure(Drawing):
    """The tracks from ``span[0]`` to ``span[1]`` seconds. ``looked_at``: the spans of seconds that were, ``None`` where
    all were; the others are hatched."""

    heading: Heading
    span: tuple[float, float]
    tracks: tuple[PersonTrack, ...]
    looked_at: tuple[tuple[float, float], ...] | None = None

    def table(self) -> list[list[str]]:
        """A row for each action, in seconds of the source."""
        rows = [
            [
                track.name,
                f"{one.start:.3f}",
                f"{one.end:.3f}",
                one.label,
                HAND if one.by_hand else f"{one.confidence:.4f}",
            ]
            for track in self.tracks
            for one in self._within(track)
        ]
        return [["person", "start_s", "end_s", "action", "confidence"], *rows]

    def draw(self, paper: Paper) -> "Figure":
        line = paper.small * POINT
        labels = self._labels()
        entries = self._legend(labels, paper)
        names = [track.name for track in self.tracks]
        left = EDGE + max(length_of(names, paper.small), 3 * line) + 1.5
        width = paper.width - left - EDGE - 2 * line
        axis = 3.6 * line  # the marks and what they are
        below = EDGE + 1.5 * line * len(entries) + axis
        track = (LANE + 0.4 + CURVES + GAP) * line
        figure = blank(self.heading, paper, below + len(self.tracks) * track)
        for place, one in enumerate(self.tracks):
            top = below + (len(self.tracks) - place) * track
            lane = box(figure, left, top - LANE * line, width, LANE * line)
            curves = box(figure, left, top - (LANE + 0.4 + CURVES) * line, width, CURVES * line)
            self._draw_lane(lane, one, labels, paper, width)
            self._draw_curves(curves, one, paper, last=place == len(self.tracks) - 1)
        self._draw_legend(figure, entries, paper, below - axis - 0.7 * line)
        return figure

    def _within(self, track: PersonTrack) -> list[DrawnSpan]:
        return [one for one in track.spans if one.end > self.span[0] and one.start < self.span[1]]

    def _labels(self) -> list[str]:
        """All labels that are drawn, actions by their first appearance, then those of which there are curves alone."""
        spans = sorted((one for track in self.tracks for one in self._within(track)), key=lambda one: one.start)
        curves = (curve.label for track in self.tracks for curve in track.curves)
        return list(dict.fromkeys([*(one.label for one in spans), *curves]))

    def _draw_lane(self, axes: "Axes", track: PersonTrack, labels: Sequence[str], paper: Paper, width: float) -> None:
        """The actions: in each its name, where that has no room its number in the legend."""
        self._frame(axes, paper)
        axes.set_facecolor(LIGHT.raised)
        axes.set_ylim(0, 1)
        axes.set_yticks([0.5], [track.name])
        self._hatch(axes)
        start, end = self.span
        for one in self._within(track):
            first, last = max(one.start, start), min(one.end, end)
            colour = action_colour(LIGHT, one.label)
            axes.barh(
                0.5,
                last - first,
                left=first,
                height=1.0,
                color=colour,
                edgecolor=LIGHT.text if one.by_hand else "#ffffff",
                linewidth=0.8 if one.by_hand else 0.3,
            )
            room = (last - first) / (end - start) * width - 0.8
            place = str(labels.index(one.label) + 1)
            words = shortened(one.label, room, paper.small)
            if words != one.label and length_of([place], paper.small) <= room:
                words = place
            if words == one.label or words == place:
                axes.text(
                    (first + last) / 2,
                    0.47,
                    words,
                    fontsize=paper.small,
                    color=text_on(colour),
                    ha="center",
                    va="center",
                )

    def _draw_curves(self, axes: "Axes", track: PersonTrack, paper: Paper, last: bool) -> None:
        self._frame(axes, paper)
        axes.set_ylim(-0.03, 1.03)
        axes.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        axes.grid(axis="y", color=LIGHT.line, linewidth=0.4)
        axes.set_axisbelow(True)
        self._hatch(axes)
        for curve in reversed(track.curves):
            style = STYLES[min(curve.sharing, len(STYLES) - 1)]
            colour = action_colour(LIGHT, curve.label)
            axes.plot(curve.times, curve.values, color=colour, linewidth=0.14 * paper.small, linestyle=style)
        if last:
            start, end = self.span
            room = 8 if paper.width > 100 else 5
            step = next((step for step in STEPS if (end - start) / step <= room), STEPS[-1])
            marks = np.arange(np.ceil(start / step - 1e-9), np.floor(end / step + 1e-9) + 1) * step
            axes.set_xticks(marks, [clock_text(mark, tenths=step < 1) for mark in marks.tolist()])
            axes.tick_params(axis="x", length=2)
            axes.set_xlabel("time in the source (min:s)", fontsize=paper.small, labelpad=2)

    def _frame(self, axes: "Axes", paper: Paper) -> None:
        bare(axes, paper)
        axes.set_xlim(*self.span)
        axes.set_xticks([])

    def _hatch(self, axes: "Axes") -> None:
        """What was not looked at."""
        if self.looked_at is None:
            return
        at = self.span[0]
        for start, end in (*sorted(self.looked_at), (self.span[1], self.span[1])):
            if start > at:
                axes.axvspan(at, start, facecolor="#ffffff", edgecolor=LIGHT.nothing, hatch="////", linewidth=0)
            at = max(at, end)

    # The legend

    def _legend(self, labels: Sequence[str], paper: Paper) -> list[list[tuple[float, str, int]]]:
        """Its lines: of each entry how far right it is in millimetres, its label, and the place of its line's style."""
        styles = {curve.label: min(curve.sharing, len(STYLES) - 1) for track in self.tracks for curve in track.curves}
        lines: list[list[tuple[float, str, int]]] = []
        x = paper.width
        for place, label in enumerate(labels, start=1):
            long = length_of([f"{place} {label}"], paper.small) + 4.6 * paper.small * POINT
            if x + long > paper.width - EDGE or not lines:
                lines.append([])
                x = EDGE
            lines[-1].append((x, label, styles.get(label, 0)))
            x += long
        if self.looked_at is not None or any(one.by_hand for track in self.tracks for one in track.spans):
            lines.append([])
        return lines

    def _draw_legend(
        self, figure: "Figure", lines: Sequence[Sequence[tuple[float, str, int]]], paper: Paper, top: float
    ) -> None:
        across, up = (25.4 * side for side in figure.get_size_inches())
        small, place = paper.small * POINT, 0
        axes = box(figure, 0, 0, across, up)
        axes.set(xlim=(0, across), ylim=(0, up), zorder=-1)
        axes.axis("off")
        y = top
        for line in lines:
            for x, label, style in line:
                place += 1
                colour = action_colour(LIGHT, label)
                axes.plot(
                    [x, x + 2 * small],
                    [y, y],
                    color=colour,
                    linewidth=0.5 * paper.small,
                    linestyle=("-", (0, (0.9, 0.5)), (0, (0.3, 0.4)))[style],
                    solid_capstyle="butt",
                )
                axes.text(
                    x + 2.6 * small, y, f"{place} {label}", fontsize=paper.small, va="center_baseline", color=LIGHT.text
                )
            y -= 1.5 * small
        notes = []
        if any(one.by_hand for track in self.tracks for one in track.spans):
            notes.append("dark edge: set by hand")
        if self.looked_at is not None:
            notes.append("hatched: not looked at")
        if notes:
            axes.text(
                EDGE, y + 1.5 * small, "; ".join(notes), fontsize=paper.small, va="center_baseline", color=LIGHT.muted
            )
