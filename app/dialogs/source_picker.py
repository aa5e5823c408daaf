"""Choosing a source: cameras, what was opened lately, each with a preview, or an address; how it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.address_fields import AddressFields
from app.session.camera_preview import Camera, PreviewThread
from app.texts import tr
from app.widgets.controls import CheckBox, DropDown
from app.widgets.picture_view import PictureView
from app.widgets.skeleton_3d_view import Skeleton3DView
from app.widgets.text_size import px
from app.widgets.theme import GAP, MARGIN, Theme
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import is_address, without_secrets
from recognizer.sources.picture_series import PICTURE_SUFFIXES, as_sources, is_series, series_name
from recognizer.sources.source import CLIP_SUFFIXES, VIDEO_SUFFIXES
from recognizer.text import path_text

if TYPE_CHECKING:
    from recognizer.sources.source import Source

VIDEOS = " ".join(f"*{suffix}" for suffix in VIDEO_SUFFIXES)
CLIPS = " ".join(f"*{suffix}" for suffix in CLIP_SUFFIXES)
PICTURES = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
RESULTS = "*.json"
ROW = 27  # pixels at a text size of 100 %
TICK = 40  # milliseconds between pictures of the preview
RELEASED_WITHIN = 3000  # milliseconds that a previewed camera may take until it is free


def media_filters() -> str:
    """What dialogs offer of videos, clips and pictures, as Qt reads it."""
    kinds = (
        (tr("Videos, clips and numbered pictures"), f"{VIDEOS} {CLIPS} {PICTURES}"),
        (tr("Videos"), VIDEOS),
        (tr("Clips"), CLIPS),
        (tr("Numbered pictures"), PICTURES),
        (tr("All files"), "*"),
    )
    return ";;".join(f"{name} ({endings})" for name, endings in kinds)


def file_filters() -> str:
    """The same, and results."""
    everything, results = tr("All that can be opened"), tr("Results")
    endings = f"{VIDEOS} {CLIPS} {PICTURES} {RESULTS}"
    return f"{everything} ({endings});;{results} ({RESULTS});;{media_filters()}"


def ask_for_files(parent: QWidget, folder: str) -> list[str]:
    """The system's dialog for one or several videos or clips. A numbered picture stands for its whole series."""
    files, _ = QFileDialog.getOpenFileNames(
        parent, tr("Open videos, clips or numbered pictures"), folder, file_filters()
    )
    return as_sources(files)


def file_name(spec: str) -> str:
    """A file, a series of pictures, or an address, as the window calls it."""
    if is_address(spec):
        return without_secrets(spec)
    if is_series(spec):
        return series_name(spec)
    return tr("Sample clip") if spec == str(SAMPLE_CLIP) else path_text(Path(spec).name)


@dataclass(frozen=True)
class SourceChoice:
    """What the picker was left with."""

    spec: str
    persons: int
    mirrored: bool


