"""Opening a saved result: it is read beside the window, its file is asked for where it is missing, and what is wrong
with it is said in one sentence."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dialogs.source_picker import media_filters
from app.session.pipeline import Pipeline
from app.session.saved_result import ResultReader
from app.texts import tr
from recognizer.text import path_text

TICK = 30  # milliseconds between looks at whether the result was read


class ResultOpening(QObject):
    """``found`` carries a ``SavedResult`` that can be opened; ``reported`` a sentence to the user, whether it is about
    a problem, and what a button offers to do about it, or ``None``. What is open meanwhile stays open."""

    found = Signal(object)
    reported = Signal(str, bool, object)

    def __init__(self, pipeline: Pipeline, parent: QWidget) -> None:
        super().__init__(parent)
        self._pipeline, self._parent = pipeline, parent
        self._reader: ResultReader | None = None
        self._readers: list[ResultReader] = []  # that may still be at work
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._look)

    def open(self, path: Path, source: str | None = None) -> None:
        """Read the result at ``path``; ``source``: the file that it is about, where it is known."""
        self.cancel()
        self._reader = reader = ResultReader(path, self._pipeline.open_source, source)
        self._readers = [*(old for old in self._readers if old.is_alive()), reader]
        reader.start()
        self._ticker.start(TICK)

    def cancel(self) -> None:
        """Something else is opened; what is read comes too late."""
        self._ticker.stop()
        self._reader = None

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [reader.name for reader in self._readers if reader.is_alive()]

    def _look(self) -> None:
        reader = self._reader
        if reader is None or reader.is_alive():
            return
        self.cancel()
        if reader.found is not None:
            self.found.emit(reader.found)
        elif reader.problem:
            self.reported.emit(reader.problem, True, None)
        else:
            name = path_text(reader.path.name)
            sentence = tr(
                "{name} is about {missing}, which is neither where the result says nor beside it.",
                name=name,
                missing=reader.missing,
            )
            self.reported.emit(sentence, True, (tr("Find it…"), lambda: self._ask_for(reader)))

    def _ask_for(self, reader: ResultReader) -> None:
        """Ask for the file that a result is about."""
        title = tr("Where is {missing}?", missing=reader.missing)
        file, _ = QFileDialog.getOpenFileName(self._parent, title, str(reader.path.parent), media_filters())
        if file:
            self.open(reader.path, file)
