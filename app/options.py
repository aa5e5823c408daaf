"""What the window is started with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """The command line's options for the desktop app.

    ``source``: a camera number, a video or a clip; without one, the camera used last, else the first that works, else
    the sample clip. ``model``: a bundled model's name or a folder. ``mirrored``: the source shows people as in a
    mirror. ``persons``: one or two are followed. ``debug``: failures are also printed with their traceback.
    """

    source: str | None = None
    model: str = "open"
    pack: str | None = None
    device: str = "auto"
    mirrored: bool = False
    persons: int = 2
    pose_model: str | None = None
    debug: bool = False
