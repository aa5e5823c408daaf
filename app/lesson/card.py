"""The card with the page of the lesson that is being read."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.lesson.closing_row import ClosingRow
from app.lesson.equation import Equation
from app.lesson.task_row import TaskRow
from app.lesson.text import Page, lesson_text
from app.widgets.icons import icon
from app.widgets.scrolled import ScrolledPage
from app.widgets.text import with_keys
from app.widgets.text_size import keep_lines
from app.widgets.theme import GAP, Theme


class LessonCard(QFrame):
    """A page: its text, its equation, and the explanation of the term of it that is highlighted; of a task, in the
    place of the equation, what it is answered with; at the end, what can be done next. ``turned`` asks for another
    page, so many further on; ``pointed`` gives the place of the highlighted term, ``None`` for none; ``wanted`` carries
    the id of a command."""

    turned = Signal(int)
    closed = Signal()
    pointed = Signal(object)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = lesson_text().words
        self.task, self.closing = TaskRow(lesson_text().task_words), ClosingRow(lesson_text().closing)
        self.closing.wanted.connect(self.wanted)
        self.setProperty("card", True)
        self.setAccessibleName(self._words.title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.number, self.title, self.text = QLabel(), QLabel(), QLabel()
        self.source, self.explanation, self.equation = QLabel(), QLabel(), Equation()
        self.number.setProperty("caption", True)
        self.source.setProperty("caption", True)
        self.notice = QLabel()  # about the model that is open
        self.notice.hide()
        for label in (self.title, self.text, self.notice):
            label.setWordWrap(True)
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("muted", True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label, lines in ((self.text, 3), (self.explanation, 2)):  # so that nothing jumps from page to page
            keep_lines(label, lines)
        self.equation.pointed.connect(self._explain)
        self._icons: list[tuple[QToolButton, str]] = []
        self.back = self._button("previous", self._words.back, "Alt+Left", lambda: self.turned.emit(-1))
        self.next = self._button("next", self._words.next, "Alt+Right", lambda: self.turned.emit(1))
        self.close_button = self._button("close", self._words.close, "", self.closed.emit)
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.title.setProperty("section", True)
        self.title.style().polish(self.title)
        self.equation.set_theme(theme)
        for button, name in self._icons:
            button.setIcon(icon(name, theme))

    def show_page(self, place: int) -> None:
        """The page, task or end of that place, from 0."""
        text = lesson_text()
        page = text.steps[place]
        paged, last = isinstance(page, Page), page is text.closing
        self.number.setText(f"{place + 1} / {len(text.steps)}")
        self.title.setText(page.title)
        self.text.setText(page.text)
        for part, seen in (
            (self.equation, paged),
            (self.source, paged),
            (self.task, not paged and not last),
            (self.closing, last),
        ):
            part.setVisible(seen)
        self._scrolled.verticalScrollBar().setValue(0)
        self.back.setEnabled(place > 0)
        self.next.setEnabled(not last)
        if isinstance(page, Page):
            self.source.setText(page.source)
            self.equation.show_pieces(page.pieces, f"{self._words.equation}: {page.spoken}")
            self._explain(None)
        elif last:
            self.say(text.closing.next)

    def notify(self, sentence: str) -> None:
        """What is to be known of the model that is open, above the page; nothing where it is empty."""
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    def say(self, sentence: str) -> None:
        """What is to be read below the page, about a task or what comes next."""
        self.explanation.setText(sentence)
        self.explanation.setProperty("muted", False)
        self.explanation.style().polish(self.explanation)

    def take_focus(self) -> None:
        """Let the keys go to what there is to do on the page."""
        buttons = list(self.closing.buttons.values())
        parts = (self.equation, self.task.lists[0], self.task.remedy, buttons[0])
        next((one for one in parts if one.isVisible() and one.isEnabled()), self.next).setFocus()

    def _explain(self, place: int | None) -> None:
        self.explanation.setText(self._words.hint if place is None else self.equation.pieces[place].says)
        self.explanation.setProperty("muted", place is None)
        self.explanation.style().polish(self.explanation)
        self.pointed.emit(place)

    def _button(self, name: str, words: str, key: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setFixedSize(30, 28)
        button.setIconSize(QSize(18, 18))
        button.setProperty("plain", True)
        button.setAccessibleName(words)
        button.setToolTip(with_keys(words, key))
        button.clicked.connect(lambda _=False: pressed())
        self._icons.append((button, name))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        titles = QVBoxLayout()  # one below the other, for large texts on a small screen
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.number)
        head.addLayout(titles, 1)
        head.addSpacing(GAP)
        for button in (self.back, self.next, self.close_button):
            head.addWidget(button)
        written = QHBoxLayout()
        written.addWidget(self.equation, 1)
        written.addWidget(self.source)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.notice)
        rows.addWidget(self.text)
        rows.addStretch(1)
        rows.addLayout(written)
        for part in (self.task, self.closing, self.explanation):
            rows.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        self._scrolled = ScrolledPage(inner)  # large texts need more than a small screen has
        layout.addWidget(self._scrolled, 1)
