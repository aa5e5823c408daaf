"""Learning from the examples, and how it stands with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QStackedWidget, QWidget

from app.texts import mark, tr
from app.widgets.controls import CheckBox
from app.widgets.theme import GAP

LEARN, ALONE, CHECK = mark("Learn"), mark("Own actions alone"), mark("How well?")
CHECK_TIP = mark("Find out how well the actions are told apart, and which one needs more examples")
ALONE_TIP = mark("Whether only these actions are recognized, or the model's own beside them")


class LearnRow(QWidget):
    """``wanted`` asks for learning, ``alone`` carries whether only own actions are to be recognized."""

    wanted = Signal()
    alone_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.button, self.alone, self.check = QPushButton(tr(LEARN)), CheckBox(tr(ALONE)), QPushButton(tr(CHECK))
        self.check.setToolTip(tr(CHECK_TIP))
        self.check.setAccessibleDescription(tr(CHECK_TIP))
        self.state, self.bar, self._below = QLabel(), QProgressBar(), QStackedWidget()
        self.button.clicked.connect(lambda _=False: self.wanted.emit())
        self.alone.setToolTip(tr(ALONE_TIP))
        self.alone.setAccessibleDescription(tr(ALONE_TIP))
        self.alone.clicked.connect(self.alone_chosen)
        self.state.setWordWrap(True)
        self.state.setProperty("caption", True)
        self.state.setAccessibleName(tr("How it stands"))
        self.bar.setAccessibleName(tr("How far the learning is"))
        self._below.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._below.addWidget(self.state)
        self._below.addWidget(self.bar)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.addWidget(self.alone, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.check, 0, 2)
        grid.addWidget(self.button, 0, 3)
        grid.addWidget(self._below, 1, 0, 1, 4)

    def show_state(self, words: str, alone: bool, can_learn: bool, share: float | None) -> None:
        """How it stands, in words; ``share``: how much is learned, 0 to 1, while that is going on."""
        self.state.setText(words)
        self.alone.setChecked(alone)
        self.button.setEnabled(can_learn and share is None)
        self.check.setEnabled(can_learn)
        self._below.setCurrentWidget(self.state if share is None else self.bar)
        if share is not None:
            self.bar.setValue(round(100 * share))
