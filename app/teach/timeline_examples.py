"""Examples of own actions taken on the timeline: from a file that was looked through, or from what was live."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.session.edits import Span
from app.session.example_cutting import bodies_seen, cut_example
from app.session.pipeline import Pipeline
from app.teach.pack_keeper import PackKeeper
from app.texts import mark, tr
from app.timeline.editor import SELECT_FIRST
from app.timeline.panel import Timeline
from recognizer.errors import UserError
from recognizer.text import clock_text

EXAMPLE_OF, THIS_WAS = mark("Use as example of"), mark("This was")
OTHER = mark("Another action…")
OWN = "{} (own)"  # what an action is called whose name is one of the model's


class TimelineExamples(QObject):
    """The selected span becomes an example of an own action; with *This was*, it is also called so from now on.
    ``reported`` carries a sentence to the user, and whether it is about a problem."""

    reported = Signal(str, bool)

    def __init__(self, pipeline: Pipeline, timeline: Timeline, keeper: PackKeeper) -> None:
        super().__init__(timeline)
        self._pipeline, self._timeline, self._keeper = pipeline, timeline, keeper
        timeline.menu_opened.connect(self._fill_menu)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {"use_example": partial(self._ask, False), "this_was": partial(self._ask, True)}

    def _ask(self, correct: bool) -> None:
        """Ask of which action; ``correct``: the span is to be called so."""
        span = self._timeline.editor.selected
        if span is None:
            self.reported.emit(tr(SELECT_FIRST), False)
            return
        self._keeper.restore(lambda: self._ask_for_name(span, correct))

    def _ask_for_name(self, span: Span, correct: bool) -> None:
        tracks, own = self._timeline.tracks, self._keeper.actions
        tracks.setFocus()
        known = span.label if span.label in own and not correct else ""
        what = tr(THIS_WAS) if correct else tr(EXAMPLE_OF)
        tracks.ask_label(span, known, lambda name: self._take(span, name, correct), what, own)

    def _fill_menu(self, menu: QMenu) -> None:
        """Offer the own actions in the menu of the selected span: one click makes an example of it."""
        span = self._timeline.editor.selected
        if span is None:
            return
        menu.addSeparator()
        this_was = menu.addMenu(tr(THIS_WAS))
        for action in self._keeper.actions:
            this_was.addAction(action.replace("&", "&&"), partial(self._take, span, action, True))
        this_was.addAction(tr(OTHER), partial(self._ask, True))

    def _take(self, span: Span, name: str, correct: bool) -> None:
        editor, source = self._timeline.editor, self._pipeline.source
        try:
            action, told = self._own_name(name)
            seen = bodies_seen(self._pipeline, span.start, span.end)
            clip = cut_example(seen, editor.edits.members(span.person))
            place = f"{clock_text(span.start)} to {clock_text(span.end)}"
            self._keeper.add_example(action, clip, f"{'' if source is None else source.name}, {place}")
        except UserError as error:
            self.reported.emit(str(error), True)
            return
        if correct:
            editor.rename(span, action)
        count = self._keeper.count(action)
        many = tr("its first example") if count == 1 else tr("{count} examples", count=count)
        self.reported.emit(
            tr(
                "{told}“{action}” has {many} now. Learn (Ctrl+T) when you have enough.",
                told=told,
                action=action,
                many=many,
            ).strip(),
            False,
        )

    def _own_name(self, name: str) -> tuple[str, str]:
        """The name that an own action bears, and a sentence where it is another one than was typed: the model's actions
        keep theirs. Raises ``UserError`` where none may be called so."""
        try:
            return self._keeper.check_name(name), ""
        except UserError:
            if not self._keeper.is_models(name.strip()):
                raise
        own = self._keeper.check_name(OWN.format(name.strip()))
        return own, tr(
            "The model knows “{name}” already, so your own action is called “{own}”. ", name=name.strip(), own=own
        )
