"""`recognize`: what happens in each source, printed and written to files."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from recognizer.cli.batch_progress import BatchProgress
from recognizer.cli.chosen_model import chosen_model, read_files
from recognizer.cli.shard import WHOLE, Shard
from recognizer.cli.told_events import EventOutlets, Tell
from recognizer.console import Ended, Progress
from recognizer.errors import UserError
from recognizer.model.device import share_cores
from recognizer.model.model_folder import Model
from recognizer.offline import FilePlan, RecognitionOptions, Report, made_from, plan_file, recognize_source
from recognizer.output.formats import RESULT_FORMATS
from recognizer.output.label_list import LabelledSpan, write_label_list
from recognizer.output.result import Result
from recognizer.output.summary import SourceSummary, summarize, write_summary
from recognizer.output.targets import check_targets, result_names
from recognizer.output.video_style import USUAL_STYLE, VideoStyle
from recognizer.pose.part_poses import FoundPose
from recognizer.pose.poses_ahead import PosesAhead
from recognizer.sources.addresses import as_file, is_address, without_secrets
from recognizer.sources.picture_series import refuse_picture, sources_of_folder
from recognizer.sources.source import Source
from recognizer.text import path_text
from recognizer.worker_processes import available_cores

# Processes that find poses, where nobody says how many: the one that judges what they find keeps up with about so many,
# at 5 steps of 11 to 17 ms for each second of video in which one or two people are seen.
MOST_WORKERS = 12


@dataclass(frozen=True)
class Outputs:
    """Where results go. ``files``, by the keys of ``RESULT_FORMATS``, and ``render``, the annotated video: files for
    one source; folders for several, then with a file per source. ``labels`` and ``summary``: one file for all sources,
    a label list and a table of seconds. ``overwrite``: files that are there already may be replaced. ``style``: of
    annotated videos."""

    files: dict[str, Path] = field(default_factory=dict)
    render: Path | None = None
    labels: Path | None = None
    summary: Path | None = None
    overwrite: bool = False
    style: VideoStyle = USUAL_STYLE


@dataclass(frozen=True)
class Job:
    """One source, and the files that are written for it: ``files`` by the keys of ``RESULT_FORMATS``. ``earlier``: the
    result of an earlier run, where that counts; ``style``: of the video."""

    source: str
    files: dict[str, Path]
    video: Path | None
    earlier: Result | None = None
    style: VideoStyle = USUAL_STYLE

    @property
    def targets(self) -> list[Path]:
        """All files that are written."""
        return [*self.files.values(), *([] if self.video is None else [self.video])]

    @property
    def is_done(self) -> bool:
        """Whether nothing needs to be recognized for it. A video that is there does not tell how it was made, and one
        that shows faces is never taken for one that hides them."""
        video = self.video is None or (self.style == USUAL_STYLE and self.video.is_file())
        return self.earlier is not None and video


@dataclass(frozen=True)
class Batch:
    """How many sources are worked through. ``workers``: how many processes find the poses, as many as help by default;
    ``shard``: the share of the sources that this run is for; ``again``: also do what is done already."""

    workers: int | None = None
    shard: Shard = WHOLE
    again: bool = False


ALL = Batch()
NOBODY_ELSE = EventOutlets()


def recognize(
    sources: Sequence[str],
    viewing: RecognitionOptions,
    outputs: Outputs,
    batch: Batch = ALL,
    outlets: EventOutlets = NOBODY_ELSE,
) -> None:
    """Recognize what happens in each source, print it, and write the files asked for. Where there are several sources,
    one that fails, in whatever way, is reported at the end, when the others are done. A source whose JSON is there
    already, made from the same file in the same way, is not done again. Raises ``UserError`` before anything is done
    where an output could not be written, or would take the place of a file."""
    with outlets.opened() as tell:
        recognize_all(sources, viewing, outputs, batch, tell)


def recognize_all(
    sources: Sequence[str], viewing: RecognitionOptions, outputs: Outputs, batch: Batch, tell: Tell | None
) -> None:
    """``recognize``, with what takes the events. Where there is such a taker, everything is done again: what was
    done earlier would be told of to nobody."""
    jobs = batch.shard.share(plan(sources, outputs))
    if not jobs:
        print(f"No source falls to shard {batch.shard}.")
        return
    model = chosen_model(viewing)
    model.config.rules(viewing.decisions)  # where the model lacks them, no source needs to be opened
    known: list[Path] = []  # files that are there, and stay or are made again
    for number, job in enumerate(jobs):
        earlier = earlier_result(job, model, viewing)
        if earlier is not None:
            known.append(job.files["json"])
        if not batch.again and tell is None:
            jobs[number] = job = replace(job, earlier=earlier)
            known += job.targets if job.is_done else []
    read = [*(job.source for job in jobs), *read_files(viewing)]
    whole = [path for path in (outputs.labels, outputs.summary) if path is not None]
    check_targets([*(target for job in jobs for target in job.targets), *whole], read, outputs.overwrite, known)
    share_cores()
    run = Run(outputs, tell)
    try:
        recognize_jobs(jobs, model, viewing, run, batch.workers)
    except (KeyboardInterrupt, Ended):
        if "json" in outputs.files:
            print("What is done stays: the same command goes on from there.", file=sys.stderr)
        else:
            run.finish()
        raise
    run.finish()
    if outputs.render is not None and outputs.style.note:
        print(f"Note: {outputs.style.note}", file=sys.stderr)
    if run.failures:
        told = " ".join(map(sentence, run.failures))
        raise UserError(f"{len(run.failures)} of {len(jobs)} sources failed: {told}") from ExceptionGroup(
            "what failed", run.failures
        )


def earlier_result(job: Job, model: Model, viewing: RecognitionOptions) -> Result | None:
    """What an earlier run found in the same file in the same way, by the JSON that it wrote, as the last of its files,
    where this one is to be."""
    if "json" not in job.files or not job.files["json"].is_file():
        return None
    origin = made_from(job.source, model, viewing)
    result = Result.load_json(job.files["json"])
    return replace(result, source=job.source) if result is not None and result.made_from == origin != "" else None


def recognize_jobs(
    jobs: Sequence[Job], model: Model, viewing: RecognitionOptions, run: "Run", workers: int | None
) -> None:
    """Work through all sources, in their order."""
    plans = [FilePlan() if workers == 1 or job.is_done else plan_file(job.source, viewing) for job in jobs]
    useful = min(available_cores(), MOST_WORKERS) if workers is None else workers
    useful = min(useful, sum(len(plan.parts) for plan in plans))
    with ExitStack() as stack:
        progress = stack.enter_context(BatchProgress(plans, useful > 1)) if len(jobs) > 1 or useful > 1 else None
        poses = None
        if useful > 1:
            assert progress is not None, "there are workers"
            files = [plan.parts for plan in plans]
            poses = stack.enter_context(PosesAhead(files, useful, progress.looked_at))
        for number, job in enumerate(jobs):
            if job.is_done:
                run.done(complete(job))
                continue
            found = partial(poses.poses, number) if poses is not None and plans[number].parts else None
            try:
                report = progress.of(number) if progress else Progress
                result = recognize_job(job, model, viewing, report, found, run.tell)
                run.done(result)
            except Exception as error:
                if len(jobs) == 1:
                    raise
                run.failed(job, error)
                continue
            describe(result)
            for target in job.targets:
                print(f"Written to {target}.")


class Run:
    """What becomes of all sources together."""

    def __init__(self, outputs: Outputs, tell: Tell | None) -> None:
        self._outputs, self.tell = outputs, tell
        self._spans: list[LabelledSpan] = []
        self._summaries: list[SourceSummary] = []
        self.failures: list[Exception] = []

    def done(self, result: Result) -> None:
        """Take up one source's result."""
        self._summaries.append(summarize(result))
        if self._outputs.labels is not None:
            self._spans += result.labelled_spans(self._outputs.labels)

    def failed(self, job: Job, error: Exception) -> None:
        """Note that one source could not be recognized, or its result not written."""
        self.failures.append(error)
        error.add_note(path_text(without_secrets(job.source)))
        self._summaries.append(SourceSummary(without_secrets(job.source), problem=sentence(error)))

    def finish(self) -> None:
        """Write what is about all sources; nothing, where there is none."""
        recognized = any(not one.problem for one in self._summaries)
        if self._outputs.labels is not None and recognized:  # also where no action is in it: an old list would mislead
            write_label_list(self._outputs.labels, self._spans)
            print(f"Written to {self._outputs.labels}.")
        if self._outputs.summary is not None and self._summaries:
            write_summary(self._outputs.summary, self._summaries)
            print(f"Written to {self._outputs.summary}.")


