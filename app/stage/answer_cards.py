"""The answer for each person: the action in large type, its confidence, and the five best as bars."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.session.messages import ModelInfo
from app.stage.why_no_action import WhyButton, why_no_action
from app.texts import mark, tr
from app.widgets.bars import ROW, ProbabilityBars
from app.widgets.elided_label import ElidedLabel
from app.widgets.skeleton_painter import number_radius, paint, theme_colours
from app.widgets.text import percent, person_name
from app.widgets.text_size import OWN, keep_lines, px
from app.widgets.theme import CAPTION, DISPLAY, GAP, LIGHT, Theme, font
from recognizer.colours import action_colour
from recognizer.model.thresholds import Thresholds
from recognizer.skeleton.drawing import MARKERS, badge_shapes
from recognizer.text import BEST

if TYPE_CHECKING:
    import numpy as np

    from recognizer.recognizer import WindowAnswer

NO_ACTION = mark("No known action")
BADGE = 26  # pixels at a text size of 100 %
NOT_JUDGED = mark("Not judged")
UNSURE = mark("not sure enough of any")
NOBODY = mark("Nobody in sight")
HOW_TO_BE_SEEN = mark("People are found better the larger they are in the picture, from head to feet.")
# Pixels at a text size of 100 %: the type of an action, by the card's least width.
TYPE = ((300, DISPLAY), (225, 19), (0, 15))


class Badge(QWidget):
    """The disc or the square with the person's number, as on the stage."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(OWN, True)
        self.setFixedSize(px(BADGE), px(BADGE))
        self._theme, self._slot, self._text = LIGHT, 0, ""

    def show_number(self, number: str, slot: int, theme: Theme) -> None:
        """Show a person's number, or nothing, in the colour and the shape of the person in that slot."""
        self._theme, self._slot, self._text = theme, slot, number
        self.setFixedSize(px(BADGE), px(BADGE))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes = badge_shapes((px(BADGE) / 2, px(BADGE) / 2), number_radius(), MARKERS[self._slot], self._text)
        paint(painter, shapes, theme_colours(self._theme, self._slot))


