"""Tasks that are done ahead by other processes: in order, a bounded number of them, and what becomes of failures."""

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from recognizer.errors import UserError
from recognizer.worker_processes import OrderedTasks, advance, run_tasks


def note(folder: Path, number: int) -> int:
    (folder / str(number)).touch()
    advance(1.5)
    return number


def fail_at_three(number: int) -> int:
    if number == 3:
        raise UserError("Three cannot be done.")
    return number


def end_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number


def go_on_for_ever(started: Path) -> None:
    started.touch()
    while True:
        time.sleep(0.001)  # a task does something between two calls; without it, one core gives nobody else the lock
        advance(0.01)


def ordered(function: Callable, *groups: list[tuple], **options: object) -> OrderedTasks:
    return OrderedTasks(function, enumerate(groups), workers=2, **options)


def test_results_come_group_by_group_and_in_order_and_what_is_left_of_a_group_is_dropped(tmp_path):
    groups = [[(tmp_path, 10 * group + task) for task in range(4)] for group in range(4)]
    told: list[float] = []
    with ordered(note, *groups, look=told.append) as tasks:
        assert list(tasks.results(0)) == [0, 1, 2, 3]
        assert next(tasks.results(1)) == 10
        assert list(tasks.results(3)) == [30, 31, 32, 33]
    assert told == sorted(told) and told[-1] % 1.5 == 0 and told[-1] >= 9 * 1.5


def test_only_a_few_are_done_ahead(tmp_path):
    with ordered(note, [(tmp_path, number) for number in range(50)]) as tasks:
        results = tasks.results(0)
        taken = [next(results) for _ in range(10)]
    assert taken == list(range(10)) and len(list(tmp_path.iterdir())) <= 10 + 3


@pytest.mark.parametrize(("function", "told"), [(fail_at_three, "Three cannot be done"), (end_at_three, "was ended")])
def test_what_one_task_does_to_itself_is_told_where_its_turn_is_and_spares_the_others(function, told):
    with ordered(function, [(1,), (2,)], [(3,), (4,)], [(5,), (6,)]) as tasks:
        assert list(tasks.results(0)) == [1, 2]
        with pytest.raises(UserError, match=told):
            list(tasks.results(1))
        assert list(tasks.results(2)) == [5, 6]


def test_a_process_that_ends_while_another_starts_is_told_and_not_waited_for(monkeypatch):
    """Python's pool would wait for ever for a process that it started in that moment."""
    started, start = [], BaseProcess.start

    def start_slowly(process: BaseProcess) -> None:
        start(process)
        started.append(process)
        if len(started) == 2:
            time.sleep(2)

    monkeypatch.setattr(BaseProcess, "start", start_slowly)
    with pytest.raises(UserError, match="was ended"):
        list(run_tasks(end_at_three, [(3,), (1,)], workers=2))
    assert len(started) == 2


def test_leaving_ends_what_is_under_way(tmp_path):
    with (
        pytest.raises(KeyboardInterrupt),
        ordered(go_on_for_ever, [(tmp_path / "started",)], look=lambda done: stop(tmp_path / "started")) as tasks,
    ):
        list(tasks.results(0))


def stop(started: Path) -> None:
    if started.exists():
        raise KeyboardInterrupt
