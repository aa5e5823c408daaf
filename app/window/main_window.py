"""The main window: puts the parts and their controllers together, and begins and ends everything."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QChildEvent, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from app.act.controller import ActController
from app.commands import COMMANDS
from app.compare.controller import CompareController
from app.inside.tab import Tab
from app.lesson.controller import LessonController
from app.options import GivenOptions
from app.session.messages import ShownFrame, SourceState, Stats
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.teach.controller import TeachController
from app.texts import tr
from app.widgets.action_examples import ActionExamples
from app.widgets.text_size import follow_dialog
from app.widgets.theme import Theme
from app.window.edit_controller import EditController
from app.window.escape_key import EscapeKey
from app.window.events_controller import EventsController
from app.window.export_controller import ExportController
from app.window.figure_export import FigureExport
from app.window.frame_display import FrameDisplay
from app.window.help_controller import HelpController
from app.window.kept_layout import keep_layout, restore_layout
from app.window.looks_controller import LooksController
from app.window.menus import Menus
from app.window.message_handler import MessageHandler
from app.window.parts import WindowParts
from app.window.playback_controller import PlaybackController
from app.window.presentation import Presentation
from app.window.search_controller import SearchController
from app.window.settings_controller import SettingsController
from app.window.source_controller import SourceController
from app.window.status_line import StatusLine
from app.window.thumbnail_controller import ThumbnailController

NAME = "MS-SA Studio"
REFRESH, STATUS = 16, 500  # milliseconds between looks for something new, and between texts of the status line
ENDING = 1.5  # seconds that threads have to end when the window has been closed, all together


class MainWindow(QMainWindow):
    """Looks for something new sixty times a second, and never waits for anything.

    Once closed it is out of sight at once and asks its threads to end. ``ended`` comes when they have, or when they had
    ``ENDING`` seconds and one still waits for something, as for a camera's driver; from then on it ``has_ended``.
    """

    ended = Signal()

    def __init__(
        self, options: GivenOptions, pipeline: Pipeline | None = None, settings: QSettings | None = None
    ) -> None:
        super().__init__()
        self.settings = SettingsStore(settings)
        self._options = self.settings.options(options)
        self.pipeline = pipeline or Pipeline(self._options)
        self.has_ended = False
        self._end_by: float | None = None  # when the threads' time is up, once the window has been closed
        self._ticker, self._status_ticker = QTimer(self), QTimer(self)
        self.looks = LooksController(self.settings, self)
        self.looks.apply()  # before there are parts: those that are there already keep the system's type
        self._make_parts()
        self._make_controllers(options)
        self._connect()
        self.handlers = self._handlers()
        self.menus = Menus(self, COMMANDS, self.handlers, lambda: self.settings.recent)
        self.exports.offer_copying(self.menus.actions, (self.timeline.tracks, self.topology.map, self.attention.map))
        self.menus.recent_chosen.connect(self.open)
        self.menus.appearance_chosen.connect(self.looks.set_appearance)
        self.addToolBar(self.menus.toolbar)
        self.presentation.join(self.menus.actions["present"], self.menus.toolbar)
        self.parts.offer(self.menus.actions)
        self._restore()

    # Putting it together

    def _make_parts(self) -> None:
        parts = self.parts = WindowParts(lambda command: self.handlers[command]())
        self.status, self.banner, self.start_page = StatusLine(), parts.banner, parts.start_page
        self.stage, self.timeline, self.inside, self.split = parts.stage, parts.timeline, parts.inside, parts.split
        self.topology, self.attention, self.masking = parts.topology, parts.attention, parts.masking
        self.joint_curves, self.lesson_pages = parts.joint_curves, parts.lesson_pages
        self.setCentralWidget(self.parts)
        self.setStatusBar(self.status)
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self.resize(1280, 800)

    def _make_controllers(self, given: GivenOptions) -> None:
        pipeline, settings = self.pipeline, self.settings
        examples = ActionExamples(lambda: self.teaching.first_examples())
        self.help = HelpController(NAME, pipeline, lambda: self.theme, examples, self)
        self.options = SettingsController(pipeline, settings, self, given.decisions)
        self.events = EventsController(pipeline, settings, self.status, self)
        self.sources = SourceController(pipeline, settings, self.stage.picture.pixels, self)
        self.figures = FigureExport(self.stage, self.timeline.tracks, self.inside)
        self.exports = ExportController(pipeline, settings, self.figures, lambda: self.shown, self)
        self.playback = PlaybackController(pipeline, self.timeline)
        self.edits = EditController(pipeline, self.timeline, self.playback.loop)
        self.search = SearchController(self.timeline, settings, self)
        self.thumbnails = ThumbnailController(pipeline, settings, self.timeline.tracks, self)
        self.lesson = LessonController(self.inside, self.lesson_pages, self.stage, pipeline, self.playback.seek)
        chrome = (self.menuBar(), self.status, self.timeline)
        self.presentation = Presentation(self, self.looks, self.inside, self.lesson, chrome)
        self.comparison = CompareController(pipeline, lambda: self.shown, self.inside.chosen, self.parts.middle)
        shown = self.parts.teach, self.stage, self.inside, self.timeline
        self.teaching = TeachController(pipeline, settings, *shown, self.playback.unfreeze, self.options.change)
        self.display = FrameDisplay(pipeline, self.parts, self.playback, self.lesson)
        shows = lambda: self.shown, lambda: self.playback.frozen
        self.acting = ActController(pipeline, self.stage, self.inside, examples, *shows)
        self.messages = MessageHandler(pipeline, settings, self.parts, self.sources, self.options, self.playback)
        # What has threads of its own: asked to end with the window, and waited for.
        parted = self.comparison, self.teaching, pipeline, self.events, self.options
        self._working = self.search, self.thumbnails, self.sources, self.exports, *parted

    def _connect(self) -> None:
        self.options.options_changed.connect(self._mark_options)
        self.options.options_changed.connect(self.teaching.show)
        self.options.appearance_chosen.connect(self.looks.set_appearance)
        self.options.text_size_chosen.connect(self.looks.set_text_size)
        self.looks.changed.connect(self._apply_theme)
        self.options.mirror_display_chosen.connect(self.mirror_display)
        self.options.advice_chosen.connect(self.stage.set_advice)
        self.options.command_wanted.connect(lambda command: self.handlers[command]())
        self.sources.opening.connect(self.clear)
        self.sources.options_chosen.connect(self.options.follow)
        for controller in (self.exports, self.edits, self.options, self.help, self.sources, self.events, self.teaching):
            controller.reported.connect(self.banner.report)
        self.exports.recording_changed.connect(self.show_recording)
        self.lesson.sample_wanted.connect(self.sources.open_sample)
        self.help.wanted.connect(lambda command: self.handlers[command]())
        for wanted in (self.lesson.panel_wanted, self.inside.wanted):
            wanted.connect(self.show_inside)
        for changed in (self.comparison.opened, self.comparison.closed):
            changed.connect(self.update_tracing)
        self.inside.export_wanted.connect(self.exports.export)
        self.stage.command_wanted.connect(lambda command: self.handlers[command]())
        self.stage.decisions.chosen.connect(lambda chosen: self.options.change(**chosen))
        self.messages.model_loaded.connect(self._mark_options)
        self.masking.asked.connect(self.pipeline.ask)
        self.search.open_wanted.connect(self.sources.open)
        for opened in (self.edits.opened, lambda name: self.setWindowTitle(f"{name} – {NAME}")):
            self.messages.source_named.connect(opened)
        self._connect_acting()
        self._ticker.timeout.connect(self.refresh)
        self._status_ticker.timeout.connect(self.refresh_status)

    def _connect_acting(self) -> None:
        """One thing at a time has the stage: acting out, the lesson, the recording of examples, Compare."""
        acting, recording = self.acting, self.teaching.recording

        def give_way() -> None:
            if recording.going_on:
                acting.close()

        self.help.act_wanted.connect(acting.begin)
        acting.camera_wanted.connect(self.sources.open_camera)
        acting.going_on_wanted.connect(self.playback.go_on)
        acting.reported.connect(self.banner.report)
        for end in (self.lesson.end, recording.stop, self.comparison.close):
            acting.began.connect(end)
        acting.began.connect(lambda: self._show_inside(False))  # whoever acts is far away: the picture is to be large
        acting.ended.connect(lambda: self._show_inside(self.settings.flag("inside", True)))
        self.lesson.panel_wanted.connect(acting.close)
        recording.changed.connect(give_way)
        self.comparison.opened.connect(acting.close)
        self.messages.model_loaded.connect(self.teaching.read_used)
        EscapeKey(self, lambda: acting.is_open, acting.close)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        """What each command does, by its id; a checkable one is given whether it is on."""
        own: dict[str, Callable[..., object]] = {
            "quit": self.close,
            "pause_recognition": self.pause_recognition,
            "mirror_display": self.mirror_display,
            "show_inside": self.show_inside,
            "show_strongest_links": self.topology.links.toggle,
            "show_overview": self.inside.toggle_overview,
            "unpin_joint": lambda: self.topology.pin(None),
            "compare": self.comparison.show,
        }
        names = "topology", "attention", "masking", "joint_curves", "lesson", "teach"
        own |= {f"show_{name}": partial(self.show_tab, tab) for name, tab in zip(names, self.inside.all_tabs)}
        workers = self.sources, self.exports, self.playback, self.options, self.looks, self.edits, self.search
        for controller in (*workers, self.help, self.presentation, self.events, self.lesson, self.teaching):
            own |= controller.handlers()
        return own

    # Starting and ending

    def start(self) -> None:
        """Start the threads and open the first source; called once the window is visible."""
        if self._end_by is not None:
            return  # it was closed at once
        self.update_tracing()
        self.pipeline.start()
        if self._options.source is not None:
            self.open(self._options.source)
        else:
            self.sources.open_any_camera()
        self.exports.recover_recordings()
        self.stage.setFocus()  # and not the first button, which Enter would press
        self._ticker.start(REFRESH)
        self._status_ticker.start(STATUS)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if self._end_by is not None:
            return
        self._end_by = time.monotonic() + ENDING
        self._status_ticker.stop()
        self._ticker.timeout.disconnect(self.refresh)
        self._ticker.timeout.connect(self._check_threads)
        self._ticker.start(REFRESH)
        keep_layout(self, self.parts, self.settings, in_lesson=self.lesson.place is not None)
        self.hide()  # the rest may take a moment
        for dialog in self.findChildren(QDialog):
            dialog.close()
        for part in self._working:
            part.stop()

    def _check_threads(self) -> None:
        """Report the end once all threads have ended, or their time is up."""
        over = self._end_by is not None and time.monotonic() >= self._end_by
        if over or not any(part.running() for part in self._working):
            self._ticker.stop()
            self.has_ended = True
            self.ended.emit()

    def _restore(self) -> None:
        """Look as when the window was closed last."""
        self.looks.apply()
        restore_layout(self, self.parts, self.settings)
        self._mark_options()
        self.stage.set_advice(self.settings.flag("advice", True))
        self.mirror_display(self.settings.flag("mirror"))
        self.show_inside(self.settings.flag("inside", True))

    # Showing what is new

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self.looks.theme

    @property
    def shown(self) -> ShownFrame | None:
        """The frame on the stage."""
        return self.display.shown

    def refresh(self) -> None:
        """Show what is new."""
        self.messages.refresh()
        progress = self.pipeline.progress
        if self.status.show_progress(progress, self.pipeline.opening):
            self.stage.show_preparing(progress)
        self.display.refresh()
        self.comparison.follow()
        self.acting.follow()
        self.thumbnails.refresh()
        self.show_recording()

    def refresh_status(self) -> None:
        """Show how fast everything is, and who listens."""
        self.events.refresh()
        failed = self.pipeline.state is SourceState.FAILED
        self.status.show_rates(Stats() if failed else self.pipeline.stats(), self.pipeline.model, self.pipeline.source)

    def show_recording(self) -> None:
        """Show the red mark, and the command that ends the recording, while there is one."""
        recording = self.pipeline.recording
        self.stage.set_recording(recording)
        self.menus.actions["record"].setIconText(tr("Stop") if recording else tr("Record"))

    # What menus, keys and parts ask for

    def open(self, spec: str) -> None:
        """Open a camera number, a video or a clip."""
        self.sources.open(spec)

    def clear(self, notice: str) -> None:
        """Forget the old source, and show ``notice`` until the next one gives a picture."""
        self.display.clear()
        self.parts.clear(notice)
        self.playback.begin()
        self.setWindowTitle(NAME)

    def pause_recognition(self, paused: bool) -> None:
        """Look for nobody, for privacy, until it is taken back."""
        self.pipeline.pause_recognition(paused)
        self.stage.pause_recognition(paused)

    def mirror_display(self, mirrored: bool) -> None:
        """Show everything as in a mirror, or not; what is recognized is the same."""
        self.settings.keep("mirror", mirrored)
        self.menus.actions["mirror_display"].setChecked(mirrored)
        self.stage.set_mirrored(mirrored)

    def show_inside(self, shown: bool = True) -> None:
        """Show the panel that looks inside the network, or hide it."""
        self.comparison.close()
        self.settings.keep("inside", shown)
        self._show_inside(shown)

    def _show_inside(self, shown: bool) -> None:
        """The same for the time being."""
        self.menus.actions["show_inside"].setChecked(shown)
        self.inside.setVisible(shown)
        self.update_tracing()

    def show_tab(self, tab: Tab) -> None:
        """Show a tab of that panel."""
        self.show_inside()
        self.inside.choose_tab(tab.title)
        self.inside.tabs.tabBar().setFocus()

    def update_tracing(self) -> None:
        """Have the maps of every step computed while somebody looks at them."""
        self.pipeline.watch(not self.inside.isHidden() or self.comparison.is_open)

    def childEvent(self, event: QChildEvent) -> None:
        child = event.child()
        if event.polished() and isinstance(child, QDialog):
            follow_dialog(child)  # about to be shown for the first time
        super().childEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.sources.take(files)

    def _mark_options(self) -> None:
        """Check the commands that stand for the options in use."""
        self.menus.mark_options(self.pipeline.options)
        self.stage.set_decisions(self.pipeline.options, self.pipeline.model)

    def _apply_theme(self) -> None:
        """Give all parts the colours and the size of text that are chosen."""
        self.menus.set_theme(self.theme, self.settings.appearance)
        for part in (self.parts, self.lesson.card, self.acting.card, self.comparison):
            part.set_theme(self.theme)
