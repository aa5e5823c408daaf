"""The pose model at work: a picture in, the 33 landmarks of every body out."""

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from recognizer.errors import UserError
from recognizer.pose.blazepose_to_ntu import LANDMARKS
from recognizer.skeleton.joints import BODIES
from recognizer.skeleton.shapes import check_shape
from recognizer.sources.opencv import mediapipe, quiet
from recognizer.sources.source import check_picture

# How sure the detector must be. MediaPipe's 0.5 overlooks small people: of three women in one video, a second was first
# found after 8.7 s instead of after 1.7 s. What is found in error is sorted out by `person_tracking`.
CERTAINTY = 0.3

FORGOTTEN = 1_000_000  # milliseconds after which MediaPipe's smoothing has forgotten what was


@dataclass(frozen=True, eq=False)
class Landmarks:
    """One body as BlazePose sees it.

    ``image`` float32 ``(33, 3)``: x to the right and y down as fractions of the picture's width and height, z in the
    same unit as x, 0 at mid hips. ``world`` float32 ``(33, 3)``: metres, origin at mid hips, x to the right of the
    picture, y down, z away from the camera. ``visibility`` and ``presence`` float32 ``(33,)`` in [0, 1]. Left and
    right are the person's own. Raises ``ValueError`` for arrays of another shape.
    """

    image: np.ndarray
    world: np.ndarray
    visibility: np.ndarray
    presence: np.ndarray

    def __post_init__(self) -> None:
        for name in ("image", "world"):
            check_shape(f"landmarks: {name}", getattr(self, name), (LANDMARKS, 3))
        for name in ("visibility", "presence"):
            check_shape(f"landmarks: {name}", getattr(self, name), (LANDMARKS,))


class PoseEstimator:
    """MediaPipe's PoseLandmarker in VIDEO mode, on the processor: create, use and close it in one thread."""

    def __init__(self, model: str | Path, persons: int = BODIES) -> None:
        """Raises ``UserError`` when ``model`` is not a pose landmarker bundle."""
        self._mp = mediapipe()
        self._new = partial(new_landmarker, self._mp, model, "VIDEO", persons, CERTAINTY)
        self._smoothed = persons == 1  # by MediaPipe itself
        with quiet():
            self._landmarker = self._new()
            _warm_up(self._mp, model)
        self._last = -1  # milliseconds
        self._shift: int | None = 0  # from the source's milliseconds to MediaPipe's; None where it is to be found

    def estimate(self, image: np.ndarray, time: float) -> list[Landmarks]:
        """The bodies in ``image`` (uint8 RGB, (H, W, 3)) at ``time`` seconds, the surest first.

        MediaPipe wants whole milliseconds that strictly increase: a time that does not is moved on by one. Raises
        ``ValueError`` for a picture of another shape or kind.
        """
        check_picture(image)
        if self._shift is None:
            self._shift = self._last + FORGOTTEN - round(time * 1000)
        self._last = max(self._last + 1, round(time * 1000) + self._shift)
        result = self._landmarker.detect_for_video(mediapipe_image(self._mp, image), self._last)
        return [landmarks_of(*body) for body in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True)]

    def reset(self) -> None:
        """Forget everybody, for a new source or after a jump in time.

        MediaPipe knows no reset, and every new landmarker costs a megabyte or two that is never given back [measured].
        A blank picture makes it lose whom it follows, and after the long time that then passes nothing of the past is
        left in its smoothing: what comes next is found as by a new one.
        """
        self._last += 1
        self._landmarker.detect_for_video(mediapipe_image(self._mp, np.zeros((64, 64, 3), np.uint8)), self._last)
        self._shift = None

    def renew(self) -> None:
        """Forget everything, as ``reset`` does, but to the last bit: what comes next is found as by a new estimator.
        Where MediaPipe smooths, which is with one person allowed, that takes a new landmarker."""
        if not self._smoothed:
            self.reset()
            return
        self._landmarker.close()
        self._landmarker, self._last, self._shift = self._new(), -1, 0

    def close(self) -> None:
        """Free MediaPipe's landmarker. No pose can be estimated afterwards."""
        self._landmarker.close()

    def __enter__(self) -> "PoseEstimator":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def new_landmarker(mp: ModuleType, model: str | Path, mode: str, persons: int, certainty: float) -> Any:
    """A PoseLandmarker of MediaPipe. Raises ``UserError`` when ``model`` is not a bundle for it."""
    options = mp.tasks.vision.PoseLandmarkerOptions(
        base_options=mp.tasks.BaseOptions(
            model_asset_path=str(Path(model).absolute()), delegate=mp.tasks.BaseOptions.Delegate.CPU
        ),
        running_mode=mp.tasks.vision.RunningMode[mode],
        num_poses=persons,
        min_pose_detection_confidence=certainty,
    )
    try:
        return mp.tasks.vision.PoseLandmarker.create_from_options(options)
    except FileNotFoundError as error:
        raise UserError(f"There is no pose model {model}.") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise UserError(f"{model} is not a pose landmarker bundle that MediaPipe can load.") from error


@cache
def _warm_up(mp: ModuleType, model: str | Path) -> None:
    """Run both networks once on a blank picture, by accepting any detection: the libraries' remarks come out here."""
    landmarker = new_landmarker(mp, model, "IMAGE", persons=1, certainty=0.0)
    landmarker.detect(mediapipe_image(mp, np.zeros((256, 256, 3), np.uint8)))
    landmarker.close()


def mediapipe_image(mp: ModuleType, image: np.ndarray) -> Any:
    """``image`` (uint8 RGB, (H, W, 3)) as MediaPipe takes it."""
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(image))


def landmarks_of(image: list, world: list) -> Landmarks:
    """One body from MediaPipe's lists of its landmarks, in the picture and in metres."""
    table = np.array([(p.x, p.y, p.z, p.visibility or 0.0, p.presence or 0.0) for p in image], np.float32)
    metres = np.array([(p.x, p.y, p.z) for p in world], np.float32)
    return Landmarks(table[:, :3], metres, table[:, 3].clip(0, 1), table[:, 4].clip(0, 1))
