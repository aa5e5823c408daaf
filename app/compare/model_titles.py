"""How models are called beside each other: by name, and two of one name by their folders."""

from collections.abc import Sequence
from pathlib import PurePath

from app.texts import mark, tr

BUNDLED = mark("bundled")


def model_titles(models: Sequence[tuple[str, str]]) -> list[str]:
    """The titles of models, each a (name, ``spec``), where a spec is a bundled model's name or a folder. Those that
    share a name, and are not the same, have as much of the end of their folder behind it as tells them apart."""
    titles = []
    for name, spec in models:
        others = {other for named, other in models if named == name and other != spec}
        titles.append(f"{name} ({_end(spec, others)})" if others else name)
    return titles


def _end(spec: str, others: set[str]) -> str:
    """The shortest end of a folder's path that none of the others has."""
    parts = PurePath(spec).parts
    if len(parts) == 1:
        return tr(BUNDLED)
    for count in range(1, len(parts) + 1):
        if all(PurePath(other).parts[-count:] != parts[-count:] for other in others):
            return str(PurePath(*parts[-count:]))
    return spec
