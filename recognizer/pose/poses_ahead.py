"""The poses of many videos, and of the parts of long ones, found by worker processes ahead of who follows the people.

Who is who, smoothing and everything after it needs the frames in order, and is quick; the pose model needs them in
order only within a part (see ``parts``), and is slow. So this is what the cores share.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from recognizer.pose import parts
from recognizer.pose.part_poses import FoundPose, Part, PartPoses, find_poses, find_poses_here
from recognizer.pose.pose_rate import USUAL_RATE, PoseRate
from recognizer.sources.addresses import is_address
from recognizer.sources.opening import PictureSource, VideoSource
from recognizer.sources.source import USUAL_FPS, Source
from recognizer.worker_processes import OrderedTasks


def plan_parts(
    source: Source, persons: int, mirrored: bool, pose_model: Path, rate: PoseRate = USUAL_RATE
) -> list[Part]:
    """The parts in which a source's poses can be found; none where it is neither a video file nor a series of
    pictures."""
    if source.live or not isinstance(source, (VideoSource, PictureSource)) or is_address(source.place):
        return []
    number = parts.parts_in(source.duration)
    picture_rate = source.picture_rate if isinstance(source, PictureSource) else USUAL_FPS
    starts = [0.0, *(parts.part_start(part) for part in range(1, number))]
    return [
        Part(source.place, start, end, persons, mirrored, pose_model, rate.step(source.fps), picture_rate)
        for start, end in zip(starts, [*starts[1:], math.inf], strict=True)
    ]


class PosesAhead:
    """Finds the poses of some files, of which each is given as its parts. ``look`` is told from time to time
    how many seconds of video were looked at in all. Use it as a context."""

    def __init__(
        self, files: Sequence[Sequence[Part]], workers: int, look: Callable[[float], None] = lambda seconds: None
    ) -> None:
        self._files = files
        self._tasks: OrderedTasks[PartPoses] = OrderedTasks(
            find_poses, ((number, [(part,) for part in file]) for number, file in enumerate(files)), workers, look
        )

    def poses(self, number: int, source: Source) -> Iterator[FoundPose]:
        """What was found in each frame of the file of this number, in order; at its end, the ``source`` that it is gets
        the ``remark`` that it would have by reading. Files are asked for in their order, though some may be left out.
        Raises ``UserError`` where the file cannot be read."""
        expected: float | None = None
        for part, found in zip(self._files[number], self._tasks.results(number)):
            if expected is not None and found.first != expected:  # a file in which jumps do not land where they should
                found = find_poses_here(replace(part, from_file_start=True))
            yield from found.poses()
            expected, source.remark = found.following, source.remark or found.remark
            if expected is None:  # also where it ends earlier than it says
                return

    def __enter__(self) -> "PosesAhead":
        self._tasks.__enter__()
        return self

    def __exit__(self, *details: object) -> None:
        self._tasks.__exit__(*details)
