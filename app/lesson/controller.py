"""The lesson: leads through its pages and lets the window show what they tell of."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from app.inside.pose_strip import moments_of
from app.lesson.card import LessonCard
from app.lesson.scenes import ATTENTION, LESSON, Scene, frames_of, scene
from app.lesson.text import lesson_text
from app.session.messages import SourceState
from app.widgets.skeleton_highlights import Highlights
from app.widgets.timeline_marks import TimelineMarks
from recognizer.explain.maps import MapKind

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

FAR = 0.5  # seconds: moments that no convolution of a block brings together


class Lesson:
    """Pages are read by their place, counted from 0; ``place`` is ``None`` while none is. When the lesson ends, what it
    has changed in the window is as it was before."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.place: int | None = None
        self._scene = Scene()
        self._before: list[tuple[QComboBox, int]] = []
        self._links_before = False
        self.card = LessonCard()
        self.card.hide()
        self.card.turned.connect(self.turn)
        self.card.closed.connect(self.end)
        self.card.pointed.connect(self._point)
        window.stage.add_page(self.card)
        window.inside.lesson.chosen.connect(self.read)
        window.inside.appeared.connect(self._show)

    def read(self, place: int) -> None:
        """Open a page; without anything to watch, on the sample clip."""
        window = self._window
        if self.place is None:
            self._remember()
        if window.pipeline.source is None and window.pipeline.state in (None, SourceState.FAILED):
            window.opening.open_sample()
        elif window.pipeline.state is SourceState.ENDED:
            window.pipeline.play()  # from the start: what moves explains more
        self.place = place
        window.show_inside()
        window.inside.lesson.mark(place)
        self.card.show_page(place)  # lights no term, so that the page itself is shown
        self.card.show()
        self.card.equation.setFocus()

    def turn(self, pages: int) -> None:
        """So many pages on, or back; begins the lesson where it is not begun."""
        if self.place is None:
            self.read(0)
        elif 0 <= self.place + pages < len(lesson_text().pages):
            self.read(self.place + pages)

    def end(self) -> None:
        if self.place is None:
            return
        self.place, self._scene = None, Scene()
        window = self._window
        self.card.hide()
        window.stage.show_answers(True)
        topology = window.inside.topology
        for combo, index in self._before:
            choose(combo, index)
        topology.links.setChecked(self._links_before)
        topology.pin(None)
        window.inside.attention.hold(())
        window.inside.attention.follow_largest(None)
        window.inside.lesson.mark(None)
        window.light()

    def highlights(self, highlights: Highlights) -> Highlights:
        """What is set off on the stage: the page's joints, else what the map sets off."""
        answer = self._window.inside.answer
        if self.place is None or not self._scene.joints or answer is None:
            return highlights
        return Highlights(answer.persons[0], self._scene.joints, named=self._scene.named)

    def marks(self, marks: TimelineMarks) -> TimelineMarks:
        """What is set off on the timeline: the page's frames, beside what the map sets off."""
        answer = self._window.inside.answer
        if self.place is None or self._scene.tab != LESSON or answer is None:
            return marks
        return replace(marks, moments=moments_of(answer, self._scene.frames))

    def _point(self, piece: int | None) -> None:
        """Show what the lit term tells of, or the page."""
        if self.place is None:
            return
        page = lesson_text().pages[self.place]
        wanted = scene(page.key, "" if piece is None else page.pieces[piece].term)
        if piece is None or wanted != self._scene:
            self._scene = wanted
            self._show()

    def _show(self) -> None:
        if self.place is None:
            return
        wanted, inside = self._scene, self._window.inside
        topology, attention = inside.topology, inside.attention
        self._window.stage.show_answers(wanted.answers)
        inside.choose_tab(wanted.tab)
        topology.block.setCurrentIndex(0)
        topology.kind.setCurrentIndex(list(MapKind).index(wanted.kind))
        choose(topology.fragment, wanted.fragment)
        topology.channel.setCurrentIndex(0)
        topology.links.setChecked(wanted.links)
        topology.pin(wanted.pinned)
        attention.head.setCurrentIndex(0 if wanted.head is None else wanted.head + 1)
        model = self._window.pipeline.model
        attention.hold(
            frames_of(wanted, model.kernel, model.frames) if wanted.tab == ATTENTION and model is not None else ()
        )
        attention.follow_largest(FAR if wanted.largest else None)
        self._window.light()

    def _remember(self) -> None:
        inside = self._window.inside
        topology, attention = inside.topology, inside.attention
        choices = (topology.block, topology.fragment, topology.kind, topology.channel, attention.head)
        self._before = [(combo, combo.currentIndex()) for combo in choices]
        self._links_before = topology.links.isChecked()


def choose(combo: QComboBox, index: int) -> None:
    """Choose what is there: a list may have been empty when its choice was remembered, or be shorter than the page
    expects."""
    combo.setCurrentIndex(min(max(index, 0), combo.count() - 1))
