"""Writing files so that a reader never meets a half-written one, and reading JSON that anybody may have written."""

import json
import os
import re
import secrets
import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from recognizer.errors import UserError

ABANDONED_AFTER = 24 * 3600.0  # seconds in which nothing was written to an unfinished file: its writer was killed
_UNFINISHED = re.compile(r"\..*-[0-9a-f]{8}\.part(\.[^.]*)?")  # with that mark alone
_cleaned: set[Path] = set()  # folders that were looked through for abandoned files


def user_path(text: str | os.PathLike[str]) -> Path:
    """The path with ``~`` and ``~name`` as the folders of users; as it stands where there is no such user, for which
    ``Path.expanduser`` raises."""
    return Path(os.path.expanduser(text))


@contextmanager
def atomic(path: str | Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; on success it takes the place of ``path``, on failure it is removed.

    Waits for the disk. Raises ``UserError`` when the folder cannot be written to or the disk is full.
    """
    path = Path(path)
    temporary = temporary_beside(path)
    try:
        yield temporary
        put_in_place(temporary, path)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}.") from error
    finally:
        remove(temporary)


def put_in_place(temporary: Path, path: Path) -> None:
    """Let a finished file take the place of ``path``, on the same file system. Raises ``OSError``.

    The content reaches the disk before the name does, and the name before this returns. Left to itself, a system may
    write the name first: a power failure then leaves an empty file where the old one was. Whoever writes one file after
    another, or removes what the new one replaces, relies on that order, too.
    """
    sync(temporary)
    os.replace(temporary, path)
    with suppress(OSError):  # Windows, and some systems over a network, sync no folders
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove(temporary: Path) -> None:
    """Remove an unfinished file, where it is there and can be: not from a disk that was unplugged or turned read-only,
    about which something was said already."""
    with suppress(OSError):
        temporary.unlink()


def sync(file: Path) -> None:
    """Wait until a file's content is on the disk. Raises ``OSError``."""
    with open(file, "rb+") as opened:  # Windows syncs no file that is open for reading alone
        os.fsync(opened)


def temporary_beside(path: Path, mark: str = "part") -> Path:
    """Make an empty hidden file in the folder of ``path``, with the same ending, and return its path. ``put_in_place``
    lets it take the place of ``path`` when it is finished. ``mark`` stands in its name. What killed processes have left
    in that folder a day ago or more is removed, once in the life of this one.

    It has the rights that any new file has. The system sees to that when the file is made: the umask, which belongs to
    all threads, need not be looked up, which is only possible by changing it. Raises ``UserError`` where the folder
    cannot be made or written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clean_once(path.parent.absolute())
        while True:
            # Of a long name only the beginning: systems take 255 bytes.
            temporary = path.with_name(f".{path.stem[:50]}-{secrets.token_hex(4)}.{mark}{path.suffix}")
            try:
                os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            except FileExistsError:
                continue
            return temporary
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}.") from error


def write_text(path: str | Path, text: str) -> None:
    """Write ``text`` as UTF-8, atomically."""
    with atomic(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def remove_abandoned(folder: Path) -> None:
    """Remove unfinished files of a folder that nobody writes any more. In other folders than those that are written to,
    they stay hidden and are read by nobody."""
    with suppress(OSError), os.scandir(folder) as there:
        for each in there:
            with suppress(OSError):  # another process may be doing the same
                if _UNFINISHED.fullmatch(each.name) and is_old(Path(each.path)):
                    os.unlink(each.path)


def is_old(file: Path) -> bool:
    """Whether nothing was written to the file for so long that whoever did was killed. Raises ``OSError``."""
    return file.lstat().st_mtime < clock.time() - ABANDONED_AFTER


def _clean_once(folder: Path) -> None:
    """Look through a folder once in the life of this process: it may hold a hundred thousand files."""
    if folder not in _cleaned:
        _cleaned.add(folder)
        remove_abandoned(folder)


def is_there(path: Path, kind: Callable[[Path], bool] = Path.exists) -> bool:
    """Whether there is anything at this path, or what ``kind`` asks for. A path that a file names can be one that no
    system has: too long, or with a character that none takes."""
    try:
        return kind(path)
    except (OSError, ValueError):
        return False


def parse_json(text: str | bytes) -> Any:
    """What JSON says. Raises ``ValueError`` for what is none, or is nested too deeply."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
