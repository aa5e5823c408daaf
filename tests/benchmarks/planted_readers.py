"""Readers with faults that damaged files bring to light, for the fuzzer to find."""

import ctypes
import os
from pathlib import Path

from benchmarks.fuzzing.reader import FuzzedReader
from recognizer.errors import UserError

SOUND = b"sound" * 20


def _make(folder: Path) -> list[Path]:
    (folder / "a.txt").write_bytes(SOUND)
    return [folder / "a.txt"]


def _damaged(folder: Path) -> bool:
    return (folder / "a.txt").read_bytes() != SOUND


def _refuse(folder: Path) -> None:
    if _damaged(folder):
        raise UserError("It is damaged.")


def _raise(folder: Path) -> None:
    if _damaged(folder):
        raise ValueError("one\ntwo")


def _tell_at_length(folder: Path) -> None:
    if _damaged(folder):
        raise UserError("one\ntwo")


def _crash(folder: Path) -> None:
    if _damaged(folder):
        ctypes.string_at(0)


def _hang(folder: Path) -> None:
    while _damaged(folder):
        pass


def _grow(folder: Path) -> None:
    if _damaged(folder):
        assert b"x" * (400 << 20)


def _run(folder: Path) -> None:
    if _damaged(folder):
        os.system("true")


READERS = {
    name: FuzzedReader(name, _make, read)
    for name, read in (
        *(("refuses", _refuse), ("raises", _raise), ("tells-at-length", _tell_at_length), ("crashes", _crash)),
        *(("hangs", _hang), ("grows", _grow), ("runs", _run)),
    )
}
