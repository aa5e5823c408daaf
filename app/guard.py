"""A guard against one release of the Qt binding."""

import ctypes
import sys

from PySide6.QtCore import QPointF

CALLS = 100
FOR_GOOD = 1 << 40  # more references than a program can lose


def keep_none_alive() -> bool:
    """Whether the binding loses references to ``None``; if so, ``None`` is given enough of them.

    PySide6 6.12.0 drops one with every call that returns nothing [measured]. Up to Python 3.11, where ``None`` is
    counted like any object, the interpreter aborts after some thousand calls: within seconds of painting. Later
    Pythons do not count it, and later or earlier releases are not affected.
    """
    point = QPointF()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        point.setX(0.0)
    if before - sys.getrefcount(None) < CALLS // 2:
        return False
    ctypes.c_ssize_t.from_address(id(None)).value += FOR_GOOD
    return True
