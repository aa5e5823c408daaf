"""A frame on its way from the source to the network: captured first, then observed. No torch and no MediaPipe here."""

from dataclasses import dataclass

import numpy as np

from recognizer.skeleton.clip import Bodies
from recognizer.sources.source import Frame


@dataclass(frozen=True, eq=False)
class CapturedFrame:
    """A frame that was read. ``captured_at``: when, on the clock ``time.perf_counter``. ``generation`` counts the
    sources and the jumps within them: two frames of the same one follow each other in time. ``live``: from a camera."""

    frame: Frame
    generation: int
    captured_at: float
    live: bool = False


@dataclass(frozen=True, eq=False)
class ObservedFrame:
    """A captured frame with its bodies. ``pose_seconds``: what the pose model took, 0 for a clip. ``stretch`` counts
    the stretches of time without a jump or a break: with each of them, whatever looks back begins anew."""

    captured: CapturedFrame
    bodies: Bodies
    pose_seconds: float = 0.0
    stretch: int = 0

    @property
    def time(self) -> float:
        """The frame's time in its source, in seconds."""
        return self.captured.frame.time

    @property
    def image(self) -> np.ndarray | None:
        """The frame's picture, uint8 RGB ``(H, W, 3)``, where it has one."""
        return self.captured.frame.image
