"""Search for an action: in this session, or through the results of a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.session.edits import Span
from app.session.result_search import FoundAction, ResultSearch, matching
from app.texts import tr
from app.widgets.controls import caption
from app.widgets.text import clock_text
from app.widgets.theme import GAP, MARGIN
from app.widgets.tree import Tree

TICK = 100  # milliseconds between looks for more results
MOST_SHOWN = 2000  # lines


class SearchDialog(QDialog):
    """``spans`` gives the actions of this session, ``name`` what a person is called. ``span_chosen`` and
    ``found_chosen`` report which action the user wants to see; ``folder`` is where results were looked for last."""

    span_chosen = Signal(object)
    found_chosen = Signal(object)

    def __init__(
        self, parent: QWidget, spans: Callable[[], Sequence[Span]], name: Callable[[int], str], folder: str
    ) -> None:
        super().__init__(parent)
        self._spans, self._name, self.folder = spans, name, folder
        self.search: ResultSearch | None = None
        self._seen = -1  # how much of the search is listed
        self.setWindowTitle(tr("Search for an action"))
        self.resize(560, 420)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Action, or a part of its name"))
        self.text.setAccessibleName(tr("Action"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._fill)
        self.text.installEventFilter(self)
        self.list = Tree()
        self.list.setAccessibleName(tr("Where it is done"))
        self.list.setHeaderLabels([tr("Action"), tr("Time"), tr("Person"), tr("File")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.itemActivated.connect(self._choose)
        self.told = QLabel()
        self.told.setProperty("caption", True)
        self.through, self.here = QPushButton(tr("Search results in a folder…")), QPushButton(tr("Search this session"))
        self.through.clicked.connect(self._ask_for_folder)
        self.here.clicked.connect(self._search_here)
        for button in (self.through, self.here):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for part in (self.through, self.here):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addWidget(self.text)
        layout.addWidget(self.list, 1)
        layout.addWidget(caption(tr("Enter, or a double click, goes there.")))
        layout.addLayout(row)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._look)
        self._search_here()

    def search_through(self, folder: Path) -> None:
        """Look through the results of a folder."""
        self.stop()
        self.folder, self._seen = str(folder), -1
        self.search = ResultSearch(folder)
        self.search.start()
        self._ticker.start(TICK)
        self.here.setEnabled(True)
        self.list.setColumnHidden(3, False)
        self._fill()

    def stop(self) -> None:
        """Look no further."""
        self._ticker.stop()
        if self.search is not None:
            self.search.stop()

    def done(self, result: int) -> None:
        self.stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, Down and Up go through the list, and Enter goes to where its line says."""
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._go(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.list.currentItem()) is not None:
                    self._choose(item)
                return True
        return super().eventFilter(watched, event)

    def _go(self, lines: int) -> None:
        """To the line so many further down, or up; to the first where there is no current one."""
        current = self.list.currentItem()
        place = 0 if current is None else self.list.indexOfTopLevelItem(current) + lines
        item = self.list.topLevelItem(min(max(place, 0), self.list.topLevelItemCount() - 1))
        if item is not None:
            self.list.setCurrentItem(item)

    def _ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder with results"), self.folder)
        if folder:
            self.search_through(Path(folder))

    def _search_here(self) -> None:
        self.stop()
        self.search = None
        self.here.setEnabled(False)
        self.list.setColumnHidden(3, True)
        self._fill()

    def _look(self) -> None:
        """List what was found since the last look."""
        search = self.search
        if search is None:
            return
        if not search.is_alive():
            self._ticker.stop()
        if search.read != self._seen or not search.is_alive():
            self._seen = search.read
            self._fill()

    def _fill(self) -> None:
        """List what has the text in its name."""
        current = self.list.currentItem()
        chosen = None if current is None else current.data(0, Qt.ItemDataRole.UserRole)
        found = self._found()
        self.list.clear()
        for label, times, who, file, what in found[:MOST_SHOWN]:
            item = QTreeWidgetItem([label, times, who, file])
            item.setData(0, Qt.ItemDataRole.UserRole, what)
            self.list.addTopLevelItem(item)
            if what == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self._go(0)
        for column in range(3):
            self.list.resizeColumnToContents(column)
        self.told.setText(self._words(len(found)))

    def _found(self) -> list[tuple[str, str, str, str, Span | FoundAction]]:
        if self.search is not None:
            return [
                (one.label, _times(one.start, one.end), tr("Person {number}", number=one.person), one.name, one)
                for one in matching(list(self.search.found), self.text.text())
            ]
        words = self.text.text().casefold().split()
        return [
            (one.label, _times(one.start, one.end), self._name(one.person), "", one)
            for one in self._spans()
            if all(word in one.label.casefold() for word in words)
        ]

    def _words(self, count: int) -> str:
        places = tr("1 place") if count == 1 else tr("{count} places", count=count)
        if self.search is None:
            return places
        read = self.search.read
        results = tr("1 result") if read == 1 else tr("{count} results", count=read)
        if self.search.is_alive():
            return tr("{places} in {results} so far", places=places, results=results)
        return tr("{places} in {results}", places=places, results=results)

    def _choose(self, item: QTreeWidgetItem) -> None:
        what = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(what, Span):
            self.span_chosen.emit(what)
            self.accept()
        elif what.source is None:
            self.told.setText(tr("{name} is neither where the result says nor beside it.", name=what.name))
        else:
            self.found_chosen.emit(what)
            self.accept()


def _times(start: float, end: float) -> str:
    return f"{clock_text(start)} – {clock_text(end)}"
