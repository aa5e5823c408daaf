"""Results of trainings kept as CSV, one row each, so that a script can be stopped and started without training anew.

A row is a frozen data class of texts, numbers and ``None``.
"""

import csv
import statistics
import types
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from recognizer.files import atomic

Row = TypeVar("Row")


class KeptResults(Generic[Row]):
    """The rows of a file, ``row`` being their class. Rows are sorted by all that is in ``key``, which names one."""

    def __init__(self, file: Path, row: type[Row], key: Sequence[str]) -> None:
        assert is_dataclass(row)
        self.file, self._row, self._key = file, row, tuple(key)

    def load(self) -> list[Row]:
        """What has been kept so far."""
        if not self.file.is_file():
            return []
        types_of = get_type_hints(self._row)
        with self.file.open(newline="") as lines:
            return [
                self._row(**{name: _read(line[name], kind) for name, kind in types_of.items()})
                for line in csv.DictReader(lines)
            ]

    def add(self, result: Row) -> None:
        """Keep one more, in place of one with the same key."""
        rows = {self.key(known): known for known in self.load()} | {self.key(result): result}
        assert is_dataclass(self._row)
        with atomic(self.file) as temporary, open(temporary, "w", newline="") as lines:
            writer = csv.DictWriter(lines, [field.name for field in fields(self._row)])
            writer.writeheader()
            for _, row in sorted(rows.items()):
                assert is_dataclass(row) and not isinstance(row, type)
                writer.writerow(asdict(row))

    def key(self, row: Row) -> tuple[Any, ...]:
        """What makes the row this one."""
        return tuple(getattr(row, name) for name in self._key)


def _read(text: str, kind: Any) -> Any:
    if isinstance(kind, types.UnionType):
        if not text:
            return None
        kind = next(each for each in get_args(kind) if each is not type(None))
    return kind(text)


def mean_and_spread(values: Sequence[float]) -> str:
    """Mean and standard deviation with one decimal; of one value alone, that."""
    spread = f" ± {statistics.stdev(values):.1f}" if len(values) > 1 else ""
    return f"{statistics.mean(values):.1f}{spread}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