class SourcePicker(QDialog):
    """``chosen`` carries the choice, once a camera that was previewed is free again; ``files_wanted`` asks for the
    dialog that chooses files.

    ``found`` are the cameras and ``recent`` the files that are offered, ``now`` is the spec of the source that is open.
    ``open_source`` opens what is previewed, all but that one: ``picture`` gives its newest picture.
    """

    chosen = Signal(SourceChoice)
    files_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        found: list[Camera],
        recent: list[str],
        now: str | None,
        persons: int,
        mirrored: bool,
        open_source: "Callable[[str], Source]",
        picture: Callable[[], np.ndarray | None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Choose a source"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open_source, self._picture_of, self._now = open_source, picture, now
        self._theme = theme
        self._preview: PreviewThread | None = None
        self._ending: list[PreviewThread] = []
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sources"))
        self.list.setMinimumWidth(250)
        self._fill(found, recent)
        self.picture, self.view_3d, self.notice = PictureView(), Skeleton3DView(), QLabel()
        self.notice.setWordWrap(True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setProperty("backdrop", True)
        self.notice.setMargin(MARGIN)
        pane = QWidget()
        pane.setMinimumSize(420, 270)
        self._views = QStackedLayout(pane)
        for view in (self.notice, self.picture, self.view_3d):
            self._views.addWidget(view)
        for view in (self.picture, self.view_3d):
            view.set_theme(theme)
        self.facts = QLabel(" ")
        self.facts.setAccessibleName(tr("What the source gives"))
        self.facts.setProperty("caption", True)
        self.persons = DropDown()
        self.persons.setAccessibleName(tr("How many people are followed"))
        self.persons.addItems([tr("One person"), tr("Two people")])
        self.persons.setCurrentIndex(persons - 1)
        self.mirrored = CheckBox(tr("It shows people as in a mirror"))
        self.mirrored.setToolTip(tr("As many selfie videos do: without this mark, left and right are swapped"))
        self.mirrored.setChecked(mirrored)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        self.files = QPushButton(tr("Video or clip…"))
        self.files.clicked.connect(self._ask_for_files)
        self.buttons.addButton(self.files, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.address = AddressFields()
        self.address.changed.connect(self._look)
        self.address.entered.connect(self._open_typed)
        self._lay_out(pane)
        self.list.currentItemChanged.connect(self._mark)
        self.list.itemActivated.connect(lambda _: self.accept())
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start(TICK)
        self.list.setCurrentRow(self._first_row())
        self.list.setFocus()

    @property
    def spec(self) -> str | None:
        """The address that was typed, else the source that is marked in the list."""
        if self.address.typed:
            return self.address.spec
        item = self.list.currentItem()
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)

    def done(self, result: int) -> None:
        """Leave the preview, and report the choice as soon as what was previewed is free."""
        spec = self.spec if result == QDialog.DialogCode.Accepted else None
        self._ticker.stop()
        self._leave()
        if spec is not None:
            self._report_when_free(SourceChoice(spec, self.persons.currentIndex() + 1, self.mirrored.isChecked()))
        super().done(result)

    def previews(self) -> list[PreviewThread]:
        """The threads that look at sources, also those that are about to end; may be asked after closing."""
        return [*self._ending, *([] if self._preview is None else [self._preview])]

    def _report_when_free(self, chosen: SourceChoice) -> None:
        busy = [preview for preview in self._ending if preview.live and preview.spec == chosen.spec]
        chosen_signal, parent = self.chosen, self.parent()
        if not any(preview.is_alive() for preview in busy):
            chosen_signal.emit(chosen)
            return
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        waiting, left = QTimer(parent), [RELEASED_WITHIN]

        def look() -> None:
            left[0] -= TICK
            if left[0] <= 0 or not any(preview.is_alive() for preview in busy):
                waiting.stop()
                waiting.deleteLater()
                self.chosen.emit(chosen)
                self.deleteLater()

        waiting.timeout.connect(look)
        waiting.start(TICK)

    def _fill(self, found: list[Camera], recent: list[str]) -> None:
        self._heading(tr("Cameras"))
        for camera in found:
            self._entry(camera.name, str(camera.number), tr("Camera {number}", number=camera.number))
        if not found:
            self._heading(tr("No camera was found"), faint=True)
        self._heading(tr("Opened lately"))
        for file in recent:
            self._entry(file_name(file), file, path_text(without_secrets(file)))
        self._entry(tr("Sample clip"), str(SAMPLE_CLIP), tr("A drawn person who walks, waves, jumps and squats"))

    def _heading(self, text: str, faint: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, px(ROW)))
        item.setForeground(QColor(self._theme.muted))
        if not faint:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        self.list.addItem(item)

    def _entry(self, text: str, spec: str, tip: str) -> None:
        item = QListWidgetItem(f"   {text}")
        item.setData(Qt.ItemDataRole.UserRole, spec)
        item.setToolTip(tip)
        item.setSizeHint(QSize(0, px(ROW)))
        self.list.addItem(item)

    def _first_row(self) -> int:
        """Where the source is that is open now, else the first entry."""
        specs = [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]
        if self._now is not None and self._now in specs:
            return specs.index(self._now)
        return next(row for row, spec in enumerate(specs) if spec is not None)

    def _lay_out(self, pane: QWidget) -> None:
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(pane, 1)
        right.addWidget(self.facts)
        how = QHBoxLayout()
        how.addWidget(self.persons)
        how.addSpacing(GAP)
        how.addWidget(self.mirrored)
        how.addStretch(1)
        right.addLayout(how)
        right.addWidget(self.address)
        both = QHBoxLayout()
        both.setSpacing(MARGIN)
        both.addWidget(self.list)
        both.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addLayout(both, 1)
        layout.addWidget(self.buttons)

    def _open_typed(self) -> None:
        if self.spec is not None:
            self.accept()

    def _ask_for_files(self) -> None:
        self.reject()
        self.files_wanted.emit()

    # Preview

    def _leave(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._ending.append(self._preview)
            self._preview = None

    def _mark(self) -> None:
        """What is marked counts, and no longer what was typed."""
        if self.address.typed:
            self.address.address.clear()  # which makes it look
        else:
            self._look()

    def _look(self) -> None:
        """Begin to preview what is marked."""
        self._leave()
        self._ending = [preview for preview in self._ending if preview.is_alive()]
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(self.spec is not None)
        self.facts.setText(" ")
        self.notice.setText(tr("Looking…") if self.spec else "")
        self._views.setCurrentWidget(self.notice)
        self.view_3d.clear()
        if self.address.typed:
            unfit = tr("An address begins with rtsp://, http:// or the like.")
            self.notice.setText(unfit if self.spec is None else tr("It is looked at once it is opened."))
            return
        if self.spec is None or (self.spec == self._now and (self.spec.isdigit() or is_address(self.spec))):
            return
        self._preview = PreviewThread(self.spec, self._open_source)
        self._preview.start()

    def _tick(self) -> None:
        if self._preview is None:
            picture = self._picture_of() if self.spec is not None and not self.address.typed else None
            if picture is not None:
                self._show_picture(picture, tr(" · open now"))
            return
        frame = self._preview.newest
        if self._preview.problem:
            self.notice.setText(self._preview.problem)
            self._views.setCurrentWidget(self.notice)
            self.facts.setText(" ")
        elif frame is not None and frame.image is not None:
            fps = self._preview.fps
            self._show_picture(frame.image, tr(" · {fps:.0f} pictures a second", fps=fps) if fps else "")
        elif frame is not None and frame.bodies is not None:
            self._views.setCurrentWidget(self.view_3d)
            self.view_3d.show_bodies(frame.bodies)
            self.facts.setText(tr("A clip: joints without pictures"))

    def _show_picture(self, image: np.ndarray, more: str) -> None:
        self._views.setCurrentWidget(self.picture)
        self.picture.show_picture(image, None)
        self.facts.setText(
            tr("{width} × {height} pixels{more}", width=image.shape[1], height=image.shape[0], more=more)
        )
