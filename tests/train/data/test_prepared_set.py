"""Prepared sets and people's folds, on small sets made here and, where present, on the real ones."""

import json

import numpy as np
import pytest
import scipy.io

from recognizer.errors import UserError
from recognizer.examples.procedural_body import sample_clip
from recognizer.skeleton.joints import LEFT_SHOULDER, RIGHT_SHOULDER
from train.data.corpus import ClipSelection, gather, person_folds
from train.data.prepare import prepare
from train.data.prepared_set import UNIT, open_set, write_set
from train.datasets import READERS, kinect1
from train.datasets.reader import RawClip

KINECT = [0, 1, 20, 3, *range(4, 20)]  # NTU's joints in Kinect v1's own order


def raw(name: str, person: str, label: str, frames: int, bodies: int = 1, group: str = "adults") -> RawClip:
    rng = np.random.default_rng(abs(hash((name, frames))) % 2**32)
    keypoints = np.cumsum(rng.normal(scale=0.01, size=(bodies, frames, 25, 3)), axis=1).astype(np.float32) + 2
    return RawClip(name, keypoints, 30.0, label, person, group, ("all-of-it",))


@pytest.fixture
def small(tmp_path):
    clips = [
        raw(f"c{i}", f"p{i % 10:02}", "wave" if i % 2 else "jump", 20 + 7 * i, bodies=1 + i % 2) for i in range(20)
    ]
    write_set(tmp_path / "small.safetensors", "small", clips)
    return open_set(tmp_path / "small.safetensors"), clips


def test_a_prepared_clip_is_the_clip_to_an_eighth_of_a_millimetre(small):
    data, clips = small
    for index, clip in enumerate(clips):
        assert np.abs(data.clip(index) - clip.keypoints).max() <= UNIT / 2 + 1e-6
        assert data.labels[int(data.label[index])] == clip.label


def test_folds_part_people_never_clips_of_one_person(small):
    data, clips = small
    fold_of = {}
    for clip, fold in zip(clips, person_folds(data)):
        assert fold_of.setdefault(clip.person, fold) == fold
    training = gather([data], ClipSelection("all-of-it", (1, 2, 3, 5, 6, 7)), None)
    testing = gather([data], ClipSelection("all-of-it", (0, 4)), None)
    assert len(training) + len(testing) == len(clips)
    assert not set(training.name) & set(testing.name)


def test_adults_and_children_are_dealt_into_eight_folds_each_whatever_their_order_in_the_file(tmp_path):
    people = [(f"{kind[0]}{number:02}", kind) for number in range(10) for kind in ("children", "adults")]
    clips = [raw(f"clip of {person}", person, "wave", 5, group=kind) for person, kind in people]
    for name, some in (("forwards", clips), ("backwards", clips[::-1])):
        write_set(tmp_path / name, "small", some)
        data = open_set(tmp_path / name)
        found = dict(zip((clip.person for clip in some), person_folds(data)))
        assert found == {person: int(person[1:]) % 8 for person, _ in people}


def test_a_camera_setup_is_in_one_fold_whoever_is_in_it(tmp_path):
    clips = [
        raw(f"{setup} {n}", f"{setup}/{n}", "wave", 5, group=setup) for setup in ("phone", "desk") for n in range(9)
    ]
    write_set(tmp_path / "set", "small", clips)
    data = open_set(tmp_path / "set")
    assert person_folds(data, {"phone": 3}) == [3] * 9 + [0, 1, 2, 3, 4, 5, 6, 7, 0]
    tested = gather([data], ClipSelection("all", (3, 7), {"phone": 3}), None)
    assert [name.count("phone") for name in tested.name] == [1] * 9 + [0, 0]


def test_wrong_names_are_told(small, tmp_path):
    with pytest.raises(UserError, match="no split nonesuch"):
        small[0].split("nonesuch")
    with pytest.raises(UserError, match="no prepared data set"):
        open_set(tmp_path / "nothing.safetensors")
    (tmp_path / "bad.safetensors").write_bytes(b"bad")
    with pytest.raises(UserError, match="cannot be read"):
        open_set(tmp_path / "bad.safetensors")
    with pytest.raises(UserError, match="choose"):
        prepare("nonesuch", tmp_path, tmp_path / "out")


def test_every_reader_reads_its_format_and_reports_what_it_leaves_out(tmp_path):
    """One good and one bad file of each set's format, made here from the sample clip."""
    joints = sample_clip().keypoints[0, :90][:, KINECT].astype(np.float64)
    make = {
        "nw-ucla": ("a01_s01_e00_v01.json", lambda f: f.write_text(json.dumps({"skeletons": joints.tolist()}))),
        "utd-mhad": (
            "a3_s2_t1_skeleton.mat",
            lambda f: scipy.io.savemat(
                f, {"d_skel": joints[:, np.argsort([3, 2, 1, 0, *range(4, 20)])].transpose(1, 2, 0)}
            ),
        ),
        "kinder-gator": ("Adults/POSE-p106_05-Bow-1455361122579.csv", lambda f: _write_csv(f, joints)),
    }
    bad = {"nw-ucla": "a02_s01_e00_v01.json", "utd-mhad": "a4_s2_t1_skeleton.mat"}
    for name, (file, write) in make.items():
        folder = tmp_path / name
        (folder / file).parent.mkdir(parents=True)
        write(folder / file)
        broken = (folder / file).with_name(bad.get(name, "POSE-p106_06-Jump-1455361122580.csv"))
        broken.write_text("not what it should be")
        done = prepare(name, folder, tmp_path / f"{name}.safetensors")
        assert done.clips == 1 and [left for left, _ in done.left_out] == [broken.name]
        assert broken.name in (tmp_path / f"{name}.safetensors.report.txt").read_text()
        clip = open_set(tmp_path / f"{name}.safetensors").clip(0)
        trimmed = joints[30:] if name == "kinder-gator" else joints
        assert np.abs(clip[0][:, KINECT] - trimmed).max() < 1e-3
        assert (clip[0, :, LEFT_SHOULDER, 0] < clip[0, :, RIGHT_SHOULDER, 0]).all()


