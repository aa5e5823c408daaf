"""How far a batch is: one display for all of its sources."""

from collections.abc import Callable, Sequence
from types import TracebackType

from recognizer.console import Progress
from recognizer.offline import FilePlan


class BatchProgress:
    """Shows the seconds of all sources that are done. Where worker processes look at videos, theirs count, since what
    follows is soon done; else those of the source whose turn it is."""

    def __init__(self, plans: Sequence[FilePlan], workers: bool) -> None:
        self._plans, self._workers = plans, workers
        self._looked_at = self._passed = self._current = 0.0
        self._progress = Progress("Sources", sum(plan.duration or 0.0 for plan in plans) or None, "s")

    def looked_at(self, seconds: float) -> None:
        """Told by the workers: so many seconds of video were looked at in all."""
        self._looked_at = seconds
        self._show()

    def of(self, number: int) -> "Callable[[str, float | None, str], SourceProgress]":
        """What makes the progress of the source of this number, from 0."""

        def begin(name: str, duration: float | None, unit: str) -> SourceProgress:
            self._passed, self._current = self._passed + self._current, 0.0
            self._progress.describe(f"{name} ({number + 1} of {len(self._plans)})")
            return SourceProgress(self._by_workers if self._workers and self._plans[number].parts else self._own)

        return begin

    def _own(self, done: float) -> None:
        self._current = done
        self._show()

    def _by_workers(self, done: float) -> None:
        self._show()

    def _show(self) -> None:
        self._progress.update(self._passed + self._current + self._looked_at)

    def __enter__(self) -> "BatchProgress":
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.__exit__()


class SourceProgress:
    """The progress of one source, told on: as a ``Progress``, without a display of its own."""

    def __init__(self, update: Callable[[float], None]) -> None:
        self.update = update

    def __enter__(self) -> "SourceProgress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return
