"""Python's own import, given back after PySide6 has put a hook in its place."""

import builtins


def restore() -> None:
    """Take out PySide6's import hook, which we need for nothing: it switches on ``from __feature__ import …``.

    For every module that is imported anywhere, the hook reads the module's whole source to look for the word PySide6.
    Beside the time, that keeps 23 MB of sources in memory once torch and MediaPipe are there [measured], and it
    calls ``hasattr`` on half-imported modules, which pydantic now and then answers with an ImportError: seen in one of
    some ten starts, and it ends the thread that loads the model.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
