"""What the window does about the messages of the pipeline."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.session.messages import Failed, Message, ModelInfo, Notice, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.window.parts import WindowParts
from app.window.playback_controller import PlaybackController
from app.window.settings_controller import SettingsController
from app.window.source_controller import SourceController
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import is_address


class MessageHandler(QObject):
    """``source_named`` carries the name of a source that was opened."""

    source_named = Signal(str)

    def __init__(
        self,
        pipeline: Pipeline,
        settings: SettingsStore,
        parts: WindowParts,
        sources: SourceController,
        options: SettingsController,
        playback: PlaybackController,
    ) -> None:
        super().__init__(parts)
        self._pipeline, self._settings, self._parts = pipeline, settings, parts
        self._sources, self._options, self._playback = sources, options, playback
        self._labels: tuple[str, ...] = ()  # of the newest model

    def refresh(self) -> None:
        """Handle what has happened since the last call."""
        for message in self._pipeline.messages():
            self._handle(message)

    def _handle(self, message: Message) -> None:
        if isinstance(message, ModelInfo):
            self._handle_model(message)
        elif isinstance(message, SourceOpened):
            self._handle_opened(message)
        elif isinstance(message, Failed):
            self._handle_failure(message)
        else:
            self._handle_notice(message)

    def _handle_model(self, model: ModelInfo) -> None:
        if self._labels not in ((), model.labels):
            self._pipeline.segments.clear()  # the old model's answers are in other words
        self._labels = model.labels
        self._options.loaded(model)

    def _handle_opened(self, message: SourceOpened) -> None:
        source = message.source
        self._playback.opened()
        self.source_named.emit("Sample clip" if source.spec == str(SAMPLE_CLIP) else source.name)
        if source.live and not is_address(source.spec):
            self._settings.keep("camera", source.spec)
        elif self._sources.searching:
            self._parts.start_page.show()
        else:
            self._settings.add_recent(source.spec)

    def _handle_failure(self, failure: Failed) -> None:
        self._parts.banner.report(failure.sentence, problem=True, remedy=self._retry if failure.retry else None)
        if self._pipeline.source is None:
            self._parts.stage.set_notice("Nothing is open. Open a video or a clip, or drop one here.")

    def _handle_notice(self, notice: Notice) -> None:
        banner = self._parts.banner
        if self._pipeline.state is SourceState.FAILED and banner.text:
            # What is said of the failure, and can be done about it, stays.
            banner.report(f"{banner.text} {notice.sentence}", problem=True, remedy=self._retry)
        else:
            banner.report(notice.sentence, problem=notice.problem)

    @property
    def _retry(self) -> tuple[str, Callable[[], None]]:
        return "Try again", self._pipeline.retry
