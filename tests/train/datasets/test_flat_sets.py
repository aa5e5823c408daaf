"""Penn Action and JHMDB: joints of the picture alone, which become flat bodies."""

from pathlib import Path

import numpy as np
import pytest
import scipy.io

from recognizer.errors import UserError
from recognizer.examples.procedural_body import sample_clip
from recognizer.skeleton import joints as j
from recognizer.skeleton.average_body import TORSO
from train.data.prepare import prepare
from train.data.prepared_set import PreparedSet, open_set
from train.datasets import jhmdb, penn
from train.datasets.picture_plane import flat_body

FRAMES = 30
# What the files hold, in their order, as NTU's joints.
PENN = [
    j.HEAD, j.RIGHT_SHOULDER, j.LEFT_SHOULDER, j.RIGHT_ELBOW, j.LEFT_ELBOW, j.RIGHT_WRIST, j.LEFT_WRIST,
    j.RIGHT_HIP, j.LEFT_HIP, j.RIGHT_KNEE, j.LEFT_KNEE, j.RIGHT_ANKLE, j.LEFT_ANKLE,
]  # fmt: skip
JHMDB = [
    j.SPINE_SHOULDER, j.SPINE_MID, j.HEAD, j.RIGHT_SHOULDER, j.LEFT_SHOULDER, j.RIGHT_HIP, j.LEFT_HIP, j.RIGHT_ELBOW,
    j.LEFT_ELBOW, j.RIGHT_KNEE, j.LEFT_KNEE, j.RIGHT_WRIST, j.LEFT_WRIST, j.RIGHT_ANKLE, j.LEFT_ANKLE,
]  # fmt: skip


@pytest.fixture
def body() -> np.ndarray:
    """A second of a waving person who faces the camera, ``(T, 25, 3)``."""
    return sample_clip().keypoints[0, 200 : 200 + FRAMES].astype(np.float64)


def pictured(body: np.ndarray, order: list[int], scale: float = 100.0) -> np.ndarray:
    """The joints as a camera in front of the person has them in its picture, ``(T, V, 2)`` pixels."""
    return np.array([240.0, 170.0]) - scale * (body[:, order, :2] - body[:, [j.SPINE_MID], :2].mean(axis=0))


def write_penn(file: Path, points: np.ndarray, seen: np.ndarray | None = None, **changed: object) -> None:
    content = {
        "action": "jumping_jacks", "x": points[..., 0], "y": points[..., 1], "train": 1,
        "visibility": np.ones(points.shape[:2], np.uint8) if seen is None else seen.astype(np.uint8),
    }  # fmt: skip
    scipy.io.savemat(file, content | changed)


def write_jhmdb(file: Path, clips: list[np.ndarray], **changed: np.ndarray) -> None:
    content = {
        "pose": np.concatenate(clips).astype(np.float32),
        "frames": np.array([len(clip) for clip in clips]),
        "label": np.array(["kick_ball"] * len(clips)),
        "split": np.array([[1, 2, 1]] * len(clips), np.int8),
    }
    np.savez(file, **(content | changed))


def prepared(name: str, raw: Path, folder: Path) -> PreparedSet:
    prepare(name, raw, folder / "set", workers=1)
    return open_set(folder / "set")


def assert_flat_copy(flat: np.ndarray, body: np.ndarray, order: list[int]) -> None:
    """Every joint of the set is where it was, but for depth, place and size."""
    assert (flat[..., 2] == flat[0, 0, 2]).all()
    own, placed = (joints[:, order, :2] - joints[:1, [j.LEFT_HIP], :2] for joints in (body, flat))
    scale = np.linalg.norm(placed) / np.linalg.norm(own)
    assert 0.8 < scale < 1.25
    assert np.abs(placed - scale * own).max() < 2e-3
    torso = np.linalg.norm(flat[:, j.SPINE_SHOULDER] - flat[:, j.SPINE_BASE], axis=-1)
    assert np.quantile(torso, 0.9) == pytest.approx(TORSO, abs=2e-3)
    assert (flat[:, j.LEFT_SHOULDER, 0] < flat[:, j.RIGHT_SHOULDER, 0]).all()
    assert (flat[:, j.HEAD, 1] > flat[:, j.SPINE_BASE, 1]).all()


def test_penn_joints_become_a_flat_body_in_kinect_axes(body, tmp_path):
    write_penn(tmp_path / "0007.mat", pictured(body, PENN))
    data = prepared("penn", tmp_path, tmp_path)
    assert_flat_copy(data.clip(0)[0], body, PENN)
    assert (data.labels, data.persons, data.groups) == (["jumping jacks"], ["0007"], ["picture plane"])


