"""Where outputs go, looked at before any work begins: that none takes the place of a source, of another output, or of a
file that somebody may still need, and that each can be written."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from recognizer.errors import UserError
from recognizer.sources.addresses import is_address, name_of
from recognizer.sources.picture_series import file_name_of, is_series, source_files

Identity = tuple[object, ...]

CASE_COUNTS = sys.platform not in ("win32", "darwin")  # whether a.json and A.json are two files, as a rule


def check_targets(
    targets: Sequence[Path],
    sources: Iterable[str | Path] = (),
    overwrite: bool = False,
    known: Iterable[Path] = (),
) -> None:
    """Look at all files that a run is going to write. ``sources``: what it reads, as users name it; a camera's number
    or an address does no harm, and a pattern stands for all its pictures. ``overwrite``: files that are there may be
    replaced, though never a source; ``known``: those that may be there in any case.

    Raises ``UserError``, in one sentence, where an output is a source, where two are the same file, where one is there
    already, and where one cannot be written. Nothing is left behind, whatever the outcome.
    """
    read = {_identity(path) for source in filter(_is_file, sources) for path in _files(source) if path.exists()}
    written: dict[Identity, Path] = {}
    for target in targets:
        identity = _identity(target)
        if identity in read:
            raise UserError(
                f"{target} is a source of this very run, and an output never replaces a source: choose another name "
                "or folder."
            )
        if identity in written:
            names = f"{target} twice" if written[identity] == target else f"{written[identity]} and {target}"
            raise UserError(f"Two outputs would be written to the same file, {names}: give each a name of its own.")
        written[identity] = target
    for target in targets:
        _check_kind(target)
    spared = set(known)
    there = files_there(target for target in targets if target not in spared)
    if there and not overwrite:
        others = f" and {len(there) - 1} more outputs are" if len(there) > 1 else " is"
        raise UserError(f"{there[0]}{others} there already: choose another name or folder, or add --overwrite.")
    for folder, target in {target.parent: target for target in targets}.items():
        _check_folder(folder, target)


def files_there(targets: Iterable[Path]) -> list[Path]:
    """Those of the targets that are there already."""
    return [target for target in targets if os.path.lexists(target)]


def result_names(sources: Sequence[str]) -> list[str]:
    """A file name, without an ending, for each source's result: its own, made unique where two are alike, also to
    systems that take no notice of small and capital letters."""
    paths = [Path(_own_name(source)) for source in sources]
    stems = [path.stem.casefold() for path in paths]
    taken: set[str] = set()
    names = []
    for path, stem in zip(paths, stems, strict=True):
        own = path.name if stems.count(stem) > 1 else path.stem
        name, number = own, 1
        while name.casefold() in taken:
            number += 1
            name = f"{own}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _is_file(source: str | Path) -> bool:
    return not is_address(str(source))


def _own_name(source: str) -> str:
    if is_address(source):
        return name_of(source)
    return file_name_of(source) if is_series(source) else source


def _files(source: str | Path) -> list[Path]:
    try:
        return source_files(source)
    except UserError:
        return []  # pictures of which none is there: who opens them says so


def _identity(path: Path) -> Identity:
    """What two paths have in common exactly if they lead to one file, by links or by other ways to write its name; also
    for a file that is not there yet."""
    missing: list[str] = []
    while True:
        try:
            found = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            missing.append(path.name if CASE_COUNTS else path.name.casefold())
            if path.parent == path:
                return tuple(missing)
            path = path.parent
        except OSError as error:
            raise UserError(f"Cannot write {path}: {error.strerror or error}.") from error
        else:
            return found.st_dev, found.st_ino, *missing


def _check_kind(target: Path) -> None:
    """Raises ``UserError`` where what is there is no file: a folder, or a device."""
    try:
        mode = os.stat(target).st_mode
    except OSError:
        return  # nothing is there, or nothing that a link leads to
    if stat.S_ISDIR(mode):
        raise UserError(f"Cannot write {target}: it is a folder.")
    if not stat.S_ISREG(mode):
        raise UserError(f"Cannot write {target}: it is no ordinary file.")


def _check_folder(folder: Path, target: Path) -> None:
    """Raises ``UserError`` where no file can be made in the folder, or in the one that it would be made in."""
    while not os.path.lexists(folder) and folder.parent != folder:
        folder = folder.parent
    if not folder.is_dir():
        raise UserError(f"Cannot write {target}: {folder} is no folder.")
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise UserError(f"Cannot write {target}: {error.strerror or error}.") from error
