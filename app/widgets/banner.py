"""Sentences to the user, over the top of the window's parts."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from app.texts import tr
from app.widgets.icons import icon
from app.widgets.theme import GAP, LIGHT, MARGIN, RADIUS, Theme


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
        self.button.setAccessibleName(tr("Close the message"))
        self.button.clicked.connect(self.hide)
        self.help = QPushButton(tr("Try again"))
        self.help.clicked.connect(lambda _=False: self._help())
        self._remedy: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, GAP, GAP)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.help)
        layout.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What is being shown; empty when nothing is."""
        return "" if self.isHidden() else self.label.text()

    def report(self, sentence: str, problem: bool, remedy: tuple[str, Callable[[], None]] | None = None) -> None:
        """Show a sentence in place of the last one. ``remedy``: what a button offers to do about it, and what it then
        does."""
        self._problem = problem
        self.help.setVisible(remedy is not None)
        if remedy is not None:
            self.help.setText(remedy[0])
            self._remedy = remedy[1]
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.set_theme(self._theme)
        self.show()
        self.place()

    def place(self) -> None:
        """Lie across the top of what it is in, as high as the sentence needs."""
        around = self.parentWidget()
        if around is not None:
            width = around.width() - 2 * GAP
            self.setGeometry(GAP, GAP, width, max(self.heightForWidth(width), self.minimumSizeHint().height()))
            self.raise_()

    def _help(self) -> None:
        self.hide()
        if self._remedy is not None:
            self._remedy()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.button.setIcon(icon("close", theme))
        colour = theme.problem if self._problem else theme.notice
        frame = f"border-radius: {RADIUS}px; border: 1px solid {theme.line};"
        self.setStyleSheet(f"#banner {{ background: {colour}; {frame} }}")
