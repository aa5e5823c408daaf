"""Drawn examples of actions: what a label means, shown by a skeleton that was never recorded.

Each is a round of keys (see ``recognizer.examples.keyframes``) or a function of time as in
``recognizer.examples.procedural_body``, whose forward kinematics make the joints.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Unpack

import numpy as np

from recognizer.examples import procedural_body as sample
from recognizer.examples.keyframes import ELBOWS, STAND, Key, Leg, Movement, Place, Trunk
from recognizer.examples.procedural_body import FPS, Limbs, Pose
from recognizer.skeleton.clip import Clip


@dataclass(frozen=True)
class Example:
    """A clip that can be played round and round, and how far the viewer is turned to see it best, in degrees."""

    clip: Clip
    yaw: float


def example(label: str) -> Example | None:
    """The drawn example of an action, ``None`` where there is none. The label's case and sides do not matter."""
    name = label.lower().strip()
    name = ALIASES.get(name, name)
    if name in CYCLES:
        movement, seconds, yaw = CYCLES[name]
        return Example(_clip(movement, seconds), yaw)
    if name in MOVEMENTS:
        found = MOVEMENTS[name]
        return Example(_clip(found.pose, found.seconds), found.yaw)
    return None


def _clip(movement: Callable[[np.ndarray], Pose], seconds: float) -> Clip:
    time = np.arange(round(seconds * FPS)) / FPS
    keypoints = sample.place(sample.joints(movement(time))).astype(np.float32)[None]
    return Clip(keypoints, np.ones(keypoints.shape[:3], np.float32), time, np.ones((1, len(time)), np.int32))


def run(t: np.ndarray) -> Pose:
    """In place: knees high, elbows bent, a moment in the air at every step."""
    stride = np.sin(2 * np.pi * 1.4 * t)

    def side(swing: np.ndarray) -> Limbs:
        lift = np.clip(swing, 0, 1) ** 1.2
        back = np.clip(-swing, 0, 1)
        return Limbs(
            arm_forward=-4 - 42 * swing,
            arm_out=12,
            forearm_forward=84 - 44 * swing,
            forearm_out=-6,
            thigh_forward=4 + 62 * lift - 16 * back,
            knee=12 + 88 * lift + 34 * back,
            tiptoe=26,
        )

    air = 0.05 * np.abs(np.cos(2 * np.pi * 1.4 * t))
    return Pose(lean=10, twist=12 * stride, hop=air, left=side(stride), right=side(-stride))


def carry(t: np.ndarray) -> Pose:
    """Walking with something in front of the belly."""
    walking = sample.walk(t)
    forward = {"arm_forward": 6.0, "arm_out": 8.0, "forearm_forward": 82.0, "forearm_out": -8.0}
    limbs = [
        Limbs(**forward, thigh_forward=side.thigh_forward, knee=side.knee, tiptoe=side.tiptoe)
        for side in (walking.left, walking.right)
    ]
    return Pose(lean=-3, sway=walking.sway, left=limbs[0], right=limbs[1])


# Movements that are functions of time: which, one round in seconds, and the view.
CYCLES: dict[str, tuple[Callable[[np.ndarray], Pose], float, float]] = {
    "walk": (sample.walk, 2 / 0.95, 40),
    "wave": (sample.wave, 2 / 1.5, 15),
    "jumping jack": (sample.jump, 2 / 0.85, 10),
    "squat": (sample.squat, 1 / 0.45, 40),
    "run": (run, 2 / 1.4, 45),
    "carry": (carry, 2 / 0.95, 40),
}


def _hand(
    seconds: float, *places: tuple[float, Place], yaw: float = 25, elbows: Place = ELBOWS, **trunk: Unpack[Trunk]
) -> Movement:
    """The right hand alone, from rest to rest."""
    keys = [Key(0), *(Key(at, right=place, **trunk) for at, place in places), Key(seconds - 0.35)]
    return Movement(seconds, tuple(keys), yaw, elbows)


