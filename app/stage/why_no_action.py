"""Why no action is named at this moment, in its numbers: a small button on the answer, and what it shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.session.messages import ModelInfo
from app.texts import mark, tr
from app.widgets.text import percent
from app.widgets.text_size import OWN, px
from app.widgets.theme import GAP
from recognizer.model.thresholds import Thresholds

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer

NAME = mark("Why no action is named")
TO_THE_GLOSSARY = mark("Terms in the glossary…")
WIDTH = 340  # pixels at a text size of 100 %
MORE = mark("With a lower threshold, or eager decisions, more is named, and more of it wrongly.")


def why_no_action(window: "WindowAnswer", model: ModelInfo, thresholds: Thresholds | None) -> str:
    """In two or three sentences, why this window has no label. ``thresholds``: those of the rules in use."""
    if window.watching:
        return tr(
            "This person has been seen for {seen:.1f} s. In so short a time one sees a pose rather than a "
            "movement, so nothing is named yet.",
            seen=window.seen,
        )
    average = window.average
    best, nothing = int(average.argmax()), max(0.0, 1 - float(average.sum()))
    guess, share = model.labels[best], percent(float(average[best]))
    if nothing > float(average[best]):
        return tr(
            "At {nothing}, “no known action” is the most probable: what is done looks like none of the "
            "{count} actions that this model knows. Its best guess is {guess}, at {share}.",
            nothing=percent(nothing),
            count=len(model.labels),
            guess=guess,
            share=share,
        )
    needed = None if thresholds is None else float(thresholds.needed(average)[best])
    if thresholds is not None and needed is not None and float(average[best]) < needed:
        least = tr(
            "The best guess is {guess}, at {share}; it would have to reach {needed} to be named.",
            guess=guess,
            share=share,
            needed=percent(needed),
        )
        if thresholds.idle is not None and nothing >= 0.005:
            least += tr(
                " That is {enter} of what “no known action”, at {nothing}, leaves.",
                enter=percent(thresholds.enter[best]),
                nothing=percent(nothing),
            )
        return f"{least} {MORE}"
    if thresholds is not None and thresholds.idle is not None and nothing > thresholds.idle:
        return tr(
            "The best guess is {guess}, at {share}. But “no known action” has {nothing}, and above "
            "{idle} nothing is named. {more}",
            guess=guess,
            share=share,
            nothing=percent(nothing),
            idle=percent(thresholds.idle),
            more=tr(MORE),
        )
    return tr(
        "The best guess, {guess} at {share}, may be sure enough. It is held back where it has only just become so, "
        "so that names do not flicker, or where the person hardly moves.",
        guess=guess,
        share=share,
    )


class WhyButton(QToolButton):
    """A quiet question mark: pointing at it, or pressing it, tells why nothing is named. ``glossary_wanted``: the terms
    are to be explained."""

    glossary_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setText("?")
        self.setProperty("why", True)
        self.setProperty(OWN, True)
        self.setAccessibleName(tr(NAME))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown: Explanation | None = None  # the one that was opened last
        self.clicked.connect(lambda _=False: self._open())
        self.fit()
        self.hide()

    def fit(self) -> None:
        """Take the size that the size of texts asks for."""
        self.setFixedSize(px(22), px(22))

    def explain(self, sentences: str) -> None:
        """What is to be told; an empty text takes the button away."""
        if sentences != self.toolTip():
            self.setToolTip(sentences)
            self.setAccessibleDescription(sentences)
        self.setVisible(bool(sentences))

    def _open(self) -> None:
        self.shown = Explanation(self.toolTip(), self)
        self.shown.glossary_wanted.connect(self.glossary_wanted)
        self.shown.open_below(self)


class Explanation(QFrame):
    """The sentences, and the way to the glossary. Esc, or a click elsewhere, closes it."""

    glossary_wanted = Signal()

    def __init__(self, sentences: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self.setAccessibleName(tr(NAME))
        self.says, self.link = QLabel(sentences), QPushButton(tr(TO_THE_GLOSSARY))
        self.says.setWordWrap(True)
        self.says.setFixedWidth(px(WIDTH))
        self.link.setAutoDefault(True)  # Enter presses it: what has no use for that key in the window never hears of it
        self.link.clicked.connect(lambda _=False: self._go())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setSpacing(px(GAP))
        layout.addWidget(self.says)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def open_below(self, button: QWidget) -> None:
        """Show it below what asked for it, as far as the screen has room there."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + px(4)))
        room = button.screen().availableGeometry()
        left = min(max(corner.x(), room.left()), room.right() - self.width())
        top = corner.y() if corner.y() + self.height() <= room.bottom() else corner.y() - self.height() - px(30)
        self.move(left, top)
        self.show()
        self.link.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        self.close()
        self.glossary_wanted.emit()
