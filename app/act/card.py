"""The card below the picture while an action is acted out: the figure that shows it, and how it is being taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.act.words import title
from app.session.attempt import Guess, Taken
from app.texts import mark, tr
from app.widgets.bars import ProbabilityBars
from app.widgets.controls import row_of
from app.widgets.moving_figure import TICK, MovingFigure
from app.widgets.scrolled import ScrolledPage
from app.widgets.text_size import keep_lines, px
from app.widgets.theme import GAP, Theme
from app.widgets.wrapping_row import WrappingRow
from recognizer.examples.actions import Example

AGAIN, NEXT, DONE, FOLLOW = mark("Again"), mark("Next action"), mark("Done"), mark("Watch what is playing")
NARROW, FIGURE, LEAST = 420, 150, 90  # pixels at 100 %: of the card, beside words; of the figure there; and above them
NAME = mark("How probable the action is, and what it is taken for instead")


class ActCard(QFrame):
    """``again``: the same once more; ``next_wanted``: another action; ``follow_wanted``: what is playing, in place of a
    camera; ``closed``: no more of it."""

    again_wanted = Signal()
    next_wanted = Signal()
    follow_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.title, self.says, self.figure, self.bars = QLabel(), QLabel(), MovingFigure(), ProbabilityBars()
        self.title.setWordWrap(True)
        self.says.setWordWrap(True)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        keep_lines(self.says, 3)  # so that nothing jumps from sentence to sentence
        self.bars.set_most(2)
        self.bars.setAccessibleName(tr(NAME))
        self.again, self.next, self.done = QPushButton(tr(AGAIN)), QPushButton(tr(NEXT)), QPushButton(tr(DONE))
        self.follow = QPushButton(tr(FOLLOW))
        self.buttons = (self.again, self.next, self.follow, self.done)
        asked = (self.again_wanted, self.next_wanted, self.follow_wanted, self.closed)
        for button, signal in zip(self.buttons, asked, strict=True):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        self._example: Example | None = None
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self.figure.update)
        self._lay_out()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.title.setProperty("section", True)
        self.title.style().polish(self.title)
        self.figure.set_theme(theme)
        self.bars.set_theme(theme)

    def begin(self, action: str, found: Example | None) -> None:
        """Ask for this action, which looks as the example does."""
        self.title.setText(title(action))
        self.says.clear()
        self._example = found
        if found is not None:
            self.figure.show_example(found.clip, action, found.yaw)
        self.follow.hide()
        self.bars.set_rows([])
        self.again.setEnabled(True)
        self.show()
        self._arrange()
        self.again.setFocus()

    def say(self, sentence: str, aloud: bool = False) -> None:
        """Show a sentence; ``aloud``: a screen reader tells it as well, wherever it is."""
        if sentence != self.says.text():
            self.says.setText(sentence)
            self.setAccessibleName(f"{self.title.text()}. {sentence}")
        if aloud:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def show_taken(self, taken: Taken | None) -> None:
        """How probable the action is, and what it is taken for instead."""
        guesses: Sequence[Guess] = () if taken is None else (taken.wanted, taken.other)
        needed = [guess.needed for guess in guesses]
        self.bars.set_rows([(guess.label, guess.share) for guess in guesses], needed=needed)

    def show_over(self, can_again: bool, can_follow: bool, go_on: bool) -> None:
        """It is over: whether it can be tried again, and whether what is playing can be watched instead. ``go_on``: the
        keys go to the next action, where they are here at all."""
        self.again.setEnabled(can_again)
        self.follow.setVisible(can_follow)
        if self.has_keys:
            (self.follow if can_follow else self.next if go_on or not can_again else self.again).setFocus()

    @property
    def has_keys(self) -> bool:
        """Whether the keys of its window go to it."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticker.start(TICK)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The figure beside the words or above them, as far as they leave it room."""
        narrow, margins = self.width() < px(NARROW), self._layout.contentsMargins()
        needed = self._words.heightForWidth(max(self.width() - margins.left() - margins.right(), 1))
        left = self.height() - margins.top() - margins.bottom() - self._layout.spacing() - needed
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if narrow else across)
        self._layout.setStretchFactor(self.figure, 1 if narrow else 0)
        self._layout.setStretchFactor(self._scrolled, 0 if narrow else 1)
        self.figure.setMinimumWidth(0 if narrow else px(FIGURE))
        self.figure.setVisible(self._example is not None and (not narrow or left >= px(LEAST)))

    def _lay_out(self) -> None:
        row = QWidget()
        buttons = WrappingRow(row)
        for button in self.buttons:
            buttons.addWidget(button)
        inner = self._words = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for part in (self.title, self.says, self.bars, row):
            rows.addWidget(part)
        rows.addStretch(1)
        layout = self._layout = row_of(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(2 * GAP)
        self._scrolled = ScrolledPage(inner)
        self.figure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        layout.addWidget(self.figure)
        layout.addWidget(self._scrolled, 1)  # large texts need more than a small screen has
