"""Leads through the pages of the lesson, and has the window show what they explain."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.inside.panel import InsidePanel
from app.inside.pose_strip import moments_of
from app.inside.scene import Scene
from app.lesson.card import LessonCard
from app.lesson.scenes import LESSON, frames_of, scene
from app.lesson.tab import LessonTab
from app.lesson.task_guide import TaskGuide
from app.lesson.text import Closing, Page, Task, lesson_text
from app.session.messages import SourceState
from app.session.pipeline import Pipeline
from app.stage.panel import Stage
from app.widgets.skeleton_highlights import Highlights
from app.widgets.timeline_marks import TimelineMarks
from recognizer.network.kinds import PAPERS_KIND


class LessonController(QObject):
    """Pages are read by their place, counted from 0; ``place`` is ``None`` while none is. When the lesson ends, what it
    has changed in the window is as it was before.

    ``sample_wanted`` asks for the sample clip, where there is nothing to watch; ``panel_wanted`` for the panel that
    looks inside the network; ``changed`` reports that the page highlights something else. ``seek`` goes to a moment, in
    seconds.
    """

    sample_wanted = Signal()
    panel_wanted = Signal()
    changed = Signal()

    def __init__(
        self,
        inside: InsidePanel,
        pages: LessonTab,
        stage: Stage,
        pipeline: Pipeline,
        seek: Callable[[float], None],
    ) -> None:
        super().__init__(inside)
        self._inside, self._pages, self._stage, self._pipeline = inside, pages, stage, pipeline
        self.place: int | None = None
        self._scene = Scene()
        self._before: list[tuple[int, ...]] = []  # each tab's choices
        self.card = LessonCard()
        self.card.hide()
        self.card.turned.connect(self.turn)
        self.card.closed.connect(self.end)
        self.card.pointed.connect(self._point)
        self.card.wanted.connect(stage.command_wanted)
        self.guide = TaskGuide(inside, pipeline, self.card.task)
        self.guide.said.connect(self.card.say)
        self.guide.scene_wanted.connect(self._show_scene)
        self.guide.sample_wanted.connect(self.sample_wanted)
        self.guide.moment_wanted.connect(seek)
        stage.add_page(self.card)
        pages.chosen.connect(self.read)
        inside.appeared.connect(self._show)
        inside.changed.connect(self._notify)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {"next_page": lambda: self.turn(1), "previous_page": lambda: self.turn(-1)}

    def read(self, place: int) -> None:
        """Open a page; without anything to watch, on the sample clip."""
        if self.place is None:
            self._before = [tab.choices_made() for tab in self._inside.all_tabs]
        if self._pipeline.source is None and self._pipeline.state in (None, SourceState.FAILED):
            self.sample_wanted.emit()
        elif self._pipeline.state is SourceState.ENDED and isinstance(lesson_text().steps[place], Page):
            self._pipeline.play()  # from the start: what moves explains more
        self.place = place
        self.panel_wanted.emit()
        self._pages.mark(place)
        self.guide.end()
        step = lesson_text().steps[place]
        self.card.show_page(place)  # highlights no term, so that the page itself is shown
        if isinstance(step, Task):
            self._show_scene(self.guide.begin(step))
        elif isinstance(step, Closing):
            self._show_scene(Scene(tab=LESSON))
        self.card.show()
        self.card.take_focus()

    def turn(self, pages: int) -> None:
        """Go so many pages forward, or back; begins the lesson where it is not begun."""
        if self.place is None:
            self.read(0)
        elif 0 <= self.place + pages < len(lesson_text().steps):
            self.read(self.place + pages)

    def end(self) -> None:
        """Close the page, and leave the window as it was before the lesson."""
        if self.place is None:
            return
        self.place, self._scene = None, Scene()
        self.guide.end()
        self.card.hide()
        self._stage.show_answers(True)
        for tab, made in zip(self._inside.all_tabs, self._before, strict=True):
            tab.restore(made)
        self._pages.mark(None)
        self.changed.emit()

    def highlights(self, highlights: Highlights) -> Highlights:
        """What is highlighted on the stage: the page's joints, else what the map highlights."""
        answer = self._inside.answer
        if self.place is None or not self._scene.joints or answer is None:
            return highlights
        return Highlights(answer.persons[0], self._scene.joints, named=self._scene.named)

    def marks(self, marks: TimelineMarks) -> TimelineMarks:
        """What is marked on the timeline: the page's frames, beside what the map marks."""
        answer = self._inside.answer
        if self.place is None or self._scene.tab != LESSON or answer is None:
            return marks
        return replace(marks, moments=moments_of(answer, self._scene.frames))

    def _point(self, piece: int | None) -> None:
        """Show what the term that is pointed at explains, or the page."""
        if self.place is None:
            return
        page = lesson_text().steps[self.place]
        if not isinstance(page, Page):
            return
        wanted = scene(page.key, "" if piece is None else page.pieces[piece].term)
        if piece is None or wanted != self._scene:
            self._scene = wanted
            self._show()

    def _show_scene(self, wanted: Scene) -> None:
        """Show what a task, or its solution, is about."""
        self._scene = wanted
        self._show()

    def _show(self) -> None:
        if self.place is None:
            return
        wanted, model = self._scene, self._pipeline.model
        if wanted.dilation is not None:
            known = model is not None and model.kind == PAPERS_KIND
            frames = frames_of(wanted, model.kernel, model.frames) if model is not None and known else ()
            wanted = replace(wanted, frames=frames)
        self._stage.show_answers(wanted.answers)
        self._inside.choose_tab(wanted.tab)
        for tab in self._inside.all_tabs:
            tab.apply(wanted)
        self._notify()
        self.changed.emit()

    def _notify(self) -> None:
        """Say so, where the model that is open is another network than the lesson's."""
        model = self._pipeline.model
        other = model is not None and model.kind != PAPERS_KIND
        self.card.notify(lesson_text().words.other_network.format(model=model.title) if model and other else "")
