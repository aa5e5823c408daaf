"""Importing torch and MediaPipe in a thread while the window is in use, without holding it up.

Both take seconds, in which the interpreter was kept from the window's thread for up to half a second at a time
[measured]: by the system's loader, which Python calls without letting go of the interpreter, and by the garbage
collection, which looks through a million new objects again and again.
"""

import builtins
import ctypes
import gc
import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LIBRARIES = {"torch": "lib/libtorch_python.so", "cv2": "cv2.abi3.so", "mediapipe": "tasks/c/libmediapipe.so"}
RTLD_NOW = 2

_lock = threading.Lock()
_loading = 0  # how many threads are
_collecting = True  # before the first of them began
_imported = False  # whether any of them had something to import


def remove_import_hook() -> None:
    """Remove PySide6's import hook, which serves nothing here: it enables ``from __feature__ import …``. Call it before
    any thread imports torch or MediaPipe.

    For every module that is imported anywhere, the hook reads the module's whole source to look for the word PySide6.
    Beside the time, that keeps 23 MB of sources in memory once torch and MediaPipe are there [measured], and it
    calls ``hasattr`` on half-imported modules, which pydantic now and then answers with an ImportError: seen in one of
    some ten starts, and it ends the thread that loads the model.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextmanager
def smoothly(*packages: str) -> Iterator[None]:
    """For heavy imports: the libraries of ``packages`` are loaded first, with the interpreter left to others, and no
    garbage is collected until all threads are done. What was imported stays, so it is not looked through again."""
    global _loading, _collecting, _imported
    with _lock:
        if _loading == 0:
            _collecting, _imported = gc.isenabled(), False
            gc.disable()
        _loading += 1
        _imported |= any(package not in sys.modules for package in packages)
    try:
        for package in packages:
            _load_library(package)
        yield
    finally:
        with _lock:
            _loading -= 1
            if _loading == 0 and _collecting:
                if _imported:
                    gc.freeze()
                gc.enable()


def _load_library(package: str) -> None:
    """Let the system load a package's library. A call through ctypes lets go of the interpreter, which an import and
    even ``ctypes.CDLL`` itself do not. Where it fails, the import will do it, or say what is wrong."""
    if not sys.platform.startswith("linux") or package in sys.modules:
        return
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return
    loader = ctypes.CDLL(None).dlopen
    loader.argtypes, loader.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    loader(str(Path(spec.origin).parent / LIBRARIES[package]).encode(), RTLD_NOW)