def _write_csv(file, joints):
    names = [
        "HipCenter", "Spine", "ShoulderCenter", "Head",
        "ShoulderLeft", "ElbowLeft", "WristLeft", "HandLeft", "ShoulderRight", "ElbowRight", "WristRight", "HandRight",
        "HipLeft", "KneeLeft", "AnkleLeft", "FootLeft", "HipRight", "KneeRight", "AnkleRight", "FootRight",
    ]  # fmt: skip
    header = ",".join(["Timestamp", *(name + axis for name in names for axis in "XYZ")])
    rows = np.column_stack([np.arange(len(joints)), joints.reshape(len(joints), -1)])
    np.savetxt(file, rows, delimiter=",", header=header, comments="")


def test_empty_frames_are_filled_from_their_neighbours():
    joints = np.repeat(np.arange(1.0, 6.0), 60).reshape(5, 20, 3)
    broken = joints.copy()
    broken[2] = 0
    broken[3] = np.nan
    assert np.allclose(kinect1.repair(broken), joints)


SIZES = {  # clips, labels, persons
    "nw-ucla": (1484, 10, 10),
    "utd-mhad": (861, 27, 8),
    "kinder-gator": (927, 58, 16),
    "sbu": (282, 8, 21),
    "kard": (540, 18, 10),
    "msr-daily": (320, 16, 10),
    "florence": (215, 9, 10),
}


@pytest.mark.parametrize("name", SIZES)
def test_real_sets_have_their_published_sizes(shared, tmp_path, name):
    done = prepare(name, shared / "data" / name, tmp_path / name, workers=1)
    data = open_set(tmp_path / name)
    assert (len(data), len(data.labels), len(data.persons)) == SIZES[name] and not done.left_out
    assert data.labels == sorted(READERS[name].classes)
    if name == "sbu":
        return  # people stand side-on there
    # Left and right are the person's own: facing the camera, which most clips do, the left shoulder has smaller x.
    facing = [(np.diff(data.clip(i)[0][:, [4, 8], 0]) > 0).mean() > 0.5 for i in range(0, len(data), 17)]
    assert np.mean(facing) > 0.8


def test_nw_ucla_has_its_published_split_and_one_without_the_leak(shared, tmp_path):
    prepare("nw-ucla", shared / "data" / "nw-ucla", tmp_path / "set", workers=1)
    sizes = {split: len(clips) for split, clips in open_set(tmp_path / "set").splits.items()}
    assert (sizes["xview-train"], sizes["xview-test"]) == (1020, 464)
    assert (sizes["xview-clean-train"], sizes["xview-clean-test"]) == (925, 464)


def damaged(path, header=None, values=None, **about):
    """The set with another header, another first value of a column, or another part of its ``about``."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    told, body = json.loads(content[8 : 8 + length]), bytearray(content[8 + length :])
    told["__metadata__"]["about"] = json.dumps(json.loads(told["__metadata__"]["about"]) | about)
    for name, value in (values or {}).items():
        begin = told[name]["data_offsets"][0]
        raw = np.asarray(value, told[name]["dtype"].lower().replace("i64", "<i8").replace("f32", "<f4")).tobytes()
        body[begin : begin + len(raw)] = raw
    told |= header or {}
    text = json.dumps(told).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)


@pytest.mark.parametrize(
    ("damage", "reported"),
    [
        ({"values": {"start": -1}}, "a clip has no frames, or more"),
        ({"values": {"start": 10**6}}, "a clip has no frames, or more"),
        ({"values": {"frames": 0}}, "a clip has no frames, or more"),
        ({"values": {"frames": 2**62}}, "a clip has no frames, or more"),
        ({"values": {"bodies": 3}}, "a clip has no frames, or more"),
        ({"values": {"bodies": [1, 2, 1, 2, 2]}}, ""),
        ({"values": {"label": 7}}, "a label, a person or a group"),
        ({"values": {"person": -1}}, "a label, a person or a group"),
        ({"values": {"fps": 0}}, "its rates"),
        ({"values": {"fps": np.inf}}, "its rates"),
        ({"values": {"origin": np.nan}}, "its origins"),
        ({"splits": {"train": [20]}}, "a split"),
        ({"splits": {"train": ["x"]}}, "a split"),
        ({"splits": [1]}, "no names"),
        ({"clips": ["x"]}, "another kind or length"),
        ({"clips": [1] * 20}, "no names"),
        ({"labels": None}, "a label, a person or a group"),
        ({"more": 1}, "cannot be read"),
    ],
)
def test_a_set_whose_parts_do_not_fit_is_one_sentence(small, tmp_path, damage, reported):
    del small
    damaged(tmp_path / "small.safetensors", **damage)
    if not reported:  # what is changed fits as well
        assert len(open_set(tmp_path / "small.safetensors")) == 20
        return
    with pytest.raises(UserError, match=reported):
        open_set(tmp_path / "small.safetensors")
