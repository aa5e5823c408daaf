"""`prepare`: a data set's raw files to one prepared file, with a report of every file left out and why.

The clips are read in chunks, on all cores; each chunk becomes a file in the folder ``<out>.parts``, and at the end the
parts become ``<out>``. Stopped at any moment, it goes on from the parts that are there, and ends with the same file,
byte for byte. Memory holds one chunk for each process, however large the set is.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.files import put_in_place, write_text
from recognizer.worker_processes import run_tasks
from train.allocator import keep_freed_memory
from train.data.packing import FORMAT, Written, load_part, pack, save_part, write_parts
from train.datasets import READERS, videos
from train.datasets.reader import Entry, Listing


@dataclass(frozen=True)
class Job:
    """What the parts in a folder belong to: parts of another job are of no use."""

    dataset: str
    count: int
    chunk: int
    stamp: str
    format: str = FORMAT


def prepare(dataset: str, raw: Path, out: Path, workers: int | None = None, chunk: int | None = None) -> Written:
    """Read the data set of that name under ``raw`` and write it to ``out``; the report lies beside it as
    ``<out>.report.txt``. ``workers``: processes that read, all cores by default; ``chunk``: clips in a part. Raises
    ``UserError`` where there is nothing to read, or where another program is preparing ``out``."""
    if dataset not in READERS:
        raise UserError(f"There is no data set {dataset}: choose {', '.join(READERS)}.")
    reader = READERS[dataset]
    if reader.one_file and not raw.is_file():
        raise UserError(f"There is no file {raw}.")
    if not reader.one_file and not raw.is_dir():
        raise UserError(f"There is no folder {raw}.")
    listing = reader.list(raw)
    if not listing.count:
        raise UserError(f"No files of {reader.title} were found under {raw}.")
    job = Job(dataset, listing.count, chunk or reader.chunk, listing.stamp)
    return write_listing(out, reader.title, listing, job, reader.labels, workers if reader.parallel else 1)


def prepare_videos(
    label_lists: Sequence[Path],
    out: Path,
    mirrored: bool = False,
    workers: int | None = None,
    folder: Path | None = None,
) -> Written:
    """Write the spans of label lists to ``out``, with a report as ``prepare`` writes it; a later list's rows replace
    all that earlier ones hold of the same file. The joints of the videos are kept in ``<out>.joints``, so that a
    changed list costs only its new videos. ``mirrored``: the videos show people as in a mirror; ``folder``: where they
    are, if not beside the first list. Raises ``UserError``."""
    if folder is not None and not folder.is_dir():
        raise UserError(f"There is no folder {folder}.")
    listing = videos.list_spans(label_lists, out.with_name(out.name + ".joints"), mirrored, workers, folder)
    job = Job(videos.NAME, listing.count, listing.count, listing.stamp)
    return write_listing(out, videos.TITLE, listing, job, workers=1)


def write_listing(
    out: Path, title: str, listing: Listing, job: Job, labels: tuple[str, ...] = (), workers: int | None = None
) -> Written:
    """Write all clips of a listing to ``out``, and the report beside it. Raises ``UserError``."""
    with _parts_folder(out, job) as folder:
        parts = [folder / f"{number:06}.part" for number in range(-(-job.count // job.chunk))]
        _make_parts(parts, title, listing, job, workers)
        whole = folder / "whole"
        try:
            done = write_parts(whole, job.dataset, parts, labels)
            if not done.clips:
                _clear(folder)
                name, reason = done.left_out[0]
                raise UserError(
                    f"None of the {job.count} clips of {title} could be read, as {name}: {reason} (and so on)."
                )
            _report(out, title, done)
            put_in_place(whole, out)  # on the disk before its parts are removed
        except OSError as error:
            raise UserError(f"Cannot write {out}: {error.strerror or error}.") from error
        _clear(folder)
    return done


def _make_parts(parts: list[Path], title: str, listing: Listing, job: Job, workers: int | None) -> None:
    """Every part that is not there yet, in this process or, with several workers, in others."""
    there = [load_part(part, rows=False) is not None for part in parts]
    with Progress(f"Reading {title}", job.count, "clips") as progress:
        done = sum(there) * job.chunk
        progress.update(done)
        tasks = (
            (part, entries)
            for part, is_there, entries in zip(parts, there, _chunks(listing, job.chunk))
            if not is_there
        )
        for clips in run_tasks(_make_part, tasks, workers):
            done += clips
            progress.update(done)


def _make_part(path: Path, entries: list[Entry]) -> int:
    keep_freed_memory()
    save_part(pack(entries), path)
    return len(entries)


def _chunks(listing: Listing, size: int) -> Iterator[list[Entry]]:
    entries = iter(listing.entries)
    while chunk := list(islice(entries, size)):
        yield chunk


@contextmanager
def _parts_folder(out: Path, job: Job) -> Iterator[Path]:
    """The folder of the parts of ``out``, held against others; parts of another job are removed from it. At the end it
    goes if it is empty."""
    folder = out.with_name(out.name + ".parts")
    lock = FileLock(folder / "lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UserError(f"Another program is preparing {out} at this moment.") from error
    except OSError as error:
        raise UserError(f"Cannot write {folder}: {error.strerror or error}.") from error
    try:
        about = json.dumps(asdict(job))
        with suppress(OSError):
            if (folder / "job.json").read_text(encoding="utf-8") != about:
                _clear(folder)
        for file in folder.glob(".*"):  # what a killed process was writing
            file.unlink(missing_ok=True)
        if not (folder / "job.json").exists():
            _clear(folder)
            write_text(folder / "job.json", about)
        yield folder
    finally:
        with suppress(OSError):
            if not any(file.name != "lock" for file in folder.iterdir()):
                shutil.rmtree(folder)
        lock.release()
        with suppress(OSError):  # where an open file cannot be removed
            if not any(file.name != "lock" for file in folder.iterdir()):
                shutil.rmtree(folder)


def _clear(folder: Path) -> None:
    """Remove everything but the lock; the job last, since it says what the rest is."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name == "job.json"):
        if file.name != "lock":
            file.unlink(missing_ok=True)


def _report(out: Path, title: str, done: Written) -> None:
    lines = [f"{title}: {done.clips} clips prepared, {len(done.left_out)} left out."]
    lines += [f"{split}: {clips} clips" for split, clips in done.splits.items()]
    lines += [f"{name}\t{reason}" for name, reason in done.left_out]
    write_text(out.with_name(out.name + ".report.txt"), "\n".join(lines) + "\n")
