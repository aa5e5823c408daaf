"""`extract`: the joints of a source, as a clip file."""

from pathlib import Path

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.offline import RecognitionOptions, observe_viewed, open_viewed
from recognizer.output.targets import check_targets
from recognizer.skeleton.clip import ClipBuilder, save_npz
from recognizer.skeleton.skeleton_file import write_skeleton
from recognizer.sources.source import CLIP_SUFFIXES


def extract(spec: str, out: Path, viewing: RecognitionOptions, overwrite: bool = False) -> None:
    """Write the joints of a source as a clip, `.npz` or `.skeleton`. ``overwrite``: a file that is there already may be
    replaced. Raises ``UserError``, for a file that cannot be written before anything is done."""
    if out.suffix.lower() not in CLIP_SUFFIXES:
        raise UserError(f"{out} is not a clip's name: end it with {' or '.join(CLIP_SUFFIXES)}.")
    check_targets([out], [spec, *([viewing.pose_model] if viewing.pose_model else [])], overwrite)
    builder = ClipBuilder()
    with open_viewed(spec, viewing) as source:
        try:
            with Progress(source.name, source.duration, "s") as progress:
                for observed in observe_viewed(source, viewing):
                    builder.add(observed.bodies, observed.time)
                    progress.update(observed.time)
        except KeyboardInterrupt:
            if not source.live:
                raise
    clip = builder.build()
    (write_skeleton if out.suffix.lower() == ".skeleton" else save_npz)(clip, out)
    persons = len(set(clip.identity[clip.identity >= 0].tolist()))
    print(f"{clip.frames} frames with {persons} {'person' if persons == 1 else 'people'} are in {out}.")
