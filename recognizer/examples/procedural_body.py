"""The sample clip: a drawn person who walks in place, waves, jumps and squats, for when there is no camera.

``python -m recognizer.examples.procedural_body [FILE]`` writes it. A pose is a set of angles; the joints follow from
them by forward kinematics, from the trunk outwards. The whole body is then tipped, set onto what carries it, which is
the lower foot unless the pose says otherwise, and turned about the vertical.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from enum import Enum
from pathlib import Path

import numpy as np

from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.average_body import FOOT, HAND, THUMB, TIP, TORSO
from recognizer.skeleton.clip import Clip, save_npz
from recognizer.skeleton.joints import (
    HEAD,
    JOINTS,
    LEFT_ANKLE,
    LEFT_FOOT,
    LEFT_HAND,
    LEFT_HIP,
    LEFT_SHOULDER,
    LEFT_THUMB,
    LEFT_TIP,
    LEFT_WRIST,
    NECK,
    RIGHT_ANKLE,
    RIGHT_FOOT,
    RIGHT_HAND,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    RIGHT_THUMB,
    RIGHT_TIP,
    RIGHT_WRIST,
    SPINE_BASE,
    SPINE_MID,
    SPINE_SHOULDER,
)

FPS = 30
DISTANCE = 3.0  # metres from the sensor
SENSOR_HEIGHT = 1.0  # metres above the floor
BLEND = 0.7  # seconds in which one movement passes into the next

# Lengths in metres, of a person of 1.72 m. Torso, hands and feet are those of NTU's average body.
NECK_LENGTH, HEAD_LENGTH = 0.08, 0.15
SHOULDER_WIDTH, SHOULDER_DROP, HIP_WIDTH, HIP_DROP = 0.31, 0.03, 0.16, 0.03
UPPER_ARM, FOREARM = 0.275, 0.245
THIGH, SHIN, ANKLE = 0.430, 0.405, 0.07

BAR = 1.72  # metres above the floor, of a bar that one hangs on
THIN, THICK = 0.03, 0.10  # metres between the floor and a joint that rests on it: of hands and feet, of trunk and head
CLEARANCE = np.full(JOINTS, 0.05)  # of all joints; what is not named below: knees, elbows, wrists
CLEARANCE[[LEFT_HAND, RIGHT_HAND, LEFT_TIP, RIGHT_TIP, LEFT_THUMB, RIGHT_THUMB, LEFT_FOOT, RIGHT_FOOT]] = THIN
CLEARANCE[[SPINE_BASE, SPINE_MID, SPINE_SHOULDER, NECK, HEAD]] = THICK
CLEARANCE[[LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP]] = THICK
CLEARANCE[[LEFT_ANKLE, RIGHT_ANKLE]] = ANKLE

Angles = np.ndarray  # degrees, one for every frame


@dataclass
class Limbs:
    """One side's angles in degrees: ``*_forward`` turns the hanging limb to the front, ``*_out`` to its own side."""

    arm_forward: Angles | float = 4.0
    arm_out: Angles | float = 9.0
    forearm_forward: Angles | float = 16.0
    forearm_out: Angles | float = 5.0
    thigh_forward: Angles | float = 1.0
    thigh_out: Angles | float = 4.0
    knee: Angles | float = 3.0  # bends the shin backwards, against the thigh
    tiptoe: Angles | float = 0.0


class Support(Enum):
    """What carries the body, and so what stays where it is."""

    FEET = "feet"  # the lower ankle has the height of an ankle
    FLOOR = "floor"  # whatever is lowest lies on the floor; the feet stay where they are
    BAR = "bar"  # the hands hold a bar
    HANDS_AND_TOES = "hands and toes"  # both are on the floor, and how far the body is tipped follows from that


@dataclass
class Pose:
    """A whole pose. ``lean`` bends the trunk forward, ``sway`` to the left, ``twist`` turns it to the left; ``nod``
    bends the head; ``hop`` lifts the body off what carries it, in metres. Of the whole body, ``tip`` falls to the
    front and ``turn`` turns to the left, on the feet, in degrees; ``ahead`` is how far in front of the middle it is, in
    metres. A value holds for all frames, an array ``(T,)`` has one for each."""

    lean: Angles | float = 2.0
    sway: Angles | float = 0.0
    twist: Angles | float = 0.0
    nod: Angles | float = 6.0
    hop: Angles | float = 0.0
    left: Limbs = field(default_factory=Limbs)
    right: Limbs = field(default_factory=Limbs)
    tip: Angles | float = 0.0
    turn: Angles | float = 0.0
    ahead: Angles | float = 0.0
    support: Support = Support.FEET


