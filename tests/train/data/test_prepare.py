"""`prepare`, killed for real at random moments, alone and not; and what it holds in memory."""

import random
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import torch
from safetensors import safe_open

from recognizer.errors import UserError
from tests.paths import ROOT
from train.cli import main
from train.data.packing import pack, quantise
from train.data.prepare import Job, prepare, write_listing
from train.data.prepared_set import ABSENT, open_set, write_set
from train.data.synthetic_ntu import SyntheticSet, write_prepared, write_raw
from train.datasets import READERS
from train.datasets.reader import Entry, Listing, RawClip

COMMAND = "import sys; from pathlib import Path; from train.data.prepare import prepare\n"
COMMAND += "prepare('ntu60', Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3]), chunk=1)"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    write_raw(SyntheticSet(64, seed=3), folder)
    (folder / "S001C001P001R001A059.skeleton").write_text("3\n0\n0\n")
    return folder


@pytest.fixture(scope="module")
def whole(archive, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole") / "out.safetensors"
    prepare("ntu60", archive, out, workers=1)
    return out


def parts_of(out):
    return list(out.parent.glob(f"{out.name}.parts/*.part"))


def start(archive, out, workers):
    return subprocess.Popen([sys.executable, "-c", COMMAND, str(archive), str(out), str(workers)], cwd=ROOT)


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_random_moments_and_resumed_it_ends_with_the_same_bytes(archive, whole, tmp_path, workers):
    out = tmp_path / "out.safetensors"
    moments = random.Random(workers)
    kills, went_on, runs = 0, False, 0
    while kills < 4 or not went_on or not out.exists():
        if out.exists():  # it was quicker than the kills: from the beginning
            assert out.read_bytes() == whole.read_bytes()
            out.unlink()
        runs += 1
        assert runs < 40
        before = len(parts_of(out))
        run = start(archive, out, workers)
        # The clock starts once the first part of this run is there: before that there is nothing to lose.
        while run.poll() is None and len(parts_of(out)) <= before:
            time.sleep(0.002)
        if kills < 6:
            time.sleep(moments.uniform(0, 0.05))
            run.kill()
        killed = run.wait() == -signal.SIGKILL
        assert killed or run.returncode == 0
        went_on |= killed and before > 0
        kills += killed
    again = start(archive, out, workers)  # whatever the last kill left behind, one more run ends in order
    assert again.wait() == 0
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == [out.name, f"{out.name}.report.txt"]


def test_stopped_while_the_parts_become_one_file_it_goes_on_from_the_parts(archive, whole, tmp_path, monkeypatch):
    def stop(path, *_):
        path.write_bytes(b"the beginning of a set")
        raise KeyboardInterrupt

    out = tmp_path / "out.safetensors"
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("train.data.prepare.write_parts", stop)
        prepare("ntu60", archive, out, workers=1, chunk=4)
    assert not out.exists() and len(parts_of(out)) == 17
    monkeypatch.setattr("train.data.prepare.pack", lambda entries: pytest.fail("a clip was read again"))
    prepare("ntu60", archive, out, workers=1, chunk=4)
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("left", [0, 7, 300])
def test_a_part_that_was_cut_off_is_made_anew(archive, whole, tmp_path, monkeypatch, left):
    def stop(path, *_):
        raise KeyboardInterrupt

    out = tmp_path / "out.safetensors"
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("train.data.prepare.write_parts", stop)
        prepare("ntu60", archive, out, workers=1, chunk=16)
    cut_off = sorted(parts_of(out))[1]
    cut_off.write_bytes(cut_off.read_bytes()[:left])
    prepare("ntu60", archive, out, workers=1, chunk=16)
    assert out.read_bytes() == whole.read_bytes()


def test_parts_of_another_archive_or_a_broken_part_are_not_used(archive, whole, tmp_path):
    out = tmp_path / "out.safetensors"
    parts = tmp_path / "out.safetensors.parts"
    parts.mkdir()
    (parts / "000000.part").write_bytes(b"half of a part")
    (parts / "job.json").write_text('{"dataset": "another"}')
    (parts / ".000001-abc.part").write_bytes(b"what a killed process was writing")
    prepare("ntu60", archive, out, workers=1)
    assert out.read_bytes() == whole.read_bytes() and not parts.exists()


def test_one_of_two_at_the_same_time_is_refused(archive, whole, tmp_path):
    out = tmp_path / "out.safetensors"
    reading, go_on = threading.Event(), threading.Event()

    def wait() -> RawClip:
        reading.set()
        go_on.wait(60)
        return RawClip("c", np.ones((1, 3, 25, 3), np.float32), 30, "wave", "p", "g")

    def first() -> None:
        write_listing(out, "a set", Listing([Entry("c", wait)], 1, "s"), Job("slow", 1, 1, "s"), workers=1)

    thread = threading.Thread(target=first)
    thread.start()
    assert reading.wait(60)
    second = start(archive, out, 1)
    assert second.wait() == 1
    go_on.set()
    thread.join()
    assert open_set(out).name == "slow"
    prepare("ntu60", archive, out, workers=1)
    assert out.read_bytes() == whole.read_bytes()


def test_the_result_does_not_depend_on_workers_or_chunks(archive, whole, tmp_path):
    prepare("ntu60", archive, tmp_path / "out", workers=2, chunk=7)
    assert (tmp_path / "out").read_bytes() == whole.read_bytes()


def test_the_safetensors_library_opens_the_file(whole):
    with safe_open(whole, framework="pt") as file:
        start, frames, bodies = (file.get_tensor(name) for name in ("start", "frames", "bodies"))
        rows = file.get_tensor("keypoints")
    assert torch.equal(start[1:], (frames * bodies).cumsum(0)[:-1])
    assert rows.shape == (int((frames * bodies).sum()), 25, 3) and rows.dtype == torch.int16


def test_absent_bodies_have_their_mark_and_come_back_as_zeros(tmp_path):
    keypoints = np.random.default_rng(0).normal(size=(2, 9, 25, 3)).astype(np.float32)
    keypoints[0, :2], keypoints[1, 4:] = np.nan, np.nan
    write_set(tmp_path / "s", "s", [RawClip("c", keypoints, 30, "wave", "p", "g")])
    data = open_set(tmp_path / "s")
    marked = (data.keypoints == ABSENT).all(dim=2).all(dim=1).reshape(2, 9).numpy()
    assert np.array_equal(marked, np.isnan(keypoints[:, :, 0, 0]))
    assert np.array_equal((data.keypoints == ABSENT).any(dim=2).any(dim=1).reshape(2, 9).numpy(), marked)
    clip = data.clip(0)
    assert not clip[marked].any() and np.abs(clip[~marked] - keypoints[~marked]).max() < 0.00013
    assert np.allclose(data.origin[0], keypoints[0, 2, 1])


def test_no_joint_is_ever_taken_for_the_mark():
    keypoints = np.zeros((1, 2, 25, 3), np.float32)
    keypoints[0, 1] = -1e6
    rows, _ = quantise(keypoints)
    assert rows.min() == -32767


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda joints: joints[:, :, :20], "shape"),
        (lambda joints: np.concatenate([joints, joints]), "shape"),  # four bodies
        (lambda joints: np.where(np.arange(2)[:, None, None, None] == 0, np.nan, joints), "no body"),
        (lambda joints: np.where(np.arange(25)[:, None] == 7, np.inf, joints), "infinity"),
    ],
)
def test_joints_that_cannot_be_packed_are_left_out_with_their_reason(change, reason):
    """Without the first body there is none: nothing would place the second."""
    joints = np.random.default_rng(0).normal(size=(2, 4, 25, 3)).astype(np.float32)
    part = pack([Entry("c", lambda: RawClip("c", change(joints), 30, "wave", "p", "g"))])
    assert not part.names and [name for name, _ in part.left_out] == ["c"] and reason in part.left_out[0][1]


