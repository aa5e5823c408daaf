"""Clips joined into what a camera sees: one person's actions, one after the other, with recorded rests between them.

A live window begins in the middle: it holds the end of what was before, a rest, and the part of an action that has
happened so far. Training on windows of such streams shows a network that, and measuring on them shows how a program
decides that it is used for hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from recognizer.errors import UserError
from recognizer.model.rolling_window import resample
from recognizer.skeleton.joints import SPINE_BASE
from recognizer.skeleton.streams import face_camera
from train.data.corpus import Corpus
from train.data.motion_quantiles import QUANTILES
from train.data.prepared_set import UNIT

RATE = 30.0  # frames a second of a stream
BLEND = 0.4  # seconds in which one pose passes into the next, between clips
SHORTEST_REST = 0.3  # seconds without motion at an end of a clip that make a rest
STILL = 0.35  # metres a second: a rest's mean joint speed is lower
GAP = (0.3, 1.5)  # seconds of rest between two actions
LONG_REST = (3.0, 6.0)  # … of a rest that counts as such


@dataclass(frozen=True, eq=False)
class LabelledSpan:
    """From ``start`` to ``end`` in seconds; ``quantiles`` float ``(17,)``: when equal shares of it have happened."""

    start: float
    end: float
    label: int
    quantiles: np.ndarray
    group: str


@dataclass(frozen=True, eq=False)
class LiveStream:
    """One person's ``keypoints`` float32 ``(T, 25, 3)`` metres, 30 frames a second, turned to the camera; ``actions``
    from their first to their last motion, and the long ``rests`` between them. An action of another than the labels'
    list has the number after the last one's."""

    person: str
    keypoints: np.ndarray
    actions: list[LabelledSpan]
    rests: list[LabelledSpan]

    @property
    def seconds(self) -> float:
        """The stream's length."""
        return len(self.keypoints) / RATE


@dataclass(frozen=True, eq=False)
class _Piece:
    """One clip at 30 frames a second, its motion's quantiles in seconds, and its rest, ``(0, 25, 3)`` where it has
    none."""

    keypoints: np.ndarray
    quantiles: np.ndarray
    label: int
    group: str
    rest: np.ndarray


def live_streams(corpus: Corpus, seed: int, rests: float = 0.25) -> list[LiveStream]:
    """One stream for each person of ``corpus``: all clips in an order drawn from ``seed``. Between two there is a rest
    of that person, a long one in the share ``rests`` of cases. Of two bodies the first one's. Raises ``UserError``
    where nobody ever rests."""
    background = len(corpus.labels)
    pieces = [_piece(corpus, clip) for clip in range(len(corpus))]
    everybody = [piece.rest for piece in pieces if len(piece.rest)]
    if not everybody:
        raise UserError("The clips cannot be joined to streams: nobody rests at an end of any of them.")
    streams = []
    for number, person in enumerate(sorted(set(corpus.person))):
        draw = np.random.default_rng([seed, number])
        own = [piece for piece, name in zip(pieces, corpus.person) if name == person]
        calm = [piece.rest for piece in own if len(piece.rest)] or everybody
        own = [own[i] for i in draw.permutation(len(own))]
        streams.append(_joined(person, own, calm, rests, background, draw))
    return streams


def as_corpus(streams: Sequence[LiveStream], labels: list[str]) -> Corpus:
    """Every action and every long rest of the streams as a clip of its own to cut windows from, whose windows reach
    into what is around it."""
    frames = [len(stream.keypoints) for stream in streams]
    first = np.cumsum([0, *frames[:-1]])
    spans = [(i, span) for i, stream in enumerate(streams) for span in (*stream.actions, *stream.rests)]
    owner = [i for i, _ in spans]
    rows = np.concatenate([stream.keypoints for stream in streams])
    return Corpus(
        keypoints=torch.from_numpy(np.clip(np.rint(rows / UNIT), -32767, 32767).astype(np.int16)),
        start=torch.from_numpy(first[owner]).long(),
        frames=torch.tensor([frames[i] for i in owner]),
        bodies=torch.ones(len(spans), dtype=torch.int64),
        fps=torch.full((len(spans),), RATE),
        label=torch.tensor([span.label for _, span in spans]),
        group=[span.group for _, span in spans],
        name=[f"{streams[i].person}/{span.start:.2f}" for i, span in spans],
        person=[streams[i].person for i in owner],
        labels=labels,
        given_quantiles=torch.from_numpy(np.stack([span.quantiles for _, span in spans])).float(),
    )


def _piece(corpus: Corpus, clip: int) -> _Piece:
    start, frames, fps = int(corpus.start[clip]), int(corpus.frames[clip]), float(corpus.fps[clip])
    joints = corpus.keypoints[start : start + frames].cpu().float() * UNIT
    joints = face_camera(joints - joints[:1, SPINE_BASE : SPINE_BASE + 1])
    time = np.arange(frames) / fps
    even = resample(joints, time, np.arange(0, time[-1] + 1e-9, 1 / RATE)).numpy()
    quantiles = corpus.quantiles[clip].cpu().double().numpy()
    ends = (even[: int(quantiles[0] * RATE)], even[int(np.ceil(quantiles[-1] * RATE)) :])
    rest = max(ends, key=len)
    calm = len(rest) >= SHORTEST_REST * RATE and _speed(rest) < STILL
    return _Piece(even, quantiles, int(corpus.label[clip]), corpus.group[clip], rest if calm else even[:0])


def _speed(joints: np.ndarray) -> float:
    placed = joints - joints[:, SPINE_BASE : SPINE_BASE + 1]
    return float(np.linalg.norm(np.diff(placed, axis=0), axis=2).mean() * RATE)


def _joined(
    person: str,
    pieces: list[_Piece],
    calm: list[np.ndarray],
    rests: float,
    background: int,
    draw: np.random.Generator,
) -> LiveStream:
    parts: list[np.ndarray] = []
    actions: list[LabelledSpan] = []
    long_rests: list[LabelledSpan] = []
    length = 0

    def add(part: np.ndarray) -> float:
        """Append after a blend; the second at which the part itself begins."""
        nonlocal length
        if parts:
            share = np.linspace(0, 1, int(BLEND * RATE) + 2)[1:-1, None, None]
            parts.append((1 - share) * parts[-1][-1] + share * part[0])
            length += len(parts[-1])
        begin = length / RATE
        parts.append(part)
        length += len(part)
        return begin

    for piece in pieces:
        long = draw.random() < rests
        seconds = draw.uniform(*(LONG_REST if long else GAP))
        begin = add(back_and_forth(calm[draw.integers(len(calm))], int(seconds * RATE)))
        if long:
            middle = np.linspace(0.3, 0.7, QUANTILES) * seconds
            long_rests.append(LabelledSpan(begin, begin + seconds, background, begin + middle, "rest"))
        begin = add(piece.keypoints)
        quantiles = begin + piece.quantiles
        actions.append(LabelledSpan(float(quantiles[0]), float(quantiles[-1]), piece.label, quantiles, piece.group))
    add(back_and_forth(calm[0], int(RATE)))
    return LiveStream(person, np.concatenate(parts).astype(np.float32), actions, long_rests)


def back_and_forth(rest: np.ndarray, frames: int) -> np.ndarray:
    """A rest made ``frames`` long by playing it forwards and backwards: what was recorded, and never a frozen pose."""
    index = np.arange(frames) % max(2 * len(rest) - 2, 1)
    return rest[np.minimum(index, 2 * len(rest) - 2 - index)]
