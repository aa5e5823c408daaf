"""The parts in which a file is looked at: at fixed marks of its time the pose model begins anew.

What the pose model finds in a frame depends on the frames before, but only back to the last mark. So any part of a long
video can be looked at by itself, by a process of its own, with the same outcome as one after the other.
"""

import math

# Long enough that beginning anew costs nothing that could be measured, and short enough to divide ten minutes well.
PART_SECONDS = 60.0


def part_of(time: float) -> int:
    """The number, from 0, of the part that a frame at ``time`` seconds belongs to."""
    part = max(math.floor(time / PART_SECONDS), 0)
    return part - 1 if part and time < part_start(part) else part  # a division may round up


def part_start(part: int) -> float:
    """The time in seconds from which on frames belong to the part of this number."""
    return part * PART_SECONDS


def parts_in(duration: float | None) -> int:
    """How many parts a file of so many seconds has; one, where nobody knows how long it is."""
    return 1 if duration is None else max(math.ceil(duration / PART_SECONDS), 1)
