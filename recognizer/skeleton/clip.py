"""A clip: the joints of one or two bodies over time, and the `.npz` file that holds it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.skeleton.array_file import load_arrays
from recognizer.skeleton.joints import BODIES, JOINTS
from recognizer.skeleton.shapes import check_shape

NOBODY = -1
# Seconds for which a person who is out of sight keeps number and slot, and the last answer is still shown for them.
HELD_OUT_OF_SIGHT = 0.7
FARTHEST = 1e6  # metres, in whatever unit a clip was written by mistake: what lies beyond is damage
LONGEST = 1e7  # seconds from a clip's first frame to its last
HIGHEST_PERSON = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Bodies:
    """What the front end sees at one instant: up to two bodies, each in its slot.

    ``keypoints`` float32 ``(M, 25, 3)`` metres, Kinect camera axes; ``confidence`` float32 ``(M, 25)``;
    ``identity`` int32 ``(M,)``, the number of the person in the slot or -1. An absent body is all zeros.
    ``picture`` float32 ``(M, 25, 2)``, the joints in the picture as fractions of its width and height, or ``None``
    where there was no picture. M is 1 or 2. Raises ``ValueError`` for arrays of another shape.
    """

    keypoints: np.ndarray
    confidence: np.ndarray
    identity: np.ndarray
    picture: np.ndarray | None = None

    def __post_init__(self) -> None:
        check_shape("bodies: identity", self.identity, (None,))
        bodies = len(self.identity)
        if not 1 <= bodies <= BODIES:
            raise ValueError(f"bodies: there are {bodies} slots instead of 1 or 2")
        check_shape("bodies: keypoints", self.keypoints, (bodies, JOINTS, 3))
        check_shape("bodies: confidence", self.confidence, (bodies, JOINTS))
        if self.picture is not None:
            check_shape("bodies: picture", self.picture, (bodies, JOINTS, 2))

    @property
    def persons(self) -> tuple[int, ...]:
        """The numbers of the persons present, by slot."""
        return tuple(int(number) for number in self.identity if number != NOBODY)


@dataclass(frozen=True, eq=False)
class Clip:
    """Joints over time, checked on construction.

    ``keypoints`` float32 ``(M, T, 25, 3)`` metres in Kinect camera axes (x to the sensor's own left, y up, z away
    from it); ``confidence`` float32 ``(M, T, 25)`` in [0, 1]; ``time`` float64 ``(T,)`` seconds, strictly increasing;
    ``identity`` int32 ``(M, T)``, the number of the person in each slot, -1 for nobody. M is 1 or 2. An absent body is
    all zeros with confidence 0. Other types of numbers are converted. Raises ``UserError`` where the arrays do not fit
    this description.
    """

    keypoints: np.ndarray
    confidence: np.ndarray
    time: np.ndarray
    identity: np.ndarray
    label: str | None = None

    def __post_init__(self) -> None:
        for name, kind in _KINDS.items():
            value = np.asarray(getattr(self, name))
            if value.dtype.kind not in "fiu":
                raise UserError(f"Not a clip: {name} holds no numbers.")
            if kind is np.int32 and not _are_persons(value):
                raise UserError("Not a clip: identity holds a number that is no person's.")
            with np.errstate(over="ignore"):  # what becomes infinite is refused below
                object.__setattr__(self, name, np.ascontiguousarray(value, dtype=kind))
        fault = _fault(self.keypoints, self.confidence, self.time, self.identity)
        if fault:
            raise UserError(f"Not a clip: {fault}.")

    @property
    def frames(self) -> int:
        """T, how many frames there are."""
        return len(self.time)

    @property
    def fps(self) -> float:
        """Frames a second, from the median step; 0 for a single frame."""
        return float(1 / np.median(np.diff(self.time))) if self.frames > 1 else 0.0

    def at(self, index: int) -> Bodies:
        """The bodies of one frame."""
        return Bodies(self.keypoints[:, index], self.confidence[:, index], self.identity[:, index])


_KINDS = {"keypoints": np.float32, "confidence": np.float32, "time": np.float64, "identity": np.int32}


def _are_persons(identity: np.ndarray) -> bool:
    """Whether these are whole numbers from -1 on that int32 can hold."""
    return bool(((identity >= NOBODY) & (identity <= HIGHEST_PERSON) & (identity == np.trunc(identity))).all())


def _fault(keypoints: np.ndarray, confidence: np.ndarray, time: np.ndarray, identity: np.ndarray) -> str | None:
    """What is wrong with the arrays of a clip, in words, or ``None``."""
    if keypoints.ndim != 4 or keypoints.shape[2:] != (JOINTS, 3) or not 1 <= len(keypoints) <= BODIES:
        return f"keypoints have the shape {keypoints.shape} instead of (bodies, frames, 25, 3) with one or two bodies"
    bodies, frames = keypoints.shape[:2]
    if not frames:
        return "it has no frames"
    if confidence.shape != (bodies, frames, JOINTS):
        return f"confidence has the shape {confidence.shape} instead of {(bodies, frames, JOINTS)}"
    if time.shape != (frames,):
        return f"time has the shape {time.shape} instead of {(frames,)}"
    if identity.shape != (bodies, frames):
        return f"identity has the shape {identity.shape} instead of {(bodies, frames)}"
    if not (np.isfinite(keypoints).all() and np.isfinite(confidence).all() and np.isfinite(time).all()):
        return "it holds values that are not finite numbers (NaN or infinity)"
    if (np.abs(keypoints) > FARTHEST).any():
        return "a joint is more than a million metres away"
    if (confidence < 0).any() or (confidence > 1).any():
        return "confidence leaves the range from 0 to 1"
    if (np.diff(time) <= 0).any():
        return "time does not increase from frame to frame"
    if time[-1] - time[0] > LONGEST or (np.diff(time) < np.finfo(np.float64).tiny).any():
        return "no recording has its frames at such times"
    if keypoints[identity == NOBODY].any() or confidence[identity == NOBODY].any():
        return "a body that nobody holds (identity -1) is not all zeros"
    return None


class ClipBuilder:
    """Collects the bodies of successive frames into a clip, holding one compact copy of each."""

    def __init__(self) -> None:
        self._frames: list[Bodies] = []
        self._time: list[float] = []

    def add(self, bodies: Bodies, time: float) -> None:
        """Append a frame at ``time`` seconds, later than the last one; every frame has as many slots as the first."""
        self._frames.append(Bodies(bodies.keypoints.copy(), bodies.confidence.copy(), bodies.identity.copy()))
        self._time.append(time)

    def __len__(self) -> int:
        return len(self._time)

    def build(self, label: str | None = None) -> Clip:
        """The clip so far. Raises ``UserError`` when nothing was added."""
        if not self._time:
            raise UserError("Not a clip: it has no frames.")
        return Clip(
            np.stack([frame.keypoints for frame in self._frames], axis=1),
            np.stack([frame.confidence for frame in self._frames], axis=1),
            np.asarray(self._time),
            np.stack([frame.identity for frame in self._frames], axis=1),
            label,
        )


def save_npz(clip: Clip, path: str | Path, compressed: bool = True) -> None:
    """Write the clip's `.npz` file, atomically; not ``compressed``, it is larger and written in no time."""
    arrays = {name: getattr(clip, name) for name in _KINDS}
    if clip.label is not None:
        arrays["label"] = np.asarray(clip.label)
    with atomic(path) as temporary, open(temporary, "wb") as file:
        (np.savez_compressed if compressed else np.savez)(file, **arrays)


def load_npz(path: str | Path) -> Clip:
    """Read a clip's `.npz` file. Nothing in it is ever unpickled. Raises ``UserError`` with the file's name."""
    try:
        arrays = load_arrays(path, _KINDS, ["label"])
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.") from error
    except KeyError as error:
        raise UserError(f"{path} is not a clip: it lacks {error.args[0]}.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read as a clip.") from error
    label = arrays.pop("label", None)
    if label is not None and (label.shape or label.dtype.kind != "U"):
        raise UserError(f"{path}: Not a clip: its label is no text.")
    try:
        return Clip(**arrays, label=None if label is None else str(label))
    except UserError as error:
        raise UserError(f"{path}: {error}") from error
