"""Paints the timeline's tracks: axis, rows with spans and curves, and what is not known yet."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from app.session.edits import Span
from app.session.probability_history import ProbabilityHistory
from app.texts import tr
from app.timeline.curves import LEADERS, broken, leading, sharing, ticks
from app.timeline.rows import Row, RowLayout
from app.timeline.time_scale import TimeScale
from app.widgets.skeleton_painter import paint, theme_colours
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, LIGHT, Theme, font
from recognizer.colours import action_colour, text_on
from recognizer.skeleton.drawing import MARKERS, badge_shapes

INSET = 8  # pixels at a text size of 100 %, as all of these, left of the tracks, and to their right
BADGE = 8.0  # the radius of a person's number
NAME = 24  # from the left at which a row's name begins
TICK_ROOM = 76  # what a mark of the axis needs
# Lines of curves that have one colour, the most probable label's first.
STYLES = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine
NAMED, ROW = 3, 14  # curves of each person that are named, and the height for each


class TrackPainter:
    """Knows where everything is, by ``scale`` and ``layout``, and how it looks. ``width`` and ``height`` in pixels."""

    def __init__(self, scale: TimeScale, layout: RowLayout) -> None:
        self.scale, self.layout = scale, layout
        self.theme: Theme = LIGHT
        self.width = self.height = 1
        self.begin()

    def begin(self) -> None:
        """Another source: no curves are drawn yet."""
        self._drawn: dict[int, list[int]] = {}  # by person: the labels that have curves

    @property
    def _right(self) -> float:
        return self.scale.right

    def box(self, start: float, end: float, top: float, height: float) -> QRectF:
        """Where this time is within the tracks; empty outside."""
        left, right = max(self.scale.x_of(start), self.scale.left), min(self.scale.x_of(end), self._right)
        return QRectF(left, top, max(right - left, 0), height)

    # What stands still

    def draw_axis(self, painter: QPainter) -> None:
        """The marks of the time axis, with a line through the tracks at each."""
        painter.setFont(font(CAPTION - 1))
        room = max(int((self._right - self.scale.left) / px(TICK_ROOM)), 1)
        for time, text in ticks(*self.scale.span, room):
            x = self.scale.x_of(time)
            painter.setPen(QColor(self.theme.line))
            painter.drawLine(QPointF(x, self.layout.axis - px(7)), QPointF(x, self.height))
            painter.setPen(QColor(self.theme.muted))
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            left = min(max(x - width / 2, self.scale.left - px(INSET)), self.width - width)
            painter.drawText(QPointF(left, px(11)), text)

    def draw_rows(
        self, painter: QPainter, rows: Sequence[Row], history: ProbabilityHistory, labels: Sequence[str]
    ) -> None:
        """Each person's name, spans and curves."""
        painter.save()
        painter.setClipRect(QRectF(0, self.layout.axis, self.width, self.layout.body))
        self._drawn = {}
        for place in range(self.layout.count):
            top = self.layout.top(place)
            if -self.layout.pitch < top - self.layout.axis < self.layout.body:
                row = rows[place] if place < len(rows) else None
                self._draw_name(painter, row, top)
                self._draw_lane(painter, row, top)
                if self.layout.curve:
                    self._draw_curves(painter, row, history, labels, self.layout.curves_top(place))
        painter.restore()

    def _draw_name(self, painter: QPainter, row: Row | None, top: float) -> None:
        """The row's number in its person's shape, and the name."""
        painter.setFont(font(CAPTION))
        if row is not None:
            centre = px(BADGE) + 1, top + self.layout.lane / 2
            badge = badge_shapes(centre, px(BADGE), MARKERS[row.slot], str(row.person))
            paint(painter, badge, theme_colours(self.theme, row.slot))
            painter.setFont(font(CAPTION))
        painter.setPen(QColor(self.theme.text))
        text = QFontMetrics(painter.font()).elidedText(
            tr("Recognized") if row is None else row.name,
            Qt.TextElideMode.ElideRight,
            int(self.scale.left - px(2 * INSET + NAME)),
        )
        left = 0 if row is None else px(NAME)
        painter.drawText(QRectF(left, top, self.scale.left, self.layout.lane), Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_lane(self, painter: QPainter, row: Row | None, top: float) -> None:
        lane = QRectF(self.scale.left, top, self._right - self.scale.left, self.layout.lane)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(lane, 4, 4)
        painter.save()
        painter.setClipRect(lane, Qt.ClipOperation.IntersectClip)
        painter.setFont(font(CAPTION - 1))
        if row is not None:
            for span in row.spans:
                self.draw_span(painter, span, top)
        painter.restore()

    def draw_span(self, painter: QPainter, span: Span, top: float) -> None:
        """One span, as far as it is in view. The user's own have an edge, and a pencil where there is room."""
        box = self.box(span.start, span.end, top, self.layout.lane)
        if not box.width():
            return
        box.setWidth(max(box.width() - 1, 2))
        colour = action_colour(self.theme, span.label)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(box, 3, 3)
        words = box.adjusted(px(5), 0, -px(3), 0)
        if span.by_hand:
            painter.setPen(QPen(QColor(self.theme.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.8, 0.8, -0.8, -0.8), 3, 3)
            if box.width() > px(16):
                draw_pencil(painter, QPointF(box.left() + px(9), box.center().y()), QColor(text_on(colour)))
                words.adjust(px(11), 0, 0, 0)
        text = QFontMetrics(painter.font()).elidedText(span.label, Qt.TextElideMode.ElideRight, int(words.width()))
        if len(text) > 2 or text == span.label:
            painter.setPen(QColor(text_on(colour)))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_curves(
        self, painter: QPainter, row: Row | None, history: ProbabilityHistory, labels: Sequence[str], top: float
    ) -> None:
        """The leading labels' curves between 0 and 1."""
        height, left, right = self.layout.curve, self.scale.left, self._right
        painter.setPen(QPen(QColor(self.theme.line), 1))
        for level in (0.0, 0.5, 1.0) if height > 2 * px(ROW) else (0.0, 1.0):
            y = round(top + height * (1 - level)) - 0.5
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        if row is None:
            return
        columns = max(int(right - left), 1)
        found = [history.outline(person, *self.scale.span, columns) for person in row.members]
        outlines = [one for one in found if one is not None and one.probability.shape[1] == len(labels)]
        leaders = list(dict.fromkeys(label for one in outlines for label in leading(one)))[:LEADERS]
        if not leaders:
            return
        self._drawn[row.person] = leaders
        sharers = sharing(labels, leaders)
        painter.save()
        painter.setClipRect(QRectF(left, top - 1, right - left, height + 2), Qt.ClipOperation.IntersectClip)
        for label in reversed(leaders):
            for outline in outlines:
                times, values = broken(outline, label)
                path = pg.arrayToQPath(
                    self.scale.x_of(times), top + height * (1 - values.astype(float)), connect="finite"
                )
                painter.strokePath(path, self._line(labels[label], 1.8, sharers[label]))
        painter.restore()

    def _line(self, label: str, width: float, sharers: int) -> QPen:
        """The line of a label's curve, where so many others have its colour already."""
        style = STYLES[min(sharers, len(STYLES) - 1)]
        return QPen(QColor(action_colour(self.theme, label)), width, style, Qt.PenCapStyle.FlatCap)

    # What goes along with the place

    def draw_legends(
        self, painter: QPainter, rows: Sequence[Row], history: ProbabilityHistory, labels: Sequence[str], now: float
    ) -> None:
        """The names of the curves that are highest at the place; before there are any, of those that stand out."""
        painter.save()
        painter.setClipRect(QRectF(0, self.layout.axis, self.width, self.layout.body))
        painter.setFont(font(CAPTION - 1))
        metrics, most = QFontMetrics(painter.font()), min(NAMED, self.layout.curve // px(ROW - 2))
        for place, row in enumerate(rows):
            drawn = self._drawn.get(row.person, [])
            sharers = sharing(labels, drawn)
            judged = [at for person in row.members if (at := history.at(person, now)) is not None]
            names = sorted(drawn, key=lambda label: -judged[0].probability[0, label]) if judged else list(drawn)
            top = self.layout.curves_top(place)
            height = self.layout.curve / max(most, 1)
            for line, label in enumerate(names[:most]):
                middle = top + (line + 0.5) * height
                painter.setPen(self._line(labels[label], 2.4, sharers[label]))
                painter.drawLine(QPointF(2, middle), QPointF(px(14), middle))
                painter.setPen(QColor(self.theme.muted))
                name = metrics.elidedText(labels[label], Qt.TextElideMode.ElideRight, int(self.scale.left) - px(36))
                box = QRectF(px(20), top + line * height, self.scale.left - px(30), height)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


def draw_pencil(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """A small pencil: the sign of what was done by hand."""
    painter.save()
    painter.translate(centre)
    painter.rotate(45)
    painter.scale(px(100) / 100, px(100) / 100)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(-1.7, -5, 3.4, 6.4))
    painter.drawPolygon(QPolygonF([QPointF(-1.7, 2.2), QPointF(1.7, 2.2), QPointF(0, 5.2)]))
    painter.restore()
