"""Files of arrays that anybody may have made: what does not fit is refused before it takes memory, and nothing runs."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from recognizer.skeleton import array_file
from recognizer.skeleton.array_file import load_arrays


def npy(descr: object, shape: tuple[int, ...], values: bytes) -> bytes:
    header = repr({"descr": descr, "fortran_order": False, "shape": shape}).encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + values


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)
    return path


class WouldRun:
    def __reduce__(self):
        return Path.touch, (Path("was-run"),)


def test_arrays_come_back_as_they_were(tmp_path):
    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.asfortranarray(np.arange(6).reshape(2, 3)), "c": np.array("x")}
    arrays["d"] = np.zeros((0, 4), np.float16)
    np.savez_compressed(tmp_path / "a.npz", **arrays)
    again = load_arrays(tmp_path / "a.npz", ["a", "b", "c"], ["d", "e"])
    assert again.keys() == arrays.keys()
    for name, array in arrays.items():
        assert again[name].dtype == array.dtype and np.array_equal(again[name], array)


@pytest.mark.parametrize(
    "member",
    [
        b"no array at all",
        npy("<f4", (2**40,), b"\0" * 8),
        npy("<f4", (1,), b"\0" * 8),
        npy("<f4", (-1, -2), b"\0" * 8),
        npy("<U268435456", (1,), b"\0" * 8),
        npy([("a", "|O")], (1,), b"\0" * 8),
        npy("<f4", (2,), b"\0" * 8).replace(b"}", b"("),
        npy("<f4", (2,), b"\0" * 8).replace(b")", b" "),
    ],
)
def test_a_header_that_does_not_fit_is_refused_and_takes_no_memory(member, tmp_path):
    path = archive(tmp_path / "a.npz", a=member)
    tracemalloc.start()
    with pytest.raises(ValueError):
        load_arrays(path, ["a"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_what_would_be_unpickled_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written = io.BytesIO()
    np.save(written, np.array([WouldRun()], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError):
        load_arrays(archive(tmp_path / "a.npz", a=written.getvalue()), ["a"])
    assert not Path("was-run").exists()


def test_a_small_file_that_unfolds_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(array_file, "MOST_BYTES", 1_000_000)
    np.savez_compressed(tmp_path / "a.npz", a=np.zeros(100_000), b=np.zeros(100_000))
    assert len(load_arrays(tmp_path / "a.npz", ["a"])["a"]) == 100_000
    with pytest.raises(ValueError):
        load_arrays(tmp_path / "a.npz", ["a", "b"])


def test_what_is_missing_is_named(tmp_path):
    np.savez(tmp_path / "a.npz", a=np.zeros(1))
    with pytest.raises(KeyError, match="b, c"):
        load_arrays(tmp_path / "a.npz", ["a", "b", "c"])
    with pytest.raises(FileNotFoundError):
        load_arrays(tmp_path / "none.npz", ["a"])
