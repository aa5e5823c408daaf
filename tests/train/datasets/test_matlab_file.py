"""MATLAB's files: read as SciPy reads them, and refused where a byte of them is wrong that SciPy takes on trust."""

import numpy as np
import pytest
import scipy.io
from hypothesis import given, settings
from hypothesis import strategies as st

from train.datasets.matlab_file import read_matlab

CONTENT = {
    "numbers": np.arange(24.0).reshape(2, 3, 4) / 7,
    "bytes": np.arange(6, dtype=np.uint8).reshape(1, 6),
    "long": np.array([[-(2**40)]]),
    "a": np.array([[1.5]], np.float32),
    "empty": np.zeros((0, 3)),
}


@pytest.mark.parametrize("packed", [False, True])
def test_arrays_and_texts_are_what_scipy_wrote(packed, tmp_path):
    others = {"z": np.array([[1j]]), "cell": np.array([["a", 1]], dtype=object), "structure": {"x": 1}}
    scipy.io.savemat(tmp_path / "a.mat", CONTENT | others | {"text": "jumping_jacks"}, do_compression=packed)
    found = read_matlab(tmp_path / "a.mat")
    assert found.pop("text") == "jumping_jacks"
    assert found.keys() == CONTENT.keys()
    for name, value in CONTENT.items():
        assert found[name].dtype == value.dtype and np.array_equal(found[name], value)


def test_a_type_that_there_is_not_is_refused(tmp_path):
    scipy.io.savemat(tmp_path / "a.mat", {"x": np.arange(30.0)})
    content = bytearray((tmp_path / "a.mat").read_bytes())
    place = content.index((9).to_bytes(4, "little") + (240).to_bytes(4, "little"))  # 30 numbers of double precision
    content[place] = 0x49
    (tmp_path / "a.mat").write_bytes(content)
    with pytest.raises(ValueError, match="unknown type"):
        read_matlab(tmp_path / "a.mat")


@settings(max_examples=200)
@given(data=st.data())
def test_damaged_files_are_read_or_refused(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("mat") / "a.mat"
    scipy.io.savemat(path, {"x": np.arange(6.0), "t": "text"}, do_compression=data.draw(st.booleans()))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(124, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        found = read_matlab(path)
    except ValueError:
        return
    assert all(isinstance(value, (str, np.ndarray)) for value in found.values())
