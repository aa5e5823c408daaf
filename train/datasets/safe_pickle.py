"""Opening pickles of arrays and plain containers, without running anything that is in them.

A pickle is a program: it names functions and calls them. Here the few names that numpy arrays need stand for small
recorders of our own, so that not even numpy's code is called with what the file says; any other name is refused.
"""

import mmap
import pickle
import pickletools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, cast

import numpy as np

from recognizer.errors import UserError

_PLACES = {"PUT", "BINPUT", "LONG_BINPUT"}  # operations that name a place of the unpickler's memory
_DTYPE = re.compile(r"[<>=|]?[biuf][1248]\Z|[<>=|]?[SU][0-9]{1,4}\Z")


def load(path: Path) -> Any:
    """What is in the file; every array in it is an ``Array``. Raises ``UserError``."""
    try:
        with open(path, "rb") as file:
            _check_operations(path)
            return _Unpickler(file, encoding="latin1").load()
    except _Refused as refused:
        raise UserError(
            f"{path} was not opened: it names {refused}, and only arrays and plain containers are admitted."
        ) from refused
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # a garbled pickle raises nearly anything
        raise UserError(f"{path} cannot be read as a pickle of arrays.") from error


@dataclass(eq=False)
class Array:
    """An array as the pickle describes it; ``value`` makes it, and checks that description and bytes agree."""

    state: tuple = ()

    def __setstate__(self, state: tuple) -> None:
        self.state = state

    @property
    def value(self) -> np.ndarray:
        """Raises ``ValueError``."""
        _, shape, dtype, fortran, data = self.state
        return _array(data, dtype, shape, "F" if fortran else "C")


@dataclass(eq=False)
class _Dtype:
    code: str
    order: Literal["<", ">", "|", "="] = "="

    def __setstate__(self, state: tuple) -> None:
        if state[1] in ("<", ">", "|", "="):
            self.order = state[1]

    @property
    def value(self) -> np.dtype:
        return np.dtype(self.code).newbyteorder(self.order)


def _array(data: object, dtype: object, shape: object, order: Literal["C", "F"]) -> np.ndarray:
    if not isinstance(dtype, _Dtype) or not isinstance(data, bytes | bytearray) or not isinstance(shape, tuple):
        raise ValueError("not an array of numbers")
    return np.frombuffer(data, dtype.value).reshape(shape, order=order)


def _dtype(code: object, *_: object) -> _Dtype:
    if not isinstance(code, str) or not _DTYPE.match(code):
        raise _Refused(f"the type {code!r}")
    return _Dtype(code)


def _from_buffer(data: object, dtype: object, shape: object, order: object) -> Array:
    return Array((1, shape, dtype, order == "F", bytes(data) if isinstance(data, bytes | bytearray) else None))


def _scalar(dtype: object, data: object) -> object:
    return _array(data, dtype, (), "C").item()


def _encode(text: str, encoding: str) -> bytes:
    """How old protocols write bytes."""
    if encoding not in ("latin1", "latin-1"):
        raise _Refused(f"the encoding {encoding!r}")
    return text.encode("latin1")


def _check_operations(path: Path) -> None:
    """Raise ``ValueError`` for a pickle that has more memory made ready than its file speaks for: a number of six bytes
    can ask for a list of thousands of millions of places. Nothing of it is carried out here."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        most = len(content)
        for operation, argument, _ in pickletools.genops(cast(IO[bytes], content)):
            if operation.name in _PLACES and (argument is None or argument > most):
                raise ValueError("a place beyond all that the file can hold")


class _Refused(Exception):
    """A name that is not admitted."""


class _Ndarray:
    """Stands for the class itself, which numpy names as an argument and never needs called."""


_ADMITTED = {
    ("numpy", "ndarray"): _Ndarray,
    ("numpy", "dtype"): _dtype,
    ("_codecs", "encode"): _encode,
    ("collections", "OrderedDict"): dict,
} | {
    (f"numpy.{core}.{name}", function): stand_in
    for core in ("core", "_core")
    for name, function, stand_in in (
        ("multiarray", "_reconstruct", lambda *_: Array()),
        ("multiarray", "scalar", _scalar),
        ("numeric", "_frombuffer", _from_buffer),
    )
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _ADMITTED:
            raise _Refused(f"{module}.{name}")
        return _ADMITTED[module, name]
