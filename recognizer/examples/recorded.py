"""A recorded clip as an example, beside those that are drawn."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from recognizer.examples.actions import Example
from recognizer.examples.procedural_body import DISTANCE, SENSOR_HEIGHT
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import SPINE_BASE


@lru_cache(maxsize=64)
def recorded_example(clip: Clip) -> Example:
    """The first body of a clip where drawn examples stand: in the middle, at their distance, its lowest joint on the
    floor; only the frames in which it is seen, of which there must be one."""
    seen = clip.identity[0] != NOBODY
    body = clip.keypoints[:1, seen]
    middle = body[0, :, SPINE_BASE].mean(axis=0)
    shift = np.array([-middle[0], -SENSOR_HEIGHT - float(body[..., 1].min()), DISTANCE - middle[2]], np.float32)
    placed = replace(
        clip,
        keypoints=body + shift,
        confidence=clip.confidence[:1, seen],
        time=clip.time[seen],
        identity=clip.identity[:1, seen],
    )
    return Example(placed, 0.0)
