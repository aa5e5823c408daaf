"""What writes files: recording, snapshots, exports."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dialogs.export_dialog import ExportDialog, ExportFormat, RecordDialog, RenderingDialog
from app.session.batch_thread import recognition_options
from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.session.rendering_thread import RenderingThread
from app.session.session_export import session_result
from app.settings_store import SettingsStore
from app.window.figure_export import FigureExport, save_picture
from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.skeleton.joints import BODIES

DRAWN, PLAIN = "Picture with skeletons (*.png *.jpg)", "Picture alone (*.png *.jpg)"
PICTURE = "Picture (*.png *.jpg)"


class ExportController(QObject):
    """Asks where to write, and writes. ``shown`` gives the moment on the stage.

    ``reported`` carries a sentence about what has become of it, and whether that is a problem; ``recording_changed``
    comes when a recording begins or ends by a command.
    """

    reported = Signal(str, bool)
    recording_changed = Signal()

    def __init__(
        self,
        pipeline: Pipeline,
        settings: SettingsStore,
        figures: FigureExport,
        shown: Callable[[], ShownFrame | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._pipeline, self._settings, self._figures = pipeline, settings, figures
        self._shown, self._parent = shown, parent
        self._renderings: list[RenderingThread] = []

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {"record": self.toggle_recording, "take_snapshot": self.take_snapshot, "export": self.export}

    # Recording

    def toggle_recording(self) -> None:
        """Ask what to record, or end what is being recorded."""
        if self._pipeline.recording:
            self._pipeline.stop_recording()
        elif self._pipeline.source is None:
            self.reported.emit("Nothing is open that could be recorded.", False)
        else:
            name = time.strftime("recording-%Y-%m-%d-%H%M%S")
            dialog = RecordDialog(self._parent, self._folder("recordings"), name, self.record)
            dialog.finished.connect(lambda _: self._settings.keep("recordings", str(dialog.folder)))
            dialog.open()
        self.recording_changed.emit()

    def record(self, video: Path | None, clip: Path | None) -> None:
        """Record the video, the clip, or both to these files."""
        self._pipeline.record(video, clip)
        self.recording_changed.emit()

    # A snapshot

    def take_snapshot(self) -> None:
        """Save what is shown at the moment of asking, not of saving."""
        shown = self._shown()
        if shown is None:
            self.reported.emit("There is nothing to take a picture of.", False)
        elif shown.captured.frame.image is None:
            self._save_skeletons()
        else:
            self._save_picture(shown)

    def _save_skeletons(self) -> None:
        skeletons = self._figures.skeletons()
        target, _ = self._ask("Snapshot", "snapshot.png", PICTURE)

        def write(target: Path) -> None:
            with atomic(target) as temporary:
                save_picture(skeletons, target, temporary)

        self._try(target, write)

    def _save_picture(self, shown: ShownFrame) -> None:
        from app.session.recording_thread import Snapshot

        taken = Snapshot(shown.captured.frame, shown.bodies)
        target, kind = self._ask("Snapshot", "snapshot.png", f"{DRAWN};;{PLAIN}")
        self._try(target, lambda target: taken.save(target, drawn=kind != PLAIN))

    # Exports

    def export(self) -> None:
        """Ask what to export, and where to."""
        ExportDialog(self._parent, self._why_not, self._save).open()

    def render(self, target: Path) -> None:
        """Write the open file as an annotated video, recognized once more from start to end."""
        source = self._pipeline.source
        if source is None:
            return  # it was left while the file's name was being asked for
        self._pipeline.pause()  # the cores are for the drawing
        rendering = RenderingThread(source.spec, target, recognition_options(self._pipeline.options))
        rendering.start()
        self._renderings = [*(old for old in self._renderings if old.is_alive()), rendering]
        RenderingDialog(self._parent, rendering, self.reported.emit).open()

    def stop(self) -> None:
        """Give up what is being rendered."""
        for rendering in self._renderings:
            rendering.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [rendering.name for rendering in self._renderings if rendering.is_alive()]

    def _why_not(self, key: str) -> str:
        """Why this cannot be exported now; empty when it can."""
        source = self._pipeline.source
        if key == "video":
            live = source is None or source.live
            return "For files; record a camera first, then open the recording" if live else ""
        if key.startswith("map"):
            return "" if self._figures.has_map else "No map is shown"
        judged = any(self._pipeline.segments.probabilities.judged(slot) for slot in range(BODIES))
        return "" if judged else "Nothing was recognized yet"

    def _save(self, wanted: ExportFormat) -> None:
        source = self._pipeline.source
        stem = "session" if source is None or source.live else Path(source.spec).stem
        target, _ = self._ask("Export", f"{stem}{wanted.ending}{wanted.suffix}", f"{wanted.name} (*{wanted.suffix})")
        if target is not None and target.suffix.lower() != wanted.suffix:
            target = target.with_name(target.name + wanted.suffix)
        if wanted.key == "video":
            if target is not None:
                self.render(target)
        elif wanted.key.startswith("timeline"):
            self._try(target, self._figures.save_timeline)
        elif wanted.key.startswith("map"):
            self._try(target, self._figures.save_map)
        else:
            self._try(target, lambda target: getattr(session_result(self._pipeline), f"save_{wanted.key}")(target))

    def _try(self, target: Path | None, write: Callable[[Path], None]) -> None:
        """Write, and report what has become of it; without a target, nothing was wanted."""
        if target is None:
            return
        try:
            write(target)
        except UserError as error:
            self.reported.emit(str(error), True)
        else:
            self.reported.emit(f"Written to {target}.", False)

    def _ask(self, title: str, name: str, kinds: str) -> tuple[Path | None, str]:
        """Where to write, and which of the kinds; ``None`` when it is called off."""
        start = self._folder("exports") / name
        file, kind = QFileDialog.getSaveFileName(self._parent, title, str(start), kinds)
        if not file:
            return None, ""
        self._settings.keep("exports", str(Path(file).parent))
        path = Path(file)
        return (path if path.suffix else path.with_suffix(Path(name).suffix)), kind

    def _folder(self, name: str) -> Path:
        """Where this was written last time, else where such files usually are."""
        kept = self._settings.text(name)
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        return Path(kept or usual or Path.home())
