"""The tab with the list of the lesson's pages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton

from app.inside.tab import Tab
from app.lesson.text import lesson_text
from app.texts import mark
from app.widgets.theme import BODY, GAP, MARGIN, Theme, font

FIGURE_SPACE = "\N{FIGURE SPACE}"  # as wide as a digit


class LessonTab(Tab):
    """The list of the pages. ``chosen`` gives the place of the page to be read, from 0."""

    title = mark("Lesson")
    needs_window = False
    has_figure = False
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        text = lesson_text()
        self._words = text.words
        intro = QLabel(text.words.intro)
        intro.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(text.words.title)
        numbers = [f"{number}".rjust(2, FIGURE_SPACE) for number in range(1, len(text.steps) + 1)]
        self.list.addItems([f"{number}   {page.title}" for number, page in zip(numbers, text.steps, strict=True)])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self._choose())
        self.list.itemClicked.connect(lambda _: self._choose())
        self.begin_button = QPushButton(text.words.begin)
        self.begin_button.setDefault(True)
        self.begin_button.clicked.connect(self._choose)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.begin_button)
        self.rows.setContentsMargins(0, MARGIN, 0, GAP)
        self.rows.setSpacing(MARGIN)
        self.rows.addWidget(intro)
        self.rows.addWidget(self.list, 1)
        self.rows.addLayout(foot)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's type."""
        self.list.setFont(font(BODY + 1))

    def mark(self, place: int | None) -> None:
        """The page that is being read, ``None`` when the lesson has ended."""
        self.begin_button.setText(self._words.begin if place is None else self._words.go_on)
        self.list.setCurrentRow(place or 0)

    def _choose(self) -> None:
        self.chosen.emit(max(self.list.currentRow(), 0))
