"""The dialogs of saving: what to export, and what to record."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.session.rendering_thread import RenderingThread
from app.widgets.controls import CheckBox
from app.widgets.theme import GAP, MARGIN
from recognizer.output.formats import LABEL_LIST, RESULT_FORMATS
from recognizer.sources.addresses import without_secrets
from recognizer.text import path_text

TICK = 100  # milliseconds


@dataclass(frozen=True)
class ExportFormat:
    """Something that can be exported. ``key`` is its name inside the program; ``suffix`` begins with a point, and
    ``ending`` is what the file's name ends with before it."""

    key: str
    name: str
    what: str
    suffix: str
    ending: str = ""


FORMATS = (
    *(ExportFormat(one.key, one.name, one.what[0].upper() + one.what[1:], one.suffix) for one in RESULT_FORMATS),
    ExportFormat(LABEL_LIST.key, LABEL_LIST.name, "A table for spreadsheets, and for training", ".csv", "-labels"),
    ExportFormat(
        "video",
        "Annotated video",
        "Recognized once more from start to end, with skeletons and answers",
        ".mp4",
        "-annotated",
    ),
    ExportFormat("timeline-png", "Timeline, PNG", "As it is shown now", ".png", "-timeline"),
    ExportFormat("timeline-svg", "Timeline, SVG", "As it is shown now, to be edited", ".svg", "-timeline"),
    ExportFormat("map-png", "Map, PNG", "The map of the network that is shown now", ".png", "-map"),
    ExportFormat("map-svg", "Map, SVG", "The same, to be edited", ".svg", "-map"),
)


class ExportDialog(QDialog):
    """Offers the formats. ``why_not`` gives the reason why the format of that key cannot be had now, an empty text
    where it can; ``save`` is given the chosen format."""

    def __init__(self, parent: QWidget, why_not: Callable[[str], str], save: Callable[[ExportFormat], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._save = save
        self.formats: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(4)
        for one in FORMATS:
            button, reason = QRadioButton(one.name), why_not(one.key)
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason or one.what)
            words = QLabel(reason or one.what)
            words.setProperty("caption", True)
            words.setContentsMargins(24, 0, 0, 6)
            self.formats[one.key] = button
            self._group.addButton(button)
            layout.addWidget(button)
            layout.addWidget(words)
        first = next((button for button in self.formats.values() if button.isEnabled()), None)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText("Save…")
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(first is not None)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addSpacing(GAP)
        layout.addWidget(self.buttons)
        if first is not None:
            first.setChecked(True)
            first.setFocus()

    def accept(self) -> None:
        super().accept()
        chosen = next(one for one in FORMATS if self.formats[one.key].isChecked())
        self._save(chosen)


class RenderingDialog(QDialog):
    """Shows how far an annotated video is; closing it stops the work. ``report`` is given the outcome, and whether it
    is a problem."""

    def __init__(self, parent: QWidget, rendering: RenderingThread, report: Callable[[str, bool], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Annotated video")
        self.setMinimumWidth(360)
        self.rendering, self._report = rendering, report
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far it is")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addWidget(
            QLabel(f"Recognizing and drawing {path_text(Path(without_secrets(rendering.task.spec)).name)}…")
        )
        layout.addWidget(self.bar)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start(TICK)

    def _tick(self) -> None:
        self.bar.setValue(round(100 * self.rendering.share))
        if not self.rendering.is_alive():
            self.done(QDialog.DialogCode.Accepted)
            if self.rendering.outcome:
                self._report(self.rendering.outcome, self.rendering.problem)

    def done(self, result: int) -> None:
        self._ticker.stop()
        self.rendering.stop()
        super().done(result)


class RecordDialog(QDialog):
    """What is recorded, and where. ``record`` is given the video's and the clip's place, or ``None`` for each."""

    def __init__(
        self, parent: QWidget, folder: Path, name: str, record: Callable[[Path | None, Path | None], None]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Record")
        self._folder, self._name, self._record = folder, name, record
        self.video = CheckBox("Video: what the camera or the file shows (.mp4)")
        self.clip = CheckBox("Clip: the joints of the people, without pictures (.npz)")
        self.video.setChecked(True)
        self.clip.setChecked(True)
        self.place = QLabel()
        self.place.setProperty("caption", True)
        self.change = QPushButton("Change folder…")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(lambda _=False: self._choose())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.go.setText("Record")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for check in (self.video, self.clip):
            check.toggled.connect(lambda _: self._show())
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addWidget(self.video)
        layout.addWidget(self.clip)
        layout.addLayout(row)
        note = QLabel("A red mark shows on the picture for as long as anything is being recorded.")
        note.setProperty("caption", True)
        layout.addWidget(note)
        layout.addWidget(self.buttons)
        self._show()

    @property
    def folder(self) -> Path:
        """The folder to record to."""
        return self._folder

    def accept(self) -> None:
        super().accept()
        stem = self._folder / self._name
        self._record(
            stem.with_suffix(".mp4") if self.video.isChecked() else None,
            stem.with_suffix(".npz") if self.clip.isChecked() else None,
        )

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Where recordings are written", str(self._folder))
        if folder:
            self._folder = Path(folder)
            self._show()

    def _show(self) -> None:
        self.place.setText(f"{self._folder.name or self._folder}/{self._name}")
        self.place.setToolTip(str(self._folder))
        self.go.setEnabled(self.video.isChecked() or self.clip.isChecked())
