"""What the timeline's tracks show: a row for each person on one time axis. What is done with them is in ``tracks``."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QMenu, QScrollBar, QSizePolicy

from app.session.edits import Span
from app.session.probability_history import ProbabilityHistory
from app.texts import tr
from app.timeline.editor import Editor
from app.timeline.in_place import InPlaceField
from app.timeline.overlay import Overlay, OverlayPainter
from app.timeline.row_menu import row_menu
from app.timeline.rows import LANE_GAP, Row, RowLayout, make_rows
from app.timeline.time_scale import TimeScale
from app.timeline.track_painter import INSET, NAME, TrackPainter
from app.widgets.text_size import px
from app.widgets.theme import Theme
from app.widgets.timeline_marks import STRIP, TimelineMarks, draw_moment, draw_strip

GUTTER = 164  # pixels at a text size of 100 %, left of the tracks
SCROLL = 10  # pixels of the bar that scrolls rows


class TrackView(QAbstractSlider):
    """Seconds from left to right, people from top to bottom. As a slider, its value is the place in milliseconds;
    ``sought`` reports the user's choice alone."""

    sought = Signal(float)  # seconds
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scale = TimeScale(GUTTER)
        self.rows_layout = RowLayout()
        self.editor = Editor(self)
        self.history = ProbabilityHistory()
        self.labels: Sequence[str] = ()
        self.rows: tuple[Row, ...] = ()
        self.now = 0.0
        self._painter = TrackPainter(self.scale, self.rows_layout)
        self._over = OverlayPainter(self._painter)
        self._pixmap: QPixmap | None = None
        self._painted: tuple[object, ...] | None = None
        self._marks = TimelineMarks()
        self._live = False
        self.overlay = Overlay()
        self.frame_rate = 0.0  # pictures a second; 0 where it is not known
        self.field = InPlaceField(self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(tr("More people"))
        self._bar.valueChanged.connect(self._scroll)
        self.editor.changed.connect(self._update_rows)
        self._set_height()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, and the size of text."""
        self._painter.theme = theme
        self.scale.left = px(GUTTER)
        self._set_height()
        self.update()

    def begin(self, history: ProbabilityHistory, live: bool = False) -> None:
        """Another source: everything in view, nobody yet. Of a live one, only those have rows who are in view."""
        self.history, self.labels, self._live = history, (), live
        self.overlay, self.frame_rate = Overlay(), 0.0
        self._painter.begin()
        self.editor.begin()
        self._update_rows()
        self.set_whole((0.0, 1.0), fit=True)

    def set_low(self, low: bool) -> None:
        """Whether the window is so low that rows must be, too."""
        if low != self.rows_layout.low:
            self.rows_layout.low = low
            self._set_height()

    def set_marks(self, marks: TimelineMarks) -> None:
        """Mark these moments, and show how much the frames are attended to."""
        before, self._marks = self._marks, marks
        if marks.strip != before.strip:
            self._set_height()
        if marks.attended is not before.attended or marks.moments != before.moments:
            self.update()

    def set_looked_at(self, spans: Sequence[tuple[float, float]] | None) -> None:
        """Hatch all seconds but these, as not looked at yet; ``None``: everything was looked at."""
        self.mark(looked_at=None if spans is None else tuple(spans))

    def set_judged(self, span: tuple[float, float] | None) -> None:
        """Mark the seconds that the answer which is shown was judged from."""
        self.mark(judged=span)

    def mark(self, **marks: object) -> None:
        """Change what is marked upon the tracks: fields of ``Overlay``, by name."""
        before, self.overlay = self.overlay, replace(self.overlay, **marks)  # type: ignore[arg-type]
        if self.overlay != before:  # some are marked anew at every look of the window
            self.update()

    def set_whole(self, whole: tuple[float, float], fit: bool = False) -> None:
        """The seconds that there are; ``fit`` shows them all."""
        changed = self.scale.set_whole(whole, fit)
        self.setRange(round(1000 * whole[0]), round(1000 * whole[1]))
        self._show_span(changed)

    def show_place(self, now: float, labels: Sequence[str]) -> None:
        """Where the source is. A view that is zoomed in goes along."""
        self.now, self.labels = now, labels
        if not self.isSliderDown():
            self.setValue(round(1000 * now))
            self._show_span(self.scale.follow(now))
        self._update_rows()
        self.update()

    # Rows

    def _update_rows(self) -> None:
        within = self.span if self._live else None
        self.rows = make_rows(self.editor.edits, self.editor.spans, self.history, within)
        self.overlay.selected = self.editor.selected
        if max(len(self.rows), 1) != self.rows_layout.count:
            self.rows_layout.count = max(len(self.rows), 1)
            self._set_height()
        self.update()

    def _set_height(self) -> None:
        self._painted = None
        self.setFixedHeight(self._bottom() + (px(STRIP + LANE_GAP) if self._marks.strip else 0))
        self._place_bar()
        self.updateGeometry()

    def _place_bar(self) -> None:
        hidden = self.rows_layout.hidden
        self._bar.setRange(0, hidden)
        self._bar.setPageStep(self.rows_layout.body)
        self._bar.setSingleStep(self.rows_layout.pitch)
        self._bar.setVisible(hidden > 0)
        self._bar.setGeometry(self.width() - SCROLL, self.rows_layout.axis, SCROLL, self.rows_layout.body)
        self.scale.right = self.width() - px(INSET) - (SCROLL if hidden else 0)
        self._painter.width, self._painter.height = self.width(), self.height()

    def _scroll(self, pixels: int) -> None:
        self.rows_layout.scroll = pixels
        self.update()

    def show_row(self, row: int) -> None:
        """Scroll so that a row is seen."""
        self._bar.setValue(self.rows_layout.scroll_to(row))

    def row_of(self, person: int) -> int | None:
        """The place of a person's row."""
        return next((place for place, row in enumerate(self.rows) if row.person == person), None)

    def scroll_rows(self, rows: float) -> None:
        """Go down by so many rows, or up."""
        self._bar.setValue(self._bar.value() + round(rows * self.rows_layout.pitch))

    def move_along(self, share: float) -> None:
        """Show what is later, by this share of what is shown, or earlier."""
        start, end = self.span
        shift = share * (end - start)
        self._show_span(self.scale.show((start + shift, end + shift)))

    def name_row(self, place: int) -> None:
        """Ask for the name of a row's person, in its place."""
        row = self.rows[place]
        self.show_row(place)
        box = QRect(px(NAME) - 6, self.lane_top(place), px(GUTTER - NAME - INSET), self.rows_layout.lane)
        own = self.editor.edits.names.get(row.person, "")
        known = sorted({other.name for other in self.rows})
        self.field.ask(
            box, tr("Name of {name}", name=row.name), own, known, lambda name: self.editor.name_person(row.person, name)
        )

    def row_menu(self, place: int) -> QMenu:
        """What can be done with a row's person."""
        return row_menu(self, self.editor, self.rows, self.rows[place], lambda: self.name_row(place))

    def ask_label(
        self, span: Span, text: str, take: Callable[[str], object], name: str = "", also: Sequence[str] = ()
    ) -> None:
        """Ask what is done in a span, in its place; ``take`` is given what was typed. ``name`` is what is asked for,
        an action unless said otherwise; ``also`` are labels to be offered beside the known ones."""
        place = self.row_of(span.person) or 0
        self.show_row(place)
        box = self._painter.box(span.start, span.end, self.lane_top(place), self.rows_layout.lane).toRect()
        known = sorted({*self.labels, *self.editor.edits.labels, *also})
        self.field.ask(box, name or tr("Action"), text, known, take)

    def go_to(self, span: Span) -> None:
        """Select a span, bring it into view, and go to its beginning."""
        self.editor.select(span)
        self.show_row(self.row_of(span.person) or 0)
        self._show_span(self.scale.follow(span.start))
        self.scrub(span.start)

    def scrub(self, time: float) -> None:
        """Go to a place, as the user wants."""
        self.now = time
        self.setValue(round(1000 * time))
        self.sought.emit(time)
        self.update()

    # Zoom, and where things are

    @property
    def span(self) -> tuple[float, float]:
        """The seconds that are shown."""
        return self.scale.span

    @property
    def whole(self) -> tuple[float, float]:
        """The seconds that there are."""
        return self.scale.whole

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Show ``factor`` times as many seconds; the time ``about`` stays where it is."""
        self._show_span(self.scale.zoom(factor, self.now if about is None else about))

    def fit(self) -> None:
        """Show all the seconds that there are."""
        self._show_span(self.scale.show(self.whole))

    def _show_span(self, changed: bool) -> None:
        if changed:
            self.zoomed.emit()
            self._update_rows()

    def x_of(self, time: float) -> float:
        """Where a time in seconds is, in pixels."""
        return self.scale.x_of(time)

    def time_at(self, x: float) -> float:
        """The time in seconds at a place in pixels."""
        return self.scale.time_at(x)

    def lane_top(self, row: int) -> int:
        """Where a person's row begins, in pixels from the top."""
        return self.rows_layout.top(row)

    def _bottom(self) -> int:
        """Where the rows end."""
        return self.rows_layout.axis + self.rows_layout.body

    def span_at(self, at: QPointF) -> Span | None:
        """The span at a place, if there is one."""
        place = self.rows_layout.lane_at(at.y())
        if place is None or place >= len(self.rows):
            return None
        spans = self.rows[place].spans
        return next((one for one in spans if self.x_of(one.start) <= at.x() <= self.x_of(one.end)), None)

    def sizeHint(self) -> QSize:
        return QSize(px(GUTTER) + 400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(GUTTER) + 120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

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
        self._draw_over(painter)
        self._over.draw_place(painter, self.now)

    def _drawn_state(self) -> tuple[object, ...]:
        """All that ``draw`` draws from, by value."""
        source = (self.history, self.history.version, tuple(self.labels), self.overlay.looked_at)
        layout = (self.rows_layout.scroll, self.rows_layout.curve)
        return self.size(), self.devicePixelRatioF(), self.span, *source, *layout, self.rows

    def draw(self, painter: QPainter) -> None:
        """What does not change with the place."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.draw_axis(painter)
        self._painter.draw_rows(painter, self.rows, self.history, self.labels)
        if self.overlay.looked_at is not None:
            self._over.draw_unseen(painter, self.overlay.looked_at)

    def _draw_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.draw_legends(painter, self.rows, self.history, self.labels, self.now)
        self._over.draw(painter, self.overlay, self.rows)
        if self._marks.strip:
            draw_strip(painter, self._strip(), self._marks.attended, self.scale.x_of, self._painter.theme)
        for moment in self._marks.moments:
            if self.span[0] <= moment.time <= self.span[1]:
                ends = self.rows_layout.axis - 2, self.height() - 2
                draw_moment(painter, self.x_of(moment.time), *ends, moment.filled, self._painter.theme)

    def _strip(self) -> QRectF:
        """Where it is shown how much the frames are attended to; empty where that is not wanted."""
        height = px(STRIP) if self._marks.strip else 0
        return QRectF(self.scale.left, self._bottom() + px(LANE_GAP), self.scale.right - self.scale.left, height)
