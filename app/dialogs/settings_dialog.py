"""The settings, in one dialog. Each takes effect at once and is remembered."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
)

from app.options import Appearance
from app.widgets.controls import CheckBox, DropDown
from app.widgets.theme import GAP, MARGIN
from recognizer.resources import MODELS

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

APPEARANCES = {Appearance.SYSTEM: "As the system", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}
FOLDER = "A model folder…"


def devices() -> list[str]:
    """What the network can run on here. Before torch is loaded, which takes seconds, only what is always there."""
    names = ["auto", "cpu"]
    torch = sys.modules.get("torch")
    if torch is not None:
        names += [f"cuda:{number}" for number in range(torch.cuda.device_count())]
        names += ["mps"] if torch.backends.mps.is_available() else []
    return names


class SettingsDialog(QDialog):
    """``window`` does what is chosen."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setWindowTitle("Settings")
        self._window = window
        options = window.pipeline.options
        self.appearance = self._choice("Appearance", list(APPEARANCES.values()))
        self.appearance.setCurrentIndex(list(APPEARANCES).index(window.memory.appearance))
        self.model = self._choice("Model", [*self._models(options.model), FOLDER])
        self.model.setCurrentText(options.model)
        self.device = self._choice("Device", list(dict.fromkeys([*devices(), options.device])))
        self.device.setCurrentText(options.device)
        self.persons = self._choice("People", ["One person", "Two people"])
        self.persons.setCurrentIndex(options.persons - 1)
        self.mirror = CheckBox("Mirror the display, as a mirror does")
        self.mirror.setChecked(window.menus.actions["mirror_display"].isChecked())
        self.advice = CheckBox("Say on the picture what would help to see better")
        self.advice.setChecked(window.memory.flag("advice", True))
        self.model_note = QLabel()
        self.model_note.setWordWrap(True)
        self.model_note.setProperty("caption", True)
        self._describe_model()
        self._lay_out()
        self.appearance.activated.connect(lambda index: window.set_appearance(list(APPEARANCES)[index]))
        self.model.activated.connect(lambda _: self._choose_model())
        self.device.activated.connect(lambda _: window.change(device=self.device.currentText()))
        self.persons.activated.connect(lambda index: window.change(persons=index + 1))
        self.mirror.toggled.connect(window.mirror_display)
        self.advice.toggled.connect(window.set_advice)

    @staticmethod
    def _choice(name: str, items: Sequence[str]) -> QComboBox:
        combo = DropDown()
        combo.setAccessibleName(name)
        combo.addItems(list(items))
        combo.setMinimumWidth(260)
        return combo

    @staticmethod
    def _models(now: str) -> list[str]:
        """The bundled ones, and the one in use."""
        return list(dict.fromkeys([*sorted(file.parent.name for file in MODELS.glob("*/config.json")), now]))

    def _choose_model(self) -> None:
        now = self._window.pipeline.options.model
        chosen = self.model.currentText()
        if chosen == FOLDER:
            chosen = QFileDialog.getExistingDirectory(self, "A model folder", self._window.memory.text("models"))
            if chosen:
                self._window.memory.keep("models", str(Path(chosen).parent))
                if self.model.findText(chosen) < 0:
                    self.model.insertItem(self.model.count() - 1, chosen)
        self.model.setCurrentText(chosen or now)
        if chosen and chosen != now:
            self._window.change(model=chosen)
            self.model_note.setText("Loading…")

    def _describe_model(self) -> None:
        model = self._window.pipeline.model
        if model is not None:
            self.model_note.setText(
                f"{model.name}: {len(model.labels)} actions, windows of {model.seconds:g} s, on {model.device}"
            )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * MARGIN)
        form.setVerticalSpacing(12)
        for combo in (self.appearance, self.model):
            form.addRow(combo.accessibleName(), combo)
        form.addRow("", self.model_note)
        for combo in (self.device, self.persons):
            form.addRow(combo.accessibleName(), combo)
        form.addRow("", self.mirror)
        form.addRow("", self.advice)
        note = QLabel("Pictures never leave this machine, and are kept only while you record.")
        note.setProperty("caption", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addSpacing(GAP)
        layout.addWidget(buttons)
