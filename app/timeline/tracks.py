"""The tracks of the timeline: a time axis to scrub on, and a row for each person with spans and probability curves."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from app.session.edits import Span
from app.session.probability_history import ProbabilityHistory
from app.texts import tr
from app.timeline.track_mouse import TrackMouse
from app.timeline.track_view import TrackView
from app.widgets.text import clock_text, percent

SELECTING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Tracks(TrackView):
    """Scrub by mouse or arrow keys, zoom by wheel, name people, select and change spans.

    The arrow keys scrub until Down, or a click, selects a span; then they, and Tab, go from span to span, and Esc leads
    back. ``menu_wanted`` carries the place on the screen where the menu of spans is to open, ``hovered`` the time on
    the axis that the pointer is at, or ``None``.
    """

    menu_wanted = Signal(QPoint)
    hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Place in the source"))
        self.setSingleStep(1000)
        self.setPageStep(5000)
        self.setMouseTracking(True)
        self._mouse = TrackMouse(self, self.ask_for_new, self.menu_wanted.emit, self.hovered.emit)
        self.actionTriggered.connect(lambda _: self.sought.emit(self.sliderPosition() / 1000))
        self.editor.changed.connect(self._announce)
        self.field.closed.connect(lambda: self.mark(drawn=None))

    def begin(self, history: ProbabilityHistory, live: bool = False) -> None:
        """Another source. What was begun in the last one would change this one: it is given up."""
        self.field.leave()
        self._mouse.let_go()
        super().begin(history, live)

    def look_at(self, start: float) -> None:
        """Show what begins at this second, as much of it as is shown now."""
        self._show_span(self.scale.show((start, start + self.span[1] - self.span[0])))

    def ask_for_new(self, span: Span) -> None:
        """Ask what is done in a span that was drawn, and add it; the model's best guess is offered."""
        self.mark(drawn=span)
        self.ask_label(span, self._guess(span), lambda label: self.editor.add(span.person, span.start, span.end, label))

    def _guess(self, span: Span) -> str:
        """The label that the model finds most probable in that time, whether or not it is sure."""
        rows = self.history.rows(span.person, span.start, span.end)
        if rows is None or not len(rows) or rows.probability.shape[1] != len(self.labels):
            return ""
        return self.labels[int(rows.probability.mean(axis=0).argmax())]

    # In words

    def tip_at(self, at: QPointF) -> str:
        """The tool tip for a place."""
        span = self.span_at(at)
        if span is not None:
            return self.words_of(span)
        if self._strip().contains(at) and self._marks.attended is not None:
            return self._marks.attended.words_at(self.time_at(at.x()))
        place = self.rows_layout.row_at(at.y())
        if place is None or place >= len(self.rows) or at.x() < self.scale.left:
            return ""
        for person in self.rows[place].members:
            row = self.history.at(person, self.time_at(at.x()))
            if row is not None and len(self.labels) == row.probability.shape[1]:
                best = np.argsort(-row.probability[0], kind="stable")[:3]
                shares = ", ".join(f"{self.labels[i]} {percent(row.probability[0, i])}" for i in best)
                return f"{clock_text(float(row.time[0]))}: {shares}"
        return ""

    def words_of(self, span: Span) -> str:
        """A span in words: who does what, when, and who says so."""
        name = next((row.name for row in self.rows if row.person == span.person), "")
        when = tr("{start} to {end}", start=clock_text(span.start), end=clock_text(span.end))
        sure = tr("by hand") if span.by_hand else percent(span.confidence)
        return f"{name}: {span.label}, {when}, {sure}"

    def _announce(self) -> None:
        """Tell screen readers what is selected."""
        words = (
            ""
            if self.editor.selected is None
            else tr("Selected: {selected}", selected=self.words_of(self.editor.selected))
        )
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self) if text else QToolTip.hideText()
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()  # the key is no shortcut of the window here
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key has another meaning here than in the rest of the window, where F2 opens the lesson, and Esc
        unpins a joint."""
        if event.key() == Qt.Key.Key_F2:
            return bool(self.rows)
        return event.key() == Qt.Key.Key_Escape and self.editor.selected is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, selected = event.key(), self.editor.selected
        place = 0 if selected is None else self.row_of(selected.person) or 0
        if key == Qt.Key.Key_F2 and self.rows:
            self.name_row(place)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.isEnabled():
            super().keyPressEvent(event)
        elif key in SELECTING and (selected is not None or key == Qt.Key.Key_Down):
            self._select_by_key(Qt.Key(key), selected, place)
        elif key in ENTER and selected is not None:
            self.ask_label(selected, selected.label, lambda label: self.editor.rename(selected, label))
        elif key == Qt.Key.Key_Escape and selected is not None:
            self.editor.select(None)
        else:
            super().keyPressEvent(event)

    def _select_by_key(self, key: Qt.Key, selected: Span | None, place: int) -> None:
        """Left and right within the row, up and down to what is at that time in another one; above the first is the
        axis."""
        if selected is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            span = self.editor.beside(selected, 1 if key == Qt.Key.Key_Right else -1)
        else:
            below = self.rows[place + 1 :] if selected is not None else self.rows
            rows = below if key == Qt.Key.Key_Down else self.rows[:place][::-1]
            time = self.now if selected is None else selected.start
            span = next((near for row in rows if (near := self.editor.nearest(row.person, time)) is not None), None)
            if span is None and key == Qt.Key.Key_Up:
                self.editor.select(None)
        if span is not None:
            self.go_to(span)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """While a span is selected, Tab goes to the next one, and from the last one on."""
        if self.editor.selected is not None:
            if (span := self.editor.step(1 if forward else -1, self.now)) is not None:
                self.go_to(span)
                return True
            self.editor.select(None)
        return super().focusNextPrevChild(forward)

    # Mouse and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._mouse.press(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse.leave()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse.double_click(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at, selected = event.pos(), self.editor.selected
        if event.reason() is QContextMenuEvent.Reason.Keyboard and selected is not None:
            at = QPoint(
                round(self.x_of(max(selected.start, self.span[0]))) + 4,
                self.lane_top(self.row_of(selected.person) or 0) + self.rows_layout.lane // 2,
            )
        self._mouse.open_menu(at, self.mapToGlobal(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        self._mouse.turn_wheel(event)
