"""`recognize`: what happens in each source, printed and written to files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.errors import UserError
from recognizer.model.device import choose_device, share_cores
from recognizer.model.model_folder import load_model
from recognizer.offline import RecognitionOptions, recognize_source, result_names
from recognizer.output.result import Result
from recognizer.sources.source import CLIP_SUFFIXES, VIDEO_SUFFIXES


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
    model.config.rules(viewing.decisions)  # where the model lacks them, no source needs to be opened
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
