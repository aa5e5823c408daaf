"""Arrays in `.npz` files that anybody may have made: nothing is unpickled, and none takes more memory than it says."""

import zipfile
from collections.abc import Iterable
from math import prod
from pathlib import Path
from tokenize import TokenError
from typing import IO

import numpy as np

MOST_BYTES = 4 << 30  # of all arrays together: a day of two people takes half of that


def load_arrays(path: str | Path, names: Iterable[str], optional: Iterable[str] = ()) -> dict[str, np.ndarray]:
    """The arrays of these names; of the ``optional`` ones those that are there.

    Raises ``FileNotFoundError`` and other kinds of ``OSError`` where the file cannot be opened, ``KeyError`` with the
    names of arrays that it lacks, and ``ValueError`` where it is no such file or a damaged one.
    """
    with open(path, "rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                there = set(archive.namelist())
                wanted = [*names, *(name for name in optional if _member(name) in there)]
                if missing := [name for name in wanted if _member(name) not in there]:
                    raise KeyError(", ".join(missing))
                _check_size(archive, map(_member, wanted))
                return {name: _array(archive, _member(name)) for name in wanted}
        except KeyError:
            raise
        except Exception as error:  # damaged bytes make zip, its decompressors and NumPy raise a dozen kinds
            raise ValueError(f"{path} is no whole file of arrays") from error


def array_header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, whether columns come first, and type of the array that follows in a ``.npy`` file. Raises ``ValueError``
    for what is none, and for one that would have to be unpickled."""
    try:
        version = np.lib.format.read_magic(member)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, fortran, dtype = read(member)
    except SyntaxError as error:
        raise ValueError("no header of an array") from error
    except TokenError as error:
        raise ValueError("half a header of an array") from error
    if dtype.hasobject or min(shape, default=0) < 0:
        raise ValueError("no array of numbers")
    return shape, fortran, dtype


def _member(name: str) -> str:
    return f"{name}.npy"


def _check_size(archive: zipfile.ZipFile, members: Iterable[str]) -> None:
    """Raise ``ValueError`` where the arrays are too large: a small archive can unfold to a thousand times its size."""
    if sum(archive.getinfo(member).file_size for member in members) > MOST_BYTES:
        raise ValueError("arrays of more than a day")


def _array(archive: zipfile.ZipFile, member: str) -> np.ndarray:
    """One array, which may be written to, once it is certain that its header and its size agree: NumPy makes room for
    what a header says."""
    size = archive.getinfo(member).file_size
    with archive.open(member) as opened:
        shape, fortran, dtype = array_header(opened)
        if prod(shape) * dtype.itemsize != size - opened.tell():
            raise ValueError("a header that does not fit")
        values = np.frombuffer(bytearray(opened.read(size)), dtype) if dtype.itemsize else np.zeros(prod(shape), dtype)
    return values.reshape(shape, order="F" if fortran else "C")
