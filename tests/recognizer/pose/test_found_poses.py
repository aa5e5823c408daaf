"""Poses that another process has found."""

import time

from recognizer.pose.observations import observe_found
from recognizer.pose.part_poses import FoundPose


def test_a_frame_is_never_later_than_now_though_the_clock_was_set_back_meanwhile():
    """The only thing that two processes date by the system's clock is how long an answer took."""
    poses = [FoundPose(0.0, 0, 1.0, time.time() + shift, 0.01, []) for shift in (-5.0, 3600.0)]
    (then, now) = (observed.captured.captured_at for observed in observe_found(poses, 1, False))
    assert time.perf_counter() - 60 < then < now <= time.perf_counter()
