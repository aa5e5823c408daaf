"""Several videos worked through, one after the other, each with a result file. No Qt here."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.options import Options
from app.session.messages import BatchOutputs, BatchTask, Failed, TaskState
from app.session.worker import Worker, sentence_of
from recognizer.model.operating_points import offered_or_balanced

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
        self.tasks, self._viewing, self._wanted, self._work = tasks, viewing, wanted, work
        self._stopping = threading.Event()
        self.problem = ""  # a sentence, where nothing can be done at all

    def stop(self) -> None:
        """Returns at once; what is being worked on is given up."""
        self._stopping.set()

    def _give_up(self, failure: Failed) -> None:
        self.problem = failure.sentence

    def work(self) -> None:
        """Work through what is not done yet; a source that fails does not keep the others waiting."""
        from recognizer.offline import recognize_source, result_names

        model, viewing = load_for_files(self._viewing)
        waiting = [task for task in self.tasks if task.state is not TaskState.DONE]
        for task, name in zip(waiting, result_names([task.spec for task in waiting]), strict=True):
            if self._stopping.is_set():
                task.state = TaskState.STOPPED
                continue
            task.state, task.outcome = TaskState.WORKING, ""
            try:
                result = (self._work or recognize_source)(task.spec, model, viewing, reporter(task, self._stopping))
                task.written = self._write(result, Path(task.spec), name)
                task.outcome = summary(result)
                task.state = TaskState.DONE
            except Stopped:
                task.state, task.place = TaskState.STOPPED, 0.0
            except Exception as error:
                task.state, task.outcome = TaskState.FAILED, sentence_of(error, f"Recognizing {task.spec}")

    def _write(self, result: "Result", source: Path, name: str) -> Path:
        """The files asked for; returns the JSON's place."""
        folder = self._wanted.folder
        target = source.with_name(f"{source.stem}.json") if folder is None else folder / f"{name}.json"
        result.save_json(target)
        if self._wanted.csv:
            result.save_csv(target.with_suffix(".csv"))
        if self._wanted.srt:
            result.save_srt(target.with_suffix(".srt"))
        return target


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
        return "Nobody was seen."
    if not result.segments:
        return "No known action."
    seconds: dict[str, float] = {}
    for segment in result.segments:
        seconds[segment.label] = seconds.get(segment.label, 0.0) + segment.end - segment.start
    first = sorted(seconds, key=lambda label: -seconds[label])
    named = ", ".join(f"{label} {seconds[label]:.1f} s" for label in first[:3])
    return named + (f" and {len(first) - 3} more" if len(first) > 3 else "")


def recognition_options(options: Options) -> "RecognitionOptions":
    """How the terminal would look at sources with the window's options: what works through files uses the same code."""
    from recognizer.offline import RecognitionOptions

    return RecognitionOptions(
        model=options.model,
        device=options.device,
        mirrored=options.mirrored,
        persons=options.persons,
        pose_model=options.pose_model,
        decisions=options.decisions,
    )


def load_for_files(viewing: "RecognitionOptions") -> "tuple[Model, RecognitionOptions]":
    """The model that files are judged by, and how: as live, by its own rules of decision where it lacks those wanted.
    Raises ``UserError`` where there is no such model or device."""
    from recognizer.model.device import choose_device, share_cores
    from recognizer.model.model_folder import load_model

    share_cores()
    model = load_model(viewing.model, choose_device(viewing.device))
    return model, replace(viewing, decisions=offered_or_balanced(viewing.decisions, model.config.offered))
