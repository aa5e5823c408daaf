"""One source recognized from its start to its end: what the terminal, a queue and a rendering share."""

import sys
import time as clock
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.console import Progress
from recognizer.model.decision import Segmenter
from recognizer.model.model_folder import Model
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.output.annotated_video import rendering
from recognizer.output.result import Guess, ModelSummary, Percentiles, Result, Timing, WindowResult
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.observations import ahead, observe
from recognizer.recognizer import Recognizer, WindowAnswer
from recognizer.sources.opening import ANY_FORMAT, CameraFormat, open_source
from recognizer.sources.source import Source
from recognizer.text import BEST


@dataclass(frozen=True)
class RecognitionOptions:
    """How sources are looked at and judged: the options that all commands share."""

    model: str = "open"
    device: str = "auto"
    mirrored: bool = False
    persons: int = 2
    pose_model: str | None = None
    camera_format: CameraFormat = ANY_FORMAT
    decisions: OperatingPoint = BALANCED


def open_viewed(spec: str, viewing: RecognitionOptions) -> Source:
    """Open a source, and say what is to be known of it; of a camera, what it really gives, and whether that is what was
    asked for."""
    source = open_source(spec, camera_format=viewing.camera_format)
    if source.notice or source.format is not None:
        print(source.notice or f"{source.name} gives {source.format}.", file=sys.stderr, flush=True)
    return source


def recognize_source(
    spec: str, model: Model, viewing: RecognitionOptions, report: type[Progress] = Progress, render: Path | None = None
) -> Result:
    """Run one source through the recognizer to its end (a camera: until Ctrl+C). ``report`` makes what is
    informed of the progress; what that raises ends the work. ``render``: where to write the annotated video."""
    windows: list[WindowResult] = []
    segmenter = Segmenter()
    recognizer = Recognizer(model, decisions=viewing.decisions)
    frames = 0
    pose: list[float] = []
    network: list[float] = []
    latency: list[float] = []
    with open_viewed(spec, viewing) as source, rendering(render, source, viewing.persons) as draw:
        bundle = needed_pose_model(source, viewing)
        observations = observe(source, viewing.persons, viewing.mirrored, bundle)
        started = last = clock.perf_counter()
        try:
            with report(source.name, source.duration, "s") as progress, ahead(observations) as seen:
                for observed in seen:
                    answer = recognizer.answer(observed)
                    frames, last = frames + 1, clock.perf_counter()
                    draw(observed, answer.windows)
                    if not source.has_bodies:
                        pose.append(observed.pose_seconds)
                    for window in answer.windows:
                        windows.append(_window_result(window, model.labels))
                        segmenter.add(window.persons, window.moment, window.label, window.confidence)
                    if answer.windows:
                        network.append(answer.model_seconds)
                        latency.append(last - observed.captured.captured_at)
                    progress.update(observed.time)
        except KeyboardInterrupt:
            if not source.live:
                raise
        if source.remark:
            print(f"Note: {source.remark}", file=sys.stderr, flush=True)
        wall = max(last - started, 1e-9)
        return Result(
            source=spec,
            model=ModelSummary(model.config.name, len(model.labels), model.config.streams),
            device=str(model.device),
            frames=frames,
            fps=source.fps,
            segments=segmenter.segments(),
            windows=windows,
            timing=Timing(wall, frames / wall, *(Percentiles.of_seconds(times) for times in (pose, network, latency))),
        )


def needed_pose_model(source: Source, viewing: RecognitionOptions) -> Path | None:
    """The pose model for a source with pictures, fetched on first need with words on standard error."""
    if source.has_bodies:
        return None
    return pose_model_path(viewing.pose_model, lambda text: print(text, file=sys.stderr, flush=True))


def _window_result(window: WindowAnswer, labels: Sequence[str]) -> WindowResult:
    top = [Guess(labels[index], float(window.average[index])) for index in window.best(BEST)]
    return WindowResult(list(window.persons), window.time, window.label, top)