def test_a_body_without_one_joint_is_absent_in_that_frame():
    joints = np.ones((1, 3, 25, 3), np.float32)
    joints[0, 1, 9, 2] = np.nan
    rows, _ = quantise(joints)
    assert (rows[1] == ABSENT).all() and not (rows[[0, 2]] == ABSENT).any()


def test_frames_a_second_and_the_alignment_of_every_tensor(tmp_path):
    """A reader may map tensors only where each lies at a multiple of its items' size."""
    for length in range(1, 9):  # of a name, so that the header has every length in turn
        clips = [
            RawClip("c" * length + str(fps), np.ones((1, 3, 25, 3), np.float32), fps, "wave", "p", "g")
            for fps in (15.0, 29.97)
        ]
        write_set(tmp_path / "s", "s", clips)
        assert open_set(tmp_path / "s").fps.tolist() == pytest.approx([15.0, 29.97])
        assert int.from_bytes((tmp_path / "s").read_bytes()[:8], "little") % 8 == 0


def test_a_large_set_is_mapped_not_read(tmp_path):
    """A set of 100 MB is opened in a process whose memory grows by a small part of that."""
    clips = [RawClip(f"c{i}", np.zeros((1, 20000, 25, 3), np.float32), 30, "wave", "p", "g") for i in range(2)]
    write_set(tmp_path / "large", "large", clips * 17)
    assert (tmp_path / "large").stat().st_size > 100_000_000
    code = (
        "import sys, resource; from train.data.prepared_set import open_set\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "data = open_set(sys.argv[1]); data.clip(30)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    grown = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "large")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(grown.stdout) * 1024 < 40_000_000


