"""The settings, in one dialog. Each takes effect at once and is remembered."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.options import TEXT_SIZES, Appearance, Language
from app.texts import mark, tr
from app.widgets.controls import CheckBox, DropDown
from app.widgets.scrolled import Scrolled
from app.widgets.text import capital, decisions_name
from app.widgets.theme import GAP, MARGIN
from recognizer.errors import UserError
from recognizer.model.operating_points import BALANCED, OPERATING_POINTS, OperatingPoint, offered_or_balanced
from recognizer.resources import MODELS
from recognizer.sources.camera_format import ANY_FORMAT, CameraFormat

if TYPE_CHECKING:
    from app.session.messages import ModelInfo

APPEARANCES = {Appearance.SYSTEM: mark("As the system"), Appearance.LIGHT: mark("Light"), Appearance.DARK: mark("Dark")}
# Each in its own language, so that everybody finds theirs.
LANGUAGES = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch", Language.SPANISH: "Español"}
NEXT_START = mark("The language is used from the next start on.")
FOLDER = mark("A model folder…")
DECISIONS: dict[OperatingPoint, str] = {
    "careful": mark("Fewer labels are wrong; more actions get none, and labels come later."),
    "balanced": mark("Between the two: what the model was tuned for."),
    "eager": mark("More actions get a label, and sooner; more labels are wrong."),
}
DECISIONS_TIP = mark(
    "How sure the program must be before it names an action.\n"
    "Careful: it is seldom wrong, but leaves more actions without a name.\n"
    "Eager: it names more actions, and sooner, but is wrong more often.\n"
    "Balanced lies between the two."
)
KEPT_JOINTS = mark("A file that was looked through opens again at once. The joints of the file that is open stay.")
CAMERA_FORMATS = ("", "640x480@30", "1280x720@30/MJPG", "1920x1080@30/MJPG")  # suggestions; others can be typed


@dataclass(frozen=True)
class SettingsValues:
    """What is set now. ``models_folder``: where a model folder was chosen last; empty for nowhere yet.
    ``camera_gives``: a sentence on what the camera that is open gives, empty without one."""

    appearance: Appearance
    model: str
    device: str
    persons: int
    mirror_display: bool
    advice: bool
    models_folder: str = ""
    camera_format: CameraFormat = ANY_FORMAT
    camera_gives: str = ""
    decisions: OperatingPoint = BALANCED
    text_size: int = TEXT_SIZES[0]
    language: Language = Language.SYSTEM


class SettingsDialog(QDialog):
    """Begins with ``values``. ``changed`` carries what is chosen: the name of one of the values, and its new value.
    ``clear_wanted``: the joints that are kept of files shall be removed. ``command_wanted`` asks for
    another dialog, by the id of the command that opens it. ``model`` is the one that is loaded, to be described."""

    changed = Signal(str, object)
    clear_wanted = Signal()
    command_wanted = Signal(str)

    def __init__(self, values: SettingsValues, model: "ModelInfo | None", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._model, self._models_folder = values.model, values.models_folder
        appearances = list(APPEARANCES)
        self.appearance = _choice(tr("Appearance"), [tr(name) for name in APPEARANCES.values()])
        self.appearance.setCurrentIndex(appearances.index(values.appearance))
        self.text_size = _choice(tr("Text size"), [f"{percent} %" for percent in TEXT_SIZES])
        self.text_size.setCurrentIndex(TEXT_SIZES.index(values.text_size))
        languages = (Language.SYSTEM, *LANGUAGES)
        self._language = values.language
        self.language = _choice(tr("Language"), [tr("As the system"), *LANGUAGES.values()])
        self.language.setCurrentIndex(languages.index(values.language))
        self.language.setToolTip(tr(NEXT_START))
        self.language_note = _caption("")
        self.model = _choice(tr("Model"), [*models(values.model), tr(FOLDER)])
        self.model.setCurrentText(values.model)
        self._decisions = values.decisions
        self.decisions = _choice(tr("Decisions"), [capital(decisions_name(point)) for point in OPERATING_POINTS])
        self.decisions.setToolTip(tr(DECISIONS_TIP))
        self.decisions_note = _caption("")
        self.device = _choice(tr("Device"), list(dict.fromkeys([*devices(), values.device])))
        self.device.setCurrentText(values.device)
        self.persons = _choice(tr("People"), [tr("One person"), tr("Two people")])
        self.persons.setCurrentIndex(values.persons - 1)
        self._camera_format = values.camera_format
        self.camera_format = _choice(
            tr("Camera format"), list(dict.fromkeys([*CAMERA_FORMATS, str(values.camera_format)]))
        )
        self.camera_format.setEditable(True)
        self.camera_format.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.camera_format.setCurrentText(str(values.camera_format))
        typed = self.camera_format.lineEdit()
        assert typed is not None, "an editable list has a line to type in"
        typed.setPlaceholderText(tr("As the camera likes"))
        self.camera_note = _caption(values.camera_gives)
        self.mirror = CheckBox(tr("Mirror the display, as a mirror does"))
        self.mirror.setChecked(values.mirror_display)
        self.advice = CheckBox(tr("Say on the picture what would help to see better"))
        self.advice.setChecked(values.advice)
        self.kept_joints, self.clear_joints = QLabel(), QPushButton(tr("Clear"))
        self.kept_joints.setAccessibleName(tr("Kept joints"))
        self.clear_joints.setAccessibleName(tr("Clear the kept joints"))
        for part in (self.kept_joints, self.clear_joints):
            part.setToolTip(tr(KEPT_JOINTS))
        self.clear_joints.setAccessibleDescription(tr(KEPT_JOINTS))
        self.clear_joints.setAutoDefault(False)
        self.clear_joints.clicked.connect(lambda _=False: self._clear_joints())
        self.rules, self.events = QPushButton(tr("Rules…")), QPushButton(tr("Stream of events…"))
        for button, command in ((self.rules, "show_rules"), (self.events, "show_events")):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, command=command: self.command_wanted.emit(command))
        self.model_note = _caption("")
        self.show_model(model)
        self._lay_out()
        self.appearance.activated.connect(lambda index: self.changed.emit("appearance", appearances[index]))
        self.text_size.activated.connect(lambda index: self.changed.emit("text_size", TEXT_SIZES[index]))
        self.language.activated.connect(lambda index: self._choose_language(languages[index]))
        self.model.activated.connect(lambda _: self._choose_model())
        self.decisions.activated.connect(lambda index: self._choose_decisions(OPERATING_POINTS[index]))
        self.device.activated.connect(lambda _: self.changed.emit("device", self.device.currentText()))
        self.persons.activated.connect(lambda index: self.changed.emit("persons", index + 1))
        self.camera_format.activated.connect(lambda _: self._choose_camera_format())
        typed.editingFinished.connect(self._choose_camera_format)
        self.mirror.toggled.connect(lambda mirrored: self.changed.emit("mirror_display", mirrored))
        self.advice.toggled.connect(lambda wanted: self.changed.emit("advice", wanted))

    def show_model(self, model: "ModelInfo | None") -> None:
        """Describe the model that is loaded now, and offer the decisions that it has rules for; ``None`` while none is
        loaded."""
        self.model_note.setText("" if model is None else _description(model))
        offered = (BALANCED,) if model is None else model.offered
        items = self.decisions.model()
        assert isinstance(items, QStandardItemModel), "a plain list has plain items"
        for index, point in enumerate(OPERATING_POINTS):
            items.item(index).setEnabled(point in offered)
            items.item(index).setToolTip(
                tr(tr(DECISIONS[point])) if point in offered else tr("The model has no such rules.")
            )
        self.decisions.setEnabled(len(offered) > 1)
        used = offered_or_balanced(self._decisions, OPERATING_POINTS if model is None else offered)
        self.decisions.setCurrentIndex(OPERATING_POINTS.index(used))
        missing = tr(" and no ").join(decisions_name(point) for point in OPERATING_POINTS if point not in offered)
        if model is None:
            self.decisions_note.setText(tr("No model is loaded yet."))
        elif len(offered) == 1:
            self.decisions_note.setText(
                tr("{name} has no {missing} rules, so there is nothing to choose.", name=model.name, missing=missing)
            )
        else:
            self.decisions_note.setText(tr(tr(DECISIONS[used])))

    def show_kept_joints(self, taken: int, most: int, removable: int) -> None:
        """How many bytes the joints that are kept of files take, may take, and how many of them can be removed."""
        self.kept_joints.setText(tr("{taken} of {most}", taken=_size(taken), most=_size(most)))
        self.clear_joints.setEnabled(removable > 0)

    def _clear_joints(self) -> None:
        self.clear_joints.setEnabled(False)  # until it is known what is left
        self.clear_wanted.emit()

    def show_not_loaded(self, sentence: str, stays: "ModelInfo | None") -> None:
        """Say why the model that was chosen cannot be used; ``stays``: the one that is used on."""
        if stays is not None:
            self._model = stays.spec
            self.model.setCurrentText(stays.spec)
            self.device.setCurrentText(stays.device_spec)
        self.model_note.setText(sentence)

    def _choose_decisions(self, chosen: OperatingPoint) -> None:
        self._decisions = chosen
        self.decisions_note.setText(tr(tr(DECISIONS[chosen])))
        self.changed.emit("decisions", chosen)

    def _choose_language(self, chosen: Language) -> None:
        self.language_note.setText("" if chosen is self._language else tr(NEXT_START))
        self._form.setRowVisible(self.language_note, bool(self.language_note.text()))
        self.changed.emit("language", chosen)

    def _choose_model(self) -> None:
        chosen = self.model.currentText()
        if chosen == tr(FOLDER):
            chosen = QFileDialog.getExistingDirectory(self, tr("A model folder"), self._models_folder)
            if chosen:
                self._models_folder = str(Path(chosen).parent)
                self.changed.emit("models_folder", self._models_folder)
                if self.model.findText(chosen) < 0:
                    self.model.insertItem(self.model.count() - 1, chosen)
        self.model.setCurrentText(chosen or self._model)
        if chosen and chosen != self._model:
            self._model = chosen
            self.model_note.setText(tr("Loading…"))
            self.changed.emit("model", chosen)

    def _choose_camera_format(self) -> None:
        try:
            chosen = CameraFormat.parse(self.camera_format.currentText())
        except UserError as error:
            self._note_of_camera(str(error))
            return
        if chosen != self._camera_format:
            self._camera_format = chosen
            self._note_of_camera("")
            self.changed.emit("camera_format", chosen)

    def _note_of_camera(self, note: str) -> None:
        """Say this below the camera's format, or leave no gap where there is nothing to say."""
        self.camera_note.setText(note)
        self._form.setRowVisible(self.camera_note, bool(note))

    def _lay_out(self) -> None:
        inner = QWidget()
        form = self._form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * MARGIN)
        form.setVerticalSpacing(12)
        for combo in (self.appearance, self.text_size, self.language):
            form.addRow(combo.accessibleName(), combo)
        form.addRow("", self.language_note)
        form.setRowVisible(self.language_note, False)
        form.addRow(self.model.accessibleName(), self.model)
        form.addRow("", self.model_note)
        form.addRow(tr("Decisions"), self.decisions)
        form.addRow("", self.decisions_note)
        for combo in (self.device, self.persons, self.camera_format):
            form.addRow(combo.accessibleName(), combo)
        form.addRow("", self.camera_note)
        self._note_of_camera(self.camera_note.text())
        form.addRow("", self.mirror)
        form.addRow("", self.advice)
        kept = QHBoxLayout()
        kept.addWidget(self.kept_joints, 1)
        kept.addWidget(self.clear_joints)
        form.addRow(tr("Kept joints"), kept)
        form.addRow(tr("When an action begins"), self.rules)
        form.addRow(tr("Other programs"), self.events)
        note = QLabel(tr("Pictures never leave this machine, and are kept only while you record."))
        note.setProperty("caption", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addWidget(Scrolled(inner))
        layout.addWidget(note)
        layout.addSpacing(GAP)
        layout.addWidget(buttons)


def devices() -> list[str]:
    """What the network can run on here. Before torch is loaded, which takes seconds, only what is always there."""
    names = ["auto", "cpu"]
    torch = sys.modules.get("torch")
    if torch is not None:
        names += [f"cuda:{number}" for number in range(torch.cuda.device_count())]
        names += ["mps"] if torch.backends.mps.is_available() else []
    return names


def models(now: str) -> list[str]:
    """The names of the bundled models, and the one in use."""
    return list(dict.fromkeys([*sorted(file.parent.name for file in MODELS.glob("*/config.json")), now]))


def _choice(name: str, items: Sequence[str]) -> QComboBox:
    combo = DropDown()
    combo.setAccessibleName(name)
    combo.addItems(list(items))
    combo.setMinimumWidth(260)
    return combo


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("caption", True)
    return label


def _size(taken: int) -> str:
    """Bytes in words."""
    if taken >= 1_000_000_000:
        return f"{taken / 1e9:.3g} GB"
    return f"{taken / 1e6:.0f} MB" if taken >= 1_000_000 or not taken else f"{taken / 1e3:.0f} kB"


def _description(model: "ModelInfo") -> str:
    return tr(
        "{title}: {count} actions, windows of {seconds:g} s, on {device}",
        title=model.title,
        count=len(model.labels),
        seconds=model.seconds,
        device=model.device,
    )
