"""Recordings that the end of the program has cut off: found at the next start, and given a name. No Qt here."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from app.session.messages import Notice
from app.session.worker import Worker
from app.texts import tr
from recognizer.files import is_old
from recognizer.text import path_text

if sys.platform != "win32":
    import fcntl
if TYPE_CHECKING:  # brings FFmpeg along, for which the start shall not wait
    from recognizer.sources.video_writer import VideoFile, Writer

MARK = "recording"
UNFINISHED = re.compile(rf"\.(?P<name>.+)-[0-9a-f]{{8}}\.{MARK}(?P<suffix>\.\w+)")


def open_lasting(path: Path, fps: float, size: tuple[int, int]) -> "Writer":
    """What writes a video that can be played up to where it is cut off; see ``open_writer``."""
    from recognizer.sources.video_writer import open_writer

    return open_writer(path, fps, size, lasting=True)


class Hold:
    """Tells other windows that a recording is still being written. On Windows nothing is needed: there a file that is
    open cannot be renamed."""

    def __init__(self, video: "VideoFile") -> None:
        self._file: int | None = None
        if sys.platform != "win32":
            with suppress(OSError):
                self._file = os.open(video.unfinished, os.O_RDONLY)
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def end(self) -> None:
        """It is written, or given up."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class RecoveringThread(Worker):
    """Gives recordings in a folder a name that nobody writes any more, and ``tell`` a sentence about each."""

    def __init__(self, folder: Path, tell: Callable[[Notice], object]) -> None:
        super().__init__("recovering")
        self._folder, self._tell = folder, tell

    def work(self) -> None:
        """Look for them; a folder that is gone has none."""
        with suppress(OSError):
            for name in sorted(os.listdir(self._folder)):
                if (match := UNFINISHED.fullmatch(name)) is not None:
                    with suppress(OSError):
                        self._recover(self._folder / name, match["name"], match["suffix"])

    def _recover(self, file: Path, name: str, suffix: str) -> None:
        from recognizer.sources.video_writer import plays

        if _is_held(file):
            return
        if not plays(file):
            if is_old(file):
                file.unlink()
            return
        target = next(each for each in _names(file.parent, name, suffix) if not each.exists())
        file.rename(target)
        told = tr(
            "A recording was cut off when the program ended: what there is of it is kept as {name}.",
            name=path_text(target.name),
        )
        self._tell(Notice(told))


def _names(folder: Path, name: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{name} (cut off){suffix}"
    for number in count(2):
        yield folder / f"{name} (cut off {number}){suffix}"


def _is_held(file: Path) -> bool:
    """Whether another window still writes it; also where nobody can know. Raises ``OSError``."""
    if sys.platform == "win32":
        return False
    opened = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False
