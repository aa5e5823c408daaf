"""When examples are recorded, and how they are cut out of what was seen."""

import numpy as np
import pytest

from app.session.example_cutting import SHORTEST, cut_example, seen_most
from app.session.example_recorder import COUNTED, MISSES, PAUSED, ExampleRecorder, RecordingPlan
from recognizer.errors import UserError
from recognizer.skeleton.clip import NOBODY, Bodies


def run(recorder: ExampleRecorder, start: float, seconds: float) -> list[tuple[float, float]]:
    """What is recorded in that time, in steps of 0.1 s; all of it is kept."""
    recorded = []
    for step in range(round(10 * seconds) + 1):
        if (found := recorder.advance(start + step / 10)) is not None:
            recorded.append(found)
            recorder.keep()
        if recorder.over:
            break
    return recorded


def test_it_counts_down_before_each_example() -> None:
    recorder = ExampleRecorder(RecordingPlan("bow", 2, 2.0), 10.0)
    assert recorder.left == COUNTED and not recorder.recording
    recorder.advance(12.1)
    assert recorder.left == 1
    recorded = run(recorder, 13.0, 20.0)
    begins = [10.0 + COUNTED, 10.0 + COUNTED + 2.0 + PAUSED]
    assert [start for start, _ in recorded] == pytest.approx(begins, abs=0.11)
    assert [end - start for start, end in recorded] == pytest.approx([2.0, 2.0], abs=0.11)
    assert recorder.over and recorder.done == 2


def test_where_nobody_is_seen_it_tries_again_and_gives_up_in_the_end() -> None:
    recorder = ExampleRecorder(RecordingPlan("bow", 1, 1.0), 0.0)
    tried, now = 0, 0.0
    while not recorder.over:
        now += 0.1
        if recorder.advance(now) is not None:
            recorder.miss()
            tried += 1
    assert tried == MISSES and recorder.done == 0


def test_time_that_begins_anew_begins_the_count_anew() -> None:
    recorder = ExampleRecorder(RecordingPlan("bow", 1, 1.0), 50.0)
    recorder.advance(52.5)
    assert recorder.left == 1
    recorder.advance(0.0)
    assert recorder.left == COUNTED


def frame(time: float, *numbers: int) -> tuple[float, Bodies]:
    """Whoever has these numbers, each with joints at a place of their own number."""
    keypoints = np.stack([np.full((25, 3), max(number, 0), np.float32) for number in numbers])
    return time, Bodies(keypoints, np.ones((len(numbers), 25), np.float32), np.array(numbers, np.int32))


def test_one_person_is_cut_out_under_all_their_numbers() -> None:
    seen = [
        *(frame(place / 10, NOBODY, 2) for place in range(3)),
        *(frame(place / 10, 1, 2) for place in range(3, 6)),
        frame(0.6, NOBODY, 2),
        *(frame(place / 10, 2, 7) for place in range(7, 10)),
        frame(1.0, NOBODY, NOBODY),
    ]
    clip = cut_example(seen, {1, 7})
    assert clip.identity.tolist() == [[0, 0, 0, NOBODY, 0, 0, 0]]
    assert clip.time == pytest.approx(np.arange(7) / 10)
    assert clip.keypoints[0, :, 0, 0].tolist() == [1, 1, 1, 0, 7, 7, 7]
    assert seen_most(seen) == 2


def test_what_is_too_short_is_no_example() -> None:
    seen = [frame(place / 100, 1) for place in range(round(100 * SHORTEST))]
    with pytest.raises(UserError, match="too short"):
        cut_example(seen, {1})
    with pytest.raises(UserError, match="too short"):
        cut_example([], {1})
    assert seen_most([]) is None
