"""Sentences to the user, across the top of the window."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from app.icons import icon
from app.theme import GAP, LIGHT, MARGIN, RADIUS, Theme


class Banner(QFrame):
    """One sentence at a time, a problem or a notice, until it is closed or another takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme = LIGHT
        self._problem = False
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QToolButton()
        self.button.setAccessibleName("Close the message")
        self.button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, GAP, GAP)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What is being shown; empty when nothing is."""
        return "" if self.isHidden() else self.label.text()

    def tell(self, sentence: str, problem: bool) -> None:
        self._problem = problem
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.set_theme(self._theme)
        self.show()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.button.setIcon(icon("close", theme))
        colour = theme.problem if self._problem else theme.notice
        self.setStyleSheet(f"#banner {{ background: {colour}; border-radius: {RADIUS}px; }}")
