"""What was recognized when, over jumps back and forth."""

from hypothesis import given
from hypothesis import strategies as st

from app.session.probability_history import MOST_PERSONS
from app.session.segment_history import SegmentHistory, without
from recognizer.model.segments import Segment


def test_after_a_jump_back_the_new_answers_replace_the_old_ones_where_they_reach() -> None:
    story = SegmentHistory()
    for tick in range(51):
        story.pass_time(tick / 5)
        story.add(0, (0,), tick / 5, "walk", 0.5)
    story.jump()
    assert story.lanes()[0] == [Segment((0,), 0.0, 10.0, "walk", 0.5)]
    for tick in range(11):
        story.pass_time(2 + tick / 5)
        story.add(0, (0,), 2 + tick / 5, "wave", 0.9)
    assert [(s.start, s.end, s.label) for s in story.lanes()[0]] == [
        (0.0, 2.0, "walk"),
        (2.0, 4.0, "wave"),
        (4.0, 10.0, "walk"),
    ]
    assert list(story.lanes()) == [0]


def test_segments_that_lie_before_the_windows_end_leave_what_is_known_up_to_there() -> None:
    story, lag = SegmentHistory(), 1.5
    for tick in range(51):
        story.pass_time(tick / 5, lag)
        story.add(0, (0,), max(tick / 5 - lag, 0.0), "walk", 0.5)
    for _ in range(2):
        story.jump()
        for tick in range(11):
            time = 2 + tick / 5
            story.pass_time(time, lag)
            story.add(0, (0,), time - min(lag, time - 2), None, 0.0)
    told = [(s.start, s.end, s.label) for s in story.lanes()[0]]
    assert told == [(0.0, 2.0, "walk"), (2.5, 8.5, "walk")], (
        "two short looks at 2 to 4 s cost what they settled, no more"
    )
    story.clear()
    assert story.lanes() == {}


def test_each_person_has_a_lane_whoever_has_the_slot() -> None:
    story = SegmentHistory()
    for tick in range(20):
        story.pass_time(tick / 5)
        story.add(0, (3 if tick < 10 else 9,), tick / 5, "walk", 0.5)
    lanes = story.lanes()
    assert {person: [(one.start, one.end) for one in lane] for person, lane in lanes.items()} == {
        3: [(0.0, 1.8)],
        9: [(2.0, 3.8)],
    }
    for tick in range(20, 25):
        story.pass_time(tick / 5)
        story.add(0, (9,), tick / 5, "walk", 0.5)
    assert lanes[9][0].end == 3.8, "what was handed out does not change any more"
    assert story.lanes()[9][0].end == 4.8


def test_of_very_many_people_the_first_are_forgotten() -> None:
    story = SegmentHistory()
    for person in range(MOST_PERSONS + 20):
        for label in ("walk", None):
            story.add(0, (person,), float(person), label, 0.5)
    assert list(story.lanes()) == list(range(20, MOST_PERSONS + 20))


spans = st.tuples(st.integers(0, 50), st.integers(1, 10))


@given(st.lists(spans, max_size=8), spans)
def test_cutting_out_leaves_just_what_was_outside(starts: list[tuple[int, int]], cut: tuple[int, int]) -> None:
    segments = [Segment((0,), start, start + length, str(start), 1.0) for start, length in starts]
    start, end = cut[0], cut[0] + cut[1]

    def covered(pieces: list[Segment]) -> list[tuple[str, float]]:
        halves = [n + 0.5 for n in range(70)]
        return sorted((s.label, at) for s in pieces for at in halves if s.start < at < s.end)

    expected = [(label, at) for label, at in covered(segments) if not start < at < end]
    assert covered(without(segments, start, end)) == expected
