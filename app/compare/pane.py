"""One side of a comparison: a moment, held or followed, its answer, and by which model it is judged."""

from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout

from app.compare.kept_moments import HeldMoment
from app.session.rejudging_thread import RejudgingAnswer, RejudgingQuestion
from app.texts import mark, tr
from app.widgets.bars import ProbabilityBars
from app.widgets.controls import DropDown
from app.widgets.elided_label import ElidedLabel
from app.widgets.text import clock_text, percent, person_name
from app.widgets.theme import GAP, Theme
from recognizer.text import BEST, named

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = mark("Nothing has been recognized yet.")
UNKNOWN = mark("Nothing was recognized here yet: play on for a moment.")
ITS_OWN, FOLDER = mark("As it was judged"), mark("A model folder…")
TICKS = 10  # of the scrubber, a second


class ComparePane(QFrame):
    """``changed`` reports that another moment is shown, ``released`` that the side follows the window again;
    ``asked`` carries a ``RejudgingQuestion``, whose answer is to be given to ``take_answer``; ``scrubbed`` the second
    to which somebody went. ``name``: A or B."""

    changed = Signal()
    released = Signal()
    asked = Signal(object)
    scrubbed = Signal(float)

    def __init__(self, name: str, models: "Sequence[str]") -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name = name
        self.moment: HeldMoment | None = None  # with maps
        self._base: HeldMoment | None = None  # the same as the session judged it, perhaps without maps
        self._question: RejudgingQuestion | None = None  # that is not answered yet
        self.title, self.time, self.about = QLabel(name), QLabel(), ElidedLabel()
        self.about.setProperty("caption", True)
        for label in (self.title, self.time):
            label.setProperty("section", True)
        self.time.setAccessibleName(tr("Time of {name}", name=name))
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setProperty("compact", True)
        self.button.setAccessibleName(tr("Hold {name}", name=name))
        self.button.toggled.connect(self._toggle)
        self.action, self.share = ElidedLabel(), QLabel()
        self.bars = ProbabilityBars()
        self.bars.setAccessibleName(tr("Five best of {name}", name=name))
        self.scrubber = QSlider(Qt.Orientation.Horizontal)
        self.scrubber.setAccessibleName(tr("Moment of {name}", name=name))
        self.scrubber.setToolTip(tr("Go to another moment that is kept"))
        self.scrubber.setSingleStep(TICKS // 5)
        self.scrubber.setPageStep(TICKS)
        self.scrubber.valueChanged.connect(self._scrub)
        self.model = DropDown()
        self.model.setAccessibleName(tr("Model of {name}", name=name))
        self.model.setProperty("compact", True)
        self.model.setToolTip(tr("Judge the same moment by another model"))
        self.model.addItems([tr(ITS_OWN), *models, tr(FOLDER)])
        self.model.activated.connect(self._choose_model)
        self._specs = ["", *models]  # of the entries, but for the last
        self._lay_out()
        self._update_button()

    @property
    def held(self) -> bool:
        """Whether it keeps its moment."""
        return self.button.isChecked()

    @property
    def base(self) -> HeldMoment | None:
        """The moment as the session judged it."""
        return self._base

    def times(self, count: int) -> np.ndarray:
        """When the ``count`` frames of a map are, in seconds before the moment, which is 0."""
        from recognizer.explain.maps import frame_times

        assert self.moment is not None, "times are those of a moment"
        window = self.moment.window
        return frame_times(window.time - window.start, len(window.keypoints), count)

    @property
    def seconds(self) -> float:
        """The length of the moment's window."""
        assert self.moment is not None, "the length is that of a moment's window"
        return round(self.moment.window.time - self.moment.window.start, 3)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.bars.set_theme(theme)

    def show_bars(self, shown: bool) -> None:
        """Show the five best answers, where there is room for them, or the best one alone."""
        self.bars.setVisible(shown)
        self.action.setVisible(not shown)
        self.share.setVisible(not shown)

    def set_span(self, span: tuple[float, float]) -> None:
        """From when to when there are moments to go to, in seconds of the source."""
        first, last = round(span[0] * TICKS), round(span[1] * TICKS)
        self.scrubber.setEnabled(last > first)
        if (first, last) != (self.scrubber.minimum(), self.scrubber.maximum()):
            self.scrubber.blockSignals(True)
            self.scrubber.setRange(first, last)
            self.scrubber.blockSignals(False)

    def follow(self, moment: HeldMoment) -> None:
        """What the window shows now; a moment that is held stays."""
        if self._base is None or not self.held:
            self.go_to(moment)

    def miss(self, time: float) -> None:
        """Nothing is known of what the window shows now."""
        if not self.held:
            self._base = self.moment = self._question = None
            self.time.setText(clock_text(time))
            self._say(tr(UNKNOWN))
            self.changed.emit()

    def go_to(self, moment: HeldMoment) -> None:
        """Show this moment, held or not, by the model that is chosen; its maps may have to be made first."""
        if self._base is not None and moment.window.time == self._base.window.time and _same(moment, self._base):
            return
        self._base = moment
        self._judge()

    def take_answer(self, answer: RejudgingAnswer) -> None:
        """What was asked for, unless something else is wanted by now."""
        if answer.question is not self._question or self._base is None:
            return
        self._question = None
        if answer.window is None or answer.model is None:
            self.moment = None
            self._say(answer.sentence)
            self.changed.emit()
        else:
            self._show(HeldMoment(answer.window, answer.model, self._base.source))

    def set_model_title(self, title: str) -> None:
        """How the model of its moment is called beside that of the other side."""
        if self.moment is not None:
            window = self.moment.window
            self.about.set_full_text(
                tr(
                    "{person}  ·  {source}  ·  model {title}",
                    person=person_name(window.persons[0]),
                    source=self.moment.source,
                    title=title,
                )
            )

    def choose_model(self, spec: str) -> None:
        """Judge its moment by this model, a bundled one's name or a folder; an empty text: by that of the session."""
        if spec not in self._specs:
            self._specs.append(spec)
            self.model.insertItem(self.model.count() - 1, PurePath(spec).name, spec)
            self.model.setItemData(self.model.count() - 2, spec, Qt.ItemDataRole.ToolTipRole)
        self.model.setCurrentIndex(self._specs.index(spec))
        self._judge()

    def _choose_model(self, place: int) -> None:
        if place < len(self._specs):
            self.choose_model(self._specs[place])
            return
        folder = QFileDialog.getExistingDirectory(self, tr(FOLDER).rstrip("… "))
        self.choose_model(folder or self._specs[0])

    def _judge(self) -> None:
        """Show the moment by the model that is chosen; at once, where its maps are there."""
        base = self._base
        if base is None:
            return
        spec = self._specs[self.model.currentIndex()] or base.model.spec
        if spec == base.model.spec and base.window.trace:
            self._question = None
            self._show(base)
            return
        self._question = RejudgingQuestion(self.name, base.window, base.model, spec)
        self._show_place(base)
        self.asked.emit(self._question)

    def _show_place(self, moment: HeldMoment) -> None:
        time = moment.window.time
        self.time.setText(clock_text(time))
        self.scrubber.blockSignals(True)
        self.scrubber.setValue(round(time * TICKS))
        self.scrubber.blockSignals(False)

    def _show(self, moment: HeldMoment) -> None:
        self.moment = moment
        window = moment.window
        labels, (shares,) = named(moment.model.labels, window.probabilities)
        order = np.argsort(-shares, kind="stable")[:BEST]
        self._show_place(moment)
        self.action.set_full_text(labels[order[0]])
        self.share.setText(percent(float(shares[order[0]])))
        self.bars.set_rows([(labels[label], float(shares[label])) for label in order])
        self.set_model_title(moment.model.title)
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        """A sentence in place of an answer."""
        self.action.set_full_text("")
        self.share.clear()
        self.bars.set_rows([])
        self.about.set_full_text(sentence)

    def _scrub(self, place: int) -> None:
        self.button.setChecked(True)
        self.scrubbed.emit(place / TICKS)

    def _toggle(self, held: bool) -> None:
        self._update_button()
        if not held:
            self.released.emit()

    def _update_button(self) -> None:
        self.button.setText(tr("Held: release") if self.held else tr("Hold this moment"))
        if self._base is None:
            self.about.set_full_text(tr(NOTHING))

    def _lay_out(self) -> None:
        head, answer, model, layout = QHBoxLayout(), QHBoxLayout(), QGridLayout(), QVBoxLayout(self)
        head.setSpacing(GAP)
        head.addWidget(self.title)
        head.addWidget(self.time)
        head.addStretch(1)
        head.addWidget(self.button)
        answer.addWidget(self.action, 1)
        answer.addWidget(self.share)
        label = QLabel(tr("Model"))
        label.setProperty("caption", True)
        label.setBuddy(self.model)
        model.setHorizontalSpacing(GAP)
        model.addWidget(label, 0, 0)
        model.addWidget(self.model, 0, 1)
        model.setColumnStretch(1, 1)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.scrubber)
        layout.addLayout(answer)
        layout.addWidget(self.bars)
        layout.addWidget(self.about)
        layout.addLayout(model)


def _same(one: HeldMoment, other: HeldMoment) -> bool:
    return (one.source, one.model, one.window.persons) == (other.source, other.model, other.window.persons)