def stand(t: np.ndarray) -> Pose:
    """At rest, but alive: breathing, and the weight goes from foot to foot."""
    breath, shift = np.sin(2 * np.pi * 0.3 * t), np.sin(2 * np.pi * 0.17 * t)
    arm = {"arm_out": 9 + 0.8 * breath, "forearm_forward": 16 + 1.5 * shift}
    return Pose(lean=2 + 0.6 * breath, sway=1.2 * shift, left=Limbs(**arm), right=Limbs(**arm))


def walk(t: np.ndarray) -> Pose:
    """In place, the arms against the legs."""
    stride = np.sin(2 * np.pi * 0.95 * t)

    def side(swing: np.ndarray) -> Limbs:
        lift = np.clip(swing, 0, 1) ** 1.5
        return Limbs(
            arm_forward=2 - 30 * swing,
            forearm_forward=24 - 36 * swing,
            thigh_forward=1 + 44 * lift,
            knee=4 + 72 * lift,
            tiptoe=18 * lift,
        )

    return Pose(lean=4, sway=-2 * stride, twist=7 * stride, left=side(stride), right=side(-stride))


def wave(t: np.ndarray) -> Pose:
    """The right upper arm level, the forearm upright and to and fro."""
    swing = np.sin(2 * np.pi * 1.7 * t)
    right = Limbs(arm_forward=20, arm_out=88 + 5 * swing, forearm_forward=14, forearm_out=185 - 35 * swing)
    rest = stand(t)
    return Pose(lean=1, sway=2.5 + 0.8 * swing, twist=-2, nod=4, left=rest.left, right=right)


def jump(t: np.ndarray) -> Pose:
    """Jumping jacks."""
    turn = 2 * np.pi * 0.85 * t
    open_ = (1 - np.cos(turn)) / 2
    air = np.sin(turn) ** 2  # twice a cycle, off the floor
    limbs = {
        "arm_forward": 4 + 4 * open_,
        "arm_out": 9 + 149 * open_,
        "forearm_forward": 14 - 8 * open_,
        "forearm_out": 6 + 166 * open_,
        "thigh_out": 3 + 21 * open_,
        "thigh_forward": 3 + 11 * (1 - air),
        "knee": 4 + 20 * (1 - air),
        "tiptoe": 30 * air,
    }
    return Pose(lean=3, hop=0.09 * air, left=Limbs(**limbs), right=Limbs(**limbs))


def squat(t: np.ndarray) -> Pose:
    """Knee bends with the arms stretched forward."""
    down = (1 - np.cos(2 * np.pi * 0.45 * t)) / 2
    limbs = {
        "arm_forward": 4 + 78 * down,
        "arm_out": 9 - 3 * down,
        "forearm_forward": 16 + 66 * down,
        "forearm_out": 5 - 2 * down,
        "thigh_forward": 1 + 84 * down,
        "thigh_out": 5 + 9 * down,
        "knee": 3 + 112 * down,
    }
    return Pose(lean=2 + 34 * down, nod=6 - 22 * down, left=Limbs(**limbs), right=Limbs(**limbs))


# (movement, when it begins in seconds); the clip ends as it begins, so that it can run in a loop.
SCRIPT: tuple[tuple[Callable[[np.ndarray], Pose], float], ...] = (
    (stand, 0.0),
    (walk, 0.8),
    (wave, 4.8),
    (jump, 8.3),
    (squat, 11.9),
    (stand, 15.6),
)
SECONDS = 16.2


def sample_clip() -> Clip:
    """The clip: one body, 30 frames a second."""
    time = np.arange(round(SECONDS * FPS)) / FPS
    keypoints = place(joints(movements(time))).astype(np.float32)[None]
    confidence = np.ones(keypoints.shape[:3], np.float32)
    return Clip(keypoints, confidence, time, np.ones((1, len(time)), np.int32))


def movements(time: np.ndarray) -> Pose:
    """The poses at ``time`` ``(T,)``: each movement of the script with its share, which fades in and out."""
    starts = [start for _, start in SCRIPT]
    begun = [np.ones_like(time)] + [_smooth((time - start) / BLEND + 0.5) for start in starts[1:]]
    shares = [now - then for now, then in zip(begun, [*begun[1:], np.zeros_like(time)], strict=True)]
    poses = [movement(time - start) for movement, start in SCRIPT]
    return _blend(poses, shares)


