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
)

from app.lesson.equation import Equation
from app.lesson.text import lesson_text
from app.widgets.icons import icon
from app.widgets.theme import GAP, SECTION, Theme, font


class LessonCard(QFrame):
    """A page: its text, its equation, and the explanation of the term of it that is highlighted. ``turned`` asks for
    another page, so many further on; ``pointed`` gives the place of the highlighted term, ``None`` for none."""

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
        self.source, self.explanation, self.equation = QLabel(), QLabel(), Equation()
        self.number.setProperty("caption", True)
        self.source.setProperty("caption", True)
        self.text.setWordWrap(True)
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("muted", True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label, lines in ((self.text, 3), (self.explanation, 2)):  # so that nothing jumps from page to page
            label.setMinimumHeight(lines * label.fontMetrics().lineSpacing() + 2)
        self.equation.pointed.connect(self._explain)
        self._icons: list[tuple[QToolButton, str]] = []
        self.back = self._button("previous", self._words.back, "Alt+Left", lambda: self.turned.emit(-1))
        self.next = self._button("next", self._words.next, "Alt+Right", lambda: self.turned.emit(1))
        self.close_button = self._button("close", self._words.close, "", self.closed.emit)
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
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
        self._explain(None)

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
        layout.addWidget(self.explanation)
