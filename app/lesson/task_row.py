"""What a task is answered with: lists to choose from, and buttons that check the choice and show the solution."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.lesson.text import Task, TaskWords
from app.widgets.controls import DropDown
from app.widgets.theme import GAP
from app.widgets.wrapping_row import WrappingRow

MOST_LISTS = 2
SEEN = 9  # characters of a choice that are seen at least


class TaskRow(QWidget):
    """``remedy`` is the button that does what must be done before the task can be answered. ``changed``: something
    else is chosen."""

    changed = Signal()

    def __init__(self, words: TaskWords) -> None:
        super().__init__()
        self.lists = [DropDown() for _ in range(MOST_LISTS)]
        self.names = [QLabel() for _ in self.lists]
        self.check, self.solve, self.remedy = QPushButton(words.check), QPushButton(words.solve), QPushButton()
        self.remedy.hide()
        self._pairs: list[QWidget] = []
        layout = WrappingRow(self)
        for name, choice in zip(self.names, self.lists, strict=True):
            name.setBuddy(choice)
            choice.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(SEEN)
            choice.currentIndexChanged.connect(self.changed)
            choice.hide()  # until a task asks for it
            self._pairs.append(_side_by_side(name, choice))
            layout.addWidget(self._pairs[-1])
        for button in (self.check, self.solve, self.remedy):
            layout.addWidget(button)

    @property
    def chosen(self) -> tuple[int, ...] | None:
        """The places of what is chosen in the lists, ``None`` where one of them has no choice yet."""
        places = tuple(one.currentIndex() for one in self.lists if not one.isHidden())
        return None if any(place < 0 for place in places) else places

    def show_task(self, task: Task) -> None:
        """Ask for the answer of this task, with nothing chosen."""
        for place, (name, choice, pair) in enumerate(zip(self.names, self.lists, self._pairs, strict=True)):
            asked = place < len(task.choose)
            name.setText(task.choose[place] if asked else "")
            choice.setAccessibleName(name.text())
            choice.setVisible(asked)
            pair.setVisible(asked)
            _fill(choice, ())

    def show_lists(self, entries: Sequence[Sequence[str]]) -> None:
        """What can be chosen; what is chosen stays, as long as the same can be."""
        for choice, items in zip(self.lists, entries, strict=False):
            if [choice.itemText(place) for place in range(choice.count())] != list(items):
                _fill(choice, items)

    def choose(self, places: Sequence[int]) -> None:
        """Choose these."""
        for choice, place in zip(self.lists, places, strict=False):
            choice.blockSignals(True)
            choice.setCurrentIndex(place)
            choice.blockSignals(False)

    def set_ready(self, ready: bool, remedy: str) -> None:
        """Whether the task can be answered now, and what a button offers to do where it cannot; empty for none."""
        waited = self.remedy.hasFocus()
        for part in (*self.lists, self.check, self.solve):
            part.setEnabled(ready)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        if waited and ready:
            self.lists[0].setFocus()


def _side_by_side(name: QLabel, choice: DropDown) -> QWidget:
    """The two as one part of a row."""
    pair = QWidget()
    layout = QHBoxLayout(pair)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    layout.addWidget(name)
    layout.addWidget(choice)
    return pair


def _fill(choice: DropDown, items: Sequence[str]) -> None:
    choice.blockSignals(True)
    choice.clear()
    choice.addItems(list(items))
    choice.setCurrentIndex(-1)
    choice.blockSignals(False)
