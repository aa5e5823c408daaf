"""Several videos worked through, one after the other, each with a result file. No Qt here."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.options import Options
from app.session.bodies_cache import cached_bodies, keep
from app.session.messages import BatchOutputs, BatchTask, Failed, TaskState
from app.session.taught_model import load_taught
from app.session.worker import Worker, sentence_of
from app.texts import tr
from recognizer.model.operating_points import OPERATING_POINTS, OperatingPoint, offered_or_balanced
from recognizer.output.formats import RESULT_FORMATS
from recognizer.output.targets import check_targets, files_there, result_names
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.sources.source import CLIP_SUFFIXES
from recognizer.text import path_text

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model
    from recognizer.offline import RecognitionOptions
    from recognizer.output.result import Result


class Stopped(Exception):
    """The user asked to stop."""


class BatchThread(Worker):
    """Works through the tasks; ``tasks`` may be looked at from any thread. ``work`` stands in for the recognizer in
    tests."""

    def __init__(
        self,
        tasks: list[BatchTask],
        viewing: "RecognitionOptions",
        wanted: BatchOutputs,
        work: "Callable[[str, Model, RecognitionOptions, type], Result] | None" = None,
    ) -> None:
        super().__init__("queue", self._give_up)
        self.tasks, self._viewing, self.wanted, self._work = tasks, viewing, wanted, work
        self._stopping = threading.Event()
        self.problem = ""  # a sentence, where nothing can be done at all
        self.in_the_way: list[Path] = []  # files that were not to be replaced, for which nothing was done

    def stop(self) -> None:
        """Returns at once; what is being worked on is given up."""
        self._stopping.set()

    def _give_up(self, failure: Failed) -> None:
        self.problem = failure.sentence

    def work(self) -> None:
        """Work through what is not done yet; a source that fails, in whatever way, does not keep the others waiting.
        Where a file would be replaced that is not to be, nothing is done."""
        there = check_results(self.tasks, self.wanted)
        if there and not self.wanted.overwrite:
            self.in_the_way = there
            return
        model, viewing = load_for_files(self._viewing)
        for task, files in zip(self.tasks, plan_results(self.tasks, self.wanted), strict=True):
            if task.state is TaskState.DONE:
                continue
            if self._stopping.is_set():
                task.state = TaskState.STOPPED
                continue
            task.state, task.outcome = TaskState.WORKING, ""
            try:
                self._recognize(task, files, model, viewing)
                task.state = TaskState.DONE
            except Stopped:
                task.state, task.place = TaskState.STOPPED, 0.0
            except Exception as error:
                task.outcome = sentence_of(error, tr("Recognizing {spec}", spec=path_text(task.spec)))
            finally:
                if task.state is TaskState.WORKING:
                    task.state = TaskState.FAILED

    def _recognize(
        self, task: BatchTask, files: dict[str, Path], model: "Model", viewing: "RecognitionOptions"
    ) -> None:
        """Recognize one source and write its files."""
        result = (self._work or recognize_and_keep)(task.spec, model, viewing, reporter(task, self._stopping))
        for one in RESULT_FORMATS:
            if one.key in files:
                one.save(result, files[one.key])
        task.written, task.outcome = files["json"], summary(result)


def recognize_and_keep(spec: str, model: "Model", viewing: "RecognitionOptions", report: type) -> "Result":
    """Recognize one source, and keep what was seen in a video, so that the window can explain it at once."""
    from recognizer.offline import recognize_source

    path = None if spec.lower().endswith(CLIP_SUFFIXES) else cached_bodies(spec, viewing)
    if path is None:
        return recognize_source(spec, model, viewing, report)
    kept = KeptBodies()
    result = recognize_source(spec, model, viewing, report, see=kept.see)
    keep(kept, path)
    return result


def plan_results(tasks: Sequence[BatchTask], wanted: BatchOutputs) -> list[dict[str, Path]]:
    """The files that are written for each task, by the keys of ``RESULT_FORMATS``, for no two the same ones."""
    folders = [Path(task.spec).parent if wanted.folder is None else wanted.folder for task in tasks]
    places = [folder.resolve() for folder in folders]
    names = [""] * len(tasks)
    for place in dict.fromkeys(places):
        own = [number for number, other in enumerate(places) if other == place]
        for number, name in zip(own, result_names([tasks[number].spec for number in own]), strict=True):
            names[number] = name
    suffixes = {one.key: one.suffix for one in RESULT_FORMATS if one.key in wanted.keys}
    return [
        {key: folder / f"{name}{suffix}" for key, suffix in suffixes.items()} for folder, name in zip(folders, names)
    ]


def check_results(tasks: Sequence[BatchTask], wanted: BatchOutputs) -> list[Path]:
    """Look at all files that are going to be written; returns those that are there already. Raises ``UserError`` where
    one would take the place of a source, or of what the queue has written before, and where one cannot be written."""
    planned = zip(tasks, plan_results(tasks, wanted), strict=True)
    targets = [file for task, files in planned if task.state is not TaskState.DONE for file in files.values()]
    written = [task.written for task in tasks if task.state is TaskState.DONE and task.written is not None]
    check_targets(targets, [*(task.spec for task in tasks), *written], overwrite=True)
    return files_there(targets)


def reporter(task: BatchTask, stopping: threading.Event) -> type:
    """What is told to the recognizer as the way to say how far it is: notes it in ``task``, and raises ``Stopped`` once
    ``stopping`` is set."""

    class Report:
        def __init__(self, description: str, total: float | None, unit: str = "s") -> None:
            task.duration = total

        def __enter__(self) -> "Report":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, done: float) -> None:
            task.place = done
            if stopping.is_set():
                raise Stopped

    return Report


def summary(result: "Result") -> str:
    """A result in one line."""
    people = {person for window in result.windows for person in window.persons}
    if not people:
        return tr("Nobody was seen.")
    if not result.segments:
        return tr("No known action.")
    seconds: dict[str, float] = {}
    for segment in result.segments:
        seconds[segment.label] = seconds.get(segment.label, 0.0) + segment.end - segment.start
    first = sorted(seconds, key=lambda label: -seconds[label])
    named = ", ".join(f"{label} {seconds[label]:.1f} s" for label in first[:3])
    return named + (tr(" and {count} more", count=len(first) - 3) if len(first) > 3 else "")


def recognition_options(
    options: Options, offered: Collection[OperatingPoint] = OPERATING_POINTS
) -> "RecognitionOptions":
    """How the terminal would look at sources with the window's options, by a model that has the ``offered`` rules: what
    works through files uses the same code."""
    from recognizer.offline import RecognitionOptions
    from recognizer.sources.source import USUAL_FPS

    return RecognitionOptions(
        model=options.model,
        device=options.device,
        mirrored=options.mirrored,
        persons=options.persons,
        pose_model=options.pose_model,
        decisions=offered_or_balanced(options.decisions, offered),
        picture_rate=options.picture_rate or USUAL_FPS,
        pack=options.pack,
    )


def load_for_files(viewing: "RecognitionOptions") -> "tuple[Model, RecognitionOptions]":
    """The model that files are judged by, and how: as live, by its own rules of decision where it lacks those wanted.
    Raises ``UserError`` where there is no such model or device, or where own actions cannot be used."""
    from recognizer.model.device import share_cores

    share_cores()
    model = load_taught(viewing.model, viewing.device, viewing.pack or "")
    return model, replace(viewing, decisions=offered_or_balanced(viewing.decisions, model.config.offered))
