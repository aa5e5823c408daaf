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
from recognizer.errors import UserError
from recognizer.events.event import Event
from recognizer.events.event_maker import EventMaker
from recognizer.model.model_folder import Model, fingerprint
from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.model.segments import Segment, Segmenter
from recognizer.output.annotated_video import Told, rendering
from recognizer.output.result import (
    DIGITS,
    Guess,
    ModelSummary,
    Percentiles,
    Result,
    RunSettings,
    Timing,
    WindowResult,
)
from recognizer.output.video_style import USUAL_STYLE, VideoStyle
from recognizer.pose.frames import ObservedFrame
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.observations import ahead, observe, observe_found, observe_kept
from recognizer.pose.part_poses import FoundPose, Part
from recognizer.pose.pose_rate import USUAL_RATE, PoseRate
from recognizer.pose.poses_ahead import plan_parts
from recognizer.recognizer import Recognizer, WindowAnswer
from recognizer.sources.addresses import is_address, without_secrets
from recognizer.sources.opening import ANY_FORMAT, CameraFormat, open_source
from recognizer.sources.picture_series import is_series, source_files
from recognizer.sources.source import CLIP_SUFFIXES, USUAL_FPS, Source
from recognizer.text import BEST, path_text
from recognizer.version import program_version

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
    picture_rate: float = USUAL_FPS  # how many numbered pictures there are a second
    pack: str | None = None  # the folder of own actions that the model is to know as well


