"""Sets prepared by other programs: pyskl's pickles, opened without running what is in them, and CTR-GCN's arrays."""

import os
import pickle

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognizer.errors import UserError
from train.data.prepare import prepare
from train.data.prepared_set import open_set
from train.datasets import archives, ntu, safe_pickle
from train.datasets.reader import Unreadable

NAMES = ("S001C001P001R001A050", "S001C002P003R001A007", "S001C003P002R002A060")


def annotation(name: str, bodies: int, frames: int, dtype=np.float16) -> dict:
    keypoint = np.random.default_rng(frames).normal(3, 1, (bodies, frames, 25, 3)).astype(dtype)
    label = np.int64(int(name[-3:]) - 1)
    return {"frame_dir": name, "label": label, "keypoint": keypoint, "total_frames": frames}


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, ">f4"])
def test_pyskl_annotations_are_read(tmp_path, protocol, dtype):
    annotations = [annotation(name, bodies, 20 + bodies, dtype) for name, bodies in zip(NAMES, (2, 1, 1))]
    annotations[0]["keypoint"][1, 5:] = 0
    content = {"split": {"xsub_train": list(NAMES[:2]), "xsub_val": [NAMES[2]]}, "annotations": annotations}
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(content, protocol))
    done = prepare("pyskl", tmp_path / "a.pkl", tmp_path / "out")
    assert done.clips == 3 and not done.left_out
    data = open_set(tmp_path / "out")
    assert data.clips == list(NAMES) and data.splits == {"xsub-train": [0, 1], "xsub-test": [2]}
    assert [data.labels[int(label)] for label in data.label] == [ntu.CLASSES[49], ntu.CLASSES[6], ntu.CLASSES[59]]
    assert [data.persons[int(person)] for person in data.person] == ["P001", "P003", "P002"]
    for index, one in enumerate(annotations):
        assert np.abs(data.clip(index) - one["keypoint"].astype(np.float32)).max() < 0.0002
    assert int(data.frames[0]) == 22 and not data.clip(0)[1, 5:].any()


class Evil:
    def __init__(self, call, *arguments):
        self.call, self.arguments = call, arguments

    def __reduce__(self):
        return self.call, self.arguments


@pytest.mark.parametrize("protocol", [0, 2, 5])
def test_a_pickle_that_would_run_something_is_refused_and_runs_nothing(tmp_path, protocol):
    mark = tmp_path / "was-here"
    for evil in (
        Evil(os.system, f"touch {mark}"),
        Evil(eval, f"open({str(mark)!r}, 'w')"),
        Evil(os.mkdir, str(mark)),
        Evil(getattr, "text", "join"),
        Evil(np.dtype, "O"),
        Evil(np.save, str(mark), 1),
    ):
        (tmp_path / "evil.pkl").write_bytes(pickle.dumps({"annotations": [evil], "split": {}}, protocol))
        with pytest.raises(UserError) as refusal:
            prepare("pyskl", tmp_path / "evil.pkl", tmp_path / "out")
        assert "evil.pkl" in str(refusal.value) and "\n" not in str(refusal.value)
        assert not mark.exists() and not (tmp_path / "out").exists()


def test_the_refusal_names_what_is_in_the_pickle(tmp_path):
    (tmp_path / "evil.pkl").write_bytes(pickle.dumps(Evil(os.getcwd)))
    with pytest.raises(UserError, match=r"it names posix\.getcwd|it names nt\.getcwd"):
        safe_pickle.load(tmp_path / "evil.pkl")


def test_an_array_that_lies_about_its_size_is_refused(tmp_path):
    honest = pickle.dumps({"annotations": [annotation(NAMES[0], 1, 20)]}, 4)
    lying = honest.replace(b"K\x14K\x19K\x03", b"K\x15K\x19K\x03")  # 21 frames instead of 20
    assert lying != honest
    (tmp_path / "a.pkl").write_bytes(lying)
    with pytest.raises(UserError, match="no annotations with joints"):
        prepare("pyskl", tmp_path / "a.pkl", tmp_path / "out")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"annotations": [{"frame_dir": "a", "label": 0, "keypoint": np.zeros((1, 4, 17, 2))}]}, "25 joints"),
        ([1, 2, 3], "no annotations"),
        ({"annotations": [{"frame_dir": "a"}]}, "no annotations"),
        ({"annotations": [{"frame_dir": "a", "label": 0, "keypoint": "joints"}]}, "no annotations"),
        ({"annotations": []}, "No files"),
    ],
)
def test_other_pickles_are_refused_in_a_sentence(tmp_path, content, words):
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(content))
    with pytest.raises(UserError, match=words):
        prepare("pyskl", tmp_path / "a.pkl", tmp_path / "out")


