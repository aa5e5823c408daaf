"""Exports by the real dialog, as a user does it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from app.dialogs.export_dialog import ExportDialog
from app.dialogs.video_options import WORDS
from app.window.main_window import MainWindow
from recognizer.output.video_style import VideoStyle


def open_dialog(window: MainWindow, opened: list[QDialog]) -> ExportDialog:
    """The dialog, with nothing chosen."""
    window.menus.actions["export"].trigger()
    dialog = opened.pop()
    assert isinstance(dialog, ExportDialog)
    dialog.show()
    for box in dialog.formats.values():
        box.setChecked(False)
    return dialog


def export(
    window: MainWindow,
    opened: list[QDialog],
    *keys: str,
    name: str = "",
    kinds: str = "png",
    folder: Path | None = None,
    style: VideoStyle | None = None,
) -> None:
    """Export these formats, under another name or to another folder where one is given; ``kinds`` of figures, ``style``
    of the annotated video."""
    dialog = open_dialog(window, opened)
    if folder is not None:
        with pytest.MonkeyPatch.context() as patches:
            patches.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
            dialog.change.click()
    for key in keys:
        assert dialog.formats[key].isEnabled(), f"{key}: {dialog.formats[key].accessibleDescription()}"
        dialog.formats[key].setChecked(True)
    dialog.figures.png.setChecked("png" in kinds)
    dialog.figures.svg.setChecked("svg" in kinds)
    if style is not None:
        dialog.video.picture.setCurrentText(WORDS[style.picture])
        dialog.video.sound.setChecked(style.sound)
    if name:
        dialog.name.setText(name)
    dialog.go.click()
