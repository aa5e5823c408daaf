"""A label list: which action is done when in which file, by whom and where. The program writes it, the trainer reads
it.

It is CSV with a line of names first: ``file, setup, person, start, end, action, note``. Only ``file`` and ``action``
are needed. Files are relative to the list; ``start`` and ``end`` are seconds, and without them the whole file shows the
action. An action in brackets, such as ``(daily life)``, is none that is to be recognized.

Spreadsheets open it as it is meant: it begins with a byte order mark, without which Excel takes UTF-8 for another
encoding, and an apostrophe stands before what a spreadsheet would compute (``recognizer.output.spreadsheet``). What
somebody annotated in ELAN is read like a list.
"""

import csv
import io
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recognizer.errors import UserError
from recognizer.files import user_path
from recognizer.output.elan import read_eaf
from recognizer.output.spreadsheet import unguarded, write_spreadsheet
from recognizer.text import path_text

COLUMNS = ("file", "setup", "person", "start", "end", "action", "note")
NEEDED = ("file", "action")
ELAN = ".eaf"


@dataclass(frozen=True)
class LabelledSpan:
    """One row. ``file``: as the list has it, relative to the list; ``setup``: the camera and place; ``person``: who
    acts, unique within the setup; both may be empty. ``start`` and ``end`` in seconds of the file; ``None``: from its
    beginning, to its end."""

    file: str
    action: str
    setup: str = ""
    person: str = ""
    start: float | None = None
    end: float | None = None
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether the action is one to be recognized: it is in no brackets."""
        return not (self.action.startswith("(") and self.action.endswith(")"))


def read_label_list(path: Path) -> list[LabelledSpan]:
    """The rows of a label list, in its order; or the annotations of an ELAN document (`.eaf`), in order of time, whose
    setup is the document itself. Commas, semicolons or tabs may part the columns, and a spreadsheet's byte
    order mark may come first; columns of other names are passed over. Raises ``UserError`` that names the line."""
    if path.suffix.lower() == ELAN:
        return _annotated(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"Cannot read the label list {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is no label list: it is not text in UTF-8.") from error
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise UserError(f"{path} is no label list: its first line does not name the column {missing[0]}.")
        spans = [_span(path, rows.line_num, dict(zip(names, row))) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise UserError(f"{path}, line {rows.line_num}: {error}.") from error
    if not spans:
        raise UserError(f"{path} holds no rows.")
    return spans


def read_label_lists(paths: Sequence[Path]) -> list[LabelledSpan]:
    """The rows of several label lists as of one, merged by ``merge_label_lists``; files are relative to the first one,
    also those that ELAN documents elsewhere link. Raises ``UserError``."""
    return merge_label_lists([_beside(read_label_list(path), path, paths[0]) for path in paths])


def merge_label_lists(lists: Sequence[Sequence[LabelledSpan]]) -> list[LabelledSpan]:
    """One list of several, in their order. What a later list holds of a file replaces all that earlier ones hold of it,
    so that a list of one's own can correct, or time, a list that must stay as it is."""
    last = {span.file: number for number, spans in enumerate(lists) for span in spans}
    return [span for number, spans in enumerate(lists) for span in spans if last[span.file] == number]


def write_label_list(path: Path, spans: Sequence[LabelledSpan]) -> None:
    """Write a label list, atomically; seconds to the millisecond."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for span in spans:
        times = ("" if time is None else f"{time:.3f}" for time in (span.start, span.end))
        rows.append((span.file, span.setup, span.person, *times, span.action, span.note))
    write_spreadsheet(path, rows)


def relative_name(file: str | Path, path: Path) -> str:
    """What a list at ``path`` calls a file: relative to itself, with slashes; on another drive by its whole name."""
    whole = user_path(file).resolve()
    try:
        return path_text(Path(os.path.relpath(whole, path.parent.resolve())).as_posix())
    except ValueError:
        return path_text(whole.as_posix())


def _beside(spans: list[LabelledSpan], path: Path, first: Path) -> list[LabelledSpan]:
    """The rows as the first list would have them. Lists in CSV all mean the first one's folder, or the one that holds
    the videos; an ELAN document can only mean its own."""
    if path.suffix.lower() != ELAN or path.parent.resolve() == first.parent.resolve():
        return spans
    return [replace(span, file=relative_name(path.parent / span.file, first)) for span in spans]


def _annotated(path: Path) -> list[LabelledSpan]:
    file, annotations = read_eaf(path)
    if not file:
        raise UserError(f"{path} does not say which video it is about: link the video in ELAN, and save it again.")
    if not annotations:
        raise UserError(f"{path} holds no annotations.")
    return [
        LabelledSpan(file, one.value, path.stem, one.tier, one.start, max(one.end, one.start + 0.001))
        for one in annotations
    ]


def _span(path: Path, line: int, row: dict[str, str]) -> LabelledSpan:
    values = {name: unguarded(row.get(name, "").strip()) for name in COLUMNS}
    for name in NEEDED:
        if not values[name]:
            raise UserError(f"{path}, line {line}: the column {name} is empty.")
    start, end = (_seconds(path, line, name, values.pop(name)) for name in ("start", "end"))
    if end is not None and end <= (start or 0.0):
        raise UserError(f"{path}, line {line}: the action ends at {end:g} s, before it starts.")
    if "\0" in values["file"]:
        raise UserError(f"{path}, line {line}: no file has such a name.")
    return LabelledSpan(start=start, end=end, **values)


def _seconds(path: Path, line: int, name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds >= 0):
        raise UserError(f"{path}, line {line}: {name} must be seconds, 0 or more, and is {text[:30]!r}.")
    return seconds
