"""Labelled videos to a prepared set: clips stand in for videos where what is in them does not matter."""

from pathlib import Path

import numpy as np
import pytest

from app.cli import main as recognize
from recognizer.errors import UserError
from recognizer.examples.procedural_body import sample_clip
from recognizer.output.label_list import LabelledSpan, write_label_list
from recognizer.skeleton.clip import Clip, save_npz
from train.cli import main
from train.data.prepare import prepare_videos
from train.data.prepared_set import PreparedSet, open_set
from train.datasets import video_joints

FPS = 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of the sample's person, of whom there is nothing to be seen in the second half of ``half.npz``."""
    clip = sample_clip()
    save_npz(clip, tmp_path / "whole.npz")
    identity, middle = clip.identity.copy(), clip.frames // 2
    identity[:, middle:] = -1
    there = identity >= 0
    half = Clip(clip.keypoints * there[..., None, None], clip.confidence * there[..., None], clip.time, identity)
    save_npz(half, tmp_path / "half.npz")
    return tmp_path


def prepared(folder: Path, spans: list[LabelledSpan]) -> tuple[PreparedSet, list[tuple[str, str]]]:
    write_label_list(folder / "labels.csv", spans)
    done = prepare_videos([folder / "labels.csv"], folder / "set", workers=1)
    return open_set(folder / "set"), done.left_out


