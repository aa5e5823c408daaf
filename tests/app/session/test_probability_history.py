"""What is kept of a session: every window's answer, within bounds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.session.probability_history import MOST_PERSONS, ProbabilityHistory

LABELS = 4


def shares(seed: float) -> np.ndarray:
    values = np.random.default_rng(round(seed * 1000)).random(LABELS)
    return values / values.sum()


def fill(history: ProbabilityHistory, times: list[float], label: int | None = 1) -> None:
    for time in times:
        history.add(0, (7,), time, label, shares(time))


def test_rows_come_back_as_they_were() -> None:
    history = ProbabilityHistory()
    assert history.rows(7) is None and history.persons() == []
    fill(history, [0.2, 0.4, 0.6], label=None)
    history.add(1, (1, 2), 0.5, 3, shares(0.5))
    rows = history.rows(7)
    assert rows.time.tolist() == [0.2, 0.4, 0.6] and rows.label.tolist() == [-1, -1, -1]
    assert rows.persons.tolist() == [[7, -1]] * 3
    assert np.allclose(rows.probability, [shares(t) for t in (0.2, 0.4, 0.6)], atol=1e-5)
    assert history.rows(1).persons.tolist() == [[1, 2]] and history.rows(1).label.tolist() == [3]
    assert history.persons() == [1, 7] and history.persons(0.45, 0.55) == [1]
    assert (history.slot(7), history.slot(1)) == (0, 1)
    assert history.rows(7, 0.3, 0.4).time.tolist() == [0.4]
    assert history.at(7, 0.55).time.tolist() == [0.4] and history.at(7, 0.1) is None
    assert history.in_slot(0, 0.55).persons.tolist() == [[7, -1]] and history.in_slot(1, 0.3) is None
    history.clear()
    assert history.rows(7) is None and history.version == 0


runs = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), min_size=1, max_size=6)


@given(runs)
def test_after_a_jump_the_new_run_replaces_what_it_covers(jumps: list[tuple[int, int]]) -> None:
    history, expected = ProbabilityHistory(), {}
    for number, (start, count) in enumerate(jumps):
        history.jump()
        last = None
        for tick in range(start, start + 3 * count, 3):  # on grids that do not fall together
            covered = [t for t in expected if (tick == t if last is None else last < t <= tick)]
            for time in covered:
                del expected[time]
            expected[tick] = number
            history.add(0, (number,), float(tick), number, shares(number))
            last = tick
    rows = [history.rows(person) for person in history.persons()]
    told = {time: label for own in rows for time, label in zip(own.time.tolist(), own.label.tolist(), strict=True)}
    assert told == expected and sum(map(len, rows)) == len(expected)
    for own in rows:
        assert (np.diff(own.time) > 0).all()
        assert np.allclose(own.probability, [shares(n) for n in own.label.tolist()], atol=1e-5)


def test_two_people_of_one_run_leave_each_other_alone() -> None:
    history = ProbabilityHistory()
    history.jump()
    for tick in range(10):
        history.add(tick % 2, (tick % 2,), tick / 10, None, shares(tick))
    assert [len(history.rows(person)) for person in (0, 1)] == [5, 5]


def test_of_very_many_people_those_judged_longest_ago_go_first() -> None:
    history = ProbabilityHistory(capacity=50)
    for person in range(1, 5):
        for tick in range(40):
            history.add(0, (person,), person * 10 + tick / 5, 1, shares(tick))
    assert history.persons() == [3, 4]
    for person in range(MOST_PERSONS + 50):
        history.add(0, (person,), 100.0 + person, 1, shares(1))
    assert len(history.persons()) <= 100 and history.persons()[-1] == MOST_PERSONS + 49
    wide = ProbabilityHistory()
    for person in range(MOST_PERSONS + 50):
        wide.add(0, (person,), float(person), 1, shares(1))
    assert wide.persons() == list(range(50, MOST_PERSONS + 50))


@given(st.integers(4, 40), st.integers(1, 400))
def test_memory_is_bounded_and_the_newest_stay_fine(capacity: int, count: int) -> None:
    history = ProbabilityHistory(capacity)
    fill(history, [float(t) for t in range(count)])
    rows = history.rows(7)
    assert len(rows) <= capacity and (np.diff(rows.time) > 0).all()
    recent = min(count, capacity // 2)
    assert rows.time[-recent:].tolist() == [float(t) for t in range(count - recent, count)]
    assert np.allclose(rows.probability, [shares(t) for t in rows.time.tolist()], atol=1e-5)
    history.jump()
    history.add(0, (7,), 0.5, 2, shares(0.5))
    rows = history.rows(7)
    assert 0.5 in rows.time.tolist() and len(rows) <= capacity and (np.diff(rows.time) > 0).all()
