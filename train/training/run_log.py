"""What a run reports while it goes on: rows of a CSV, TensorBoard, and a bar or plain lines on the terminal."""

import csv
import importlib.util
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from recognizer.errors import UserError
from recognizer.files import atomic

SECONDS_BETWEEN_LINES = 20.0
SECONDS_BETWEEN_UPDATES = 0.5
LONGEST_LINE = 1000  # characters; what is longer is no row


@dataclass(frozen=True)
class LogRow:
    """Means over the steps since the row before, up to ``step``; ``validation`` where it was measured at this step."""

    step: int
    epoch: float
    loss: float
    accuracy: float
    validation: float | None
    rate: float
    clips_per_second: float


class RunLog:
    """``log.csv`` and, where asked for, TensorBoard. Taking it up again after ``step`` steps drops the rows of later
    ones, which are about to be run again, and a last line that was cut off."""

    def __init__(self, folder: Path, step: int, tensorboard: bool) -> None:
        self._file = folder / "log.csv"
        kept = [row for row in read_log(self._file) if row.step <= step]
        with atomic(self._file) as temporary, open(temporary, "w", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow([field.name for field in fields(LogRow)])
            writer.writerows(asdict(row).values() for row in kept)
        self._board = _open_board(folder / "tensorboard", step) if tensorboard else None

    def add(self, row: LogRow) -> None:
        """Append a row to the file at once, and to TensorBoard. Raises ``UserError`` where the disk takes no more."""
        with self._told():
            with open(self._file, "a", newline="") as handle:
                csv.writer(handle).writerow(asdict(row).values())
            if self._board is not None:
                for name, value in asdict(row).items():
                    if name != "step" and value is not None:
                        self._board.add_scalar(name, value, row.step)

    def close(self) -> None:
        """Write what TensorBoard has not written yet; ``log.csv`` is always complete. Raises ``UserError``."""
        if self._board is not None:
            with self._told():
                self._board.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A failure to write, as a sentence: it comes from ``log.csv``, or late from the thread that TensorBoard writes
        in."""
        try:
            yield
        except OSError as error:
            raise UserError(f"Cannot write the log in {self._file.parent}: {error.strerror or error}.") from error


def read_log(file: Path) -> list[LogRow]:
    """The rows of a ``log.csv``; lines that are none, such as one cut off by a power failure, are skipped."""
    if not file.is_file():
        return []
    rows = []
    with open(file, newline="", errors="replace") as handle:
        lines = (line.replace("\0", "") for line in handle if line.endswith("\n") and len(line) < LONGEST_LINE)
        for values in csv.reader(lines, quoting=csv.QUOTE_NONE):
            try:
                step, epoch, loss, accuracy, validation, rate, speed = values
                measured = float(validation) if validation else None
                row = LogRow(int(step), float(epoch), float(loss), float(accuracy), measured, float(rate), float(speed))
            except ValueError:
                continue
            rows.append(row)
    return rows


def _open_board(folder: Path, step: int):
    if importlib.util.find_spec("tensorboard") is None:
        print(
            'TensorBoard is not installed (pip install -e ".[train]"): the run is logged in log.csv alone.', flush=True
        )
        return None
    from torch.utils.tensorboard import SummaryWriter

    return SummaryWriter(str(folder), purge_step=step + 1)


class RunProgress:
    """How a run stands: a bar with loss, accuracy, clips a second and time left on a terminal, else plain lines."""

    def __init__(self, step: int, steps: int, batch: int) -> None:
        self._steps, self._batch = steps, batch
        self._since, self._started = step, time.monotonic()
        self._updated = self._started
        self._bar = None
        if sys.stdout.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
            self._bar = Progress(*columns)
            self._task = self._bar.add_task("", total=steps, completed=step)
            self._bar.start()

    @property
    def due(self) -> bool:
        """Whether it is time to show something; asking a GPU for the loss makes it wait, so not at each step."""
        pause = SECONDS_BETWEEN_LINES if self._bar is None else SECONDS_BETWEEN_UPDATES
        return time.monotonic() - self._updated >= pause

    def update(self, step: int, loss: float, accuracy: float) -> None:
        """Show how the run stands after ``step`` steps, with means since the log's last row."""
        now = time.monotonic()
        speed = (step - self._since) * self._batch / max(now - self._started, 1e-9)
        figures = f"loss {loss:.3f}  accuracy {accuracy:.3f}  {speed:.1f} clips/s"
        if self._bar is not None:
            self._bar.update(self._task, completed=step, description=figures)
        else:
            left = (self._steps - step) * self._batch / max(speed, 1e-9) / 60
            print(f"step {step}/{self._steps}  {figures}  {left:.0f} min left", flush=True)
        self._updated = now

    def report(self, line: str) -> None:
        """Print a line; where there is a bar, above it."""
        (print if self._bar is None else self._bar.console.print)(line)
        sys.stdout.flush()

    def __enter__(self) -> "RunProgress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
