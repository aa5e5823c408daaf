"""What the user corrects, and what the model goes on to say beside it."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.session.edits import LONGEST_TEXT, SHORTEST, Edits, Span, tidy
from recognizer.model.segments import Segment

LABELS = ("walk", "wave", "sit down")
SECONDS = 20


def lanes_of(seed: int, until: float = SECONDS) -> dict[int, list[Segment]]:
    """Three people's segments; the same ones up to ``until`` seconds, as a file that is being analysed gives them."""
    lanes: dict[int, list[Segment]] = {}
    for person in (1, 2, 3):
        rng, time = random.Random(seed * 10 + person), 0.0
        while time < until:
            start = time + rng.choice((0.0, 0.3, 1.0))
            end = start + rng.uniform(0.2, 4.0)
            if start < until:
                segment = Segment((person,), start, min(end, until), rng.choice(LABELS), 0.8)
                lanes.setdefault(person, []).append(segment)
            time = end
    return lanes


times = st.floats(0, SECONDS).map(lambda time: round(time, 2))
steps = st.tuples(
    st.sampled_from(("put", "rename", "remove", "reshape", "split", "join", "merge", "separate", "name")),
    st.integers(1, 3),
    times,
    times,
    st.sampled_from((*LABELS, "(daily life)", "=1+1", "öffnen/schließen")),
)


def chosen(edits: Edits, lanes: dict[int, list[Segment]], person: int, time: float) -> tuple[Span, ...]:
    """The span of a row that is nearest to a time, and the one after it."""
    own = edits.spans(lanes).get(edits.stands_for(person), ())
    place = min(range(len(own)), key=lambda place: abs(own[place].start - time), default=0)
    return own[place : place + 2]


def applied(edits: Edits, lanes: dict[int, list[Segment]], step: tuple) -> Edits:
    what, person, first, second, label = step
    start, end = sorted((first, second))
    if what == "put":
        return edits.put(person, start, end, label)
    if what in ("merge", "separate", "name"):
        other = person % 3 + 1
        return {
            "merge": lambda: edits.merge(person, other),
            "separate": lambda: edits.separate(person),
            "name": lambda: edits.name_person(person, label),
        }[what]()
    spans = chosen(edits, lanes, person, first)
    if not spans or (what == "join" and len(spans) < 2):
        return edits
    span = spans[0]
    return {
        "rename": lambda: edits.rename(span, label),
        "remove": lambda: edits.remove(span),
        "reshape": lambda: edits.reshape(span, start, end),
        "split": lambda: edits.split(span, second),
        "join": lambda: edits.join(span, spans[-1]),
    }[what]()


@given(st.integers(0, 30), st.lists(steps, max_size=12))
def test_spans_of_one_person_never_overlap_whatever_is_done(seed: int, done: list[tuple]) -> None:
    lanes, edits = lanes_of(seed), Edits()
    for step in done:
        edits = applied(edits, lanes, step)
        for row, spans in edits.spans(lanes).items():
            assert all(one.person == row and one.end - one.start >= SHORTEST - 1e-9 for one in spans)
            assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


@given(st.integers(0, 30), st.lists(steps, max_size=12), times)
def test_what_the_model_goes_on_to_say_never_touches_what_was_done_by_hand(
    seed: int, done: list[tuple], until: float
) -> None:
    lanes, edits = lanes_of(seed, until), Edits()
    for step in done:
        edits = applied(edits, lanes, step)
    own = [one for spans in edits.spans(lanes).values() for one in spans if one.by_hand]
    for later in (lanes_of(seed), lanes_of(seed + 1), {}):
        shown = [one for spans in edits.spans(later).values() for one in spans]
        assert [one for one in shown if one.by_hand] == own
        for stretch in edits.stretches:
            if stretch.label is None and len(edits.members(stretch.person)) == 1:
                row = [one for one in shown if one.person == stretch.person and not one.by_hand]
                assert not any(one.start < stretch.end and one.end > stretch.start for one in row), "removed for good"


