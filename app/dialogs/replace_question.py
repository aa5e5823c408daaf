"""The question before a file is replaced that is there already."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.texts import tr
from recognizer.text import path_text

NAMED = 3  # files that are named; of the others the number alone


class ReplaceQuestion(QMessageBox):
    """Asks whether ``files`` may be replaced; ``replace`` is called when they may."""

    def __init__(self, parent: QWidget, files: Sequence[Path], replace: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(tr("Replace?"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(
            tr("{name} is there already. Replace it?", name=path_text(files[0].name))
            if len(files) == 1
            else tr("{count} of the files are there already. Replace them?", count=len(files))
        )
        names = [path_text(file) for file in files[:NAMED]]
        self.setInformativeText(
            "\n".join(names + ([tr("and {count} more", count=len(files) - NAMED)] if len(files) > NAMED else []))
        )
        self.replace = self.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        self.cancel = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(QMessageBox.StandardButton.Cancel)
        self.replace.clicked.connect(lambda _=False: replace())
