"""The terminal's commands: `recognize` and `extract`."""

import sys
import time as clock
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.model.decision import Segmenter
from recognizer.model.device import choose_device, share_cores
from recognizer.model.model_folder import Model, load_model
from recognizer.output.annotated_video import rendering
from recognizer.output.result import Guess, ModelSummary, Percentiles, Result, Timing, WindowResult
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.observations import ahead, observe
from recognizer.recognizer import Recognizer, WindowAnswer
from recognizer.skeleton.clip import ClipBuilder, save_npz
from recognizer.skeleton.skeleton_file import write_skeleton
from recognizer.sources.opening import ANY_FORMAT, CameraFormat, open_source
from recognizer.sources.source import CLIP_SUFFIXES, VIDEO_SUFFIXES, Source
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


@dataclass(frozen=True)
class Outputs:
    """Where results go: files for one source; folders for several, then with a file per source."""

    json: Path | None = None
    csv: Path | None = None
    srt: Path | None = None
    render: Path | None = None


def recognize(sources: Sequence[str], viewing: RecognitionOptions, outputs: Outputs) -> None:
    """Recognize what happens in each source, print it, and write the files asked for. Where there are several sources,
    one that fails is reported at the end, when the others are done."""
    expanded = expand(sources)
    several = len(expanded) > 1
    names = result_names(expanded)
    model = load_model(viewing.model, choose_device(viewing.device))
    share_cores()
    failures = []
    for source, name in zip(expanded, names):
        video = outputs.render and (outputs.render / f"{name}.mp4" if several else outputs.render)
        try:
            result = recognize_source(source, model, viewing, render=video)
        except UserError as error:
            if not several:
                raise
            failures.append(str(error))
            continue
        describe(result)
        for kind in ("json", "csv", "srt"):
            target: Path | None = getattr(outputs, kind)
            if target is not None:
                path = target / f"{name}.{kind}" if several else target
                getattr(result, f"save_{kind}")(path)
                print(f"Written to {path}.")
        if video is not None:
            print(f"Written to {video}.")
    if failures:
        raise UserError(f"{len(failures)} of {len(expanded)} sources failed: {' '.join(failures)}")


def recognize_source(
    spec: str, model: Model, viewing: RecognitionOptions, report: type[Progress] = Progress, render: Path | None = None
) -> Result:
    """Run one source through the recognizer to its end (a camera: until Ctrl+C). ``report`` makes what is told how far
    it is; what that raises ends the work. ``render``: where to write the annotated video."""
    windows: list[WindowResult] = []
    segmenter = Segmenter()
    recognizer = Recognizer(model)
    frames, pose, network, latency = 0, [], [], []
    with open_viewed(spec, viewing) as source, rendering(render, source, viewing.persons) as draw:
        bundle = needed_pose_model(source, viewing)
        observations = observe(source, viewing.persons, viewing.mirrored, bundle)
        started = last = clock.perf_counter()
        try:
            with report(source.name, source.duration, "s") as progress, ahead(observations) as seen:
                for observation in seen:
                    answer = recognizer.push(observation.bodies, observation.time)
                    frames, last = frames + 1, clock.perf_counter()
                    draw(observation, answer.windows)
                    if not source.has_bodies:
                        pose.append(observation.pose_seconds)
                    for window in answer.windows:
                        windows.append(_window_result(window, model.labels))
                        segmenter.add(window.persons, window.moment, window.label, window.confidence)
                    if answer.windows:
                        network.append(answer.model_seconds)
                        latency.append(last - observation.captured)
                    progress.update(observation.time)
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


def describe(result: Result) -> None:
    """Print what was recognized, a line per segment."""
    persons = sorted({person for window in result.windows for person in window.persons})
    seen = f"{len(persons)} {'person' if len(persons) == 1 else 'people'}" if persons else "nobody"
    print(
        f"{result.source}: {result.frames} frames, {seen} seen, "
        f"{result.timing.frames_per_s:.1f} frames a second on {result.device}."
    )
    if not result.segments:
        print("  No known action.")
    for segment in result.segments:
        who = ", ".join(map(str, segment.persons))
        print(
            f"  {segment.start:7.2f} s to {segment.end:7.2f} s  "
            f"person {who}  {segment.label}  ({segment.confidence:.0%})"
        )


def extract(spec: str, out: Path, viewing: RecognitionOptions) -> None:
    """Write the joints of a source as a clip, `.npz` or `.skeleton`."""
    if out.suffix not in CLIP_SUFFIXES:
        raise UserError(f"{out} is not a clip's name: end it with {' or '.join(CLIP_SUFFIXES)}.")
    builder = ClipBuilder()
    with open_viewed(spec, viewing) as source:
        try:
            with Progress(source.name, source.duration, "s") as progress:
                for observation in observe(
                    source, viewing.persons, viewing.mirrored, needed_pose_model(source, viewing)
                ):
                    builder.add(observation.bodies, observation.time)
                    progress.update(observation.time)
        except KeyboardInterrupt:
            if not source.live:
                raise
    clip = builder.build()
    (write_skeleton if out.suffix == ".skeleton" else save_npz)(clip, out)
    persons = len(set(clip.identity[clip.identity >= 0].tolist()))
    print(f"{clip.frames} frames with {persons} {'person' if persons == 1 else 'people'} are in {out}.")


def expand(sources: Sequence[str]) -> list[str]:
    """Replace each folder by the videos and clips in it, by name. Raises ``UserError`` for one that holds none."""
    expanded = []
    for source in sources:
        folder = Path(source)
        if folder.is_dir():
            inside = [
                file for file in sorted(folder.iterdir()) if file.suffix.lower() in VIDEO_SUFFIXES + CLIP_SUFFIXES
            ]
            if not inside:
                raise UserError(f"The folder {folder} holds no video and no clip.")
            expanded += [str(file) for file in inside]
        else:
            expanded.append(source)
    return expanded


def open_viewed(spec: str, viewing: RecognitionOptions) -> Source:
    """Open a source; of a camera, say what it really gives, and whether that is what was asked for."""
    source = open_source(spec, camera_format=viewing.camera_format)
    if source.format is not None:
        print(source.notice or f"{source.name} gives {source.format}.", file=sys.stderr, flush=True)
    return source


def needed_pose_model(source: Source, viewing: RecognitionOptions) -> Path | None:
    """The pose model for a source with pictures, fetched on first need with words on standard error."""
    if source.has_bodies:
        return None
    return pose_model_path(viewing.pose_model, lambda text: print(text, file=sys.stderr, flush=True))


def result_names(sources: Sequence[str]) -> list[str]:
    """A file name for each source's result: its own, made unique where two are alike."""
    stems = [Path(source).stem for source in sources]
    names = [Path(source).name if stems.count(stem) > 1 else stem for source, stem in zip(sources, stems)]
    return [f"{name}-{names[:i].count(name) + 1}" if names[:i].count(name) else name for i, name in enumerate(names)]


def _window_result(window: WindowAnswer, labels: Sequence[str]) -> WindowResult:
    top = [Guess(labels[index], float(window.average[index])) for index in window.best(BEST)]
    return WindowResult(list(window.persons), window.time, window.label, top)