@given(st.integers(0, 30), st.lists(steps, max_size=8))
def test_where_nothing_was_done_by_hand_all_is_as_the_model_says(seed: int, done: list[tuple]) -> None:
    lanes, edits = lanes_of(seed), Edits()
    for step in done:
        edits = applied(edits, lanes, step)
    touched = {one.person for one in edits.stretches} | {*edits.same_as} | {*edits.same_as.values()}
    for person, lane in lanes.items():
        if person not in touched:
            told = [(one.start, one.end, one.label) for one in edits.spans(lanes)[person]]
            assert told == [(one.start, one.end, one.label) for one in lane if one.end - one.start >= SHORTEST]


@pytest.fixture
def lanes() -> dict[int, list[Segment]]:
    return {1: [Segment((1,), 1.0, 4.0, "walk", 0.8), Segment((1,), 5.0, 7.0, "wave", 0.9)]}


def told(edits: Edits, lanes: dict[int, list[Segment]], person: int = 1) -> list[tuple]:
    return [(one.start, one.end, one.label, one.by_hand) for one in edits.spans(lanes).get(person, ())]


def test_each_operation_does_what_it_says(lanes) -> None:
    walk, wave = Edits().spans(lanes)[1]
    assert told(Edits().rename(walk, "jog"), lanes) == [(1.0, 4.0, "jog", True), (5.0, 7.0, "wave", False)]
    assert told(Edits().remove(walk), lanes) == [(5.0, 7.0, "wave", False)]
    assert told(Edits().reshape(walk, 2.0, 5.5), lanes) == [(2.0, 5.5, "walk", True), (5.5, 7.0, "wave", False)]
    assert told(Edits().reshape(walk, 2.0, 8.0), lanes) == [(2.0, 8.0, "walk", True)]
    assert told(Edits().split(walk, 3.0), lanes)[:2] == [(1.0, 3.0, "walk", True), (3.0, 4.0, "walk", True)]
    assert told(Edits().join(walk, wave), lanes) == told(Edits().put(1, 1.0, 7.0, "walk"), lanes)
    assert told(Edits().put(1, 2.0, 3.0, "clap"), lanes)[:3] == [
        (1.0, 2.0, "walk", False),
        (2.0, 3.0, "clap", True),
        (3.0, 4.0, "walk", False),
    ]
    for nothing in (Edits().rename(walk, " \n "), Edits().split(walk, 1.01), Edits().reshape(walk, 3.0, 3.0)):
        assert nothing == Edits()


def test_merged_people_do_one_thing_at_a_time_and_keep_a_name(lanes) -> None:
    lanes = {**lanes, 4: [Segment((4,), 3.0, 5.5, "clap", 0.5)]}
    edits = Edits().name_person(4, "Ada").merge(4, 1)
    assert edits.names == {1: "Ada"} and edits.members(4) == (1, 4)
    assert told(edits, lanes) == [(1.0, 4.0, "walk", False), (4.0, 5.0, "clap", False), (5.0, 7.0, "wave", False)]
    assert told(edits, lanes, 4) == []
    clap = edits.spans(lanes)[1][1]
    assert clap.persons == (1,)
    assert told(edits.remove(clap), lanes) == [(1.0, 4.0, "walk", False), (5.0, 7.0, "wave", False)]
    assert told(edits.separate(1), lanes, 4) == [(3.0, 5.5, "clap", False)]


def test_every_export_has_what_is_shown(lanes) -> None:
    assert Edits().segments(lanes) == lanes[1]
    walk = Edits().spans(lanes)[1][0]
    assert Edits().rename(walk, "jog").segments(lanes) == [Segment((1,), 1.0, 4.0, "jog", 1.0), lanes[1][1]]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("  two \n words\t", "two words"),
        ("öffnen / schließen", "öffnen / schließen"),
        ("\x00\x1b[31m", "[31m"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("x" * 500, "x" * LONGEST_TEXT),
    ],
)
def test_a_label_is_one_line_of_any_characters(typed: str, label: str) -> None:
    assert tidy(typed) == label
