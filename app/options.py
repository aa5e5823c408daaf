"""What the window is started with: what the command line says, and what is used in the end."""

from dataclasses import dataclass
from enum import Enum

from recognizer.model.operating_points import BALANCED, OperatingPoint
from recognizer.sources.camera_format import ANY_FORMAT, CameraFormat

TEXT_SIZES = (100, 125, 150, 175, 200)  # per cent


class Appearance(Enum):
    """Which set of colours the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(Enum):
    """Which language the user asked for."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"


@dataclass(frozen=True)
class GivenOptions:
    """The command line's options for the desktop app, as far as they were given.

    ``source``: a camera number, a video or a clip; without one, the camera used last, else the first that works, else
    the sample clip. ``model``: a bundled model's name or a folder. ``persons``: one or two are followed. ``None`` means
    that the option was not given, so that what was chosen in the window earlier counts; an option that equals the
    default was given all the same. ``mirrored``: the source shows people as in a mirror. ``pose_model``: a MediaPipe
    bundle, ``None`` for the usual one. ``camera_format``: what a camera is asked for. ``decisions``: how readily a
    label is given; where the model has no such rules, by its own. ``picture_rate``: how many numbered pictures there
    are a second, ``None`` for the usual rate. ``pack``: a folder with the user's own actions. ``debug``: failures are
    also printed with their traceback.
    """

    source: str | None = None
    model: str | None = None
    device: str | None = None
    mirrored: bool = False
    persons: int | None = None
    pose_model: str | None = None
    camera_format: CameraFormat | None = None
    decisions: OperatingPoint | None = None
    picture_rate: float | None = None
    pack: str | None = None
    debug: bool = False


@dataclass(frozen=True)
class Options(GivenOptions):
    """Options of which each has a value: what the threads work with."""

    model: str = "open"
    device: str = "auto"
    persons: int = 2
    camera_format: CameraFormat = ANY_FORMAT
    decisions: OperatingPoint = BALANCED
    pack: str | None = None  # the folder of the own actions in use
    pack_version: int = 0  # counts the pack's changes since the start: with another one, it is read anew
    threshold: float | None = None  # at which actions are named, where it is another one than that of the decisions
