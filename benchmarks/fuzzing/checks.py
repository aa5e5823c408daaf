"""What a reader has promised of what it gives. Each raises ``AssertionError`` where it is not so."""

import itertools
import math
from collections.abc import Iterable

import numpy as np

from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.sources.source import Source, check_picture

LONGEST_VIDEO = 400  # frames that are looked at


def check_clip(clip: Clip) -> None:
    """Everything that ``Clip`` says of itself."""
    bodies, frames = clip.identity.shape
    assert clip.keypoints.shape == (bodies, frames, 25, 3) and clip.keypoints.dtype == np.float32, "keypoints"
    assert np.isfinite(clip.keypoints).all() and np.isfinite(clip.time).all(), "numbers that are none"
    assert (np.diff(clip.time) > 0).all(), "time goes back"
    assert ((clip.confidence >= 0) & (clip.confidence <= 1)).all(), "confidence"
    assert (clip.identity >= NOBODY).all(), "a person with a negative number"
    assert math.isfinite(clip.fps) and clip.fps >= 0, f"{clip.fps} frames a second"


def check_frames(source: Source) -> None:
    """Frames come in order of time, from the start, after a jump and backwards."""
    assert source.duration is None or (math.isfinite(source.duration) and source.duration >= 0), "duration"
    assert math.isfinite(source.fps) and source.fps > 0, "rate"
    times = [frame.time for frame in _frames(source, LONGEST_VIDEO)]
    assert all(earlier < later for earlier, later in itertools.pairwise(times)), "time goes back"
    if times:
        source.seek(times[len(times) // 2])
        list(_frames(source, 3))
        source.back()
        list(_frames(source, 1))


def _frames(source: Source, most: int) -> Iterable:
    for _ in range(most):
        frame = source.read()
        if frame is None:
            return
        assert math.isfinite(frame.time), f"a frame at {frame.time} s"
        if frame.image is not None:
            check_picture(frame.image)
        yield frame


def check_seconds(*values: float | None) -> None:
    """Seconds of a file, where they are known."""
    assert all(value is None or (math.isfinite(value) and value >= 0) for value in values), f"seconds: {values}"
