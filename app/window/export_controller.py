"""What writes files: recording, snapshots, exports."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dialogs.export_dialog import ExportDialog, ExportFormat, RecordDialog, RenderingDialog
from app.dialogs.replace_question import ReplaceQuestion
from app.session.batch_thread import recognition_options
from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.session.rendering_thread import RenderingThread
from app.session.session_export import session_result
from app.settings_store import SettingsStore
from app.window.figure_export import FigureExport, save_picture
from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.output.targets import check_targets, files_there, result_names
from recognizer.skeleton.joints import BODIES
from recognizer.text import path_text

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

        def write(target: Path, kind: str) -> None:
            with atomic(target) as temporary:
                save_picture(skeletons, target, temporary)

        self._ask("Snapshot", "snapshot.png", PICTURE, self._written(write))

    def _save_picture(self, shown: ShownFrame) -> None:
        from app.session.recording_thread import Snapshot

        taken = Snapshot(shown.captured.frame, shown.bodies)

        def write(target: Path, kind: str) -> None:
            taken.save(target, drawn=kind != PLAIN)

        self._ask("Snapshot", "snapshot.png", f"{DRAWN};;{PLAIN}", self._written(write))

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
        live = source is None or source.live
        if key == "video" or (key == "labels" and live):
            return "For files; record a camera first, then open the recording" if live else ""
        if key.startswith("map"):
            return "" if self._figures.has_map else "No map is shown"
        judged = any(self._pipeline.segments.probabilities.judged(slot) for slot in range(BODIES))
        return "" if judged else "Nothing was recognized yet"

    def _save(self, wanted: ExportFormat) -> None:
        source = self._pipeline.source
        stem = "session" if source is None or source.live else path_text(result_names([source.spec])[0])

        def write(target: Path, kind: str) -> None:
            if wanted.key.startswith("timeline"):
                self._figures.save_timeline(target)
            elif wanted.key.startswith("map"):
                self._figures.save_map(target)
            else:
                getattr(session_result(self._pipeline), f"save_{wanted.key}")(target)

        self._ask(
            "Export",
            f"{stem}{wanted.ending}{wanted.suffix}",
            f"{wanted.name} (*{wanted.suffix})",
            (lambda target, kind: self.render(target)) if wanted.key == "video" else self._written(write),
            wanted.suffix,
        )

    def _written(self, write: Callable[[Path, str], None]) -> Callable[[Path, str], None]:
        """Writes, and reports what has become of it."""

        def written(target: Path, kind: str) -> None:
            try:
                write(target, kind)
            except UserError as error:
                self.reported.emit(path_text(str(error)), True)
            else:
                self.reported.emit(f"Written to {target}.", False)

        return written

    def _ask(
        self, title: str, name: str, kinds: str, write: Callable[[Path, str], None], suffix: str | None = None
    ) -> None:
        """Ask where to write, and have it written there, given the kind that was chosen. ``suffix``: what the name is
        to end with, whatever was typed; without it, any ending will do. What the source is read from, and what is being
        rendered, is never replaced, and no other file without a question."""
        start = self._folder("exports") / name
        file, kind = QFileDialog.getSaveFileName(self._parent, title, str(start), kinds)
        if not file:
            return
        self._settings.keep("exports", str(Path(file).parent))
        target = _completed(Path(file), Path(name).suffix, suffix)
        try:
            check_targets([target], self._in_use(), overwrite=True)
        except UserError as error:
            self.reported.emit(path_text(str(error)), True)
            return
        if target != Path(file) and files_there([target]):  # the system's dialog asked about the name that was typed
            ReplaceQuestion(self._parent, [target], lambda: write(target, kind)).open()
        else:
            write(target, kind)

    def _in_use(self) -> list[str | Path]:
        """Files that are being read or written."""
        source, working = self._pipeline.source, [one for one in self._renderings if one.is_alive()]
        read = [one.task.spec for one in working] + ([] if source is None or source.live else [source.spec])
        return [*read, *(one.target for one in working)]

    def _folder(self, name: str) -> Path:
        """Where this was written last time, else where such files usually are."""
        kept = self._settings.text(name)
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        return Path(kept or usual or Path.home())


def _completed(typed: Path, usual: str, suffix: str | None) -> Path:
    """The file's name with an ending: the ``suffix`` where there has to be this one, else one if there is none."""
    if suffix is not None and typed.suffix.lower() != suffix:
        return typed.with_name(typed.name + suffix)
    return typed if typed.suffix else typed.with_suffix(usual)
