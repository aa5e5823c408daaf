"""The dialog of exports: what is written, how, and where."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.figure_options import FigureOptions
from app.dialogs.video_options import VideoOptions
from app.figures.paper import Paper
from app.texts import mark, tr
from app.widgets.controls import CheckBox
from app.widgets.scrolled import Scrolled
from app.widgets.text_size import px
from app.widgets.theme import GAP, MARGIN
from recognizer.output.formats import LABEL_LIST, RESULT_FORMATS
from recognizer.output.video_style import USUAL_STYLE, VideoStyle
from recognizer.text import path_text

INDENT = 24  # pixels: what belongs to a box stands under its words
TIMELINE, INSIDE, NUMBERS, VIDEO, PAGE = "timeline", "inside", "numbers", "video", "page"
FIGURES = (TIMELINE, INSIDE)
NO_OPTIONS: Mapping[str, QWidget] = {}
NOTHING_CHOSEN, NO_NAME = mark("Choose what to write."), mark("Give the files a name, without a folder.")


@dataclass(frozen=True)
class ExportFormat:
    """Something that can be exported. ``key`` is its name inside the program; ``suffix`` begins with a point, and
    ``ending`` is what the file's name ends with before it. A figure has one of the endings of ``FigureOptions``."""

    key: str
    name: str
    what: str
    suffix: str = ""
    ending: str = ""


RESULTS = (
    *(ExportFormat(one.key, one.name, one.what[0].upper() + one.what[1:], one.suffix) for one in RESULT_FORMATS),
    ExportFormat(
        LABEL_LIST.key, LABEL_LIST.name, mark("A table for spreadsheets, and for training"), ".csv", "-labels"
    ),
)


def pictures(tab: str) -> tuple[ExportFormat, ...]:
    """What else can be exported, where this tab is open; an empty text where none is that has a figure."""
    shown, ending = tr(tab) if tab else tr("The tab that is open"), f"-{tab.lower()}"
    return (
        ExportFormat(
            VIDEO, tr("Annotated video"), tr("H.264, with the actions named as they happen"), ".mp4", "-annotated"
        ),
        ExportFormat(PAGE, tr("Explanation"), tr("What this answer depends on, as one page"), ".html", "-explained"),
        ExportFormat(
            NUMBERS, tr("{shown}, as numbers", shown=shown), tr("A table (CSV) of what the tab shows"), ".csv", ending
        ),
        ExportFormat(
            INSIDE,
            tr("{shown}, as a figure", shown=shown),
            tr("With title, block, moment, all names and scale"),
            "",
            ending,
        ),
        ExportFormat(TIMELINE, tr("Timeline, as a figure"), tr("The seconds that are in view"), "", "-timeline"),
    )


@dataclass(frozen=True)
class ExportChoices:
    """What was chosen: the keys of formats, the endings of figures, the paper that these are for, and how the annotated
    ``video`` is made."""

    keys: frozenset[str] = frozenset({"json"})
    kinds: tuple[str, ...] = (".png",)
    paper: Paper = field(default_factory=Paper)
    video: VideoStyle = USUAL_STYLE


@dataclass(frozen=True)
class ExportOrder:
    """What is to be written: for each key its files."""

    choices: ExportChoices
    folder: Path
    files: dict[str, list[Path]]


