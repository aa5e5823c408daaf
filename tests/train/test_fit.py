"""Training through its command line: it learns, it stops and resumes exactly, and what it writes can be used."""

import json
import re

import numpy as np
import pytest
import torch
import yaml
from safetensors.torch import load_file

from recognizer.errors import UserError
from recognizer.model import load_model
from train.augment import Augmentation, augment
from train.config import load_fit_config
from train.data import write_set
from train.datasets.reader import RawClip
from train.fit import Run, fit
from train.run import main

LABELS = ("sideways", "up and down", "to and fro")


@pytest.fixture
def config_file(tmp_path):
    """Three classes that differ in the axis along which the arms swing, in a tiny set of 8 people."""
    rng = np.random.default_rng(0)
    base = rng.normal(scale=0.3, size=(25, 3))
    clips = []
    for person in range(8):
        for number, label in enumerate(LABELS * 2):
            keypoints = np.tile(base, (1, 40, 1, 1)) + rng.normal(scale=0.005, size=(1, 40, 25, 3))
            swing = 0.3 * np.sin(np.arange(40) / 3 + rng.uniform(0, 6))[None, :, None]
            keypoints[:, :, 5:12, LABELS.index(label)] += swing
            clips.append(
                RawClip(f"{person}-{number}", keypoints.astype(np.float32), 30.0, label, f"p{person}", "adults")
            )
    write_set(tmp_path / "tiny.safetensors", "tiny", clips)
    config = {
        "name": "tiny",
        "out": str(tmp_path / "run"),
        "data": {"files": [str(tmp_path / "tiny.safetensors")], "test_folds": [0, 4], "validation_folds": [1]},
        "architecture": {"frames": 8, "width": 16},
        "time_base": {"seconds": 1.0},
        "normalisation": {"origin": "frame"},
        "augmentation": {"yaw": 0.1, "noise": 0.002},
        "optimisation": {"batch": 24, "steps": 50, "rate": 0.01, "warm_up": 5, "schedule": "cosine"},
        "device": "cpu",
    }
    (tmp_path / "tiny.yaml").write_text(yaml.safe_dump(config))
    return tmp_path / "tiny.yaml"


def test_fit_evaluate_publish(config_file, tmp_path, capsys):
    assert main(["fit", "--config", str(config_file)]) == 0
    data, run = str(tmp_path / "tiny.safetensors"), tmp_path / "run"
    report = tmp_path / "report.json"
    arguments = ["--model", str(run / "model"), "--data", data, "--folds", "0", "4", "--json", str(report)]
    assert main(["evaluate", *arguments]) == 0
    result = json.loads(report.read_text())
    assert result["clips"] == 12 and result["top1"] > 0.6
    assert set(result["per_class"]) == set(LABELS)
    assert main(["publish", "--config", str(config_file), "--to", str(tmp_path / "shipped")]) == 0
    card = (tmp_path / "shipped" / "card.md").read_text()
    shares = re.findall(r"^\| \d+ \| ([\d.]+) \| ([\d.]+) \|$", card, flags=re.MULTILINE)
    assert len(shares) == 10
    assert load_model(tmp_path / "shipped").config.name == "shipped"
    assert "top-1" in capsys.readouterr().out


def test_a_stopped_run_resumes_to_the_same_weights_bit_for_bit(config_file, tmp_path):
    whole = load_fit_config(config_file, [f"out={tmp_path / 'whole'}", "optimisation.steps=9"])
    fit(whole)
    parted = load_fit_config(config_file, [f"out={tmp_path / 'parted'}", "optimisation.steps=9"])
    run = Run(parted)
    for _ in range(4):
        run.advance()
    run.save()
    del run
    fit(parted, resume=True)
    first, second = (load_file(tmp_path / name / "model" / "joint.safetensors") for name in ("whole", "parted"))
    assert all(torch.equal(first[key], second[key]) for key in first)


def test_a_run_is_not_overwritten_nor_resumed_with_another_configuration(config_file):
    config = load_fit_config(config_file, ["optimisation.steps=1"])
    fit(config)
    with pytest.raises(UserError, match="already holds a run"):
        fit(config)
    with pytest.raises(UserError, match="another configuration"):
        fit(load_fit_config(config_file, ["optimisation.steps=2"]), resume=True)


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("optimisation.speed=3", "optimisation.speed"),
        ("optimisation.steps=many", "optimisation.steps"),
        ("stream=smell", "stream"),
        ("nonsense", "key=value"),
        ("name.first=a", "not a key"),
    ],
)
def test_a_wrong_key_or_value_is_named(config_file, override, told):
    with pytest.raises(UserError, match=told):
        load_fit_config(config_file, [override])


def test_failures_are_one_sentence_and_exit_1(tmp_path, capsys):
    assert main(["fit", "--config", str(tmp_path / "none.yaml")]) == 1
    assert main(["evaluate", "--model", "nonesuch", "--data", "x"]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2 and all(line.startswith("Error: ") for line in lines)


def test_augmentation_keeps_a_body_a_body():
    """Every step on its own: the joints move, but no further than it says; bones keep their length."""
    x = torch.rand(6, 10, 25, 3)

    def apply(**how):
        return augment(x, Augmentation(**how), torch.Generator().manual_seed(2))

    assert torch.equal(apply(), x)
    turned = apply(yaw=0.5, pitch=0.3, roll=0.2)
    assert torch.allclose(turned.norm(dim=-1), x.norm(dim=-1), atol=1e-5) and not torch.allclose(turned, x)
    scaled = apply(bones=0.2)
    length = (x[:, :, 4] - x[:, :, 20]).norm(dim=-1)
    ratio = (scaled[:, :, 4] - scaled[:, :, 20]).norm(dim=-1) / length
    assert ((ratio > 0.8) & (ratio < 1.2)).all() and ratio.std(dim=1).max() < 1e-4
    mirrored = apply(mirror=True)
    flips = [bool((mirrored[i] != x[i]).any()) for i in range(6)]
    assert any(flips) and not all(flips)
    assert (apply(noise=0.01) - x).std().item() == pytest.approx(0.01, rel=0.1)
