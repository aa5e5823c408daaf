"""What can be set while the program runs: which model judges, how people are followed, how the window looks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.dialogs.settings_dialog import SettingsDialog, SettingsValues
from app.options import Appearance, Options
from app.session import bodies_cache
from app.session.clearing_thread import ClearingThread
from app.session.messages import ModelFailed, ModelInfo, PackFailed
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.texts import tr
from recognizer.model.operating_points import OperatingPoint


class SettingsController(QObject):
    """Changes the pipeline's options and keeps the settings. ``options_changed`` reports that the options are others;
    ``reported`` carries a sentence to the user, and whether it is about a problem; ``command_wanted`` asks for
    another dialog, by the id of its command; the other signals carry what the dialog is asked for about the looks of
    the window.
    ``asked``: the decisions that the command line asks for.
    """

    options_changed = Signal()
    appearance_chosen = Signal(Appearance)
    text_size_chosen = Signal(int)
    mirror_display_chosen = Signal(bool)
    advice_chosen = Signal(bool)
    command_wanted = Signal(str)
    reported = Signal(str, bool)
    _cleared = Signal()  # from the thread that removes kept joints

    def __init__(
        self, pipeline: Pipeline, settings: SettingsStore, parent: QWidget, asked: OperatingPoint | None = None
    ) -> None:
        super().__init__(parent)
        self._asked = asked
        self._dialog: SettingsDialog | None = None
        self._pipeline, self._settings, self._parent = pipeline, settings, parent
        self._unproven: dict[str, str] = {}  # options chosen here that nothing has been loaded by yet
        self._clearing: ClearingThread | None = None
        self._cleared.connect(self._show_kept_joints, Qt.ConnectionType.QueuedConnection)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "show_settings": self.show_dialog,
            "follow_one": lambda _: self.change(persons=1),
            "follow_two": lambda _: self.change(persons=2),
            "source_mirrored": lambda mirrored: self.change(mirrored=mirrored),
        }

    def change(self, **options: object) -> None:
        """Recognize in another way from now on: model, device, pack, pack_version, decisions, threshold, persons,
        mirrored, camera_format, by name.
        ``mirrored`` belongs to the source and is not remembered; a model, a device and a pack are, once they have
        proven to work."""
        if options.keys() & {"decisions", "model"}:
            options.setdefault("threshold", None)  # that of the others meant something else
        self._pipeline.change(**options)
        for name in ("persons", "decisions"):
            if name in options:
                self._settings.keep(name, options[name])
        if "camera_format" in options:
            self._settings.keep("camera_format", str(options["camera_format"]))
        chosen = options.keys() & {"model", "device", "pack"}
        self._unproven.update({name: str(options[name] or "") for name in chosen})
        self.options_changed.emit()

    def follow(self, persons: int, mirrored: bool) -> None:
        """Follow this many people from now on, in a source that shows them as in a mirror or not."""
        self.change(persons=persons, mirrored=mirrored)

    def loaded(self, model: ModelInfo) -> None:
        """A model, a device and a pack that were chosen here are remembered once the model has loaded: if they were
        remembered before that, one that cannot be loaded would leave every later start without any. Settings that are
        open show what this model offers."""
        for name, value in (("model", model.spec), ("device", model.device_spec), ("pack", model.pack)):
            if self._unproven.get(name) == value:
                self._settings.keep(name, self._unproven.pop(name))
        if self._dialog is not None:
            self._dialog.show_model(model)
        if self._asked is not None and self._asked not in model.offered:
            self.reported.emit(
                tr(
                    "The model {name} has no {decisions} decisions: its own rules are used.",
                    name=model.name,
                    decisions=tr(self._asked),
                ),
                False,
            )
        self._asked = None  # it was asked for of this model

    def not_loaded(self, failure: ModelFailed) -> str:
        """A model that was chosen, or its device, cannot be used: what is loaded stays, also in the settings that are
        open. Returns what to tell the user."""
        sentence, options, stays = failure.sentence, self._pipeline.options, self._pipeline.model
        if (options.model, options.device) != (failure.model, failure.device):
            return sentence  # another one was chosen meanwhile
        self._unproven.clear()
        if stays is not None:
            self.change(model=stays.spec, device=stays.device_spec)
            self._unproven.clear()  # it was kept when it was loaded
            sentence = tr("{sentence} “{name}” stays in use.", sentence=sentence, name=stays.name)
        if self._dialog is not None:
            self._dialog.show_not_loaded(sentence, stays)
        return sentence

    def pack_not_used(self, failure: PackFailed) -> None:
        """Own actions that were chosen cannot be used: those that answer stay chosen, or none."""
        options, stays = self._pipeline.options, self._pipeline.model
        if (options.pack or "") == failure.pack and stays is not None:
            self._unproven.pop("pack", None)
            self.change(pack=stays.pack or None, pack_version=stays.pack_version)
            self._unproven.pop("pack", None)  # it was kept when it was loaded

    def use_bundled(self) -> None:
        """Load the model that comes with the program, on whatever device there is."""
        self.change(model=Options.model, device=Options.device)

    def show_dialog(self) -> None:
        """Open the settings; each is used at once."""
        options, settings = self._pipeline.options, self._settings
        values = SettingsValues(
            appearance=settings.appearance,
            model=options.model,
            device=options.device,
            persons=options.persons,
            mirror_display=settings.flag("mirror"),
            advice=settings.flag("advice", True),
            models_folder=settings.text("models"),
            camera_format=options.camera_format,
            camera_gives=self._camera_gives(),
            decisions=options.decisions,
            text_size=settings.text_size,
            language=settings.language,
        )
        self._dialog = SettingsDialog(values, self._pipeline.model, self._parent)
        self._dialog.changed.connect(self._use)
        self._dialog.clear_wanted.connect(self._clear_joints)
        self._show_kept_joints()
        self._dialog.command_wanted.connect(self.command_wanted)
        self._dialog.open()

    def _clear_joints(self) -> None:
        """Remove what is kept of all files but the one that is open."""
        self._clearing = ClearingThread(self._joints_in_use, self._cleared.emit)
        self._clearing.start()

    def stop(self) -> None:
        """What is being removed is removed, soon."""

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [self._clearing.name] if self._clearing is not None and self._clearing.is_alive() else []

    def _show_kept_joints(self) -> None:
        if self._dialog is not None:
            removable = bodies_cache.size(spared=self._joints_in_use)
            self._dialog.show_kept_joints(bodies_cache.size(), bodies_cache.MOST, removable)

    @property
    def _joints_in_use(self) -> Path | None:
        """Where the joints of the file that is open are kept; ``None`` where they are not."""
        analysis = self._pipeline.analysis
        return None if analysis is None else analysis.cached

    def _camera_gives(self) -> str:
        source = self._pipeline.source
        return (
            tr("{name} gives {camera_format}.", name=source.name, camera_format=source.camera_format)
            if source is not None and source.camera_format
            else ""
        )

    def _use(self, name: str, value: Any) -> None:
        looks = {
            "appearance": self.appearance_chosen,
            "text_size": self.text_size_chosen,
            "mirror_display": self.mirror_display_chosen,
            "advice": self.advice_chosen,
        }
        if name == "advice":
            self._settings.keep("advice", value)
        if name == "language":
            self._settings.language = value
        elif name in looks:
            looks[name].emit(value)
        elif name == "models_folder":
            self._settings.keep("models", value)
        else:
            self.change(**{name: value})
