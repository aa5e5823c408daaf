"""The main window: puts the parts together and passes on what they ask for."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.commands import COMMANDS
from app.compare.dialog import Comparing
from app.crash_report import CrashReporter
from app.dialogs.action_catalogue import KnownDialog
from app.dialogs.settings_dialog import SettingsDialog
from app.dialogs.shortcuts_dialog import ShortcutsDialog
from app.inside.panel import InsidePanel
from app.lesson.controller import Lesson
from app.options import Appearance, GivenOptions
from app.session.messages import Failed, Message, ModelInfo, Notice, ShownFrame, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.stage.panel import Stage
from app.stage.start_page import StartPage
from app.timeline.panel import Timeline
from app.timeline.tracks import ZOOM
from app.widgets import theme as themes
from app.widgets.banner import Banner
from app.widgets.text import figures
from app.widgets.theme import GAP
from app.window.export_controller import Saving
from app.window.menus import Menus
from app.window.playback_controller import Playback
from app.window.source_controller import Opening
from recognizer.resources import SAMPLE_CLIP

NAME = "MS-SA Studio"
TICK, STATUS = 16, 500  # milliseconds between looks for something new, and between texts of the status line
SKIP = 5.0  # seconds, forward or back
ENDING = 1.5  # seconds that threads have to end when the window has been closed, all together


class MainWindow(QMainWindow):
    """Pulls the newest result from the pipeline and shows it; never waits for anything.

    Once closed it is out of sight at once and tells its threads to end; ``ended`` tells that they have, or that they
    had ``ENDING`` seconds and one waits for something still, as for a camera's driver. From then on it is ``gone``.
    """

    ended = Signal()

    def __init__(
        self, options: GivenOptions, pipeline: Pipeline | None = None, settings: QSettings | None = None
    ) -> None:
        super().__init__()
        self.memory = SettingsStore(settings)
        self._options = self.memory.options(options)
        self.pipeline = pipeline or Pipeline(self._options)
        self.theme = themes.LIGHT
        self.banner, self.stage, self.timeline, self.inside = Banner(), Stage(), Timeline(), InsidePanel()
        self.start_page = StartPage(
            (
                ("open", "Open…", lambda: self.opening.ask_for_files()),
                ("camera", "Camera…", lambda: self.opening.choose()),
                ("actions", "What it knows…", self.show_known),
                ("help", "Keys", self.show_shortcuts),
            )
        )
        self.figures = QLabel()
        self.figures.setAccessibleName("Rates and delays")
        self.doing = QLabel()
        self.doing.setAccessibleName("What is being prepared")
        self._lay_out()
        self.lesson = Lesson(self)
        self.inside.changed.connect(self.light)
        self.inside.masking.asked.connect(self.pipeline.ask)
        self.comparing = Comparing(self)
        self.stage.joint_clicked.connect(self.inside.take_joint)
        self.opening, self.saving = Opening(self), Saving(self)
        self._labels: tuple[str, ...] = ()
        self._unproven: dict[str, str] = {}  # options chosen here that nothing has been loaded by yet
        self.shown: ShownFrame | None = None  # the moment on the stage
        self.playback = Playback(self.pipeline, self.timeline, self._show)
        self._make_menus()
        self._restore()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self._ticker, self._status = QTimer(self), QTimer(self)
        self._ticker.timeout.connect(self.tick)
        self._status.timeout.connect(self.refresh_status)
        self._end_by: float | None = None  # when the threads' time is up, once the window has been closed
        self.gone = False

    # Starting and ending

    def start(self) -> None:
        """Start the threads and open the first source; called once the window is visible."""
        if self._end_by is not None:
            return  # it was closed at once
        self.watch()
        self.pipeline.start()
        if self._options.source is not None:
            self.open(self._options.source)
        else:
            self.opening.open_any_camera()
        self.stage.setFocus()  # and not the first button, which the space bar would press
        self._ticker.start(TICK)
        self._status.start(STATUS)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if self._end_by is not None:
            return
        self._end_by = time.monotonic() + ENDING
        self._status.stop()
        self._ticker.timeout.disconnect(self.tick)
        self._ticker.timeout.connect(self._look_for_the_end)
        self._ticker.start(TICK)
        self._remember()
        self.hide()  # the rest may take a moment
        for dialog in self.findChildren(QDialog):
            dialog.close()
        for part in (self.opening, self.saving, self.pipeline):
            part.stop()

    def _look_for_the_end(self) -> None:
        running = [*self.opening.running(), *self.saving.running(), *self.pipeline.running()]
        if not running or time.monotonic() >= self._end_by:
            self._ticker.stop()
            self.gone = True
            self.ended.emit()

    # What menus, keys and parts ask for

    def open(self, spec: str) -> None:
        """Open a camera number, a video or a clip."""
        self.opening.open(spec)

    def begin(self, notice: str) -> None:
        """Another source is about to be opened."""
        self.banner.hide()
        self.start_page.hide()
        self.shown = None
        self.stage.begin(notice)
        self.inside.begin()
        self.playback.begin()
        self.setWindowTitle(NAME)

    def change(self, **options: object) -> None:
        """Recognize in another way from now on: model, device, persons, mirrored, by name. ``mirrored`` belongs to the
        source and is not remembered; a model and a device are, once they have proven to work."""
        self.pipeline.change(**options)
        if "persons" in options:
            self.memory.keep("persons", options["persons"])
        self._unproven.update({name: str(options[name]) for name in options.keys() & {"model", "device"}})
        self._mark_options()

    def _remember_what_works(self, model: ModelInfo) -> None:
        """A model and a device that were chosen here are remembered once the model has loaded: if they were remembered
        before that, one that cannot be loaded would leave every later start without any."""
        for name, value in (("model", model.spec), ("device", model.device_spec)):
            if self._unproven.get(name) == value:
                self.memory.keep(name, self._unproven.pop(name))

    def space(self) -> None:
        """Play or pause; the space bar on a focused control works that control instead."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused is not self.timeline.button:
            focused.click()
        elif isinstance(focused, QComboBox):
            focused.showPopup()
        else:
            self.playback.toggle()

    def pause_recognition(self, paused: bool) -> None:
        """For privacy, until it is taken back."""
        self.pipeline.pause_recognition(paused)
        self.stage.pause_recognition(paused)

    def set_advice(self, wanted: bool) -> None:
        """Whether the stage says what would help to see better."""
        self.memory.keep("advice", wanted)
        self.stage.set_advice(wanted)

    def mirror_display(self, mirrored: bool) -> None:
        self.menus.actions["mirror_display"].setChecked(mirrored)
        self.stage.set_mirrored(mirrored)

    def show_inside(self, shown: bool = True) -> None:
        """Show the panel that looks inside the network, or hide it."""
        self.menus.actions["show_inside"].setChecked(shown)
        self.inside.setVisible(shown)
        self.watch()

    def watch(self) -> None:
        """Have the maps of every step computed while somebody looks at them."""
        self.pipeline.watch(not self.inside.isHidden() or self.comparing.open)

    def show_tab(self, title: str) -> None:
        self.show_inside()
        self.inside.choose_tab(title)
        self.inside.tabs.tabBar().setFocus()

    def set_full_screen(self, full: bool) -> None:
        state, full_screen = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full_screen if full else state & ~full_screen)

    def show_known(self) -> None:
        """What the model knows, as soon as it is loaded."""
        model = self.pipeline.model
        if model is not None:
            KnownDialog(self, model.labels, model.name, self.theme).open()
        else:
            self.banner.tell("The model is not loaded yet: try again in a moment.", problem=False)

    def show_settings(self) -> None:
        SettingsDialog(self).open()

    def show_shortcuts(self) -> None:
        ShortcutsDialog(self).open()

    def show_about(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(f"About {NAME}")
        box.setText(f"<b>{NAME}</b>")
        box.setInformativeText(
            "Recognizes human actions from video, and shows what the network has learned: which joint listens to "
            "which, and which moment looks at which. Everything stays on this machine."
        )
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.opening.take(files)

    # What the timers do

    def tick(self) -> None:
        """Show what is new."""
        for message in self.pipeline.messages():
            self._hear(message)
        self._prepare()
        result = self.pipeline.result()
        if self.playback.frozen:
            pass  # a moment of the past is being looked at
        elif result is not None:
            self._show(result)
        elif (captured := self.pipeline.preview()) is not None:
            self.stage.show_frame(captured, captured.frame.bodies)
        if (answer := self.pipeline.answer()) is not None:
            self.inside.masking.show_answer(answer)
        self.timeline.show_state(self.pipeline.state)
        self.show_recording()

    def show_recording(self) -> None:
        """The red mark, and the command that ends the recording."""
        recording = self.pipeline.recording
        self.stage.set_recording(recording)
        self.menus.actions["record"].setIconText("Stop" if recording else "Record")

    def refresh_status(self) -> None:
        self.figures.setText(figures(self.pipeline.stats(), self.pipeline.model))

    def _show(self, result: ShownFrame) -> None:
        """A moment, of now or of the past."""
        self.shown = result
        self.stage.show_result(result, result.model)
        if self.pipeline.state is SourceState.PAUSED and not result.captured.live:
            self._show_what_was_known(result)
        self.inside.show_result(result)
        self.playback.arrived(result.captured.frame.time)

    def light(self) -> None:
        """What a map or the lesson sets off is seen on the stage and on the timeline."""
        self.stage.highlight(self.lesson.highlights(self.inside.highlights()))
        self.timeline.tracks.set_marks(self.lesson.marks(self.inside.marks()))

    def _show_what_was_known(self, result: ShownFrame) -> None:
        """After a jump nobody has been watched long enough for an answer, but there may be one from before."""
        for slot, holder in enumerate(result.holders):
            if holder.window is None and result.model is not None:
                row = self.pipeline.segments.probabilities.at(slot, result.captured.frame.time)
                if row is not None:
                    self.stage.cards[slot].show_known(row, result.model)

    def _hear(self, message: Message) -> None:
        retry = ("Try again", self.pipeline.retry)
        if isinstance(message, ModelInfo):
            if self._labels not in ((), message.labels):
                self.pipeline.segments.clear()  # the old model's answers are in other words
            self._labels = message.labels
            self._remember_what_works(message)
        elif isinstance(message, Notice):
            lost = self.pipeline.state is SourceState.FAILED and bool(self.banner.text)  # what is said of that stays
            sentence = f"{self.banner.text} {message.sentence}" if lost else message.sentence
            self.banner.tell(sentence, problem=lost or message.problem, remedy=retry if lost else None)
        elif isinstance(message, Failed):
            self.banner.tell(message.sentence, problem=True, remedy=retry if message.retry else None)
            if self.pipeline.source is None:
                self.stage.set_notice("Nothing is open. Open a video or a clip, or drop one here.")
        elif isinstance(message, SourceOpened):
            source = message.source
            self.playback.opened()
            self.setWindowTitle(f"{'Sample clip' if source.spec == str(SAMPLE_CLIP) else source.name} – {NAME}")
            if source.live:
                self.memory.keep("camera", source.spec)
            elif self.opening.searching:
                self.start_page.show()
            else:
                self.memory.add_recent(source.spec)

    def _prepare(self) -> None:
        """Say what is being made ready."""
        progress = self.pipeline.progress
        if progress != self.doing.text():
            self.doing.setText(progress)
            self.stage.show_preparing(progress)

    # Putting it together

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
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.doing, 1)
        self.statusBar().addPermanentWidget(self.figures)
        self.statusBar().setContentsMargins(GAP, 0, GAP, 0)

    def _make_menus(self) -> None:
        self.handlers = self._handlers()
        self.menus = Menus(self, COMMANDS, self.handlers, lambda: self.memory.recent)
        self.menus.recent_chosen.connect(self.open)
        self.menus.appearance_chosen.connect(self.set_appearance)
        self.addToolBar(self.menus.toolbar)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        """What each command does, by its id; a checkable one is given whether it is on."""
        playback, timeline, lesson, topology = self.playback, self.timeline, self.lesson, self.inside.topology
        return {
            "choose_source": self.opening.choose,
            "open_files": self.opening.ask_for_files,
            "open_sample": self.opening.open_sample,
            "show_queue": self.opening.show_queue,
            "record": self.saving.toggle_recording,
            "take_snapshot": self.saving.snapshot,
            "export": self.saving.export,
            "show_settings": self.show_settings,
            "quit": self.close,
            "play_or_pause": self.space,
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
            "show_actions": self.show_known,
            "pause_recognition": self.pause_recognition,
            "follow_one": lambda _: self.change(persons=1),
            "follow_two": lambda _: self.change(persons=2),
            "source_mirrored": lambda mirrored: self.change(mirrored=mirrored),
            "mirror_display": self.mirror_display,
            "show_inside": self.show_inside,
            "show_topology": lambda: self.show_tab("Topology"),
            "show_attention": lambda: self.show_tab("Attention"),
            "show_masking": lambda: self.show_tab("Masking"),
            "show_joint_curves": lambda: self.show_tab("Signals"),
            "compare": self.comparing.show,
            "show_strongest_links": topology.links.toggle,
            "unpin_joint": lambda: topology.pin(None),
            "full_screen": self.set_full_screen,
            "show_lesson": lambda: self.show_tab("Lesson"),
            "next_page": lambda: lesson.turn(1),
            "previous_page": lambda: lesson.turn(-1),
            "show_shortcuts": self.show_shortcuts,
            "show_about": self.show_about,
        }

    # Looks and memory

    def set_appearance(self, appearance: Appearance) -> None:
        self.memory.appearance = appearance
        self._dress()

    def _dress(self) -> None:
        """Light or dark, the plots too."""
        self.theme = themes.current_theme(self.memory.appearance)
        themes.apply(QApplication.instance(), self.theme)
        self.menus.set_theme(self.theme, self.memory.appearance)
        parts = self.banner, self.start_page, self.stage, self.timeline, self.inside, self.lesson.card, self.comparing
        for part in parts:
            part.set_theme(self.theme)

    def _restore(self) -> None:
        self._dress()
        for key, restore in (("geometry", self.restoreGeometry), ("split", self.split.restoreState)):
            if (value := self.memory.bytes(key)) is not None:
                restore(value)
        self._mark_options()
        self.stage.set_advice(self.memory.flag("advice", True))
        self.mirror_display(self.memory.flag("mirror"))
        self.show_inside(self.memory.flag("inside", True))

    def _mark_options(self) -> None:
        options = self.pipeline.options
        self.menus.actions["source_mirrored"].setChecked(options.mirrored)
        self.menus.actions["follow_one"].setChecked(options.persons == 1)
        self.menus.actions["follow_two"].setChecked(options.persons == 2)

    def _remember(self) -> None:
        self.memory.keep("geometry", self.saveGeometry())
        self.memory.keep("split", self.split.saveState())
        self.memory.keep("mirror", self.menus.actions["mirror_display"].isChecked())
        self.memory.keep("inside", self.menus.actions["show_inside"].isChecked())
        self.memory.save()


def run(options: GivenOptions) -> NoReturn:
    """Open the window and stay until it is closed.

    Threads and sources have been ended in order by then, so that the process is left at once: tearing down torch and
    MediaPipe piece by piece takes a second or two [measured] and frees nothing that the system does not. What still
    runs is a thread inside an import or a camera's driver, which nobody can interrupt.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # idle threads must not take cores from the pose model
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("mssa-studio")
    app.setApplicationDisplayName(NAME)
    app.setQuitOnLastWindowClosed(False)  # but when what it left running has ended
    reporter = CrashReporter(options.debug)
    reporter.install()
    window = MainWindow(options)
    window.ended.connect(app.quit)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    window.show()
    QTimer.singleShot(0, window.start)
    status = app.exec()
    window.close()  # where the system asked the program to end, and not the user the window to close
    while not window.gone:
        app.processEvents()
        time.sleep(TICK / 1000)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
