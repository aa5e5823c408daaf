"""The words of the lesson, and its equations as shapes, read from ``resources/lesson``."""

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from recognizer.resources import LESSON

TEXT, SHAPES = LESSON / "text.toml", LESSON / "equations.json"


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
    """What the lesson says: the words around its pages, and the pages in their order."""

    words: Words
    pages: tuple[Page, ...]


@lru_cache(maxsize=1)
def lesson_text() -> Text:
    """All pages, in their order."""
    raw = tomllib.loads(TEXT.read_text(encoding="utf-8"))
    pages = []
    for page in raw["page"]:
        pieces = tuple(Piece(**piece) for piece in page.pop("piece"))
        pages.append(Page(**page, pieces=pieces))
    return Text(Words(**raw["words"]), tuple(pages))


@lru_cache(maxsize=1)
def shapes() -> dict[str, Shape]:
    """The shape of every piece, by its TeX."""
    return {tex: Shape(**shape) for tex, shape in json.loads(SHAPES.read_text(encoding="utf-8")).items()}
