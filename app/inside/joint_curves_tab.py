"""The Signals tab: how a joint moves in the window that the network judges, as curves over time."""

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.figures.curves_figure import CurvesFigure, NamedCurve
from app.figures.paper import Drawing
from app.inside.tab import LEAST, Tab, value_line
from app.texts import mark, tr
from app.widgets.controls import DropDowns, caption
from app.widgets.number_axis import NumberAxis
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import capital, clock_text, joint_name, joint_names, true_minus
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, LIGHT, Theme, font
from app.widgets.timeline_marks import MarkedMoment, TimelineMarks
from recognizer.explain.maps import frame_times
from recognizer.skeleton.joint_motion import places, speeds
from recognizer.skeleton.joints import NAMES, RIGHT_HAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizer.recognizer import WindowAnswer

ABOUT = mark("A joint's path relative to the spine base, in the window that is judged.")
HINT = mark("Point at a moment to read it. Click a joint on the stage to see its curves.")
NOTHING = mark("nothing")
STEP = 0.5  # metres, or metres a second, by which the scale grows
ABOVE = 0.14  # of the scale's height, kept free for the names


class Quantity(Enum):
    """What of a joint is drawn, with the names of its curves and their unit."""

    PLACE = mark("place"), (mark("sideways"), mark("up"), mark("away")), "m"
    SPEED = mark("speed"), (mark("speed"),), "m/s"

    def __init__(self, title: str, parts: tuple[str, ...], unit: str) -> None:
        self.title, self.parts, self.unit = title, parts, unit


@dataclass(frozen=True, eq=False)
class JointCurve:
    """``values`` ``(T,)`` of one part of a joint's movement; the second joint's are dashed."""

    joint: int
    part: str
    values: np.ndarray
    dashed: bool


def curves_of(window: "WindowAnswer", joints: "Sequence[int]", quantity: Quantity) -> list[JointCurve]:
    """The curves of one or two joints in a window."""
    keypoints, seconds = window.keypoints.cpu().numpy(), window.time - window.start
    found = []
    for place, joint in enumerate(joints):
        rows = places(keypoints, joint) if quantity is Quantity.PLACE else speeds(keypoints, joint, seconds)
        found += [JointCurve(joint, part, row, place > 0) for part, row in zip(quantity.parts, rows, strict=True)]
    return found


class JointCurvesTab(Tab):
    """Curves of one joint, or of two, in the newest window."""

    title = mark("Signals")

    def __init__(self) -> None:
        super().__init__()
        self.choices = DropDowns(self._redraw_shown)
        self.joint = self.choices.add(tr("Joint"), [capital(name) for name in joint_names()], stretch=2)
        self.beside = self.choices.add(tr("Beside it"), [tr(NOTHING), *joint_names()], stretch=2)
        self.quantity = self.choices.add(tr("Curves"), [tr(quantity.title) for quantity in Quantity])
        self.plot, self.value = CurvePlot(), value_line(tr(HINT), tr("Values of the moment"))
        self.plot.setMinimumHeight(LEAST)
        self.plot.pointed.connect(self._show_value)
        self.rows.addWidget(self.choices)
        self.rows.addWidget(caption(tr(ABOUT)))
        self.rows.addWidget(self.plot, 1)
        self.rows.addWidget(self.value)
        self.joint.setCurrentIndex(RIGHT_HAND)

    @property
    def joints(self) -> tuple[int, ...]:
        """The joints whose curves are shown, the chosen one first."""
        other = self.beside.currentIndex() - 1
        return (self.joint.currentIndex(), *((other,) if other >= 0 else ()))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.plot.set_theme(theme)

    def begin(self) -> None:
        """Another source: no window, and no frame pointed at."""
        super().begin()
        self.plot.point_at(None)

    def highlights(self) -> Highlights:
        """The joints whose curves are drawn."""
        window = self.window_shown
        return Highlights() if window is None else Highlights(window.persons[0], self.joints)

    def marks(self) -> TimelineMarks:
        """The moment of the frame that is pointed at."""
        window, frame = self.window_shown, self.plot.frame
        if window is None or frame is None:
            return TimelineMarks()
        return TimelineMarks((MarkedMoment(window.time + float(self.plot.times[frame]), mark("moment"), filled=True),))

    def take_joint(self, joint: int) -> None:
        """Show the curves of a joint that was clicked on the stage."""
        self.joint.setCurrentIndex(joint)

    def figure(self, source: str) -> Drawing | None:
        """The curves that are chosen."""
        if self.window_shown is None or not self.plot.curves:
            return None
        quantity = list(Quantity)[self.quantity.currentIndex()]
        joints = list(dict.fromkeys(NAMES[curve.joint] for curve in self.plot.curves))
        names = [f"{NAMES[curve.joint]}, {curve.part}" if len(joints) > 1 else curve.part for curve in self.plot.curves]
        title = f"{' and '.join(joints).capitalize()} · {quantity.title}, measured from the spine base"
        return CurvesFigure(
            self._heading(title, source),
            self.plot.times.copy(),
            tuple(
                NamedCurve(name, curve.values.copy(), quantity.parts.index(curve.part), curve.dashed)
                for name, curve in zip(names, self.plot.curves, strict=True)
            ),
            time="seconds (0 is the end of the window)",
            quantity=f"{quantity.title}, {quantity.unit}",
        )

    def _refill(self, window: "WindowAnswer") -> None:
        pass  # the joints are always the same

    def _redraw(self, window: "WindowAnswer") -> None:
        quantity = list(Quantity)[self.quantity.currentIndex()]
        frames = len(window.keypoints)
        times = frame_times(window.time - window.start, frames, frames)
        self.plot.show_curves(times, curves_of(window, self.joints, quantity), quantity)

    def _show_value(self) -> None:
        window, frame = self.window_shown, self.plot.frame
        self.value.setText(tr(HINT) if window is None or frame is None else self._describe(window, frame))
        self.changed.emit()

    def _describe(self, window: "WindowAnswer", frame: int) -> str:
        unit = list(Quantity)[self.quantity.currentIndex()].unit
        lines = []
        for joint in dict.fromkeys(curve.joint for curve in self.plot.curves):
            own = [curve for curve in self.plot.curves if curve.joint == joint]
            numbers = ", ".join(f"{tr(curve.part)} {true_minus(f'{curve.values[frame]:.2f}')} {unit}" for curve in own)
            lines.append(f"{joint_name(joint)}: {numbers}")
        return f"{clock_text(window.time + self.plot.times[frame])}  " + ";  ".join(lines)


