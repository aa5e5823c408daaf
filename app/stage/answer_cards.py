"""The answer for each person: the action in large type, its confidence, and the five best as bars."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.session.messages import ModelInfo
from app.widgets.bars import ProbabilityBars
from app.widgets.elided_label import ElidedLabel
from app.widgets.skeleton_painter import NUMBER, paint, theme_colours
from app.widgets.text import percent, person_name
from app.widgets.theme import DISPLAY, GAP, LIGHT, Theme, font
from recognizer.skeleton.drawing import MARKERS, badge_shapes
from recognizer.text import BEST, NOTHING

if TYPE_CHECKING:
    import numpy as np

    from app.session.probability_history import Rows
    from recognizer.recognizer import WindowAnswer

NO_ACTION = NOTHING.capitalize()
UNSURE = "not sure enough of any"


class Badge(QWidget):
    """The disc or the square with the person's number, as on the stage."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(26, 26)
        self._theme, self._slot, self._text = LIGHT, 0, ""

    def show_number(self, number: str, slot: int, theme: Theme) -> None:
        """Show a person's number, or nothing, in the colour and the shape of the person in that slot."""
        self._theme, self._slot, self._text = theme, slot, number
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes = badge_shapes((13.0, 13.0), NUMBER, MARKERS[self._slot], self._text)
        paint(painter, shapes, theme_colours(self._theme, self._slot))


class AnswerCard(QFrame):
    """What one slot's person is doing."""

    def __init__(self, slot: int) -> None:
        super().__init__()
        self.slot = slot
        self.setProperty("card", True)
        self._theme = LIGHT
        self.badge, self.name, self.state = Badge(), QLabel(), QLabel()
        self.state.setProperty("caption", True)
        self.action, self.confidence = ElidedLabel(), QLabel()
        self.bars = ProbabilityBars()
        self.bars.setAccessibleName(f"Five best of person in slot {slot + 1}")
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.badge)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.state)
        answer = QHBoxLayout()
        answer.addWidget(self.action, 1)
        answer.addWidget(self.confidence)
        place = self.badge.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.badge.setSizePolicy(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(answer)
        layout.addSpacing(4)
        layout.addWidget(self.bars)
        self.number: int | None = None
        self.set_theme(LIGHT)
        self.show_preparing()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self._theme = theme
        self.action.setFont(font(DISPLAY, bold=True))
        self.confidence.setFont(font(DISPLAY))
        self.bars.set_look(theme.persons[self.slot], theme)
        self._set_number(self.number)
        self._colour_answer()

    def show_nobody(self) -> None:
        """Nobody is in this slot."""
        self._set_number(None)
        self._set_answer("Nobody in sight", "", "")
        self.bars.set_rows([])

    def show_preparing(self, text: str = "") -> None:
        """Nothing is recognized yet; ``text``: why, where there is a reason."""
        self._set_number(None)
        self._set_answer(text, "", "")
        self.bars.set_rows([])

    def show_person(self, number: int, window: "WindowAnswer | None", model: ModelInfo) -> None:
        """The newest answer for the person of that number; ``None`` before the first one."""
        self._set_number(number)
        if window is None:
            self._set_answer("Watching…", "", "")
            self.bars.set_rows([])
            return
        labels = model.labels
        if window.label is not None:
            self._set_answer(window.label, percent(window.confidence), "")
        elif window.watching:
            self._set_answer("Watching…", "", f"seen for {window.seen:.1f} s")
        else:
            self._set_answer(NO_ACTION, *certainty_of_none(window.average))
        self.bars.set_rows([(labels[index], float(window.average[index])) for index in window.best(BEST)])

    def show_known(self, row: "Rows", model: ModelInfo) -> None:
        """An answer from before, which was given when the source came by here."""
        if row.probability.shape[1] != len(model.labels):
            return
        shares, label = row.probability[0], int(row.label[0])
        if label >= 0:
            self._set_answer(model.labels[label], percent(float(shares[label])), "as recognized before")
        else:
            self._set_answer(NO_ACTION, certainty_of_none(shares)[0], "as recognized before")
        best = shares.argsort(kind="stable")[::-1][:BEST]
        self.bars.set_rows([(model.labels[index], float(shares[index])) for index in best])

    def _set_number(self, number: int | None) -> None:
        self.number = number
        self.badge.setVisible(number is not None)
        self.badge.show_number("" if number is None else str(number), self.slot, self._theme)
        self.name.setText("" if number is None else person_name(number))

    def _set_answer(self, action: str, confidence: str, state: str) -> None:
        self.action.set_full_text(action)
        self.confidence.setText(confidence)
        self.state.setText(state)
        self._colour_answer()

    def _colour_answer(self) -> None:
        known = self.confidence.text() != "" and self.action.full_text() != NO_ACTION
        for label in (self.action, self.confidence):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), QColor(self._theme.text if known else self._theme.muted))
            label.setPalette(palette)


def certainty_of_none(shares: "np.ndarray") -> tuple[str, str]:
    """How probable "no known action" is, which is what the labels' ``shares`` lack to 1, where nothing is more so; and
    what is shown instead where a label is more probable, and yet not enough to be given."""
    none = 1 - float(shares.sum())
    return (percent(none), "") if none > float(shares.max()) else ("", UNSURE)
