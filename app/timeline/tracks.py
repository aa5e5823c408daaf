"""The tracks of the timeline: a time axis to scrub on, and for each person the segments and the probability curves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from app.session.probability_history import Outline, ProbabilityHistory
from app.timeline.curves import CurveColours, broken, leading, ticks
from app.widgets.text import clock_text, percent, person_name
from app.widgets.theme import CAPTION, LIGHT, Theme, font
from app.widgets.timeline_marks import STRIP, TimelineMarks, draw_moment, draw_strip

if TYPE_CHECKING:
    from recognizer.model.decision import Segment

AXIS, LANE, CURVE, LANE_GAP = 20, 20, 42, 10  # pixels
GUTTER, INSET = 164, 8  # pixels left of the tracks, and to their right
TICK_ROOM = 76  # pixels that a mark of the axis needs
NAMED = 3  # curves of each person that are named
SHADES = 4  # of a person's colour, by label, so that one action differs from the next
NEAREST = 0.5  # seconds, the least that is shown
ZOOM = 1.6  # by one step


class Tracks(QAbstractSlider):
    """Seconds from left to right. Scrub by mouse or arrow keys, zoom by wheel. As a slider, its value is the place in
    milliseconds; ``sought`` reports the user's choice alone."""

    sought = Signal(float)  # seconds
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Place in the source")
        self.setSingleStep(1000)
        self.setPageStep(5000)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = LIGHT
        self._palette = CurveColours(len(LIGHT.curves))
        self._pixmap: QPixmap | None = None
        self._painted: tuple[object, ...] | None = None
        self._colours: dict[int, dict[int, int]] = {}  # by lane: the labels that have curves, and their colours
        self.history = ProbabilityHistory()
        self.labels: Sequence[str] = ()
        self.lanes: list[list[Segment]] = []
        self.now = 0.0
        self.whole = (0.0, 1.0)  # seconds that there are
        self.span = (0.0, 1.0)  # seconds that are shown
        self._count = 0
        self._marks = TimelineMarks()
        self.set_count(1)
        self.actionTriggered.connect(lambda _: self.sought.emit(self.sliderPosition() / 1000))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._painted = None
        self.update()

    def begin(self, history: ProbabilityHistory) -> None:
        """Another source: everything in view, one person."""
        self.history, self.lanes, self.labels, self._colours = history, [], (), {}
        self._palette = CurveColours(len(LIGHT.curves))
        self.set_whole((0.0, 1.0), fit=True)
        self.set_count(1)

    def set_count(self, count: int) -> None:
        """How many people have tracks."""
        if count != self._count:
            self._count = count
            self._set_height()

    def set_marks(self, marks: TimelineMarks) -> None:
        """Mark these moments, and show how much the frames are attended to."""
        before, self._marks = self._marks, marks
        if marks.strip != before.strip:
            self._set_height()
        if marks.attended is not before.attended or marks.moments != before.moments:
            self.update()

    def _set_height(self) -> None:
        self._painted = None
        self.setFixedHeight(self._bottom() + (STRIP + LANE_GAP if self._marks.strip else 0))

    def _bottom(self) -> int:
        """Where the tracks end."""
        return self.lane_top(self._count) - LANE_GAP + 4

    def set_whole(self, whole: tuple[float, float], fit: bool = False) -> None:
        """The seconds that there are; ``fit`` shows them all."""
        everything = fit or self.span == self.whole
        self.whole = whole
        self.setRange(round(1000 * whole[0]), round(1000 * whole[1]))
        self._show(whole if everything else self.span)

    def show_place(self, lanes: "list[list[Segment]]", now: float, labels: Sequence[str]) -> None:
        """Where the source is and what was recognized. A view that is zoomed in goes along."""
        if any(lanes[1:]) or self.history.judged(1):
            self.set_count(2)
        self.lanes, self.now, self.labels = lanes, now, labels
        if not self.isSliderDown():
            self.setValue(round(1000 * now))
            start, end = self.span
            if not start <= now <= end:
                self._show((now - 0.1 * (end - start), now + 0.9 * (end - start)))
        self.update()

    # Zoom

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Show ``factor`` times as many seconds; the time ``about`` stays where it is."""
        about = self.now if about is None else about
        start, end = self.span
        length = min(max((end - start) * factor, NEAREST), self.whole[1] - self.whole[0])
        share = (about - start) / max(end - start, 1e-9)
        self._show((about - share * length, about + (1 - share) * length))

    def fit(self) -> None:
        """Show all the seconds that there are."""
        self._show(self.whole)

    def _show(self, span: tuple[float, float]) -> None:
        """Show these seconds, moved into what there is."""
        first, last = self.whole
        length = min(span[1] - span[0], last - first)
        start = min(max(span[0], first), last - length)
        new = (first, last) if length >= last - first else (start, start + length)
        if new != self.span:
            self.span = new
            self.zoomed.emit()
            self.update()

    # Where things are

    @overload
    def x_of(self, time: float) -> float: ...

    @overload
    def x_of(self, time: np.ndarray) -> np.ndarray: ...

    def x_of(self, time: float | np.ndarray) -> float | np.ndarray:
        """Where a time in seconds is, or many times are, in pixels."""
        start, end = self.span
        return GUTTER + (time - start) / max(end - start, 1e-6) * (self.width() - GUTTER - INSET)

    def time_at(self, x: float) -> float:
        """The time in seconds at a place in pixels."""
        start, end = self.span
        share = (x - GUTTER) / max(self.width() - GUTTER - INSET, 1)
        return start + min(max(share, 0.0), 1.0) * (end - start)

    @staticmethod
    def lane_top(lane: int) -> int:
        """Where a person's track begins, in pixels from the top."""
        return AXIS + lane * (LANE + 4 + CURVE + LANE_GAP)

    def segment_at(self, at: QPointF) -> "Segment | None":
        """The segment at a place, if there is one."""
        for lane in range(min(self._count, len(self.lanes))):
            if 0 <= at.y() - self.lane_top(lane) < LANE:
                for segment in self.lanes[lane]:
                    if self.x_of(segment.start) <= at.x() <= self.x_of(segment.end):
                        return segment
        return None

    def tip_at(self, at: QPointF) -> str:
        """The tool tip for a place."""
        segment = self.segment_at(at)
        if segment is not None:
            people = " and ".join(person_name(number) for number in segment.persons)
            when = f"{clock_text(segment.start)} to {clock_text(segment.end)}"
            return f"{people}: {segment.label}, {when}, {percent(segment.confidence)}"
        if self._strip().contains(at) and self._marks.attended is not None:
            return self._marks.attended.words_at(self.time_at(at.x()))
        for lane in range(self._count):
            if LANE <= at.y() - self.lane_top(lane) < LANE + 4 + CURVE and at.x() >= GUTTER:
                row = self.history.at(lane, self.time_at(at.x()))
                if row is not None and len(self.labels) == row.probability.shape[1]:
                    best = np.argsort(-row.probability[0], kind="stable")[:3]
                    shares = ", ".join(f"{self.labels[i]} {percent(row.probability[0, i])}" for i in best)
                    return f"{clock_text(float(row.time[0]))}: {shares}"
        return ""

    def sizeHint(self) -> QSize:
        return QSize(GUTTER + 400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(GUTTER + 120, self.height())

    # Mouse and wheel

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self) if text else QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled() and event.position().x() >= GUTTER - INSET:
            self.setSliderDown(True)
            self._scrub(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._scrub(event.position().x())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _scrub(self, x: float) -> None:
        self.now = self.time_at(x)
        self.setSliderPosition(round(1000 * self.now))
        self.sought.emit(self.now)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Upright: zoom about the pointer. Sideways, or with Shift: move along."""
        event.accept()
        turn = event.angleDelta()
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            start, end = self.span
            shift = -(turn.x() or turn.y()) / 1200 * (end - start)
            self._show((start + shift, end + shift))
        elif turn.y():
            self.zoom(ZOOM ** (-turn.y() / 120), self.time_at(event.position().x()))

    # Painting

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        state = self._drawn_state()
        if state != self._painted or self._pixmap is None:
            self._painted = state
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._pixmap)
            self.draw(inner)
            inner.end()
        painter.drawPixmap(0, 0, self._pixmap)
        self._draw_legends(painter)
        self._draw_marks(painter)
        self._draw_place(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(GUTTER - INSET, 0.5, self.width() - GUTTER + INSET - 1, self.height() - 1)
            painter.drawRoundedRect(box, 4, 4)

    def _drawn_state(self) -> tuple[object, ...]:
        """All that ``draw`` draws from, by value: segments grow in place."""
        segments = tuple(tuple((one.start, one.end, one.label) for one in lane) for lane in self.lanes)
        names = tuple(self._name(lane) for lane in range(self._count))
        source = (self.history, self.history.version, tuple(self.labels))
        return self.size(), self.devicePixelRatioF(), self.span, *source, segments, names

    def draw_figure(self, painter: QPainter) -> None:
        """Everything but the place, for a figure."""
        self.draw(painter)
        self._draw_legends(painter)
        self._draw_marks(painter)

    def draw(self, painter: QPainter) -> None:
        """What does not change with the place."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axis(painter)
        for lane in range(self._count):
            outline = self.history.outline(lane, *self.span, max(self.width() - GUTTER - INSET, 1))
            self._draw_lane(painter, lane)
            self._draw_curves(painter, lane, outline)

    def _draw_axis(self, painter: QPainter) -> None:
        painter.setFont(font(CAPTION - 1))
        room = max(int((self.width() - GUTTER - INSET) / TICK_ROOM), 1)
        for time, text in ticks(*self.span, room):
            x = self.x_of(time)
            painter.setPen(QColor(self._theme.line))
            painter.drawLine(QPointF(x, AXIS - 5), QPointF(x, self.height()))
            painter.setPen(QColor(self._theme.muted))
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            left = min(max(x - width / 2, GUTTER - INSET), self.width() - width)
            painter.drawText(QPointF(left, 11), text)

    def _draw_lane(self, painter: QPainter, lane: int) -> None:
        top, right = self.lane_top(lane), self.width() - INSET
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(self._theme.text))
        box = QRectF(0, top, GUTTER - 2 * INSET, LANE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._name(lane))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(QRectF(GUTTER, top, right - GUTTER, LANE), 4, 4)
        painter.save()
        painter.setClipRect(QRectF(GUTTER, top, right - GUTTER, LANE))
        painter.setFont(font(CAPTION - 1))
        for segment in self.lanes[lane] if lane < len(self.lanes) else []:
            self._draw_segment(painter, segment, lane, top)
        painter.restore()

    def _draw_segment(self, painter: QPainter, segment: "Segment", lane: int, top: float) -> None:
        left, right = self.x_of(segment.start), self.x_of(segment.end)
        if right <= GUTTER or left >= self.width() - INSET:
            return
        left, right = max(left, GUTTER), min(right, self.width() - INSET)
        box = QRectF(left, top, max(right - left - 1, 2), LANE)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(self._theme.persons[lane])
        painter.setBrush(colour.darker(100 + 9 * (sum(map(ord, segment.label)) % SHADES)))
        painter.drawRoundedRect(box, 3, 3)
        text = QFontMetrics(painter.font()).elidedText(segment.label, Qt.TextElideMode.ElideRight, int(box.width()) - 8)
        if len(text) > 2:
            painter.setPen(QColor(self._theme.on_person))
            painter.drawText(box.adjusted(5, 0, -3, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_curves(self, painter: QPainter, lane: int, outline: Outline | None) -> None:
        """The leading labels' curves between 0 and 1, and their names."""
        top, right = self.lane_top(lane) + LANE + 4, self.width() - INSET
        painter.setPen(QPen(QColor(self._theme.line), 1))
        for level in (0.0, 0.5, 1.0):
            y = round(top + CURVE * (1 - level)) - 0.5
            painter.drawLine(QPointF(GUTTER, y), QPointF(right, y))
        self._colours.pop(lane, None)
        if outline is None or len(self.labels) != outline.probability.shape[1]:
            return
        leaders = leading(outline)
        colours = self._colours[lane] = self._palette.choose(leaders)
        painter.save()
        painter.setClipRect(QRectF(GUTTER, top - 1, right - GUTTER, CURVE + 2))
        for label in reversed(leaders):
            times, values = broken(outline, label)
            path = pg.arrayToQPath(
                GUTTER + (times - self.span[0]) * ((right - GUTTER) / (self.span[1] - self.span[0])),
                top + CURVE * (1 - values.astype(float)),
                connect="finite",
            )
            painter.strokePath(path, QPen(QColor(self._theme.curves[colours[label]]), 1.8))
        painter.restore()

    def _draw_legends(self, painter: QPainter) -> None:
        """The names of the curves that are highest at the place; before there are any, of those that stand out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION - 1))
        metrics, row = QFontMetrics(painter.font()), CURVE / NAMED
        for lane in range(self._count):
            top = self.lane_top(lane) + LANE + 4
            drawn, now = self._colours.get(lane, {}), self.history.at(lane, self.now)
            names = list(drawn)
            if now is not None:
                names.sort(key=lambda label: -now.probability[0, label])
            for place, label in enumerate(names[:NAMED]):
                middle = top + (place + 0.5) * row
                painter.setPen(QPen(QColor(self._theme.curves[drawn[label]]), 2.4))
                painter.drawLine(QPointF(2, middle), QPointF(14, middle))
                painter.setPen(QColor(self._theme.muted))
                name = metrics.elidedText(self.labels[label], Qt.TextElideMode.ElideRight, GUTTER - 36)
                painter.drawText(QRectF(20, top + place * row, GUTTER - 30, row), Qt.AlignmentFlag.AlignVCenter, name)

    def _strip(self) -> QRectF:
        """Where it is shown how much the frames are attended to; empty where that is not wanted."""
        height = STRIP if self._marks.strip else 0
        return QRectF(GUTTER, self._bottom() + LANE_GAP - 4, self.width() - INSET - GUTTER, height)

    def _draw_marks(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marks.strip:
            draw_strip(painter, self._strip(), self._marks.attended, self.x_of, self._theme)
        for moment in self._marks.moments:
            if self.span[0] <= moment.time <= self.span[1]:
                draw_moment(painter, self.x_of(moment.time), AXIS - 2, self.height() - 2, moment.filled, self._theme)

    def _draw_place(self, painter: QPainter) -> None:
        if not self.span[0] <= self.now <= self.span[1]:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.x_of(self.now)
        painter.setPen(QPen(QColor(self._theme.text), 1.2))
        painter.drawLine(QPointF(x, AXIS - 6), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        painter.drawPolygon(QPolygonF([QPointF(x - 5, AXIS - 8), QPointF(x + 5, AXIS - 8), QPointF(x, AXIS - 1)]))

    def _name(self, lane: int) -> str:
        """Whose track it is: whoever was judged last up to the present place."""
        row = self.history.at(lane, self.now, within=np.inf)
        return "Recognized" if row is None else person_name(int(row.persons[0, 0]))
