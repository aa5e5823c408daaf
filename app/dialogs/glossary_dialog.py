"""The glossary: the window's terms in plain words, to be searched, each with a way to where it is seen."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.texts import tr
from app.widgets.theme import GAP, MARGIN
from recognizer.resources import LESSON

GLOSSARY = LESSON / "glossary.toml"


@dataclass(frozen=True)
class Term:
    """A word, what it means, and the command that shows it, with the place to which that leads in words."""

    name: str
    says: str
    shown: str
    where: str


@dataclass(frozen=True)
class GlossaryWords:
    """What stands around the terms."""

    title: str
    search: str
    list: str
    show: str
    found: str
    none: str


def glossary() -> tuple[GlossaryWords, tuple[Term, ...]]:
    """The words around, and all terms in their order, in the user's language."""
    words, terms = glossary_in_english()
    said = (Term(tr(term.name), tr(term.says), term.shown, tr(term.where)) for term in terms)
    return GlossaryWords(**{name: tr(text) for name, text in vars(words).items()}), tuple(said)


@lru_cache(maxsize=1)
def glossary_in_english() -> tuple[GlossaryWords, tuple[Term, ...]]:
    """The same as it stands in its file."""
    raw = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    return GlossaryWords(**raw["words"]), tuple(Term(**term) for term in raw["term"])


def glossary_texts() -> Iterator[str]:
    """All that is to be translated of it."""
    words, terms = glossary_in_english()
    yield from vars(words).values()
    for term in terms:
        yield from (term.name, term.says, term.where)


class GlossaryDialog(QDialog):
    """Type to search, arrow keys choose, Enter leads to where the term is seen: ``wanted`` carries the id of the
    command that does, once the dialog is closed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._terms = glossary()
        self._found: list[Term] = []
        self.setWindowTitle(self._words.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 420)
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setPlaceholderText(self._words.search)
        self.search.setAccessibleName(self._words.search)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.setAccessibleName(self._words.list)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _: self._show_term())
        self.list.itemActivated.connect(lambda _: self.go())
        self.name, self.says, self.count = QLabel(), QLabel(), QLabel()
        self.name.setProperty("section", True)
        self.count.setProperty("caption", True)
        for label in (self.name, self.says):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.show_button = QPushButton()
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(lambda _=False: self.go())
        self._lay_out()
        self._fill("")
        self.search.setFocus()

    @property
    def shown(self) -> list[str]:
        """The terms that the search leaves."""
        return [term.name for term in self._found]

    @property
    def term(self) -> Term | None:
        """The one that is explained."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def go(self) -> None:
        """Close, and show where the term is seen."""
        term = self.term
        if term is not None:
            self.accept()
            self.wanted.emit(term.shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, Down and Up go through the list, and Enter shows the term."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        """List the terms that have all words of ``text`` in name or meaning; those with it in the name first."""
        words = text.casefold().split()
        every = [term for term in self._terms if all(word in f"{term.name} {term.says}".casefold() for word in words)]
        self._found = sorted(every, key=lambda term: not all(word in term.name.casefold() for word in words))
        self.list.clear()
        self.list.addItems([term.name for term in self._found])
        self.list.setCurrentRow(0)
        self.count.setText(self._words.found.format(count=len(every), all=len(self._terms)))
        self._show_term()

    def _show_term(self) -> None:
        term = self.term
        self.name.setText("" if term is None else term.name)
        self.says.setText(self._words.none if term is None else term.says)
        self.show_button.setVisible(term is not None)
        self.show_button.setText("" if term is None else self._words.show.format(where=term.where))

    def _lay_out(self) -> None:
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        for column in (left, right):
            column.setSpacing(GAP)
        for part in (self.search, self.list, self.count):
            left.addWidget(part)
        right.addWidget(self.name)
        right.addWidget(self.says, 1)
        right.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        both.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        both.setSpacing(MARGIN)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
