"""The main window: puts the parts together, and shows what the pipeline has found."""

import time
from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.commands import COMMANDS
from app.compare.controller import CompareController
from app.dialogs.action_catalogue import ActionCatalogue
from app.dialogs.settings_dialog import SettingsDialog, SettingsValues
from app.dialogs.shortcuts_dialog import ShortcutsDialog
from app.inside.attention_tab import AttentionTab
from app.inside.joint_curves_tab import JointCurvesTab
from app.inside.masking_tab import MaskingTab
from app.inside.panel import InsidePanel
from app.inside.tab import Tab
from app.inside.topology_tab import TopologyTab
from app.lesson.controller import LessonController
from app.lesson.tab import LessonTab
from app.options import Appearance, GivenOptions
from app.session.messages import Failed, Message, ModelInfo, ShownFrame, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.stage.panel import Stage
from app.stage.start_page import StartPage
from app.timeline.panel import Timeline
from app.timeline.tracks import ZOOM
from app.widgets import theme as themes
from app.widgets.banner import Banner
from app.widgets.theme import GAP
from app.window.export_controller import ExportController
from app.window.figure_export import FigureExport
from app.window.menus import Menus
from app.window.option_controller import OptionController
from app.window.playback_controller import PlaybackController
from app.window.source_controller import SourceController
from app.window.status_line import StatusLine
from recognizer.resources import SAMPLE_CLIP

NAME = "MS-SA Studio"
ABOUT = (
    "Recognizes human actions from video, and shows what the network has learned: which joint listens to which, and "
    "which moment looks at which. Everything stays on this machine."
)
REFRESH, STATUS = 16, 500  # milliseconds between looks for something new, and between texts of the status line
SKIP = 5.0  # seconds, forward or back
ENDING = 1.5  # seconds that threads have to end when the window has been closed, all together