def joints(pose: Pose) -> np.ndarray:
    """Forward kinematics: the joints ``(T, 25, 3)`` as (left, up, forward) in metres, the floor at height 0, what
    carries the body at ``ahead``."""
    frames = len(np.broadcast_arrays(*(getattr(pose.left, f.name) for f in fields(Limbs)), pose.hop)[-1])
    out = np.zeros((frames, JOINTS, 3))
    up = np.broadcast_to(-_direction(-np.asarray(pose.lean), pose.sway, -1), (frames, 3))
    twist = np.broadcast_to(np.radians(pose.twist), frames)
    out[:, SPINE_MID] = 0.53 * TORSO * up
    out[:, SPINE_SHOULDER] = TORSO * up
    out[:, NECK] = out[:, SPINE_SHOULDER] + NECK_LENGTH * up
    out[:, HEAD] = out[:, NECK] - HEAD_LENGTH * _direction(-np.asarray(pose.nod), pose.sway, -1)
    for sign, limbs, first_arm, hand, first_leg in ((1, pose.left, 4, 21, 12), (-1, pose.right, 8, 23, 16)):
        shoulder = out[:, SPINE_SHOULDER] - SHOULDER_DROP * up
        shoulder = shoulder + _turn(_along_left(sign * SHOULDER_WIDTH / 2, frames), twist)
        arm = _turn(_direction(limbs.arm_forward, limbs.arm_out, sign), twist)
        forearm = _turn(_direction(limbs.forearm_forward, limbs.forearm_out, sign), twist)
        elbow = shoulder + UPPER_ARM * arm
        wrist = elbow + FOREARM * forearm
        palm = wrist + HAND * forearm
        thumb = _across(forearm, np.array([-0.5 * sign, 0.2, 0.85]))
        out[:, first_arm : first_arm + 4] = np.stack([shoulder, elbow, wrist, palm], axis=1)
        out[:, hand] = palm + TIP * forearm
        out[:, hand + 1] = wrist + 0.6 * HAND * forearm + THUMB * thumb
        hip = _turn(_along_left(sign * HIP_WIDTH / 2, frames), 0.4 * twist) - [0.0, HIP_DROP, 0.0]
        knee = hip + THIGH * _direction(limbs.thigh_forward, limbs.thigh_out, sign)
        ankle = knee + SHIN * _direction(np.subtract(limbs.thigh_forward, limbs.knee), limbs.thigh_out, sign)
        toes = FOOT * _direction(70 - np.asarray(limbs.tiptoe), 12, sign)
        out[:, first_leg : first_leg + 4] = np.stack(np.broadcast_arrays(hip, knee, ankle, ankle + toes), axis=1)
    body = _SUPPORTED[pose.support](_tip(out, pose.tip))
    body[..., 1] += np.broadcast_to(pose.hop, frames)[:, None]
    body[..., 2] += np.broadcast_to(pose.ahead, frames)[:, None]
    return _turn_on_feet(body, np.radians(np.broadcast_to(pose.turn, frames)))


def place(body: np.ndarray) -> np.ndarray:
    """From (left, up, forward) of a person who faces the sensor to Kinect's axes: x to the sensor's own left, which is
    the person's right; y up from the sensor; z away from it."""
    left, up, forward = np.moveaxis(body, -1, 0)
    return np.stack([-left, up - SENSOR_HEIGHT, DISTANCE - forward], axis=-1)


def _on_feet(body: np.ndarray) -> np.ndarray:
    """Lift every frame until its lower ankle has the height of an ankle."""
    return _feet_stay(body, ANKLE - body[:, [LEFT_ANKLE, RIGHT_ANKLE], 1].min(axis=1))


def _on_floor(body: np.ndarray) -> np.ndarray:
    """Lift every frame until nothing is in the floor."""
    return _feet_stay(body, (CLEARANCE - body[..., 1]).max(axis=1))


def _feet_stay(body: np.ndarray, lift: np.ndarray) -> np.ndarray:
    """The body lifted, and moved forward or backward until the feet that carry are where they were."""
    shift = np.stack([np.zeros_like(lift), lift, -_footing(body)[:, 2]], axis=-1)
    return body + shift[:, None]


def _footing(body: np.ndarray) -> np.ndarray:
    """Where the weight rests ``(T, 3)``: at the lower ankle, between both where they are equally low."""
    ankles = body[:, [LEFT_ANKLE, RIGHT_ANKLE]]
    lowest = ankles[:, :, 1].min(axis=1)
    carry = np.exp((lowest[:, None] - ankles[:, :, 1]) / 0.03)
    return (carry[..., None] * ankles).sum(axis=1) / carry.sum(axis=1)[:, None]


