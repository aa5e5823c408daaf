"""The queue: several videos and clips, worked through with progress and a result for each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.replace_question import ReplaceQuestion
from app.dialogs.source_picker import ask_for_files, file_name
from app.session.batch_thread import BatchThread
from app.session.messages import BatchOutputs, BatchTask, TaskState
from app.texts import mark, tr
from app.widgets.controls import CheckBox, DropDown
from app.widgets.text import percent
from app.widgets.theme import MARGIN
from recognizer.text import path_text

TICK = 150  # milliseconds
WORDS = {
    TaskState.WAITING: mark("Waiting"),
    TaskState.DONE: mark("Done"),
    TaskState.FAILED: mark("Failed"),
    TaskState.STOPPED: mark("Stopped"),
}
BESIDE = mark("Beside each file")


class QueueDialog(QDialog):
    """``start`` makes the thread that works; ``opened`` asks for a file to be shown in the window, with its result
    where it has one."""

    opened = Signal(object)  # a BatchTask
    started = Signal()

    def __init__(
        self, parent: QWidget, start: Callable[[list[BatchTask], BatchOutputs], BatchThread], folder: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Queue"))
        self.resize(760, 420)
        self._start, self._folder = start, folder
        self._target: Path | None = None
        self.tasks: list[BatchTask] = []
        self.batch: BatchThread | None = None
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(tr("Files in the queue"))
        self.table.setHorizontalHeaderLabels([tr("File"), tr("Progress"), tr("Result")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # larger texts too
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.table.setColumnWidth(0, 210)
        self.table.setColumnWidth(1, 130)
        self.table.cellDoubleClicked.connect(lambda row, _: self.opened.emit(self.tasks[row]))
        self.table.itemSelectionChanged.connect(self._update_controls)
        self.table.installEventFilter(self)
        self.add_button, self.remove_button = QPushButton(tr("Add…")), QPushButton(tr("Remove"))
        self.open_button = QPushButton(tr("Open"))
        self.open_button.setToolTip(tr("Open the file in the window, with its result once that is there (Enter)"))
        self.open_button.clicked.connect(lambda _=False: self._open_selected())
        self.add_button.clicked.connect(lambda _=False: self.add(ask_for_files(self, self._folder)))
        self.remove_button.clicked.connect(lambda _=False: self._remove())
        self.place = DropDown()
        self.place.setAccessibleName(tr("Where results are written"))
        self.place.addItems([tr(BESIDE), tr("Choose a folder…")])
        self.place.activated.connect(self._choose_folder)
        self.csv, self.srt = CheckBox("CSV"), CheckBox(tr("SRT subtitles"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go = self.buttons.addButton(tr("Start"), QDialogButtonBox.ButtonRole.ActionRole)
        self.go.clicked.connect(lambda _=False: self._start_or_stop())
        self.buttons.rejected.connect(self.close)
        for button in (self.add_button, self.remove_button, self.open_button):
            button.setAutoDefault(False)
        self.go.setDefault(True)
        self._lay_out()
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self.refresh)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the table opens a file, and does not start the queue."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and self._selected is not None:
                self._open_selected()
                return True
        return super().eventFilter(watched, event)

    @property
    def working(self) -> bool:
        """Whether the queue is being worked through."""
        return self.batch is not None and self.batch.is_alive()

    def add(self, files: list[str]) -> None:
        """Put files at the end, but none twice."""
        known = {task.spec for task in self.tasks}
        for file in dict.fromkeys(files):
            if file not in known:
                self.tasks.append(BatchTask(file))
                self._add_row(file)
        self.refresh()

    def stop(self) -> None:
        """Give up what is being worked on; returns at once."""
        if self.batch is not None:
            self.batch.stop()

    def refresh(self) -> None:
        """Show how far the work is."""
        for row, task in enumerate(self.tasks):
            bar, item = self.table.cellWidget(row, 1), self.table.item(row, 2)
            assert isinstance(bar, QProgressBar) and item is not None, "every task has its row"
            working = task.state is TaskState.WORKING
            share = 1.0 if task.state is TaskState.DONE else task.place / task.duration if task.duration else 0.0
            bar.setValue(round(100 * min(share, 1.0)))
            bar.setFormat(percent(min(share, 1.0)) if working else tr(tr(WORDS[task.state])))
            text = task.outcome + (f"  →  {path_text(task.written.name)}" if task.written is not None else "")
            if item.text() != path_text(text):
                item.setText(path_text(text))
                item.setToolTip(path_text(f"{task.outcome} {task.written or ''}".strip()))
        self._update_controls()
        if not self.working:
            self._ticker.stop()
            self._ask_about_files()

    def _ask_about_files(self) -> None:
        """Where the thread found files that it would replace, ask whether it may; once."""
        batch = self.batch
        if batch is not None and batch.in_the_way:
            there, batch.in_the_way = batch.in_the_way, []
            ReplaceQuestion(self, there, lambda: self._begin(replace(batch.wanted, overwrite=True))).open()

    @property
    def _selected(self) -> BatchTask | None:
        """The one file that is selected."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        return self.tasks[rows.pop()] if len(rows) == 1 else None

    def _open_selected(self) -> None:
        if self._selected is not None:
            self.opened.emit(self._selected)

    def _update_controls(self) -> None:
        working = self.working
        self.open_button.setEnabled(self._selected is not None)
        self.go.setText(tr("Stop") if working else tr("Start"))
        left = sum(task.state is not TaskState.DONE for task in self.tasks)
        self.go.setEnabled(working or left > 0)
        for part in (self.add_button, self.remove_button, self.place, self.csv, self.srt):
            part.setEnabled(not working)
        done = len(self.tasks) - left
        failed = sum(task.state is TaskState.FAILED for task in self.tasks)
        if self.batch is not None and self.batch.problem:
            text = self.batch.problem
        elif not self.tasks:
            text = tr("Add videos or clips, or drop several onto the window.")
        elif working:
            text = tr(
                "Working on {done} of {count}.", done=min(done + failed + 1, len(self.tasks)), count=len(self.tasks)
            )
        else:
            text = tr("{done} of {count} done", done=done, count=len(self.tasks)) + (
                tr(", {failed} failed.", failed=failed) if failed else "."
            )
        self.summary.setText(text)

    def _add_row(self, file: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        name = QTableWidgetItem(file_name(file))
        name.setToolTip(path_text(file))
        bar = QProgressBar()
        bar.setAccessibleName(tr("Progress of {file}", file=file_name(file)))
        self.table.setItem(row, 0, name)
        self.table.setCellWidget(row, 1, bar)
        self.table.setItem(row, 2, QTableWidgetItem())

    def _remove(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
            del self.tasks[row]
        self.refresh()

    def _choose_folder(self, index: int) -> None:
        if index == self.place.count() - 1:
            folder = QFileDialog.getExistingDirectory(self, tr("Where results are written"), self._folder)
            if folder:
                self._target = Path(folder)
                if self.place.count() == 2:
                    self.place.insertItem(1, folder)
                self.place.setItemText(1, folder)
            self.place.setCurrentIndex(1 if self._target is not None else 0)

    def _start_or_stop(self) -> None:
        if self.working:
            self.stop()
            return
        beside = self.place.currentIndex() == 0
        wanted = BatchOutputs(None if beside else self._target, self.csv.isChecked(), self.srt.isChecked())
        self._begin(wanted)

    def _begin(self, wanted: BatchOutputs) -> None:
        for task in self.tasks:
            if task.state is not TaskState.DONE:
                task.state, task.place, task.outcome = TaskState.WAITING, 0.0, ""
        self.batch = self._start(self.tasks, wanted)
        self.batch.start()
        self.started.emit()
        self._ticker.start(TICK)
        self.refresh()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.add_button)
        above.addWidget(self.remove_button)
        above.addWidget(self.open_button)
        above.addStretch(1)
        label = QLabel(tr("Results (JSON)"))
        label.setBuddy(self.place)
        for part in (label, self.place, self.csv, self.srt):
            above.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addLayout(above)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)
        layout.addWidget(self.buttons)
