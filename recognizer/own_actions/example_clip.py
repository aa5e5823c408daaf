"""One example out of a longer clip: a span of time, and of the people in it the one who acts."""

import numpy as np

from recognizer.errors import UserError
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import SPINE_BASE

SHORTEST = 0.4  # seconds for which somebody must be seen: in less, nothing is done
AS_LONG = 0.8  # whoever is seen for this share of the longest time counts as seen as long


def example_clip(clip: Clip, start: float | None = None, end: float | None = None, person: int | None = None) -> Clip:
    """What one person does between two seconds of the clip's time, from its beginning and to its end where they are
    ``None``: one body, whose time starts at 0.

    ``person``: the number of the one who acts; without it, whoever is seen longest, and of those who are seen about as
    long, whoever moves most. Raises ``UserError`` where nobody, or that person, is seen for long enough.
    """
    inside = np.flatnonzero(
        (clip.time >= (-np.inf if start is None else start)) & (clip.time <= (np.inf if end is None else end))
    )
    identity = clip.identity[:, inside]
    if person is None:
        person = _who_acts(clip, inside)
    frames = inside[(identity == person).any(axis=0)] if person is not None and person != NOBODY else inside[:0]
    if len(frames) < 2 or clip.time[frames[-1]] - clip.time[frames[0]] < SHORTEST:
        raise UserError(f"Nobody is seen there for {SHORTEST:g} s, so there is no example in it.")
    slots = (clip.identity[:, frames] == person).argmax(axis=0)
    return Clip(
        clip.keypoints[slots, frames][None],
        clip.confidence[slots, frames][None],
        clip.time[frames] - clip.time[frames[0]],
        np.full((1, len(frames)), person),
    )


def _who_acts(clip: Clip, frames: np.ndarray) -> int | None:
    """The number of whoever is seen longest in these frames, or moves most; ``None`` where nobody is seen."""
    identity = clip.identity[:, frames]
    seen = {int(number): int((identity == number).sum()) for number in np.unique(identity) if number != NOBODY}
    long_enough = [number for number, count in seen.items() if count >= AS_LONG * max(seen.values())]
    return max(long_enough, key=lambda number: _motion(clip, frames, number), default=None)


def _motion(clip: Clip, frames: np.ndarray, person: int) -> float:
    """How far the person's joints go about the spine base, in metres a second."""
    held = (clip.identity[:, frames] == person).any(axis=0)
    kept = frames[held]
    if len(kept) < 2:
        return 0.0
    keypoints = clip.keypoints[(clip.identity[:, kept] == person).argmax(axis=0), kept]
    placed = keypoints - keypoints[:, SPINE_BASE : SPINE_BASE + 1]
    way = np.linalg.norm(np.diff(placed, axis=0), axis=-1).mean(axis=1).sum()
    return float(way / (clip.time[kept[-1]] - clip.time[kept[0]]))
