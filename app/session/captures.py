"""The capture threads of a session: that of the open source, of the one that is opened beside it, and of earlier ones
that still end. No Qt here."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.session.messages import SourceInfo, SourceState

if TYPE_CHECKING:
    from app.session.capture_thread import CaptureThread
    from app.session.saved_result import SavedResult


@dataclass(frozen=True)
class Wish:
    """What shall be opened: the first of ``specs`` that works. ``loop``: play it again and again; ``saved``: show what
    this result tells of it; ``place``: seconds at which it begins; ``saying``: what is said while it is opened."""

    specs: Sequence[str]
    loop: bool = False
    saved: "SavedResult | None" = None
    place: float = 0.0
    saying: str = ""


class Captures:
    """``current`` is that of the source that is open, or is being opened while none is; ``None`` before the first. To
    be used from the window's thread; ``is_open`` and ``threads`` from any."""

    def __init__(self) -> None:
        self._all: list[CaptureThread] = []
        self._wishes: dict[CaptureThread, Wish] = {}
        self._next: CaptureThread | None = None  # that is opened beside the current one
        self.current: CaptureThread | None = None

    def may_stay(self, specs: Sequence[str]) -> bool:
        """Whether there is an open source that can stay open until another one is. A camera cannot while it, or any
        other one, is to be opened: one program alone can have it, and two may be more than their bus carries."""
        current = self.current
        if current is None or current.info is None or current.broken:
            return False
        present = current.info
        return not present.live or not any(
            spec == present.spec or (spec.isdigit() and present.spec.isdigit()) for spec in specs
        )

    def begin(self, capture: "CaptureThread", wish: Wish, beside: bool) -> None:
        """Start what opens this wish, in the place of whatever was being opened; in that of the open source as well,
        unless it is opened ``beside`` it until ``change_over``."""
        self._all = [old for old in self._all if old.is_alive()]
        self._wishes = {old: its for old, its in self._wishes.items() if old is self.current or old in self._all}
        leaving = self._next if beside else self.current
        for old in (self._next, leaving):
            if old is not None:
                old.stop()
        self._next = capture if beside else None
        self.current = self.current if beside else capture
        self._all.append(capture)
        self._wishes[capture] = wish
        capture.start()

    @property
    def can_change_over(self) -> bool:
        """Whether the source that is opened beside the present one is open."""
        return self._next is not None and self._next.info is not None

    def change_over(self) -> "CaptureThread":
        """Leave the open source for the one that was opened beside it, which begins with ``take_over`` of what is
        returned."""
        assert self.current is not None and self._next is not None, "asked for by ``can_change_over``"
        self.current.stop()
        self.current, self._next = self._next, None
        return self.current

    def set_speed(self, speed: float) -> None:
        """Play at this speed, also what is being opened."""
        for capture in (self.current, self._next):
            if capture is not None:
                capture.set_speed(speed)

    def stop(self) -> None:
        """Leave all of them; returns at once."""
        for capture in self._all:
            capture.stop()

    def wish(self, capture: "CaptureThread") -> Wish:
        """What was wished for when it was begun."""
        return self._wishes[capture]

    @property
    def opening(self) -> str:
        """What is said while a source is opened beside the open one; empty where none is."""
        if self._next is None or self._next.broken:
            return ""
        return self._wishes[self._next].saying

    @property
    def source(self) -> SourceInfo | None:
        """The open source; ``None`` without one, or while it is being opened."""
        return None if self.current is None else self.current.info

    @property
    def state(self) -> SourceState | None:
        """What the open source is doing; ``None`` without one."""
        return None if self.current is None else self.current.state

    @property
    def threads(self) -> list[threading.Thread]:
        """All that may still run."""
        return list(self._all)
