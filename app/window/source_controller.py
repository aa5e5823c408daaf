"""What opens sources: the picker, files, drops, the camera at the start, and the queue."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.source_picker import Chosen, SourcePicker, ask_for_files, file_name
from app.session.batch_thread import BatchThread
from app.session.camera_preview import TRIED, cameras
from app.session.messages import BatchOutputs, BatchTask
from recognizer.resources import SAMPLE_CLIP

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class Opening:
    """Asks the user and tells the pipeline; ``window`` shows it."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._queue: QueueDialog | None = None
        self._picker: SourcePicker | None = None
        self.searching = False  # no source was named: the first camera that works, or the sample

    def open(self, spec: str) -> None:
        """Open a camera number, a video or a clip."""
        self.searching = False
        shown = (
            f"camera {spec}" if spec.isdigit() else "the sample clip" if spec == str(SAMPLE_CLIP) else file_name(spec)
        )
        self._window.begin(f"Opening {shown}…")
        self._window.pipeline.open([spec], loop=spec == str(SAMPLE_CLIP))

    def open_any_camera(self) -> None:
        """The camera used last, else the first that works, else the sample clip."""
        self.searching = True
        self._window.begin("Looking for a camera…")
        last = self._window.memory.text("camera")
        numbers = [str(number) for number in sorted({*range(TRIED), *(camera.number for camera in cameras())})]
        first = [last] if last in numbers else []
        specs = [*first, *(number for number in numbers if number != last), str(SAMPLE_CLIP)]
        self._window.pipeline.open(specs, loop=True)

    def open_sample(self) -> None:
        self.open(str(SAMPLE_CLIP))

    def ask_for_files(self) -> None:
        """One is opened, several go into the queue."""
        memory = self._window.memory
        files = ask_for_files(self._window, memory.text("folder"))
        if files:
            memory.keep("folder", str(Path(files[0]).parent))
            self.take(files)

    def take(self, files: list[str]) -> None:
        """Files that were chosen or dropped."""
        if len(files) == 1:
            self.open(files[0])
        elif files:
            self.show_queue(files)

    def choose(self) -> None:
        """The picker."""
        window = self._window
        source, options = window.pipeline.source, window.pipeline.options
        now = None if source is None else Chosen(source.spec, options.persons, options.mirrored)
        self._picker = picker = SourcePicker(
            window,
            window.theme,
            cameras(),
            window.memory.recent,
            now,
            window.pipeline.open_source,
            window.stage.picture.pixels,
            options.persons,
            options.mirrored,
        )
        picker.chosen.connect(self._open_chosen)
        picker.files_wanted.connect(self.ask_for_files)
        picker.open()

    def _open_chosen(self, chosen: Chosen) -> None:
        options = self._window.pipeline.options
        if (chosen.persons, chosen.mirrored) != (options.persons, options.mirrored):
            self._window.change(persons=chosen.persons, mirrored=chosen.mirrored)
        self.open(chosen.spec)

    # The queue

    def show_queue(self, files: list[str] | None = None) -> None:
        """The queue, with these files added to it."""
        if self._queue is None:
            self._queue = QueueDialog(self._window, self._make_batch, self._window.memory.text("folder"))
            self._queue.opened.connect(self.open)
            self._queue.started.connect(self._window.pipeline.pause)  # the cores are for the queue
        self._queue.add(files or [])
        self._queue.show()
        self._queue.raise_()

    def stop(self) -> None:
        """Give the queue up; the picker leaves its preview when it is closed."""
        if self._queue is not None and self._queue.batch is not None:
            self._queue.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        batch = None if self._queue is None else self._queue.batch
        previews = [] if self._picker is None else self._picker.previews()
        return [thread.name for thread in (batch, *previews) if thread is not None and thread.is_alive()]

    def _make_batch(self, tasks: list[BatchTask], wanted: BatchOutputs) -> BatchThread:
        from recognizer.cli.commands import RecognitionOptions

        options = self._window.pipeline.options
        names = ("model", "device", "mirrored", "persons", "pose_model")
        return BatchThread(tasks, RecognitionOptions(**{name: getattr(options, name) for name in names}), wanted)
