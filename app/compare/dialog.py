"""Compares two moments, of one clip or two, of one model or two, or two maps of one moment, with their difference."""

import numpy as np
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.compare.map_triplet import MapTriplet, difference_of
from app.compare.pane import ComparePane, HeldMoment
from app.widgets.controls import CheckBox, caption
from app.widgets.matrix_view import cell_edges
from app.widgets.text import signed
from app.widgets.theme import GAP, MARGIN, Theme
from recognizer.skeleton.joints import JOINTS, NAMES

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare")
        self.resize(1240, 710)
        self.a, self.b = ComparePane("A"), ComparePane("B")
        self.same = CheckBox("The same map on both sides")
        self.same.setChecked(True)
        self.same.toggled.connect(self._choose)
        self.value = QLabel(HINT)
        self.value.setAccessibleName("Values of the cell")
        self.value.setMinimumWidth(200)
        self.maps, card = QStackedWidget(), QFrame()
        card.setProperty("card", True)
        QVBoxLayout(card).addWidget(self.maps)
        self.triplets: dict[bool, MapTriplet] = {}  # of joints: True, of moments: False; made when they are needed
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
    def triplet(self) -> MapTriplet | None:
        """The maps that are shown."""
        current = self.maps.currentWidget()
        return current if isinstance(current, MapTriplet) else None

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        for pane in (self.a, self.b):
            pane.set_theme(theme)
        for triplet in self.triplets.values():
            triplet.set_theme(theme)

    def follow(self, moment: HeldMoment) -> None:
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
        triplet = self._triplet(joints)
        self.maps.setCurrentWidget(triplet)
        other = None if (self.b.choice.kind is not None) is not joints else self.b.values
        triplet.show_maps((self.a.values, other), (self._edges(self.a, self.a.values), self._edges(self.b, other)))
        self._describe()

    def _edges(self, side: ComparePane, values: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Of the columns and rows of a map, on its axes."""
        if values is None or side.choice.kind is not None:
            every = np.arange(JOINTS + 1.0)
            return every, every
        rows, columns = values.shape
        return cell_edges(side.times(columns)), cell_edges(side.times(rows))

    def _triplet(self, joints: bool) -> MapTriplet:
        if joints not in self.triplets:
            triplet = self.triplets[joints] = MapTriplet(joints)
            triplet.pointed.connect(self._describe)
            self.maps.addWidget(triplet)
            if self._theme is not None:
                triplet.set_theme(self._theme)
        return self.triplets[joints]

    def _describe(self) -> None:
        triplet = self.triplet
        if triplet is None:
            return
        a, b = (view.values for view in triplet.views[:2])
        if a is None or b is None:
            alike = (self.a.choice.kind is None) == (self.b.choice.kind is None)
            self.value.setText(NONE if alike else KINDS)
        elif difference_of(a, b) is None:
            self.value.setText(SIZES.format(_size(a), _size(b)))
        elif triplet.views[2].values is None:
            self.value.setText(LENGTHS.format(self.a.seconds, self.b.seconds))
        elif triplet.cell is None:
            self.value.setText(HINT)
        else:
            row, column = triplet.cell
            values = (float(a[row, column]), float(b[row, column]), float(triplet.views[2].values[row, column]))
            if triplet.joints:
                what = f"{NAMES[row].capitalize()} listens to {NAMES[column]}"
            else:
                query, key = self.a.times(a.shape[0])[row], self.a.times(a.shape[1])[column]
                what = f"{signed(query, 2)} s looks at {signed(key, 2)} s"
            numbers = ", ".join(f"{name} {signed(value)}" for name, value in zip(("A", "B", "A − B"), values))
            self.value.setText(f"{what}: {numbers}")


def _size(values: np.ndarray) -> str:
    return f"{values.shape[0]} × {values.shape[1]}"
