"""MATLAB's files of version 5 to 7, as far as data sets need them: arrays of real numbers and texts.

SciPy reads far more of the format, but takes what a file says of itself on trust: one damaged byte can end the process.
Here every length and type is checked before it is used. Elements are a tag (type and length in bytes) and their bytes,
filled up to eight; an array is an element of elements: flags, dimensions, name, values.
"""

import zlib
from collections.abc import Iterator
from math import prod
from pathlib import Path

import numpy as np

MOST_BYTES = 1 << 30  # of what one compressed element unfolds to
_HEADER = 128
_MATRIX, _COMPRESSED = 14, 15
_TYPES = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
_TEXTS = {**_TYPES, 16: "u1", 17: "u2", 18: "u4"}  # UTF-8, 16 and 32, of which single signs alone are taken
_CHARACTERS, _NUMBERS = (
    4,
    {6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8"},
)
_COMPLEX = 0x08


def read_matlab(path: Path) -> dict[str, np.ndarray | str]:
    """The file's arrays by name, in their own shape and type, and its texts; variables of other kinds (structures,
    cells, sparse or complex arrays) are left out. Raises ``OSError`` and ``ValueError``."""
    content = path.read_bytes()
    order = {b"IM": "<", b"MI": ">"}.get(content[_HEADER - 2 : _HEADER])
    if order is None:
        raise ValueError("no MATLAB file of version 5 to 7")
    found = {}
    for kind, element in _elements(content[_HEADER:], order):
        if kind == _COMPRESSED:
            kind, element = next(_elements(_unfolded(element), order))
        if kind == _MATRIX and (variable := _variable(element, order)) is not None:
            found[variable[0]] = variable[1]
    return found


def _elements(content: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """Type and bytes of each element. Raises ``ValueError`` where one is longer than what holds it."""
    place = 0
    while place < len(content):
        tag = np.frombuffer(_part(content, place, 8), f"{order}u4")
        first, size = int(tag[0]), int(tag[1])
        if first >> 16:  # short ones have type, length and up to four bytes in their tag
            kind, size, begin, end = first & 0xFFFF, first >> 16, place + 4, place + 8
            if size > 4:
                raise ValueError("a short element of more than four bytes")
        else:
            kind, begin = first, place + 8
            end = begin + size if kind == _COMPRESSED else begin + -(-size // 8) * 8
        yield kind, _part(content, begin, size)
        place = end


def _part(content: bytes, begin: int, size: int) -> bytes:
    if begin + size > len(content):
        raise ValueError("it ends within an element")
    return content[begin : begin + size]


def _unfolded(element: bytes) -> bytes:
    try:
        unfolding = zlib.decompressobj()
        content = unfolding.decompress(element, MOST_BYTES)
    except zlib.error as error:
        raise ValueError("a compressed element is damaged") from error
    if not content or unfolding.unconsumed_tail:
        raise ValueError("a compressed element is empty or too large")
    return content


def _variable(element: bytes, order: str) -> tuple[str, np.ndarray | str] | None:
    """Name and value; ``None`` for a kind that is left out."""
    parts = _elements(element, order)
    try:
        flags, sizes, name = next(parts), next(parts), next(parts)
        described = int(np.frombuffer(flags[1], f"{order}u4")[0])
        shape = tuple(int(size) for size in np.frombuffer(sizes[1], f"{order}i4"))
        stands_for = described & 0xFF
        if stands_for not in (_CHARACTERS, *_NUMBERS) or (described >> 8) & _COMPLEX:
            return None
        kind, raw = next(parts)
    except (StopIteration, IndexError):
        raise ValueError("an array without values") from None
    types = _TEXTS if stands_for == _CHARACTERS else _TYPES
    if kind not in types or min(shape, default=-1) < 0:
        raise ValueError("values of an unknown type")
    values = np.frombuffer(raw, order + types[kind])
    if len(values) != prod(shape):
        raise ValueError("another number of values than the dimensions say")
    if stands_for == _CHARACTERS:
        return name[1].decode("ascii"), "".join(map(chr, values.tolist()))
    with np.errstate(over="ignore", invalid="ignore"):
        return name[1].decode("ascii"), values.reshape(shape, order="F").astype(_NUMBERS[stands_for])
