"""Results that were saved as JSON, read to be opened with the file that they are about. No Qt here."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from app.options import Options
from app.session.edits import tidy
from app.session.lazy_imports import smoothly
from app.session.project_file import SUFFIX
from app.session.worker import Worker, sentence_of
from app.texts import tr
from recognizer.errors import UserError
from recognizer.files import user_path
from recognizer.model.operating_points import OPERATING_POINTS
from recognizer.model.segments import LATEST
from recognizer.sources.addresses import is_address
from recognizer.sources.picture_series import is_series
from recognizer.text import path_text

if TYPE_CHECKING:  # brings torch along, which the window does not wait for
    from recognizer.output.result import Result
    from recognizer.sources.source import Source

ENDING = ".json"
MOST_BYTES = 200_000_000  # of a result that is read
MOST_PERSON = 2**31 - 1  # the highest number of a person
BEYOND = 2.0  # seconds by which a result may go beyond its file's end: lengths are told differently
FIELDS = {"source", "segments", "windows"}  # by which a result is known


@dataclass(frozen=True, eq=False)
class SavedResult:
    """A result, the file at ``path`` that it was read from and the day it was written; ``source``: the file that it is
    about, as it is opened."""

    path: Path
    written: date
    result: "Result"
    source: str

    @property
    def name(self) -> str:
        """What it is called in the window."""
        return path_text(self.path.name)


class ResultReader(Worker):
    """Reads a result, and looks whether it fits its file; ``source``: that file, where somebody knows better than the
    result. Once it is not alive any more, one of these is there: what was ``found``; a ``problem``, in one sentence;
    or the name of a file that is ``missing``.

    ``open_source`` opens the file to see how long it is.
    """

    def __init__(self, path: Path, open_source: "Callable[[str], Source]", source: str | None = None) -> None:
        super().__init__("result")
        self.path = path
        self._open_source, self._source = open_source, source
        self.found: SavedResult | None = None
        self.problem = self.missing = ""

    def work(self) -> None:
        """Read it."""
        try:
            with smoothly("torch"):
                result = read_result(self.path)
            source = self._source or find_source(result.source, self.path)
            if source is None:
                self.missing = path_text(_name(result.source))
                return
            with self._open_source(source) as opened:
                check_fits(result, opened.duration, self.path, source)
            written = date.fromtimestamp(self.path.stat().st_mtime)
            self.found = SavedResult(self.path, written, result, source)
        except Exception as error:
            self.problem = path_text(sentence_of(error, tr("Reading {name}", name=self.path.name)))


def is_result(spec: str) -> bool:
    """Whether this names a file that can be a result."""
    return not is_address(spec) and spec.lower().endswith(ENDING)


def read_result(path: Path) -> "Result":
    """What the file tells, windows and segments by time. Raises ``UserError``, in one sentence, where it is no result,
    or was changed so that it tells nonsense."""
    from pydantic import TypeAdapter, ValidationError

    from recognizer.output.result import Result

    if path.name.endswith(SUFFIX):
        raise UserError(
            tr("{name} holds corrections: open the file that they are of, and they are shown.", name=path.name)
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(tr("{name} is too large to be a result.", name=path.name))
        text = path.read_bytes()
    except OSError as error:
        raise UserError(tr("Cannot read {path}: {strerror}.", path=path, strerror=error.strerror or error)) from error
    try:
        result = TypeAdapter(Result).validate_json(text)
    except ValidationError as error:
        raise UserError(_what_is_wrong(path, text, error.errors(include_url=False, include_input=False)[0])) from error
    if fault := next(_faults(result), ""):
        raise UserError(tr("{name} was changed so that it cannot be shown: {fault}.", name=path.name, fault=fault))
    return replace(
        result,
        segments=sorted(
            (replace(one, label=tidy(one.label)) for one in result.segments), key=lambda one: (one.start, one.persons)
        ),
        windows=sorted(result.windows, key=lambda one: one.time),
        names={person: tidy(name) for person, name in result.names.items() if tidy(name)},
    )


def find_source(source: str, path: Path) -> str | None:
    """The file that a result at ``path`` names as its ``source``: there, or beside the result; ``None`` where it is in
    neither place. Raises ``UserError`` where the result is of a camera or an address."""
    if source.isdigit() or is_address(source):
        raise UserError(
            tr(
                "{name} is about what was live, from {source}: there is no file to open it with.",
                name=path.name,
                source=source,
            )
        )
    return next((str(place) for place in _places(source, path) if _is_there(place)), None)


def check_fits(result: "Result", duration: float | None, path: Path, source: str) -> None:
    """Raise ``UserError`` where the result goes on after the end of its file, ``duration`` seconds long: it is about
    another one."""
    ends = [one.end for one in result.segments] + [one.time for one in result.windows]
    if duration is not None and max(ends, default=0.0) > duration + BEYOND:
        raise UserError(
            tr(
                "{name} goes on to {ends:.0f} s, but {source} ends at {duration:.0f} s: it is about another file.",
                name=path.name,
                ends=max(ends),
                source=Path(source).name,
                duration=duration,
            )
        )


def options_of(result: "Result", options: Options) -> Options | None:
    """The options by which a file is looked at and judged as for this result; ``None`` where the window cannot do so or
    the result does not say."""
    from recognizer.pose.pose_rate import USUAL_RATE

    settings = result.settings
    if settings is None or settings.pose_rate != USUAL_RATE.hertz or settings.decisions not in OPERATING_POINTS:
        return None
    own = None if options.pose_model is None else Path(options.pose_model).name
    if settings.pose_model not in (None, own):
        return None
    return replace(
        options,
        mirrored=settings.mirrored,
        persons=settings.persons,
        decisions=next(point for point in OPERATING_POINTS if point == settings.decisions),
        pose_model=None if settings.pose_model is None else options.pose_model,
    )


def _what_is_wrong(path: Path, text: bytes, error: object) -> str:
    """In one sentence, why this text is no result. ``error``: the first that was found in it."""
    assert isinstance(error, dict), "as pydantic describes them"
    if error["type"] == "json_invalid":
        return tr("{name} is no JSON file, or only a part of one.", name=path.name)
    told = json.loads(text)
    if not isinstance(told, dict) or not told.keys() >= FIELDS:
        return tr("{name} is no result: open one that `recognize`, the queue or an export has written.", name=path.name)
    where = " → ".join(str(step + 1) if isinstance(step, int) else str(step) for step in error["loc"])
    return tr(
        "{name} was changed so that it cannot be read: {where}: {fault}.",
        name=path.name,
        where=where,
        fault=error["msg"][:1].lower() + error["msg"][1:],
    )


def _faults(result: "Result") -> Iterator[str]:
    """What cannot be so."""
    for number, one in enumerate(result.segments, start=1):
        if not 0 <= one.start <= one.end <= LATEST:
            yield tr("segment {number} goes from {start:g} s to {end:g} s", number=number, start=one.start, end=one.end)
        if not tidy(one.label):
            yield tr("segment {number} has no label", number=number)
        if not _are_persons(one.persons) or not 0 <= one.confidence <= 1:
            yield tr("segment {number} has an impossible person or confidence", number=number)
    for number, window in enumerate(result.windows, start=1):
        if not 0 <= window.time <= LATEST:
            yield tr("window {number} is at {time:g} s", number=number, time=window.time)
        if not _are_persons(window.persons) or not all(0 <= guess.probability <= 1 for guess in window.top):
            yield tr("window {number} has an impossible person or probability", number=number)
    for start, end in result.coverage:
        if not 0 <= start <= end <= LATEST:
            yield tr("coverage goes from {start:g} s to {end:g} s", start=start, end=end)


def _are_persons(persons: "tuple[int, ...] | list[int]") -> bool:
    return len(persons) in (1, 2) and all(0 <= person <= MOST_PERSON for person in persons)


def _name(source: str) -> str:
    """The file's own name in a path of any system."""
    return PureWindowsPath(source).name or source


def _places(source: str, path: Path) -> Iterator[Path]:
    with suppress(RuntimeError):  # the home of somebody whom nobody knows here
        yield user_path(source)
    yield path.parent / source
    yield path.parent / _name(source)


def _is_there(place: Path) -> bool:
    try:
        return place.is_file() or (is_series(place) and place.parent.is_dir())
    except (OSError, ValueError):
        return False  # such a name can be no file's
