"""How sources are looked at and which model judges them: changed while the program runs, and remembered."""

from PySide6.QtCore import QObject, Signal

from app.session.messages import ModelInfo
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore


class OptionController(QObject):
    """``changed`` reports that the pipeline's options are others."""

    changed = Signal()

    def __init__(self, pipeline: Pipeline, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._pipeline, self._settings = pipeline, settings
        self._unproven: dict[str, str] = {}  # options chosen here that nothing has been loaded by yet

    def change(self, **options: object) -> None:
        """Recognize in another way from now on: model, device, persons, mirrored, camera_format, by name. ``mirrored``
        belongs to the source and is not remembered; a model and a device are, once they have proven to work."""
        self._pipeline.change(**options)
        if "persons" in options:
            self._settings.keep("persons", options["persons"])
        if "camera_format" in options:
            self._settings.keep("camera_format", str(options["camera_format"]))
        self._unproven.update({name: str(options[name]) for name in options.keys() & {"model", "device"}})
        self.changed.emit()

    def loaded(self, model: ModelInfo) -> None:
        """A model and a device that were chosen here are remembered once the model has loaded: if they were remembered
        before that, one that cannot be loaded would leave every later start without any."""
        for name, value in (("model", model.spec), ("device", model.device_spec)):
            if self._unproven.get(name) == value:
                self._settings.keep(name, self._unproven.pop(name))
