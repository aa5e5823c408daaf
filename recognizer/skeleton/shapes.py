"""Arrays are checked where they come in at a public door: a wrong shape is often computed with, silently."""

from collections.abc import Sequence
from types import EllipsisType
from typing import Protocol


class Shaped(Protocol):
    """An array or a tensor."""

    @property
    def shape(self) -> Sequence[int]:
        """The size of each axis."""


def check_shape(name: str, array: Shaped, wanted: Sequence[int | EllipsisType | None]) -> None:
    """Raise ``ValueError`` where ``array`` does not have the shape ``wanted``: for each axis its size, or ``None`` for
    any; ``...`` in the first place stands for any number of axes. ``name`` begins the message."""
    axes = [axis for axis in wanted if not isinstance(axis, EllipsisType)]
    shape = tuple(array.shape)
    enough = len(shape) >= len(axes) if len(axes) < len(wanted) else len(shape) == len(axes)
    if enough and all(axis is None or axis == size for axis, size in zip(reversed(axes), reversed(shape))):
        return
    words = ["..." if axis is ... else "any" if axis is None else str(axis) for axis in wanted]
    raise ValueError(f"{name}: the shape is {shape} instead of ({', '.join(words)})")
