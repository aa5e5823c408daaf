"""What an action looks like: the first example of an own action, else one that the program has drawn."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from app.texts import mark, tr
from recognizer.examples.actions import Example, example
from recognizer.examples.recorded import recorded_example
from recognizer.skeleton.clip import Clip

DRAWN, RECORDED, NONE = (
    mark("Drawn example, not recorded"),
    mark("Your first example of it"),
    mark("No drawing of it yet"),
)

drawn = lru_cache(maxsize=256)(example)


class ActionExamples:
    """``own`` gives the first example of each own action that is in use, by its name."""

    def __init__(self, own: Callable[[], Mapping[str, Clip]] = dict) -> None:
        self._own = own

    def find(self, label: str) -> Example | None:
        """An example of an action; ``None`` where there is none."""
        clip = self._own().get(label)
        return drawn(label) if clip is None else recorded_example(clip)

    def kind(self, label: str) -> str:
        """What the example is, in words."""
        if label in self._own():
            return tr(RECORDED)
        return tr(DRAWN) if drawn(label) else tr(NONE)
