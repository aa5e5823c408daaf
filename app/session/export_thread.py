"""Files written by a thread of its own, while the window goes on. No Qt here."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.session.messages import Failed
from app.session.rendering_thread import VideoSubject
from app.session.worker import Worker, sentence_of
from app.texts import mark, tr
from recognizer.output.targets import check_targets, files_there
from recognizer.output.video_style import USUAL_STYLE, VideoStyle
from recognizer.text import path_text


@dataclass(frozen=True, eq=False)
class FileJob:
    """One file, and what writes it: given ``target``, from the thread. Raises ``UserError``."""

    target: Path
    write: Callable[[Path], object]


@dataclass(frozen=True, eq=False)
class VideoOrder:
    """An annotated video that is wanted, of what was open when it was asked for, in the style that was chosen for it:
    another file may be open by then, and the settings may say another."""

    target: Path
    subject: VideoSubject
    style: VideoStyle = USUAL_STYLE


class ExportThread(Worker):
    """Writes the files one after the other, or none, where one would be replaced that is not to be. One that cannot be
    written does not keep the others waiting.

    ``later``: videos that somebody writes afterwards; their places are looked at as well. ``read``: what is being read
    or written, and so is never replaced. ``done`` is given the thread when it has come to its end, from it.
    """

    def __init__(
        self,
        jobs: Sequence[FileJob],
        later: Sequence[VideoOrder],
        read: Sequence[str | Path],
        overwrite: bool,
        done: "Callable[[ExportThread], object]",
    ) -> None:
        super().__init__("export", self._give_up)
        self.jobs, self.later, self.overwrite = tuple(jobs), tuple(later), overwrite
        self._read, self._done = tuple(read), done
        self._stopping = threading.Event()
        self.written: list[Path] = []
        self.in_the_way: list[Path] = []  # files that were not to be replaced, for which nothing was done
        self.problem = ""  # a sentence
        self.refused = True  # nothing may be written to these places

    @property
    def targets(self) -> list[Path]:
        """All files that are asked for."""
        return [*(job.target for job in self.jobs), *(video.target for video in self.later)]

    def stop(self) -> None:
        """Write no further file; returns at once."""
        self._stopping.set()

    def _give_up(self, failure: Failed) -> None:
        self.problem = failure.sentence

    def work(self) -> None:
        """Look at where the files go, and write them."""
        try:
            with self.guarded(mark("Exporting")):
                self._write()
        finally:
            self._done(self)

    def _write(self) -> None:
        check_targets(self.targets, self._read, overwrite=True)
        self.refused = False
        self.in_the_way = [] if self.overwrite else files_there(self.targets)
        for job in [] if self.in_the_way else self.jobs:
            if self._stopping.is_set():
                return
            try:
                job.write(job.target)
                self.written.append(job.target)
            except Exception as error:
                self.problem = self.problem or sentence_of(error, tr("Writing {target}", target=path_text(job.target)))


class PictureThread(Worker):
    """Draws a picture that is to be copied. ``what``: what it is of; ``draw`` gives the content of a PNG file; ``done``
    is given the thread when it has come to its end, from it."""

    def __init__(self, what: str, draw: Callable[[], bytes], done: "Callable[[PictureThread], object]") -> None:
        super().__init__("picture", self._give_up)
        self.what, self._draw, self._done = what, draw, done
        self.picture, self.problem = b"", ""

    def stop(self) -> None:
        """It ends by itself, soon."""

    def _give_up(self, failure: Failed) -> None:
        self.problem = failure.sentence

    def work(self) -> None:
        """Draw it."""
        try:
            with self.guarded(mark("Drawing the figure")):
                self.picture = self._draw()
        finally:
            self._done(self)
