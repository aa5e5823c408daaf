"""Cuts an example of an own action out of what was seen: the joints of one person over some time. No Qt here."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from app.session.pipeline import Pipeline
from app.texts import tr
from recognizer.errors import UserError
from recognizer.skeleton.clip import NOBODY, Bodies, Clip, ClipBuilder
from recognizer.skeleton.joints import JOINTS

SHORTEST = 0.4  # seconds of the person that an example needs

Seen = Sequence[tuple[float, Bodies]]


def bodies_seen(pipeline: Pipeline, start: float, end: float) -> Seen:
    """What was seen from ``start`` to ``end`` seconds of the source that is open, with the times: in a file as far as
    it was looked through, live as far back as moments are kept."""
    analysis = pipeline.analysis
    if analysis is None:
        return pipeline.replay.bodies(start, end)
    return [(frame.time, frame.bodies) for frame in analysis.kept.between(start, end) if frame.time >= start - 1e-6]


def seen_most(seen: Seen) -> int | None:
    """Who is in most of the frames; ``None`` where nobody is in any. Of several, the one in the first slot."""
    counted = Counter(number for _, bodies in seen for number in bodies.persons)
    return max(counted, key=lambda number: counted[number]) if counted else None


def cut_example(seen: Seen, persons: Collection[int]) -> Clip:
    """The joints of whoever of ``persons`` is seen first in each frame, as a clip of one body that begins at 0 seconds
    and holds no frame before the person comes or after they have gone. ``persons``: all numbers of one person. Raises
    ``UserError`` where the person is seen for less than ``SHORTEST`` seconds."""
    places = [
        (time, bodies, next((slot for slot, number in enumerate(bodies.identity) if number in persons), None))
        for time, bodies in seen
    ]
    there = [number for number, (_, _, slot) in enumerate(places) if slot is not None]
    if not there or places[there[-1]][0] - places[there[0]][0] < SHORTEST:
        raise UserError(
            tr(
                "The person is seen there for less than {shortest:g} seconds: too short for an example.",
                shortest=SHORTEST,
            )
        )
    builder, began = ClipBuilder(), places[there[0]][0]
    for time, bodies, slot in places[there[0] : there[-1] + 1]:
        builder.add(_nobody() if slot is None else _one(bodies, slot), time - began)
    return builder.build()


def _one(bodies: Bodies, slot: int) -> Bodies:
    """That body, as the only person there is."""
    return Bodies(bodies.keypoints[slot][None], bodies.confidence[slot][None], np.zeros(1, np.int32))


def _nobody() -> Bodies:
    return Bodies(np.zeros((1, JOINTS, 3), np.float32), np.zeros((1, JOINTS), np.float32), np.full(1, NOBODY, np.int32))
