"""What greets somebody whose machine has no camera: the sample clip plays, and this panel shows what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from app.texts import mark, tr
from app.widgets.icons import icon
from app.widgets.theme import GAP, LIGHT, MARGIN, Theme

HEADING = mark("Welcome. No camera was found, so the sample clip is playing.")
WORDS = mark("Drop a video anywhere here, or plug in a camera and choose it.")


class StartPage(QFrame):
    """``offers``: a button's icon, its text, and what it does."""

    def __init__(self, offers: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAccessibleName(tr(HEADING))
        heading, words = QLabel(tr(HEADING)), QLabel(tr(WORDS))
        heading.setProperty("section", True)
        heading.setWordWrap(True)  # else large texts would widen the window
        words.setProperty("muted", True)
        words.setWordWrap(True)
        self.button = QToolButton()
        self.button.setAccessibleName(tr("Close the welcome"))
        self.button.clicked.connect(self.hide)
        self.offers: list[QPushButton] = []
        self._icons: list[tuple[QPushButton, str]] = []
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for name, text, run in offers:
            button = QPushButton(text)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, run=run: run())
            self._icons.append((button, name))
            self.offers.append(button)
            row.addWidget(button)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(heading)
        texts.addWidget(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addLayout(texts, 1)
        layout.addLayout(row)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.set_theme(LIGHT)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the theme's colours."""
        self.button.setIcon(icon("close", theme))
        for button, name in self._icons:
            button.setIcon(icon(name, theme))