class ExportDialog(QDialog):
    """Offers the formats. ``why_not`` gives the reason why the format of that key cannot be had now, an empty text
    where it can; ``tab``: the title of the tab whose figure can be had; ``name``: of all files, without an ending.
    ``export`` is given the order."""

    def __init__(
        self,
        parent: QWidget,
        tab: str,
        why_not: Callable[[str], str],
        choices: ExportChoices,
        folder: Path,
        name: str,
        export: Callable[[ExportOrder], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._choices, self._folder, self._export = choices, folder, export
        self._formats = (*RESULTS, *pictures(tab))
        self.formats: dict[str, CheckBox] = {}
        self.figures, self.video = FigureOptions(choices.kinds, choices.paper), VideoOptions(choices.video)
        options = {TIMELINE: self.figures, VIDEO: self.video}
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(2 * MARGIN)
        columns.addLayout(self._column(tr("What was recognized"), RESULTS, why_not), 1)
        columns.addLayout(self._column(tr("Pictures and numbers"), pictures(tab), why_not, options), 1)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(tr("Name of the files"))
        self.place, self.files = QLabel(), QLabel()
        self.change = QPushButton(tr("Change folder…"))
        self.change.setAutoDefault(False)
        self.change.clicked.connect(lambda _=False: self._choose_folder())
        self.files.setProperty("caption", True)
        self.files.setWordWrap(True)
        self.files.setAccessibleName(tr("What is written"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.go.setText(tr("Export"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addWidget(Scrolled(inner))
        layout.addSpacing(GAP)
        layout.addLayout(self._where())
        layout.addWidget(self.files)
        layout.addWidget(self.buttons)
        for box in self.formats.values():
            box.toggled.connect(lambda _: self._update())
        self.name.textChanged.connect(lambda _: self._update())
        self.figures.changed.connect(self._update)
        self._update()
        first = next((box for box in self.formats.values() if box.isEnabled()), None)
        if first is not None:
            first.setFocus()

    @property
    def order(self) -> ExportOrder:
        """What is chosen now. What cannot be had is not written, but stays chosen for the next time."""
        chosen = {key for key, box in self.formats.items() if box.isChecked() and box.isEnabled()}
        later = {key for key in self._choices.keys if key in self.formats and not self.formats[key].isEnabled()}
        files = {}
        for one in self._formats:
            if one.key in chosen:
                endings = self.figures.kinds if one.key in FIGURES else (one.suffix,)
                files[one.key] = [
                    self._folder / f"{self.name.text().strip()}{one.ending}{suffix}" for suffix in endings
                ]
        figures, video = self.figures, self.video.style_chosen
        choices = ExportChoices(frozenset(chosen | later), figures.kinds, figures.paper, video)
        return ExportOrder(choices, self._folder, files)

    def accept(self) -> None:
        super().accept()
        self._export(self.order)

    def _column(
        self,
        title: str,
        formats: Sequence[ExportFormat],
        why_not: Callable[[str], str],
        options: Mapping[str, QWidget] = NO_OPTIONS,
    ) -> QVBoxLayout:
        """A title, and a box for each format; below it, by its key, the ``options`` of how it is written."""
        column = QVBoxLayout()
        column.setSpacing(4)
        label = QLabel(title)
        label.setProperty("section", True)
        column.addWidget(label)
        for one in formats:
            what, box, reason = tr(one.what), CheckBox(tr(one.name)), why_not(one.key)
            box.setEnabled(not reason)
            box.setChecked(not reason and one.key in self._choices.keys)
            box.setAccessibleDescription(reason or what)
            words = QLabel(reason or what)
            words.setProperty("caption", True)
            words.setContentsMargins(px(INDENT), 0, 0, px(4))
            self.formats[one.key] = box
            column.addWidget(box)
            column.addWidget(words)
            if one.key in options:
                column.addWidget(options[one.key])
        column.addStretch(1)
        return column

    def _where(self) -> QGridLayout:
        """The name of all files, and their folder."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name = QLabel(tr("Name"))
        name.setBuddy(self.name)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self.name, 0, 1, 1, 2)
        grid.addWidget(QLabel(tr("Folder")), 1, 0)
        grid.addWidget(self.place, 1, 1)
        grid.addWidget(self.change, 1, 2)
        return grid

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Where the files are written"), str(self._folder))
        if folder:
            self._folder = Path(folder)
            self._update()

    def _update(self) -> None:
        """Say what is going to be written; offer only what can be done."""
        wanted = {key for key, box in self.formats.items() if box.isChecked() and box.isEnabled()}
        self.figures.setEnabled(any(key in wanted for key in FIGURES))
        self.video.setEnabled(VIDEO in wanted)
        metrics, whole = self.place.fontMetrics(), path_text(self._folder)
        self.place.setText(metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, 38 * metrics.averageCharWidth()))
        self.place.setToolTip(whole)
        name, order = self.name.text().strip(), self.order
        named = bool(name) and Path(name).name == name
        files = [file.name for files in order.files.values() for file in files]
        self.files.setText(tr(NO_NAME) if not named else _listed(files) if files else tr(NOTHING_CHOSEN))
        self.go.setEnabled(named and bool(files))


def _listed(files: Sequence[str]) -> str:
    """So many of the files by their names, the others by their number."""
    shown = [path_text(file) for file in files[:3]]
    return (
        tr("Writes ")
        + ", ".join(shown)
        + (tr(" and {count} more", count=len(files) - 3) if len(files) > 3 else "")
        + "."
    )