class Swatch(QWidget):
    """The colour of an action, beside its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(OWN, True)
        self._colour = LIGHT.nothing

    def show_colour(self, colour: str) -> None:
        """Show this colour."""
        self._colour = colour
        self.setFixedSize(px(12), px(12))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(self.rect(), 3, 3)


class AnswerCard(QFrame):
    """What one slot's person is doing."""

    def __init__(self, slot: int) -> None:
        super().__init__()
        self.slot = slot
        self.setProperty("card", True)
        self._theme, self._known = LIGHT, False
        self.badge, self.name, self.state = Badge(), QLabel(), QLabel()
        self.state.setProperty("caption", True)
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.swatch = Swatch()
        self.action, self.confidence = ElidedLabel(), QLabel()
        self.why, self.bars = WhyButton(), ProbabilityBars()
        self.bars.setAccessibleName(tr("Five best of person in slot {slot}", slot=slot + 1))
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.badge)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.why)
        answer = QHBoxLayout()
        answer.setSpacing(GAP)
        answer.addWidget(self.swatch)
        answer.addWidget(self.action, 1)
        answer.addWidget(self.confidence)
        place = self.badge.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.badge.setSizePolicy(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(answer)
        layout.addWidget(self.state)
        layout.addWidget(self.bars)
        layout.addStretch(1)
        self.number: int | None = None
        self.set_theme(LIGHT)
        self.show_preparing()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self._theme = theme
        self.why.fit()
        self._fit(anew=True)
        self.bars.set_theme(theme)
        self._set_number(self.number)
        self._colour_answer()

    def set_most_bars(self, bars: int) -> None:
        """Show so many bars at most."""
        self.bars.set_most(bars)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, anew: bool = False) -> None:
        """Smaller type where the card is narrow or the action's name long, and two lines for what is said of the
        answer. Where even that leaves no room for the name, it has that of the number, which the bars tell too, or,
        without bars, the line below."""
        sizes = [size for least, size in TYPE if self.width() >= px(least)]
        size = next((size for size in sizes if self._room_left(size) >= 0), sizes[-1])
        if anew or self.action.font().pixelSize() != px(size):
            self.action.setFont(font(size, bold=True))
            self.confidence.setFont(font(size))
        beside = self._room_left(size) >= 0
        self.confidence.setVisible(beside)
        if self._known:
            self.state.setText("" if beside or self.bars.most else self.confidence.text())
        keep_lines(self.state, 1 if sizes[0] == DISPLAY else 2)

    def _room_left(self, size: int) -> int:
        """Pixels that the line with the action leaves free in type of this size; fewer than none where it is cut."""
        needed = QFontMetrics(font(size, bold=True)).horizontalAdvance(self.action.full_text())
        needed += QFontMetrics(font(size)).horizontalAdvance(self.confidence.text())
        margins = self.contentsMargins() + (self.layout() or self).contentsMargins()
        return self.width() - margins.left() - margins.right() - px(12) - 2 * px(GAP) - needed - 2

    @staticmethod
    def height_below(bars: int) -> int:
        """How high a card below the picture is, in pixels, with so many bars."""
        lines = sum(QFontMetrics(font(size)).lineSpacing() for size in (DISPLAY, CAPTION))
        return lines + px(BADGE + 22 + 6) + bars * px(ROW) + 4

    def show_nobody(self) -> None:
        """Nobody is in any slot."""
        self._set_number(None)
        self._set_answer(tr(NOBODY), "", tr(HOW_TO_BE_SEEN))
        self.bars.set_rows([])

    def show_preparing(self, text: str = "") -> None:
        """Nothing is recognized yet; ``text``: why, where there is a reason."""
        self._set_number(None)
        self._set_answer(text, "", "")
        self.bars.set_rows([])

    def show_person(
        self,
        number: int,
        window: "WindowAnswer | None",
        model: ModelInfo,
        thresholds: Thresholds | None = None,
        saved: bool = False,
    ) -> None:
        """The newest answer for the person of that number; ``None`` before the first one. ``thresholds``: those of the
        rules in use; ``saved``: the answer is a saved result's, which has the best labels alone."""
        self._set_number(number)
        if window is None and saved:
            self._set_answer(tr(NOT_JUDGED), "", "")
            self.bars.set_rows([])
            return
        if window is None:
            self._set_answer(tr("Watching…"), "", "")
            self.bars.set_rows([])
            return
        labels = model.labels
        if window.label is not None:
            # Without a place among the labels it is a label of the user's own.
            self._set_answer(window.label, "" if window.index is None else percent(window.confidence), "", known=True)
        elif window.watching:
            why = why_no_action(window, model, thresholds)
            self._set_answer(tr("Watching…"), "", tr("seen for {seen:.1f} s", seen=window.seen), explained=why)
        elif saved:
            self._set_answer(tr(NO_ACTION), "", "")
        else:
            certainty, why = certainty_of_none(window.average)
            if thresholds is not None:
                why = thresholds.why_none(window.average, labels, tr) or why
            self._set_answer(tr(NO_ACTION), certainty, why, explained=why_no_action(window, model, thresholds))
        best = window.best(BEST)
        needed = () if thresholds is None else thresholds.needed(window.average)[best].tolist()
        rows = [(labels[index], float(window.average[index])) for index in best if not saved or window.average[index]]
        self.bars.set_rows(rows, needed=needed)

    def _set_number(self, number: int | None) -> None:
        self.number = number
        self.badge.setVisible(number is not None)
        self.badge.show_number("" if number is None else str(number), self.slot, self._theme)
        self.name.setText("" if number is None else person_name(number))

    def _set_answer(self, action: str, confidence: str, state: str, known: bool = False, explained: str = "") -> None:
        """``known``: it is an action; ``explained``: why none is, at length."""
        self._known = known
        self.why.explain(explained)
        self.action.set_full_text(action)
        self.confidence.setText(confidence)
        self.state.setText(state)
        self._fit()
        self._colour_answer()

    def _colour_answer(self) -> None:
        known = self._known
        self.swatch.setVisible(known)
        self.swatch.show_colour(action_colour(self._theme, self.action.full_text() if known else None))
        for label in (self.action, self.confidence):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), QColor(self._theme.text if known else self._theme.muted))
            label.setPalette(palette)


def certainty_of_none(shares: "np.ndarray") -> tuple[str, str]:
    """How probable "no known action" is, which is what the labels' ``shares`` lack to 1, where nothing is more so; and
    what is shown instead where a label is more probable, and yet not enough to be given."""
    none = 1 - float(shares.sum())
    return (percent(none), "") if none > float(shares.max()) else ("", tr(UNSURE))
