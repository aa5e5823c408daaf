"""Which of the bodies in a `.skeleton` file are the people: the Kinect also sees them in chairs and reflections.

The rules are those by which the field's published figures were reached (the preprocessing that came with the adaptive
and channel-wise topology networks): drop what is seen too briefly or is too wide, rank the rest by motion.
"""

from collections.abc import Sequence

import numpy as np

from recognizer.skeleton.joints import JOINTS
from recognizer.skeleton.skeleton_parser import RawBody, RawSkeleton
from train.datasets.reader import Unreadable

BRIEF = 11  # frames: a body seen no longer is noise
WIDTH = 0.8  # of its height: a frame in which a body is wider does not show a person
WIDE_SHARE = 0.69754  # of its frames: a body that is wide in as many is noise


def select_bodies(raw: RawSkeleton) -> np.ndarray:
    """The one or two people, float32 ``(M, T, 25, 3)`` metres, NaN where one is absent.

    The body with the most motion is body 0; each later one continues body 0 where both are not there at the same time,
    else body 1 likewise. Frames without any body are removed. Raises ``Unreadable`` where there is no body.
    """
    if not raw.bodies:
        raise Unreadable(f"no body in any of its {raw.frames} frames")
    out = np.full((2, raw.frames, JOINTS, 3), np.nan, np.float32)
    spans: list[tuple[int, int] | None] = [None, None]
    for body in rank(raw.bodies):
        first, last = int(body.frames[0]), int(body.frames[-1])
        for slot, span in enumerate(spans):
            if span is None or min(span[1], last) <= max(span[0], first):
                spans[slot] = (first, last) if span is None else (min(span[0], first), max(span[1], last))
                free = np.isnan(out[slot, body.frames, 0, 0])
                out[slot, body.frames[free]] = body.keypoints[free]
                break
    there = ~np.isnan(out[:, :, 0, 0])
    out = out[:, there.any(axis=0)]
    return out if there[1].any() else out[:1]


def rank(bodies: Sequence[RawBody]) -> list[RawBody]:
    """The bodies that are people, the one with the most motion first. A body that is alone is taken as it is."""
    if len(bodies) == 1:
        return list(bodies)
    kept = [body for body in bodies if len(body.frames) > BRIEF] or list(bodies)
    motion = {body.tracking: variance(body.keypoints) for body in kept}
    for body in list(kept):
        if len(kept) == 1:
            break
        narrow = ~is_wide(body.keypoints)
        if 1 - narrow.mean() >= WIDE_SHARE:
            kept.remove(body)
        elif not narrow.all():
            motion[body.tracking] = min(motion[body.tracking], variance(body.keypoints[narrow]))
    return sorted(kept, key=lambda body: -motion[body.tracking])


def variance(keypoints: np.ndarray) -> float:
    """The motion of a body: the variance over joints and frames, summed over x, y and z."""
    return float(keypoints.reshape(-1, 3).var(axis=0, dtype=np.float64).sum())


def is_wide(keypoints: np.ndarray) -> np.ndarray:
    """The frames ``(T,)`` in which a body is wider than a person stands, sits or bends."""
    size = np.ptp(keypoints, axis=1)
    return size[:, 0] > WIDTH * size[:, 1]
