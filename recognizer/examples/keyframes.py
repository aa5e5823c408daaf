"""Movements from a few keys: poses by the places of hands and the angles of legs and trunk, and what lies between."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
import yaml

from recognizer.examples.procedural_body import FOREARM, UPPER_ARM, Limbs, Pose, Support
from recognizer.resources import MOVEMENTS

ARM = UPPER_ARM + FOREARM
Place = tuple[float, float, float]  # of a wrist about its shoulder: out to its own side, up, forward; in arms' lengths
Leg = tuple[float, float, float]  # degrees: thigh to the front, thigh to its own side, knee
REST: Place = (0.14, -0.96, 0.12)
STAND: Leg = (1, 4, 3)
ELBOWS: Place = (0.45, -0.85, -0.3)  # where elbows point


@dataclass(frozen=True)
class Key:
    """The whole pose at ``at`` seconds. Trunk and whole body as in ``procedural_body.Pose``: degrees, ``hop`` and
    ``ahead`` in metres."""

    at: float
    right: Place = REST
    left: Place = REST
    right_leg: Leg = STAND
    left_leg: Leg = STAND
    lean: float = 2
    sway: float = 0
    twist: float = 0
    nod: float = 6
    hop: float = 0
    tiptoe: float = 0
    tip: float = 0
    turn: float = 0
    ahead: float = 0

    def numbers(self) -> list[float]:
        """All that is interpolated, in the order of the fields: 21 numbers."""
        values = (getattr(self, f.name) for f in fields(self) if f.name != "at")
        return [number for value in values for number in (value if isinstance(value, tuple) else (value,))]


@dataclass(frozen=True)
class Movement:
    """Keys that come round after ``seconds``. ``yaw``: degrees by which a viewer best sees it from the side.

    ``returns``: from the last key it passes into the first. Otherwise the last pose is held, and then it begins anew.
    """

    seconds: float
    keys: tuple[Key, ...]
    yaw: float = 25
    elbows: Place = ELBOWS
    support: Support = Support.FEET
    returns: bool = True

    def pose(self, t: np.ndarray) -> Pose:
        """The pose at ``t`` ``(T,)`` seconds, round after round."""
        at = np.array([key.at for key in self.keys])
        values = np.array([key.numbers() for key in self.keys])
        now = t % self.seconds
        if self.returns:
            at = np.concatenate([at + shift * self.seconds for shift in (-1, 0, 1)])
            values = np.tile(values, (3, 1))
        else:
            now = np.clip(now, at[0], at[-1])
        from scipy.interpolate import PchipInterpolator  # takes as long as all else that the window imports

        curve = PchipInterpolator(at, values)(now)
        right, left, right_leg, left_leg = (curve[:, i : i + 3] for i in (0, 3, 6, 9))
        lean, sway, twist, nod, hop, tiptoe, tip, turn, ahead = curve[:, 12:].T
        return Pose(
            lean, sway, twist, nod, hop,
            left=self._limbs(left, left_leg, tiptoe), right=self._limbs(right, right_leg, tiptoe),
            tip=tip, turn=turn, ahead=ahead, support=self.support,
        )  # fmt: skip

    def _limbs(self, hand: np.ndarray, leg: np.ndarray, tiptoe: np.ndarray) -> Limbs:
        arm, forearm = reach(hand, np.asarray(self.elbows, dtype=float))
        thigh_forward, thigh_out, knee = leg.T
        return Limbs(*_angles(arm), *_angles(forearm), thigh_forward, thigh_out, knee, tiptoe)


@dataclass(frozen=True)
class MovementLibrary:
    """All movements of ``resources/movements.yaml``: ``movements`` by name, ``aliases`` from other names to these."""

    movements: dict[str, Movement]
    aliases: dict[str, str]


@cache
def movement_library() -> MovementLibrary:
    """The movements that come with the program, read when they are first asked for."""
    content = yaml.safe_load(MOVEMENTS.read_text(encoding="utf-8"))
    return MovementLibrary(
        {name: _movement(**given) for name, given in content["movements"].items()}, content["aliases"]
    )


def _movement(keys: list[dict[str, Any]], support: str = Support.FEET.value, **given: Any) -> Movement:
    poses = tuple(Key(**_with_tuples(key)) for key in keys)
    return Movement(keys=poses, support=Support(support), **_with_tuples(given))


def _with_tuples(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def reach(hand: np.ndarray, elbow: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The directions ``(T, 3)`` of upper arm and forearm that bring the wrist to ``hand`` ``(T, 3)`` (in arms' lengths
    about the shoulder), or as near as it comes, the elbow pointing to ``elbow`` ``(3,)``."""
    wanted = np.linalg.norm(hand, axis=-1, keepdims=True)
    towards = hand / np.maximum(wanted, 1e-9)
    distance = np.clip(wanted * ARM, abs(UPPER_ARM - FOREARM) + 0.02, 0.999 * ARM)
    cosine = (UPPER_ARM**2 + distance**2 - FOREARM**2) / (2 * UPPER_ARM * distance)
    side = elbow - (towards @ elbow)[:, None] * towards
    side /= np.maximum(np.linalg.norm(side, axis=-1, keepdims=True), 1e-9)
    arm = cosine * towards + np.sqrt(np.maximum(1 - cosine**2, 0)) * side
    forearm = (distance * towards - UPPER_ARM * arm) / FOREARM
    return arm, forearm


def _angles(direction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two angles of ``Limbs`` of directions (out, up, forward)."""
    out, up, forward = direction.T
    return np.degrees(np.arctan2(forward, -up)), np.degrees(np.arcsin(np.clip(out, -1, 1)))
