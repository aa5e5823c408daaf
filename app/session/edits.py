"""What the user has corrected: stretches of a person's time, names, and numbers that are one person. No Qt here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # brings torch along
    from recognizer.model.segments import Segment

SHORTEST = 0.04  # seconds; whatever is cut shorter than that is left out
LONGEST_TEXT = 120  # characters of a label or a name
LONGEST_NAME = 1000  # letters of the file's name that are kept


@dataclass(frozen=True)
class Span:
    """A stretch of a row of the timeline in which one action is done, in seconds. ``person``: whose row it is;
    ``persons``: whom it is about; ``confidence``: the model's, 1 where the user says so (``by_hand``)."""

    person: int
    start: float
    end: float
    label: str
    by_hand: bool = False
    confidence: float = 1.0
    persons: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """What the user decided about a person's time from ``start`` to ``end`` seconds: that ``label`` is done, or, where
    it is ``None``, no action. Whatever the model says of that time is not shown."""

    person: int
    start: float
    end: float
    label: str | None


@dataclass(frozen=True)
class Edits:
    """All of the user's corrections of one source; a value: each operation returns another.

    Stretches of one person never overlap. What the model recognizes may change at any time, as while a file is being
    analysed; it fills the time that no stretch takes. ``names`` are by number; ``same_as`` says which number stands
    for a number, for those that do not stand for themselves.
    """

    stretches: tuple[Stretch, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    same_as: Mapping[int, int] = field(default_factory=dict)

    @property
    def change_actions(self) -> bool:
        """Whether anything is shown otherwise than the model says, but for names."""
        return bool(self.stretches or self.same_as)

    # Who is who

    def stands_for(self, person: int) -> int:
        """The number whose row shows this person."""
        return self.same_as.get(person, person)

    def members(self, person: int) -> tuple[int, ...]:
        """The numbers that are shown in the row of ``person``, that one first."""
        row = self.stands_for(person)
        return (row, *sorted(other for other, stands in self.same_as.items() if stands == row))

    def name_person(self, person: int, name: str) -> "Edits":
        """Call a person by a name; an empty one takes the name away."""
        names = {number: old for number, old in self.names.items() if number != self.stands_for(person)}
        return replace(self, names=names | ({self.stands_for(person): tidy(name)} if tidy(name) else {}))

    def merge(self, person: int, into: int) -> "Edits":
        """``person`` is the same as ``into``, whose row shows both from now on."""
        row, old = self.stands_for(into), self.stands_for(person)
        if row == old:
            return self
        same_as = {**self.same_as, **dict.fromkeys(self.members(old), row)}
        names = {number: name for number, name in self.names.items() if number != old}
        if old in self.names:
            names.setdefault(row, self.names[old])
        return replace(self, same_as=same_as, names=names)

    def separate(self, person: int) -> "Edits":
        """All that are shown in the row of ``person`` have rows of their own again."""
        row = self.stands_for(person)
        return replace(self, same_as={other: stands for other, stands in self.same_as.items() if stands != row})

    # What is done when

    def put(self, person: int, start: float, end: float, label: str | None) -> "Edits":
        """From ``start`` to ``end`` the person does this, or nothing; it takes the place of whatever was there. What is
        shorter than ``SHORTEST`` is left as it was."""
        start = max(start, 0.0)
        if end - start < SHORTEST:
            return self
        row = self.stands_for(person)
        stretches = self._without(person, start, end)
        stretches += [Stretch(member, start, end, label if member == row else None) for member in self.members(person)]
        return replace(self, stretches=_sorted(stretches))

    def rename(self, span: Span, label: str) -> "Edits":
        """Another action is done in that time; an empty label changes nothing."""
        return self.put(span.person, span.start, span.end, tidy(label)) if tidy(label) else self

    def remove(self, span: Span) -> "Edits":
        """Nothing is done in that time."""
        return self.put(span.person, span.start, span.end, None)

    def reshape(self, span: Span, start: float, end: float) -> "Edits":
        """It is done from ``start`` to ``end`` instead; what is not given up of a neighbour's time stays."""
        if end - max(start, 0.0) < SHORTEST or (start, end) == (span.start, span.end):
            return self
        return self.remove(span).put(span.person, start, end, span.label)

    def split(self, span: Span, time: float) -> "Edits":
        """Two spans of the same action, parted at ``time``; none would be shorter than ``SHORTEST``."""
        if min(time - span.start, span.end - time) < SHORTEST:
            return self
        return self.put(span.person, span.start, time, span.label).put(span.person, time, span.end, span.label)

    def join(self, span: Span, neighbour: Span) -> "Edits":
        """One span of the first one's action from where the earlier begins to where the later ends."""
        return self.put(span.person, min(span.start, neighbour.start), max(span.end, neighbour.end), span.label)

    # What is shown

    def spans(self, lanes: "Mapping[int, Sequence[Segment]]") -> dict[int, tuple[Span, ...]]:
        """The spans of each row, by start: the user's, and around them what the model says (``lanes``: its segments by
        person). Those of a row never overlap: of merged persons, the one who stands for all goes first."""
        rows: dict[int, list[Span]] = {}
        decided: dict[int, list[tuple[float, float]]] = {}
        for one in self.stretches:
            row = self.stands_for(one.person)
            decided.setdefault(one.person, []).append((one.start, one.end))
            if one.label is not None:
                rows.setdefault(row, []).append(Span(row, one.start, one.end, one.label, True, 1.0, (row,)))
        persons = sorted({*lanes, *decided}, key=lambda person: (person in self.same_as, person))
        shown = {row: _apart(spans) for row, spans in rows.items()}
        for person in persons:
            row = self.stands_for(person)
            free = [self._machine(row, segment) for segment in lanes.get(person, ())]
            if person in decided:
                free = _outside(free, decided[person])
            if row in shown:
                free = _outside(free, [(one.start, one.end) for one in shown[row]])
            shown[row] = sorted([*shown.get(row, []), *_apart(free)], key=lambda one: one.start)
        return {row: tuple(shown[row]) for row in sorted(shown)}

    def segments(self, lanes: "Mapping[int, Sequence[Segment]]") -> "list[Segment]":
        """What is shown, as segments by start: for every export."""
        from recognizer.model.segments import Segment

        if not self.change_actions:
            segments = [one for lane in lanes.values() for one in lane]
        else:
            segments = [
                Segment(one.persons, one.start, one.end, one.label, one.confidence)
                for spans in self.spans(lanes).values()
                for one in spans
            ]
        return sorted(segments, key=lambda one: (one.start, one.persons))

    @property
    def labels(self) -> list[str]:
        """The labels that the user has given, each once, the newest last."""
        return list(dict.fromkeys(one.label for one in self.stretches if one.label is not None))

    def _without(self, person: int, start: float, end: float) -> list[Stretch]:
        """The stretches with that time of the person's row cut out."""
        members = self.members(person)
        left = [one for one in self.stretches if one.person not in members or one.end <= start or one.start >= end]
        for one in self.stretches:
            if one.person in members and one.end > start and one.start < end:
                left += [replace(one, end=start)] if start - one.start >= SHORTEST else []
                left += [replace(one, start=end)] if one.end - end >= SHORTEST else []
        return left

    def _machine(self, row: int, segment: "Segment") -> Span:
        persons = tuple(dict.fromkeys(self.stands_for(person) for person in segment.persons))
        return Span(row, segment.start, segment.end, segment.label, False, segment.confidence, persons)


def tidy(text: str) -> str:
    """A label or a name in one line without control characters, so that it can stand in a cell, a subtitle and a menu;
    any other characters are left as they are."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(shown.split())[:LONGEST_TEXT].rstrip()


def _sorted(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """By start; those in which nothing is done are joined where they touch, so that they stay few."""
    joined: dict[int, Stretch] = {}
    result: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (one.start, one.person)):
        before = joined.get(one.person)
        if before is not None and one.label is None and before.label is None and before.end == one.start:
            result.remove(before)
            one = replace(before, end=one.end)
        joined[one.person] = one
        result.append(one)
    return tuple(sorted(result, key=lambda one: (one.start, one.person)))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """By start, each cut off where the one before it ends."""
    result: list[Span] = []
    for one in sorted(spans, key=lambda one: (one.start, one.end)):
        start = max(one.start, result[-1].end) if result else one.start
        if one.end - start >= SHORTEST:
            result.append(one if start == one.start else replace(one, start=start))
    return result


def _outside(spans: Sequence[Span], taken: Sequence[tuple[float, float]]) -> list[Span]:
    """What of the spans lies outside of the times that are taken; both are by start, and those taken do not overlap."""
    result: list[Span] = []
    place = 0
    for one in spans:
        while place < len(taken) and taken[place][1] <= one.start:
            place += 1
        start, index = one.start, place
        while index < len(taken) and taken[index][0] < one.end:
            if taken[index][0] - start >= SHORTEST:
                result.append(replace(one, start=start, end=taken[index][0]))
            start, index = max(start, taken[index][1]), index + 1
        if one.end - start >= SHORTEST:
            result.append(one if start == one.start else replace(one, start=start))
    return result
