"""How figures are written: PNG or SVG or both, how large, at which resolution."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.figures.paper import COLUMN, COLUMN_AND_A_HALF, DOTS, PAGE, WIDTHS, Paper
from app.texts import mark, tr
from app.widgets.controls import CheckBox, DropDown
from app.widgets.theme import GAP

WORDS = {COLUMN: mark("one column"), COLUMN_AND_A_HALF: mark("a column and a half"), PAGE: mark("full page")}
PNG, SVG = ".png", ".svg"


class FigureOptions(QWidget):
    """``changed`` comes when another choice is made."""

    changed = Signal()

    def __init__(self, kinds: Sequence[str], paper: Paper) -> None:
        super().__init__()
        self.png, self.svg = CheckBox("PNG"), CheckBox(tr("SVG, to be edited"))
        self.png.setChecked(PNG in kinds)
        self.svg.setChecked(SVG in kinds)
        self.width_choice, self.dots = DropDown(), DropDown()
        self.width_choice.addItems(
            [tr("{width:g} mm, {words}", width=width, words=tr(tr(WORDS[width]))) for width in WIDTHS]
        )
        self.width_choice.setCurrentIndex(WIDTHS.index(paper.width) if paper.width in WIDTHS else 0)
        self.dots.addItems([f"{dots} dpi" for dots in DOTS])
        self.dots.setCurrentIndex(DOTS.index(paper.dots) if paper.dots in DOTS else 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for row, (name, control) in enumerate(((tr("Width"), self.width_choice), (tr("Resolution"), self.dots))):
            label = QLabel(name)
            label.setBuddy(control)
            control.setAccessibleName(tr("{name} of figures", name=name))
            control.currentIndexChanged.connect(lambda _: self._update())
            grid.addWidget(label, row + 1, 0)
            grid.addWidget(control, row + 1, 1)
        grid.addWidget(self.png, 0, 0)
        grid.addWidget(self.svg, 0, 1)
        for box in (self.png, self.svg):
            box.toggled.connect(lambda _: self._update())
        self._update()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The endings of the files of each figure."""
        return tuple(kind for kind, box in ((PNG, self.png), (SVG, self.svg)) if box.isChecked())

    @property
    def paper(self) -> Paper:
        """How large and how sharp they are."""
        return Paper(WIDTHS[self.width_choice.currentIndex()], DOTS[self.dots.currentIndex()])

    def _update(self) -> None:
        self.dots.setEnabled(self.png.isChecked())
        self.changed.emit()
