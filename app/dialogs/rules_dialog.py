"""The list of rules: when this action begins, do this."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.rule_dialog import DEEDS, RuleDialog, pause_text
from app.session.rules import Deed, Rule
from app.texts import mark, tr
from app.widgets.controls import CheckBox, caption
from app.widgets.text_size import follow_dialog
from app.widgets.theme import GAP, MARGIN
from app.widgets.tree import Tree

EXPLAINED = mark(
    "Rules hold before a camera. They come from your settings alone: no file that is opened can bring one."
)
WIDTH, HEIGHT = 640, 150  # pixels at a text size of 100 %, of the list


class RulesDialog(QDialog):
    """Begins with ``rules``; ``actions`` are those that are suggested. ``chosen`` carries the rules, and whether they
    hold for recorded files, too, whenever that is changed; ``tried`` a rule that is to be tried out."""

    chosen = Signal(list, bool)
    tried = Signal(object)

    def __init__(self, rules: Sequence[Rule], recorded: bool, actions: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("When an action begins"))
        self.rules, self._actions = list(rules), actions
        self.editor: RuleDialog | None = None
        self.list = Tree()
        self.list.setAccessibleName(tr("Rules"))
        self.list.setHeaderLabels([tr("When somebody begins"), tr("Do this"), tr("Pause after it")])
        self.list.setRootIsDecorated(False)
        self.list.setMinimumSize(WIDTH, HEIGHT)
        header, mode = self.list.header(), QHeaderView.ResizeMode
        header.setStretchLastSection(False)
        for column, width in enumerate((mode.ResizeToContents, mode.Stretch, mode.ResizeToContents)):
            header.setSectionResizeMode(column, width)
        self.add, self.edit, self.remove = QPushButton(tr("Add…")), QPushButton(tr("Edit…")), QPushButton(tr("Remove"))
        self.recorded = CheckBox(tr("Also for recorded files, while they are played"))
        self.recorded.setChecked(recorded)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self.add.clicked.connect(lambda _=False: self._ask(None))
        self.edit.clicked.connect(lambda _=False: self._ask(self._place))
        self.remove.clicked.connect(lambda _=False: self._remove())
        self.list.itemActivated.connect(lambda *_: self._ask(self._place))
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.recorded.toggled.connect(lambda _: self._tell())
        self.buttons.rejected.connect(self.close)
        self._fill(0)

    def say(self, sentence: str) -> None:
        """Show what came of a rule that was tried out."""
        if self.editor is not None:
            self.editor.say(sentence)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button, what in (
            (self.add, tr("Add a rule")),
            (self.edit, tr("Edit the rule")),
            (self.remove, tr("Remove the rule")),
        ):
            button.setAccessibleName(what)
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter is for the list
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self.recorded)
        layout.addWidget(caption(tr(EXPLAINED)))
        layout.addWidget(self.buttons)

    @property
    def _place(self) -> int:
        """Of the rule that is chosen; -1 where none is."""
        return self.list.currentIndex().row()

    def _ask(self, place: int | None) -> None:
        if place is not None and place < 0:
            return
        self.editor = RuleDialog(None if place is None else self.rules[place], self._actions, self)
        self.editor.tried.connect(self.tried)
        self.editor.accepted.connect(lambda: self._take(place))
        follow_dialog(self.editor)  # the window does so for its own dialogs alone
        self.editor.open()

    def _take(self, place: int | None) -> None:
        assert self.editor is not None and self.editor.rule is not None, "accepted with a rule"
        if place is None:
            self.rules.append(self.editor.rule)
        else:
            self.rules[place] = self.editor.rule
        self._fill(len(self.rules) - 1 if place is None else place)
        self._tell()

    def _remove(self) -> None:
        if (place := self._place) >= 0:
            del self.rules[place]
            self._fill(max(place - 1, 0))
            self._tell()

    def _tell(self) -> None:
        self.chosen.emit(list(self.rules), self.recorded.isChecked())

    def _fill(self, place: int) -> None:
        self.list.clear()
        for rule in self.rules:
            item = QTreeWidgetItem([rule.action, _deed_text(rule), pause_text(rule.pause)])
            item.setToolTip(1, rule.what)
            self.list.addTopLevelItem(item)
        if self.rules:
            self.list.setCurrentIndex(self.list.model().index(place, 0))
        self._enable()

    def _enable(self) -> None:
        for button in (self.edit, self.remove):
            button.setEnabled(self._place >= 0)


def _deed_text(rule: Rule) -> str:
    if rule.deed is Deed.TONE:
        return tr(tr(DEEDS[Deed.TONE]))
    return tr("Play {name}", name=Path(rule.what).name) if rule.deed is Deed.SOUND else tr("Run {what}", what=rule.what)
