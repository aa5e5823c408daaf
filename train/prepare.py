"""`prepare`: a data set's raw files to one prepared file, with a report of every file left out and why."""

from dataclasses import dataclass
from pathlib import Path

from recognizer.console import track
from recognizer.errors import UserError
from recognizer.files import write_text
from train.data import write_set
from train.datasets import READERS
from train.datasets.reader import RawClip, Unreadable


@dataclass(frozen=True)
class Preparation:
    """What came of it: the number of clips written, and the files left out with their reasons."""

    clips: int
    left_out: list[tuple[str, str]]


def prepare(dataset: str, raw: Path, out: Path) -> Preparation:
    """Read the data set of that name under ``raw`` and write it to ``out``; the report lies beside it as
    ``<out>.report.txt``. Raises ``UserError`` where there is nothing to read."""
    if dataset not in READERS:
        raise UserError(f"There is no data set {dataset}: choose {', '.join(READERS)}.")
    if not raw.is_dir():
        raise UserError(f"There is no folder {raw}.")
    reader = READERS[dataset]
    files = list(reader.files(raw))
    if not files:
        raise UserError(f"No files of {reader.title} were found under {raw}.")
    clips: list[RawClip] = []
    left_out: list[tuple[str, str]] = []
    for file in track(files, f"Reading {reader.title}"):
        try:
            clips.append(reader.read(file))
        except Unreadable as reason:
            left_out.append((file.name, str(reason)))
    if not clips:
        raise UserError(
            f"None of the {len(files)} files of {reader.title} under {raw} could be read: {left_out[0][1]}."
        )
    write_set(out, dataset, clips)
    lines = [f"{reader.title}: {len(clips)} clips prepared, {len(left_out)} files left out."]
    write_text(out.with_name(out.name + ".report.txt"), "\n".join([*lines, *map("\t".join, left_out)]) + "\n")
    return Preparation(len(clips), left_out)
