"""Sound inputs that several readers begin with, as small as they can be."""

import numpy as np

from recognizer.examples.procedural_body import joints as body_of
from recognizer.examples.procedural_body import movements, place
from recognizer.skeleton.clip import NOBODY, Clip
from train.datasets.reader import RawClip

FRAMES = 6


def body(frames: int = FRAMES) -> np.ndarray:
    """A drawn person who moves, float32 ``(T, 25, 3)`` metres."""
    return place(body_of(movements(np.linspace(0.5, 1.5, frames)))).astype(np.float32)


def clip(bodies: int = 2, frames: int = FRAMES) -> Clip:
    """A clip; the second body, where there is one, comes after the first frame."""
    keypoints = np.stack([body(frames) + np.array([slot, 0, 0]) for slot in range(bodies)])
    identity = np.tile(np.arange(bodies)[:, None] + 1, (1, frames))
    identity[1:, 0] = NOBODY
    keypoints[1:, 0] = 0
    return Clip(keypoints, np.where(identity[..., None] == NOBODY, 0.0, np.full((bodies, frames, 25), 0.8)),
                np.arange(frames) / 30, identity, "wave")  # fmt: skip


def raw_clips() -> list[RawClip]:
    """Clips of a data set, with one and with two bodies."""
    return [
        RawClip(
            f"c{n}", clip(1 + n % 2).keypoints, 30.0, f"label {n % 2}", f"p{n}", "g", ("train", "test")[: 1 + n % 2]
        )
        for n in range(3)
    ]
