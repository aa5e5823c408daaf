"""Where examples lie in files: a folder for each action, or a label list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.errors import UserError
from recognizer.files import is_there
from recognizer.output.label_list import read_label_list
from recognizer.own_actions.pack import tidy_name
from recognizer.sources.picture_series import is_series, series_name, sources_of_folder
from recognizer.text import one_line


@dataclass(frozen=True)
class ExampleSpan:
    """An action that is done in a video, a clip or a series of pictures. ``source``: its path or pattern; ``start``
    and ``end`` in seconds, ``None``: from its beginning, to its end."""

    source: str
    action: str
    start: float | None = None
    end: float | None = None

    @property
    def origin(self) -> str:
        """Where the example is from, for people to read: its file with the folder that it lies in, and the seconds."""
        name = series_name(self.source)
        if self.start is None and self.end is None:
            return name
        end = "the end" if self.end is None else f"{self.end:g} s"
        return f"{name}, {self.start or 0:g} s to {end}"


def spans_of_folder(folder: Path) -> list[ExampleSpan]:
    """Each video, clip or series of pictures in a folder's folders, as an example of the action that its folder is
    named after. Raises ``UserError`` where there is no such folder, or nothing in one."""
    try:
        folders = sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError as error:
        raise UserError(f"Cannot read the folder {folder}: {error.strerror or error}.") from error
    if not folders:
        raise UserError(f"{folder} holds no folders: make one for each action, named after it, with its examples.")
    return [ExampleSpan(source, tidy_name(each.name)) for each in folders for source in sources_of_folder(each)]


def spans_of_list(path: Path) -> list[ExampleSpan]:
    """The rows of a label list, or the annotations of an ELAN document, but for actions in brackets, which are none.
    Raises ``UserError``, also where no row is left or a file is not there."""
    rows = [row for row in read_label_list(path) if row.known]
    if not rows:
        raise UserError(f"{path} names no action: all are in brackets.")
    spans = [ExampleSpan(str(path.parent / row.file), tidy_name(row.action), row.start, row.end) for row in rows]
    if missing := next(
        (each for each in by_source(spans) if not (is_there(Path(each), Path.is_file) or is_series(each))), None
    ):
        raise UserError(f"{path} names {one_line(missing)}, which is not there.")
    return spans


def by_source(spans: Sequence[ExampleSpan]) -> dict[str, list[ExampleSpan]]:
    """The examples of each source, so that it is looked at once."""
    found: dict[str, list[ExampleSpan]] = {}
    for span in spans:
        found.setdefault(span.source, []).append(span)
    return found
