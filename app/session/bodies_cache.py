"""Where the bodies of files that were looked at are kept, so that opening one again needs no pose model."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from recognizer.errors import UserError
from recognizer.files import user_path

if TYPE_CHECKING:
    from app.options import Options
    from recognizer.offline import RecognitionOptions
    from recognizer.pose.kept_bodies import KeptBodies

NAME = "mssa-studio"
MOST = 1_000_000_000  # bytes; two hours of one person take 120 MB


def folder() -> Path:
    """The user's own folder for what can be made again."""
    return Path(platformdirs.user_cache_dir(NAME, appauthor=False)) / "bodies"


def cached_bodies(spec: str, options: "Options | RecognitionOptions") -> Path | None:
    """The file for what is seen in ``spec`` with these options; ``None`` where ``spec`` is no file. Another file of
    that name, or one that was changed, has another one."""
    from recognizer.offline import FRONT_END
    from recognizer.pose.pose_rate import USUAL_RATE

    try:
        states = [(str(p), p.stat()) for p in (user_path(s).resolve() for s in (spec, options.pose_model) if s)]
    except OSError:
        return None
    told = (
        [(name, state.st_size, state.st_mtime_ns) for name, state in states],
        (options.mirrored, options.persons, USUAL_RATE.hertz, FRONT_END, version("mediapipe")),
    )
    return folder() / f"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}.npz"


def keep(bodies: "KeptBodies", path: Path) -> None:
    """Write what was seen in a whole file, for the next time; a disk that is full is no reason to complain."""
    try:
        bodies.save(path)
    except UserError:
        return
    make_room(path.parent)


def make_room(place: Path, most: int = MOST) -> None:
    """Remove what was used longest ago, until the rest takes at most so many bytes."""
    taken = 0
    for state, path in sorted(_files(place), key=lambda one: -one[0].st_mtime):
        taken += state.st_size
        if taken > most:
            _remove(path)


def size(place: Path | None = None, spared: Path | None = None) -> int:
    """How many bytes all of it takes, but for the file that is ``spared``."""
    return sum(state.st_size for state, path in _files(place or folder()) if path != spared)


def clear(place: Path | None = None, spared: Path | None = None) -> int:
    """Remove all of it but the file that is ``spared``; returns how many bytes that were."""
    freed = 0
    for state, path in _files(place or folder()):
        if path != spared and _remove(path):
            freed += state.st_size
    return freed


def _remove(path: Path) -> bool:
    """Whether it could be removed: another program may be reading it, which Windows does not allow then."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _files(place: Path) -> Iterator[tuple[os.stat_result, Path]]:
    """What is kept; another program may be removing it at the same time."""
    for path in place.glob("*.npz"):
        with suppress(FileNotFoundError):
            yield path.stat(), path
