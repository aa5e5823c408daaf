"""NTU RGB+D: the splits from the names, which bodies are people, and messy trees."""

import numpy as np
import pytest

from recognizer.skeleton.joints import SPINE_MID
from recognizer.skeleton.skeleton_parser import RawBody, RawSkeleton
from train.data.prepare import prepare
from train.data.prepared_set import open_set
from train.data.synthetic_ntu import SyntheticSet, names, skeleton, to_text, write_raw
from train.datasets import ntu
from train.datasets.ntu import ClipName, splits_60, splits_120
from train.datasets.ntu_bodies import rank, select_bodies
from train.datasets.reader import Unreadable


def count(listed, split_of, split):
    return sum(split in split_of(ClipName.parse(name)) for name in listed)


def test_the_published_splits_have_their_published_sizes(shared):
    listed = (shared / "data" / "ntu-lists" / "ntu60-available.txt").read_text().split()
    kept = [name for name in listed if name not in ntu.MISSING]
    assert len(kept) == len(listed) == 56578
    sizes = {split: count(kept, splits_60, split) for split in ("xsub-train", "xsub-test", "xview-train", "xview-test")}
    assert sizes == {"xsub-train": 40091, "xsub-test": 16487, "xview-train": 37646, "xview-test": 18932}


def test_the_shipped_lists_are_the_published_ones(shared):
    lists = shared / "data" / "ntu-lists"
    assert set((lists / "ntu120-missing.txt").read_text().split()) == ntu.MISSING
    assert {name for name in ntu.MISSING if ClipName.parse(name).setup <= 17} == set(
        (lists / "ntu60-missing.txt").read_text().split()
    )
    classes = [line.split("\t")[1].strip() for line in (lists / "classes.tsv").read_text().splitlines()]
    assert list(ntu.CLASSES) == classes


def test_ntu_120_is_split_by_performer_and_by_even_setups():
    assert len(ntu.TRAIN_PERFORMERS_60) == 20 and len(ntu.TRAIN_PERFORMERS_120) == 53
    assert splits_120(ClipName.parse("S032C001P103R001A120")) == ("xsub-train", "xset-train", "one-shot-train")
    assert splits_120(ClipName.parse("S019C002P104R002A061")) == ("xsub-test", "xset-test", "one-shot-test")
    assert splits_60(ClipName.parse("S001C001P003R001A001")) == ("xsub-test", "xview-test")


def test_one_shot_has_twenty_new_actions_each_shown_once():
    assert sorted(ntu.ONE_SHOT) == [1, 7, 13, 19, 25, 31, 37, 43, 49, 55, 61, 67, 73, 79, 85, 91, 97, 103, 109, 115]
    assert not set(ntu.ONE_SHOT.values()) & ntu.MISSING
    for action, shown in ntu.ONE_SHOT.items():
        name = ClipName.parse(shown)
        assert name.action == action and splits_120(name)[2] == "one-shot-shown"
    assert splits_120(ClipName.parse("S002C003P008R001A055"))[2] == "one-shot-test"


@pytest.mark.parametrize("name", ["clip", "S001C001P001R001", "S001C001P001R001A121", "S001C001P001R001A000", ""])
def test_other_names_are_refused(name):
    with pytest.raises(Unreadable):
        ClipName.parse(name)


def body(number, frames, motion, wide=False, seed=0):
    """A body that stands upright and wanders by ``motion`` metres a frame."""
    rng = np.random.default_rng(seed + number)
    shape = rng.uniform(-1, 1, (25, 3)) * ([0.9, 0.2, 0.1] if wide else [0.2, 0.9, 0.1])
    path = np.cumsum(rng.normal(scale=motion, size=(len(frames), 1, 3)), axis=0)
    keypoints = (shape + path + [0, 0, 3 + number]).astype(np.float32)
    return RawBody(number, np.asarray(frames), keypoints, np.full((len(frames), 25), 2, np.int8))


def test_the_strongest_mover_comes_first():
    still, lively = body(1, range(60), 0.001), body(2, range(60), 0.05)
    keypoints = select_bodies(RawSkeleton(60, (still, lively)))
    assert keypoints.shape == (2, 60, 25, 3)
    assert np.array_equal(keypoints[0], lively.keypoints) and np.array_equal(keypoints[1], still.keypoints)


def test_what_is_seen_briefly_or_too_wide_is_no_person():
    person, brief, chair = body(1, range(60), 0.001), body(2, range(11), 0.5), body(3, range(60), 0.01, wide=True)
    assert [b.tracking for b in rank([person, brief, chair])] == [1]
    assert [b.tracking for b in rank([person, body(2, range(12), 0.5)])] == [2, 1]
    assert select_bodies(RawSkeleton(60, (brief,))).shape[1] == 11  # alone, it is all there is
    assert len(rank([brief, body(4, range(3), 0.1)])) == 2  # a file is not emptied by this rule
    assert select_bodies(RawSkeleton(60, (chair,))).shape[0] == 1


