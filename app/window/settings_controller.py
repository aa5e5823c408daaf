"""What can be set while the program runs: which model judges, how people are followed, how the window looks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.dialogs.settings_dialog import SettingsDialog, SettingsValues
from app.options import Appearance
from app.session.messages import ModelInfo
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from recognizer.model.operating_points import OperatingPoint


class SettingsController(QObject):
    """Changes the pipeline's options and keeps the settings. ``options_changed`` reports that the options are others;
    ``reported`` carries a sentence to the user, and whether it is about a problem; the other signals carry what the
    dialog is asked for about the looks of the window. ``asked``: the decisions that the command line asks for.
    """

    options_changed = Signal()
    appearance_chosen = Signal(Appearance)
    mirror_display_chosen = Signal(bool)
    advice_chosen = Signal(bool)
    reported = Signal(str, bool)

    def __init__(
        self, pipeline: Pipeline, settings: SettingsStore, parent: QWidget, asked: OperatingPoint | None = None
    ) -> None:
        super().__init__(parent)
        self._asked = asked
        self._dialog: SettingsDialog | None = None
        self._pipeline, self._settings, self._parent = pipeline, settings, parent
        self._unproven: dict[str, str] = {}  # options chosen here that nothing has been loaded by yet

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "show_settings": self.show_dialog,
            "follow_one": lambda _: self.change(persons=1),
            "follow_two": lambda _: self.change(persons=2),
            "source_mirrored": lambda mirrored: self.change(mirrored=mirrored),
        }

    def change(self, **options: object) -> None:
        """Recognize in another way from now on: model, device, decisions, persons, mirrored, camera_format, by name.
        ``mirrored`` belongs to the source and is not remembered; a model and a device are, once they have proven to
        work."""
        self._pipeline.change(**options)
        for name in ("persons", "decisions"):
            if name in options:
                self._settings.keep(name, options[name])
        if "camera_format" in options:
            self._settings.keep("camera_format", str(options["camera_format"]))
        self._unproven.update({name: str(options[name]) for name in options.keys() & {"model", "device"}})
        self.options_changed.emit()

    def follow(self, persons: int, mirrored: bool) -> None:
        """Follow this many people from now on, in a source that shows them as in a mirror or not."""
        self.change(persons=persons, mirrored=mirrored)

    def loaded(self, model: ModelInfo) -> None:
        """A model and a device that were chosen here are remembered once the model has loaded: if they were remembered
        before that, one that cannot be loaded would leave every later start without any. Settings that are open show
        what this model offers."""
        for name, value in (("model", model.spec), ("device", model.device_spec)):
            if self._unproven.get(name) == value:
                self._settings.keep(name, self._unproven.pop(name))
        if self._dialog is not None:
            self._dialog.show_model(model)
        if self._asked is not None and self._asked not in model.offered:
            self.reported.emit(f"The model {model.name} has no {self._asked} decisions: its own rules are used.", False)
        self._asked = None  # it was asked for of this model

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
        )
        self._dialog = SettingsDialog(values, self._pipeline.model, self._parent)
        self._dialog.changed.connect(self._use)
        self._dialog.open()

    def _camera_gives(self) -> str:
        source = self._pipeline.source
        return f"{source.name} gives {source.camera_format}." if source is not None and source.camera_format else ""

    def _use(self, name: str, value: object) -> None:
        looks = {
            "appearance": self.appearance_chosen,
            "mirror_display": self.mirror_display_chosen,
            "advice": self.advice_chosen,
        }
        if name in looks:
            looks[name].emit(value)
        elif name == "models_folder":
            self._settings.keep("models", value)
        else:
            self.change(**{name: value})