def sentence(error: Exception) -> str:
    """What went wrong with one of several sources."""
    if isinstance(error, UserError):
        return str(error)
    source = error.__notes__[0] if getattr(error, "__notes__", None) else "a source"
    return f"{source} failed unexpectedly ({type(error).__name__}: {error})."


def plan(sources: Sequence[str], outputs: Outputs) -> list[Job]:
    """Each source with the files that are written for it. Raises ``UserError`` for a folder without sources, and for a
    label list of what is no file."""
    expanded = expand(sources)
    if outputs.labels is not None and (live := next(filter(is_live, expanded), None)) is not None:
        shown = without_secrets(live)
        raise UserError(f"A label list names files, and source {shown} is none: record it first, and recognize that.")
    several = len(expanded) > 1 or any(Path(source).is_dir() for source in sources)
    suffixes = {one.key: one.suffix for one in RESULT_FORMATS}
    jobs = []
    for source, name in zip(expanded, result_names(expanded), strict=True):
        files = {key: target / f"{name}{suffixes[key]}" if several else target for key, target in outputs.files.items()}
        video = outputs.render / f"{name}.mp4" if several and outputs.render is not None else outputs.render
        jobs.append(Job(source, files, video, style=outputs.style))
    return jobs


def is_live(source: str) -> bool:
    """Whether the source is a camera's number or an address, and so no file."""
    return is_address(source) or (source.isascii() and source.isdigit())


