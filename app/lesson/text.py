"""The words of the lesson, in the user's language, and its equations as shapes, read from ``resources/lesson``."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.texts import tr
from recognizer.resources import LESSON

TEXT, SHAPES = LESSON / "text.toml", LESSON / "equations.json"
NAMES = frozenset({"key", "tex", "term", "command"})  # what the program knows things by, in no language


@dataclass(frozen=True)
class Piece:
    """A part of an equation in TeX; a ``term`` where it can be pointed at, and what is then ``said``."""

    tex: str
    term: str = ""
    says: str = ""


@dataclass(frozen=True)
class Page:
    """One step of the lesson; ``source``: where its equation is from; ``spoken``: the equation read aloud."""

    key: str
    title: str
    text: str
    source: str
    spoken: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Task:
    """A question that the program checks. ``choose``: the names of the lists from which the answer is chosen;
    ``right``, ``wrong`` and ``solution`` are filled with the facts of what was chosen, by ``str.format``."""

    key: str
    title: str
    text: str
    choose: tuple[str, ...]
    right: str
    wrong: str
    solution: str


@dataclass(frozen=True)
class TaskWords:
    """What is said around every task."""

    check: str
    solve: str
    go: str
    open_sample: str
    choose: str
    no_model: str
    other_model: str
    other_source: str
    other_moment: str
    asking: str


@dataclass(frozen=True)
class Offer:
    """Something to do next: the id of a command, and how its button calls it."""

    command: str
    says: str


@dataclass(frozen=True)
class Closing:
    """The lesson's last page: what was learned, what to try next, and where to read on."""

    title: str
    text: str
    next: str
    offer: tuple[Offer, ...]
    read_on: str


@dataclass(frozen=True)
class Words:
    """What stands around the pages."""

    title: str
    intro: str
    begin: str
    go_on: str
    next: str
    back: str
    close: str
    hint: str
    equation: str
    other_network: str


@dataclass(frozen=True)
class Shape:
    """A piece of an equation as an outline in thousandths of the type's size, y downwards from the line of writing:
    ``path`` has SVG's commands M, L, Q, C and Z, parted by spaces."""

    width: float
    ascent: float
    descent: float
    path: str


@dataclass(frozen=True)
class Text:
    """What the lesson says: the words around its pages, the pages in their order, the tasks after them, and the end."""

    words: Words
    pages: tuple[Page, ...]
    task_words: TaskWords
    tasks: tuple[Task, ...]
    closing: Closing

    @property
    def steps(self) -> tuple[Page | Task | Closing, ...]:
        """All that is read, in its order."""
        return (*self.pages, *self.tasks, self.closing)


def lesson_text() -> Text:
    """All pages, in their order."""
    raw = _translated(_raw())
    pages = tuple(Page(**page | {"pieces": tuple(Piece(**one) for one in page["pieces"])}) for page in raw["page"])
    tasks = tuple(Task(**task) for task in raw["task"])
    closing = raw["closing"]
    offers = tuple(Offer(**offer) for offer in closing["offer"])
    return Text(
        Words(**raw["words"]), pages, TaskWords(**raw["task_words"]), tasks, Closing(**closing | {"offer": offers})
    )


def lesson_texts() -> Iterator[str]:
    """All that is to be translated of it, in English."""
    return _texts(_raw())


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads(TEXT.read_text(encoding="utf-8"))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        for key, one in part.items() if isinstance(part, dict) else ((None, one) for one in part):
            if key not in NAMES:
                yield from _texts(one)


def _translated(part: Any) -> Any:
    """The same with each of its texts in the user's language."""
    if isinstance(part, str):
        return tr(part)
    if isinstance(part, dict):
        return {key: one if key in NAMES else _translated(one) for key, one in part.items()}
    return tuple(_translated(one) for one in part)


@lru_cache(maxsize=1)
def shapes() -> dict[str, Shape]:
    """The shape of every piece, by its TeX."""
    return {tex: Shape(**shape) for tex, shape in json.loads(SHAPES.read_text(encoding="utf-8")).items()}
