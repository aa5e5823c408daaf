"""What this program is: its version, its licence, the paper, and where its log lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.log_files import log_file
from app.texts import mark, tr
from recognizer.version import program_version

TEXT = mark(
    "Recognizes human actions from video, and shows what the network has learned: which joint listens to which, and "
    "which moment looks at which. Everything stays on this machine."
)
LICENCE = mark("MIT licence. The weights were trained on research data sets: for research and teaching.")
PAPER = "Fang and Wang: Multi-scale Self-Attention Convolutional Networks for Skeleton-Based Action Recognition"


class AboutDialog(QMessageBox):
    """``program`` is the program's name."""

    def __init__(self, program: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About {program}", program=program))
        self.setText(f"<b>{program}</b> {program_version()}")
        self.setInformativeText(
            "\n\n".join(
                (
                    tr(TEXT),
                    tr(LICENCE),
                    tr("The paper: {paper}", paper=PAPER),
                    tr("The log: {log_file}", log_file=log_file()),
                )
            )
        )
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
