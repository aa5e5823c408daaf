"""Replacing several files of a folder as one: whatever ends the writing, all of them are old or all of them are new.

The new ones are written under other names first. A note then says which is to become which, and that note is what makes
them count: from there on, whoever comes next ends what was begun.
"""

import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from recognizer.errors import UserError
from recognizer.files import is_old, put_in_place, remove, sync, temporary_beside, write_text

MARK = "next"
_WAITING = re.compile(rf"\..*-[0-9a-f]{{8}}\.{MARK}(\.[^.]*)?")
_NOTE = re.compile(r"\.[0-9a-f]{8}\.together\.json")


def write_together(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files of these names into a folder, which is made where it is not there; they take their places in this
    order. Raises ``UserError`` where that cannot be done, and then the folder holds what it held."""
    finish_writing(folder)
    waiting: dict[str, Path] = {}
    note = folder / f".{secrets.token_hex(4)}.together.json"
    try:
        for name, content in contents.items():
            waiting[name] = file = temporary_beside(folder / name, MARK)
            file.write_bytes(content)
            sync(file)
        write_text(note, json.dumps({name: file.name for name, file in waiting.items()}))
    except OSError as error:
        _remove(waiting.values())
        raise UserError(f"Cannot write {folder / name}: {error.strerror or error}.") from error
    except BaseException:
        _remove(waiting.values())
        raise
    _finish(folder, note)


def finish_writing(folder: Path) -> None:
    """End what a killed ``write_together`` began, where there is such a thing. Raises ``UserError`` where the folder
    cannot be written to."""
    for note in _matching(folder, _NOTE):
        _finish(folder, note)


def _finish(folder: Path, note: Path) -> None:
    try:
        for name, waiting in _read(note):
            with suppress(FileNotFoundError):  # it has its place already
                put_in_place(folder / waiting, folder / name)
        _remove([note, *_abandoned(folder)])
    except OSError as error:
        raise UserError(f"{folder} was left while it was written, and cannot be finished: {error.strerror}.") from error


def _read(note: Path) -> Iterator[tuple[str, str]]:
    """The files' names and under which ones they wait. What is no such note, perhaps of a folder that somebody was
    given, moves nothing."""
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    if isinstance(told, dict):
        for name, waiting in told.items():
            plain = isinstance(waiting, str) and all(Path(each).name == each for each in (name, waiting))
            if plain and _WAITING.fullmatch(waiting):
                yield name, waiting


def _abandoned(folder: Path) -> Iterator[Path]:
    """What waits there, has no note, and is no longer written."""
    for file in _matching(folder, _WAITING):
        with suppress(OSError):
            if is_old(file):
                yield file


def _matching(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    """The files of these names in a folder, sorted; none where there is no folder."""
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if pattern.fullmatch(name)]
    except OSError:
        return []


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        remove(file)