def _hands(
    seconds: float, *places: tuple[float, Place], yaw: float = 25, elbows: Place = ELBOWS, **trunk: Unpack[Trunk]
) -> Movement:
    """Both hands alike, from rest to rest."""
    keys = [Key(0), *(Key(at, right=place, left=place, **trunk) for at, place in places), Key(seconds - 0.35)]
    return Movement(seconds, tuple(keys), yaw, elbows)


def _traced(seconds: float, corners: list[tuple[float, float]], stops: bool = True) -> Movement:
    """The right hand draws a figure in the air before the body: points across (to the right) and up."""
    keys = [Key(0.0)]
    step = (seconds - 1.4) / (len(corners) - 1)
    for number, (across, up) in enumerate(corners):
        place = (across, up, float(np.sqrt(max(0.86 - across**2 - up**2, 0.2))))
        at = 0.6 + number * step
        keys.append(Key(at, right=place))
        if stops:
            keys.append(Key(at + 0.08, right=place))
    return Movement(seconds, (*keys, Key(seconds - 0.2)), 10, (0.7, -0.7, 0.0))


CIRCLE = [(0.05 + 0.42 * float(np.sin(a)), 0.1 + 0.42 * float(np.cos(a))) for a in np.linspace(0, 2 * np.pi, 13)]
CRUMPLED: Leg = (62, 8, 96)  # a leg bent as for picking something up
HIGH: Leg = (88, 4, 96)
SEAT: Leg = (84, 7, 88)
GUARD: Place = (-0.06, -0.12, 0.42)

