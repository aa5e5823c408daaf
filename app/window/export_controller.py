"""What writes files: recording, snapshots, exports."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.dialogs.export_dialog import ExportDialog, Kind, RecordDialog, RenderingDialog
from app.session.rendering_thread import RenderingThread
from app.session.session_export import session_result
from app.window.figure_export import save_timeline, save_widget
from recognizer.errors import UserError

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

DRAWN, PLAIN = "Picture with skeletons (*.png *.jpg)", "Picture alone (*.png *.jpg)"


class Saving:
    """Asks where to, writes, and tells what has become of it."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._renderings: list[RenderingThread] = []

    # Recording

    def toggle_recording(self) -> None:
        """Ask what to record, or end what is being recorded."""
        pipeline = self._window.pipeline
        if pipeline.recording:
            pipeline.stop_recording()
        elif pipeline.source is None:
            self._window.banner.tell("Nothing is open that could be recorded.", problem=False)
        else:
            name = time.strftime("recording-%Y-%m-%d-%H%M%S")
            dialog = RecordDialog(self._window, self._folder("recordings"), name, self._record)
            dialog.finished.connect(lambda _: self._window.memory.keep("recordings", str(dialog.folder)))
            dialog.open()
        self._window.show_recording()

    def _record(self, video: Path | None, clip: Path | None) -> None:
        self._window.pipeline.record(video, clip)
        self._window.show_recording()

    # A snapshot

    def snapshot(self) -> None:
        """What is shown at the moment of asking, not of saving."""
        shown = self._window.shown
        if shown is None:
            self._window.banner.tell("There is nothing to take a picture of.", problem=False)
            return
        if shown.captured.frame.image is None:
            picture = self._window.stage.view_3d.grab()
            target, _ = self._ask("Snapshot", "snapshot.png", "Picture (*.png *.jpg)")
            if target is not None:
                self._try(target, lambda: _save_pixmap(picture, target))
            return
        from app.session.recording_thread import Snapshot

        taken = Snapshot(shown.captured.frame, shown.bodies)
        target, kind = self._ask("Snapshot", "snapshot.png", f"{DRAWN};;{PLAIN}")
        if target is not None:
            self._try(target, lambda: taken.save(target, drawn=kind != PLAIN))

    # Exports

    def export(self) -> None:
        ExportDialog(self._window, self._why_not, self._save).open()

    def stop(self) -> None:
        """Give up what is being rendered."""
        for rendering in self._renderings:
            rendering.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [rendering.name for rendering in self._renderings if rendering.is_alive()]

    def _why_not(self, key: str) -> str:
        """Why this cannot be exported now; empty when it can."""
        window = self._window
        source = window.pipeline.source
        if key in ("json", "csv", "srt") or key.startswith("timeline"):
            judged = any(window.pipeline.segments.probabilities.judged(slot) for slot in range(2))
            return "" if judged else "Nothing was recognized yet"
        if key == "video":
            if source is None or source.live:
                return "For files; record a camera first, then open the recording"
            return ""
        return "" if window.inside.map is not None else "No map is shown"

    def _save(self, kind: Kind) -> None:
        window = self._window
        source = window.pipeline.source
        stem = "session" if source is None or source.live else Path(source.spec).stem
        stem += "-annotated" if kind.key == "video" else f"-{kind.key.split('-')[0]}" if "-" in kind.key else ""
        target, _ = self._ask("Export", f"{stem}{kind.suffix}", f"{kind.name} (*{kind.suffix})")
        if target is None:
            return
        if target.suffix.lower() != kind.suffix:
            target = target.with_name(target.name + kind.suffix)
        if kind.key == "video":
            self._render(target)
        elif kind.key.startswith("timeline"):
            self._try(target, lambda: save_timeline(window.timeline.tracks, target, window.theme.surface))
        elif kind.key.startswith("map"):
            self._try(target, lambda: save_widget(window.inside.map, target, window.theme.surface))
        else:
            self._try(target, lambda: getattr(session_result(window.pipeline), f"save_{kind.key}")(target))

    def _render(self, target: Path) -> None:
        from recognizer.cli.commands import RecognitionOptions

        window = self._window
        options = window.pipeline.options
        names = ("model", "device", "mirrored", "persons", "pose_model")
        viewing = RecognitionOptions(**{name: getattr(options, name) for name in names})
        window.pipeline.pause()  # the cores are for the drawing
        rendering = RenderingThread(window.pipeline.source.spec, target, viewing)
        rendering.start()
        self._renderings = [*(old for old in self._renderings if old.is_alive()), rendering]
        RenderingDialog(window, rendering, window.banner.tell).open()

    def _try(self, target: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except UserError as error:
            self._window.banner.tell(str(error), problem=True)
        else:
            self._window.banner.tell(f"Written to {target}.", problem=False)

    def _ask(self, title: str, name: str, kinds: str) -> tuple[Path | None, str]:
        """Where to write, and which of the kinds; ``None`` when it is called off."""
        start = self._folder("exports") / name
        file, kind = QFileDialog.getSaveFileName(self._window, title, str(start), kinds)
        if not file:
            return None, ""
        self._window.memory.keep("exports", str(Path(file).parent))
        path = Path(file)
        return (path if path.suffix else path.with_suffix(Path(name).suffix)), kind

    def _folder(self, name: str) -> Path:
        """Where this was written last time, else where such files usually are."""
        kept = self._window.memory.text(name)
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        return Path(kept or usual or Path.home())


def _save_pixmap(picture: "object", target: Path) -> None:
    from recognizer.files import atomic

    with atomic(target) as temporary:
        if not picture.save(str(temporary), "JPG" if target.suffix.lower() in (".jpg", ".jpeg") else "PNG"):
            raise UserError(f"Cannot write {target}.")
