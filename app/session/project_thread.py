"""The thread that writes the user's corrections, so that the window waits for no disk. No Qt here."""

from collections.abc import Callable
from pathlib import Path

from app.session.edits import Edits
from app.session.project_file import ProjectFile
from app.session.worker import NudgedWorker, sentence_of
from app.texts import mark, tr

LONGEST = 10.0  # seconds for which a disk that does not answer keeps a file from being opened


class ProjectThread(NudgedWorker):
    """Begins with the first correction. ``tell`` gets a sentence for the user and whether it is about a problem, from
    this thread."""

    def __init__(self, tell: Callable[[str, bool], None]) -> None:
        super().__init__("corrections")
        self._tell = tell
        self._waiting: dict[ProjectFile, Edits] = {}
        self._writing = False

    def read(self, source: Path, seconds: float | None) -> ProjectFile | None:
        """What is kept of a file that is ``seconds`` long; ``None`` where ``source`` is no file. Waits for what is
        still to be written, which may be of the same file: not for the window's thread."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and not self._writing, LONGEST)
        try:
            return ProjectFile(source, seconds) if source.is_file() else None
        except (OSError, ValueError):
            return None  # it is gone already, or an address that can be no file's name

    def save(self, project: ProjectFile, edits: Edits) -> None:
        """Write these corrections, unless newer ones come before their turn; returns at once."""
        with self._changed:
            self._waiting[project] = edits
            self._changed.notify_all()
        if self.ident is None:
            self.start()

    def work(self) -> None:
        """Write what there is to write; ``stop`` ends it when that is done."""
        while (due := self._next()) is not None:
            self._write(*due)

    def _next(self) -> tuple[ProjectFile, Edits] | None:
        with self._changed:
            self._writing = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if not self._waiting:
                return None
            self._writing = True
            project = next(iter(self._waiting))
            return project, self._waiting.pop(project)

    def _write(self, project: ProjectFile, edits: Edits) -> None:
        try:
            notice = project.save(edits)
        except Exception as error:
            self._tell(tr("Your corrections are not kept. {why}", why=sentence_of(error, mark("Writing them"))), True)
        else:
            if notice:
                self._tell(notice, False)
