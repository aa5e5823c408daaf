"""How readily an action is named, to be chosen where the answers stand: by the model's rules, and its threshold."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.options import Options
from app.session.messages import ModelInfo
from app.texts import mark, tr
from app.widgets.controls import DropDown
from app.widgets.number_box import NumberBox
from app.widgets.text import capital, decisions_name
from recognizer.model.operating_points import BALANCED, OPERATING_POINTS, OperatingPoint, offered_or_balanced
from recognizer.model.thresholds import Thresholds

APART = 6  # pixels between what belongs to one choice and to the next
TIP = mark("Careful: seldom wrong, but more actions get no name. Eager: more get one, and sooner, but more are wrong.")
THRESHOLD_TIP = mark(
    "How probable an action must be to be named: below that the answer is “no known action”. It is the mark on the "
    "bars. Of a file that is open, all actions are decided anew at once."
)
RESET_TIP = mark("The threshold of the decisions again")


class PercentBox(NumberBox):
    """A percentage from 1 to 99."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(1, 99)
        self.setSuffix("\N{NO-BREAK SPACE}%")
        self.setKeyboardTracking(False)  # the 9 of 90 is not meant
        self.setSingleStep(5)

    def show_value(self, value: int) -> None:
        """Show it, which is no choice of the user's."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)


class DecisionChoice(QWidget):
    """``chosen`` carries the options that the user chose, by name: ``decisions``, or ``threshold``, a probability, or
    ``None`` for that of the decisions. Shown where the model has rules to choose from."""

    chosen = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.combo = DropDown()
        self.combo.setProperty("compact", True)
        self.combo.setAccessibleName(tr("Decisions"))
        self.combo.setToolTip(tr(TIP))
        self.combo.setAccessibleDescription(tr(TIP))
        self.combo.addItems([capital(decisions_name(point)) for point in OPERATING_POINTS])
        self.combo.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        longest = max(len(decisions_name(point)) for point in OPERATING_POINTS)
        self.combo.setMinimumContentsLength(longest + 2)  # else large texts are cut
        self.combo.activated.connect(lambda place: self.chosen.emit({"decisions": OPERATING_POINTS[place]}))
        label = QLabel(tr("Decisions"))
        label.setProperty("caption", True)
        label.setBuddy(self.combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(label)
        layout.addWidget(self.combo)
        self.threshold, self.reset = PercentBox(), QPushButton(tr("Reset"))
        self.threshold.setAccessibleName(tr("Threshold of “no known action”"))
        self.threshold.valueChanged.connect(lambda value: self.chosen.emit({"threshold": value / 100}))
        for part, tip in ((self.threshold, tr(THRESHOLD_TIP)), (self.reset, tr(RESET_TIP))):
            part.setProperty("compact", True)
            part.setToolTip(tip)
            part.setAccessibleDescription(tip)
        self.reset.clicked.connect(lambda _=False: self.chosen.emit({"threshold": None}))
        name = QLabel(tr("Threshold"))
        name.setProperty("caption", True)
        name.setBuddy(self.threshold)
        for below in (name, self.threshold, self.reset):
            layout.addSpacing(0 if below is self.threshold else APART)
            layout.addWidget(below)
        layout.addStretch(1)
        self._offered, self._roomy, self._saved = False, True, False
        self.hide()

    def set_roomy(self, roomy: bool) -> None:
        """Whether there is room for it; it stands in the settings as well."""
        self._roomy = roomy
        self._show_or_hide()

    def set_saved(self, saved: bool) -> None:
        """Whether the answers are a saved result's, which nothing decides any more."""
        self._saved = saved
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(self._offered and self._roomy and not self._saved)

    def show_options(self, options: Options, model: ModelInfo | None) -> Thresholds | None:
        """Show what is in use of the model's rules, and what can be chosen. Returns the thresholds that count now."""
        offered = (BALANCED,) if model is None else model.offered
        rules = None if model is None else model.thresholds.get(offered_or_balanced(options.decisions, offered))
        self.show_choice(options.decisions, offered)
        self.show_threshold(options.threshold, None if rules is None else rules.usual)
        return rules if rules is None or not options.threshold else rules.entered_at(options.threshold)

    def show_threshold(self, wanted: float | None, usual: float | None) -> None:
        """Show which threshold is in use: what the user set, else the ``usual`` one of the decisions."""
        self.threshold.setEnabled(bool(usual))
        self.threshold.show_value(round(100 * (wanted or usual or 0)))
        self.reset.setEnabled(wanted is not None)

    def show_choice(self, wanted: OperatingPoint, offered: tuple[OperatingPoint, ...]) -> None:
        """Show what is in use, and offer what the model has rules for."""
        items = self.combo.model()
        assert isinstance(items, QStandardItemModel), "a plain list has plain items"
        for place, point in enumerate(OPERATING_POINTS):
            items.item(place).setEnabled(point in offered)
        self.combo.setCurrentIndex(OPERATING_POINTS.index(offered_or_balanced(wanted, offered)))
        self._offered = offered != (BALANCED,)
        self._show_or_hide()
