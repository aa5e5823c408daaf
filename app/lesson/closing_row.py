"""What the lesson's last page offers to do next."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from app.lesson.text import Closing
from app.widgets.wrapping_row import WrappingRow
from recognizer.resources import CHECKOUT

PAGES = CHECKOUT / "docs" / "README.md"  # not there in an installed copy


class ClosingRow(QWidget):
    """``wanted`` carries the id of a command."""

    wanted = Signal(str)

    def __init__(self, closing: Closing) -> None:
        super().__init__()
        layout = WrappingRow(self)
        self.buttons = {offer.command: QPushButton(offer.says) for offer in closing.offer}
        for command, button in self.buttons.items():
            button.clicked.connect(lambda _=False, command=command: self.wanted.emit(command))
            layout.addWidget(button)
        self.read_on = QPushButton(closing.read_on)
        if not PAGES.is_file():
            self.read_on.hide()
        self.read_on.clicked.connect(lambda _=False: QDesktopServices.openUrl(QUrl.fromLocalFile(str(PAGES))))
        layout.addWidget(self.read_on)
