"""What the pose model finds in one part of a video file: what a worker process does, and what it sends back."""

import time as clock
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

import numpy as np

from recognizer.pose.blazepose_to_ntu import LANDMARKS
from recognizer.pose.pose_estimator import Landmarks, PoseEstimator
from recognizer.pose.pose_rate import FrameChoice
from recognizer.sources.opening import open_film
from recognizer.sources.source import USUAL_FPS
from recognizer.worker_processes import advance


@dataclass(frozen=True)
class Part:
    """The frames of a video ``file``, or of a series of pictures by its pattern, from ``start`` to before ``end``
    seconds, and how they are looked at. ``step``: which of them, as by ``PoseRate.step``; ``picture_rate``: how many
    pictures of a series there are a second; ``from_file_start``: they are reached by reading all before them, instead
    of by a jump."""

    file: str
    start: float
    end: float
    persons: int
    mirrored: bool
    pose_model: Path
    step: float = 0.0
    picture_rate: float = USUAL_FPS
    from_file_start: bool = False

    def has(self, time: float) -> bool:
        """Whether a frame at ``time`` seconds belongs to it."""
        return self.start <= time < self.end


@dataclass(frozen=True, eq=False)
class FoundPose:
    """What was found in one frame: its ``bodies``, the surest first. ``time`` and ``index``: the frame's; ``aspect``:
    its width divided by its height; ``captured_at``: when it was read, in seconds of the system's clock; ``seconds``:
    how long the pose model took."""

    time: float
    index: int
    aspect: float
    captured_at: float
    seconds: float
    bodies: list[Landmarks] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class PartPoses:
    """All that was found in a part, in arrays, which are quickly sent and small: float64 ``frames`` ``(F, 6)``, each
    with time, index, aspect, when it was captured, seconds of work, and number of bodies; and the landmarks of all
    bodies, float32 ``(B, 33, 8)``: picture, metres, visibility, presence. ``following``: the time of the first frame
    behind the part, ``None`` at the end of the file; ``remark``: as a source's."""

    frames: np.ndarray
    landmarks: np.ndarray
    following: float | None
    remark: str | None

    @property
    def first(self) -> float | None:
        """The time of the first frame at or behind the start of the part."""
        return float(self.frames[0, 0]) if len(self.frames) else self.following

    def poses(self) -> Iterator[FoundPose]:
        """Frame by frame."""
        begin = 0
        for time, index, aspect, captured_at, seconds, bodies in self.frames.tolist():
            own = self.landmarks[begin : begin + int(bodies)]
            begin += int(bodies)
            found = [Landmarks(one[:, :3], one[:, 3:6], one[:, 6], one[:, 7]) for one in own]
            yield FoundPose(time, int(index), aspect, captured_at, seconds, found)


def find_poses(part: Part) -> PartPoses:
    """Look at one part, in a worker process. Raises ``UserError`` where the file or the pose model cannot be read."""
    estimator = _estimator(part.pose_model, part.persons)
    estimator.renew()
    return _look_at(part, estimator)


def find_poses_here(part: Part) -> PartPoses:
    """Look at one part, in any process, which keeps no pose model. Raises ``UserError`` as well."""
    with PoseEstimator(part.pose_model, part.persons) as estimator:
        return _look_at(part, estimator)


def _look_at(part: Part, estimator: PoseEstimator) -> PartPoses:
    frames: list[tuple[float, ...]] = []
    landmarks: list[np.ndarray] = []
    following = None
    choice = FrameChoice(part.step, lambda time: int(time >= part.end))

    def wanted(time: float) -> bool:
        return time >= part.start and choice.wants(time)

    with open_film(part.file, 1, part.picture_rate) as source:
        if part.start > 0 and not part.from_file_start:
            source.seek(part.start)
        while (frame := source.read_wanted(wanted)) is not None:
            if not part.has(frame.time):
                following = frame.time
                break
            assert frame.image is not None, "videos have pictures"
            captured_at, started = clock.time(), clock.perf_counter()
            found = estimator.estimate(frame.image[:, ::-1] if part.mirrored else frame.image, frame.time)
            aspect = frame.image.shape[1] / frame.image.shape[0]
            seconds = clock.perf_counter() - started
            passed = frame.time - (frames[-1][0] if frames else part.start)
            frames.append((frame.time, frame.index, aspect, captured_at, seconds, len(found)))
            landmarks += map(_table, found)
            advance(passed)
        remark = source.remark
    return PartPoses(
        np.array(frames, np.float64).reshape(-1, 6),
        np.array(landmarks, np.float32).reshape(-1, LANDMARKS, 8),
        following,
        remark,
    )


def _table(body: Landmarks) -> np.ndarray:
    return np.concatenate([body.image, body.world, body.visibility[:, None], body.presence[:, None]], axis=1)


@cache
def _estimator(pose_model: Path, persons: int) -> PoseEstimator:
    """The one of this worker, since making one takes long and is never quite undone."""
    estimator = PoseEstimator(pose_model, persons)
    Finalize(None, estimator.close, exitpriority=1)  # `atexit` would be too late: MediaPipe closes in a thread
    return estimator
