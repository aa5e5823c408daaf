"""At what time each frame of a file is due."""

FALLEN_BEHIND = 0.25  # seconds of lateness after which a file's playback goes on from where it is, without hurrying


class Pacer:
    """Plays a file at its own speed, or ``speed`` times as fast: how long to wait before a frame is due."""

    def __init__(self) -> None:
        self._origin: float | None = None  # when second 0 of the file would have been shown
        self._speed = 1.0

    @property
    def speed(self) -> float:
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = speed
        self.restart()

    def restart(self) -> None:
        """Time has stood still or has jumped."""
        self._origin = None

    def delay(self, frame_time: float, now: float) -> float:
        """Seconds from ``now`` until the frame of ``frame_time`` is due. Where playback has fallen behind, the frame
        is due at once and the later ones follow from there."""
        place = frame_time / self._speed
        if self._origin is None or now - (self._origin + place) > FALLEN_BEHIND:
            self._origin = now - place
        return max(0.0, self._origin + place - now)
