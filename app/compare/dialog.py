"""Comparing: two moments, of one clip or two, of one model or two, or two maps of one moment, with their difference."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from app.compare.map_triplet import Trio, difference_of
from app.compare.pane import Held, Side
from app.inside.attention_tab import edges
from app.inside.tab import caption
from app.widgets.controls import CheckBox
from app.widgets.text import signed
from app.widgets.theme import GAP, MARGIN, Theme
from recognizer.skeleton.joints import JOINTS, NAMES

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

ABOUT = (
    "A moment is held as A. Go to another moment, clip or model in the window: B follows until you hold it too. "
    "All is of one window alone. Rows: target, or query. Columns: source, or key."
)
HINT = "Point at a cell to read its values."
KINDS = "One shows joints, the other moments: they cannot be compared. Choose the same kind of map on both sides."
LENGTHS = "The two windows are {:g} s and {:g} s long: the same place in both maps is another time."
SIZES = "The two maps are of different sizes ({} and {}), so there is no difference to show."
NONE = "A model without attention over time has no such map."


class CompareDialog(QDialog):
    """Stays open beside the window. ``follow`` gives it what is shown there."""

    def __init__(self, parent: "MainWindow | None" = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare")
        self.resize(1240, 710)
        self.a, self.b = Side("A"), Side("B")
        self.same = CheckBox("The same map on both sides")
        self.same.setChecked(True)
        self.same.toggled.connect(self._choose)
        self.value = QLabel(HINT)
        self.value.setAccessibleName("Values of the cell")
        self.value.setMinimumWidth(200)
        self.maps, card = QStackedWidget(), QFrame()
        card.setProperty("card", True)
        QVBoxLayout(card).addWidget(self.maps)
        self.trios: dict[bool, Trio] = {}  # of joints: True, of moments: False; made when they are needed
        self._theme: Theme | None = None
        for side in (self.a, self.b):
            side.changed.connect(self._redraw)
            side.chosen.connect(self._choose)
        sides, foot, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        sides.setSpacing(GAP)
        sides.addWidget(self.a, 1)
        sides.addWidget(self.b, 1)
        foot.addWidget(self.value, 1)
        foot.addWidget(self.same)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addWidget(caption(ABOUT))
        layout.addLayout(sides)
        layout.addWidget(card, 1)
        layout.addLayout(foot)
        self._choose()

    @property
    def trio(self) -> Trio | None:
        """The maps that are shown."""
        return self.maps.currentWidget()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.a, self.b, *self.trios.values()):
            part.set_theme(theme)

    def follow(self, moment: Held) -> None:
        """What the window shows now."""
        for side in (self.a, self.b):
            side.follow(moment)

    def _choose(self) -> None:
        """Another map is wanted."""
        same = self.same.isChecked()
        if same and self.a.moment is not None and self.b.moment is not None:
            self.b.take_choice(self.a.choice)
        self.b.choices.setEnabled(not same)
        self._redraw()

    def _redraw(self) -> None:
        if self.a.moment is None or self.b.moment is None:
            return
        if self.same.isChecked():
            self.b.take_choice(self.a.choice)
        joints = self.a.choice.kind is not None
        trio = self._trio(joints)
        self.maps.setCurrentWidget(trio)
        other = None if (self.b.choice.kind is not None) is not joints else self.b.values
        trio.show_maps((self.a.values, other), (self._edges(self.a, self.a.values), self._edges(self.b, other)))
        self._tell()

    def _edges(self, side: Side, values: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Of the columns and rows of a map, on its axes."""
        if values is None or side.choice.kind is not None:
            every = np.arange(JOINTS + 1.0)
            return every, every
        rows, columns = values.shape
        return edges(side.times(columns)), edges(side.times(rows))

    def _trio(self, joints: bool) -> Trio:
        if joints not in self.trios:
            trio = self.trios[joints] = Trio(joints)
            trio.pointed.connect(self._tell)
            self.maps.addWidget(trio)
            if self._theme is not None:
                trio.set_theme(self._theme)
        return self.trios[joints]

    def _tell(self) -> None:
        trio = self.trio
        if trio is None:
            return
        a, b = (view.values for view in trio.views[:2])
        if a is None or b is None:
            alike = (self.a.choice.kind is None) == (self.b.choice.kind is None)
            self.value.setText(NONE if alike else KINDS)
        elif difference_of(a, b) is None:
            self.value.setText(SIZES.format(_size(a), _size(b)))
        elif trio.views[2].values is None:
            self.value.setText(LENGTHS.format(self.a.seconds, self.b.seconds))
        elif trio.cell is None:
            self.value.setText(HINT)
        else:
            row, column = trio.cell
            values = (float(a[row, column]), float(b[row, column]), float(trio.views[2].values[row, column]))
            if trio.joints:
                what = f"{NAMES[row].capitalize()} listens to {NAMES[column]}"
            else:
                query, key = self.a.times(a.shape[0])[row], self.a.times(a.shape[1])[column]
                what = f"{signed(query, 2)} s looks at {signed(key, 2)} s"
            told = ", ".join(f"{name} {signed(value)}" for name, value in zip(("A", "B", "A − B"), values))
            self.value.setText(f"{what}: {told}")


class Comparing:
    """Opens the dialog of a window, once, and feeds it."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.dialog: CompareDialog | None = None
        window.inside.changed.connect(self._follow)

    def show(self) -> None:
        """Open it, and hold the moment that is shown as A."""
        self._window.show_inside()
        if self.dialog is None:
            self.dialog = CompareDialog(self._window)
            self.dialog.finished.connect(self._window.watch)
            self.dialog.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
            self.dialog.set_theme(self._window.theme)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.a.button.setChecked(False)
        self.dialog.a.button.setFocus()
        QTimer.singleShot(0, self.dialog, self._hold)  # making the maps takes as long again as the dialog itself

    def set_theme(self, theme: Theme) -> None:
        if self.dialog is not None:
            self.dialog.set_theme(theme)

    @property
    def open(self) -> bool:
        return self.dialog is not None and self.dialog.isVisible()

    def _hold(self) -> None:
        self._follow()
        self.dialog.a.button.setChecked(True)

    def _follow(self) -> None:
        shown, source = self._window.inside.shown, self._window.pipeline.source
        if self.open and shown is not None and source is not None:
            self.dialog.follow(Held(*shown, source.name))


def _size(values: np.ndarray) -> str:
    return f"{values.shape[0]} × {values.shape[1]}"
