"""Looks for actions through results that were written as JSON. No Qt here."""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from app.session.project_file import SUFFIX
from app.session.saved_result import ENDING, MOST_BYTES, find_source
from app.session.worker import Worker
from recognizer.errors import UserError
from recognizer.model.segments import LATEST

MOST_FOUND = 100_000  # actions of a folder


@dataclass(frozen=True)
class FoundAction:
    """An action in a result. ``source``: the file that it was recognized in, as it can be opened, ``None`` where it is
    not to be found; ``name``: what the result calls it. ``start`` and ``end`` in seconds."""

    label: str
    person: str
    start: float
    end: float
    name: str
    source: Path | None


Seconds = Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)]


class _Segment(BaseModel):
    persons: list[int]
    start: Seconds
    end: Seconds
    label: str


class _Told(BaseModel):
    """What of a result is looked at."""

    source: str
    segments: list[_Segment]


class ResultSearch(Worker):
    """Reads the results of a folder and of those in it, one after the other. ``found`` grows while it ``is_alive``;
    ``read`` counts the results so far."""

    def __init__(self, folder: Path) -> None:
        super().__init__("search")
        self.found: list[FoundAction] = []
        self.read = 0
        self._folder, self._stopping = folder, threading.Event()

    def stop(self) -> None:
        """Returns at once; the thread ends after the result that it is at."""
        self._stopping.set()

    def work(self) -> None:
        """Read all results, until it is stopped."""
        for path in sorted(self._results()):
            if self._stopping.is_set() or len(self.found) > MOST_FOUND:
                return
            told = _read(path)
            if told is not None:
                self.read += 1
                self.found += _actions(told, path)

    def _results(self) -> Iterator[Path]:
        """What can be results, while nobody stops it: a whole disk may be looked through."""
        for folder, _, names in os.walk(self._folder):
            if self._stopping.is_set():
                return
            # Hidden ones can be what a killed process was writing.
            named = (name for name in names if name.lower().endswith(ENDING) and not name.startswith("."))
            yield from (Path(folder, name) for name in named)


def matching(found: Iterable[FoundAction], text: str) -> Iterator[FoundAction]:
    """Those whose label has all the words of the text in it, whatever their case."""
    words = text.casefold().split()
    return (one for one in found if all(word in one.label.casefold() for word in words))


def _read(path: Path) -> _Told | None:
    """A result; ``None`` where the file is something else, as corrections are."""
    if path.name.endswith(SUFFIX):
        return None
    try:
        return _Told.model_validate_json(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else None
    except (OSError, ValidationError):
        return None


def _actions(told: _Told, path: Path) -> Sequence[FoundAction]:
    try:
        found = find_source(told.source, path)
    except UserError:
        found = None  # it is of a camera
    source = None if found is None else Path(found)
    name = Path(told.source).name or told.source or path.name
    return [
        FoundAction(one.label, ", ".join(map(str, one.persons)), one.start, one.end, name, source)
        for one in sorted(told.segments, key=lambda one: one.start)
    ]
