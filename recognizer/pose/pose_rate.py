"""Which frames of a file the pose model looks at: of a fast one not all, as the network sees 16 poses a second."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from recognizer.errors import UserError
from recognizer.pose.parts import part_of

USUAL = 30.0  # frames a second that are looked at, unless somebody asks for others
LEAST, MOST = 1.0, 1000.0  # frames a second that can be asked for


@dataclass(frozen=True)
class PoseRate:
    """How many frames a second are looked at: about ``hertz``, or all of them where that is ``None``.

    Of a steady file it is every second one, every third one and so on, whatever comes nearest: at 30, of 60 frames a
    second every second one, of 50 as well (which makes 25), of 40 all.
    """

    hertz: float | None = None

    @classmethod
    def parse(cls, text: str) -> "PoseRate":
        """The rate that ``text`` names, a number or "all". Raises ``UserError`` for anything else."""
        if text == "all":
            return cls()
        try:
            hertz = float(text)
        except ValueError:
            hertz = math.nan
        if not LEAST <= hertz <= MOST:
            raise UserError(f"{text!r} is no rate of poses: write all, or a number from {LEAST:.0f} to {MOST:.0f}.")
        return cls(hertz)

    def step(self, fps: float) -> float:
        """Seconds that must have passed since the last frame that was looked at, in a file of ``fps`` frames a second
        on the average; 0 where all are. Half a frame's time is left for unevenness, and where a file has pauses, the
        first frame after one is looked at."""
        every = 1 if self.hertz is None else math.floor(fps / self.hertz + 0.5)
        return (every - 0.5) / fps if every > 1 else 0.0


EVERY_FRAME = PoseRate()
USUAL_RATE = PoseRate(USUAL)


class FrameChoice:
    """Chooses the frames of one file that are looked at, asked for one after the other. The first frame of each part
    (see ``parts``) is one of them, so that the choice is the same wherever one begins."""

    def __init__(self, step: float, part_of: Callable[[float], int] = part_of) -> None:
        """``step``: as by ``PoseRate.step``. ``part_of``: the part that a time belongs to."""
        self._step, self._part_of = step, part_of
        self._last = -math.inf
        self._part = -1

    def wants(self, time: float) -> bool:
        """Whether the next frame, at ``time`` seconds, is looked at."""
        part = self._part_of(time)
        wanted = part != self._part or time - self._last >= self._step
        if wanted:
            self._last, self._part = time, part
        return wanted