def test_an_unexpected_error_in_one_clip_is_reported_and_the_others_are_prepared(tmp_path):
    def fail() -> RawClip:
        raise ZeroDivisionError("odd")

    good = RawClip("good", np.ones((1, 3, 25, 3), np.float32), 30, "wave", "p", "g")
    listing = Listing([Entry("bad", fail), Entry("good", lambda: good)], 2, "s")
    done = write_listing(tmp_path / "out", "a set", listing, Job("s", 2, 1, "s"), workers=1)
    assert done.clips == 1 and done.left_out == [("bad", "unexpected ZeroDivisionError: odd")]
    with pytest.raises(UserError, match=r"None of the 1 clips of a set could be read, as bad: unexpected Zero"):
        write_listing(tmp_path / "two", "a set", Listing([Entry("bad", fail)], 1, "s"), Job("s", 1, 1, "s"), workers=1)
    assert not (tmp_path / "two.parts").exists()


def test_a_generated_set_is_the_same_prepared_directly_and_from_text(archive, whole, tmp_path):
    write_prepared(SyntheticSet(64, seed=3), tmp_path / "direct", workers=1)
    direct, read = open_set(tmp_path / "direct"), open_set(whole)
    assert direct.clips == read.clips and direct.splits == read.splits and torch.equal(direct.label, read.label)
    assert (direct.keypoints.int() - read.keypoints.int()).abs().max() <= 1


def test_from_the_command_line_generate_and_prepare(tmp_path, capsys):
    assert main(["generate", "--clips", "9", "--out", str(tmp_path / "raw"), "--seed", "5"]) == 0
    out = tmp_path / "data" / "set.safetensors"
    arguments = ["prepare", "ntu60", "--raw", str(tmp_path / "raw"), "--out", str(out), "--workers", "1"]
    assert main(arguments) == 0
    assert "9 clips" in capsys.readouterr().out
    assert main(["generate", "--clips", "9", "--prepared", str(tmp_path / "direct"), "--seed", "5"]) == 0
    assert open_set(tmp_path / "direct").clips == open_set(out).clips
    for wrong in (["--clips", "0", "--out", "x"], ["--clips", "9"], ["--clips", "9", "--out", "x", "--prepared", "y"]):
        with pytest.raises(SystemExit) as exit_:
            main(["generate", *wrong])
        assert exit_.value.code == 2
    assert main(["prepare", "ntu60", "--raw", str(tmp_path / "nothing"), "--out", str(out)]) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_the_help_names_every_data_set(capsys):
    with pytest.raises(SystemExit):
        main(["prepare", "--help"])
    printed = capsys.readouterr().out
    assert all(name in printed for name in READERS)


def test_preparing_needs_neither_torch_nor_the_pose_model():
    """Each process that reads would carry them, and a bare server may lack MediaPipe."""
    heavy = ("torch", "mediapipe", "cv2", "PySide6")
    code = f"import sys, train.cli, train.data.prepare; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
