"""Drawn examples of actions: what a label means, shown by a skeleton that was never recorded.

Each is a round of keys, which stand in ``resources/movements.yaml``, or a function of time as in
``recognizer.examples.procedural_body``, whose forward kinematics make the joints.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from recognizer.examples import procedural_body as sample
from recognizer.examples.keyframes import movement_library
from recognizer.examples.procedural_body import FPS, Limbs, Pose
from recognizer.skeleton.clip import Clip


@dataclass(frozen=True)
class Example:
    """A clip that can be played round and round, and how far the viewer is turned to see it best, in degrees."""

    clip: Clip
    yaw: float


def example(label: str) -> Example | None:
    """The drawn example of an action, ``None`` where there is none. The label's case and sides do not matter."""
    name, drawn = label.lower().strip(), movement_library()
    name = drawn.aliases.get(name, name)
    if name in CYCLES:
        movement, seconds, yaw = CYCLES[name]
        return Example(_clip(movement, seconds), yaw)
    if name in drawn.movements:
        found = drawn.movements[name]
        return Example(_clip(found.pose, found.seconds), found.yaw)
    return None


def example_names() -> list[str]:
    """The actions that have a drawn example, without the other names for the same."""
    return sorted(CYCLES | movement_library().movements)


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
