"""What writes files: recording, snapshots, exports. The files themselves are written by other threads."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dialogs.export_dialog import ExportDialog, ExportOrder
from app.dialogs.recording_dialogs import RecordDialog, RenderingDialog
from app.dialogs.replace_question import ReplaceQuestion
from app.figures.paper import Drawing
from app.session.export_thread import ExportThread, FileJob, PictureThread, VideoOrder
from app.session.messages import ShownFrame
from app.session.pipeline import Pipeline
from app.session.rendering_thread import RenderingThread, video_subject
from app.settings_store import SettingsStore
from app.texts import mark, tr
from app.window.export_plan import ExportContent, choices_kept, choices_of, jobs_of, page_job, take_content
from app.window.figure_export import FigureExport, save_picture
from app.window.show_in_folder import show_in_folder
from recognizer.files import atomic, user_path
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import is_address
from recognizer.text import clock_text, path_text

DRAWN, PLAIN = mark("Picture with skeletons (*.png *.jpg)"), mark("Picture alone (*.png *.jpg)")
PICTURE = mark("Picture (*.png *.jpg)")
SHOW = mark("Show in folder")
COPYING = ("copy_numbers", "copy_figure")
EXPLAIN_NOTHING = mark("No answer is shown at this moment: go to one where somebody has been watched for a while.")
EXPLAIN_HIDDEN = mark("Look inside the network (I) first: what is seen there is what the page explains.")
NOTHING_TO_COPY = mark("Nothing is shown that could be copied.")


class ExportController(QObject):
    """Asks where to write, and has it written. ``shown`` gives the moment on the stage.

    ``reported`` carries a sentence about what has become of it, whether that is a problem, and what a button offers to
    do then (its text, and what it does), or ``None``; ``recording_changed`` comes when a recording begins or ends by a
    command.
    """

    reported = Signal(str, bool, object)
    recording_changed = Signal()
    _ended = Signal(object)  # from the thread that has written
    _drawn = Signal(object)  # from the thread that has drawn what is to be copied

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
        self._writings: list[ExportThread | PictureThread] = []
        self._stopped = False
        self._to_open: Path | None = None  # the page that is opened once it is written
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._drawn.connect(self._finish_copying, Qt.ConnectionType.QueuedConnection)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "record": self.toggle_recording,
            "take_snapshot": self.take_snapshot,
            "export": self.export,
            "explain_moment": self.explain_moment,
            "copy_numbers": self.copy_numbers,
            "copy_figure": self.copy_figure,
        }

    # Recording

    def toggle_recording(self) -> None:
        """Ask what to record, or end what is being recorded."""
        if self._pipeline.recording:
            self._pipeline.stop_recording()
        elif self._pipeline.source is None:
            self._tell(tr("Nothing is open that could be recorded."))
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

    def recover_recordings(self) -> None:
        """Look where was recorded last whether the end of the program has cut a recording off."""
        if folder := self._settings.text("recordings"):
            self._pipeline.recover_recordings(Path(folder))

    # A snapshot

    def take_snapshot(self) -> None:
        """Save what is shown at the moment of asking, not of saving."""
        shown = self._shown()
        if shown is None:
            self._tell(tr("There is nothing to take a picture of."))
        elif shown.captured.frame.image is None:
            skeletons = self._figures.skeletons()
            self._ask(tr(PICTURE), lambda kind: partial(_save_skeletons, skeletons))
        else:
            from app.session.recording_thread import Snapshot

            taken = Snapshot(shown.captured.frame, shown.bodies)
            self._ask(f"{tr(DRAWN)};;{tr(PLAIN)}", lambda kind: partial(taken.save, drawn=kind != tr(PLAIN)))

    def _ask(self, kinds: str, writer: Callable[[str], Callable[[Path], object]]) -> None:
        """Ask where a picture goes, and have it written there by what ``writer`` gives for the kind that was chosen."""
        start = self._folder("exports") / "snapshot.png"
        file, kind = QFileDialog.getSaveFileName(self._parent, tr("Snapshot"), str(start), kinds)
        if not file:
            return
        self._settings.keep("exports", str(Path(file).parent))
        target = Path(file) if Path(file).suffix else Path(file).with_suffix(".png")
        # The system's dialog has asked about the name that was typed.
        self._write([FileJob(target, writer(kind))], overwrite=target == Path(file))

    # Exports

    def export(self) -> None:
        """Ask what to export of what is shown now, and where to."""
        content = take_content(self._pipeline, self._figures)
        folder = self._own_folder() or self._folder("exports")
        choices = choices_kept(self._settings)
        export = partial(self._export, content)
        ExportDialog(self._parent, content.tab, content.why_not, choices, folder, content.stem, export).open()

    def _export(self, content: ExportContent, order: ExportOrder) -> None:
        for name, value in choices_of(order.choices).items():
            self._settings.keep(name, value)
        if order.folder != self._own_folder():
            self._settings.keep("exports", str(order.folder))
        jobs, videos = jobs_of(order, content)
        self._write(jobs, videos)

    def explain_moment(self) -> None:
        """Ask where the page goes that explains the answer that is shown, have it written, and open it."""
        if not self._figures.looking_inside:
            self._tell(tr(EXPLAIN_HIDDEN))
            return
        content = take_content(self._pipeline, self._figures)
        if content.answer is None:
            self._tell(tr(EXPLAIN_NOTHING))
            return
        seconds = clock_text(content.answer[0].time).replace(":", "m")
        start = (self._own_folder() or self._folder("exports")) / f"{content.stem}-explained-{seconds}s.html"
        file, _ = QFileDialog.getSaveFileName(self._parent, tr("Explain this moment"), str(start), tr("Page (*.html)"))
        if not file:
            return
        if Path(file).parent != self._own_folder():
            self._settings.keep("exports", str(Path(file).parent))
        target = Path(file) if Path(file).suffix else Path(file).with_suffix(".html")
        self._to_open = target
        self._tell(tr("The page is being written."))
        # The system's dialog has asked about the name that was typed.
        self._write([page_job(target, content)], overwrite=target == Path(file))

    def _write(self, jobs: Sequence[FileJob], later: Sequence[VideoOrder] = (), overwrite: bool = False) -> None:
        """Have files written; what is there is asked about once for all, unless it may be replaced."""
        self._begin(ExportThread(jobs, later, self._in_use(), overwrite, self._ended.emit))

    def _finish(self, thread: ExportThread) -> None:
        """A thread has written what it could."""
        if self._stopped:
            return
        if thread.in_the_way:
            again = partial(self._write, thread.jobs, thread.later, overwrite=True)
            ReplaceQuestion(self._parent, thread.in_the_way, again).open()
        elif thread.later and not thread.refused:
            self._render(thread.later[0], thread.written, thread.problem)
        else:
            self._tell_outcome(thread.written, thread.problem)

    def render(self, target: Path) -> None:
        """Write the open file as an annotated video, if one is open."""
        subject = video_subject(self._pipeline)
        if subject is not None:
            self._render(VideoOrder(target, subject))

    def _render(self, order: VideoOrder, written: Sequence[Path] = (), problem: str = "") -> None:
        """Write an annotated video. ``written`` and ``problem``: what has become of the files that were asked for with
        it."""
        self._pipeline.pause()  # the cores are for the drawing
        target = order.target
        rendering = RenderingThread(order.subject, target, order.style)

        def ended() -> None:
            done = bool(rendering.outcome) and not rendering.problem
            trouble = rendering.outcome if rendering.problem else ""
            self._tell_outcome([*written, *([target] if done else ())], problem or trouble)

        rendering.start()
        self._renderings = [*(old for old in self._renderings if old.is_alive()), rendering]
        RenderingDialog(self._parent, rendering, ended).open()

    def _tell_outcome(self, files: Sequence[Path], problem: str) -> None:
        """One sentence about all files, and a way to where they are."""
        problem = path_text(problem)
        if not files:
            if problem:
                self._tell(problem, problem=True)
            return
        first = files[0]
        if first == self._to_open:
            self._to_open = None
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(first)))
        words = (
            tr("Written to {first}.", first=path_text(first))
            if len(files) == 1
            else (tr("{count} files were written to {parent}.", count=len(files), parent=path_text(first.parent)))
        )
        self._tell(f"{problem} {words}".strip(), bool(problem), (tr(SHOW), partial(show_in_folder, first)))

    # Copying

    def offer_copying(self, actions: Mapping[str, QAction], views: Sequence[QWidget]) -> None:
        """Put the commands that copy into the context menus of these views."""
        for view in views:
            view.addActions([actions[key] for key in COPYING])

    def copy_numbers(self) -> None:
        """Copy what is shown as numbers, in columns parted by tabs: the timeline's, where the keys go to it, else those
        of the open tab."""
        what, drawing = self._to_copy()
        if drawing is None:
            self._tell(tr(NOTHING_TO_COPY))
            return
        QGuiApplication.clipboard().setText(drawing.tabbed())
        self._tell(tr("The numbers of {what} were copied.", what=what))

    def copy_figure(self) -> None:
        """Copy the same as a figure, as large and as sharp as figures were exported last."""
        what, drawing = self._to_copy()
        if drawing is None:
            self._tell(tr(NOTHING_TO_COPY))
            return
        paper = choices_kept(self._settings).paper
        self._begin(PictureThread(what, partial(drawing.png, paper), self._drawn.emit))

    def _to_copy(self) -> tuple[str, Drawing | None]:
        """What is copied, in words, and its figure."""
        content = take_content(self._pipeline, self._figures)
        if content.inside is None or self._figures.on_timeline:
            return tr("the timeline"), content.timeline
        return tr(content.tab), content.inside

    def _finish_copying(self, thread: PictureThread) -> None:
        if self._stopped:
            return
        if thread.problem:
            self._tell(thread.problem, problem=True)
        else:
            QGuiApplication.clipboard().setImage(QImage.fromData(thread.picture))
            self._tell(tr("The figure of {what} was copied.", what=thread.what))

    # Threads and places

    def stop(self) -> None:
        """Give up what is being rendered, and write no further file."""
        self._stopped = True
        for thread in (*self._renderings, *self._writings):
            thread.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [thread.name for thread in (*self._renderings, *self._writings) if thread.is_alive()]

    def _begin(self, thread: ExportThread | PictureThread) -> None:
        self._writings = [*(old for old in self._writings if old.is_alive()), thread]
        thread.start()

    def _tell(self, sentence: str, problem: bool = False, remedy: tuple[str, Callable[[], None]] | None = None) -> None:
        self.reported.emit(sentence, problem, remedy)

    def _in_use(self) -> list[str | Path]:
        """Files that are being read or written."""
        source, working = self._pipeline.source, [one for one in self._renderings if one.is_alive()]
        read = [one.task.spec for one in working] + ([] if source is None or source.live else [source.spec])
        writing = [
            target
            for one in self._writings
            if isinstance(one, ExportThread) and one.is_alive()
            for target in one.targets
        ]
        return [*read, *(one.target for one in working), *writing]

    def _own_folder(self) -> Path | None:
        """The folder of the file that is open; the bundled sample's is none to write to."""
        source = self._pipeline.source
        if source is None or source.live or is_address(source.spec) or source.spec == str(SAMPLE_CLIP):
            return None
        return user_path(source.spec).absolute().parent

    def _folder(self, name: str) -> Path:
        """Where this was written last time, else where such files usually are."""
        kept = self._settings.text(name)
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        return Path(kept or usual or Path.home())


def _save_skeletons(skeletons: QImage, target: Path) -> None:
    with atomic(target) as temporary:
        save_picture(skeletons, target, temporary)
