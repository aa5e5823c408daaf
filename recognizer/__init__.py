"""From a video frame to a labelled action, and the network with its inner maps.

Three names are enough to recognize a video, a camera or a skeleton clip, in a notebook for example::

    from recognizer import Recognizer, load_model, open_source

    with open_source("video.mp4") as source, Recognizer(load_model("open")) as recognizer:
        for window in recognizer.windows(source):
            print(f"{window.time:5.1f} s  person {window.persons[0]}  {window.label or 'no known action'}")

A window is the last seconds of one person; ``window.best()`` gives the indices of its most probable labels, and
``window.average`` all probabilities, in the order of the model's ``labels``.

This file imports nothing at once: the set-up uses two modules of this package before anything is installed, and the
three names are imported when they are first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recognizer.model.model_folder import load_model
    from recognizer.recognizer import Recognizer
    from recognizer.sources.opening import open_source

__all__ = ["Recognizer", "load_model", "open_source"]

_MODULES = {
    "Recognizer": "recognizer.recognizer",
    "load_model": "recognizer.model.model_folder",
    "open_source": "recognizer.sources.opening",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
