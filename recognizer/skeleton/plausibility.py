"""Whether a clip's joints can be people in metres with y up, as every clip is to be. Other programs write other units
and axes, and what a model says of them looks like an answer and is none."""

import numpy as np

from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import HEAD, LEFT_ANKLE, NECK, RIGHT_ANKLE, SPINE_BASE

TRUNKS = (0.1, 2.0)  # metres from the spine's base to the neck, from far below a child's to far above anybody's
UNITS = ((100.0, "millimetres"), (10.0, "centimetres"))  # from this many to a trunk on
MOSTLY = 0.9  # share of the time: who does a handstand comes to it and leaves it


def wrong_unit(clip: Clip) -> str | None:
    """A sentence about a clip whose people are of no size that people are; ``None`` for any other."""
    trunk = _median_trunk(clip)
    if trunk is None or TRUNKS[0] <= trunk <= TRUNKS[1]:
        return None
    unit = next((f"in {name}" for least, name in UNITS if trunk >= least), "in another unit")
    return f"A person's trunk is {trunk:.3g} m long in it: are its joints {unit}? They have to be in metres."


def upside_down(clip: Clip) -> str | None:
    """A sentence about a clip whose people are on their heads nearly all the time; ``None`` for any other."""
    trunk = _median_trunk(clip)
    if trunk is None:
        return None
    up = clip.keypoints[..., 1]
    feet = (up[..., LEFT_ANKLE] + up[..., RIGHT_ANKLE]) / 2
    inverted = (feet - up[..., HEAD])[clip.identity != NOBODY] > trunk
    if inverted.mean() < MOSTLY:
        return None
    return "Its people are upside down: does y point down in it? It has to point up."


def doubt(clip: Clip) -> str | None:
    """What is to be told about a clip, in a sentence or two; ``None`` where nothing is."""
    return " ".join(filter(None, (wrong_unit(clip), upside_down(clip)))) or None


def _median_trunk(clip: Clip) -> float | None:
    """Metres from the spine's base to the neck; ``None`` where nobody is there, or nobody's trunk has a length."""
    there = clip.keypoints[clip.identity != NOBODY].astype(np.float64)
    lengths = np.linalg.norm(there[:, NECK] - there[:, SPINE_BASE], axis=-1)
    lengths = lengths[lengths > 0]
    return float(np.median(lengths)) if len(lengths) else None