def test_spans_become_clips_with_their_setup_person_and_splits(folder):
    data, left_out = prepared(
        folder,
        [
            LabelledSpan("whole.npz", "wave", "kitchen", "p1", 5.0, 7.0),
            LabelledSpan("whole.npz", "walk", "kitchen", "p1", None, 4.0),
            LabelledSpan("half.npz", "(daily life)", "garden"),
            LabelledSpan("half.npz", "walk", "garden", "p1", 1.0, 2.0),
        ],
    )
    assert not left_out and len(data) == 4
    assert [data.labels[label] for label in data.label] == ["wave", "walk", "(daily life)", "walk"]
    assert [data.persons[person] for person in data.person] == ["kitchen/p1", "kitchen/p1", "garden", "garden/p1"]
    assert [data.groups[group] for group in data.group] == ["kitchen", "kitchen", "garden", "garden"]
    assert data.splits == {
        "kitchen": [0, 1], "without-kitchen": [2, 3], "garden": [2, 3], "without-garden": [0, 1]
    }  # fmt: skip
    assert data.frames.tolist() == [2 * FPS, 4 * FPS, sample_clip().frames // 2, FPS]
    waved = sample_clip().keypoints[0, 5 * FPS : 7 * FPS]
    assert np.abs(data.clip(0)[0] - waved).max() < 1e-3


def test_what_cannot_be_used_is_reported_with_its_reason(folder):
    (folder / "broken.mp4").write_text("no video")
    data, left_out = prepared(
        folder,
        [
            LabelledSpan("whole.npz", "wave", start=5.0, end=7.0),
            LabelledSpan("missing.mp4", "wave"),
            LabelledSpan("broken.mp4", "wave"),
            LabelledSpan("half.npz", "jump", start=10.0, end=12.0),
            LabelledSpan("half.npz", "jump", start=500.0),
        ],
    )
    assert len(data) == 1
    reasons = dict(left_out)
    assert "No such file" in reasons["missing.mp4"]
    assert "broken.mp4" in reasons["broken.mp4"]
    assert reasons["half.npz, 10 s to 12 s"] == "nobody is seen in it"
    assert "ends before that" in reasons["half.npz, 500 s to the end"]
    report = (folder / "set.report.txt").read_text(encoding="utf-8")
    assert all(name in report for name in reasons)


def test_a_changed_list_does_not_look_at_its_videos_again(folder, monkeypatch):
    prepared(folder, [LabelledSpan("whole.npz", "wave", start=5.0, end=7.0)])
    looked_at = []
    observe = video_joints.observe_video
    monkeypatch.setattr(video_joints, "observe_video", lambda *a: looked_at.append(a[0].name) or observe(*a))
    data, _ = prepared(folder, [LabelledSpan("whole.npz", "walk", end=4.0), LabelledSpan("half.npz", "walk", end=4.0)])
    assert looked_at == ["half.npz"] and len(data) == 2
    save_npz(sample_clip(), folder / "half.npz")  # another video under the same name
    data, _ = prepared(folder, [LabelledSpan("half.npz", "wave")])
    assert looked_at == ["half.npz", "half.npz"] and data.frames.tolist() == [sample_clip().frames]


def test_a_stopped_preparation_goes_on_where_it_was(folder, monkeypatch):
    spans = [LabelledSpan("half.npz", "walk", end=4.0), LabelledSpan("whole.npz", "walk", end=4.0)]
    observe, looked_at = video_joints.observe_video, []

    def stopped_at_the_second(file: Path, mirrored: bool) -> Clip:
        looked_at.append(file.name)
        if len(looked_at) == 2:
            raise KeyboardInterrupt
        return observe(file, mirrored)

    monkeypatch.setattr(video_joints, "observe_video", stopped_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        prepared(folder, spans)
    data, left_out = prepared(folder, spans)
    assert looked_at == ["half.npz", "whole.npz", "whole.npz"] and len(data) == 2 and not left_out


def test_processes_give_what_one_gives(folder):
    spans = [LabelledSpan("half.npz", "walk", end=4.0), LabelledSpan("whole.npz", "wave", start=5.0, end=7.0)]
    one, _ = prepared(folder, spans)
    several = prepare_videos([folder / "labels.csv"], folder / "again", workers=2)
    again = open_set(folder / "again")
    assert several.clips == 2 and (again.keypoints == one.keypoints).all() and again.clips == one.clips


def test_a_later_list_times_a_file_of_an_earlier_one_and_lies_elsewhere(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("lists")
    first, ours = elsewhere / "labels.csv", elsewhere / "ours.csv"
    write_label_list(first, [LabelledSpan("whole.npz", "(sequence)"), LabelledSpan("half.npz", "walk", end=4.0)])
    write_label_list(
        ours, [LabelledSpan("whole.npz", "walk", end=4.0), LabelledSpan("whole.npz", "wave", start=5.0, end=7.0)]
    )
    out = elsewhere / "set"
    arguments = ["--list", str(first), str(ours), "--videos", str(folder), "--out", str(out), "--workers", "1"]
    assert main(["prepare", "videos", *arguments]) == 0
    data = open_set(out)
    assert [(data.labels[label], frames) for label, frames in zip(data.label, data.frames)] == [
        ("walk", 4 * FPS),
        ("walk", 4 * FPS),
        ("wave", 2 * FPS),
    ]
    write_label_list(ours, [LabelledSpan("whole.npz", "wave", start=5.0, end=7.0)])
    assert main(["prepare", "videos", *arguments]) == 0
    assert len(open_set(out)) == 2  # a changed second list counts as well


def test_a_folder_of_videos_that_is_not_there_is_named(folder):
    write_label_list(folder / "labels.csv", [LabelledSpan("whole.npz", "walk")])
    with pytest.raises(UserError, match=r"no folder .*nowhere"):
        prepare_videos([folder / "labels.csv"], folder / "set", folder=folder / "nowhere")


def test_videos_are_for_lists_alone(folder, capsys):
    assert main(["prepare", "folder", "--raw", str(folder), "--videos", str(folder), "--out", str(folder / "set")]) != 0
    assert "prepare videos --list" in capsys.readouterr().err


def test_nothing_to_be_read_is_one_sentence(folder):
    with pytest.raises(UserError, match="None of the 1 clips of labelled videos"):
        prepared(folder, [LabelledSpan("missing.mp4", "wave")])


def test_a_camera_video_goes_through_the_front_end(shared, pose_model, tmp_path):
    camera = shared / "camera"
    link = tmp_path / "gestures"
    link.symlink_to(camera / "gestures")
    rows = [LabelledSpan("gestures/s1-back_2_4m_full.mp4", "back", "gestures", "g1")]
    data, left_out = prepared(tmp_path, rows)
    assert not left_out and data.labels == ["back"]
    joints = data.clip(0)[0]
    assert 1.0 < np.median(joints[:, 3, 1] - joints[:, 15, 1]) < 2.2  # metres from the left foot to the head


def test_what_recognize_writes_and_elan_keeps_is_prepared(folder):
    """The list, and a document in a folder of its own, as somebody would correct them."""
    words = ["recognize", str(folder / "whole.npz"), str(folder / "half.npz")]
    assert recognize([*words, "--labels", str(folder / "labels.csv"), "--eaf", str(folder / "elan")]) == 0
    lists = [folder / "labels.csv", folder / "elan" / "whole.eaf"]
    text = lists[1].read_text(encoding="utf-8")
    assert ">jumping jack<" in text
    lists[1].write_text(text.replace(">jumping jack<", ">greet<"), encoding="utf-8")
    out = folder / "set"
    assert main(["prepare", "videos", "--list", *map(str, lists), "--out", str(out), "--workers", "1"]) == 0
    data = open_set(out)
    labels = [data.labels[label] for label in data.label]
    persons = [data.persons[person] for person in data.person]
    assert labels.count("greet") == 1, "the document replaces what the list says of its file"
    assert [label for person, label in zip(persons, labels) if person == "whole/person 1"][:2] == ["walk", "greet"]
    assert ("half.npz/1", "walk") in zip(persons, labels)
