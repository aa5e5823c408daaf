"""SBU's two people, and a folder of one's own."""

import numpy as np
import pytest

from recognizer.examples.procedural_body import sample_clip
from recognizer.skeleton.clip import Clip, save_npz
from recognizer.skeleton.joints import (
    HEAD,
    LEFT_HAND,
    LEFT_SHOULDER,
    RIGHT_HAND,
    RIGHT_SHOULDER,
    SPINE_BASE,
    SPINE_SHOULDER,
)
from recognizer.skeleton.skeleton_file import write_skeleton
from train.data.prepare import prepare
from train.data.prepared_set import open_set
from train.datasets import folder, sbu


@pytest.fixture(scope="module")
def pairs(shared, tmp_path_factory):
    out = tmp_path_factory.mktemp("sbu") / "set"
    prepare("sbu", shared / "data" / "sbu", out, workers=1)
    return open_set(out)


def test_sbu_has_five_folds_that_test_every_clip_once(pairs):
    tested = [clip for fold in range(1, 6) for clip in pairs.split(f"fold{fold}-test")]
    assert sorted(tested) == list(range(282))
    for fold in range(1, 6):
        train, test = pairs.split(f"fold{fold}-train"), pairs.split(f"fold{fold}-test")
        assert len(train) + len(test) == 282
        pair_of = [pairs.persons[int(person)] for person in pairs.person]
        assert not {pair_of[clip] for clip in train} & {pair_of[clip] for clip in test}
    assert sorted(number for fold in sbu.FOLDS for number in fold) == list(range(1, 22))
    assert sorted(sbu.PAIRS) == list(sbu.PAIRS) == pairs.persons


def test_sbu_people_stand_upright_side_on_and_have_human_measures(pairs):
    upright, along, left_of, shoulders = [], [], [], []
    for index in range(0, 282, 5):
        clip = pairs.clip(index)
        upright.append((clip[:, :, HEAD, 1] > clip[:, :, SPINE_BASE, 1] + 0.3).mean())
        line = (clip[1] - clip[0])[:, SPINE_BASE].mean(axis=0)
        along.append(abs(line[2]))
        left_of.append(line[0] > 0)
        shoulders.append(np.linalg.norm(clip[:, :, SPINE_SHOULDER] - clip[:, :, LEFT_SHOULDER], axis=-1).mean())
    assert np.mean(upright) > 0.95 and max(along) < 0.01 and all(left_of)
    assert 0.12 < np.median(shoulders) < 0.22
    # Facing along x, the left is towards the sensor for the person on the left, and away from it for the other.
    left_in_front = []
    for index in range(0, 282, 5):
        depth = pairs.clip(index)[:, :, [LEFT_SHOULDER, RIGHT_SHOULDER], 2]
        left_in_front.append([(depth[:, :, 0] < depth[:, :, 1]).mean(axis=1)])
    assert np.mean(left_in_front, axis=0) == pytest.approx(np.array([[1, 0]]), abs=0.2)


def test_turning_a_pair_moves_nobody_within_it():
    rng = np.random.default_rng(0)
    bodies = rng.normal(size=(2, 7, 25, 3))
    turned = sbu.side_on(bodies)
    before = np.linalg.norm(bodies[0][:, :, None] - bodies[1][:, None], axis=-1)
    assert np.allclose(np.linalg.norm(turned[0][:, :, None] - turned[1][:, None], axis=-1), before, atol=1e-5)
    assert np.allclose(turned[..., 1], bodies[..., 1], atol=1e-6)


def test_sbu_files_that_are_no_tables_are_reported(tmp_path):
    good = tmp_path / "s01s02" / "01" / "001" / "skeleton_pos.txt"
    rows = np.column_stack([np.arange(6), np.random.default_rng(0).uniform(0.1, 0.9, (6, 90))])
    for number, text in enumerate(("", "1,2,3\n", "hello", None, "nan," * 90 + "1\n"), start=1):
        file = good.parents[1] / f"{number:03}" / good.name
        file.parent.mkdir(parents=True)
        np.savetxt(file, rows, delimiter=",") if text is None else file.write_text(text)
    done = prepare("sbu", tmp_path, tmp_path / "out", workers=1)
    assert done.clips == 1 and len(done.left_out) == 4