def recognize_job(
    job: Job,
    model: Model,
    viewing: RecognitionOptions,
    report: Callable[[str, float | None, str], Report],
    poses: Callable[[Source], Iterator[FoundPose]] | None,
    tell: Tell | None,
) -> Result:
    """Recognize one source and write its files."""
    result = recognize_source(job.source, model, viewing, report, job.video, poses, tell, job.style)
    save(result, job.files)
    return result


def complete(job: Job) -> Result:
    """The result of a source that is done, told in a line. Files that are missing are written; what is there stays."""
    assert job.earlier is not None, "it is done"
    missing = {key: file for key, file in job.files.items() if not os.path.lexists(file)}
    save(job.earlier, missing)
    print(f"{job.source}: done already, see {job.files['json']}.")
    for file in missing.values():
        print(f"Written to {file}.")
    return job.earlier


def save(result: Result, files: Mapping[str, Path]) -> None:
    """Write the files of a result, the JSON last, since it tells a later run that all are there."""
    for one in sorted(RESULT_FORMATS, key=lambda one: one.key == "json"):
        if one.key in files:
            one.save(result, files[one.key])


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
    """Replace each folder by the videos and clips in it, by name, or else by its series of pictures, and each
    ``file://`` by its path. Raises ``UserError`` for a folder that holds none, and for a single picture."""
    expanded = []
    for source in map(as_file, sources):
        folder = Path(source)
        if folder.is_dir():
            expanded += sources_of_folder(folder)
        else:
            refuse_picture(folder)  # at once, since a shell may have made a thousand of them out of a *
            expanded.append(source)
    return expanded
