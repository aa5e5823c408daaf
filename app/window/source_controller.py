"""What opens sources: the picker, files, drops, the camera at the start, and the queue."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.source_picker import SourceChoice, SourcePicker, ask_for_files, file_name
from app.session.batch_thread import BatchThread, recognition_options
from app.session.camera_preview import TRIED, cameras
from app.session.captures import Wish
from app.session.messages import BatchOutputs, BatchTask, TaskState
from app.session.pipeline import Pipeline
from app.session.saved_result import SavedResult, is_result
from app.settings_store import SettingsStore
from app.texts import mark, tr
from app.widgets.theme import current_theme
from app.window.result_opening import ResultOpening
from recognizer.errors import UserError
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import as_file, is_address, without_secrets
from recognizer.sources.picture_series import as_sources
from recognizer.text import path_text

LOOKING = mark("Looking for a camera…")


class SourceController(QObject):
    """Asks the user, and has the pipeline open what was chosen.

    ``picture`` gives the newest picture of the open source, ``(height, width, 3)``, for the picker. ``opening`` reports
    that what was open is left for another source, with a sentence about that; ``options_chosen`` that this many people
    are to be followed from now on, and whether the source shows them as in a mirror; ``reported`` carries a sentence to
    the user, whether it is about a problem, and what a button offers to do about it, or ``None``.
    """

    opening = Signal(str)
    options_chosen = Signal(int, bool)
    reported = Signal(str, bool, object)

    def __init__(
        self, pipeline: Pipeline, settings: SettingsStore, picture: Callable[[], np.ndarray | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._pipeline, self._settings, self._picture, self._parent = pipeline, settings, picture, parent
        self._queue: QueueDialog | None = None
        self._picker: SourcePicker | None = None
        self._results = ResultOpening(pipeline, parent)
        self._results.found.connect(self._open_found)
        self._results.reported.connect(self.reported)
        self._signed: dict[str, str] = {}  # addresses with their secrets, by how they are shown; never written
        self.searching = False  # no source was named: the first camera that works, or the sample

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "choose_source": self.choose,
            "open_files": self.ask_for_files,
            "open_sample": self.open_sample,
            "show_queue": self.show_queue,
        }

    def open(self, spec: str, place: float = 0.0) -> None:
        """Open a camera number, an address, a video, a clip, or numbered pictures: by their pattern, by one of them, or
        by a folder that holds nothing else. A saved result is opened with the file that it is about. A file begins at
        ``place``, in seconds. What is open stays where the other cannot be opened."""
        spec = self._with_secrets(_as_path(spec))
        if is_result(spec):
            self.open_result(Path(spec))
            return
        self._results.cancel()
        self.searching = False
        if not (spec.isdigit() or is_address(spec)):  # of which there may be a folder as well
            (spec,) = as_sources([spec])
        sample = spec == str(SAMPLE_CLIP)
        name = (
            tr("camera {spec}", spec=spec) if spec.isdigit() else tr("the sample clip") if sample else file_name(spec)
        )
        self._begin(Wish([spec], loop=sample, place=place, saying=tr("Opening {name}…", name=name)))

    def _begin(self, wish: Wish) -> None:
        if self._pipeline.open(wish):
            self.opening.emit(wish.saying)

    def change_over(self) -> None:
        """Change over to the source that was to be opened in the place of the present one, once it is open."""
        saying = self._pipeline.opening
        if self._pipeline.change_over():
            self.opening.emit(saying)

    def open_result(self, path: Path, source: str | None = None) -> None:
        """Open a saved result; ``source``: the file that it is about, where it is known. What is open stays until both
        are known to fit."""
        self._results.open(path, source)

    def _open_found(self, saved: SavedResult) -> None:
        self.searching = False
        self._begin(Wish([saved.source], saved=saved, saying=tr("Opening {name}…", name=saved.name)))

    def _with_secrets(self, spec: str) -> str:
        """An address as it was given last, where this is how it is shown and kept."""
        shown = without_secrets(spec)
        if spec != shown:
            self._signed[shown] = spec
        return self._signed.get(spec, spec)

    def open_any_camera(self) -> None:
        """Open the camera used last, else the first that works, else the sample clip."""
        self._results.cancel()
        self.searching = True
        self._begin(Wish([*self._cameras(), str(SAMPLE_CLIP)], loop=True, saying=tr(LOOKING)))

    def open_camera(self) -> None:
        """Open the camera used last, else the first that works; where none does, what is open stays."""
        self._results.cancel()
        self.searching = False
        self._begin(Wish(self._cameras(), saying=tr(LOOKING)))

    def _cameras(self) -> list[str]:
        """The numbers of all that may be there, the one used last before the others."""
        last = self._settings.text("camera")
        numbers = [str(number) for number in sorted({*range(TRIED), *(camera.number for camera in cameras())})]
        return [*([last] if last in numbers else []), *(number for number in numbers if number != last)]

    def open_sample(self) -> None:
        """Open the bundled sample clip."""
        self.open(str(SAMPLE_CLIP))

    def ask_for_files(self) -> None:
        """Ask for files: one is opened, several go into the queue."""
        files = ask_for_files(self._parent, self._settings.text("folder"))
        if files:
            self._settings.keep("folder", str(Path(files[0]).parent))
            self.take(files)

    def take(self, files: list[str]) -> None:
        """Open the file that was chosen or dropped, or put several into the queue; pictures count as their series. Of
        several files, results are left out: they are there already."""
        files = as_sources(_as_on_disk(file) for file in files)
        sources = [file for file in files if not is_result(file)]
        if len(files) == 1:
            self.open(files[0])
        elif len(files) == 2 and len(sources) == 1:
            (result,) = (file for file in files if is_result(file))
            self.open_result(Path(result), sources[0])
        elif sources:
            self.show_queue(sources)
        elif files:
            self.reported.emit(tr("Open one result at a time."), False, None)

    def choose(self) -> None:
        """Open the picker."""
        source, options = self._pipeline.source, self._pipeline.options
        self._picker = picker = SourcePicker(
            self._parent,
            theme=current_theme(self._settings.appearance),
            found=cameras(),
            recent=[self._with_secrets(spec) for spec in self._settings.recent],
            now=None if source is None else source.spec,
            persons=options.persons,
            mirrored=options.mirrored,
            open_source=self._pipeline.open_source,
            picture=self._picture,
        )
        picker.chosen.connect(self._open_chosen)
        picker.files_wanted.connect(self.ask_for_files)
        picker.open()

    def _open_chosen(self, chosen: SourceChoice) -> None:
        options = self._pipeline.options
        if (chosen.persons, chosen.mirrored) != (options.persons, options.mirrored):
            self.options_chosen.emit(chosen.persons, chosen.mirrored)
        self.open(chosen.spec)

    # The queue

    def show_queue(self, files: list[str] | None = None) -> None:
        """Show the queue, with these files added to it."""
        if self._queue is None:
            self._queue = QueueDialog(self._parent, self._make_batch, self._settings.text("folder"))
            self._queue.opened.connect(self._open_task)
            self._queue.started.connect(self._pipeline.pause)  # the cores are for the queue
        self._queue.add(files or [])
        self._queue.show()
        self._queue.raise_()

    def _open_task(self, task: BatchTask) -> None:
        """Open a file of the queue, with its result where it has one."""
        if task.state is TaskState.DONE and task.written is not None and task.written.exists():
            self.open_result(task.written, task.spec)
        else:
            self.open(task.spec)

    def stop(self) -> None:
        """Give the queue up, and open nothing more; the picker leaves its preview when it is closed."""
        self._results.cancel()
        if self._queue is not None:
            self._queue.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        batch = None if self._queue is None else self._queue.batch
        previews = [] if self._picker is None else self._picker.previews()
        working = [thread.name for thread in (batch, *previews) if thread is not None and thread.is_alive()]
        return [*working, *self._results.running()]

    def _make_batch(self, tasks: list[BatchTask], wanted: BatchOutputs) -> BatchThread:
        return BatchThread(tasks, recognition_options(self._pipeline.options), wanted)


def _as_path(spec: str) -> str:
    """The path where this is a ``file://`` address of this machine; anything else as it is, for whoever opens it."""
    try:
        return as_file(spec)
    except UserError:
        return spec


def _as_on_disk(file: str) -> str:
    """The name that the system knows the file by: Qt puts U+FFFD for what is no text in a name."""
    path = Path(file)
    if "\ufffd" not in path.name or path.exists():
        return file
    try:
        names = [name for name in os.listdir(path.parent) if path_text(name) == path.name]
    except OSError:
        return file
    return str(path.with_name(names[0])) if names else file