def open_viewed(spec: str, viewing: RecognitionOptions) -> Source:
    """Open a source, and say what is to be known of it; of a camera, what it really gives, and whether that is what was
    asked for."""
    source = open_source(spec, camera_format=viewing.camera_format, picture_rate=viewing.picture_rate)
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
    poses can be found in by other processes, none where it is neither a video file nor a series of pictures."""

    duration: float | None = None
    parts: Sequence[Part] = ()


def plan_file(spec: str, viewing: RecognitionOptions) -> FilePlan:
    """Look at what a source is. What cannot be opened has an empty plan, and says so when its turn comes."""
    if is_address(spec) or spec.isdigit() or spec.lower().endswith(CLIP_SUFFIXES):
        return FilePlan()
    try:
        with open_source(spec, picture_rate=viewing.picture_rate) as source:
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
    """A fingerprint of what the answers for a file depend on: the file, by its size and when it was changed, or all
    files of a series of pictures, with their names and the rate; the model with its rules; how pictures are looked at.
    The device does not count. Empty for what is no file."""
    try:
        read = [*source_files(spec), *([] if viewing.pose_model is None else [Path(viewing.pose_model).expanduser()])]
        files = [os.stat(file) for file in read]
    except (OSError, UserError):
        return ""
    told: tuple[object, ...] = (
        [(state.st_size, state.st_mtime_ns) for state in files],
        fingerprint(model),
        model.config.rules(viewing.decisions).model_dump_json(),
        (viewing.mirrored, viewing.persons, viewing.pose_rate.hertz, FRONT_END, version("mediapipe")),
    )
    if is_series(spec):
        told = (*told, viewing.picture_rate, [file.name for file in read])
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
    tell: Callable[[Event], None] | None = None,
    style: VideoStyle = USUAL_STYLE,
    see: Callable[[ObservedFrame], None] | None = None,
) -> Result:
    """Run one source through the recognizer to its end (a camera: until Ctrl+C). ``report`` makes what is
    informed of the progress; what that raises ends the work. ``render``: where to write the annotated video. ``poses``:
    what gives those of the source, where other processes find them. ``tell`` is given what happens as it is
    recognized, each window included. ``style``: of the annotated video. ``see`` is given every frame that was looked
    at, with its bodies."""
    origin = made_from(spec, model, viewing)
    windows: list[WindowResult] = []
    segmenter = Segmenter()
    recognizer = Recognizer(model, decisions=viewing.decisions)
    events = None if tell is None else EventMaker(without_secrets(spec), tell, every_window=True)
    frames, reached = 0, 0.0
    pose: list[float] = []
    network: list[float] = []
    latency: list[float] = []
    with (
        open_viewed(spec, viewing) as source,
        rendering(render, source, viewing.persons, style, recognizer.lag) as draw,
    ):
        found = None if poses is None else poses(source)
        observations = _observed(source, viewing, found, pictures=render is not None)
        started = last = clock.perf_counter()
        try:
            with report(source.name, source.duration, "s") as progress, observations as seen:
                for observed in seen:
                    answer = recognizer.answer(observed)
                    frames, reached, last = frames + 1, observed.time, clock.perf_counter()
                    segmenter.take(answer)
                    started = min(started, observed.captured.captured_at)
                    draw(observed, answer.windows)
                    if see is not None:
                        see(observed)
                    if not source.has_bodies:
                        pose.append(observed.pose_seconds)
                    for window in answer.windows:
                        windows.append(window_result(window, model.labels))
                    if answer.windows:
                        network.append(answer.model_seconds)
                        latency.append(last - observed.captured.captured_at)
                    if events is not None:
                        events.take(observed, answer)
                    progress.update(observed.time)
        except KeyboardInterrupt:
            if not source.live:
                raise
        segmenter.finish()
        if events is not None:
            events.finish()
        if source.remark:
            print(f"Note: {source.remark}", file=sys.stderr, flush=True)
        wall = max(last - started, 1e-9)
        covered = [(0.0, source.duration or reached)] if frames else []
        timing = Timing(wall, frames / wall, *(Percentiles.of_seconds(times) for times in (pose, network, latency)))
        return make_result(
            spec, model, windows, segmenter.segments(), frames, source.fps, timing, viewing, covered, origin
        )


def draw_told(
    spec: str,
    told: Told,
    kept: KeptBodies | None,
    viewing: RecognitionOptions,
    report: Callable[[str, float | None, str], Report],
    target: Path,
    style: VideoStyle = USUAL_STYLE,
) -> None:
    """Write the annotated video of a file of which all is known already: nothing in it is judged. ``kept``: the bodies
    that were seen in it; ``None`` where they are to be looked for. Raises ``UserError`` where it cannot be written."""
    with (
        open_viewed(spec, viewing) as source,
        rendering(target, source, viewing.persons, style, told=told) as draw,
        report(source.name, source.duration, "s") as progress,
    ):
        known = None if kept is None else observe_kept(source, kept, viewing.pose_rate)
        with closing(known or observe_viewed(source, viewing)) as seen:
            for observed in seen:
                draw(observed, ())
                progress.update(observed.time)


def make_result(
    spec: str,
    model: Model,
    windows: list[WindowResult],
    segments: Sequence[Segment],
    frames: int,
    fps: float,
    timing: Timing,
    viewing: RecognitionOptions,
    covered: list[tuple[float, float]],
    origin: str,
) -> Result:
    """What was found in a source, as it is written by the terminal and by the window. ``covered``: the seconds that
    were looked at; ``origin``: its ``made_from``."""
    return Result(
        source=without_secrets(spec),
        model=ModelSummary(model.config.name, len(model.labels), model.config.streams),
        device=str(model.device),
        frames=frames,
        fps=fps,
        segments=[
            replace(one, start=round(one.start, DIGITS), end=round(one.end, DIGITS), confidence=_share(one.confidence))
            for one in segments
        ],
        windows=windows,
        timing=timing,
        made_from=origin,
        version=program_version(),
        settings=run_settings(viewing),
        coverage=covered,
    )


def run_settings(viewing: RecognitionOptions) -> RunSettings:
    """What a result says of how it was made."""
    own = None if viewing.pose_model is None else Path(viewing.pose_model).name
    pack = None if viewing.pack is None else path_text(Path(viewing.pack).expanduser().absolute().name)
    return RunSettings(viewing.decisions, viewing.mirrored, viewing.persons, own, viewing.pose_rate.hertz, pack=pack)


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


def window_result(window: WindowAnswer, labels: Sequence[str]) -> WindowResult:
    """A window's answer as it is written."""
    top = [Guess(labels[index], _share(window.average[index])) for index in window.best(BEST)]
    return WindowResult(list(window.persons), round(window.time, DIGITS), window.label, top)


def _share(probability: float) -> float:
    return round(float(probability), DIGITS)
