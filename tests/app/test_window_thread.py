"""The watch that other tests rely on: it notices a window that waits, in whatever way, and only that."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.app import window_thread
from tests.app.window_thread import WINDOW, Watch, takes_long

CALLS = """
def work(what):
    what()
"""


def in_file(name: str) -> Callable[[Callable[[], object]], None]:
    """A function that calls what it is given, as if it stood in this file of the program's window."""
    names: dict[str, Callable] = {}
    exec(compile(CALLS, WINDOW + name, "exec"), names)
    return names["work"]


@pytest.fixture
def watch(qapp) -> Iterator[Watch]:
    watch = Watch(slow=True)
    watch.start()
    yield watch
    watch.stop()


def waits_for_a_thread() -> None:
    thread = threading.Thread(target=lambda: time.sleep(0.05))
    thread.start()
    thread.join()


WAITING = {
    "Condition.wait": lambda: threading.Event().wait(0.01),
    "Thread.join": waits_for_a_thread,
    "time.sleep": lambda: time.sleep(0.01),
    "open": lambda: open(__file__).close(),
    "Popen.wait": lambda: subprocess.run([sys.executable, "-c", ""]),
    "reading a file": lambda: takes_long("reading a file"),
}


@pytest.mark.parametrize("call", WAITING)
def test_a_window_that_waits_is_found_out(watch: Watch, call: str) -> None:
    in_file("window/menus.py")(WAITING[call])
    assert any(noted.startswith(call) or f".{call} " in noted for noted in watch.calls)
    assert "work (window/menus.py:3)" in watch.calls[0]


@pytest.mark.parametrize("call", WAITING)
def test_a_test_may_wait_and_so_may_a_session(watch: Watch, call: str) -> None:
    WAITING[call]()
    in_file("session/pipeline.py")(WAITING[call])
    assert not watch.calls


def test_other_threads_may_wait(watch: Watch, qtbot) -> None:
    def everything() -> None:
        for call in WAITING.values():
            call()

    thread = threading.Thread(target=in_file("window/menus.py"), args=(everything,))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=120_000)
    assert not watch.calls


def test_what_does_not_wait_passes(watch: Watch) -> None:
    done = threading.Event()
    done.set()
    ended = threading.Thread(target=lambda: None)
    ended.start()
    ended.join()
    in_file("window/menus.py")(lambda: (done.wait(), ended.join(), threading.Thread(target=lambda: None).start()))
    assert not watch.calls


def test_a_lock_that_is_held_while_something_takes_long_is_found_out(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_thread, "PATIENCE", 0.2)
    lock, held = threading.Lock(), threading.Event()

    def reads() -> None:
        with lock:
            held.set()
            takes_long("reading a file")

    reader = threading.Thread(target=reads)
    reader.start()
    held.wait()
    with lock:
        pass
    reader.join()
    assert watch.calls == ["something while reading a file was under way"]


def test_what_takes_long_goes_on_when_nobody_watches_any_more(watch: Watch) -> None:
    reader = threading.Thread(target=lambda: takes_long("reading a file"))
    reader.start()
    watch.let_go()
    reader.join()
    assert not watch.calls
