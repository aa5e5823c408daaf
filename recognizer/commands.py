"""The terminal's commands: `recognize` and `extract`."""

import sys
import time as clock
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.clip import ClipBuilder, save_npz
from recognizer.console import Progress
from recognizer.decision import Segmenter
from recognizer.device import choose_device, share_cores
from recognizer.errors import UserError
from recognizer.front_end import FrontEnd
from recognizer.model import Model, load_model
from recognizer.pose_model import pose_model_path
from recognizer.recognizer import Recognizer, Window
from recognizer.result import BEST, Guess, ModelInfo, Result, Spread, Timing, WindowResult
from recognizer.skeleton_file import write_skeleton
from recognizer.source import CLIP_SUFFIXES, Source, open_source

VIDEO_SUFFIXES = (".mp4", ".avi", ".mov", ".mkv", ".webm", ".m4v", ".mpg", ".mpeg", ".wmv")


@dataclass(frozen=True)
class Viewing:
    """How sources are looked at and judged: the options that all commands share."""

    model: str = "open"
    device: str = "auto"
    mirrored: bool = False
    persons: int = 2
    pose_model: str | None = None


@dataclass(frozen=True)
class Outputs:
    """Where results go: files for one source; folders for several, then with a file per source."""

    json: Path | None = None
    csv: Path | None = None
    srt: Path | None = None


def recognize(sources: Sequence[str], viewing: Viewing, outputs: Outputs) -> None:
    """Recognize what happens in each source, print it, and write the files asked for. Where there are several sources,
    one that fails is reported at the end, when the others are done."""
    expanded = expand(sources)
    several = len(expanded) > 1
    names = _result_names(expanded)
    model = load_model(viewing.model, choose_device(viewing.device))
    share_cores()
    failures = []
    for source, name in zip(expanded, names):
        try:
            result = recognize_source(source, model, viewing)
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
    if failures:
        raise UserError(f"{len(failures)} of {len(expanded)} sources failed: {' '.join(failures)}")


def recognize_source(spec: str, model: Model, viewing: Viewing) -> Result:
    """Run one source through the recognizer to its end (a camera: until Ctrl+C)."""
    with open_source(spec) as source, Recognizer(model, _front_end_for(source, viewing)) as recognizer:
        windows: list[WindowResult] = []
        segmenter = Segmenter()
        frames, pose, network, latency = 0, [], [], []
        started = clock.perf_counter()
        last = 0.0
        try:
            with Progress(source.name, source.duration, "s") as progress:
                while (frame := source.read()) is not None:
                    content = frame.bodies if frame.bodies is not None else frame.image
                    began = clock.perf_counter()
                    answer = recognizer.push(content, frame.time)
                    took = clock.perf_counter() - began
                    frames, last = frames + 1, clock.perf_counter()
                    if frame.bodies is None:
                        pose.append(answer.pose_seconds)
                    for window in answer.windows:
                        windows.append(_window_result(window, model.labels))
                        confidence = 0.0 if window.label is None else _confidence(window, model.labels)
                        segmenter.add(window.persons, window.time, window.label, confidence)
                    if answer.windows:
                        network.append(answer.model_seconds)
                        latency.append(took)
                    progress.update(frame.time)
        except KeyboardInterrupt:
            if not source.live:
                raise
        wall = max(last - started, 1e-9)
        return Result(
            source=spec,
            model=ModelInfo(model.config.name, len(model.labels), model.config.streams),
            device=str(model.device),
            frames=frames,
            fps=source.fps,
            segments=segmenter.segments(),
            windows=windows,
            timing=Timing(
                wall, frames / wall, Spread.of_seconds(pose), Spread.of_seconds(network), Spread.of_seconds(latency)
            ),
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


def extract(spec: str, out: Path, viewing: Viewing) -> None:
    """Write the joints of a source as a clip, `.npz` or `.skeleton`."""
    if out.suffix not in CLIP_SUFFIXES:
        raise UserError(f"{out} is not a clip's name: end it with {' or '.join(CLIP_SUFFIXES)}.")
    builder = ClipBuilder()
    with open_source(spec) as source:
        front_end = _front_end_for(source, viewing)
        try:
            with Progress(source.name, source.duration, "s") as progress:
                while (frame := source.read()) is not None:
                    bodies = frame.bodies if front_end is None else front_end.observe(frame.image, frame.time)
                    builder.add(bodies, frame.time)
                    progress.update(frame.time)
        except KeyboardInterrupt:
            if not source.live:
                raise
        finally:
            if front_end is not None:
                front_end.close()
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


def _front_end_for(source: Source, viewing: Viewing) -> FrontEnd | None:
    """A front end where the source has pictures; ``None`` for a clip, whose bodies are known already."""
    if source.has_bodies:
        return None
    bundle = pose_model_path(viewing.pose_model, lambda text: print(text, file=sys.stderr, flush=True))
    return FrontEnd(viewing.persons, viewing.mirrored, bundle)


def _result_names(sources: Sequence[str]) -> list[str]:
    """A file name for each source's result: its own, made unique where two are alike."""
    stems = [Path(source).stem for source in sources]
    names = [Path(source).name if stems.count(stem) > 1 else stem for source, stem in zip(sources, stems)]
    return [f"{name}-{names[:i].count(name) + 1}" if names[:i].count(name) else name for i, name in enumerate(names)]


def _window_result(window: Window, labels: Sequence[str]) -> WindowResult:
    top = [Guess(labels[index], float(window.average[index])) for index in window.best(BEST)]
    return WindowResult(list(window.persons), window.time, window.label, top)


def _confidence(window: Window, labels: list[str]) -> float:
    return float(window.average[labels.index(window.label)])