def test_jhmdb_joints_become_flat_bodies_in_kinect_axes(body, tmp_path):
    drawn = pictured(body, JHMDB, 0.7)
    write_jhmdb(tmp_path / "raw.npz", [drawn[:20], drawn[20:]])
    data = prepared("jhmdb", tmp_path / "raw.npz", tmp_path)
    limbs = JHMDB[2:]
    assert_flat_copy(data.clip(0)[0], body[:20], limbs)
    assert_flat_copy(data.clip(1)[0], body[20:], limbs)
    assert data.labels == ["kick ball"]
    assert {split for split in data.splits if split != "all"} == {"split1-train", "split2-test", "split3-train"}


@pytest.mark.parametrize(("factor", "offset"), [(1.0, 0.0), (0.01, 0.0), (37.0, 1000.0)])
def test_neither_size_nor_place_in_the_picture_matters(body, factor, offset):
    points, seen = pictured(body, PENN), np.ones((FRAMES, len(PENN)), bool)
    moved = flat_body(points * factor + offset, seen, penn.LAYOUT)
    moved, still = (flat - flat[:, :, [j.SPINE_BASE]] for flat in (moved, flat_body(points, seen, penn.LAYOUT)))
    assert np.abs(moved - still).max() < 1e-4


def test_a_foreshortened_torso_does_not_make_the_body_large(body):
    points, seen = pictured(body, PENN), np.ones((FRAMES, len(PENN)), bool)
    bent = points.copy()
    bent[: FRAMES // 2, 7:] -= [0.0, 35.0]  # for half of the time the hips look nearer to the shoulders
    whole, half = (flat_body(given, seen, penn.LAYOUT)[0] for given in (points, bent))
    assert np.abs((whole - half)[FRAMES // 2 :]).max() < 0.02


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_penn_files_of_few_bits_are_read_as_those_of_many(body, kind, tmp_path):
    points = np.round(pictured(body, PENN, 60.0))
    write_penn(tmp_path / "0001.mat", points)
    write_penn(tmp_path / "0002.mat", points, x=points[..., 0].astype(kind), y=points[..., 1].astype(kind))
    many, few = (penn.read(tmp_path / name).keypoints for name in ("0001.mat", "0002.mat"))
    assert np.array_equal(many, few)


@pytest.mark.parametrize("corner", [0.0, 0.75, 1.5])
def test_joints_without_a_place_keep_to_their_parent(body, corner, tmp_path):
    points, seen = pictured(body, PENN), np.ones((FRAMES, len(PENN)), bool)
    hidden = seen.copy()
    for joint, frames in ((5, slice(10, 14)), (2, slice(3, 6)), (9, slice(0, 4)), (0, slice(20, 22))):
        hidden[frames, joint] = False
    write_penn(tmp_path / "0001.mat", np.where(hidden[..., None], points, corner), hidden)
    filled, whole = penn.read(tmp_path / "0001.mat").keypoints[0], flat_body(points, seen, penn.LAYOUT)[0]
    assert np.abs((filled - whole)[:, PENN]).max() < 0.12


def test_a_covered_joint_keeps_the_place_that_its_annotator_supposed(body, tmp_path):
    points, seen = pictured(body, PENN), np.ones((FRAMES, len(PENN)), bool)
    write_penn(tmp_path / "0001.mat", points, ~seen)
    assert np.array_equal(penn.read(tmp_path / "0001.mat").keypoints, flat_body(points, seen, penn.LAYOUT))


def test_joints_that_are_never_seen_take_their_parents_place(body):
    seen = np.ones((FRAMES, len(PENN)), bool)
    seen[:, [0, 3, 5, 2, 11]] = False  # head, right elbow and wrist, left shoulder, right ankle
    flat = flat_body(pictured(body, PENN), seen, penn.LAYOUT)[0]
    for joint, place in (
        (j.RIGHT_ELBOW, j.RIGHT_SHOULDER),
        (j.RIGHT_WRIST, j.RIGHT_SHOULDER),
        (j.RIGHT_HAND, j.RIGHT_SHOULDER),
        (j.LEFT_SHOULDER, j.RIGHT_SHOULDER),
        (j.RIGHT_ANKLE, j.RIGHT_KNEE),
    ):
        assert np.array_equal(flat[:, joint], flat[:, place])
    torso = flat[:, j.SPINE_SHOULDER] - flat[:, j.SPINE_BASE]
    above = flat[:, j.HEAD] - flat[:, j.SPINE_SHOULDER]
    assert np.allclose(above, torso * (np.linalg.norm(above, axis=-1) / np.linalg.norm(torso, axis=-1))[:, None])
    assert 0.15 < np.linalg.norm(above, axis=-1).mean() < 0.25


def test_penn_files_that_cannot_be_used_are_reported(body, tmp_path):
    points, seen = pictured(body, PENN), np.ones((FRAMES, len(PENN)), bool)
    without_hips, hardly_there = seen.copy(), seen.copy()
    without_hips[:, 7:9] = False
    hardly_there[: FRAMES // 2 + 1, 1:3] = False
    raw = tmp_path / "raw"
    raw.mkdir()
    write_penn(raw / "0001.mat", points)
    write_penn(raw / "0002.mat", points * without_hips[..., None], without_hips)
    write_penn(raw / "0003.mat", points * hardly_there[..., None], hardly_there)
    write_penn(raw / "0004.mat", points, action="juggling")
    write_penn(raw / "0005.mat", points[:, :12])
    write_penn(raw / "0006.mat", np.full_like(points, np.nan))
    write_penn(raw / "0007.mat", np.full_like(points, 100.0))
    write_penn(raw / "0008.mat", points, visibility=seen[1:])
    (raw / "0009.mat").write_text("hello")
    done = prepare("penn", raw, tmp_path / "set", workers=1)
    assert done.clips == 1
    assert [name for name, _ in done.left_out] == [f"000{number}.mat" for number in range(2, 10)]


def test_jhmdb_files_that_cannot_be_used_are_refused(body, tmp_path):
    drawn = pictured(body, JHMDB, 0.7)
    file = tmp_path / "raw.npz"
    for changed in (
        {"frames": np.array([FRAMES - 1])},
        {"split": np.array([1])},
        {"label": np.array(["golf"], dtype=object)},  # a pickle, which could run anything
    ):
        write_jhmdb(file, [drawn], **changed)
        with pytest.raises(UserError, match="no file of JHMDB"):
            jhmdb.listing(file)
    file.write_text("hello")
    with pytest.raises(UserError, match="no file of JHMDB"):
        jhmdb.listing(file)


def test_jhmdb_clips_without_numbers_or_of_no_class_are_reported(body, tmp_path):
    drawn = pictured(body, JHMDB, 0.7)
    labels = np.array(["golf", "golf", "juggle"])
    write_jhmdb(tmp_path / "raw.npz", [drawn, np.full_like(drawn, np.nan), drawn], label=labels)
    done = prepare("jhmdb", tmp_path / "raw.npz", tmp_path / "set", workers=1)
    assert (done.clips, [name for name, _ in done.left_out]) == (1, ["001", "002"])


def right_hand_is_faster(data: PreparedSet, label: str) -> float:
    """The share of a class's clips in which the right wrist is the faster one."""
    faster = []
    for index in np.flatnonzero(np.asarray(data.label) == data.labels.index(label)):
        wrists = data.clip(int(index))[0][:, [j.LEFT_WRIST, j.RIGHT_WRIST]]
        left, right = np.quantile(np.linalg.norm(wrists[2:] - wrists[:-2], axis=-1), 0.98, axis=0)
        faster.append(right > left)
    return float(np.mean(faster))


def faces(data: PreparedSet, label: str) -> float:
    """The share of a class's clips in which the left shoulder is at the smaller x, as of those who face the camera."""
    clips = [data.clip(int(index))[0] for index in np.flatnonzero(np.asarray(data.label) == data.labels.index(label))]
    return float(np.mean([np.median(one[:, j.RIGHT_SHOULDER, 0] - one[:, j.LEFT_SHOULDER, 0]) > 0 for one in clips]))


def test_penn_people_are_right_handed_and_face_the_camera(shared, tmp_path):
    data = prepared("penn", shared / "data" / "penn-2d", tmp_path)
    assert len(data.label) > 2000 and data.labels == sorted(penn.LABELS)
    for label in ("tennis serve", "bowl", "strum guitar"):
        assert right_hand_is_faster(data, label) > 0.7
    for label in ("jumping jacks", "strum guitar"):
        assert faces(data, label) > 0.9
    assert faces(data, "bowl") < 0.3  # bowlers are filmed from behind


def test_jhmdb_people_are_right_handed_and_face_the_camera(shared, tmp_path):
    data = prepared("jhmdb", shared / "data" / "jhmdb-2d.npz", tmp_path)
    assert (len(data.label), len(data.labels)) == (609, 14)
    assert right_hand_is_faster(data, "throw") > 0.7
    assert faces(data, "clap") > 0.9 and faces(data, "wave") > 0.9
    for split in (1, 2, 3):
        tested, trained = (set(map(int, data.split(f"split{split}-{part}"))) for part in ("test", "train"))
        assert not tested & trained and len(tested | trained) == 609
