"""What is shown on the timeline and can be changed there: the model's segments with the user's edits, undo and redo."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.session.edits import Edits, Span, tidy
from app.texts import mark

if TYPE_CHECKING:
    from recognizer.model.segments import Segment


SELECT_FIRST = mark("Select an action on the timeline first: click it, or press N.")


class Editor(QObject):
    """``edits`` are the user's, ``spans`` what they and the model's segments make together, by row, ``selected`` the
    one of them that is selected. ``changed`` comes when any of these has changed; ``edited`` when the user has edited
    something, ``begun`` when the edits are those of another source."""

    changed = Signal()
    edited = Signal()
    begun = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.edits = Edits()
        self.spans: dict[int, tuple[Span, ...]] = {}
        self.selected: Span | None = None
        self._lanes: Mapping[int, Sequence[Segment]] = {}

    def begin(self, edits: Edits | None = None) -> None:
        """Another source, with what was edited in it earlier."""
        self.undo_stack.clear()
        self.edits, self.selected, self._lanes = edits or Edits(), None, {}
        self._update()
        self.begun.emit()

    def take(self, lanes: "Mapping[int, Sequence[Segment]]") -> None:
        """What the model recognized so far, by person."""
        if lanes is not self._lanes:
            self._lanes = lanes
            self._update()

    # What is selected

    def select(self, span: Span | None) -> None:
        """Select a span, or none."""
        if span != self.selected:
            self.selected = span
            self.changed.emit()

    def select_at(self, person: int, time: float) -> None:
        """Select the span of a row at a moment; none, where there is none."""
        own = self.spans.get(person, ())
        self.select(next((one for one in own if one.start - 1e-9 <= time < one.end), None))

    def nearest(self, person: int, time: float) -> Span | None:
        """The row's span at a moment, or the one that is nearest to it."""
        own = self.spans.get(person, ())
        return min(own, key=lambda one: max(one.start - time, time - one.end, 0.0), default=None)

    def beside(self, span: Span, step: int) -> Span | None:
        """The span of the same row so many places later, or earlier."""
        own = self.spans.get(span.person, ())
        place = own.index(span) + step if span in own else -1
        return own[place] if 0 <= place < len(own) else None

    def in_order(self) -> list[Span]:
        """All spans by start, whoever's."""
        return sorted((one for own in self.spans.values() for one in own), key=lambda one: (one.start, one.person))

    def step(self, step: int, time: float) -> Span | None:
        """Select the next or the previous span of all, from the one selected, or else from ``time``; ``None`` where
        there is none in that direction."""
        order = self.in_order()
        if self.selected in order:
            place = order.index(self.selected) + step
        elif step > 0:
            place = next((place for place, one in enumerate(order) if one.end > time), len(order))
        else:
            place = next((place for place in reversed(range(len(order))) if order[place].start <= time), -1)
        if not 0 <= place < len(order):
            return None
        self.select(order[place])
        return order[place]

    # What can be done

    def rename(self, span: Span, label: str) -> None:
        """Another action is done in that time."""
        if tidy(label) not in ("", span.label):
            self._do("rename", self.edits.rename(span, label), (span.person, span.start))

    def remove(self, span: Span) -> None:
        """Nothing is done in that time; the next span is selected, or the one before."""
        other = self.beside(span, 1) or self.beside(span, -1)
        self._do("remove", self.edits.remove(span), None if other is None else (other.person, other.start))

    def reshape(self, span: Span, start: float, end: float) -> None:
        """The action is done from ``start`` to ``end`` instead."""
        self._do("move an end", self.edits.reshape(span, start, end), (span.person, start))

    def split(self, span: Span, time: float) -> None:
        """Part a span in two; the later one is selected."""
        self._do("split", self.edits.split(span, time), (span.person, time))

    def join(self, span: Span, neighbour: Span) -> None:
        """Make one span of two, with the first one's action."""
        start = min(span.start, neighbour.start)
        self._do("join", self.edits.join(span, neighbour), (span.person, start))

    def add(self, person: int, start: float, end: float, label: str) -> None:
        """The user saw an action."""
        if tidy(label):
            self._do("add", self.edits.put(person, start, end, tidy(label)), (person, start))

    def name_person(self, person: int, name: str) -> None:
        """Call a person by a name."""
        self._do("name", self.edits.name_person(person, name))

    def merge(self, person: int, into: int) -> None:
        """Two numbers are one person."""
        self._do("same person", self.edits.merge(person, into))

    def separate(self, person: int) -> None:
        """The numbers of a row are several people after all."""
        self._do("separate", self.edits.separate(person))

    def undo(self) -> None:
        """Take the last change back."""
        self.undo_stack.undo()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self.undo_stack.redo()

    def _do(self, words: str, edits: Edits, select: tuple[int, float] | None = None) -> None:
        """Change the edits, so that it can be undone, and select the span at a row and time."""
        if edits == self.edits:
            return
        self.undo_stack.push(_Change(self, words, edits))
        if select is not None:
            self.select_at(*select)

    def _set(self, edits: Edits) -> None:
        self.edits = edits
        self._update()
        self.edited.emit()

    def _update(self) -> None:
        self.spans = self.edits.spans(self._lanes)
        if (old := self.selected) is not None and old not in self.spans.get(old.person, ()):
            row = self.spans.get(self.edits.stands_for(old.person), ())
            middle = (old.start + old.end) / 2
            self.selected = next((one for one in row if one.start <= middle < one.end), None)
        self.changed.emit()


class _Change(QUndoCommand):
    """From the edits that there were to others."""

    def __init__(self, editor: Editor, words: str, edits: Edits) -> None:
        super().__init__(words)
        self._editor, self._before, self._after = editor, editor.edits, edits

    def redo(self) -> None:
        self._editor._set(self._after)

    def undo(self) -> None:
        self._editor._set(self._before)
