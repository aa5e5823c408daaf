"""One source recognized from its start to its end: what the terminal, a queue and a rendering share."""

import hashlib
import os
import sys
import time as clock
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from recognizer.console import Progress
from recognizer.model.decision import Segmenter
from recognizer.model.model_folder import Model, fingerprint
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.output.annotated_video import rendering
from recognizer.output.result import DIGITS, Guess, ModelSummary, Percentiles, Result, Timing, WindowResult
from recognizer.pose.frames import ObservedFrame
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.observations import ahead, observe, observe_found
from recognizer.pose.part_poses import FoundPose, Part
from recognizer.pose.pose_rate import USUAL_RATE, PoseRate
from recognizer.pose.poses_ahead import plan_parts
from recognizer.recognizer import Recognizer, WindowAnswer
from recognizer.sources.addresses import without_secrets
from recognizer.sources.opening import ANY_FORMAT, CameraFormat, open_source
from recognizer.sources.source import CLIP_SUFFIXES, Source
from recognizer.text import BEST

FRONT_END = 1  # to be counted up where the same pictures give other joints than before: results are made anew then


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
    pose_rate: PoseRate = USUAL_RATE  # of files


def open_viewed(spec: str, viewing: RecognitionOptions) -> Source:
    """Open a source, and say what is to be known of it; of a camera, what it really gives, and whether that is what was
    asked for."""
    source = open_source(spec, camera_format=viewing.camera_format)
    if source.notice or source.format is not None:
        _say(source.notice or f"{source.name} gives {source.format}.")
    source.tell = _say
    return source


class Report(AbstractContextManager, Protocol):
    """What is informed of the progress while it is the context."""

    @property
    def update(self) -> Callable[[float], None]:
        """To be called with the time of the source that was reached, in seconds."""


@dataclass(frozen=True)
class FilePlan:
    """A source before its turn: its ``duration`` in seconds, ``None`` where it is not known, and the ``parts`` that its
    poses can be found in by other processes, none where it is no video file."""

    duration: float | None = None
    parts: Sequence[Part] = ()


def plan_file(spec: str, viewing: RecognitionOptions) -> FilePlan:
    """Look at what a source is. What cannot be opened has an empty plan, and says so when its turn comes."""
    if "://" in spec or spec.isdigit() or spec.lower().endswith(CLIP_SUFFIXES):
        return FilePlan()
    try:
        with open_source(spec) as source:
            bundle = needed_pose_model(source, viewing)
            parts = (
                []
                if bundle is None
                else plan_parts(source, viewing.persons, viewing.mirrored, bundle, viewing.pose_rate)
            )
            return FilePlan(source.duration, parts)
    except Exception:
        return FilePlan()


def made_from(spec: str, model: Model, viewing: RecognitionOptions) -> str:
    """A fingerprint of what the answers for a file depend on: the file, by its size and when it was changed; the model
    with its rules; how pictures are looked at. The device does not count. Empty for what is no file."""
    try:
        files = [os.stat(Path(name).expanduser()) for name in (spec, viewing.pose_model) if name is not None]
    except OSError:
        return ""
    told = (
        [(state.st_size, state.st_mtime_ns) for state in files],
        fingerprint(model),
        model.config.rules(viewing.decisions).model_dump_json(),
        (viewing.mirrored, viewing.persons, viewing.pose_rate.hertz, FRONT_END, version("mediapipe")),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def recognize_source(
    spec: str,
    model: Model,
    viewing: RecognitionOptions,
    report: Callable[[str, float | None, str], Report] = Progress,
    render: Path | None = None,
    poses: Callable[[Source], Iterator[FoundPose]] | None = None,
) -> Result:
    """Run one source through the recognizer to its end (a camera: until Ctrl+C). ``report`` makes what is
    informed of the progress; what that raises ends the work. ``render``: where to write the annotated video. ``poses``:
    what gives those of the source, where other processes find them."""
    origin = made_from(spec, model, viewing)
    windows: list[WindowResult] = []
    segmenter = Segmenter()
    recognizer = Recognizer(model, decisions=viewing.decisions)
    frames = 0
    pose: list[float] = []
    network: list[float] = []
    latency: list[float] = []
    with open_viewed(spec, viewing) as source, rendering(render, source, viewing.persons) as draw:
        found = None if poses is None else poses(source)
        observations = _observed(source, viewing, found, pictures=render is not None)
        started = last = clock.perf_counter()
        try:
            with report(source.name, source.duration, "s") as progress, observations as seen:
                for observed in seen:
                    answer = recognizer.answer(observed)
                    frames, last = frames + 1, clock.perf_counter()
                    started = min(started, observed.captured.captured_at)
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
            source=without_secrets(spec),
            model=ModelSummary(model.config.name, len(model.labels), model.config.streams),
            device=str(model.device),
            frames=frames,
            fps=source.fps,
            segments=[
                replace(
                    one, start=round(one.start, DIGITS), end=round(one.end, DIGITS), confidence=_share(one.confidence)
                )
                for one in segmenter.segments()
            ],
            windows=windows,
            timing=Timing(wall, frames / wall, *(Percentiles.of_seconds(times) for times in (pose, network, latency))),
            made_from=origin,
        )


def _observed(
    source: Source, viewing: RecognitionOptions, found: Iterator[FoundPose] | None, pictures: bool
) -> AbstractContextManager[Iterator[ObservedFrame]]:
    """The source's frames with their bodies, seen ahead by a thread, or by other processes where those give poses."""
    if found is None:
        return ahead(observe_viewed(source, viewing))
    shown = source if pictures else None
    return closing(observe_found(found, viewing.persons, viewing.mirrored, shown, viewing.pose_rate))


def observe_viewed(source: Source, viewing: RecognitionOptions) -> Generator[ObservedFrame, None, None]:
    """The source's frames with their bodies, as the options say."""
    return observe(source, viewing.persons, viewing.mirrored, needed_pose_model(source, viewing), viewing.pose_rate)


def needed_pose_model(source: Source, viewing: RecognitionOptions) -> Path | None:
    """The pose model for a source with pictures, fetched on first need with words on standard error."""
    if source.has_bodies:
        return None
    return pose_model_path(viewing.pose_model, lambda text: print(text, file=sys.stderr, flush=True))


def _window_result(window: WindowAnswer, labels: Sequence[str]) -> WindowResult:
    top = [Guess(labels[index], _share(window.average[index])) for index in window.best(BEST)]
    return WindowResult(list(window.persons), round(window.time, DIGITS), window.label, top)


def _share(probability: float) -> float:
    return round(float(probability), DIGITS)
