"""Shows a small picture of the moment on the time axis that the pointer is at."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.session.pipeline import Pipeline
from app.session.thumbnail_thread import ThumbnailThread
from app.settings_store import SettingsStore
from app.timeline.thumbnail import Thumbnail
from app.timeline.tracks import Tracks
from recognizer.sources.addresses import is_address


class ThumbnailController(QObject):
    """Of files alone: what an address leads to is not loaded a second time."""

    def __init__(self, pipeline: Pipeline, settings: SettingsStore, tracks: Tracks, window: QWidget) -> None:
        super().__init__(window)
        self._pipeline, self._settings, self._tracks = pipeline, settings, tracks
        self._shown = Thumbnail(window)
        self._threads: list[ThumbnailThread] = []
        self._time: float | None = None  # that is pointed at
        self._waits = False  # for the picture of that time
        tracks.hovered.connect(self._point)

    def refresh(self) -> None:
        """Show the picture that was waited for, once it is there."""
        if self._waits:
            self._show()

    def stop(self) -> None:
        """No more pictures; returns at once, while the thread ends."""
        self._point(None)
        for thread in self._threads:
            thread.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [thread.name for thread in self._threads if thread.is_alive()]

    def _point(self, time: float | None) -> None:
        self._time, self._waits = time, time is not None
        if time is None:
            self._shown.hide()
        else:
            self._show()

    def _show(self) -> None:
        thread, time = self._thread(), self._time
        picture = None if thread is None or time is None else thread.picture(time)
        if picture is None or time is None:
            return
        self._waits = False
        tracks = self._tracks
        at = tracks.mapTo(tracks.window(), QPoint(round(tracks.x_of(time)), 0))
        self._shown.show_picture(picture, time, self._settings.flag("mirror"), at)

    def _thread(self) -> ThumbnailThread | None:
        """The thread of the open file; ``None`` where there are no pictures to be had."""
        source = self._pipeline.source
        if source is None or source.live or not source.duration or is_address(source.spec):
            return None
        if not self._threads or self._threads[-1].spec != source.spec:
            for old in self._threads:
                old.stop()
            thread = ThumbnailThread(source.spec, source.duration, self._pipeline.open_source)
            self._threads = [*(old for old in self._threads if old.is_alive()), thread]
            thread.start()
        return self._threads[-1]
