"""What a session has recognized, as the result that `recognize` writes."""

from typing import TYPE_CHECKING

import numpy as np

from app.session.pipeline import Pipeline
from app.session.probability_history import NO_LABEL, NOBODY
from recognizer.errors import UserError
from recognizer.skeleton.joints import BODIES
from recognizer.sources.addresses import without_secrets
from recognizer.text import BEST

if TYPE_CHECKING:
    from recognizer.output.result import Result


def session_result(pipeline: Pipeline) -> "Result":
    """Everything recognized since the source was opened. Raises ``UserError`` where there is nothing.

    ``frames`` and ``wall_s`` are counted from the first window to the last; the other timings are the recent ones of
    the status line.
    """
    from recognizer.output.result import Guess, ModelSummary, Percentiles, Result, Timing, WindowResult

    model, source, stats = pipeline.model, pipeline.source, pipeline.stats()
    windows = []
    for slot in range(BODIES):
        rows = pipeline.segments.probabilities.rows(slot)
        if rows is None or model is None or rows.probability.shape[1] != len(model.labels):
            continue
        best = np.argsort(-rows.probability, axis=1, kind="stable")[:, :BEST]
        for time, persons, label, shares, order in zip(rows.time, rows.persons, rows.label, rows.probability, best):
            top = [Guess(model.labels[index], float(shares[index])) for index in order]
            named = None if label == NO_LABEL else model.labels[label]
            windows.append(WindowResult([int(p) for p in persons if p != NOBODY], float(time), named, top))
    if not windows or source is None or model is None:
        raise UserError("Nothing was recognized yet, so there is nothing to export.")
    windows.sort(key=lambda window: window.time)
    seconds = windows[-1].time - windows[0].time
    pose, network, latency = (Percentiles(s.median, s.p95) for s in (stats.pose, stats.network, stats.latency))
    return Result(
        source=without_secrets(source.spec),
        model=ModelSummary(model.name, len(model.labels), list(model.streams)),
        device=str(model.device),
        frames=round(seconds * source.fps) + 1,
        fps=source.fps,
        segments=sorted((s for lane in pipeline.segments.lanes() for s in lane), key=lambda s: (s.start, s.persons)),
        windows=windows,
        timing=Timing(seconds, stats.recognized_fps, pose, network, latency),
    )