def short_clip() -> Clip:
    whole = sample_clip()
    return Clip(whole.keypoints[:, :60], whole.confidence[:, :60], whole.time[:60], whole.identity[:, :60])


def test_a_folder_of_actions_with_and_without_people(tmp_path):
    clip = short_clip()
    for action in ("wave", "jump"):
        (tmp_path / "raw" / action).mkdir(parents=True)
        for number in range(5):
            save_npz(clip, tmp_path / "raw" / action / f"{number}.npz")
        for person in ("anna", "ben", "cleo", "dan", "eve"):
            (tmp_path / "raw" / action / person).mkdir()
            write_skeleton(clip, tmp_path / "raw" / action / person / "one.skeleton")
    (tmp_path / "raw" / "wave" / "notes.txt").write_text("hello")
    (tmp_path / "raw" / "wave" / "bad.npz").write_bytes(b"bad")
    (tmp_path / "raw" / "wave" / "bad.skeleton").write_text("3\n1\n")
    (tmp_path / "raw" / "wave" / ".hidden").write_text("")
    done = prepare("folder", tmp_path / "raw", tmp_path / "out")
    assert done.clips == 20 and {name for name, _ in done.left_out} == {
        "wave/notes.txt", "wave/bad.npz", "wave/bad.skeleton",
    }  # fmt: skip
    data = open_set(tmp_path / "out")
    assert data.labels == ["jump", "wave"] and {"anna", "eve"} <= set(data.persons)
    assert np.abs(data.clip(0) - clip.keypoints).max() < 0.0002
    people = [data.persons[int(person)] for person in data.person]
    assert {people[index] for index in data.split("test") if "/" not in people[index]} == {"eve"}
    assert not set(data.split("test")) & set(data.split("train"))
    assert len(data.split("test")) + len(data.split("train")) == 20


def test_people_who_come_and_go_are_marked_and_empty_frames_removed():
    clip = short_clip()
    identity = np.full((2, 60), -1, np.int32)
    identity[0, 10:20], identity[1, 15:50] = 4, 7
    keypoints = np.repeat(clip.keypoints, 2, axis=0) * (identity[:, :, None, None] >= 0)
    confidence = np.repeat(clip.confidence, 2, axis=0) * (identity[:, :, None] >= 0)
    joints, fps = folder.bodies_of(Clip(keypoints, confidence, clip.time, identity))
    assert joints.shape == (2, 40, 25, 3) and fps == pytest.approx(30)
    present = ~np.isnan(joints[:, :, 0, 0])
    assert present[0].sum() == 35 and present[1].sum() == 10  # who is there longest comes first
    assert np.array_equal(joints[0, present[0]][:, RIGHT_HAND], clip.keypoints[0, 15:50, RIGHT_HAND])


def test_a_video_in_a_folder_goes_through_the_front_end(shared, pose_model, tmp_path):
    raw = tmp_path / "raw" / "tai chi"
    raw.mkdir(parents=True)
    _shorten(shared / "videos" / "tai-chi.mp4", raw / "part.avi", 25)
    (raw / "broken.mp4").write_bytes(b"no video")
    done = prepare("folder", tmp_path / "raw", tmp_path / "out")
    assert done.clips == 1 and [name for name, _ in done.left_out] == ["tai chi/broken.mp4"]
    clip = open_set(tmp_path / "out").clip(0)
    assert clip.shape[1] > 10 and (clip[0, :, HEAD, 1] > clip[0, :, SPINE_BASE, 1]).mean() > 0.9
    assert np.ptp(clip[0, :, LEFT_HAND], axis=0).max() > 0.01


def _shorten(video, out, frames):
    from recognizer.sources.opencv import cv2

    capture = cv2.VideoCapture(str(video))
    writer = None
    for _ in range(frames):
        ok, image = capture.read()
        if not ok:
            break
        image = cv2.resize(image, None, fx=0.5, fy=0.5)
        writer = writer or cv2.VideoWriter(str(out), cv2.VideoWriter_fourcc(*"MJPG"), 25, image.shape[1::-1])
        writer.write(image)
    writer.release()
