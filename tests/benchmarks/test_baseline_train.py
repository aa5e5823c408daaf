"""The plain way is fed with what the program is fed with, and both are measured at every task."""

import json

import numpy as np
import pytest
import torch

from benchmarks import baseline_train
from benchmarks.plain_feeder import PlainClips, padded, rotate
from recognizer.model.model_config import TimeBase
from recognizer.skeleton.streams import Normalisation
from train.data.corpus import ClipSelection, gather
from train.data.inputs import judging_inputs
from train.data.prepared_set import PreparedSet, open_set, write_set
from train.data.windows import judging_windows
from train.datasets.reader import RawClip


@pytest.fixture
def clips(tmp_path) -> PreparedSet:
    """Three clips of 40 frames, the second with another person in it."""
    rng = np.random.default_rng(0)
    raw = []
    for number, bodies in enumerate((1, 2, 1)):
        keypoints = rng.normal(size=(bodies, 40, 25, 3)).astype(np.float32)
        raw.append(RawClip(f"clip {number}", keypoints, 30.0, ("a", "b")[number % 2], "p", "adults", ("train",)))
    write_set(tmp_path / "set.safetensors", "tiny", raw)
    return open_set(tmp_path / "set.safetensors")


def test_both_ways_see_the_same_clips(clips):
    corpus = gather([clips], ClipSelection(), None).with_bodies(1)
    windows = judging_windows(corpus, torch.arange(3), TimeBase(kind="whole-clip"), 16)
    program = judging_inputs(windows, "joint", Normalisation(origin="window")).x
    fed = PlainClips(padded(clips, 2), clips.label.numpy(), 16, training=False)
    for number in range(3):
        x, label = fed[number]
        assert x.shape == (3, 16, 25, 2) and label == clips.label[number]
        assert not x[..., 1].any()  # the empty second body
        # Both about a spine mid: the program of the window's first frame, the feeders of the field of the clip's.
        apart = x[..., 0] - program[number]
        torch.testing.assert_close(apart, apart[:, :1, :1].expand_as(apart), rtol=0, atol=1e-4)


def test_training_clips_are_turned_and_keep_their_shape(clips):
    clip = padded(clips, 1)[0, :, :40]
    turned = rotate(clip)
    assert np.abs(turned - clip).max() > 0.01
    assert np.allclose(np.linalg.norm(turned, axis=0), np.linalg.norm(clip, axis=0), atol=1e-4)


@pytest.mark.slow
def test_every_way_is_measured_at_every_task(clips, tmp_path, monkeypatch, capsys):
    file, out = tmp_path / "set.safetensors", tmp_path / "rows.json"
    monkeypatch.setattr(baseline_train, "INFERENCE_BATCHES", (1,))
    sizes = {"batch": 2, "frames": 8, "width": 16, "rounds": 1, "seconds": 0, "threads": torch.get_num_threads()}
    options = [f"--{name}={value}" for name, value in sizes.items()]
    baseline_train.main(["--data", str(file), "--json", str(out), "--device=cpu", *options])
    rows = json.loads(out.read_text())
    assert {(row["task"], row["way"]) for row in rows} == {
        (task, way)
        for task in ("training, batch 2", "inference, batch 1", "inference, batch 2")
        for way in ("plain", "plain, empty second body", "program, fp32", "program, bf16")
    }
    assert all(row["clips_per_second"] > 0 for row in rows)
    assert all(row["to_plain"] == 1 for row in rows if row["way"] == "plain")
    assert capsys.readouterr().out.count("\n") == 2 + len(rows)
