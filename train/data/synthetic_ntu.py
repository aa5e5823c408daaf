"""The NTU-shaped generator: `.skeleton` files or a prepared set of any size, for machines without the archive.

Every class is a rhythmic movement of some limbs, drawn from the class's own seed; two classes of a pair move the same
limbs and differ in tempo or in the order of the limbs, so that no single pose tells them apart. People differ in size,
tempo and vigour, cameras in their view, and the recording has the Kinect's faults: jitter, limbs guessed wrongly,
people lost and found under another number, bodies that are furniture, empty frames. The joints follow from angles by
forward kinematics. A name and a seed always give the same clip.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.examples.procedural_body import Limbs, Pose, joints
from recognizer.files import write_text
from recognizer.skeleton.joints import JOINTS
from recognizer.skeleton.skeleton_file import FPS
from recognizer.skeleton.skeleton_parser import RawBody, RawSkeleton
from train.data.packing import Written
from train.data.prepare import Job, write_listing
from train.datasets import ntu
from train.datasets.reader import Entry, Listing, RawClip

TYPICAL_FRAMES, SPREAD, SHORTEST, LONGEST = 78, 0.38, 32, 300  # the lengths' median, deviation (log), limits
PAIR_CLASSES = frozenset({*range(50, 61), *range(106, 121)})  # NTU's actions of two people
JITTER = 0.006  # metres
_TRUNK = {"lean": (0, 45), "sway": (-20, 20), "twist": (-45, 45), "nod": (-5, 40), "hop": (0, 0.15)}
_LIMBS = {
    "arm_forward": (0, 150), "arm_out": (5, 130), "forearm_forward": (10, 150), "forearm_out": (0, 140),
    "thigh_forward": (0, 80), "thigh_out": (2, 40), "knee": (0, 90),
}  # fmt: skip
_ARMS = ("arm_forward", "arm_out", "forearm_forward", "forearm_out")  # most of NTU's actions are done with the arms
_FIRST_NUMBER = 72057594037930000  # tracking numbers, as the Kinect counts them


@dataclass(frozen=True)
class SyntheticSet:
    """What is generated: ``classes`` 60 or 120, as in NTU RGB+D 60 or 120. ``faults``: with the Kinect's faults."""

    clips: int
    classes: int = 60
    seed: int = 0
    faults: bool = True

    def __post_init__(self) -> None:
        if self.classes not in (60, 120):
            raise UserError(f"The generator makes 60 or 120 classes, not {self.classes}.")
        if not 1 <= self.clips <= 100_000:
            raise UserError(f"The generator makes 1 to 100000 clips, not {self.clips}.")

    @property
    def dataset(self) -> str:
        """The name of the data set that it is shaped like, as `prepare` takes it: ntu60 or ntu120."""
        return "ntu60" if self.classes == 60 else "ntu120"


@dataclass(frozen=True)
class AngleSwing:
    """One angle of a movement: ``part`` is trunk, left or right; it swings from ``low`` to ``high`` with ``tempo``
    swings to one of the movement and a ``phase`` in turns."""

    part: str
    name: str
    low: float
    high: float
    tempo: float
    phase: float


@dataclass(frozen=True)
class ClassMovement:
    """What the people of a class do: swings of several angles, ``hertz`` of them a second."""

    swings: tuple[AngleSwing, ...]
    hertz: float


