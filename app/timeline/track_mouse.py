"""What the mouse does on the tracks: scrub on the axis, select and change spans in the lanes, name people."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from app.session.edits import SHORTEST, Span
from app.timeline.row_menu import pop_up
from app.timeline.time_scale import ZOOM
from app.timeline.track_painter import INSET
from app.timeline.track_view import TrackView
from app.widgets.controls import CLICK_MOVES
from app.widgets.text_size import px

EDGE = 5  # pixels from the end of a span within which the end is taken hold of
SNAP = 6  # pixels from a place that an end goes to by itself


@dataclass
class Drag:
    """What the left button holds: one end of a new span of ``person``, or of ``span``, whose other end stays at the
    time ``fixed``. ``pressed``: where it began, in pixels; ``moved``: it is more than a click."""

    person: int
    fixed: float
    pressed: float
    span: Span | None = None
    moved: bool = False


class TrackMouse:
    """Turns what the mouse does on the tracks into what the user wants. ``add`` is given a new span that was drawn;
    ``open_menu`` opens the menu of spans at a place of the screen; ``hover`` is given the time on the axis that the
    pointer is at, and ``None`` once it is elsewhere."""

    def __init__(
        self,
        tracks: TrackView,
        add: Callable[[Span], object],
        open_menu: Callable[[QPoint], object],
        hover: Callable[[float | None], object],
    ) -> None:
        self._tracks, self._add, self._open_span_menu, self._hover = tracks, add, open_menu, hover
        self._hovers = False
        self._drag: Drag | None = None

    def press(self, at: QPointF, adding: bool = False) -> None:
        """The left button goes down; ``adding``: a new span is to be drawn, whatever is there."""
        tracks = self._tracks
        self.leave()
        if self._on_names(at):
            return
        place = tracks.rows_layout.lane_at(at.y())
        if place is None:
            tracks.setSliderDown(True)
            tracks.scrub(tracks.time_at(at.x()))
            return
        held, span = (None, None) if adding else (self._end_at(at, place), tracks.span_at(at))
        tracks.editor.select(held[0] if held is not None else span)
        if held is not None:
            self._drag = Drag(held[0].person, held[1], at.x(), held[0])
        elif span is None:
            person = tracks.rows[place].person if place < len(tracks.rows) else 1
            self._drag = Drag(person, self._snapped(tracks.time_at(at.x())), at.x())

    def move(self, at: QPointF) -> None:
        """The pointer moves, with a button down or without."""
        tracks, drag = self._tracks, self._drag
        if tracks.isSliderDown():
            tracks.scrub(tracks.time_at(at.x()))
        elif drag is not None:
            drag.moved = drag.moved or abs(at.x() - drag.pressed) > CLICK_MOVES
            if drag.moved:
                tracks.mark(drawn=self._dragged(drag, at.x()))
        elif at.y() < tracks.rows_layout.axis and not self._on_names(at):
            self._hovers = True
            self._hover(tracks.time_at(at.x()))
        else:
            self.leave()
            place = None if self._on_names(at) else tracks.rows_layout.lane_at(at.y())
            at_end = place is not None and self._end_at(at, place) is not None
            tracks.setCursor(Qt.CursorShape.SizeHorCursor if at_end else Qt.CursorShape.ArrowCursor)

    def leave(self) -> None:
        """The pointer is no longer over the axis."""
        if self._hovers:
            self._hovers = False
            self._hover(None)

    def let_go(self) -> None:
        """Whatever is held is held no longer, and changes nothing."""
        self._tracks.setSliderDown(False)
        self._drag = None

    def release(self, at: QPointF) -> None:
        """The button goes up again."""
        tracks, drag = self._tracks, self._drag
        tracks.setSliderDown(False)
        self._drag = None
        if drag is None:
            return
        if drag.moved:
            new = self._dragged(drag, at.x())
            tracks.mark(drawn=None)
            if drag.span is not None:
                tracks.editor.reshape(drag.span, new.start, new.end)
            elif new.end - new.start >= SHORTEST:
                self._add(new)
        elif drag.span is None:
            tracks.scrub(tracks.time_at(at.x()))

    def double_click(self, at: QPointF) -> None:
        """On a name or a span: change what it says."""
        tracks, place = self._tracks, self._tracks.rows_layout.lane_at(at.y())
        if self._on_names(at):
            if place is not None and place < len(tracks.rows):
                tracks.name_row(place)
        elif tracks.isEnabled() and (span := tracks.span_at(at)) is not None:
            tracks.editor.select(span)
            tracks.ask_label(span, span.label, lambda label: tracks.editor.rename(span, label))
        elif tracks.isEnabled():
            self.press(at)

    def open_menu(self, at: QPoint, globally: QPoint) -> None:
        """What can be done with the span, or the row, at a place."""
        tracks, place = self._tracks, self._tracks.rows_layout.row_at(at.y())
        if not self._on_names(QPointF(at)) and tracks.isEnabled():
            if (span := tracks.span_at(QPointF(at))) is not None:
                tracks.editor.select(span)
            self._open_span_menu(globally)
        elif place is not None and place < len(tracks.rows):
            pop_up(tracks.row_menu(place), globally)

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Upright: zoom about the pointer; over the names: go to other rows. Sideways, or with Shift: move along."""
        turn, tracks = event.angleDelta(), self._tracks
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            tracks.move_along(-(turn.x() or turn.y()) / 1200)
        elif turn.y() and self._on_names(event.position()):
            tracks.scroll_rows(-turn.y() / 120)
        elif turn.y():
            tracks.zoom(ZOOM ** (-turn.y() / 120), tracks.time_at(event.position().x()))

    def _on_names(self, at: QPointF) -> bool:
        return at.x() < self._tracks.scale.left - px(INSET)

    def _end_at(self, at: QPointF, place: int) -> tuple[Span, float] | None:
        """The span one of whose ends is at a place, and where its other end is; of two that touch, the one that is
        selected, or else the one under the pointer."""
        tracks = self._tracks
        found = []
        for span in tracks.rows[place].spans if place < len(tracks.rows) else ():
            for end, other, side in ((span.start, span.end, -1), (span.end, span.start, 1)):
                far = (at.x() - tracks.x_of(end)) * side  # outside of the span where it is positive
                width = tracks.x_of(span.end) - tracks.x_of(span.start)
                if -min(EDGE, width / 4) <= far <= EDGE:
                    found.append((span != tracks.editor.selected, far > 0, abs(far), span, other))
        return min(found, key=lambda one: one[:3])[3:] if found else None

    def _dragged(self, drag: Drag, x: float) -> Span:
        """The span as it is drawn or changed by now."""
        time = self._snapped(self._tracks.time_at(x), drag.span)
        if drag.span is None:
            start, end = sorted((drag.fixed, time))
            return Span(drag.person, start, end, "", True)
        if drag.fixed == drag.span.end:
            return Span(drag.person, min(time, drag.fixed - SHORTEST), drag.fixed, drag.span.label, True)
        return Span(drag.person, drag.fixed, max(time, drag.fixed + SHORTEST), drag.span.label, True)

    def _snapped(self, time: float, but: Span | None = None) -> float:
        """The time, or what is near to it: the place, the end of a span, else the frame's."""
        tracks = self._tracks
        ends = [end for row in tracks.rows for one in row.spans if one != but for end in (one.start, one.end)]
        nearest = min([tracks.now, *tracks.whole, *ends], key=lambda end: abs(end - time))
        if abs(nearest - time) <= SNAP * tracks.scale.seconds_per_pixel:
            return nearest
        return round(time * tracks.frame_rate) / tracks.frame_rate if tracks.frame_rate else time
