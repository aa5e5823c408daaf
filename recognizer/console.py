"""What the programs show on a terminal: one sentence for a failure, exit codes, progress."""

import io
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

Item = TypeVar("Item")


def invocation(script: str, command: str) -> str:
    """What to type to start the program that is running, for its help: the installed ``command`` where that was
    called, else Python with the checkout's ``script``."""
    return command if Path(sys.argv[0]).stem == command else f"python {script}"


def run_command(command: Callable[[], int | None], debug: bool = False) -> int:
    """Run a command and return the exit code: 0, or what it returned; 1 with one sentence on standard error for a
    failure; 130 after Ctrl+C, 143 where the system ended it. ``debug`` shows the traceback of a failure."""
    from recognizer.errors import UserError

    _print_any_name()
    try:
        with ended_in_order():
            return command() or 0
    except UserError as error:
        if debug:
            traceback.print_exc()
        print(f"Error: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except Ended as ended:
        print("Ended from outside.", file=sys.stderr)
        return 128 + ended.number
    except (BrokenPipeError, OutputClosed):
        # Nobody reads our output any more, as with `| head`: what is left in its buffer must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if debug:
            traceback.print_exc()
        print(f"Error: unexpected {type(error).__name__}: {error} (add --debug for the details).", file=sys.stderr)
    return 1


class OutputClosed(BaseException):
    """Nobody reads standard output any more: there is nothing left to do. No ``Exception``, since no source failed."""


class Ended(BaseException):
    """The system, or somebody by its means, asked the program to end, by the signal of this ``number``."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Within, a signal that would end the process at once raises ``Ended`` instead, so that what is half done is
    cleared away; the same signal once more ends it. A signal that is handled or ignored already, as by ``nohup``, stays
    so. Does nothing in other threads than the main one, where no signals arrive."""
    numbers = []
    if threading.current_thread() is threading.main_thread():
        wanted = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
        numbers = [number for number in wanted if number and signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Ended(number)

    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in numbers:
            if signal.getsignal(number) is end:
                signal.signal(number, signal.SIG_DFL)


def _print_any_name() -> None:
    """A character that the terminal's encoding lacks, or a file's name that is no text, is printed as a question mark
    and ends nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


class Progress:
    """Shows on standard error how far a long task is: a bar on a terminal, elsewhere a line every ten seconds."""

    SECONDS_BETWEEN_LINES = 10.0

    def __init__(self, description: str, total: float | None, unit: str = "s") -> None:
        """``total``: how much there is to do, in ``unit``; ``None`` where it is not known."""
        self._description, self._total, self._unit = description, total, unit
        self._reported = time.monotonic()
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.markup import escape
            from rich.progress import Progress as Bar

            # What is printed meanwhile goes above the bar, as far as it goes to the terminal.
            self._bar = Bar(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
            self._task = self._bar.add_task(escape(description), total=total)
            self._bar.start()

    def describe(self, description: str) -> None:
        """Say what is being done now."""
        self._description = description
        if self._bar is not None:
            from rich.markup import escape

            self._bar.update(self._task, description=escape(description))

    def update(self, done: float) -> None:
        """``done``: how much of the total is done, in its unit."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done)
        elif time.monotonic() - self._reported > self.SECONDS_BETWEEN_LINES:
            self._reported = time.monotonic()
            of = f" of {self._total:.0f}" if self._total else ""
            print(f"{self._description}: {done:.0f}{of} {self._unit}", file=sys.stderr, flush=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def track(items: Sequence[Item], description: str) -> Iterator[Item]:
    """Yield the items, showing how many of them are done."""
    with Progress(description, len(items), "done") as progress:
        for number, item in enumerate(items, start=1):
            yield item
            progress.update(number)
