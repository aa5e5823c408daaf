"""A tiny set that can be learned in seconds, a configuration for it, and models trained on it."""

from pathlib import Path

import numpy as np
import pytest
import torch
import yaml

from train.data.prepared_set import write_set
from train.datasets.reader import RawClip
from train.training.config import load_fit_config
from train.training.fit import fit

LABELS = ("sideways", "up and down", "to and fro")


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """Networks as small as those of the tests gain nothing from a second one, and lose much where other work runs."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def tiny_set(tmp_path_factory) -> Path:
    """Three classes that differ in the axis along which somebody moves; 8 people, 12 clips of each. Every fourth clip
    has somebody else in it, who comes late and goes early."""
    rng = np.random.default_rng(0)
    base = rng.normal(scale=0.3, size=(25, 3))
    clips = []
    for person in range(8):
        for number in range(12):
            label = number % 3
            keypoints = np.tile(base, (1 + (number % 4 == 3), 40, 1, 1))
            keypoints = keypoints + rng.normal(scale=0.005, size=keypoints.shape)
            swing = np.sin(np.arange(40) / 3 + rng.uniform(0, 6))[:, None]
            keypoints[0, :, 5:12, label] += 0.3 * swing
            keypoints[0, :, :, label] += np.linspace(0, 0.8, 40)[:, None]
            keypoints[1:] += [1.2, 0, 0]
            keypoints[1:, :5] = keypoints[1:, 33:] = np.nan
            split = "train" if person % 4 else "test"
            clips.append(
                RawClip(
                    f"{person}-{number}",
                    keypoints.astype(np.float32),
                    30.0,
                    LABELS[label],
                    f"p{person}",
                    "adults",
                    (f"by-hand-{split}",),
                )
            )
    file = tmp_path_factory.mktemp("tiny") / "tiny.safetensors"
    write_set(file, "tiny", clips)
    return file


def tiny_values(data: Path, out: Path) -> dict:
    return {
        "name": "tiny",
        "out": str(out),
        "data": {"files": [str(data)], "test_folds": [0, 4], "validation_folds": [1]},
        "architecture": {"frames": 8, "width": 16},
        "time_base": {"kind": "whole-clip", "seconds": 1.0},
        "augmentation": {"yaw": 0.1},
        "optimisation": {"batch": 12, "steps": 40, "rate": 0.01, "warm_up": 5, "schedule": "cosine"},
        "validations": 2,
        "seed": 1,
        "device": "cpu",
        "precision": "fp32",  # whatever the processor
        "tensorboard": False,
    }


@pytest.fixture
def config_file(tiny_set, tmp_path) -> Path:
    """A configuration whose run goes to ``tmp_path / "run"``."""
    file = tmp_path / "tiny.yaml"
    file.write_text(yaml.safe_dump(tiny_values(tiny_set, tmp_path / "run")))
    return file


@pytest.fixture(scope="session")
def trained(tiny_set, tmp_path_factory) -> Path:
    """A folder with the runs ``joint`` and ``motion`` and, beside them, their configurations."""
    folder = tmp_path_factory.mktemp("trained")
    for name, stream in (("joint", "joint"), ("motion", "joint-motion")):
        file = folder / f"{name}.yaml"
        file.write_text(yaml.safe_dump(tiny_values(tiny_set, folder / name) | {"stream": stream}))
        fit(load_fit_config(file))
    return folder
