"""What the window does about the messages of the pipeline."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.options import Options
from app.session.messages import Failed, Message, ModelFailed, ModelInfo, Notice, PackFailed, SourceOpened, SourceState
from app.session.pipeline import Pipeline
from app.session.saved_result import SavedResult
from app.settings_store import SettingsStore
from app.texts import mark, tr
from app.window.parts import WindowParts
from app.window.playback_controller import PlaybackController
from app.window.settings_controller import SettingsController
from app.window.source_controller import SourceController
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import is_address
from recognizer.version import program_version

MONTHS = (
    *(mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July")),
    *(mark("August"), mark("September"), mark("October"), mark("November"), mark("December")),
)


class MessageHandler(QObject):
    """``source_named`` carries the name of a source that was opened; ``model_loaded`` reports another model."""

    source_named = Signal(str)
    model_loaded = Signal()

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
        parts.timeline.saved_asked.connect(self._tell_saved)

    def refresh(self) -> None:
        """Handle what has happened since the last call."""
        self._sources.change_over()
        for message in self._pipeline.messages():
            self._handle(message)

    def _handle(self, message: Message) -> None:
        if isinstance(message, ModelInfo):
            self._handle_model(message)
        elif isinstance(message, SourceOpened):
            self._handle_opened(message)
        elif isinstance(message, ModelFailed):
            self._handle_no_model(message)
        elif isinstance(message, PackFailed):
            self._options.pack_not_used(message)
            self._handle_failure(message)
        elif isinstance(message, Failed):
            self._handle_failure(message)
        else:
            self._handle_notice(message)

    def _handle_model(self, model: ModelInfo) -> None:
        self._options.loaded(model)
        self.model_loaded.emit()

    def _handle_no_model(self, failure: ModelFailed) -> None:
        sentence = self._options.not_loaded(failure)
        remedy = None
        if self._pipeline.model is None and failure.model != Options.model:
            remedy = tr("Use the bundled model"), self._options.use_bundled
        self._parts.banner.report(sentence, problem=True, remedy=remedy)

    def _handle_opened(self, message: SourceOpened) -> None:
        source = message.source
        self._playback.opened()
        self.source_named.emit(tr("Sample clip") if source.spec == str(SAMPLE_CLIP) else source.name)
        if source.live and not is_address(source.spec):
            self._settings.keep("camera", source.spec)
        elif self._sources.searching:
            self._parts.start_page.show()
        else:
            self._settings.add_recent(source.spec)
        self._tell_saved()

    def _tell_saved(self) -> None:
        """Say what the result is that is shown, and offer to recognize its file anew."""
        if (saved := self._pipeline.saved) is not None:
            words = words_of(saved, self._pipeline.options, self._pipeline.model)
            self._parts.banner.report(words, problem=False, remedy=(tr("Recognize anew"), self._recognize_anew))

    def _recognize_anew(self) -> None:
        """Look through the file and judge it again, from where it is being shown."""
        saved, place = self._pipeline.saved, self._playback.place
        if saved is not None:
            self._sources.open(saved.source, place)

    def _handle_failure(self, failure: Failed) -> None:
        self._parts.banner.report(failure.sentence, problem=True, remedy=self._retry if failure.retry else None)
        if self._pipeline.source is None:
            self._parts.stage.set_notice(tr("Nothing is open. Open a video or a clip, or drop one here."))

    def _handle_notice(self, notice: Notice) -> None:
        banner = self._parts.banner
        if self._pipeline.state is SourceState.FAILED and banner.text:
            # What is said of the failure, and can be done about it, stays.
            banner.report(f"{banner.text} {notice.sentence}", problem=True, remedy=self._retry)
        else:
            banner.report(notice.sentence, problem=notice.problem)

    @property
    def _retry(self) -> tuple[str, Callable[[], None]]:
        return tr("Try again"), self._pipeline.retry


def words_of(saved: SavedResult, options: Options, model: ModelInfo | None) -> str:
    """In a sentence, by what a saved result was judged and when, and what is in use now instead."""
    result, settings = saved.result, saved.result.settings
    pairs = [(result.model.name, result.model.name if model is None else model.name)]
    if settings is not None:
        pairs += [
            (
                tr("{decisions} decisions", decisions=tr(settings.decisions)),
                tr("{decisions} decisions", decisions=tr(options.decisions)),
            ),
            (_people(settings.persons), _people(options.persons)),
            (_mirroring(settings.mirrored), _mirroring(options.mirrored)),
        ]
    if result.version:
        pairs.append(
            (tr("version {version}", version=result.version), tr("version {version}", version=program_version()))
        )
    others = [(told, now) for told, now in pairs[1:] if told != now]
    by = ", ".join([result.model.name, *(told for told, _ in others)])
    now = ", ".join(now for told, now in pairs if told != now)
    written = saved.written
    day = tr("{day} {month} {year}", day=written.day, month=tr(MONTHS[written.month - 1]), year=written.year)
    return tr(
        "Shown from {name}, without computing anything: judged by {by} on {day}.", name=saved.name, by=by, day=day
    ) + (tr(" In use now: {now}.", now=now) if now else "")


def _people(persons: int) -> str:
    return tr("one person") if persons == 1 else tr("two people")


def _mirroring(mirrored: bool) -> str:
    return tr("mirrored") if mirrored else tr("not mirrored")