def _turn_on_feet(body: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Turn the body from frame to frame about the foot that carries it then, so that no foot slides."""
    footing = _footing(body)
    between = (footing[1:] + footing[:-1]) / 2
    slide = np.zeros_like(footing)
    slide[1:] = np.cumsum(_turn(between, angle[1:]) - _turn(between, angle[:-1]), axis=0)
    return _turn(body, angle[:, None]) - slide[:, None]


def _on_bar(body: np.ndarray) -> np.ndarray:
    """Hands at the height of the bar, and there they stay."""
    hands = body[:, [LEFT_HAND, RIGHT_HAND]].mean(axis=1)
    return body + (np.array([0.0, BAR, 0.0]) - hands * [0, 1, 1])[:, None]


def _on_hands_and_toes(body: np.ndarray) -> np.ndarray:
    """Face down, wrists and toes on the floor and the middle between them at the origin, the hands flat."""
    toes, wrists = body[:, [LEFT_FOOT, RIGHT_FOOT]].mean(axis=1), body[:, [LEFT_WRIST, RIGHT_WRIST]].mean(axis=1)
    along = wrists - toes
    body = _tip(body - toes[:, None], np.degrees(np.arctan2(along[:, 1], along[:, 2])))
    body[..., 1] += THIN
    body[..., 2] -= np.hypot(along[:, 1], along[:, 2])[:, None] / 2
    for sign, wrist, tip in ((1, LEFT_WRIST, LEFT_TIP), (-1, RIGHT_WRIST, RIGHT_TIP)):
        reaches = [[0.0, 0.0, HAND], [0.0, 0.0, HAND + TIP], [-sign * THUMB, 0.0, 0.6 * HAND]]
        body[:, [wrist + 1, tip, tip + 1]] = body[:, [wrist]] + np.array(reaches)
    return body


_SUPPORTED: dict[Support, Callable[[np.ndarray], np.ndarray]] = {
    Support.FEET: _on_feet,
    Support.FLOOR: _on_floor,
    Support.BAR: _on_bar,
    Support.HANDS_AND_TOES: _on_hands_and_toes,
}


def _direction(forward: Angles | float, out: Angles | float, sign: int) -> np.ndarray:
    """The unit vector (left, up, forward) of a hanging limb turned ``forward`` and ``out`` degrees; -1 is the right."""
    forward, out = np.broadcast_arrays(np.radians(forward), np.radians(out))
    vector = [sign * np.sin(out), -np.cos(out) * np.cos(forward), np.cos(out) * np.sin(forward)]
    return np.stack(vector, axis=-1)


def _across(axis: np.ndarray, towards: np.ndarray) -> np.ndarray:
    """The unit vectors at right angles to ``axis`` that point ``towards`` as far as they can."""
    across = towards - (axis @ towards)[:, None] * axis
    return across / np.linalg.norm(across, axis=-1, keepdims=True)


def _along_left(length: float, frames: int) -> np.ndarray:
    return np.tile([length, 0.0, 0.0], (frames, 1))


def _turn(vectors: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Turn (left, up, forward) vectors about the upright axis; positive angles turn the front to the left."""
    left, up, forward, angle = np.broadcast_arrays(*np.moveaxis(vectors, -1, 0), angle)
    turned = [np.cos(angle) * left + np.sin(angle) * forward, up, np.cos(angle) * forward - np.sin(angle) * left]
    return np.stack(turned, axis=-1)


def _tip(body: np.ndarray, degrees: Angles | float) -> np.ndarray:
    """Tip bodies ``(T, 25, 3)`` about the axis through the origin to the left; positive angles fall to the front."""
    angle = np.radians(np.broadcast_to(degrees, len(body)))[:, None]
    left, up, forward = np.moveaxis(body, -1, 0)
    tipped = [left, np.cos(angle) * up - np.sin(angle) * forward, np.cos(angle) * forward + np.sin(angle) * up]
    return np.stack(tipped, axis=-1)


def _smooth(x: np.ndarray) -> np.ndarray:
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def _blend(poses: list[Pose], shares: list[np.ndarray]) -> Pose:
    """The mean of poses that are carried alike."""

    def mean(values: list) -> Angles:
        return sum(share * value for share, value in zip(shares, values, strict=True))

    def limbs(side: str) -> Limbs:
        return Limbs(**{f.name: mean([getattr(getattr(p, side), f.name) for p in poses]) for f in fields(Limbs)})

    whole = ("lean", "sway", "twist", "nod", "hop", "tip", "turn", "ahead")
    trunk = {name: mean([getattr(p, name) for p in poses]) for name in whole}
    return Pose(**trunk, left=limbs("left"), right=limbs("right"), support=poses[0].support)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE_CLIP
    save_npz(sample_clip(), target)
    print(f"{target}: {SECONDS} s, {FPS} frames a second, {target.stat().st_size} bytes")
