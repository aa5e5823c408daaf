"""Work divided over processes that end with the one that started them."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures import TimeoutError as StillWorking
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Barrier
from typing import Any, Generic, TypeVar

from recognizer.errors import UserError

Result = TypeVar("Result")

LOOK = 0.5  # seconds between two looks at how far the workers are


class Interrupted(BaseException):
    """In a worker: what it does is not wanted any more."""


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(
    function: Callable[..., Result], tasks: Iterable[tuple[Any, ...]], workers: int | None = None
) -> Iterator[Result]:
    """Yield ``function(*task)`` for each task, in the order in which they are done.

    ``workers``: processes, as many as there are cores by default; with one, the tasks are done in turn and in this
    process, each taken only when the last is done. ``function`` is a function of a module, since other processes look
    it up by its name. Raises what it raises, and ``UserError`` where a process was ended from outside.
    """
    workers = available_cores() if workers is None else workers
    if workers <= 1:
        for task in tasks:
            yield function(*task)
        return
    waiting = list(tasks)
    if not waiting:
        return
    pool = _pool_of(min(workers, len(waiting)))
    try:
        for future in as_completed([pool.submit(function, *task) for task in waiting]):
            yield future.result()
    except BrokenProcessPool as error:
        raise UserError(
            "A process that did part of the work was ended, perhaps for want of memory: start again to go on from "
            "here, with fewer --workers."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(eq=False)
class _Task:
    group: int
    arguments: tuple[Any, ...]
    future: Future = field(default_factory=Future)


class OrderedTasks(Generic[Result]):
    """Groups of tasks, done by worker processes ahead of whoever takes their results, group by group and in order.

    So many tasks are under way or done and not taken as there are ``workers``, and two more: however many there are in
    all, memory holds those few results. A task calls ``advance`` from time to time, which ends it where the work is
    given up. Use it as a context; leaving that ends the workers at once.
    """

    def __init__(
        self,
        function: Callable[..., Result],
        groups: Iterable[tuple[int, Iterable[tuple[Any, ...]]]],
        workers: int,
        look: Callable[[float], None] = lambda done: None,
    ) -> None:
        """``function`` is a function of a module. ``groups``: the number of each, counting up, with the arguments of
        its tasks. ``look`` is called with each result, and twice a second while one is waited for, with the sum of
        what the workers have told to ``advance``."""
        self._function, self._workers, self._look = function, workers, look
        self._coming = (_Task(group, arguments) for group, tasks in groups for arguments in tasks)
        self._begun: deque[_Task] = deque()
        context = get_context("spawn")
        self._stopping, self._done = context.Event(), context.Value("d", 0.0)
        self._pool = self._new_pool()

    def results(self, group: int) -> Iterator[Result]:
        """The results of this group, in order; what is left of earlier ones is dropped. Raises what a task raises, and
        ``UserError`` where its process was ended from outside, also when it was done once more and alone."""
        while (task := self._next()) is not None and task.group <= group:
            self._begun.popleft()
            if task.group < group:
                task.future.cancel()
                continue
            self._fill()
            result = self._result_of(task)
            self._look(self._done.value)
            yield result

    def __enter__(self) -> "OrderedTasks[Result]":
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        return _pool_of(self._workers, self._stopping, self._done)

    def _next(self) -> _Task | None:
        if not self._begun:
            self._fill()
        return self._begun[0] if self._begun else None

    def _fill(self) -> None:
        """Begin as many of the tasks that come as may be under way beside the one that is being taken."""
        while len(self._begun) < self._workers + 1 and (task := next(self._coming, None)) is not None:
            self._begun.append(task)
            self._begin(task)

    def _begin(self, task: _Task) -> None:
        try:
            task.future = self._pool.submit(self._function, *task.arguments)
        except BrokenProcessPool as error:
            task.future = Future()
            task.future.set_exception(error)

    def _result_of(self, task: _Task) -> Result:
        try:
            return self._wait(task)
        except BrokenProcessPool:  # one of the tasks did that, and all under way are lost: which one it was is tried
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = self._new_pool()
            self._begin(task)
            try:
                return self._wait(task)
            except BrokenProcessPool as error:
                self._pool = self._new_pool()
                raise UserError("The process that looked at it was ended, perhaps for want of memory.") from error
            finally:
                for other in self._begun:
                    if _is_lost(other.future):
                        self._begin(other)

    def _wait(self, task: _Task) -> Result:
        while True:
            try:
                return task.future.result(LOOK)
            except StillWorking:
                if task.future.done():  # it raised such an error itself
                    raise
                self._look(self._done.value)


def _is_lost(future: Future) -> bool:
    return future.cancelled() or (future.done() and isinstance(future.exception(), BrokenProcessPool))


def _pool_of(workers: int, stopping: Any = None, done: Any = None) -> ProcessPoolExecutor:
    """A pool all of whose processes run before it gets its first task.

    Left to itself, a pool starts a process where a task is submitted and none is idle. One that it starts in the very
    moment in which it finds another ended is never told to end, and the pool waits for it for ever: seen in Python
    3.11, whose ``terminate_broken`` ends the processes it knows of without holding the lock of ``submit``.
    """
    context = get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, _start_worker, (context.Barrier(workers), stopping, done))
    for _ in range(workers):  # none of these is done, and so no process idle, until all have started
        pool.submit(_wait_for_the_others)
    return pool


def _wait_for_the_others() -> None:
    assert _all_started is not None
    _all_started.wait()


_all_started: Barrier | None = None  # in a worker
_ordered: tuple[Any, Any] | None = None  # in a worker of OrderedTasks: whether to stop, and how much is done by all


def advance(amount: float) -> None:
    """Told by a task of ``OrderedTasks``: it did so much more. Raises ``Interrupted`` where the rest is not wanted.
    In a process that is no worker, it does nothing."""
    if _ordered is None:
        return
    stopping, done = _ordered
    if stopping.is_set():
        raise Interrupted
    with done.get_lock():
        done.value += amount


def _start_worker(all_started: Barrier, stopping: Any, done: Any) -> None:
    """Ctrl+C is for the main process, which ends the others; and when that one is killed, they end too."""
    global _all_started, _ordered
    _all_started = all_started
    if stopping is not None:
        _ordered = stopping, done
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
