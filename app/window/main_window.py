"""The main window: puts the parts and their controllers together, and begins and ends everything."""

import time
from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from app.commands import COMMANDS
from app.compare.controller import CompareController
from app.dialogs.about_dialog import AboutDialog
from app.dialogs.action_catalogue import ActionCatalogue
from app.dialogs.shortcuts_dialog import ShortcutsDialog
from app.inside.tab import Tab
from app.lesson.controller import LessonController
from app.options import Appearance, GivenOptions
from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.widgets import theme as themes
from app.window.export_controller import ExportController
from app.window.figure_export import FigureExport
from app.window.frame_display import FrameDisplay
from app.window.menus import Menus
from app.window.message_handler import MessageHandler
from app.window.parts import WindowParts
from app.window.playback_controller import PlaybackController
from app.window.settings_controller import SettingsController
from app.window.source_controller import SourceController
from app.window.status_line import StatusLine

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
        self.theme = themes.LIGHT
        self.has_ended = False
        self._end_by: float | None = None  # when the threads' time is up, once the window has been closed
        self._ticker, self._status_ticker = QTimer(self), QTimer(self)
        self._make_parts()
        self._make_controllers(options)
        self._connect()
        self.handlers = self._handlers()
        self.menus = Menus(self, COMMANDS, self.handlers, lambda: self.settings.recent)
        self.menus.recent_chosen.connect(self.open)
        self.menus.appearance_chosen.connect(self.set_appearance)
        self.addToolBar(self.menus.toolbar)
        self._restore()

    # Putting it together

    def _make_parts(self) -> None:
        self.parts, self.status = WindowParts(lambda command: self.handlers[command]()), StatusLine()
        self.banner, self.start_page = self.parts.banner, self.parts.start_page
        self.stage, self.timeline = self.parts.stage, self.parts.timeline
        self.inside, self.split = self.parts.inside, self.parts.split
        self.topology, self.attention, self.masking = self.parts.topology, self.parts.attention, self.parts.masking
        self.joint_curves, self.lesson_pages = self.parts.joint_curves, self.parts.lesson_pages
        self.setCentralWidget(self.parts)
        self.setStatusBar(self.status)
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self.resize(1280, 800)

    def _make_controllers(self, given: GivenOptions) -> None:
        pipeline, settings = self.pipeline, self.settings
        self.options = SettingsController(pipeline, settings, self, given.decisions)
        self.sources = SourceController(pipeline, settings, self.stage.picture.pixels, self)
        self.figures = FigureExport(self.stage, self.timeline.tracks, self.inside)
        self.exports = ExportController(pipeline, settings, self.figures, lambda: self.shown, self)
        self.playback = PlaybackController(pipeline, self.timeline)
        self.lesson = LessonController(self.inside, self.lesson_pages, self.stage, pipeline)
        self.comparison = CompareController(pipeline, lambda: self.inside.shown, self)
        self.display = FrameDisplay(pipeline, self.parts, self.playback, self.lesson)
        self.messages = MessageHandler(pipeline, settings, self.parts, self.sources, self.options, self.playback)

    def _connect(self) -> None:
        self.options.options_changed.connect(self._mark_options)
        self.options.appearance_chosen.connect(self.set_appearance)
        self.options.mirror_display_chosen.connect(self.mirror_display)
        self.options.advice_chosen.connect(self.set_advice)
        self.sources.opening.connect(self.clear)
        self.sources.options_chosen.connect(self.options.follow)
        self.exports.reported.connect(self.banner.report)
        self.options.reported.connect(self.banner.report)
        self.exports.recording_changed.connect(self.show_recording)
        self.lesson.sample_wanted.connect(self.sources.open_sample)
        self.lesson.panel_wanted.connect(self.show_inside)
        self.comparison.opened.connect(self.show_inside)
        self.comparison.closed.connect(self.update_tracing)
        self.inside.changed.connect(self.comparison.follow)
        self.masking.asked.connect(self.pipeline.ask)
        self.messages.source_named.connect(lambda name: self.setWindowTitle(f"{name} – {NAME}"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        self._ticker.timeout.connect(self.refresh)
        self._status_ticker.timeout.connect(self.refresh_status)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        """What each command does, by its id; a checkable one is given whether it is on."""
        own: dict[str, Callable[..., object]] = {
            "quit": self.close,
            "show_actions": self.show_actions,
            "pause_recognition": self.pause_recognition,
            "mirror_display": self.mirror_display,
            "show_inside": self.show_inside,
            "show_topology": lambda: self.show_tab(self.topology),
            "show_attention": lambda: self.show_tab(self.attention),
            "show_masking": lambda: self.show_tab(self.masking),
            "show_joint_curves": lambda: self.show_tab(self.joint_curves),
            "show_lesson": lambda: self.show_tab(self.lesson_pages),
            "show_strongest_links": self.topology.links.toggle,
            "unpin_joint": lambda: self.topology.pin(None),
            "compare": self.comparison.show,
            "next_page": lambda: self.lesson.turn(1),
            "previous_page": lambda: self.lesson.turn(-1),
            "full_screen": self.set_full_screen,
            "show_shortcuts": self.show_shortcuts,
            "show_about": self.show_about,
        }
        for controller in (self.sources, self.exports, self.playback, self.options):
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
        self.stage.setFocus()  # and not the first button, which the space bar would press
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
        self.settings.keep("geometry", self.saveGeometry())
        self.settings.keep("split", self.split.saveState())
        self.settings.save()
        self.hide()  # the rest may take a moment
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.sources.stop()
        self.exports.stop()
        self.pipeline.stop()

    def _check_threads(self) -> None:
        """Report the end once all threads have ended, or their time is up."""
        running = [*self.sources.running(), *self.exports.running(), *self.pipeline.running()]
        if not running or (self._end_by is not None and time.monotonic() >= self._end_by):
            self._ticker.stop()
            self.has_ended = True
            self.ended.emit()

    def _restore(self) -> None:
        """Look as when the window was closed last."""
        self._apply_theme()
        for name, restore in (("geometry", self.restoreGeometry), ("split", self.split.restoreState)):
            if (value := self.settings.bytes(name)) is not None:
                restore(value)
        self._mark_options()
        self.stage.set_advice(self.settings.flag("advice", True))
        self.mirror_display(self.settings.flag("mirror"))
        self.show_inside(self.settings.flag("inside", True))

    # Showing what is new

    @property
    def shown(self) -> ShownFrame | None:
        """The frame on the stage."""
        return self.display.shown

    def refresh(self) -> None:
        """Show what is new."""
        self.messages.refresh()
        progress = self.pipeline.progress
        if self.status.show_progress(progress):
            self.stage.show_preparing(progress)
        self.display.refresh()
        self.show_recording()

    def refresh_status(self) -> None:
        """Show how fast everything is."""
        self.status.show_rates(self.pipeline.stats(), self.pipeline.model, self.pipeline.source)

    def show_recording(self) -> None:
        """Show the red mark, and the command that ends the recording, while there is one."""
        recording = self.pipeline.recording
        self.stage.set_recording(recording)
        self.menus.actions["record"].setIconText("Stop" if recording else "Record")

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

    def set_advice(self, wanted: bool) -> None:
        """Choose whether the stage says what would help to see better."""
        self.settings.keep("advice", wanted)
        self.stage.set_advice(wanted)

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose light, dark, or what the system has."""
        self.settings.appearance = appearance
        self._apply_theme()

    def set_full_screen(self, full: bool) -> None:
        """Fill the screen, or not."""
        state, full_screen = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full_screen if full else state & ~full_screen)

    def show_inside(self, shown: bool = True) -> None:
        """Show the panel that looks inside the network, or hide it."""
        self.settings.keep("inside", shown)
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

    def show_actions(self) -> None:
        """Show which actions the model knows, as soon as it is loaded."""
        model = self.pipeline.model
        if model is not None:
            ActionCatalogue(self, model.labels, model.name, self.theme).open()
        else:
            self.banner.report("The model is not loaded yet: try again in a moment.", problem=False)

    def show_shortcuts(self) -> None:
        """Show which keys there are."""
        ShortcutsDialog(self).open()

    def show_about(self) -> None:
        """Say what this program is."""
        AboutDialog(NAME, self).open()

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
        options = self.pipeline.options
        self.menus.actions["source_mirrored"].setChecked(options.mirrored)
        self.menus.actions["follow_one"].setChecked(options.persons == 1)
        self.menus.actions["follow_two"].setChecked(options.persons == 2)

    def _apply_theme(self) -> None:
        """Light or dark, the plots too."""
        self.theme = themes.current_theme(self.settings.appearance)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        themes.apply(app, self.theme)
        self.menus.set_theme(self.theme, self.settings.appearance)
        for part in (self.parts, self.lesson.card, self.comparison, self.figures):
            part.set_theme(self.theme)
