"""How well the own actions are told apart: each example judged by what the others teach."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.texts import mark, tr
from app.widgets.bars import ProbabilityBars
from app.widgets.controls import caption
from app.widgets.moving_figure import MovingFigure
from app.widgets.text import percent
from app.widgets.theme import GAP, SECTION, Theme, font

if TYPE_CHECKING:
    from recognizer.own_actions.pack import Pack
    from recognizer.own_actions.separation import Separation

TITLE, BACK = mark("How well they are told apart"), mark("Back")
HOW = mark("Each example was judged by what all the others teach. The bars say how many of them were recognized.")
NOT_YET = mark("Nothing could be tested yet: that takes two examples of an action.")
WORKING = mark("Each example is being left out in turn…")
NO_PAIR = mark("No two actions were taken for each other.")
ENOUGH = mark("No action stands out as needing more examples.")


class SeparationPage(QWidget):
    """``closed`` leads back to the examples."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.back = QLabel(tr(TITLE)), QPushButton(tr(BACK))
        self.back.setProperty("compact", True)
        self.back.clicked.connect(lambda _=False: self.closed.emit())
        self.how, self.pair, self.needs = caption(tr(WORKING)), QLabel(), QLabel()
        self.bar, self.bars = QProgressBar(), ProbabilityBars()
        self.bar.setAccessibleName(tr("How far the test is"))
        self.bars.setAccessibleName(tr("How many examples of each action were recognized"))
        self.figures = MovingFigure(), MovingFigure()
        self._names = QLabel(), QLabel()
        for label in (self.pair, self.needs):
            label.setWordWrap(True)
        for name in self._names:
            name.setProperty("caption", True)
        self._lay_out()
        self.show_working(0.0)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.title.setFont(font(SECTION, bold=True))
        self.bars.set_theme(theme)
        for figure in self.figures:
            figure.set_theme(theme)

    def tick(self) -> None:
        """Let the figures move."""
        for figure in self.figures:
            figure.update()

    def show_working(self, share: float) -> None:
        """So much of the test is done, from 0 to 1."""
        self.how.setText(tr(WORKING))
        self.bar.setVisible(True)
        self.bar.setValue(round(100 * share))
        self.bars.set_rows([])
        self._show_pair(None, None)
        self.needs.setText("")

    def show_failed(self) -> None:
        """There is no result; a sentence has told why."""
        self.bar.setVisible(False)
        self.how.setText(tr(NOT_YET))

    def show_result(self, found: "Separation", pack: "Pack") -> None:
        """What the test of this pack has found."""
        self.bar.setVisible(False)
        tested = [(each.action, each.accuracy) for each in found.actions if each.accuracy is not None]
        self.how.setText(tr(HOW) if tested else tr(NOT_YET))
        self.bars.set_most(max(len(tested), 1))
        self.bars.set_rows(tested)
        if found.accuracy is not None:
            self.how.setText(tr("{how} On average, {share} were.", how=tr(HOW), share=percent(found.accuracy)))
        self._show_pair(found if tested else None, pack)
        lines = [
            tr("“{action}” needs more examples: {why}.", action=each.action, why=tr(each.reason).format(**each.facts))
            for each in found.needs
        ]
        self.needs.setText("\n".join([*(lines or [tr(ENOUGH)]), *([tr(found.next_step)] if found.next_step else [])]))

    def _show_pair(self, found: "Separation | None", pack: "Pack | None") -> None:
        """The two actions that are taken for each other most often, moving side by side."""
        pair = None if found is None else found.confused
        self.pair.setText("" if found is None else tr(NO_PAIR))
        if pair is not None:
            one, other = pair.actions
            times = tr("once") if pair.examples == 1 else tr("{examples} times", examples=pair.examples)
            self.pair.setText(
                tr(
                    "“{one}” and “{other}” are taken for each other most often: {times}.",
                    one=one,
                    other=other,
                    times=times,
                )
            )
        for place, (figure, name) in enumerate(zip(self.figures, self._names, strict=True)):
            examples = pack.of(pair.actions[place]) if pair is not None and pack is not None else ()
            figure.show_example(examples[0].clip if examples else None, pair.actions[place] if pair else "")
            name.setText(pair.actions[place] if pair else "")
            figure.setVisible(bool(examples))
            name.setVisible(bool(examples))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        pair = QGridLayout()
        pair.setHorizontalSpacing(GAP)
        pair.setVerticalSpacing(2)
        for column, (figure, name) in enumerate(zip(self.figures, self._names, strict=True)):
            pair.addWidget(figure, 0, column)
            pair.addWidget(name, 1, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(head)
        layout.addWidget(self.how)
        layout.addWidget(self.bar)
        layout.addWidget(self.bars)
        layout.addWidget(self.pair)
        layout.addLayout(pair, 1)
        layout.addWidget(self.needs)
        layout.addStretch(0)
