"""What is hidden from the network, to see what its answer depends on: see ``occlusion``, which does it."""

from dataclasses import dataclass

NOTABLE_DROP = 0.005  # of a probability: a change that is worth a word and a colour
FULL_SIZE_DROP = 0.05  # where no change is as large as this, none is drawn in full size


@dataclass(frozen=True)
class FrameSpan:
    """Frames of a window, from ``first`` to before ``end``."""

    first: int
    end: int


@dataclass(frozen=True)
class Mask:
    """What is hidden: joints during the whole window, and all joints during a stretch of it."""

    joints: frozenset[int] = frozenset()
    span: FrameSpan | None = None
