"""From a decoded frame, as FFmpeg holds it, to the picture that is looked at."""

from fractions import Fraction
from typing import cast

import numpy as np

from recognizer.sources.libav import Buffer, av
from recognizer.sources.picture_shape import UPRIGHT, Orientation, square_size


class PictureConverter:
    """Converts the frames of one video. ``pixel``: how many times as wide as high its pixels are, ``None`` where the
    file does not say."""

    def __init__(self, pixel: Fraction | None) -> None:
        self._pixel = pixel
        self._reformatter = av.video.reformatter.VideoReformatter()

    def picture(self, frame: "av.VideoFrame") -> np.ndarray:
        """The picture, uint8 RGB ``(H, W, 3)``, in square pixels and the right way up; an array of its own."""
        try:
            shown = self._reformat(frame)
        except av.error.FFmpegError:  # it claims colours that nothing converts
            frame.colorspace = av.video.reformatter.Colorspace.DEFAULT
            shown = self._reformat(frame)
        return np.ascontiguousarray(_orientation(frame).apply(shown.to_ndarray()))

    def size(self, frame: "av.VideoFrame") -> tuple[int, int]:
        """Width and height of that picture."""
        width, height = square_size(frame.width, frame.height, self._pixel)
        return (height, width) if _orientation(frame).transposed else (width, height)

    def _reformat(self, frame: "av.VideoFrame") -> "av.VideoFrame":
        width, height = square_size(frame.width, frame.height, self._pixel)
        return self._reformatter.reformat(frame, width, height, "rgb24", interpolation="BICUBIC", threads=1)


def _orientation(frame: "av.VideoFrame") -> Orientation:
    try:
        matrix = frame.side_data.get("DISPLAYMATRIX")
    except ValueError:  # beside it lies something that this PyAV does not know
        return Orientation.of_turn(frame.rotation)
    if matrix is None:
        return UPRIGHT
    return Orientation.of_matrix(np.frombuffer(memoryview(cast(Buffer, matrix)), np.int32))
