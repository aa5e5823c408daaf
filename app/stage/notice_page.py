"""What stands in the place of the picture while there is none: a sentence, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.texts import mark, tr
from app.widgets.theme import GAP, MARGIN

# Text and command of each button.
OFFERS = ((mark("Open…"), "open_files"), (mark("Sample clip"), "open_sample"), (mark("Source…"), "choose_source"))


class NoticePage(QFrame):
    """``wanted`` carries the command of a button; ``label`` holds the sentence."""

    wanted = Signal(str)

    def __init__(self, offers: Sequence[tuple[str, str]] = OFFERS) -> None:
        super().__init__()
        self.setProperty("backdrop", True)
        self.label = QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setWordWrap(True)
        self.label.setProperty("backdrop", True)
        self.buttons = [QPushButton(tr(text)) for text, _ in offers]
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        for button, (_, command) in zip(self.buttons, offers, strict=True):
            button.clicked.connect(lambda _=False, command=command: self.wanted.emit(command))
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addLayout(row)
        layout.addStretch(1)
        self.show_notice("")

    def show_notice(self, sentence: str, offers: bool = False) -> None:
        """Say this, with the buttons where there is nothing that goes on by itself."""
        self.label.setText(sentence)
        for button in self.buttons:
            button.setVisible(offers)