class CurvePlot(pg.PlotWidget):
    """Draws curves over the seconds before now. ``pointed`` reports that another frame is pointed at, or that what is
    drawn there is another; with the mouse or the arrow keys."""

    pointed = Signal()

    def __init__(self) -> None:
        left, bottom = NumberAxis("left"), NumberAxis("bottom")
        super().__init__(axisItems={"left": left, "bottom": bottom}, enableMenu=False)
        self.setAccessibleName(tr("Curves of the joint"))
        self.setAccessibleDescription(tr("Arrow keys walk from moment to moment; the line below shows the values."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.times = np.zeros(0)
        self.curves: list[JointCurve] = []
        self.frame: int | None = None
        self._theme = LIGHT
        self._quantity: Quantity | None = None
        self._lines: list[pg.PlotDataItem] = []
        self._legend = self.addLegend(offset=(1, 1), colCount=3, labelTextSize=f"{CAPTION}px")
        self._legend.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._cursor = pg.InfiniteLine(angle=90)
        self._cursor.hide()
        self.addItem(self._cursor, ignoreBounds=True)
        bottom.setLabel(tr("seconds (0 is now)"))
        self.scene().sigMouseMoved.connect(self._hover)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self._theme = theme
        self.setBackground(theme.surface)
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setTextPen(theme.muted)
            axis.setPen(theme.line)
            axis.setStyle(tickFont=font(CAPTION), tickLength=-4)
            axis.setLabel(axis.labelText, **{"color": theme.muted, "font-size": f"{px(CAPTION)}px"})
        self.getAxis("left").setWidth(px(46))
        self.getAxis("bottom").setHeight(px(38))
        self._legend.setLabelTextSize(f"{px(CAPTION)}px")
        self.showGrid(y=True, alpha=0.15)
        self._cursor.setPen(pg.mkPen(theme.accent, width=1.6))
        self._legend.setLabelTextColor(theme.text)
        for _, label in self._legend.items:
            label.setText(label.text)  # which alone draws it in what was set
        self._colour_lines()

    def show_curves(self, times: np.ndarray, curves: list[JointCurve], quantity: Quantity) -> None:
        """Draw them over ``times`` ``(T,)``, seconds before now, ascending."""
        names = [(curve.joint, curve.part) for curve in curves]
        fresh = names != [(curve.joint, curve.part) for curve in self.curves]
        self.times, self.curves = times, curves
        if fresh:
            self._make_lines()
        for line, curve in zip(self._lines, curves, strict=True):
            line.setData(times, curve.values)
        self._scale(quantity)
        if self.frame is not None:
            self.frame = min(self.frame, len(times) - 1)
        self.point_at(self.frame)

    def _make_lines(self) -> None:
        """One line for each curve, the second joint's dashed, all named in the legend."""
        self._legend.clear()
        for line in self._lines:
            self.removeItem(line)
        several = len({curve.joint for curve in self.curves}) > 1
        self._lines = []
        for curve in self.curves:
            part = tr(curve.part)
            name = f"{joint_name(curve.joint)}, {part}" if several else part
            self._lines.append(self.plot(name=name))
        self._colour_lines()

    def _colour_lines(self) -> None:
        parts = list(dict.fromkeys(curve.part for curve in self.curves))
        for line, curve in zip(self._lines, self.curves):
            colour = self._theme.curves[parts.index(curve.part)]
            line.setPen(
                pg.mkPen(colour, width=2, style=Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine)
            )

    def _scale(self, quantity: Quantity) -> None:
        """A scale in steps, so that it seldom changes, with room for the names above the curves."""
        values = np.concatenate([curve.values for curve in self.curves])
        low = STEP * math.floor(min(float(values.min()), 0.0) / STEP)
        high = STEP * max(math.ceil(float(values.max()) / STEP), 1)
        if self._quantity is not quantity:
            self._quantity = quantity
            style = {"color": self._theme.muted, "font-size": f"{px(CAPTION)}px"}
            self.getAxis("left").setLabel(f"{tr(quantity.title)}, {quantity.unit}", **style)
        top = high + ABOVE * (high - low)
        self.setRange(xRange=(float(self.times[0]), 0.0), yRange=(low, top), padding=0, disableAutoRange=True)

    def point_at(self, frame: int | None) -> None:
        """Point at a frame of the window, or at none."""
        self.frame = frame
        self._cursor.setVisible(frame is not None)
        if frame is not None:
            self._cursor.setPos(float(self.times[frame]))
        self.pointed.emit()

    def _hover(self, at: QPointF) -> None:
        if not len(self.times) or not self.plotItem.vb.sceneBoundingRect().contains(at):
            return
        time = self.plotItem.vb.mapSceneToView(at).x()
        frame = int(np.abs(self.times - time).argmin())
        if frame != self.frame:
            self.point_at(frame)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is None or not len(self.times):
            event.ignore()
            return
        last = len(self.times) - 1
        self.point_at(last if self.frame is None else min(max(self.frame + step, 0), last))