def test_a_person_found_again_under_another_number_goes_on_in_the_same_place():
    first, again, other = body(1, range(30), 0.1), body(2, range(35, 60), 0.09), body(3, range(20, 50), 0.001)
    keypoints = select_bodies(RawSkeleton(60, (first, again, other)))
    assert keypoints.shape == (2, 60, 25, 3)
    present = ~np.isnan(keypoints[:, :, 0, 0])
    assert np.flatnonzero(~present[0]).tolist() == [30, 31, 32, 33, 34]
    assert np.flatnonzero(present[1]).tolist() == list(range(20, 50))


def test_frames_without_anybody_are_removed():
    keypoints = select_bodies(RawSkeleton(60, (body(1, [*range(5, 20), *range(40, 60)], 0.1),)))
    assert keypoints.shape == (1, 35, 25, 3) and np.isfinite(keypoints).all()
    with pytest.raises(Unreadable, match="no body in any of its 7 frames"):
        select_bodies(RawSkeleton(7, ()))


def test_a_messy_tree_is_prepared_and_every_bad_file_is_named_with_its_reason(tmp_path):
    raw = tmp_path / "archive" / "part-1"
    write_raw(SyntheticSet(12), raw)
    good = sorted(raw.glob("*.skeleton"))
    texts = [file.read_bytes() for file in good]
    nested = raw.parent / "part-2" / "deeper"
    nested.mkdir(parents=True)
    bad = {
        "S001C001P001R001A059": (texts[0][: len(texts[0]) // 2], "it ends within frame"),
        "S001C001P001R002A059": (b"", "it ends where the number of frames should be"),
        "S001C001P002R001A059": (b"\x89PNG\xff\xfe" + texts[0], "no plain text"),
        "S001C001P002R002A059": (texts[1].replace(b"0.", b"0.x", 1), "not a number"),
        "S001C001P003R001A059": (b"4\r\n0\r\n0\r\n0\r\n0\r\n", "no body in any of its 4 frames"),
        "S001C001P003R002A059": (texts[0] + b"17 4\n", "goes on after its"),
        "S001C001P003R001A061": (texts[0], "not in this part"),
        "S018C001P003R001A001": (texts[0], "not in this part"),
        "S001C002P005R002A008": (texts[0], "missing or incomplete"),
        "unnamed": (texts[0], "SsssCcccPpppRrrrAaaa"),
        good[0].stem: (texts[0], "the same name as"),
    }
    for name, (content, _) in bad.items():
        (nested / f"{name}.skeleton").write_bytes(content)
    (nested / "S001C001P004R001A059.skeleton").mkdir()
    (nested / "readme.txt").write_text("hello")
    done = prepare("ntu60", raw.parent, tmp_path / "out.safetensors", workers=1)
    assert done.clips == 12
    left_out = dict(done.left_out)
    assert left_out.pop("S001C001P004R001A059.skeleton")
    assert len(left_out) == len(bad)
    report = (tmp_path / "out.safetensors.report.txt").read_text()
    for name, (_, reason) in bad.items():
        assert reason in left_out[f"{name}.skeleton"] and f"{name}.skeleton\t" in report
    assert not (tmp_path / "out.safetensors.parts").exists()
    assert open_set(tmp_path / "out.safetensors").clips == [file.stem for file in good]


def test_a_prepared_clip_is_the_recording(tmp_path):
    shape = SyntheticSet(8)
    write_raw(shape, tmp_path / "raw")
    prepare("ntu60", tmp_path / "raw", tmp_path / "out", workers=1)
    data = open_set(tmp_path / "out")
    assert data.labels == list(ntu.CLASSES[:60])
    by_name = {str(name): name for name in names(shape)}
    for index, name in enumerate(data.clips):
        expected = select_bodies(skeleton(by_name[name], shape))
        got = data.clip(index)
        absent = np.isnan(expected).any(axis=(2, 3))
        assert np.abs(got[~absent] - expected[~absent]).max() < 0.0002
        assert (got[absent] == 0).all()
        assert np.abs(data.origin[index].numpy() - expected[0, np.argmin(absent[0]), SPINE_MID]).max() < 1e-5
        assert data.labels[int(data.label[index])] == ntu.CLASSES[by_name[name].action - 1]


def test_to_text_is_what_the_reader_reads():
    shape = SyntheticSet(5)
    for name in names(shape):
        assert to_text(skeleton(name, shape)).splitlines()[0] == str(skeleton(name, shape).frames)
