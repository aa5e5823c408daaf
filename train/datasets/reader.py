"""What every data set's reader yields, and what it states about the set."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np


class Unreadable(Exception):
    """One file cannot be used; the message is the reason that goes into the report."""


@dataclass(frozen=True, eq=False)
class RawClip:
    """One labelled sequence: ``keypoints`` float32 ``(M, T, 25, 3)`` metres in Kinect camera axes at ``fps``.

    M is 1 or 2. A body that is absent from a frame is NaN there. ``person`` is unique within the set, ``group`` a kind
    of person or place that results are told apart by, ``splits`` the names of the published splits that the clip
    belongs to.
    """

    name: str
    keypoints: np.ndarray
    fps: float
    label: str
    person: str
    group: str
    splits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One clip yet to be read: ``read`` returns it or raises ``Unreadable``. ``name`` is what the report calls it.

    Entries of a set that is read in parallel travel to other processes, so their ``read`` is a function of a module,
    or a ``functools.partial`` of one.
    """

    name: str
    read: Callable[[], RawClip]


@dataclass(frozen=True)
class Listing:
    """All clips of a set: ``count`` entries, always in the same order. ``stamp`` changes where the raw files do."""

    entries: Iterable[Entry]
    count: int
    stamp: str


@dataclass(frozen=True)
class Reader:
    """A data set: ``files`` lists its files under a folder, ``read`` reads one or raises ``Unreadable``.

    ``classes``: the names of all its classes; none for sets whose classes are the user's own. ``labels``: the classes
    in the published order, for sets that have one; prepared files of the others have them sorted.
    ``parallel``: whether several processes read it. ``chunk``: how many clips are written at a time, and at most lost
    by a stop. ``listing`` takes the place of ``files`` and ``read`` in sets that are not one clip per file; where
    ``one_file`` is set, it is given one file instead of a folder.
    """

    name: str
    title: str
    files: Callable[[Path], Iterator[Path]] | None = None
    read: Callable[[Path], RawClip] | None = None
    classes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    parallel: bool = True
    chunk: int = 256
    listing: Callable[[Path], Listing] | None = None
    one_file: bool = False

    def list(self, raw: Path) -> Listing:
        """The clips under ``raw``."""
        if self.listing is not None:
            return self.listing(raw)
        assert self.files is not None and self.read is not None, f"{self.name} has neither a listing nor files to read"
        files = list(self.files(raw))
        return Listing([Entry(file.name, partial(self.read, file)) for file in files], len(files), stamp(files))


def stamp(files: Iterable[Path]) -> str:
    """Tells one state of these files from another: by their names, sizes and times of change."""
    digest = hashlib.sha256()
    for file in files:
        state = file.stat()
        digest.update(f"{file}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
