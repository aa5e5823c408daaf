"""One rule: when this action begins, play this sound or run this command."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.session.rules import USUAL_PAUSE, Deed, Rule
from app.texts import mark, tr
from app.widgets.controls import DropDown, caption
from app.widgets.text_size import px
from app.widgets.theme import GAP, MARGIN
from recognizer.errors import UserError

DEEDS = {Deed.TONE: mark("Play a tone"), Deed.SOUND: mark("Play a sound file"), Deed.COMMAND: mark("Run a command")}
EXPLAINED = {
    Deed.TONE: mark("Two soft notes."),
    Deed.SOUND: mark("A WAV, MP3, FLAC or Ogg Vorbis file. A new sound takes the place of one that still plays."),
    Deed.COMMAND: mark(
        "A command runs as you, and without a shell. {action}, {person}, {probability} and {time} "
        "in its arguments stand for what happened."
    ),
}
PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)  # seconds
SOUND_FILTERS = mark("Sounds (*.wav *.mp3 *.flac *.ogg *.oga);;All files (*)")
WIDTH = 560  # pixels at a text size of 100 %


class RuleDialog(QDialog):
    """Begins with ``old``; ``rule`` is what was made of it, once it is accepted. ``tried`` carries a rule that the user
    wants to try out, and ``say`` shows what came of it."""

    tried = Signal(object)

    def __init__(self, old: Rule | None, actions: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A rule"))
        self.rule: Rule | None = None
        begun = old or _NOTHING
        self._make_fields(begun, actions)
        self.explained, self.outcome = caption(""), QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setAccessibleName(tr("What came of it"))
        self.try_it = QPushButton(tr("Try it"))
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._lay_out()
        self.deed.currentIndexChanged.connect(lambda _: self._show_deed())
        self.choose.clicked.connect(lambda _=False: self._choose())
        self.try_it.clicked.connect(lambda _=False: self._try())
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._show_deed()

    def say(self, sentence: str) -> None:
        """Show what came of trying it out, or what is wrong."""
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))
        self._fit()

    def _make_fields(self, begun: "Rule | _Nothing", actions: Sequence[str]) -> None:
        self.action, self.command, self.sound = QLineEdit(begun.action), QLineEdit(), QLineEdit()
        self.deed, self.choose, self.pause = DropDown(), QPushButton(tr("Choose…")), DropDown()
        self.action.setAccessibleName(tr("Action"))
        self.action.setPlaceholderText(tr("Action"))
        completer = QCompleter(list(actions), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.action.setCompleter(completer)
        self.deed.setAccessibleName(tr("What is done"))
        self.deed.addItems([tr(words) for words in DEEDS.values()])
        self.deed.setCurrentIndex(list(DEEDS).index(begun.deed))
        self.command.setAccessibleName(tr("Command"))
        self.command.setPlaceholderText("notify-send {action}")
        self.sound.setAccessibleName(tr("Sound file"))
        self.choose.setAccessibleName(tr("Choose a sound file"))
        self.choose.setAutoDefault(False)
        (self.command if begun.deed is Deed.COMMAND else self.sound).setText(begun.what)
        self.pause.setAccessibleName(tr("Pause after it"))
        for pause in sorted({*PAUSES, begun.pause}):
            self.pause.addItem(pause_text(pause), pause)
        self.pause.setCurrentText(pause_text(begun.pause))

    def _lay_out(self) -> None:
        self.sound_row = QWidget()
        row = QHBoxLayout(self.sound_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.sound, 1)
        row.addWidget(self.choose)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(2 * MARGIN)
        self.form.setVerticalSpacing(GAP)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.addRow(tr("When somebody begins"), self.action)
        self.form.addRow(tr("Do this"), self.deed)
        self.form.addRow(tr("Sound file"), self.sound_row)
        self.form.addRow(tr("Command"), self.command)
        self.form.addRow("", self.explained)
        self.form.addRow(tr("Pause after it"), self.pause)
        self.try_it.setAutoDefault(False)
        below = QHBoxLayout()
        below.addWidget(self.try_it)
        below.addWidget(self.buttons, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addLayout(self.form)
        layout.addWidget(self.outcome)
        layout.addStretch(1)
        layout.addLayout(below)
        self.outcome.hide()
        self.setMinimumWidth(px(WIDTH))

    @property
    def _deed(self) -> Deed:
        return list(DEEDS)[self.deed.currentIndex()]

    def _show_deed(self) -> None:
        """Have only the fields that it needs."""
        self.form.setRowVisible(self.sound_row, self._deed is Deed.SOUND)
        self.form.setRowVisible(self.command, self._deed is Deed.COMMAND)
        self.explained.setText(tr(tr(EXPLAINED[self._deed])))
        self.say("")

    def _fit(self) -> None:
        """Become higher where what is said needs it; else the fields would be squeezed."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))

    def _choose(self) -> None:
        folder = str(Path(self.sound.text()).parent) if self.sound.text() else ""
        file, _ = QFileDialog.getOpenFileName(self, tr("A sound"), folder, tr(SOUND_FILTERS))
        if file:
            self.sound.setText(file)

    def _made(self) -> Rule | None:
        """The rule as it stands; ``None`` where it is none, which is told."""
        what = {Deed.TONE: "", Deed.SOUND: self.sound.text().strip(), Deed.COMMAND: self.command.text()}[self._deed]
        try:
            made = Rule(self.action.text().strip(), what, self.pause.currentData(), self._deed)
            if made.deed is Deed.SOUND and not Path(what).is_file():
                raise UserError(tr("There is no file {what}.", what=what))
        except UserError as error:
            self.say(str(error))
            return None
        return made

    def _try(self) -> None:
        if (rule := self._made()) is not None:
            self.say("")
            self.tried.emit(rule)

    def _accept(self) -> None:
        if (rule := self._made()) is not None:
            self.rule = rule
            self.accept()


def pause_text(pause: float) -> str:
    """A pause in seconds, as it is read."""
    if pause == 0:
        return tr("None")
    for name, seconds in (("h", 3600), ("min", 60)):
        if pause % seconds == 0:
            return f"{pause // seconds:.0f} {name}"
    return f"{pause:g} s"


class _Nothing:
    """What a new rule begins with, which is no rule yet."""

    action, what, pause, deed = "", "", USUAL_PAUSE, Deed.TONE


_NOTHING = _Nothing()
