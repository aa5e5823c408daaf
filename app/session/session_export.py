"""What a session has recognized, as the result that `recognize` writes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.session.batch_thread import recognition_options
from app.session.file_analysis import FileAnalysis
from app.session.pipeline import Pipeline
from app.session.probability_history import NO_LABEL, NOBODY
from app.texts import tr
from recognizer.errors import UserError
from recognizer.sources.addresses import without_secrets
from recognizer.text import BEST
from recognizer.version import program_version

if TYPE_CHECKING:
    from app.session.edits import Edits
    from app.session.saved_result import SavedResult
    from recognizer.model.operating_points import OperatingPoint
    from recognizer.output.result import Result, RunSettings, WindowResult


def session_result(pipeline: Pipeline) -> "Result":
    """Everything recognized since the source was opened, as the user has corrected it. Raises ``UserError`` where
    nothing was.

    Of a file, it is what `recognize` writes of as much of it as was looked at, but for the timing, whose parts are the
    recent ones of the status line; of a file that is shown as a saved result tells of it, it is that result. Of a live
    source, ``frames`` and ``wall_s`` are counted from the first window to the
    last; ``frames_per_s`` is the mean of all the time in which frames were looked at.
    """
    analysis = pipeline.analysis
    if analysis is None:
        return _live_result(pipeline)
    return _file_result(pipeline, analysis) if analysis.saved is None else _saved_result(pipeline, analysis.saved)


def _saved_result(pipeline: Pipeline, saved: "SavedResult") -> "Result":
    edits = pipeline.segments.edits
    return replace(
        saved.result,
        source=without_secrets(saved.source),
        segments=edits.segments(pipeline.segments.lanes()),
        windows=[_as_corrected(window, edits) for window in saved.result.windows],
        names=dict(edits.names),
    )


def _file_result(pipeline: Pipeline, analysis: FileAnalysis) -> "Result":
    from recognizer.offline import made_from, make_result, window_result
    from recognizer.output.result import Percentiles, Timing

    loaded, windows, stats = pipeline.loaded, analysis.answers.windows(), pipeline.stats()
    if loaded is None or not windows:
        raise UserError(tr("Nothing was recognized yet, so there is nothing to export."))
    _, model, _ = loaded
    edits = pipeline.segments.edits
    viewing = recognition_options(pipeline.options, model.config.offered)
    pose, network, latency = (Percentiles(s.median, s.p95) for s in (stats.pose, stats.network, stats.latency))
    result = make_result(
        analysis.spec,
        model,
        [_as_corrected(window_result(window, model.labels), edits) for window in windows],
        edits.segments(analysis.answers.lanes()),
        len(analysis.kept),
        analysis.fps,
        Timing(analysis.seconds, len(analysis.kept) / max(analysis.seconds, 1e-9), pose, network, latency),
        viewing,
        [(0.0, analysis.duration or analysis.kept.end)] if analysis.whole else list(analysis.spans() or ()),
        # What was decided by a threshold of the user's is not what the terminal would make of it.
        made_from(analysis.spec, model, viewing) if analysis.whole and pipeline.options.threshold is None else "",
    )
    return replace(result, settings=_settings(pipeline, model.config.offered), names=dict(edits.names))


def _settings(pipeline: Pipeline, offered: "Sequence[OperatingPoint]") -> "RunSettings":
    from recognizer.offline import run_settings

    found = run_settings(recognition_options(pipeline.options, offered))
    return replace(found, threshold=pipeline.options.threshold)


def _as_corrected(window: "WindowResult", edits: "Edits") -> "WindowResult":
    """With the persons whom the user knows."""
    return replace(window, persons=[edits.stands_for(person) for person in window.persons])


def _live_result(pipeline: Pipeline) -> "Result":
    from recognizer.output.result import Guess, ModelSummary, Percentiles, Result, Timing, WindowResult

    model, source, stats = pipeline.model, pipeline.source, pipeline.stats()
    windows, edits = [], pipeline.segments.edits
    for person in pipeline.segments.probabilities.persons():
        rows = pipeline.segments.probabilities.rows(person)
        if rows is None or model is None or rows.probability.shape[1] != len(model.labels):
            continue
        best = np.argsort(-rows.probability, axis=1, kind="stable")[:, :BEST]
        for time, persons, label, shares, order in zip(rows.time, rows.persons, rows.label, rows.probability, best):
            top = [Guess(model.labels[index], float(shares[index])) for index in order]
            named = None if label == NO_LABEL else model.labels[label]
            windows.append(
                WindowResult([edits.stands_for(int(p)) for p in persons if p != NOBODY], float(time), named, top)
            )
    if not windows or source is None or model is None:
        raise UserError(tr("Nothing was recognized yet, so there is nothing to export."))
    windows.sort(key=lambda window: window.time)
    seconds = windows[-1].time - windows[0].time
    pose, network, latency = (Percentiles(s.median, s.p95) for s in (stats.pose, stats.network, stats.latency))
    return Result(
        source=without_secrets(source.spec),
        model=ModelSummary(model.name, len(model.labels), list(model.streams)),
        device=str(model.device),
        frames=round(seconds * source.fps) + 1,
        fps=source.fps,
        segments=pipeline.segments.edited(),
        windows=windows,
        timing=Timing(seconds, stats.mean_fps, pose, network, latency),
        version=program_version(),
        settings=_settings(pipeline, model.offered),
        names=dict(edits.names),
    )
