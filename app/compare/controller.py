"""Opens the comparison in the place of stage and maps, and feeds it what the window shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from app.compare.kept_moments import HeldMoment, KeptMoments
from app.compare.panel import ComparePanel
from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.session.rejudging_thread import RejudgingThread
from app.widgets.text_size import follow
from app.widgets.theme import LIGHT, Theme
from recognizer.resources import MODELS

if TYPE_CHECKING:
    from recognizer.model.answers import SlotHolder, WindowAnswer

NEAR = 0.3  # seconds between a moment and the window that is shown for it


class CompareController(QObject):
    """``frame`` gives what the window shows, ``holder`` whose maps are chosen in it; ``pages`` is where the panel gets
    its place. ``opened`` and ``closed`` report when somebody begins and ends to look at maps here."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        pipeline: Pipeline,
        frame: Callable[[], ShownFrame | None],
        holder: "Callable[[ShownFrame], SlotHolder | None]",
        pages: QStackedWidget,
    ) -> None:
        super().__init__(pages)
        self._pipeline, self._frame, self._holder, self._pages = pipeline, frame, holder, pages
        self._theme = LIGHT
        self._thread: RejudgingThread | None = None
        self._seen: ShownFrame | None = None  # the last frame that was noted
        self.kept = KeptMoments(pipeline)
        self.panel: ComparePanel | None = None

    @property
    def is_open(self) -> bool:
        """Whether the comparison is shown."""
        return self.panel is not None and self._pages.currentWidget() is self.panel

    def show(self) -> None:
        """Open it, and hold the moment that is shown as A."""
        panel = self.panel or self._make_panel()
        self._pages.setCurrentWidget(panel)
        self.opened.emit()
        panel.a.button.setChecked(False)
        panel.a.button.setFocus()
        # In a later turn of the event loop, for making the maps takes as long again as the panel itself.
        QTimer.singleShot(0, panel, lambda: self._hold(panel))

    def close(self) -> None:
        """Show stage and maps again."""
        if self.is_open:
            self._pages.setCurrentIndex(0)
            self.closed.emit()

    def stop(self) -> None:
        """Ask nothing any more; returns at once."""
        if self._thread is not None:
            self._thread.close()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [self._thread.name] if self._thread is not None and self._thread.is_alive() else []

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, now and for a panel that is made later."""
        self._theme = theme
        if self.panel is not None:
            self.panel.set_theme(theme)

    def follow(self) -> None:
        """Take in what the window shows now, and what was asked for."""
        frame, panel = self._frame(), self.panel
        fresh = frame is not None and frame is not self._seen
        if frame is not None and fresh:
            self._seen = frame
        if panel is None or not self.is_open:
            return
        for answer in [] if self._thread is None else self._thread.take():
            panel.side(answer.question.side).take_answer(answer)
        if fresh:
            self._show_now(panel)

    def _show_now(self, panel: ComparePanel) -> None:
        """Both sides follow, unless they are held. What is known of a file comes without maps at first, and a moment
        later with them."""
        frame, source = self._frame(), self._pipeline.source
        if frame is None or source is None:
            return
        holder, time = self._holder(frame), frame.captured.frame.time
        window = None if holder is None else holder.window
        now: HeldMoment | None = None
        if window is not None and frame.model is not None and (len(window.keypoints) or self._pipeline.playing):
            if not window.trace and self._pipeline.playing:
                return  # the next one has maps
            now = HeldMoment(window, frame.model, source.name)
        else:
            kept = self.kept.at(time, None if holder is None else holder.number)
            now = kept if kept is not None and _distance(kept.window, time) <= NEAR else None
        for side in (panel.a, panel.b):
            side.set_span(self.kept.span())
            if now is not None:
                side.follow(now)
            elif not self._pipeline.playing:
                side.miss(time)

    def _scrub(self, name: str, time: float) -> None:
        panel = self.panel
        assert panel is not None, "its scrubber was moved"
        side = panel.side(name)
        person = None if side.base is None else side.base.window.persons[0]
        moment = self.kept.at(time, person)
        if moment is not None:
            side.go_to(moment)

    def _make_panel(self) -> ComparePanel:
        models = sorted(file.parent.name for file in MODELS.glob("*/config.json"))
        self.panel = panel = ComparePanel(list(dict.fromkeys([*models, self._pipeline.options.model])))
        self._thread = RejudgingThread(self._pipeline.model_of)
        self._thread.start()
        for side in (panel.a, panel.b):
            side.asked.connect(self._thread.ask)
            side.released.connect(lambda panel=panel: self._show_now(panel))
            side.scrubbed.connect(lambda time, name=side.name: self._scrub(name, time))
        panel.closed.connect(self.close)
        panel.set_theme(self._theme)
        follow(panel)
        self._pages.addWidget(panel)
        return panel

    def _hold(self, panel: ComparePanel) -> None:
        self._show_now(panel)
        panel.a.button.setChecked(True)


def _distance(window: "WindowAnswer", time: float) -> float:
    """Seconds from ``time`` to the window's end, at which it is shown live, or to what it is about."""
    return min(abs(window.time - time), abs(window.moment - time))
