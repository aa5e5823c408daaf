"""What this program is, in two sentences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

TEXT = (
    "Recognizes human actions from video, and shows what the network has learned: which joint listens to which, and "
    "which moment looks at which. Everything stays on this machine."
)


class AboutDialog(QMessageBox):
    """``program`` is the program's name."""

    def __init__(self, program: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"About {program}")
        self.setText(f"<b>{program}</b>")
        self.setInformativeText(TEXT)
