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
from app.session.messages import BatchOutputs, BatchTask
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.widgets.theme import current_theme
from recognizer.errors import UserError
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import as_file, without_secrets
from recognizer.text import path_text


class SourceController(QObject):
    """Asks the user, and has the pipeline open what was chosen.

    ``picture`` gives the newest picture of the open source, ``(height, width, 3)``, for the picker. ``opening`` reports
    that a source is about to be opened, with a sentence about it; ``options_chosen`` that this many people are to be
    followed from now on, and whether the source shows them as in a mirror.
    """

    opening = Signal(str)
    options_chosen = Signal(int, bool)

    def __init__(
        self, pipeline: Pipeline, settings: SettingsStore, picture: Callable[[], np.ndarray | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._pipeline, self._settings, self._picture, self._parent = pipeline, settings, picture, parent
        self._queue: QueueDialog | None = None
        self._picker: SourcePicker | None = None
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

    def open(self, spec: str) -> None:
        """Open a camera number, an address, a video or a clip."""
        self.searching = False
        spec = self._with_secrets(_as_path(spec))
        sample = spec == str(SAMPLE_CLIP)
        name = f"camera {spec}" if spec.isdigit() else "the sample clip" if sample else file_name(spec)
        self.opening.emit(f"Opening {name}…")
        self._pipeline.open([spec], loop=sample)

    def _with_secrets(self, spec: str) -> str:
        """An address as it was given last, where this is how it is shown and kept."""
        shown = without_secrets(spec)
        if spec != shown:
            self._signed[shown] = spec
        return self._signed.get(spec, spec)

    def open_any_camera(self) -> None:
        """Open the camera used last, else the first that works, else the sample clip."""
        self.searching = True
        self.opening.emit("Looking for a camera…")
        last = self._settings.text("camera")
        numbers = [str(number) for number in sorted({*range(TRIED), *(camera.number for camera in cameras())})]
        first = [last] if last in numbers else []
        specs = [*first, *(number for number in numbers if number != last), str(SAMPLE_CLIP)]
        self._pipeline.open(specs, loop=True)

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
        """Open the file that was chosen or dropped, or put several into the queue."""
        files = [_as_on_disk(file) for file in files]
        if len(files) == 1:
            self.open(files[0])
        elif files:
            self.show_queue(files)

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
            self._queue.opened.connect(self.open)
            self._queue.started.connect(self._pipeline.pause)  # the cores are for the queue
        self._queue.add(files or [])
        self._queue.show()
        self._queue.raise_()

    def stop(self) -> None:
        """Give the queue up; the picker leaves its preview when it is closed."""
        if self._queue is not None:
            self._queue.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        batch = None if self._queue is None else self._queue.batch
        previews = [] if self._picker is None else self._picker.previews()
        return [thread.name for thread in (batch, *previews) if thread is not None and thread.is_alive()]

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
