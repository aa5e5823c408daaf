"""The main window: puts the parts together and passes on what they ask for."""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import imports
from app import theme as themes
from app.banner import Banner
from app.crash import CrashReporter
from app.inside import InsidePanel
from app.menus import Menus
from app.options import Options
from app.pipeline import Failed, Opened, Pipeline
from app.recognition import ModelInfo
from app.result import Result
from app.shortcuts import HelpDialog
from app.stage import Stage
from app.theme import GAP, Appearance
from app.timeline import Timeline
from app.wording import figures
from recognizer.sample import SAMPLE

imports.restore()
NAME = "MS-SA Studio"
TICK, STATUS = 33, 500  # milliseconds between pulls of the newest result, and between texts of the status line
CAMERAS = 4  # that the menu offers
VIDEOS = "*.mp4 *.avi *.mov *.mkv *.webm *.m4v *.mpg *.mpeg *.wmv"
CLIPS = "*.npz *.skeleton"


class MainWindow(QMainWindow):
    """Pulls the newest result from the pipeline and shows it; never waits for anything."""

    def __init__(self, options: Options, pipeline: Pipeline | None = None, settings: QSettings | None = None) -> None:
        super().__init__()
        self._options = options
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "mssa-studio", "studio"
        )
        self.pipeline = pipeline or Pipeline(options)
        self._searching = False  # no source was named: the first camera that works, or the sample
        self._place = 0.0
        self._version = -1
        self._lanes: list = []
        self.theme = themes.LIGHT
        self.banner, self.stage, self.timeline, self.inside = Banner(), Stage(), Timeline(), InsidePanel()
        self.figures = QLabel()
        self.figures.setAccessibleName("Rates and delays")
        self.doing = QLabel()
        self.doing.setAccessibleName("What is being prepared")
        self._lay_out()
        self._make_menus()
        self.timeline.play_pause.connect(self.toggle_playing)
        self.timeline.sought.connect(self.seek)
        self.timeline.stepped.connect(self.step)
        self.timeline.speed_chosen.connect(self.pipeline.set_speed)
        self._restore()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self._ticker, self._status = QTimer(self), QTimer(self)
        self._ticker.timeout.connect(self.tick)
        self._status.timeout.connect(self.refresh_status)

    # Starting and ending

    def start(self) -> None:
        """Start the threads and open the first source; called once the window is visible."""
        self.pipeline.watch(not self.inside.isHidden())
        self.pipeline.start()
        if self._options.source is not None:
            self.open(self._options.source)
        else:
            self.open_any_camera()
        self.stage.setFocus()  # and not the first button, which the space bar would press
        self._ticker.start(TICK)
        self._status.start(STATUS)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._ticker.stop()
        self._status.stop()
        self._remember()
        self.hide()  # the rest may take a moment
        self.pipeline.close()
        event.accept()

    # What menus, keys and parts ask for

    def open(self, spec: str) -> None:
        """Open a camera number, a video or a clip."""
        self._searching = False
        self._begin(f"Opening {self._shown(spec)}…")
        self.pipeline.open([spec], loop=spec == str(SAMPLE))

    def open_any_camera(self) -> None:
        """The camera used last, else the first that works, else the sample clip."""
        self._searching = True
        self._begin("Looking for a camera…")
        last = self._settings.value("camera", "", type=str)
        cameras = [str(number) for number in range(CAMERAS)]
        first = [last] if last in cameras else []
        self.pipeline.open([*first, *(number for number in cameras if number != last), str(SAMPLE)], loop=True)

    def open_sample(self) -> None:
        self.open(str(SAMPLE))

    def ask_for_file(self) -> None:
        folder = self._settings.value("folder", "", type=str)
        kinds = f"Videos and clips ({VIDEOS} {CLIPS});;Videos ({VIDEOS});;Clips ({CLIPS});;All files (*)"
        file, _ = QFileDialog.getOpenFileName(self, "Open a video or a clip", folder, kinds)
        if file:
            self._settings.setValue("folder", str(Path(file).parent))
            self.open(file)

    def toggle_playing(self) -> None:
        """Play or pause; the space bar on a focused control works that control instead."""
        focused = QApplication.focusWidget()
        if self.sender() is self.actions_by_keys.get("Space"):
            if isinstance(focused, QAbstractButton) and focused is not self.timeline.button:
                focused.click()
                return
            if isinstance(focused, QComboBox):
                focused.showPopup()
                return
        if self.pipeline.playing:
            self.pipeline.pause()
        else:
            self.pipeline.play()

    def seek(self, seconds: float) -> None:
        """Jump, in a file."""
        source = self.pipeline.source
        if source is None or source.live:
            return
        self._place = min(max(seconds, 0.0), source.duration or seconds)
        self.pipeline.seek(self._place)
        self._show_place()

    def step(self, frames: int) -> None:
        """By single frames, forward without a jump."""
        source = self.pipeline.source
        if source is None or source.live:
            return
        if frames > 0:
            self.pipeline.step()
        else:
            self.pipeline.pause()
            self.seek(self._place + frames / source.fps)

    def change_speed(self, steps: int) -> None:
        self.timeline.change_speed(steps)

    def zoom(self, factor: float) -> None:
        self.timeline.tracks.zoom(factor)

    def fit_timeline(self) -> None:
        self.timeline.tracks.fit()

    def skip(self, seconds: float) -> None:
        self.seek(self._place + seconds)

    def toggle_mirror(self) -> None:
        self.stage.set_mirrored(self.actions_by_keys["M"].isChecked())

    def toggle_inside(self) -> None:
        shown = self.actions_by_keys["I"].isChecked()
        self.inside.setVisible(shown)
        self.pipeline.watch(shown)

    def show_tab(self, index: int) -> None:
        self.actions_by_keys["I"].setChecked(True)
        self.toggle_inside()
        self.inside.tabs.setCurrentIndex(index)
        self.inside.tabs.tabBar().setFocus()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_shortcuts(self) -> None:
        HelpDialog(self).open()

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
            self.open(files[0])

    # What the timers do

    def tick(self) -> None:
        """Show what is new."""
        for message in self.pipeline.messages():
            self._hear(message)
        self._prepare()
        result = self.pipeline.result()
        if result is not None:
            self._show(result)
        elif (shot := self.pipeline.preview()) is not None:
            self.stage.show_shot(shot, shot.frame.bodies)
        self.timeline.show_state(self.pipeline.state)

    def refresh_status(self) -> None:
        self.figures.setText(figures(self.pipeline.stats(), self.pipeline.model))

    def _show(self, result: Result) -> None:
        self.stage.show_result(result, result.model)
        self.inside.show_result(result)
        self._place = result.shot.frame.time
        if self.pipeline.story.version != self._version:
            self._version = self.pipeline.story.version
            self._lanes = self.pipeline.story.lanes()
        self._show_place()

    def _show_place(self) -> None:
        model = self.pipeline.model
        self.timeline.show_place(self._place, self._lanes, () if model is None else model.labels)

    def _hear(self, message: Opened | Failed | ModelInfo) -> None:
        if isinstance(message, Failed):
            self.banner.tell(message.sentence, problem=True)
            if self.pipeline.source is None:
                self.stage.set_notice("Nothing is open. Open a video or a clip, or drop one here.")
        elif isinstance(message, Opened):
            source = message.source
            self.timeline.begin(source.live, source.duration, self.pipeline.story.history)
            self.setWindowTitle(f"{'Sample clip' if source.spec == str(SAMPLE) else source.name} – {NAME}")
            if source.live:
                self._settings.setValue("camera", source.spec)
            elif self._searching:
                self.banner.tell(
                    "No camera was found, so the sample clip is playing. Open a video or a clip with "
                    f"{QKeySequence('Ctrl+O').toString(QKeySequence.SequenceFormat.NativeText)}, or drop one here.",
                    problem=False,
                )

    def _prepare(self) -> None:
        """Say what is being made ready."""
        progress = self.pipeline.progress
        if progress != self.doing.text():
            self.doing.setText(progress)
            self.stage.show_preparing(progress)

    def _begin(self, notice: str) -> None:
        self.banner.hide()
        self._place, self._version, self._lanes = 0.0, -1, []
        self.stage.begin(notice)
        self.inside.begin()
        self.timeline.begin(False, None, self.pipeline.story.history)
        self.setWindowTitle(NAME)

    @staticmethod
    def _shown(spec: str) -> str:
        if spec.isdigit():
            return f"camera {spec}"
        return "the sample clip" if spec == str(SAMPLE) else Path(spec).name

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
        layout.addWidget(self.split, 1)
        layout.addWidget(self.timeline)
        self.setCentralWidget(centre)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.doing, 1)
        self.statusBar().addPermanentWidget(self.figures)
        self.statusBar().setContentsMargins(GAP, 0, GAP, 0)

    def _make_menus(self) -> None:
        self.menus = Menus(self, CAMERAS)
        self.addToolBar(self.menus.toolbar)
        self.actions_by_keys = self.menus.actions_by_keys
        self.actions_by_keys["I"].setChecked(True)

    # Looks and memory

    def set_appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance.value)
        self._dress()

    def _dress(self) -> None:
        """Light or dark, the plots too."""
        chosen = self._settings.value("appearance", Appearance.SYSTEM.value, type=str)
        appearance = Appearance(chosen) if chosen in {a.value for a in Appearance} else Appearance.SYSTEM
        self.theme = themes.current_theme(appearance)
        themes.apply(QApplication.instance(), self.theme)
        self.menus.dress(self.theme, appearance)
        for part in (self.banner, self.stage, self.timeline, self.inside):
            part.set_theme(self.theme)

    def _restore(self) -> None:
        self._dress()
        for key, restore in (("geometry", self.restoreGeometry), ("split", self.split.restoreState)):
            value = self._settings.value(key)
            if isinstance(value, QByteArray):
                restore(value)
        self.actions_by_keys["M"].setChecked(self._settings.value("mirror", False, type=bool))
        self.actions_by_keys["I"].setChecked(self._settings.value("inside", True, type=bool))
        self.toggle_mirror()
        self.toggle_inside()

    def _remember(self) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("split", self.split.saveState())
        self._settings.setValue("mirror", self.actions_by_keys["M"].isChecked())
        self._settings.setValue("inside", self.actions_by_keys["I"].isChecked())
        self._settings.sync()


def run(options: Options) -> NoReturn:
    """Open the window and stay until it is closed.

    Threads and sources have been ended in order by then, so that the process is left at once: tearing down torch and
    MediaPipe piece by piece takes a second or two [measured] and frees nothing that the system does not. What still
    runs is a thread inside an import or a camera's driver, which nobody can interrupt.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # idle threads must not take cores from the pose model
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("mssa-studio")
    app.setApplicationDisplayName(NAME)
    reporter = CrashReporter(options.debug)
    reporter.install()
    window = MainWindow(options)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    window.show()
    QTimer.singleShot(0, window.start)
    status = app.exec()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
