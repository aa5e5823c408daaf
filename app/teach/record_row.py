"""What is to be recorded: the action's name, how many examples, how long each."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.session.edits import LONGEST_TEXT
from app.session.example_recorder import RecordingPlan
from app.texts import mark, tr
from app.widgets.controls import CheckBox
from app.widgets.number_box import DecimalBox, NumberBox
from app.widgets.theme import GAP

NAME = mark("Name of the action")
USUAL_COUNT, MOST = 5, 50  # examples that are recorded one after another
USUAL_SECONDS, SHORTEST, LONGEST = 2.5, 1.0, 10.0  # of each
RECORD, STOP = mark("Record"), mark("Stop")
TIP = mark("Counts down, records an example, counts down again: nobody needs their hands for it")


class RecordRow(QWidget):
    """``started`` carries what is to be recorded, ``stopped`` that it is to end; ``chosen`` that another number or
    length was chosen, or whether there is a tone."""

    started = Signal(RecordingPlan)
    stopped = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name, self.count, self.seconds, self.button = (
            QLineEdit(),
            NumberBox(),
            DecimalBox(),
            QPushButton(tr(RECORD)),
        )
        self.name.setPlaceholderText(tr(NAME))
        self.name.setAccessibleName(tr(NAME))
        self.name.setMaxLength(LONGEST_TEXT)
        self.name.returnPressed.connect(self._press)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self.count.setAccessibleName(tr("How many examples"))
        self.count.setRange(1, MOST)
        self.seconds.setAccessibleName(tr("Seconds of each example"))
        self.seconds.setRange(SHORTEST, LONGEST)
        self.seconds.setSingleStep(0.5)
        self.seconds.setDecimals(1)
        self.seconds.setSuffix(" s")
        self.sound = CheckBox(tr("Sound"))
        self.sound.setToolTip(tr("A tone when an example begins"))
        self.sound.setAccessibleDescription(tr("A tone when an example begins"))
        self.sound.clicked.connect(lambda _=False: self.chosen.emit())
        self.show_choices(USUAL_COUNT, USUAL_SECONDS)
        for box in (self.count, self.seconds):
            box.valueChanged.connect(self.chosen)
        self.button.setToolTip(tr(TIP))
        self.button.setAccessibleDescription(tr(TIP))
        self.button.clicked.connect(lambda _=False: self._press())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.addWidget(self.name, 0, 0, 1, 6)
        grid.addWidget(self.count, 1, 0)
        grid.addWidget(QLabel(tr("examples of")), 1, 1)
        grid.addWidget(self.seconds, 1, 2)
        grid.addWidget(self.sound, 1, 3)
        grid.setColumnStretch(4, 1)
        grid.addWidget(self.button, 1, 5)

    def show_choices(self, count: int, seconds: float) -> None:
        """Show how many were wanted last, and how long each."""
        for box, value in ((self.count, count), (self.seconds, seconds)):
            box.blockSignals(True)
            box.setValue(value)  # type: ignore[arg-type]
            box.blockSignals(False)

    def show_known(self, names: Sequence[str]) -> None:
        """Offer these names while one is typed."""
        if self._known.stringList() != list(names):
            self._known.setStringList(list(names))

    def show_recording(self, recording: bool) -> None:
        """Whether something is being recorded, which the button then ends."""
        self.button.setText(tr(STOP) if recording else tr(RECORD))
        for part in (self.name, self.count, self.seconds):
            part.setEnabled(not recording)

    def plan(self, replaces: str = "") -> RecordingPlan:
        """What is asked for; ``replaces``: the example in whose place one is to be recorded."""
        count = 1 if replaces else self.count.value()
        return RecordingPlan(self.name.text(), count, self.seconds.value(), replaces)

    def _press(self) -> None:
        if self.button.text() == tr(STOP):
            self.stopped.emit()
        else:
            self.started.emit(self.plan())
