"""Showing a file that was written, in the system's own file manager."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(file: Path) -> None:
    """Open the file's folder, with the file selected where the system can do that."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(file)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(file)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
