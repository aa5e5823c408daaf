"""Which cameras there are, and what a source looks like before it is opened. No Qt here."""

import sys
import threading
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.session.messages import Failed
from app.session.rates import Rate
from app.session.worker import Worker
from app.texts import tr

if TYPE_CHECKING:
    from recognizer.sources.source import Frame, Source

DEVICES = Path("/sys/class/video4linux")
TRIED = 4  # cameras offered where the system does not tell which there are


@dataclass(frozen=True)
class Camera:
    """``number`` is what it is opened by."""

    number: int
    name: str


def cameras(devices: Path = DEVICES, platform: str = sys.platform) -> list[Camera]:
    """The cameras by name where the system tells (Linux does, in a folder), else the first numbers to try."""
    if not platform.startswith("linux"):
        return [Camera(number, tr("Camera {number}", number=number)) for number in range(TRIED)]
    found = []
    for device in devices.glob("video*"):
        digits = device.name.removeprefix("video")
        # A camera has further nodes, for what describes its pictures; only its first one gives pictures.
        if digits.isdigit() and _read(device / "index") in ("", "0"):
            found.append(Camera(int(digits), _read(device / "name") or tr("Camera {number}", number=digits)))
    return sorted(found, key=lambda camera: camera.number)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


class PreviewThread(Worker):
    """Plays a source, round and round, until it is stopped: ``newest`` is what it gives now."""

    def __init__(self, spec: str, open_source: "Callable[[str], Source]") -> None:
        super().__init__("preview", self._give_up)
        self.spec, self._open_source = spec, open_source
        self._stopping = threading.Event()
        self._rate = Rate()
        self.newest: Frame | None = None
        self.problem = ""  # a sentence, where it cannot be opened or breaks
        self.live = False

    def stop(self) -> None:
        """Returns at once; the thread lets go of the source and ends."""
        self._stopping.set()

    @property
    def fps(self) -> float:
        """Pictures a second that come, once they have been counted."""
        return self._rate.per_second(clock.monotonic())

    def _give_up(self, failure: Failed) -> None:
        self.problem = failure.sentence

    def work(self) -> None:
        """Play the source until it is stopped."""
        source = self._open_source(self.spec)
        self.live = source.live
        try:
            self._play(source)
        finally:
            source.close()

    def _play(self, source: "Source") -> None:
        while not self._stopping.is_set():
            frame = source.read()
            if frame is None:
                if source.live or self.newest is None:
                    return
                source.seek(0.0)
                continue
            self._rate.tick(clock.monotonic())
            self.newest = frame
            if not source.live:
                self._stopping.wait(1 / source.fps)