class MainWindow(QMainWindow):
    """Takes the newest result from the pipeline and shows it; never waits for anything.

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
        self.shown: ShownFrame | None = None  # the moment on the stage
        self.has_ended = False
        self._end_by: float | None = None  # when the threads' time is up, once the window has been closed
        self._labels: tuple[str, ...] = ()  # of the newest model
        self._make_parts()
        self._make_controllers()
        self._lay_out()
        self._connect()
        self.handlers = self._handlers()
        self.menus = Menus(self, COMMANDS, self.handlers, lambda: self.settings.recent)
        self.menus.recent_chosen.connect(self.open)
        self.menus.appearance_chosen.connect(self.set_appearance)
        self.addToolBar(self.menus.toolbar)
        self._restore()

    # Putting it together

    def _make_parts(self) -> None:
        self.banner, self.stage, self.timeline, self.status = Banner(), Stage(), Timeline(), StatusLine()
        self.topology, self.attention, self.masking = TopologyTab(), AttentionTab(), MaskingTab()
        self.joint_curves, self.lesson_pages = JointCurvesTab(), LessonTab()
        self.inside = InsidePanel(
            (self.topology, self.attention, self.masking, self.joint_curves, self.lesson_pages)  # in this order
        )
        self._ticker, self._status_ticker = QTimer(self), QTimer(self)

    def _make_controllers(self) -> None:
        pipeline, settings = self.pipeline, self.settings
        self.options = OptionController(pipeline, settings, self)
        self.sources = SourceController(pipeline, settings, self.stage.picture.pixels, self)
        self.figures = FigureExport(self.stage, self.timeline.tracks, self.inside)
        self.exports = ExportController(pipeline, settings, self.figures, lambda: self.shown, self)
        self.playback = PlaybackController(pipeline, self.timeline)
        self.lesson = LessonController(self.inside, self.lesson_pages, self.stage, pipeline)
        self.comparison = CompareController(pipeline, lambda: self.inside.shown, self)
        self.start_page = StartPage(
            (
                ("open", "Open…", self.sources.ask_for_files),
                ("camera", "Camera…", self.sources.choose),
                ("actions", "What it knows…", self.show_actions),
                ("help", "Keys", self.show_shortcuts),
            )
        )

    def _lay_out(self) -> None:
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.stage)
        self.split.addWidget(self.inside)
        self.split.setHandleWidth(GAP)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([752, 504])
        self.inside.setMinimumWidth(380)
        self.stage.setMinimumWidth(420)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.banner)
        layout.addWidget(self.start_page)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.timeline)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.inside.changed.connect(self.update_highlights)
        self.inside.changed.connect(self.comparison.follow)
        self.lesson.changed.connect(self.update_highlights)
        self.lesson.sample_wanted.connect(self.sources.open_sample)
        self.lesson.panel_wanted.connect(self.show_inside)
        self.comparison.opened.connect(self.show_inside)
        self.comparison.closed.connect(self.update_tracing)
        self.masking.asked.connect(self.pipeline.ask)
        self.attention.masking_wanted.connect(lambda: self.inside.choose_tab(self.masking.title))
        self.stage.joint_clicked.connect(self.inside.take_joint)
        self.sources.opening.connect(self.clear)
        self.sources.options_chosen.connect(
            lambda persons, mirrored: self.options.change(persons=persons, mirrored=mirrored)
        )
        self.options.changed.connect(self._mark_options)
        self.exports.reported.connect(self.banner.report)
        self.exports.recording_changed.connect(self.show_recording)
        self.playback.recalled.connect(self._show)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        self._ticker.timeout.connect(self.refresh)
        self._status_ticker.timeout.connect(self.refresh_status)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        """What each command does, by its id; a checkable one is given whether it is on."""
        playback, timeline, options = self.playback, self.timeline, self.options
        return {
            "choose_source": self.sources.choose,
            "open_files": self.sources.ask_for_files,
            "open_sample": self.sources.open_sample,
            "show_queue": self.sources.show_queue,
            "record": self.exports.toggle_recording,
            "take_snapshot": self.exports.take_snapshot,
            "export": self.exports.export,
            "show_settings": self.show_settings,
            "quit": self.close,
            "play_or_pause": self.press_space,
            "skip_back": lambda: playback.skip(-SKIP),
            "skip_forward": lambda: playback.skip(SKIP),
            "go_to_start": lambda: playback.seek(0),
            "step_back": lambda: playback.step(-1),
            "step_forward": lambda: playback.step(1),
            "slower": lambda: timeline.change_speed(-1),
            "faster": lambda: timeline.change_speed(1),
            "zoom_in": lambda: timeline.tracks.zoom(1 / ZOOM),
            "zoom_out": lambda: timeline.tracks.zoom(ZOOM),
            "zoom_to_fit": timeline.tracks.fit,
            "show_actions": self.show_actions,
            "pause_recognition": self.pause_recognition,
            "follow_one": lambda _: options.change(persons=1),
            "follow_two": lambda _: options.change(persons=2),
            "source_mirrored": lambda mirrored: options.change(mirrored=mirrored),
            "camera_format": lambda camera_format: self.options.change(camera_format=camera_format),
            "mirror_display": self.mirror_display,
            "show_inside": self.show_inside,
            "show_topology": lambda: self.show_tab(self.topology),
            "show_attention": lambda: self.show_tab(self.attention),
            "show_masking": lambda: self.show_tab(self.masking),
            "show_joint_curves": lambda: self.show_tab(self.joint_curves),
            "compare": self.comparison.show,
            "show_strongest_links": self.topology.links.toggle,
            "unpin_joint": lambda: self.topology.pin(None),
            "full_screen": self.set_full_screen,
            "show_lesson": lambda: self.show_tab(self.lesson_pages),
            "next_page": lambda: self.lesson.turn(1),
            "previous_page": lambda: self.lesson.turn(-1),
            "show_shortcuts": self.show_shortcuts,
            "show_about": self.show_about,
        }

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
        self._save_settings()
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

    def _save_settings(self) -> None:
        self.settings.keep("geometry", self.saveGeometry())
        self.settings.keep("split", self.split.saveState())
        self.settings.keep("mirror", self.menus.actions["mirror_display"].isChecked())
        self.settings.keep("inside", self.menus.actions["show_inside"].isChecked())
        self.settings.save()

    # What menus, keys and parts ask for

    def open(self, spec: str) -> None:
        """Open a camera number, a video or a clip."""
        self.sources.open(spec)

    def clear(self, notice: str) -> None:
        """Forget the old source, and show ``notice`` until the next one gives a picture."""
        self.banner.hide()
        self.start_page.hide()
        self.shown = None
        self.stage.begin(notice)
        self.inside.begin()
        self.playback.begin()
        self.setWindowTitle(NAME)

    def press_space(self) -> None:
        """Play or pause; the space bar on a focused control works that control instead."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused is not self.timeline.button:
            focused.click()
        elif isinstance(focused, QComboBox):
            focused.showPopup()
        else:
            self.playback.toggle()

    def pause_recognition(self, paused: bool) -> None:
        """Look for nobody, for privacy, until it is taken back."""
        self.pipeline.pause_recognition(paused)
        self.stage.pause_recognition(paused)

    def mirror_display(self, mirrored: bool) -> None:
        """Show everything as in a mirror, or not; what is recognized is the same."""
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

    def show_settings(self) -> None:
        """Open the settings; each is used at once."""
        options, settings = self.pipeline.options, self.settings
        values = SettingsValues(
            appearance=settings.appearance,
            model=options.model,
            device=options.device,
            persons=options.persons,
            mirror_display=self.menus.actions["mirror_display"].isChecked(),
            advice=settings.flag("advice", True),
            models_folder=settings.text("models"),
            camera_format=options.camera_format,
            camera_gives=self._camera_gives(),
        )
        use: dict[str, Callable[..., object]] = {
            "appearance": self.set_appearance,
            "model": lambda model: self.options.change(model=model),
            "device": lambda device: self.options.change(device=device),
            "persons": lambda persons: self.options.change(persons=persons),
            "camera_format": lambda camera_format: self.options.change(camera_format=camera_format),
            "mirror_display": self.mirror_display,
            "advice": self.set_advice,
            "models_folder": lambda folder: settings.keep("models", folder),
        }
        dialog = SettingsDialog(values, self.pipeline.model, self)
        dialog.changed.connect(lambda name, value: use[name](value))
        dialog.open()

    def _camera_gives(self) -> str:
        source = self.pipeline.source
        return f"{source.name} gives {source.camera_format}." if source is not None and source.camera_format else ""

    def show_shortcuts(self) -> None:
        """Show which keys there are."""
        ShortcutsDialog(self).open()

    def show_about(self) -> None:
        """Say what this program is."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(f"About {NAME}")
        box.setText(f"<b>{NAME}</b>")
        box.setInformativeText(ABOUT)
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.sources.take(files)

    # Showing what is new

    def refresh(self) -> None:
        """Show what is new; called sixty times a second."""
        for message in self.pipeline.messages():
            self._handle(message)
        progress = self.pipeline.progress
        if self.status.show_progress(progress):
            self.stage.show_preparing(progress)
        result = self.pipeline.result()
        if self.playback.frozen:
            pass  # a moment of the past is being looked at
        elif result is not None:
            self._show(result)
        elif (captured := self.pipeline.preview()) is not None:
            self.stage.show_frame(captured, captured.frame.bodies)
        if (answer := self.pipeline.answer()) is not None:
            self.masking.show_answer(answer)
        self.timeline.show_state(self.pipeline.state)
        self.show_recording()

    def refresh_status(self) -> None:
        """Show how fast everything is."""
        self.status.show_rates(self.pipeline.stats(), self.pipeline.model, self.pipeline.source)

    def show_recording(self) -> None:
        """Show the red mark, and the command that ends the recording, while there is one."""
        recording = self.pipeline.recording
        self.stage.set_recording(recording)
        self.menus.actions["record"].setIconText("Stop" if recording else "Record")

    def update_highlights(self) -> None:
        """Highlight on the stage, and mark on the timeline, what a map or the lesson points at."""
        self.stage.highlight(self.lesson.highlights(self.inside.highlights()))
        self.timeline.tracks.set_marks(self.lesson.marks(self.inside.marks()))

    def _show(self, result: ShownFrame) -> None:
        """Show a moment, of now or of the past."""
        self.shown = result
        self.stage.show_result(result, result.model)
        if self.pipeline.state is SourceState.PAUSED and not result.captured.live:
            self._show_earlier_answers(result)
        self.inside.show_result(result)
        self.playback.arrived(result.captured.frame.time)

    def _show_earlier_answers(self, result: ShownFrame) -> None:
        """After a jump nobody has been watched long enough for an answer, but there may be one from before."""
        for slot, holder in enumerate(result.holders):
            if holder.window is None and result.model is not None:
                row = self.pipeline.segments.probabilities.at(slot, result.captured.frame.time)
                if row is not None:
                    self.stage.cards[slot].show_known(row, result.model)

    def _handle(self, message: Message) -> None:
        if isinstance(message, ModelInfo):
            self._handle_model(message)
        elif isinstance(message, SourceOpened):
            self._handle_opened(message)
        elif isinstance(message, Failed):
            self.banner.report(message.sentence, problem=True, remedy=self._retry if message.retry else None)
            if self.pipeline.source is None:
                self.stage.set_notice("Nothing is open. Open a video or a clip, or drop one here.")
        elif self.pipeline.state is SourceState.FAILED and self.banner.text:
            # What is said of the failure, and can be done about it, stays.
            self.banner.report(f"{self.banner.text} {message.sentence}", problem=True, remedy=self._retry)
        else:
            self.banner.report(message.sentence, problem=message.problem)

    @property
    def _retry(self) -> tuple[str, Callable[[], None]]:
        return "Try again", self.pipeline.retry

    def _handle_model(self, model: ModelInfo) -> None:
        if self._labels not in ((), model.labels):
            self.pipeline.segments.clear()  # the old model's answers are in other words
        self._labels = model.labels
        self.options.loaded(model)

    def _handle_opened(self, message: SourceOpened) -> None:
        source = message.source
        self.playback.opened()
        self.setWindowTitle(f"{'Sample clip' if source.spec == str(SAMPLE_CLIP) else source.name} – {NAME}")
        if source.live:
            self.settings.keep("camera", source.spec)
        elif self.sources.searching:
            self.start_page.show()
        else:
            self.settings.add_recent(source.spec)

    def _apply_theme(self) -> None:
        """Light or dark, the plots too."""
        self.theme = themes.current_theme(self.settings.appearance)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        themes.apply(app, self.theme)
        self.menus.set_theme(self.theme, self.settings.appearance)
        for part in (self.banner, self.start_page, self.stage, self.timeline, self.inside):
            part.set_theme(self.theme)
        for controlled in (self.lesson.card, self.comparison, self.figures):
            controlled.set_theme(self.theme)

    def _mark_options(self) -> None:
        """CheckBox the commands that stand for the options in use."""
        options = self.pipeline.options
        self.menus.actions["source_mirrored"].setChecked(options.mirrored)
        self.menus.actions["follow_one"].setChecked(options.persons == 1)
        self.menus.actions["follow_two"].setChecked(options.persons == 2)