@pytest.mark.qt_no_exception_capture  # Python's own unpickler reports a freed buffer of some damaged files, and goes on
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_pickle_gives_a_sentence_or_what_is_in_it(tmp_path, data):
    whole = pickle.dumps({"annotations": [annotation(NAMES[0], 1, 2)], "split": {}}, data.draw(st.integers(0, 5)))
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place in data.draw(st.lists(st.integers(0, max(len(damaged) - 1, 0)), max_size=3)) if damaged else []:
        damaged[place] = data.draw(st.integers(0, 255))
    (tmp_path / "a.pkl").write_bytes(damaged)
    try:
        safe_pickle.load(tmp_path / "a.pkl")
    except UserError as error:
        assert "a.pkl" in str(error)


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_ctr_gcn_arrays_are_read(tmp_path, save):
    x = np.random.default_rng(0).normal(size=(5, 30, 2, 25, 3)).astype(np.float32)
    x[0, :, 1] = 0  # one person
    x[1, 12:] = 0  # padding
    x[2, :4, 1] = 0  # comes later
    x[4] = 0  # nobody
    y = np.eye(60)[[3, 7, 59, 49, 0]]
    flat = x.reshape(5, 30, 150)
    save(tmp_path / "set.npz", x_train=flat[:3], y_train=y[:3], x_test=flat[3:], y_test=y[3:])
    done = prepare("ctr-gcn", tmp_path / "set.npz", tmp_path / "out", chunk=2)
    assert done.clips == 4 and done.left_out == [("test-000001", "there is no body in it")]
    data = open_set(tmp_path / "out")
    assert data.splits == {"train": [0, 1, 2], "test": [3]}
    assert [data.labels[int(label)] for label in data.label] == [ntu.CLASSES[c] for c in (3, 7, 59, 49)]
    assert (data.bodies.tolist(), data.frames.tolist()) == ([1, 2, 2, 2], [30, 12, 30, 30])
    for index in range(4):
        expected = x[index].transpose(1, 0, 2, 3)[: data.bodies[index], : data.frames[index]]
        assert np.abs(data.clip(index) - expected).max() < 0.0002


def test_other_archives_are_refused_in_a_sentence(tmp_path):
    out = tmp_path / "out"
    np.savez(tmp_path / "a.npz", x_train=np.zeros((2, 5, 75), np.float32), y_train=np.eye(2))
    with pytest.raises(UserError, match=r"\(clips, frames, 150\)"):
        prepare("ctr-gcn", tmp_path / "a.npz", out)
    np.savez(tmp_path / "b.npz", joints=np.zeros(3))
    with pytest.raises(UserError, match=r"not one of CTR-GCN's files"):
        prepare("ctr-gcn", tmp_path / "b.npz", out)
    (tmp_path / "c.npz").write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(UserError, match=r"not one of CTR-GCN's files"):
        prepare("ctr-gcn", tmp_path / "c.npz", out)
    evil = np.empty(1, object)
    evil[0] = Evil(os.getcwd)
    np.savez(tmp_path / "d.npz", x_train=evil, y_train=evil)
    with pytest.raises(UserError, match=r"not one of CTR-GCN's files"):
        prepare("ctr-gcn", tmp_path / "d.npz", out)
    with pytest.raises(UserError, match="There is no file"):
        prepare("ctr-gcn", tmp_path, out)


def test_a_pickle_that_asks_for_more_memory_than_it_speaks_for_is_refused(tmp_path):
    (tmp_path / "a.pkl").write_bytes(b"\x80\x02Nr\x00\x00\x10\x00.")  # nothing, noted at place 1,048,576
    with pytest.raises(UserError, match="cannot be read as a pickle of arrays"):
        safe_pickle.load(tmp_path / "a.pkl")
    (tmp_path / "a.pkl").write_bytes(b"\x80\x02Nr\x05\x00\x00\x00.")
    assert safe_pickle.load(tmp_path / "a.pkl") is None


@pytest.mark.parametrize("label", [-1, 2**70, "x", None, [1]])
def test_a_class_that_there_cannot_be_is_refused(tmp_path, label):
    one = annotation(NAMES[0], 1, 4) | {"label": label}
    (tmp_path / "a.pkl").write_bytes(pickle.dumps({"annotations": [one]}))
    with pytest.raises(UserError, match="no annotations"):
        archives.list_pyskl(tmp_path / "a.pkl")


def test_a_name_that_is_longer_than_any_memory_once_it_is_written_out_is_refused(tmp_path):
    name: tuple = ()
    for _ in range(60):
        name = (name, name)
    for content in (
        {"annotations": [annotation(NAMES[0], 1, 4) | {"frame_dir": name}]},
        {"annotations": [annotation(NAMES[0], 1, 4)], "split": {"train": [name]}},
    ):
        (tmp_path / "a.pkl").write_bytes(pickle.dumps(content))
        with pytest.raises(UserError, match="no annotations"):
            archives.list_pyskl(tmp_path / "a.pkl")


def test_ctr_gcn_arrays_that_are_damaged_are_refused_or_left_out(tmp_path):
    joints, labels = np.ones((2, 4, 150), np.float32), np.eye(2)
    np.savez_compressed(tmp_path / "a.npz", x_train=joints, y_train=labels)
    whole = (tmp_path / "a.npz").read_bytes()
    begin = whole.index(b"x_train.npy") + len(b"x_train.npy")
    refused = left_out = 0
    for place in range(begin, begin + 200, 5):
        (tmp_path / "a.npz").write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            listing = archives.list_ctr_gcn(tmp_path / "a.npz")
        except UserError:
            refused += 1
            continue
        for entry in listing.entries:
            try:
                entry.read()
            except Unreadable:
                left_out += 1
    assert refused and left_out
    np.savez(tmp_path / "a.npz", x_train=joints, y_train=np.array([["a", "b"]] * 2))
    with pytest.raises(UserError):
        archives.list_ctr_gcn(tmp_path / "a.npz")
