"""The rows of the timeline: whose they are, and where each lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.session.edits import Edits, Span
from app.session.probability_history import ProbabilityHistory
from app.widgets.text import person_name
from app.widgets.text_size import px

AXIS, LANE, CURVE, LOW_CURVE, LANE_GAP = 22, 20, 42, 24, 10  # pixels at a text size of 100 %, as all of these
ABOVE_CURVE = 4  # between a lane and its curves
BELOW_LAST = 6  # what the last row needs no gap for
MOST_ROWS, MOST_LANES = 3, 4  # that are seen at a time: with curves, and of lanes alone


@dataclass(frozen=True)
class Row:
    """What is shown of one person. ``members``: the numbers of all who are this person, the row's own first; ``slot``
    decides colour and shape."""

    person: int
    members: tuple[int, ...]
    name: str
    slot: int
    spans: tuple[Span, ...]


def make_rows(
    edits: Edits,
    spans: Mapping[int, Sequence[Span]],
    history: ProbabilityHistory,
    within: tuple[float, float] | None = None,
) -> tuple[Row, ...]:
    """A row for each person that was judged or has spans, by number; only for those who were seen ``within`` these
    seconds, where that is given."""
    if within is None:
        seen = {*history.persons(), *(person for person, own in spans.items() if own)}
    else:
        start, end = within
        shown = (person for person, own in spans.items() if any(one.start < end and one.end > start for one in own))
        seen = {*history.persons(start, end), *shown}
    people = sorted({edits.stands_for(person) for person in seen})
    return tuple(
        Row(
            person=person,
            members=edits.members(person),
            name=edits.names.get(person) or person_name(person),
            slot=history.slot(person),
            spans=tuple(spans.get(person, ())),
        )
        for person in people
    )


class RowLayout:
    """Where rows lie, in pixels from the top of the widget. Those that have no place are scrolled to; ``low`` is a
    window in which there is little room."""

    def __init__(self) -> None:
        self.count = 1
        self.low = False
        self.scroll = 0

    @property
    def axis(self) -> int:
        """The height of the time axis, under which the rows begin."""
        return px(AXIS)

    @property
    def lane(self) -> int:
        """The height of a lane of spans."""
        return px(LANE)

    @property
    def curve(self) -> int:
        """The height of a row's curves; 0 where there is no room for them."""
        if not self.low:
            return px(CURVE)
        return px(LOW_CURVE) if self.count == 1 else 0

    @property
    def pitch(self) -> int:
        """From one row to the next."""
        return self.lane + (px(ABOVE_CURVE) + self.curve + px(LANE_GAP) if self.curve else px(LANE_GAP / 2))

    @property
    def body(self) -> int:
        """The height of what is seen of the rows."""
        return min(self.count, self._most) * self.pitch - (px(BELOW_LAST) if self.curve else 0)

    @property
    def hidden(self) -> int:
        """By how much the rows can be scrolled."""
        return max((self.count - self._most) * self.pitch, 0)

    @property
    def _most(self) -> int:
        return MOST_ROWS if self.curve else MOST_LANES

    def top(self, row: int) -> int:
        """Where a row begins."""
        return self.axis + row * self.pitch - self.scroll

    def curves_top(self, row: int) -> int:
        """Where a row's curves begin."""
        return self.top(row) + self.lane + px(ABOVE_CURVE)

    def row_at(self, y: float) -> int | None:
        """The row at this height, lane, curves and all."""
        if not self.axis <= y < self.axis + self.body:
            return None
        row = int((y - self.axis + self.scroll) // self.pitch)
        return row if row < self.count else None

    def lane_at(self, y: float) -> int | None:
        """The row whose lane of spans is at this height."""
        row = self.row_at(y)
        return row if row is not None and y - self.top(row) < self.lane else None

    def scroll_to(self, row: int) -> int:
        """How far to scroll so that this row is seen whole."""
        top = row * self.pitch
        return min(max(self.scroll, top + self.pitch - self.body - px(LANE_GAP)), top, self.hidden)
