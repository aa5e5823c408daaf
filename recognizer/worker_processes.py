"""Work divided over processes that end with the one that started them."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from recognizer.errors import UserError

Result = TypeVar("Result")


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(
    function: Callable[..., Result], tasks: Iterable[tuple[Any, ...]], workers: int | None = None
) -> Iterator[Result]:
    """Yield ``function(*task)`` for each task, in the order in which they are done.

    ``workers``: processes, as many as there are cores by default; with one, the tasks are done in turn and in this
    process, each taken only when the last is done. ``function`` is a function of a module, since other processes look
    it up by its name. Raises what it raises, and
    ``UserError`` where a process was ended from outside.
    """
    workers = available_cores() if workers is None else workers
    if workers <= 1:
        for task in tasks:
            yield function(*task)
        return
    waiting = list(tasks)
    if not waiting:
        return
    pool = ProcessPoolExecutor(min(workers, len(waiting)), get_context("spawn"), _start_worker)
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


def _start_worker() -> None:
    """Ctrl+C is for the main process, which ends the others; and when that one is killed, they end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
