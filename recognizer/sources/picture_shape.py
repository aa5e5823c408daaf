"""How a file's pictures are to be shown: which way up, mirrored or not, and how wide their pixels are."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from recognizer.sources.opencv import cv2

WIDEST = 4  # times as wide as high, or as high as wide, that a pixel may be; what is beyond that is damage


@dataclass(frozen=True)
class Orientation:
    """From the stored picture to the one that is meant, in this order: ``transposed``, rows for columns; ``flipped_x``,
    left for right; ``flipped_y``, above for below."""

    transposed: bool = False
    flipped_x: bool = False
    flipped_y: bool = False

    @classmethod
    def of_matrix(cls, matrix: np.ndarray) -> "Orientation":
        """From a display matrix, int32 ``(9,)`` or its 36 bytes: a point (x, y) of the stored picture is shown at
        (a x + c y, b x + d y), where a, b, c, d are its items 0, 1, 3 and 4. Turns by anything but quarters are taken
        for the nearest of those."""
        a, b, _, c, d = (int(value) for value in np.asarray(matrix)[:5])
        if abs(b) + abs(c) > abs(a) + abs(d):
            return cls(True, c < 0, b < 0)
        return cls(False, a < 0, d < 0)

    @classmethod
    def of_turn(cls, degrees: float) -> "Orientation":
        """Turned against the clock by the quarters that are nearest to so many degrees."""
        return {0: UPRIGHT, 1: cls(True, False, True), 2: cls(False, True, True), 3: cls(True, True, False)}[
            round(degrees / 90) % 4
        ]

    def apply(self, image: np.ndarray) -> np.ndarray:
        """A picture ``(H, W, 3)`` as it is meant to be seen."""
        if self.transposed:
            image = cv2.transpose(image)
        if self.flipped_x or self.flipped_y:
            image = cv2.flip(image, -1 if self.flipped_x and self.flipped_y else 1 if self.flipped_x else 0)
        return image


UPRIGHT = Orientation()


def square_size(width: int, height: int, pixel: Fraction | None) -> tuple[int, int]:
    """Width and height, in square pixels, of a stored picture whose pixels are ``pixel`` times as wide as high. The
    picture only ever grows, so that nothing in it is lost. A shape that cannot be meant counts as square."""
    if not pixel or not Fraction(1, WIDEST) <= pixel <= WIDEST:
        return width, height
    if pixel >= 1:
        return max(round(width * pixel), 1), height
    return width, max(round(height / pixel), 1)
