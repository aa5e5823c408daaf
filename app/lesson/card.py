"""What is seen of the lesson: its list of pages, and the card with the page that is being read."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from app.inside.tab import Tab
from app.lesson.equation import Equation
from app.lesson.text import lesson_text
from app.widgets.icons import icon
from app.widgets.theme import BODY, GAP, MARGIN, SECTION, Theme, font


class LessonCard(QFrame):
    """A page: its text, its equation, and what the lit term of it says. ``turned`` asks for another page, so many
    further on; ``pointed`` tells the lit term."""

    turned = Signal(int)
    closed = Signal()
    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._words = lesson_text().words
        self.setProperty("card", True)
        self.setAccessibleName(self._words.title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.number, self.title, self.text = QLabel(), QLabel(), QLabel()
        self.source, self.says, self.equation = QLabel(), QLabel(), Equation()
        self.number.setProperty("caption", True)
        self.source.setProperty("caption", True)
        self.text.setWordWrap(True)
        self.says.setWordWrap(True)
        self.says.setProperty("muted", True)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label, lines in ((self.text, 3), (self.says, 2)):  # so that nothing jumps from page to page
            label.setMinimumHeight(lines * label.fontMetrics().lineSpacing() + 2)
        self.equation.pointed.connect(self._say)
        self._icons: list[tuple[QToolButton, str]] = []
        self.back = self._button("previous", self._words.back, "Alt+Left", lambda: self.turned.emit(-1))
        self.next = self._button("next", self._words.next, "Alt+Right", lambda: self.turned.emit(1))
        self.close_button = self._button("close", self._words.close, "", self.closed.emit)
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        self.title.setFont(font(SECTION, bold=True))
        self.equation.set_theme(theme)
        for button, name in self._icons:
            button.setIcon(icon(name, theme))

    def show_page(self, place: int) -> None:
        """The page of that place, from 0."""
        pages = lesson_text().pages
        page = pages[place]
        self.number.setText(f"{place + 1} / {len(pages)}")
        self.title.setText(page.title)
        self.text.setText(page.text)
        self.source.setText(page.source)
        self.equation.show_pieces(page.pieces, f"{self._words.equation}: {page.spoken}")
        self.back.setEnabled(place > 0)
        self.next.setEnabled(place < len(pages) - 1)
        self._say(None)

    def _say(self, place: int | None) -> None:
        self.says.setText(self._words.hint if place is None else self.equation.pieces[place].says)
        self.says.setProperty("muted", place is None)
        self.says.style().polish(self.says)
        self.pointed.emit(place)

    def _button(self, name: str, words: str, key: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setFixedSize(30, 28)
        button.setIconSize(QSize(18, 18))
        button.setProperty("plain", True)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})" if key else words)
        button.clicked.connect(lambda _=False: pressed())
        self._icons.append((button, name))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.number)
        head.addSpacing(GAP)
        for button in (self.back, self.next, self.close_button):
            head.addWidget(button)
        written = QHBoxLayout()
        written.addWidget(self.equation, 1)
        written.addWidget(self.source)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addStretch(1)
        layout.addLayout(written)
        layout.addWidget(self.says)


class LessonTab(Tab):
    """The list of the pages. ``chosen`` tells the page to be read, from 0."""

    title = lesson_text().words.title
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        text = lesson_text()
        self._words = text.words
        intro = QLabel(text.words.intro)
        intro.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(text.words.title)
        self.list.setFont(font(BODY + 1))
        self.list.addItems([f"{number}   {page.title}" for number, page in enumerate(text.pages, 1)])
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
        """The style sheet does it."""

    def mark(self, place: int | None) -> None:
        """The page that is being read, ``None`` when the lesson has ended."""
        self.begin_button.setText(self._words.begin if place is None else self._words.go_on)
        self.list.setCurrentRow(place or 0)

    def _choose(self) -> None:
        self.chosen.emit(max(self.list.currentRow(), 0))

    def show_window(self, *_: object) -> None:
        """It shows nothing of an answer."""
