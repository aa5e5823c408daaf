"""Asks the lesson's tasks, and checks their answers in what the window shows."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.inside.masking_tab import MaskingTab
from app.inside.panel import InsidePanel
from app.inside.scene import Scene
from app.lesson.task_row import TaskRow
from app.lesson.tasks import EXERCISES, MASKING, MODEL, NEAR, PLACE, Moment
from app.lesson.text import Task, lesson_text
from app.session.messages import ModelInfo
from app.session.pipeline import Pipeline
from app.widgets.text import clock_text
from recognizer.resources import SAMPLE_CLIP


class Remedy(Enum):
    """What a button does about that which stands in a task's way."""

    NONE = "none"
    SAMPLE = "sample"
    MOMENT = "moment"


@dataclass(frozen=True)
class Obstacle:
    """Why a task cannot be answered now, in a sentence, and what helps."""

    sentence: str
    remedy: Remedy = Remedy.NONE


class TaskGuide(QObject):
    """``said`` carries a sentence about the task or the answer; ``scene_wanted`` what the window shall show;
    ``sample_wanted`` asks for the sample clip, ``moment_wanted`` for a moment of it, in seconds."""

    said = Signal(str)
    scene_wanted = Signal(object)
    sample_wanted = Signal()
    moment_wanted = Signal(float)

    def __init__(self, inside: InsidePanel, pipeline: Pipeline, row: TaskRow) -> None:
        super().__init__(inside)
        self._inside, self._pipeline, self._row = inside, pipeline, row
        (self._masking,) = (tab for tab in inside.all_tabs if isinstance(tab, MaskingTab))
        self._words = lesson_text().task_words
        self._task: Task | None = None
        self._led = False  # to the moment, once by itself
        self._obstacle: Obstacle | None = None
        row.changed.connect(lambda: self.said.emit(self._words.choose))
        row.check.clicked.connect(lambda _=False: self.check())
        row.solve.clicked.connect(lambda _=False: self.solve())
        row.remedy.clicked.connect(lambda _=False: self._remedy())
        inside.changed.connect(self.refresh)

    def begin(self, task: Task) -> Scene:
        """Ask this task. What the window shall show of it."""
        self._task, self._led = task, False
        self._row.show_task(task)
        self._obstacle = None
        self.said.emit(self._words.choose)
        self.refresh()
        return EXERCISES[task.key].before

    def end(self) -> None:
        """No task is asked any more."""
        self._task = None

    def refresh(self) -> None:
        """Take notice of what the window shows."""
        if self._task is None:
            return
        found, before = self._find_obstacle(), self._obstacle
        if found is not None and found.remedy is Remedy.MOMENT and not self._led:
            self._led = True
            self._go()
        self._obstacle = found
        self._row.set_ready(found is None, "" if found is None else self._offer(found.remedy))
        if found != before:
            self.said.emit(self._words.choose if found is None else found.sentence)
        moment = None if found is not None else self._moment()
        if moment is not None:
            self._row.show_lists(EXERCISES[self._task.key].lists(moment))

    def check(self) -> None:
        """Say whether what is chosen is right, and why."""
        if self._row.chosen is None:
            self.said.emit(self._words.choose)
        elif (known := self._known()) is not None:
            task, moment, right = known
            words = task.right if self._row.chosen == right else task.wrong
            self.said.emit(words.format(**EXERCISES[task.key].facts(moment, self._row.chosen)))

    def solve(self) -> None:
        """Choose what is right, and show it in the window."""
        if (known := self._known()) is not None:
            task, moment, right = known
            self._row.choose(right)
            self.said.emit(task.solution.format(**EXERCISES[task.key].facts(moment, right)))
            self.scene_wanted.emit(EXERCISES[task.key].scene(right))

    def _known(self) -> tuple[Task, Moment, tuple[int, ...]] | None:
        """The task, the moment, and what is right; ``None``, and a sentence, where that is not known yet."""
        moment = self._moment()
        if self._task is None or self._obstacle is not None or moment is None:
            return None
        right = EXERCISES[self._task.key].right(moment)
        if right is None:
            self._inside.choose_tab(MASKING)  # where the joints are hidden in turn
            self.said.emit(self._words.asking)
            return None
        return self._task, moment, right

    def _find_obstacle(self) -> Obstacle | None:
        words, model, source, answer = self._words, self._model, self._pipeline.source, self._inside.answer
        if model is None:
            return Obstacle(words.no_model)
        if model.spec != MODEL:
            return Obstacle(words.other_model.format(model=model.name))
        if source is None or source.spec != str(SAMPLE_CLIP):
            return Obstacle(words.other_source, Remedy.SAMPLE)
        if answer is None or not answer.trace or abs(answer.moment - PLACE) > NEAR:
            return Obstacle(words.other_moment.format(time=clock_text(PLACE)), Remedy.MOMENT)
        return None

    @property
    def _model(self) -> ModelInfo | None:
        """The one that judged what is shown, else the one that will."""
        shown = self._inside.shown
        return self._pipeline.model if shown is None else shown[1]

    def _moment(self) -> Moment | None:
        shown, masked = self._inside.shown, self._masking.answer
        if shown is None:
            return None
        known = masked is not None and masked.question.window is shown[0]
        return Moment(*shown, masked.importance if known and masked is not None else None)

    def _offer(self, remedy: Remedy) -> str:
        return {Remedy.SAMPLE: self._words.open_sample, Remedy.MOMENT: self._words.go}.get(remedy, "")

    def _remedy(self) -> None:
        if self._obstacle is not None and self._obstacle.remedy is Remedy.SAMPLE:
            self._led = False
            self.sample_wanted.emit()
        else:
            self._go()

    def _go(self) -> None:
        self._pipeline.pause()
        self.moment_wanted.emit(PLACE)
