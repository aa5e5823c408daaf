"""What the program remembers from one start to the next, each with its name and its kind."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from app.options import TEXT_SIZES, Appearance, GivenOptions, Language, Options
from recognizer.errors import UserError
from recognizer.files import atomic, is_old, is_there
from recognizer.model.operating_points import OPERATING_POINTS
from recognizer.resources import MODELS, SAMPLE_CLIP
from recognizer.sources.addresses import is_address, without_secrets
from recognizer.sources.camera_format import CameraFormat
from recognizer.sources.picture_series import is_series

RECENT = 8  # files
OBJECTS = (b"@Variant(", b"@DateTime(")  # how the file begins to tell them


class SettingsStore:
    """Wraps Qt's settings. What is not there, or is nonsense, is the default."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "mssa-studio", "studio"
        )
        _remove_abandoned(Path(self._settings.fileName()))
        _take_out_objects(self._settings)

    def save(self) -> None:
        """Write the settings to their file now."""
        self._settings.sync()

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system."""
        chosen = self.text("appearance")
        return Appearance(chosen) if chosen in {one.value for one in Appearance} else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self.keep("appearance", appearance.value)

    @property
    def language(self) -> Language:
        """The window's language, or the system's."""
        chosen = self.text("language")
        return Language(chosen) if chosen in {one.value for one in Language} else Language.SYSTEM

    @language.setter
    def language(self, language: Language) -> None:
        self.keep("language", language.value)

    @property
    def text_size(self) -> int:
        """How large texts are, in per cent."""
        kept = self.text("text_size")
        return int(kept) if kept in map(str, TEXT_SIZES) else TEXT_SIZES[0]

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self.keep("text_size", percent)

    @property
    def recent(self) -> list[str]:
        """Files opened lately that are still there, and addresses without their secrets, the newest first."""
        kept = self._settings.value("recent", [])
        files = kept if isinstance(kept, list) else [kept]  # Qt gives a list of one as its only item
        return [file for file in files if isinstance(file, str) and _is_there(file)][:RECENT]

    def add_recent(self, file: str) -> None:
        """Put a file, or an address without its secrets, at the head of the recent ones; the bundled sample is left
        out."""
        file = without_secrets(file)
        if file != str(SAMPLE_CLIP):
            self._settings.setValue("recent", [file, *(other for other in self.recent if other != file)][:RECENT])

    def options(self, given: GivenOptions) -> Options:
        """What the command line says; where it says nothing, what was chosen in the window; else the default."""
        kept: dict[str, Any] = {
            "model": self._model(),
            "device": self.text("device"),
            "persons": self._persons(),
            "camera_format": self._camera_format(),
            "decisions": self._decisions(),
            "pack": self._pack(),
        }
        chosen = {name: value for name, value in kept.items() if value}
        return Options(**chosen | {name: value for name, value in vars(given).items() if value is not None})

    def _persons(self) -> int | None:
        """How many people were followed last."""
        kept = self.text("persons")
        return int(kept) if kept in ("1", "2") else None

    def _camera_format(self) -> CameraFormat | None:
        """What cameras were asked for last."""
        try:
            return CameraFormat.parse(self.text("camera_format"))
        except UserError:
            return None

    def _decisions(self) -> str:
        """How readily labels were to be given last."""
        kept = self.text("decisions")
        return kept if kept in OPERATING_POINTS else ""

    def _model(self) -> str:
        """The model chosen last, a bundled one's name or a folder, if it is still there."""
        name = self.text("model")
        return name if name and any(is_there(each, Path.is_dir) for each in (Path(name), MODELS / name)) else ""

    def _pack(self) -> str:
        """The folder of the own actions used last, if it is still there."""
        folder = self.text("pack")
        return folder if folder and is_there(Path(folder), Path.is_dir) else ""

    @property
    def packs(self) -> list[str]:
        """Folders with own actions that were used lately and are still there, the newest first."""
        kept = self._settings.value("packs", [])
        folders = kept if isinstance(kept, list) else [kept]  # Qt gives a list of one as its only item
        return [one for one in folders if isinstance(one, str) and is_there(Path(one), Path.is_dir)][:RECENT]

    def add_pack(self, folder: str) -> None:
        """Put a folder with own actions at the head of those used lately."""
        self.keep("packs", [folder, *(other for other in self.packs if other != folder)][:RECENT])

    def text(self, name: str) -> str:
        """What is remembered by this name, empty where nothing is."""
        return str(self._settings.value(name, "", type=str))

    def flag(self, name: str, usual: bool = False) -> bool:
        """Whether this is switched on, ``usual`` where nothing is remembered."""
        return bool(self._settings.value(name, usual, type=bool))

    def bytes(self, name: str) -> QByteArray | None:
        """Remembered bytes, such as a window's layout; ``None`` without any."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else None

    def keep(self, name: str, value: object) -> None:
        """Remember a value under a name."""
        self._settings.setValue(name, value)


def _remove_abandoned(file: Path) -> None:
    """Remove what Qt was writing when a process was killed: the file's name with six random letters, a day old. Names
    that people give, such as "backup", have no capital inside."""
    unfinished = re.compile(re.escape(file.name) + r"\.(?=.*[a-z])(?=[a-zA-Z]+[A-Z])[a-zA-Z]{6}")
    with suppress(OSError):
        for each in file.parent.iterdir():
            if unfinished.fullmatch(each.name) and is_old(each):
                each.unlink()


def _is_there(source: str) -> bool:
    """Whether it is worth offering once more; nobody knows it of an address without asking the network."""
    if is_address(source) or is_there(Path(source), Path.is_file):
        return True
    return is_series(source) and is_there(Path(source).parent, Path.is_dir)


def _take_out_objects(settings: QSettings) -> None:
    """Remove the lines of a damaged file that hold objects of Qt's, before any value is looked at: Qt makes what they
    say, and a length that is damaged ends the process. This program keeps texts and plain bytes alone."""
    file = Path(settings.fileName())
    if settings.format() != QSettings.Format.IniFormat or not file.is_file():
        return
    try:
        lines = file.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not any(word in line for word in OBJECTS)]
        if len(kept) < len(lines):
            with atomic(file) as temporary:
                temporary.write_bytes(b"".join(kept))
            settings.sync()
    except (OSError, UserError):
        return