MOVEMENTS: dict[str, Movement] = {
    "beckon": _hand(
        2.8, (0.6, (0.1, -0.1, 0.85)), (0.95, (0.02, 0.12, 0.42)), (1.3, (0.1, -0.1, 0.85)), (1.65,
            (0.02, 0.12, 0.42)),
        (2.0, (0.1, -0.1, 0.85)), yaw=45,
    ),
    "bow": Movement(3.0, (Key(0), Key(1.1, lean=62, nod=72, right=(0.1, -0.96, 0.25), left=(0.1, -0.96, 0.25)),
                          Key(1.5, lean=62, nod=72, right=(0.1, -0.96, 0.25), left=(0.1, -0.96, 0.25)), Key(2.6)), 70),
    "bowling": Movement(3.0, (
        Key(0, right=(-0.1, -0.4, 0.5), left=(-0.2, -0.4, 0.5)),
        Key(0.8, right=(0.2, -0.55, -0.75), left=(0.4, -0.5, 0.5), lean=30, twist=-14, left_leg=(20, 4, 24)),
        Key(1.25, right=(0.05, -0.8, 0.5), left=(0.7, -0.5, 0.1), lean=40, right_leg=(-32, 4, 34),
            left_leg=(62, 4, 74)),
        Key(1.6, right=(0.0, 0.2, 0.95), left=(0.7, -0.5, 0.1), lean=26, twist=10, right_leg=(-32, 4, 34),
            left_leg=(52, 4, 60)),
        Key(2.1, right=(0.0, 0.2, 0.9), left=(0.6, -0.6, 0.1), lean=20, right_leg=(-24, 4, 26), left_leg=(40, 4, 46)),
    ), 62),
    "catch": Movement(2.6, (
        Key(0), Key(0.6, right=(-0.12, 0.05, 0.86), left=(-0.12, 0.05, 0.86), lean=4),
        Key(0.8, right=(-0.22, 0.05, 0.84), left=(-0.22, 0.05, 0.84), lean=4),
        Key(1.15, right=(-0.2, -0.38, 0.36), left=(-0.2, -0.38, 0.36), lean=12, right_leg=(16, 5, 24),
            left_leg=(16, 5, 24)),
        Key(1.6, right=(-0.2, -0.38, 0.36), left=(-0.2, -0.38, 0.36), lean=6), Key(2.3),
    ), 45),
    "clap": Movement(1.0, (
        Key(0, right=(0.12, -0.25, 0.6), left=(0.12, -0.25, 0.6)),
        Key(0.22, right=(-0.27, -0.2, 0.6), left=(-0.27, -0.2, 0.6)),
        Key(0.5, right=(0.12, -0.25, 0.6), left=(0.12, -0.25, 0.6)),
        Key(0.72, right=(-0.27, -0.2, 0.6), left=(-0.27, -0.2, 0.6)),
    ), 25),
    "climb a ladder": Movement(2.0, (
        Key(0, right=(0.0, 0.85, 0.4), left=(0.0, 0.05, 0.6), right_leg=STAND, left_leg=(68, 4, 78), sway=2),
        Key(0.4, right=(0.0, 0.45, 0.55), left=(0.0, 0.45, 0.55), right_leg=(22, 4, 26), left_leg=(40, 4, 46)),
        Key(1.0, right=(0.0, 0.05, 0.6), left=(0.0, 0.85, 0.4), right_leg=(68, 4, 78), left_leg=STAND, sway=-2),
        Key(1.4, right=(0.0, 0.45, 0.55), left=(0.0, 0.45, 0.55), right_leg=(40, 4, 46), left_leg=(22, 4, 26)),
    ), 50),
    "cross arms": _hands(2.8, (0.8, (-0.62, -0.28, 0.42)), (1.9, (-0.62, -0.28, 0.42)), yaw=15,
        elbows=(0.6, -0.8, 0.3)),
    "curl arms": Movement(1.8, (
        Key(0, right=(0.14, -0.9, 0.3), left=(0.14, -0.9, 0.3)),
        Key(0.75, right=(0.1, -0.12, 0.34), left=(0.1, -0.12, 0.34)),
        Key(0.95, right=(0.1, -0.12, 0.34), left=(0.1, -0.12, 0.34)),
    ), 50, (0.1, -1, -0.1)),
    "draw a circle": _traced(3.4, CIRCLE, stops=False),
    "draw a triangle": _traced(3.6, [(0.05, 0.5), (0.45, -0.25), (-0.35, -0.25), (0.05, 0.5)]),
    "draw an x": _traced(3.4, [(-0.35, 0.5), (0.4, -0.3), (0.4, 0.5), (-0.35, -0.3)]),
    "drop into a bin": Movement(3.0, (
        Key(0), Key(0.9, right=(0.05, -0.3, 0.78), lean=14, nod=24),
        Key(1.3, right=(0.05, -0.3, 0.78), lean=16, nod=26),
        Key(1.5, right=(0.1, -0.18, 0.78), lean=14, nod=26), Key(1.8, right=(0.1, -0.18, 0.76), lean=12, nod=22),
        Key(2.6),
    ), 55),
    "flap the arms": Movement(1.2, (
        Key(0, right=(0.93, 0.28, 0.05), left=(0.93, 0.28, 0.05)),
        Key(0.6, right=(0.72, -0.62, 0.05), left=(0.72, -0.62, 0.05)),
    ), 10),
    "jump": Movement(2.0, (
        Key(0), Key(0.5, lean=26, right=(0.2, -0.7, -0.6), left=(0.2, -0.7, -0.6), right_leg=(48, 5, 74),
            left_leg=(48, 5, 74)),
        Key(0.72, lean=4, right=(0.2, 0.2, 0.8), left=(0.2, 0.2, 0.8), tiptoe=30),
        Key(0.9, lean=4, right=(0.2, 0.75, 0.5), left=(0.2, 0.75, 0.5), hop=0.3, tiptoe=40, right_leg=(10, 5, 24),
            left_leg=(10, 5, 24)),
        Key(1.12, right=(0.25, 0.1, 0.6), left=(0.25, 0.1, 0.6), tiptoe=24),
        Key(1.3, lean=18, right=(0.2, -0.8, 0.3), left=(0.2, -0.8, 0.3), right_leg=(34, 5, 52),
            left_leg=(34, 5, 52)), Key(1.7),
    ), 50),
    "kick": Movement(2.0, (
        Key(0), Key(0.5, right_leg=(-26, 5, 62), lean=6, twist=-8, left=(0.3, -0.7, 0.4), right=(0.3, -0.8, -0.3)),
        Key(0.82, right_leg=(74, 4, 8), lean=-10, twist=8, left=(0.4, -0.75, -0.2), right=(0.3, -0.6, 0.5)),
        Key(1.0, right_leg=(66, 4, 14), lean=-8, twist=6, left=(0.4, -0.75, -0.1), right=(0.3, -0.6, 0.4)), Key(1.5),
    ), 65),
    "knock": Movement(2.6, (
        Key(0), Key(0.5, right=(0.05, 0.08, 0.46)), *(
            Key(at, right=(0.02, 0.1, reach_)) for at, reach_ in
            ((0.7, 0.7), (0.85, 0.5), (1.0, 0.7), (1.15, 0.5), (1.3, 0.7), (1.5, 0.46))
        ), Key(2.1),
    ), 60, (0.5, -0.85, 0.0)),
    "lean sideways": Movement(3.2, (
        Key(0), Key(0.7, sway=27), Key(1.0, sway=27), Key(1.6), Key(2.3, sway=-27), Key(2.6, sway=-27),
    ), 0),
    "lift a leg sideways": Movement(2.4, (
        Key(0), Key(0.8, right_leg=(2, 46, 3), sway=7, right=(0.35, -0.9, 0), left=(0.45, -0.85, 0)),
        Key(1.2, right_leg=(2, 46, 3), sway=7, right=(0.35, -0.9, 0), left=(0.45, -0.85, 0)), Key(2.0),
    ), 0),
    "lunge": Movement(3.0, (
        Key(0), Key(0.9, right_leg=(68, 5, 74), left_leg=(-26, 5, 40), lean=5, right=(0.3, -0.8, 0),
            left=(0.3, -0.8, 0)),
        Key(1.6, right_leg=(68, 5, 74), left_leg=(-26, 5, 40), lean=5, right=(0.3, -0.8, 0), left=(0.3, -0.8, 0)),
        Key(2.6),
    ), 65),
    "pick up": Movement(3.0, (
        Key(0), Key(1.0, lean=82, nod=76, right=(-0.1, -0.95, 0.2), left=(0.1, -0.7, 0.2), right_leg=CRUMPLED,
            left_leg=CRUMPLED),
        Key(1.3, lean=82, nod=76, right=(-0.1, -0.95, 0.2), left=(0.1, -0.7, 0.2), right_leg=CRUMPLED,
            left_leg=CRUMPLED),
        Key(2.1, right=(-0.1, -0.35, 0.5), lean=4), Key(2.6, right=(-0.1, -0.35, 0.5), lean=4),
    ), 65),
    "pick up and throw": Movement(4.2, (
        Key(0), Key(0.9, lean=82, nod=76, right=(-0.1, -0.95, 0.2), left=(0.1, -0.7, 0.2), right_leg=CRUMPLED,
            left_leg=CRUMPLED),
        Key(1.15, lean=82, nod=76, right=(-0.1, -0.95, 0.2), left=(0.1, -0.7, 0.2), right_leg=CRUMPLED,
            left_leg=CRUMPLED),
        Key(1.9, right=(0.45, 0.35, -0.4), left=(0.2, 0.0, 0.7), twist=-34, lean=-8, left_leg=(22, 4, 20)),
        Key(2.2, right=(0.15, 0.5, 0.8), left=(0.3, -0.5, 0.2), twist=14, lean=12, left_leg=(26, 4, 22),
            right_leg=(-16, 4, 20)),
        Key(2.5, right=(-0.4, -0.4, 0.7), left=(0.3, -0.7, -0.1), twist=28, lean=22, left_leg=(26, 4, 22),
            right_leg=(-16, 4, 24)),
        Key(3.4),
    ), 55),
    "point forward": _hand(2.6, (0.7, (-0.05, 0.02, 0.99)), (1.7, (-0.05, 0.02, 0.99)), yaw=55),
    "press a button": _hand(2.4, (0.6, (0.0, -0.05, 0.7)), (0.95, (-0.02, -0.02, 0.94)), (1.15, (-0.02, -0.02, 0.94)),
                            (1.5, (0.0, -0.05, 0.7)), yaw=55),
    "punch": Movement(1.6, (
        Key(0, right=GUARD, left=GUARD, right_leg=(-8, 8, 14), left_leg=(16, 8, 18)),
        Key(0.3, right=(0.22, 0.06, 0.95), left=(-0.05, -0.05, 0.3), twist=30, lean=8, right_leg=(-10, 8, 16),
            left_leg=(18, 8, 20)),
        Key(0.65, right=GUARD, left=GUARD, right_leg=(-8, 8, 14), left_leg=(16, 8, 18)),
        Key(1.0, right=(-0.05, -0.05, 0.3), left=(0.16, 0.06, 0.96), twist=-24, lean=8, right_leg=(-8, 8, 14),
            left_leg=(18, 8, 22)),
        Key(1.35, right=GUARD, left=GUARD, right_leg=(-8, 8, 14), left_leg=(16, 8, 18)),
    ), 50),
    "push with both hands": _hands(2.4, (0.6, (0.0, -0.1, 0.36)), (1.1, (0.0, 0.02, 0.98)), (1.5, (0.0, 0.02, 0.98)),
        yaw=55, lean=8),
    "put on clothes": Movement(3.6, (
        Key(0), Key(0.6, right=(-0.15, -0.35, 0.55), left=(-0.15, -0.35, 0.55), nod=24),
        Key(1.3, right=(-0.05, 0.92, 0.2), left=(-0.05, 0.92, 0.2), nod=-2),
        Key(1.7, right=(-0.05, 0.5, 0.2), left=(-0.05, 0.5, 0.2), nod=20),
        Key(2.5, right=(0.02, -0.6, 0.3), left=(0.02, -0.6, 0.3), nod=22),
        Key(2.8, right=(0.06, -0.75, 0.25), left=(0.06, -0.75, 0.25), nod=18), Key(3.3),
    ), 30, (0.9, -0.3, 0.1)),
    "raise a hand": _hand(2.6, (0.8, (0.12, 0.98, 0.08)), (1.8, (0.12, 0.98, 0.08)), yaw=20),
    "raise a knee": Movement(2.4, (Key(0), Key(0.7, right_leg=HIGH), Key(1.0, right_leg=HIGH), Key(1.8)), 55),
    "raise an arm sideways": _hand(2.6, (0.8, (0.99, 0.04, 0.02)), (1.7, (0.99, 0.04, 0.02)), yaw=0),
    "shoot a basketball": Movement(2.6, (
        Key(0, right=(-0.22, -0.35, 0.4), left=(-0.22, -0.35, 0.4)),
        Key(0.6, right=(-0.22, -0.3, 0.4), left=(-0.22, -0.3, 0.4), lean=14, right_leg=(34, 5, 54),
            left_leg=(34, 5, 54)),
        Key(0.9, right=(-0.2, 0.55, 0.35), left=(-0.2, 0.5, 0.35), tiptoe=20),
        Key(1.12, right=(-0.16, 0.9, 0.4), left=(-0.05, 0.75, 0.4), hop=0.14, tiptoe=36),
        Key(1.35, right=(-0.14, 0.75, 0.62), left=(0.0, 0.65, 0.45), tiptoe=16),
        Key(1.8, right=(0.0, 0.0, 0.6), left=(0.0, 0.0, 0.6)),
    ), 45),
    "signal stop": _hand(2.6, (0.6, (0.22, 0.36, 0.62)), (1.8, (0.22, 0.36, 0.62)), yaw=12, elbows=(0.3, -1, 0.35)),
    "sit down": Movement(3.6, (
        Key(0), Key(0.9, lean=34, right_leg=(58, 7, 64), left_leg=(58, 7, 64), right=(0.1, -0.8, 0.4),
            left=(0.1, -0.8, 0.4)),
        Key(1.5, lean=4, right_leg=SEAT, left_leg=SEAT, right=(0.02, -0.62, 0.5), left=(0.02, -0.62, 0.5)),
        Key(2.9, lean=4, right_leg=SEAT, left_leg=SEAT, right=(0.02, -0.62, 0.5), left=(0.02, -0.62, 0.5)), Key(3.2),
    ), 65),
    "spread the arms": _hands(3.0, (0.6, (-0.24, 0.0, 0.94)), (1.4, (0.98, 0.06, 0.05)), (2.0, (0.98, 0.06, 0.05)),
        yaw=15),
    "stand up": Movement(3.6, (
        Key(0, lean=4, right_leg=SEAT, left_leg=SEAT, right=(0.02, -0.62, 0.5), left=(0.02, -0.62, 0.5)),
        Key(0.7, lean=4, right_leg=SEAT, left_leg=SEAT, right=(0.02, -0.62, 0.5), left=(0.02, -0.62, 0.5)),
        Key(1.3, lean=36, right_leg=(62, 7, 70), left_leg=(62, 7, 70), right=(0.1, -0.8, 0.4), left=(0.1, -0.8, 0.4)),
        Key(2.0), Key(3.2),
    ), 65),
    "swim": Movement(1.8, tuple(
        Key(0.225 * n, lean=46, nod=34, twist=16 * float(np.sin(n * np.pi / 4)), right_leg=(6, 5, 8),
            left_leg=(6, 5, 8),
            right=(0.14, -0.86 * float(np.cos(n * np.pi / 4)), -0.86 * float(np.sin(n * np.pi / 4))),
            left=(0.14, 0.86 * float(np.cos(n * np.pi / 4)), 0.86 * float(np.sin(n * np.pi / 4))))
        for n in range(8)
    ), 60),
    "swing a baseball bat": Movement(2.4, (
        Key(0, right=(0.25, 0.02, 0.36), left=(-0.72, 0.02, 0.4), twist=-38, right_leg=(6, 12, 18),
            left_leg=(6, 12, 18)),
        Key(0.6, right=(0.3, 0.08, 0.3), left=(-0.76, 0.08, 0.34), twist=-50, right_leg=(8, 12, 22),
            left_leg=(10, 14, 20)),
        Key(0.95, right=(-0.3, -0.15, 0.85), left=(-0.2, -0.15, 0.85), twist=8, lean=8, right_leg=(6, 12, 24),
            left_leg=(8, 14, 10)),
        Key(1.25, right=(-0.76, 0.15, 0.4), left=(0.28, 0.15, 0.36), twist=62, lean=4, right_leg=(4, 10, 30),
            left_leg=(6, 14, 6)),
        Key(1.7, right=(-0.72, 0.15, 0.4), left=(0.25, 0.12, 0.36), twist=54, right_leg=(4, 10, 24),
            left_leg=(6, 12, 8)),
    ), 20),
    "swipe": _hand(2.4, (0.6, (0.62, 0.0, 0.72)), (1.1, (-0.62, 0.02, 0.72)), (1.4, (-0.62, 0.0, 0.7)), yaw=10),
    "take off clothes": Movement(3.6, (
        Key(0), Key(0.7, right=(-0.45, -0.68, 0.3), left=(-0.45, -0.68, 0.3), nod=22),
        Key(1.3, right=(-0.3, 0.1, 0.5), left=(-0.3, 0.1, 0.5), nod=20),
        Key(1.9, right=(0.0, 0.93, 0.1), left=(0.0, 0.93, 0.1), nod=-2),
        Key(2.4, right=(0.05, 0.35, 0.55), left=(0.05, 0.35, 0.55)), Key(3.1),
    ), 20, (0.9, -0.3, 0.1)),
    "tennis forehand": Movement(2.4, (
        Key(0, right=(0.0, -0.4, 0.5), left=(-0.1, -0.4, 0.5), right_leg=(10, 9, 16), left_leg=(10, 9, 16)),
        Key(0.6, right=(0.75, -0.25, -0.3), left=(0.2, -0.1, 0.6), twist=-46, right_leg=(10, 12, 26),
            left_leg=(14, 9, 14)),
        Key(0.95, right=(0.45, -0.2, 0.8), left=(0.4, -0.3, 0.3), twist=4, lean=6, right_leg=(4, 10, 18),
            left_leg=(18, 9, 20)),
        Key(1.25, right=(-0.6, 0.3, 0.5), left=(0.3, -0.4, 0.2), twist=42, lean=4, right_leg=(-6, 8, 22),
            left_leg=(16, 9, 16)),
        Key(1.6, right=(-0.6, 0.3, 0.45), left=(0.3, -0.4, 0.2), twist=36, right_leg=(-4, 8, 20),
            left_leg=(14, 9, 16)),
    ), 30),
    "tennis serve": Movement(3.0, (
        Key(0, right=(-0.1, -0.4, 0.5), left=(-0.2, -0.4, 0.5)),
        Key(0.7, right=(0.5, -0.6, -0.3), left=(0.1, 0.9, 0.3), nod=-14, twist=-22, lean=-6, right_leg=(12, 6, 20),
            left_leg=(12, 6, 20)),
        Key(1.1, right=(0.4, 0.3, -0.35), left=(0.15, 0.95, 0.2), nod=-18, twist=-28, lean=-10,
            right_leg=(18, 6, 32), left_leg=(18, 6, 32)),
        Key(1.4, right=(0.1, 0.98, 0.15), left=(0.2, -0.2, 0.4), twist=4, tiptoe=30, hop=0.05),
        Key(1.7, right=(-0.3, -0.3, 0.8), left=(0.2, -0.5, 0.2), twist=26, lean=24, right_leg=(-14, 5, 26),
            left_leg=(24, 5, 26)),
        Key(2.1, right=(-0.5, -0.7, 0.3), left=(0.2, -0.6, 0.1), twist=20, lean=18, right_leg=(-8, 5, 18),
            left_leg=(18, 5, 20)),
    ), 45),
    "throw": Movement(2.4, (
        Key(0), Key(0.6, right=(0.45, 0.35, -0.4), left=(0.2, 0.0, 0.7), twist=-34, lean=-8, left_leg=(20, 4, 18)),
        Key(0.9, right=(0.15, 0.5, 0.8), left=(0.3, -0.5, 0.2), twist=14, lean=12, left_leg=(26, 4, 22),
            right_leg=(-16, 4, 20)),
        Key(1.2, right=(-0.4, -0.4, 0.7), left=(0.3, -0.7, -0.1), twist=28, lean=22, left_leg=(26, 4, 22),
            right_leg=(-16, 4, 24)),
        Key(1.9),
    ), 50),
    "touch the toes": Movement(3.0, (
        Key(0, right=(0.1, 0.9, 0.2), left=(0.1, 0.9, 0.2)),
        Key(1.2, lean=122, nod=140, right=(-0.05, -0.97, -0.06), left=(-0.05, -0.97, -0.06), right_leg=(10, 4, 6),
            left_leg=(10, 4, 6)),
        Key(1.7, lean=122, nod=140, right=(-0.05, -0.97, -0.06), left=(-0.05, -0.97, -0.06), right_leg=(10, 4, 6),
            left_leg=(10, 4, 6)),
        Key(2.7, right=(0.1, 0.9, 0.2), left=(0.1, 0.9, 0.2)),
    ), 70),
    "twist the hips": Movement(1.6, (
        Key(0, twist=36, sway=8, right=(0.1, -0.45, 0.4), left=(0.1, -0.45, 0.4), right_leg=(14, 8, 18),
            left_leg=(4, 8, 10)),
        Key(0.8, twist=-36, sway=-8, right=(0.1, -0.45, 0.4), left=(0.1, -0.45, 0.4), right_leg=(4, 8, 10),
            left_leg=(14, 8, 18)),
    ), 15),
}  # fmt: skip

# Other sets' names for the same.
ALIASES = {
    "waving": "wave", "hand waving": "wave", "clapping": "clap", "kicking": "kick", "throwing": "throw",
        "jump up": "jump",
    "sitting down": "sit down", "standing up": "stand up", "jog": "run", "jogging": "run", "walking": "walk",
        "boxing": "punch",
    "pickup": "pick up", "tennis swing": "tennis forehand", "bowing": "bow", "pushing": "push with both hands",
    "knocking": "knock", "catching": "catch", "draw circle": "draw a circle", "draw x": "draw an x",
        "cross hands in front": "cross arms",
}  # fmt: skip
