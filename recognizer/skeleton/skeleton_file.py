"""NTU RGB+D's `.skeleton` text: read as the Kinect wrote it, or as a clip; and written.

The text is a list of numbers: the number of frames; per frame the number of bodies; per body its tracking number and
nine states, the number of joints, and per joint x, y, z (metres), its place in the depth and the colour picture, its
orientation and its tracking state (2 tracked, 1 inferred, 0 not tracked).
"""

from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import BODIES, JOINTS
from recognizer.skeleton.skeleton_parser import Fault, RawSkeleton, parse

FPS = 30.0
STATE_CONFIDENCE = np.array([0.0, 0.5, 1.0], dtype=np.float32)  # not tracked, inferred, tracked
_FIRST_NUMBER = 72057594037900000  # written tracking numbers count from here, in the range the Kinect's lie in


def read_raw(path: str | Path) -> RawSkeleton:
    """Read every body of a `.skeleton` file. Raises ``UserError`` with the file's name and what is wrong with it."""
    try:
        return parse(Path(path).read_bytes())
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not a .skeleton file: it holds no plain text.") from error
    except Fault as fault:
        raise UserError(f"{path} is not a whole .skeleton file: {fault}.") from fault


def read_skeleton(path: str | Path) -> Clip:
    """Read a `.skeleton` file as a clip at 30 frames a second.

    Where more than two bodies are there at a time, those seen longest are kept. A person's number is the place of the
    body in order of first appearance, counted from 1. Raises ``UserError``.
    """
    raw = read_raw(path)
    if not raw.frames:
        raise UserError(f"{path} is not a whole .skeleton file: it has no frames.")
    kept = _slots(raw)
    keypoints = np.zeros((max(kept.values(), default=0) + 1, raw.frames, JOINTS, 3), np.float32)
    confidence = np.zeros(keypoints.shape[:3], np.float32)
    identity = np.full(keypoints.shape[:2], NOBODY, np.int32)
    for number, slot in kept.items():
        body = raw.bodies[number]
        keypoints[slot, body.frames] = body.keypoints
        confidence[slot, body.frames] = STATE_CONFIDENCE[body.state]
        identity[slot, body.frames] = number + 1
    try:
        return Clip(keypoints, confidence, np.arange(raw.frames) / FPS, identity)
    except UserError as error:
        raise UserError(f"{path}: {error}") from error


def write_skeleton(clip: Clip, path: str | Path) -> None:
    """Write a clip as `.skeleton`, atomically; resampled to the format's 30 frames a second, joint by joint.

    The format keeps no confidence: 0.75 and more is written as tracked, 0.25 and more as inferred, else not tracked.
    """
    lines = []
    pick, share = _resampling(clip.time)
    lines.append(str(len(pick)))
    for index, weight in zip(pick, share, strict=True):
        held = [slot for slot in range(len(clip.identity)) if clip.identity[slot, index] != NOBODY]
        lines.append(str(len(held)))
        for slot in held:
            person = int(clip.identity[slot, index])
            joints = clip.keypoints[slot, index]
            if weight and clip.identity[slot, index + 1] == person:
                joints = joints + weight * (clip.keypoints[slot, index + 1] - joints)
            lines.append(f"{_FIRST_NUMBER + person} 0 0 0 0 0 0 0 0 2")
            lines.append(str(JOINTS))
            for (x, y, z), confidence in zip(joints, clip.confidence[slot, index], strict=True):
                state = 2 if confidence >= 0.75 else 1 if confidence >= 0.25 else 0
                lines.append(f"{x:.7g} {y:.7g} {z:.7g} 0 0 0 0 0 0 0 0 {state}")
    write_text(path, "\n".join(lines) + "\n")


def _slots(raw: RawSkeleton) -> dict[int, int]:
    """Which bodies are kept, by their place in the file, and in which slot: the longest seen first, as long as no more
    than two are there at a time, from a body's first frame to its last."""
    spans = [(int(body.frames[0]), int(body.frames[-1])) for body in raw.bodies]
    crowd = np.zeros(raw.frames, dtype=np.int64)
    kept = []
    for number in sorted(range(len(spans)), key=lambda number: -len(raw.bodies[number].frames)):
        first, last = spans[number]
        if crowd[first : last + 1].max() < BODIES:
            crowd[first : last + 1] += 1
            kept.append(number)
    free_from = [0] * BODIES  # by slot
    slots = {}
    for number in sorted(kept):  # in order of appearance
        first, last = spans[number]
        slots[number] = next(slot for slot in range(BODIES) if free_from[slot] <= first)
        free_from[slots[number]] = last + 1
    return slots


def _resampling(time: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every 1/30 s of the clip, the frame before it and how far on the way to the next one it lies, in [0, 1)."""
    wanted = time[0] + np.arange(int((time[-1] - time[0]) * FPS + 1e-3) + 1) / FPS
    before = np.clip(np.searchsorted(time, wanted + 1e-6, side="right") - 1, 0, len(time) - 1)
    after = np.minimum(before + 1, len(time) - 1)
    step = np.where(after > before, time[after] - time[before], 1.0)
    share = np.clip((wanted - time[before]) / step, 0.0, 1.0)
    share[share < 1e-4] = 0.0
    share[after == before] = 0.0
    return before, share
