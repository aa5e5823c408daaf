"""What the answer would have been without a joint, or without a stretch of time: the honest companion of the maps.

A map shows what the network may use; hiding something and asking again shows whether the answer depends on it. What is
hidden must not look like something else, or the answer would change because of the strange input alone. A joint at
zero, say, is a limb that goes through the body, and no network has seen that. So:

- A **hidden joint** goes along with the spine base, at its mean place about it: a possible body, in which this joint
  shows nothing of what it did. It still shows where it was on the whole, so a posture that is kept stays visible.
- A **hidden stretch of time** is bridged: every joint goes in a straight line from where it was before to where it was
  after, and at either end of the window the pose is held. This is what the program makes of frames that a camera
  loses, so the network knows such windows.

Both is done to the joints as the network sees them, placed, turned and scaled. Else a hidden shoulder would turn the
whole body about, and it would be that what changes the answer. The spine base is what the places of the others are
measured from: hidden, it changes nothing.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from recognizer.explain.mask import FrameSpan, Mask
from recognizer.model.model_folder import Model
from recognizer.model.rolling_window import resample
from recognizer.skeleton.joints import BODY_PARTS, JOINTS, SPINE_BASE
from recognizer.skeleton.streams import fingers_on_hands, normalise

SPANS = 8  # equal stretches into which a window is divided, to find when the answer was made
BATCH = 16  # windows a forward: more need memory and save no time on a CPU


@dataclass(frozen=True, eq=False)
class Importance:
    """By how much the probability of ``label`` falls when something is hidden; below zero, it rises.

    ``probability``: with nothing hidden. ``joints`` float64 ``(25,)``, each joint alone; ``parts`` ``(5,)``, as in
    ``BODY_PARTS``, since neighbours show much of what a single hidden joint did; ``spans`` float64 ``(S,)``, with their
    frames in ``stretches``.
    """

    label: int
    probability: float
    joints: np.ndarray
    parts: np.ndarray
    spans: np.ndarray
    stretches: tuple[FrameSpan, ...]


def hide(placed: Tensor, mask: Mask) -> Tensor:
    """A window's joints ``(T, 25, 3)``, as ``normalise`` places them, without what the mask hides."""
    frames = np.arange(len(placed))
    seen = frames
    if mask.span is not None:
        seen = frames[(frames < mask.span.first) | (frames >= mask.span.end)]
        # Nothing seen at all leaves one pose, the mean one.
        known = placed[seen] if len(seen) else placed.mean(dim=0, keepdim=True)
        placed = resample(known, seen.astype(float) if len(seen) else np.zeros(1), frames.astype(float))
    if mask.joints:
        joints = sorted(mask.joints)
        base = placed[:, SPINE_BASE : SPINE_BASE + 1]
        about = (placed - base)[seen if len(seen) else frames][:, joints].mean(dim=0)
        placed = placed.clone()
        placed[:, joints] = base + about
    return placed


@torch.inference_mode()
def answers(model: Model, keypoints: Tensor, masks: Sequence[Mask]) -> np.ndarray:
    """Calibrated probabilities float64 ``(N, labels)`` of one window ``(T, 25, 3)`` in metres under each mask."""
    return model.with_room(lambda: _answers(model, keypoints, masks))


def _answers(model: Model, keypoints: Tensor, masks: Sequence[Mask]) -> np.ndarray:
    how = model.config.normalisation
    placed = normalise(keypoints.to(model.device), how)
    hidden = torch.stack([hide(placed, mask) for mask in masks])
    if not how.fingers:
        hidden = fingers_on_hands(hidden)  # they are the hand's, and go where it goes
    return torch.cat([model.streams.judge(part) for part in hidden.split(BATCH)]).cpu().double().numpy()


def importance(model: Model, keypoints: Tensor, label: int | None = None, spans: int = SPANS) -> Importance:
    """What the probability of ``label``, by default the most probable one, depends on, in a window ``(T, 25, 3)``."""
    stretches = divide(len(keypoints), spans)
    hidden = (
        Mask(),
        *(Mask(frozenset({joint})) for joint in range(JOINTS)),
        *(Mask(frozenset(part.joints)) for part in BODY_PARTS),
        *(Mask(span=span) for span in stretches),
    )
    found = answers(model, keypoints, hidden)
    label = int(found[0].argmax()) if label is None else label
    drops = found[0, label] - found[1:, label]
    return Importance(
        label,
        float(found[0, label]),
        joints=drops[:JOINTS],
        parts=drops[JOINTS : JOINTS + len(BODY_PARTS)],
        spans=drops[JOINTS + len(BODY_PARTS) :],
        stretches=stretches,
    )


def divide(frames: int, parts: int) -> tuple[FrameSpan, ...]:
    """A window's frames in as many stretches, as equal as whole frames allow; fewer where there are fewer frames."""
    edges = np.unique(np.round(np.linspace(0, frames, parts + 1)).astype(int)).tolist()
    return tuple(FrameSpan(first, end) for first, end in itertools.pairwise(edges))
