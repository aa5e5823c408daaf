"""Whether the window's thread ever waits for something: a camera, a disk, the network, another thread.

No clock is needed to tell, and a busy machine changes nothing:

- ``Watch`` notes every call that may block, made by the window's code in the window's thread.
- ``takes_long`` stands for what is slow in a stand-in for a camera, a file or a model. In the window's thread it is
  noted as well; in any other it comes back only once the window's thread, still running its event loop, has answered
  it. A window that waited for it in whatever way, for a lock say, could not answer.
"""

import builtins
import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import pytest
from PySide6.QtCore import QObject, Qt, Signal, Slot

from tests.paths import ROOT

PATIENCE = 120.0  # seconds after which a window that does not answer is taken to be blocked
TURNS = 3  # answers that something slow waits for, one after another

WINDOW = str(ROOT / "app") + os.sep
NOT_THE_WINDOW = str(ROOT / "app" / "session") + os.sep, str(ROOT / "app" / "cli.py")
BUNDLED = str(ROOT / "resources") + os.sep


class Watch(QObject):
    """Notes what blocks the thread that it is made in, from ``start`` to ``stop``."""

    _asked = Signal(object)
    active: "Watch | None" = None

    def __init__(self, slow: bool = False) -> None:
        """``slow``: whatever ``takes_long`` in another thread is held up until the window has answered."""
        super().__init__()
        self.calls: list[str] = []
        self._slow = slow
        self._thread = threading.get_ident()
        self._over = threading.Event()
        self._patches = pytest.MonkeyPatch()
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        Watch.active = self
        for place, name in (
            (threading.Condition, "wait"),
            (time, "sleep"),
            (os, "fsync"),
            (subprocess.Popen, "wait"),
            (subprocess.Popen, "communicate"),
        ):
            self._note_calls(place, name, lambda *_: True)
        self._note_calls(threading.Thread, "join", lambda thread, *_: thread.is_alive())
        for place in (builtins, io) if self._slow else ():  # other tests let the window read
            self._note_calls(place, "open", lambda file, *_: not str(file).startswith(BUNDLED))

    def let_go(self) -> None:
        """Nothing waits for the window's answer any more."""
        self._over.set()

    def stop(self) -> None:
        self.let_go()
        self._patches.undo()
        Watch.active = None

    def _note_calls(self, place: object, name: str, blocks: Callable[..., bool]) -> None:
        original = getattr(place, name)

        def noted(*arguments: object, **named: object) -> object:
            if threading.get_ident() == self._thread and blocks(*arguments):
                self.note(f"{getattr(place, '__name__', place)}.{name}", sys._getframe(1))
            return original(*arguments, **named)

        self._patches.setattr(place, name, noted)

    def note(self, call: str, frame: FrameType | None) -> None:
        """A call that may block, if it comes from the window and not from the test itself."""
        while frame is not None:
            if frame.f_code is threading.Thread.start.__code__:
                return  # waits until the thread is there, and for nothing that it does
            file = frame.f_code.co_filename
            if file.startswith(WINDOW) and not file.startswith(NOT_THE_WINDOW):
                place = f"{file.removeprefix(WINDOW)}:{frame.f_lineno}"
                self.calls.append(f"{call} in {frame.f_code.co_qualname} ({place})")
                return
            frame = frame.f_back

    def take_long(self, call: str) -> None:
        if threading.get_ident() == self._thread:
            self.note(call, sys._getframe(2))
        elif self._slow:
            for _ in range(TURNS):
                if self._over.is_set():
                    return
                answered = threading.Event()
                self._asked.emit(answered)
                looks = range(int(PATIENCE / 0.1))
                if not any(answered.wait(0.1) or self._over.is_set() for _ in looks):
                    self.calls.append(f"something while {call} was under way")
                    self.let_go()

    @Slot(object)
    def _answer(self, answered: threading.Event) -> None:
        answered.set()


def takes_long(call: str) -> None:
    """To be called by a stand-in for something slow, as the first thing that it does."""
    if Watch.active is not None:
        Watch.active.take_long(call)