def names(shape: SyntheticSet) -> Iterator[ntu.ClipName]:
    """As many different names as there are clips, spread over actions, performers, cameras and setups; in NTU-60's
    shape a performer of the training split has 5 clips to 2 of another one, which gives NTU's 71 %."""
    performers, setups = (40, ntu.SETUPS_60) if shape.classes == 60 else (106, ntu.SETUPS_120)
    most = 5 if shape.classes == 60 else 1
    turns = [
        (performer, turn)
        for performer in range(1, performers + 1)
        for turn in range(most if most == 1 or performer in ntu.TRAIN_PERFORMERS_60 else 2)
    ]
    sizes = (shape.classes, 3, len(turns), 2, setups // most)
    total, number, given = int(np.prod(sizes)), 0, 0
    while given < shape.clips:
        action, camera, turn, repetition, setup = np.unravel_index(number * 104729 % total, sizes)
        number += 1
        performer, part = turns[turn]
        name = ntu.ClipName(
            int(setup) * most + part + 1, int(camera) + 1, performer, int(repetition) + 1, int(action) + 1
        )
        if str(name) not in ntu.MISSING:
            given += 1
            yield name


def movement(action: int, seed: int, role: int = 0) -> ClassMovement:
    """The movement of a class; ``role`` 1 is what the second person does. Two classes of a pair (1 and 2, 3 and 4, …)
    move the same limbs between the same poses: the second one half as fast again, or with one limb the other way."""
    rng = np.random.default_rng([seed, 7, (action - 1) // 2, role])
    swings = []
    for number in range(int(rng.integers(2, 5))):
        if rng.random() < 0.2:
            part, (name, (least, most)) = "trunk", list(_TRUNK.items())[rng.integers(len(_TRUNK))]
        else:
            part = ("right", "left")[int(rng.random() < 0.4)]
            name = _ARMS[rng.integers(len(_ARMS))] if rng.random() < 0.75 else list(_LIMBS)[rng.integers(len(_LIMBS))]
            least, most = _LIMBS[name]
        low, high = sorted(rng.uniform(least, most, 2))
        high = max(high, low + 0.35 * (most - least))
        tempo = 1.0 if number == 0 else float(rng.choice([1, 2]))
        swings.append(AngleSwing(part, name, low, high, tempo, rng.random()))
    hertz = float(rng.uniform(0.45, 0.9))
    other_tempo = rng.random() < 0.5
    if action % 2 == 0 and other_tempo:
        hertz *= 1.5
    elif action % 2 == 0:
        swings[1] = replace(swings[1], phase=swings[1].phase + 0.5)
    return ClassMovement(tuple(swings), hertz)


def skeleton(name: ntu.ClipName, shape: SyntheticSet) -> RawSkeleton:
    """What the Kinect would have recorded of this clip."""
    rng = np.random.default_rng([shape.seed, name.setup, name.camera, name.performer, name.repetition, name.action])
    frames = int(np.clip(np.exp(rng.normal(np.log(TYPICAL_FRAMES), SPREAD)), SHORTEST, LONGEST))
    performer = np.random.default_rng([shape.seed, 11, name.performer])
    people = 2 if name.action in PAIR_CLASSES else 1
    bodies = [_perform(movement(name.action, shape.seed, role), frames, performer, rng) for role in range(people)]
    if people == 2:  # face to face, at some distance
        apart = rng.uniform(0.7, 1.2)
        aside = np.array([apart / 2, 0, 0])
        bodies = [_turn(bodies[0], np.pi / 2) - aside, _turn(bodies[1], -np.pi / 2) + aside]
    bodies = [_see(body, name, shape, rng.normal(scale=0.06)) for body in bodies]
    states = [np.full(body.shape[:2], 2, np.int8) for body in bodies]
    if not shape.faults:
        return _recording(frames, [(body, state, np.ones(frames, bool)) for body, state in zip(bodies, states)])
    return _recording(frames, _faults(bodies, states, rng))


def clip(name: ntu.ClipName, shape: SyntheticSet) -> RawClip:
    """The clip as the reader of the raw file yields it."""
    splits = ntu.splits_60 if shape.classes == 60 else ntu.splits_120
    return ntu.to_clip(name, skeleton(name, shape), splits)


def write_raw(shape: SyntheticSet, folder: Path) -> int:
    """Write `.skeleton` files, those that are there already excepted; returns how many bytes were written."""
    size = 0
    with Progress("Writing .skeleton files", shape.clips, "files") as progress:
        for number, name in enumerate(names(shape), start=1):
            path = folder / f"{name}.skeleton"
            if not path.exists():
                text = to_text(skeleton(name, shape))
                write_text(path, text)
                size += len(text)
            progress.update(number)
    return size


def write_prepared(shape: SyntheticSet, out: Path, workers: int | None = None, chunk: int = 256) -> Written:
    """Write a prepared set, as `prepare` would from the raw files; stopped, it goes on likewise."""
    entries = [Entry(str(name), partial(clip, name, shape)) for name in sorted(names(shape), key=str)]
    listing = Listing(entries, shape.clips, repr(shape))
    labels = ntu.CLASSES[: shape.classes]
    return write_listing(
        out, "generated clips", listing, Job(shape.dataset, shape.clips, chunk, repr(shape)), labels, workers
    )


def to_text(raw: RawSkeleton) -> str:
    """A recording as `.skeleton` text, with every column that the Kinect fills in."""
    held: list[list[tuple[int, int]]] = [[] for _ in range(raw.frames)]
    tables = []
    for body_index, body in enumerate(raw.bodies):
        for row, frame in enumerate(body.frames):
            held[frame].append((body_index, row))
        tables.append(_table(body))
    row_format = "%.7g %.7g %.7g %.4f %.4f %.3f %.3f %.7g %.7g %.7g %.7g %d\r\n" * JOINTS
    lines = [f"{raw.frames}\r\n"]
    for bodies in held:
        lines.append(f"{len(bodies)}\r\n")
        for index, row in bodies:
            lines.append(f"{raw.bodies[index].tracking} 0 1 1 1 1 0 0.0276 -0.0575 2\r\n{JOINTS}\r\n")
            lines.append(row_format % tuple(tables[index][row]))
    return "".join(lines)


def _perform(what: ClassMovement, frames: int, performer: np.random.Generator, rng: np.random.Generator) -> np.ndarray:
    """The joints ``(T, 25, 3)`` as (left, up, forward) of a person who does it at some time within the clip, in the own
    way, and shifts from foot to foot meanwhile."""
    time = np.arange(frames) / FPS
    size, vigour, pace = performer.uniform([0.85, 0.75, 0.85], [1.12, 1.15, 1.15])
    vigour, pace = vigour * rng.uniform(0.85, 1.15), pace * rng.uniform(0.92, 1.08)
    length = rng.uniform(0.55, 0.95) * time[-1]
    begin = rng.uniform(0, time[-1] - length)
    fade = np.clip(np.minimum(time - begin, begin + length - time) / 0.35, 0, 1)
    share = fade * fade * (3 - 2 * fade)
    turns = what.hertz * pace * (time - begin) + rng.random()
    left_handed = rng.random() < 0.1

    def idle(scale: float) -> np.ndarray:
        hertz, phase = rng.uniform(0.1, 0.5, 2), rng.random(2)
        return scale * np.sin(2 * np.pi * (hertz[:, None] * time + phase[:, None])).mean(axis=0)

    angles = {
        "trunk": {"lean": 2 + idle(4), "sway": idle(4), "twist": idle(8), "nod": 6 + idle(8), "hop": np.zeros(frames)}
    }
    for side in ("left", "right"):
        rest = {f: getattr(Limbs(), f) for f in _LIMBS}
        angles[side] = {f: value + idle(14 if f in _ARMS else 2) for f, value in rest.items()}
    for angle in what.swings:
        part = {"left": "right", "right": "left"}.get(angle.part, "trunk") if left_handed else angle.part
        swing = 0.5 - 0.5 * np.cos(2 * np.pi * (angle.tempo * turns + angle.phase))
        goal = angle.low + vigour * (angle.high - angle.low) * swing
        now = angles[part][angle.name]
        angles[part][angle.name] = now + share * (goal - now)
    left, right, trunk = Limbs(**angles["left"]), Limbs(**angles["right"]), angles["trunk"]
    bent = Pose(trunk["lean"], trunk["sway"], trunk["twist"], trunk["nod"], trunk["hop"], left, right)
    return size * joints(bent)


def _see(body: np.ndarray, name: ntu.ClipName, shape: SyntheticSet, askew: float) -> np.ndarray:
    """From (left, up, forward) of the room to the axes of this camera, which stands to the side, high or low."""
    place = np.random.default_rng([shape.seed, 13, name.setup])
    height, distance, angle = place.uniform([0.6, 2.2, 0.6], [2.4, 4.2, 0.95])  # metres, metres, radians
    around = {1: 0.0, 2: angle, 3: -angle}[name.camera] + (0.3 if name.repetition == 2 else 0.0)
    left, up, forward = np.moveaxis(_turn(body, around + askew), -1, 0)
    pitch = np.arctan2(height - 0.9, distance)
    y, z = up - height, distance - forward
    y, z = y * np.cos(pitch) + z * np.sin(pitch), z * np.cos(pitch) - y * np.sin(pitch)
    return np.stack([-left, y, z], axis=-1)


def _faults(
    bodies: list[np.ndarray], states: list[np.ndarray], rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """What the Kinect makes of these bodies: joints, states and the frames in which each has a tracking number."""
    frames = len(bodies[0])
    seen = []
    for number, (body, state) in enumerate(zip(bodies, states)):
        noise = rng.normal(scale=JITTER, size=body.shape)
        noise[1:] = (noise[1:] + noise[:-1]) / np.sqrt(2)  # jitter has some memory
        body = body + noise * [1, 1, 1.5]
        for end in (7, 11, 15, 19):  # a limb that is hidden is guessed
            if rng.random() < 0.25:
                begin, length = int(rng.integers(frames)), int(rng.integers(4, 20))
                limb = [end - 1, end, *{7: (21, 22), 11: (23, 24)}.get(end, ())]
                body[begin : begin + length, limb] += rng.normal(scale=0.08, size=3)
                state[begin : begin + length, limb] = 1
        there = np.ones(frames, bool)
        if rng.random() < (0.2 if number else 0.02):  # lost for some time
            begin = int(rng.integers(frames))
            there[begin : begin + int(rng.integers(5, 40))] = False
        if not there[12:].any():
            there[:] = True
        if rng.random() < 0.03:  # lost, and found under another number
            cut = int(rng.integers(frames // 4, 3 * frames // 4))
            seen.append((body, state, there & (np.arange(frames) < cut)))
            there = there & (np.arange(frames) >= cut)
        seen.append((body, state, there))
    if rng.random() < 0.04:  # seen for a moment, where nobody is
        begin = int(rng.integers(frames))
        ghost = bodies[0] + rng.normal(scale=0.7, size=3)
        seen.append(
            (ghost, states[0], (np.arange(frames) >= begin) & (np.arange(frames) < begin + rng.integers(2, 12)))
        )
    if rng.random() < 0.03:  # furniture: still, and wider than high
        chair = rng.uniform([-1, -0.6, 2], [1, -0.1, 3]) + rng.normal(scale=[0.4, 0.1, 0.1], size=(JOINTS, 3))
        chair = chair + rng.normal(scale=0.01, size=(frames, JOINTS, 3))
        seen.append((chair, np.ones((frames, JOINTS), np.int8), np.ones(frames, bool)))
    if rng.random() < 0.02:  # frames in which nobody is seen
        begin = int(rng.integers(frames))
        gap = (np.arange(frames) >= begin) & (np.arange(frames) < begin + 6)
        seen = [(body, state, there & ~gap) for body, state, there in seen]
    return [part for part in seen if part[2].any()]


def _recording(frames: int, seen: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> RawSkeleton:
    bodies = []
    for number, (body, state, there) in enumerate(seen):
        rows = np.flatnonzero(there)
        bodies.append(RawBody(_FIRST_NUMBER + number, rows, body[rows].astype(np.float32), state[rows]))
    return RawSkeleton(frames, tuple(bodies))


def _table(body: RawBody) -> np.ndarray:
    """The twelve columns of every joint, ``(T, 300)``: its place in the depth and colour pictures follows from the
    sensors' focal lengths, its orientation is that of a turn by an angle made of its place."""
    x, y, z = np.moveaxis(body.keypoints.astype(np.float64), -1, 0)
    z = np.maximum(z, 0.1)
    depth = [256 + 366 * x / z, 212 - 366 * y / z]
    colour = [960 + 1063 * (x + 0.05) / z, 540 - 1063 * y / z]
    half = 0.5 * (x + y)
    turn = [0.6 * np.sin(half), 0.8 * np.sin(half), 0.05 * np.sin(half), np.cos(half)]
    columns = [*np.moveaxis(body.keypoints, -1, 0), *depth, *colour, *turn, body.state]
    return np.stack(columns, axis=-1).reshape(len(body.frames), -1)


def _turn(body: np.ndarray, angle: float) -> np.ndarray:
    """Turn (left, up, forward) about the upright axis."""
    left, up, forward = np.moveaxis(body, -1, 0)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([cos * left + sin * forward, up, cos * forward - sin * left], axis=-1)
