"""Texts that are read in the window, in the user's language.

They stand in the code in English, where they are shown, as ``tr("Open {name}", name=name)``. A text that is named
before the language is known, such as a constant of a module, is only marked, ``mark("Open…")``, and translated where it
is shown: ``tr(OPEN)``. Qt's tools collect what stands in both (``python -m app.refresh_translations``); what follows
from a count is two texts, one for 1 and one for all others.

Nothing here needs Qt, so that the threads may use it too: the window says by ``translate_by`` who translates. Until
then, and in the terminal, texts stay English. So does what is written into files, and what is written to the log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_translate: Callable[[str, str], str] | None = None
_english = ContextVar("english", default=False)


def tr(text: str, comment: str = "", /, **values: object) -> str:
    """The text in the user's language, with its placeholders filled, as by ``str.format``, where there are ``values``.
    ``comment`` tells apart what is the same in English alone."""
    said = text if _translate is None or not text or _english.get() else _translate(text, comment)
    return said.format(**values) if values else said


def mark(text: str) -> str:
    """The text as it stands: it is to be translated where it is shown."""
    return text


@contextmanager
def in_english() -> Iterator[None]:
    """Within this, nothing is translated: for what goes into files, which are the same in every language."""
    before = _english.set(True)
    try:
        yield
    finally:
        _english.reset(before)


def translate_by(translate: Callable[[str, str], str] | None) -> None:
    """Have texts translated by this from now on: it is given a text and its comment; ``None``: they stay English."""
    global _translate
    _translate = translate
