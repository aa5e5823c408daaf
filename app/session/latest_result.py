"""What the window shows of one moment: the newest picture with its bodies, and the newest answer for each person."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.session.capture_thread import Shot
from recognizer.skeleton.clip import HELD_OUT_OF_SIGHT, NOBODY, Bodies

if TYPE_CHECKING:
    from app.session.recognition_thread import ModelInfo
    from recognizer.recognizer import Window


@dataclass(frozen=True)
class Holder:
    """Who has a slot: the person's number, or -1, the newest window, ``None`` before the first, and when the person
    was seen last."""

    number: int = NOBODY
    window: "Window | None" = None
    seen: float = 0.0


@dataclass(frozen=True, eq=False)
class Result:
    """What the window shows of one shot. ``bodies`` is ``None`` where nothing was looked for; ``holders`` has one
    entry for each slot, all from the same step of the network, which may be a frame or two behind the picture;
    ``model``: the one that answered, ``None`` before it is loaded."""

    shot: Shot
    bodies: Bodies | None
    holders: tuple[Holder, ...]
    model: "ModelInfo | None" = None


def who_holds(
    before: tuple[Holder, ...], bodies: Bodies, windows: "Sequence[Window]", time: float
) -> tuple[Holder, ...]:
    """Who has each slot now: those who are seen, and for a moment those who were. A window counts for the person whom
    it judges, and for nobody who has taken the slot since."""
    judged = {window.slot: window for window in windows}
    after = []
    for slot, number in enumerate(bodies.identity.tolist()):
        old = before[slot] if slot < len(before) else Holder()
        window = judged.get(slot)
        if number == NOBODY:
            known = old if window is None or old.number not in window.persons else Holder(old.number, window, old.seen)
            after.append(known if time - old.seen <= HELD_OUT_OF_SIGHT else Holder())
        elif window is not None and number in window.persons:
            after.append(Holder(number, window, time))
        else:
            after.append(Holder(number, old.window if old.number == number else None, time))
    return tuple(after)


class Board:
    """Where the threads pin up what is new, for the window to look at: pictures and bodies come from the observer as
    soon as they are known, answers from the network a moment later. Overwritten, never waited for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run = -1
        self._model: ModelInfo | None = None
        self.clear()

    def clear(self) -> None:
        """Another source, or a jump."""
        with self._lock:
            self._shot: Shot | None = None
            self._bodies: Bodies | None = None
            self._holders: tuple[Holder, ...] = ()
            self._answered: list[Shot] = []
            self._fresh = False

    def use(self, model: "ModelInfo") -> None:
        """Another model: the old one's answers are void."""
        with self._lock:
            self._model = model
            self._holders = tuple(Holder(holder.number, None, holder.seen) for holder in self._holders)

    def see(self, shot: Shot, bodies: Bodies | None, run: int) -> None:
        """A picture with the bodies in it. A new ``run``, or no bodies, means that earlier answers are void."""
        with self._lock:
            if run != self._run or bodies is None:
                self._run, self._holders = run, ()
            self._shot, self._bodies, self._fresh = shot, bodies, True
            if bodies is not None:
                self._holders = who_holds(self._holders, bodies, (), shot.frame.time)

    def hide(self) -> None:
        """Take bodies and answers off, and leave the picture."""
        with self._lock:
            self._bodies, self._holders, self._fresh = None, (), self._shot is not None

    def peek(self) -> Result | None:
        """What is shown, new or not."""
        with self._lock:
            return None if self._shot is None else Result(self._shot, self._bodies, self._holders, self._model)

    @property
    def empty(self) -> bool:
        return self._shot is None

    def answer(self, shot: Shot, windows: "Sequence[Window]", run: int) -> None:
        """The windows that ended with ``shot``; those of an earlier run are too late."""
        with self._lock:
            if run != self._run or self._shot is None or self._bodies is None:
                return
            self._holders = who_holds(self._holders, self._bodies, windows, self._shot.frame.time)
            self._answered.append(shot)
            self._fresh = True

    def take(self) -> tuple[Result | None, list[Shot]]:
        """What there is to show, if anything changed since the last call, and the shots answered since then."""
        with self._lock:
            if not self._fresh:
                return None, []
            answered, self._answered, self._fresh = self._answered, [], False
            return Result(self._shot, self._bodies, self._holders, self._model), answered
