"""What the commands of the Edit menu do to the spans on the timeline."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.session.edits import SHORTEST, Edits, Span
from app.session.pipeline import Pipeline
from app.session.project_file import ProjectFile
from app.texts import tr
from app.timeline.editor import SELECT_FIRST
from app.timeline.panel import Timeline


class EditController(QObject):
    """Keeps the edits of a file in its project file, too. ``loop`` plays a span again and again, or no longer.
    ``reported`` carries a sentence where something cannot be done, and whether that is a problem."""

    reported = Signal(str, bool)

    def __init__(
        self, pipeline: Pipeline, timeline: Timeline, loop: Callable[[tuple[float, float] | None], object]
    ) -> None:
        super().__init__(timeline)
        self._pipeline = pipeline
        self._project: ProjectFile | None = None
        self._tracks, self._editor, self._loop = timeline.tracks, timeline.editor, loop

        self._editor.edited.connect(self._keep)
        self._editor.begun.connect(self._begin)

    def opened(self) -> None:
        """A source was opened: show what was corrected in it earlier, if it is a file; with a saved result also whom
        that calls by a name."""
        project, saved = self._pipeline.project, self._pipeline.saved
        told = {} if saved is None else saved.result.names
        if told:
            self._editor.begin(Edits(names=told))
        if project is None:
            return
        if project.notice:
            self.reported.emit(project.notice, True)
        if project.edits != Edits():
            self._editor.begin(replace(project.edits, names={**told, **project.edits.names}))
        self._project = project

    def _begin(self) -> None:
        """Other edits than those of the last source."""
        self._project = None
        self._pipeline.segments.edits = self._editor.edits

    def _keep(self) -> None:
        """Every export has what was edited, and so has the project file."""
        self._pipeline.segments.edits = self._editor.edits
        if self._project is not None:
            self._pipeline.keep_edits(self._project, self._editor.edits)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "undo": self._editor.undo,
            "redo": self._editor.redo,
            "next_span": lambda: self.step(1),
            "previous_span": lambda: self.step(-1),
            "rename_span": lambda: self._with_selected(self._rename),
            "split_span": lambda: self._with_selected(self._split),
            "join_spans": lambda: self._with_selected(self._join),
            "start_here": lambda: self._with_selected(lambda one: self._reshape(one, self._tracks.now, one.end)),
            "end_here": lambda: self._with_selected(lambda one: self._reshape(one, one.start, self._tracks.now)),
            "remove_span": lambda: self._with_selected(self._editor.remove),
            "loop_span": self.toggle_loop,
            "mark_in": self.mark_in,
            "add_span": self.add,
        }

    def step(self, step: int) -> None:
        """Go to the next action, or to the one before."""
        span = self._editor.step(step, self._tracks.now)
        if span is not None:
            self._tracks.setFocus()
            self._tracks.go_to(span)

    def toggle_loop(self) -> None:
        """Play the selected span again and again, or no longer."""
        if self._tracks.overlay.loop is not None:
            self._loop(None)
        else:
            self._with_selected(lambda span: self._loop((span.start, span.end)))

    def mark_in(self) -> None:
        """A new action starts at the place."""
        if self._tracks.isEnabled():
            self._tracks.mark(in_point=self._tracks.now)

    def add(self) -> None:
        """Ask what is done from the in-point to the place, by whom the selected span is of, or else the first."""
        tracks, start = self._tracks, self._tracks.overlay.in_point
        if start is None or tracks.now - start < SHORTEST:
            self.reported.emit(tr("Mark first where the action starts (Shift+I), and go to where it ends."), False)
            return
        selected = self._editor.selected
        person = selected.person if selected is not None else tracks.rows[0].person if tracks.rows else 1
        tracks.mark(in_point=None)
        tracks.ask_for_new(Span(person, start, tracks.now, "", True))

    def _with_selected(self, act: Callable[[Span], object]) -> None:
        if self._editor.selected is None:
            self.reported.emit(tr(SELECT_FIRST), False)
        else:
            act(self._editor.selected)

    def _rename(self, span: Span) -> None:
        self._tracks.setFocus()
        self._tracks.ask_label(span, span.label, lambda label: self._editor.rename(span, label))

    def _split(self, span: Span) -> None:
        if min(self._tracks.now - span.start, span.end - self._tracks.now) < SHORTEST:
            self.reported.emit(tr("Go to a place within the action first: it is split there."), False)
        else:
            self._editor.split(span, self._tracks.now)

    def _join(self, span: Span) -> None:
        other = self._editor.beside(span, 1)
        if other is None:
            self.reported.emit(tr("There is no later action of this person to join it with."), False)
        else:
            self._editor.join(span, other)

    def _reshape(self, span: Span, start: float, end: float) -> None:
        if end - start < SHORTEST:
            self.reported.emit(tr("An action must end after it starts."), False)
        else:
            self._editor.reshape(span, start, end)
