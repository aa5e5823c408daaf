"""The dialogs of recording, and of what takes as long as a video does."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.session.rendering_thread import RenderingThread
from app.texts import tr
from app.widgets.controls import CheckBox
from app.widgets.text_size import px
from app.widgets.theme import MARGIN
from recognizer.sources.addresses import without_secrets
from recognizer.text import path_text

TICK = 100  # milliseconds


class RenderingDialog(QDialog):
    """Shows how far an annotated video is; closing it stops the work. ``ended`` is called when it is closed, in any
    way."""

    def __init__(self, parent: QWidget, rendering: RenderingThread, ended: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Annotated video"))
        self.setMinimumWidth(px(360))
        self.rendering, self._ended = rendering, ended
        self.bar = QProgressBar()
        self.bar.setFormat("%p\N{NO-BREAK SPACE}%")
        self.bar.setAccessibleName(tr("How far it is"))
        doing = tr("Recognizing and drawing") if rendering.recognizes else tr("Drawing")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addWidget(QLabel(f"{doing} {path_text(Path(without_secrets(rendering.task.spec)).name)}…"))
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

    def done(self, result: int) -> None:
        self._ticker.stop()
        self.rendering.stop()
        super().done(result)
        self._ended()


class RecordDialog(QDialog):
    """What is recorded, and where. ``record`` is given the video's and the clip's place, or ``None`` for each."""

    def __init__(
        self, parent: QWidget, folder: Path, name: str, record: Callable[[Path | None, Path | None], None]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Record"))
        self._folder, self._name, self._record = folder, name, record
        self.video = CheckBox(tr("Video: what the camera or the file shows (.mp4)"))
        self.clip = CheckBox(tr("Clip: the joints of the people, without pictures (.npz)"))
        self.video.setChecked(True)
        self.clip.setChecked(True)
        self.place = QLabel()
        self.place.setProperty("caption", True)
        self.change = QPushButton(tr("Change folder…"))
        self.change.setAutoDefault(False)
        self.change.clicked.connect(lambda _=False: self._choose())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.go.setText(tr("Record"))
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
        note = QLabel(tr("A red mark shows on the picture for as long as anything is being recorded."))
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
        folder = QFileDialog.getExistingDirectory(self, tr("Where recordings are written"), str(self._folder))
        if folder:
            self._folder = Path(folder)
            self._show()

    def _show(self) -> None:
        self.place.setText(f"{self._folder.name or self._folder}/{self._name}")
        self.place.setToolTip(str(self._folder))
        self.go.setEnabled(self.video.isChecked() or self.clip.isChecked())
