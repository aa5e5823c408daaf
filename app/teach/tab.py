"""The tab in which own actions are taught: recorded, looked at, learned."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.inside.tab import Tab
from app.teach.action_list import ActionList
from app.teach.example_list import ExampleList
from app.teach.learn_row import LearnRow
from app.teach.record_row import RecordRow
from app.teach.separation_page import SeparationPage
from app.texts import mark, tr
from app.widgets.elided_label import ElidedLabel
from app.widgets.icons import icon
from app.widgets.moving_figure import TICK
from app.widgets.text import with_keys
from app.widgets.theme import GAP, SECTION, Theme, font
from recognizer.text import path_text

if TYPE_CHECKING:
    from recognizer.own_actions.pack import ActionExample, Pack

LISTS = 150  # pixels at a text size of 100 %, the least height of actions and examples
NOTHING_YET = mark("Name an action and record some examples of it, or take them from the timeline.")
TO_LEARN = mark("Not learned yet: press Learn, and the actions are recognized.")
NOT_USED = mark("Learned, and not in use: the menu of the pack, above, takes it into use.")


class TeachTab(Tab):
    """Shows a pack of own actions, and emits what the user wants to be done with it.

    ``record``, ``action_list``, ``example_list`` and ``learning`` are its parts, with signals of their own.
    """

    title = mark("Teach")
    needs_window = False
    has_figure = False
    appeared = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    menu_wanted = Signal(QPoint)  # that of the pack, at a place of the screen
    again_wanted = Signal(object)  # an example that is to be recorded again
    example_removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pack: Pack | None = None
        self.record, self.learning, self.separation = RecordRow(), LearnRow(), SeparationPage()
        self.action_list, self.example_list = ActionList(), ExampleList()
        for part in (self.action_list, self.example_list):
            part.setMinimumHeight(LISTS)
        self.name, self.menu_button = ElidedLabel(), QPushButton(tr("Pack…"))
        self.menu_button.setAccessibleName(tr("What can be done with the pack"))
        self.menu_button.clicked.connect(lambda _=False: self._open_menu())
        self.undo = self._tool(tr("Undo in the pack"), "Ctrl+Z", self.undo_wanted.emit)
        self.redo = self._tool(tr("Redo in the pack"), "Ctrl+Shift+Z", self.redo_wanted.emit)
        self.rename, self.remove = QPushButton(tr("Rename")), QPushButton(tr("Remove"))
        self.again, self.delete = QPushButton(tr("Record again")), QPushButton(tr("Delete"))
        for button, name in (
            (self.rename, tr("Rename the action")),
            (self.remove, tr("Remove the action and its examples")),
            (self.again, tr("Record the example again")),
            (self.delete, tr("Delete the example")),
        ):
            button.setProperty("compact", True)
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.rename.clicked.connect(lambda _=False: self.action_list.rename())
        self.remove.clicked.connect(lambda _=False: self.action_list.removed.emit())
        self.again.clicked.connect(lambda _=False: self.again_wanted.emit(self.example_list.chosen))
        self.delete.clicked.connect(lambda _=False: self._delete())
        self.separation.closed.connect(lambda: self.show_separation(False))
        self.action_list.chosen.connect(self._show_examples)
        self.example_list.removed.connect(self._delete)
        self._lay_out()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK)
        self._ticker.timeout.connect(self.tick)

    # What is shown

    def show_pack(self, pack: "Pack | None", folder: Path | None, undo: bool, redo: bool) -> None:
        """Show a pack; ``undo`` and ``redo``: whether there is something to go back to, or forward."""
        self._pack = pack
        self.name.set_full_text(tr("No pack yet") if folder is None else path_text(folder.name))
        self.name.setToolTip("" if folder is None else path_text(folder))
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
        self.record.show_known([] if pack is None else pack.names)
        if pack is not None:
            self.action_list.show_pack(pack)
        self._show_examples()

    def show_learning(self, used: bool, share: float | None) -> None:
        """How it stands with learning: whether the pack is ``used``, and how much is learned, 0 to 1, while that is
        going on."""
        pack = self._pack
        alone, examples = pack is not None and pack.alone, pack is not None and bool(pack.examples)
        self.learning.show_state(self._words(used), alone, examples, share)

    def show_separation(self, shown: bool) -> None:
        """Show how well the actions are told apart in the place of the examples, or those again."""
        self.pages.setCurrentWidget(self.separation if shown else self.teaching)
        (self.separation.back if shown else self.learning.check).setFocus()

    def tick(self) -> None:
        """Let the figures move."""
        self.example_list.viewport().update()
        self.separation.tick()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.name.setFont(font(SECTION, bold=True))
        for button, name in ((self.undo, "undo"), (self.redo, "redo")):
            button.setIcon(icon(name, theme))
        self.separation.set_theme(theme)
        for part in (self.action_list, self.example_list):
            part.set_theme(theme)

    def _words(self, used: bool) -> str:
        pack = self._pack
        if pack is None or not pack.examples:
            return tr(NOTHING_YET)
        if pack.learned is None:
            return tr(TO_LEARN)
        if not used:
            return tr(NOT_USED)
        count = len(pack.shown)
        if pack.alone:
            one = tr("Learned: 1 own action is recognized, and nothing else.")
            more = tr("Learned: {count} own actions are recognized, and nothing else.", count=count)
        else:
            one = tr("Learned: 1 own action is recognized beside those of the model.")
            more = tr("Learned: {count} own actions are recognized beside those of the model.", count=count)
        return one if count == 1 else more

    def _show_examples(self) -> None:
        pack, action = self._pack, self.action_list.action
        examples: Sequence[ActionExample] = () if pack is None or not action else pack.of(action)
        self.example_list.show_examples(examples)
        for button in (self.rename, self.remove):
            button.setEnabled(bool(action))
        for button in (self.again, self.delete):
            button.setEnabled(bool(examples))
        if action and self.record.name.isEnabled() and not self.record.name.hasFocus():
            self.record.name.setText(action)

    def _delete(self) -> None:
        if self.example_list.chosen is not None:
            self.example_removed.emit(self.example_list.chosen)

    def _open_menu(self) -> None:
        self.menu_wanted.emit(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    # Keys, and coming and going

    def event(self, event: QEvent) -> bool:
        """Undo, redo and Delete are those of the pack while something here has the focus, and no shortcuts of the
        window."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            in_list = self.action_list.hasFocus() or self.example_list.hasFocus()
            if self._own(event) is not None or (event.key() == Qt.Key.Key_Delete and in_list):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._own(event)
        if wanted is not None:
            wanted.click()
        else:
            super().keyPressEvent(event)

    def _own(self, event: QKeyEvent) -> QToolButton | None:
        """The button that a key stands for."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        return self.redo if QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Shift+Z") else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticker.start()
        self.appeared.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()

    # Where everything is

    def _tool(self, words: str, key: str, pressed: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setProperty("plain", True)
        button.setAccessibleName(words)
        button.setToolTip(with_keys(words, key))
        button.setEnabled(False)
        button.clicked.connect(lambda _=False: pressed())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.name, 1)
        for part in (self.undo, self.redo, self.menu_button):
            head.addWidget(part)
        lists = QGridLayout()
        lists.setHorizontalSpacing(GAP)
        lists.setVerticalSpacing(GAP)
        lists.addWidget(self.action_list, 0, 0)
        lists.addWidget(self.example_list, 0, 1)
        lists.addLayout(_side_by_side(self.rename, self.remove), 1, 0)
        lists.addLayout(_side_by_side(self.again, self.delete), 1, 1)
        lists.setColumnStretch(0, 2)
        lists.setColumnStretch(1, 3)
        lists.setRowStretch(0, 1)
        self.teaching, self.pages = QWidget(), QStackedWidget()
        page = QVBoxLayout(self.teaching)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(GAP)
        page.addWidget(self.record)
        page.addLayout(lists, 1)
        page.addWidget(self.learning)
        self.pages.addWidget(self.teaching)
        self.pages.addWidget(self.separation)
        self.rows.addLayout(head)
        self.rows.addWidget(self.pages, 1)


def _side_by_side(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def pack_menu(parent: QWidget, recent: Sequence[str], used: bool | None) -> QMenu:
    """The menu of the pack. ``recent``: folders that were used lately; ``used``: whether its actions are recognized,
    ``None`` where that cannot be chosen. Its actions say by their ``data`` what is wanted: "new", "open", "use", or a
    folder."""
    menu = QMenu(parent)
    for text, wanted in ((tr("New pack…"), "new"), (tr("Open a pack…"), "open")):
        menu.addAction(text).setData(wanted)
    lately = menu.addMenu(tr("Opened lately"))
    lately.setEnabled(bool(recent))
    for folder in recent:
        action = lately.addAction(path_text(Path(folder).name).replace("&", "&&"))
        action.setToolTip(path_text(folder))
        action.setData(folder)
    menu.addSeparator()
    use = menu.addAction(tr("Recognize its actions"))
    use.setCheckable(True)
    use.setChecked(bool(used))
    use.setEnabled(used is not None)
    use.setData("use")
    return menu
