"""Compares two moments, of one clip or two, of one model or two, or two maps of one moment, with their difference."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.compare.map_choice import MapChoice, MapChooser
from app.compare.map_triplet import MapTriplet, difference_of
from app.compare.model_titles import model_titles
from app.compare.pane import ComparePane
from app.texts import mark, tr
from app.widgets.controls import CheckBox, caption
from app.widgets.matrix_view import cell_edges
from app.widgets.scrolled import Scrolled
from app.widgets.text import capital, joint_name, percent, rounded_up, signed
from app.widgets.text_size import px
from app.widgets.theme import GAP, Theme
from recognizer.explain.maps import largest_cell
from recognizer.skeleton.joints import JOINTS

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer

ABOUT = mark("B follows the window until it is held. All is of one window alone, not smoothed over time.")
KINDS = mark("One shows joints, the other moments: they cannot be compared. Choose the same kind of map on both sides.")
LENGTHS = mark("The two windows are {a:g} s and {b:g} s long: the same place in both maps is another time.")
SIZES = mark("The two maps are of different sizes ({a} and {b}), so there is no difference to show.")
NONE = mark("The network of {name} has no {lacking}.")
WAITING = mark("The maps appear as soon as both sides have a moment.")
EQUAL = mark("The two maps are equal.")
LARGEST = mark("Largest difference: {size}, {share} of the largest value. {where}: A {a}, B {b}.")
TINY = mark("less than 0.1 %")
OWN_SCALE, OWN_SCALE_BY = mark("Own scale for the difference"), mark("Own scale for the difference (×{:.0f})")
SIDES = 300  # pixels, the width of the sides
ROOM_FOR_BARS = 620  # pixels of height from which both sides have their five best answers


class ComparePanel(QFrame):
    """A page of the window, above the timeline. ``closed`` reports that it is not wanted any more. ``models``: those
    that can be chosen for a side, by the names of bundled ones or their folders."""

    closed = Signal()

    def __init__(self, models: Sequence[str]) -> None:
        super().__init__()
        self.a, self.b = ComparePane("A", models), ComparePane("B", models)
        self.map_a, self.map_b = MapChooser("A"), MapChooser("B")
        self.same = CheckBox(tr("Same map for A and B"))
        self.same.setChecked(True)
        self.same.toggled.connect(self._choose)
        self.own_scale = CheckBox(tr(OWN_SCALE))
        self.own_scale.toggled.connect(self._redraw)
        self.same_moment = QPushButton(tr("B: the moment of A"))
        self.same_moment.setToolTip(tr("Hold the moment of A as B too, as to see it by another model"))
        self.same_moment.clicked.connect(self._take_moment)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAccessibleName(tr("Close the comparison"))
        self.close_button.clicked.connect(self.closed)
        self.value = QLabel(tr(WAITING))
        self.value.setWordWrap(True)
        self.value.setAccessibleName(tr("Values of the cell"))
        self.maps = QStackedWidget()
        self.triplets: dict[bool, MapTriplet] = {}  # of joints: True, of moments: False; made when they are needed
        self._theme: Theme | None = None
        for side in (self.a, self.b):
            side.changed.connect(self._redraw)
        for chooser in (self.map_a, self.map_b):
            chooser.chosen.connect(self._choose)
        self._lay_out()
        self._choose()

    @property
    def triplet(self) -> MapTriplet | None:
        """The maps that are shown."""
        current = self.maps.currentWidget()
        return current if isinstance(current, MapTriplet) else None

    def side(self, name: str) -> ComparePane:
        """A or B."""
        return self.a if name == self.a.name else self.b

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        for pane in (self.a, self.b):
            pane.set_theme(theme)
        for triplet in self.triplets.values():
            triplet.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for pane in (self.a, self.b):
            pane.show_bars(self.height() >= px(ROOM_FOR_BARS))

    def _take_moment(self) -> None:
        if self.a.base is not None:
            self.b.button.setChecked(True)
            self.b.go_to(self.a.base)

    def _choose(self) -> None:
        """Another map is wanted."""
        same = self.same.isChecked()
        if same:
            self.map_b.take(self.map_a.choice)
        self.map_b.setVisible(not same)
        self._redraw()

    def _redraw(self) -> None:
        a, b = self.a.moment, self.b.moment
        if a is not None and b is not None:
            titles = model_titles([(one.model.title, one.model.spec) for one in (a, b)])
            for pane, title in zip((self.a, self.b), titles, strict=True):
                pane.set_model_title(title)
        for moment, chooser in ((a, self.map_a), (b, self.map_b)):
            if moment is not None:
                chooser.offer(moment.window)
        if self.same.isChecked():
            self.map_b.take(self.map_a.choice)
        choice_a, choice_b = self._choices()
        joints = choice_a.kind is not None
        triplet = self._triplet(joints)
        self.maps.setCurrentWidget(triplet)
        one = None if a is None else choice_a.of(a.window)
        other = None if b is None or (choice_b.kind is not None) is not joints else choice_b.of(b.window)
        edges = (self._edges(self.a, one, joints), self._edges(self.b, other, joints))
        triplet.show_maps((one, other), edges, self.own_scale.isChecked())
        times = triplet.magnification
        self.own_scale.setText(tr(OWN_SCALE) if times is None else tr(OWN_SCALE_BY).format(times))
        self.own_scale.setEnabled(times is not None)
        self._describe()

    def _edges(self, side: ComparePane, values: np.ndarray | None, joints: bool) -> tuple[np.ndarray, np.ndarray]:
        """Of the columns and rows of a map, on its axes."""
        if values is None or joints:
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
        if triplet is not None:
            self.value.setText(self._in_words(triplet))

    def _in_words(self, triplet: MapTriplet) -> str:
        if self.a.moment is None or self.b.moment is None:
            return tr(WAITING)
        a, b = (view.values for view in triplet.views[:2])
        if a is None or b is None:
            return self._lacking(self.a.moment.window, self.b.moment.window) or tr(KINDS)
        if difference_of(a, b) is None:
            return tr(SIZES, a=_size(a), b=_size(b))
        difference = triplet.views[2].values
        if difference is None:
            return tr(LENGTHS, a=self.a.seconds, b=self.b.seconds)
        if triplet.cell is not None:
            row, column = triplet.cell
            values = (float(a[row, column]), float(b[row, column]), float(difference[row, column]))
            numbers = ", ".join(f"{name} {signed(value)}" for name, value in zip(("A", "B", "A − B"), values))
            return f"{self._cell(triplet, row, column, a)}: {numbers}"
        link = largest_cell(difference)
        if not link.weight:
            return tr(EQUAL)
        share = abs(link.weight) / max(float(np.abs(a).max()), float(np.abs(b).max()))
        cell = link.target, link.source
        where = self._cell(triplet, *cell, a)
        told = percent(share, digits=1) if share >= 0.0005 else tr(TINY)
        return tr(
            LARGEST,
            size=rounded_up(abs(link.weight)),
            share=told,
            where=where,
            a=signed(float(a[cell])),
            b=signed(float(b[cell])),
        )

    def _choices(self) -> tuple[MapChoice, MapChoice]:
        """Which map is wanted of A and of B."""
        wanted = self.map_a.choice
        return wanted, wanted if self.same.isChecked() else self.map_b.choice

    def _lacking(self, a: "WindowAnswer", b: "WindowAnswer") -> str:
        """Which side's network has not what is wanted of it, and what, in a sentence for each."""
        found = (
            (side.name, choice.lacking(window))
            for side, choice, window in zip((self.a, self.b), self._choices(), (a, b), strict=True)
        )
        return " ".join(tr(NONE, name=name, lacking=lacking) for name, lacking in found if lacking)

    def _cell(self, triplet: MapTriplet, row: int, column: int, a: np.ndarray) -> str:
        if triplet.joints:
            return tr("{joint} listens to {other}", joint=capital(joint_name(row)), other=joint_name(column))
        query, key = self.a.times(a.shape[0])[row], self.a.times(a.shape[1])[column]
        return tr("{query} s looks at {key} s", query=signed(query, 2), key=signed(key, 2))

    def _lay_out(self) -> None:
        sides, column = QWidget(), QVBoxLayout()
        rows = QVBoxLayout(sides)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addWidget(self.a)
        rows.addWidget(self.b)
        rows.addWidget(self.same_moment)
        rows.addWidget(caption(tr(ABOUT)))
        rows.addStretch(1)
        area = Scrolled(sides)  # for windows that are too low for all of it
        area.setFixedWidth(SIDES)
        card = QFrame()
        card.setProperty("card", True)
        right, choices, foot = QVBoxLayout(card), QHBoxLayout(), QHBoxLayout()
        right.setSpacing(GAP)
        choices.setSpacing(2 * GAP)
        choices.addWidget(self.map_a, 1)
        choices.addWidget(self.map_b, 1)
        choices.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.setSpacing(2 * GAP)
        foot.addWidget(self.same)
        foot.addWidget(self.own_scale)
        foot.addStretch(1)
        right.addLayout(choices)
        right.addWidget(self.maps, 1)
        right.addWidget(self.value)
        right.addLayout(foot)
        column.addWidget(area)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(column)
        layout.addWidget(card, 1)


def _size(values: np.ndarray) -> str:
    return f"{values.shape[0]} × {values.shape[1]}"
