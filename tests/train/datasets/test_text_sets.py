"""KARD, MSR DailyActivity3D and Florence 3D: joints as plain text, in three orders and two units."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from recognizer.examples.procedural_body import sample_clip
from recognizer.skeleton import joints as j
from train.data.prepare import prepare
from train.data.prepared_set import PreparedSet, open_set
from train.datasets import kard

FRAMES = 30
LEFT_ARM, RIGHT_ARM = [j.LEFT_SHOULDER, j.LEFT_ELBOW, j.LEFT_HAND], [j.RIGHT_SHOULDER, j.RIGHT_ELBOW, j.RIGHT_HAND]
LEFT_LEG, RIGHT_LEG = [j.LEFT_HIP, j.LEFT_KNEE, j.LEFT_FOOT], [j.RIGHT_HIP, j.RIGHT_KNEE, j.RIGHT_FOOT]
KARD = [j.HEAD, j.SPINE_SHOULDER, *RIGHT_ARM, *LEFT_ARM, j.SPINE_MID, *RIGHT_LEG, *LEFT_LEG]
FLORENCE = [j.HEAD, j.SPINE_SHOULDER, j.SPINE_MID, *LEFT_ARM, *RIGHT_ARM, *LEFT_LEG, *RIGHT_LEG]
MSR = [0, 1, 20, 3, *range(4, 20)]


@dataclass(frozen=True)
class TextSet:
    """A set's file as its authors write it: ``write`` gives the text of NTU joints ``(T, 25, 3)``; ``bad`` is the name
    of a file of a class that does not exist; ``order``: the NTU joints that the file holds."""

    name: str
    file: str
    bad: str
    write: Callable[[np.ndarray], str]
    order: list[int]
    label: str
    person: str


def rows(joints: np.ndarray) -> str:
    return "\n".join(" ".join(f"{value:.5f}" for value in row) for row in joints.reshape(-1, joints.shape[-1])) + "\n"


def numbered(joints: np.ndarray) -> str:
    frame, joint = np.indices(joints.shape[:2])
    return rows(np.concatenate([frame[..., None] + 1, joint[..., None] + 1, joints], axis=-1))


SETS = (
    TextSet("kard", "a13_s04_e02_realworld.txt", "a19_s01_e01_realworld.txt",
            lambda body: rows(body[:, KARD] * [-1000, 1000, 1000]), KARD, "hand clap", "s04"),
    TextSet("msr-daily", "a16_s07_e02_skeleton_proj.txt", "a00_s01_e01_skeleton_proj.txt",
            lambda body: numbered(body[:, MSR]), MSR, "sit down", "s07"),
    TextSet("florence", "a09_s10_id193.txt", "a10_s1_id1.txt",
            lambda body: rows(body[:, FLORENCE] * 1000), FLORENCE, "bow", "s10"),
)  # fmt: skip


@pytest.fixture
def body() -> np.ndarray:
    """Half a second of a waving person, ``(T, 25, 3)``, whose left hand is at the smaller x."""
    return sample_clip().keypoints[0, 200 : 200 + FRAMES].astype(np.float64)


def prepared(files: dict[str, str], name: str, folder: Path) -> PreparedSet:
    raw = folder / "raw"
    raw.mkdir()
    for file, text in files.items():
        (raw / file).write_text(text)
    prepare(name, raw, folder / "set", workers=1)
    return open_set(folder / "set")


@pytest.mark.parametrize("text_set", SETS, ids=lambda text_set: text_set.name)
def test_joints_arrive_where_they_were_in_metres_and_kinect_axes(text_set, body, tmp_path):
    data = prepared({text_set.file: text_set.write(body)}, text_set.name, tmp_path)
    joints = data.clip(0)[0]
    assert np.abs(joints[:, text_set.order] - body[:, text_set.order]).max() < 1e-3
    assert (joints[:, j.LEFT_SHOULDER, 0] < joints[:, j.RIGHT_SHOULDER, 0]).all()
    # What a set does not have follows from what it has, and lies where people have it.
    assert np.linalg.norm(joints[:, j.NECK] - body[:, j.NECK], axis=-1).max() < 0.05
    assert np.linalg.norm(joints[:, j.LEFT_WRIST] - body[:, j.LEFT_WRIST], axis=-1).max() < 0.06
    assert np.linalg.norm(joints[:, j.RIGHT_ANKLE] - body[:, j.RIGHT_ANKLE], axis=-1).max() < 0.15
    assert (data.labels, data.persons) == ([text_set.label], [text_set.person])


@pytest.mark.parametrize("text_set", SETS, ids=lambda text_set: text_set.name)
def test_files_that_are_no_such_tables_are_reported(text_set, body, tmp_path):
    good = text_set.write(body)
    place = text_set.file.index("_s")
    faults = ("", "hello\n", good[: good.rindex("\n", 0, -1) + 1], "1 2\n" * 15, good.replace("\n", " 7\n"))
    files = {text_set.file: good, text_set.bad: good}
    for number, fault in enumerate(faults, start=1):
        files[f"a{number:02}{text_set.file[place:]}"] = fault
    raw = tmp_path / "raw"
    raw.mkdir()
    for file, text in files.items():
        (raw / file).write_text(text)
    done = prepare(text_set.name, raw, tmp_path / "set", workers=1)
    assert done.clips == 1
    assert {name for name, _ in done.left_out} == set(files) - {text_set.file}


def test_frames_that_are_no_numbers_are_filled_in_from_their_neighbours(body, tmp_path):
    still = np.repeat(body[:1], FRAMES, axis=0)
    broken = still.copy()
    broken[10:13] = np.nan
    data = prepared({"a13_s06_e01_skeleton_proj.txt": numbered(broken[:, MSR])}, "msr-daily", tmp_path)
    assert np.abs(data.clip(0)[0, :, MSR].swapaxes(0, 1) - still[:, MSR]).max() < 1e-3


def test_msr_daily_parts_people_as_published(body, tmp_path):
    files = {f"a13_s{person:02}_e01_skeleton_proj.txt": numbered(body[:, MSR]) for person in range(1, 11)}
    data = prepared(files, "msr-daily", tmp_path)
    people = {split: {data.persons[int(data.person[clip])] for clip in data.split(split)} for split in data.splits}
    assert people["xsub-train"] == {f"s{person:02}" for person in range(1, 7)}
    assert people["xsub-test"] == {f"s{person:02}" for person in range(7, 11)}


def test_kards_x_axis_is_turned_to_kinects(body, tmp_path):
    """Facing the sensor, people have the left shoulder at the smaller x in Kinect's axes, at the larger in the file."""
    assert (body[:, j.LEFT_SHOULDER, 0] < body[:, j.RIGHT_SHOULDER, 0]).all()
    file = tmp_path / "a13_s01_e01_realworld.txt"
    file.write_text(rows(body[:, KARD] * 1000))  # as if the file had Kinect's axes
    turned = kard.read(file).keypoints[0]
    assert (turned[:, j.LEFT_SHOULDER, 0] > turned[:, j.RIGHT_SHOULDER, 0]).all()
