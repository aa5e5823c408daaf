"""What a camera is asked for, and what it gives: the picture's size, the rate, and how pixels are sent."""

import re
from dataclasses import dataclass

from recognizer.errors import UserError

HOW_TO_WRITE = "write it like 1280x720@30/MJPG, or a part of that: 1280x720, @30, /MJPG"

LARGEST_SIDE = 16_384  # pixels
HIGHEST_FPS = 480.0

_WRITTEN = re.compile(r"(?:(\d{1,6})[x×](\d{1,6}))?(?:@(\d{1,4}(?:\.\d{1,3})?))?(?:/([A-Za-z0-9]{3,4}))?", re.ASCII)


@dataclass(frozen=True)
class CameraFormat:
    """``width`` and ``height`` in pixels, ``fps`` in pictures a second, ``pixel_format`` as a code of four characters
    (MJPG: compressed; YUYV: not). ``None`` leaves it to the device, or is what the device does not report."""

    width: int | None = None
    height: int | None = None
    fps: float | None = None
    pixel_format: str | None = None

    @classmethod
    def parse(cls, text: str) -> "CameraFormat":
        """Read what ``str`` writes, as ``1280x720@30/MJPG``; an empty text asks for nothing. Raises ``UserError``."""
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise UserError(f"{text!r} is not a camera format: {HOW_TO_WRITE}.")
        width, height, fps, pixel_format = written.groups()
        if width and not (1 <= int(width) <= LARGEST_SIDE and 1 <= int(height) <= LARGEST_SIDE):
            raise UserError(f"No camera has pictures of {width} by {height} pixels: {HOW_TO_WRITE}.")
        if fps and not 1 <= float(fps) <= HIGHEST_FPS:
            raise UserError(f"No camera gives {fps} pictures a second: {HOW_TO_WRITE}.")
        return cls(
            int(width) if width else None,
            int(height) if height else None,
            float(fps) if fps else None,
            pixel_format.upper().ljust(4) if pixel_format else None,
        )

    def __str__(self) -> str:
        size = f"{self.width}x{self.height}" if self.width and self.height else ""
        fps = f"@{self.fps:.5g}" if self.fps else ""
        return size + fps + (f"/{self.pixel_format.strip()}" if self.pixel_format else "")

    def gives(self, wanted: "CameraFormat") -> bool:
        """Whether this, which a device gives, is what was ``wanted``, as far as the device reports it."""
        pairs = ((self.width, wanted.width), (self.height, wanted.height), (self.pixel_format, wanted.pixel_format))
        exact = all(asked is None or given is None or given == asked for given, asked in pairs)
        return exact and (wanted.fps is None or self.fps is None or abs(self.fps - wanted.fps) < 1)


ANY_FORMAT = CameraFormat()  # what a device gives of its own accord
