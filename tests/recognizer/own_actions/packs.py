"""Packs that tests are about: drawn movements as examples of own actions."""

from pathlib import Path

import numpy as np
import pytest
import torch

from recognizer.examples.actions import example
from recognizer.model.own_head import TENSORS, HeadWeights
from recognizer.own_actions.pack import Learned, Pack
from recognizer.skeleton.clip import Clip


@pytest.fixture
def few_other_movements(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no own action is learned from six drawn movements, which takes a tenth of the time."""
    names = ["clap", "drink", "kick", "punch", "throw", "walk"]
    monkeypatch.setattr("recognizer.own_actions.learning.example_names", lambda: names)


def drawn(label: str, variant: int = 0) -> Clip:
    """A drawn movement, done twice; each variant a little larger, faster and less exact."""
    found = example(label)
    assert found is not None, label
    clip, draw = found.clip, np.random.default_rng(variant)
    keypoints = np.concatenate([clip.keypoints, clip.keypoints], axis=1) * (1 + 0.02 * variant)
    frames = keypoints.shape[1]
    keypoints = keypoints + draw.normal(0, 0.004, keypoints.shape)
    time = np.arange(frames) / (30 + variant)
    return Clip(keypoints, np.ones(keypoints.shape[:3]), time, np.ones((1, frames)))


def drawn_pack(**counts: int) -> Pack:
    """Actions "my bow", "my shrug" …, by the drawn movements that show them, and how many examples each has."""
    pack = Pack()
    for label, count in counts.items():
        for variant in range(count):
            pack = pack.with_example(f"my {label}", drawn(label, variant), f"{label}.mp4")
    return pack


def guessed(pack: Pack, features: int = 256) -> Pack:
    """The pack with a head of that many features which nobody learned."""
    draw = torch.Generator().manual_seed(len(pack.examples))
    rows = len(pack.shown)
    weights = HeadWeights(
        torch.randn(features, generator=draw),
        torch.ones(features),
        torch.randn(rows, features, generator=draw),
        torch.randn(rows, generator=draw),
        torch.randn(rows, features, generator=draw),
        torch.ones(rows),
    )
    return Pack(pack.actions, pack.examples, pack.alone, Learned(weights, "open", "0" * 64))


def files(folder: Path) -> dict[str, bytes]:
    """The content of all files of a folder and of those in it, by their paths from there."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def same(one: Pack, other: Pack) -> bool:
    """Whether two packs hold the same, clips and weights included."""
    return contents(one) == contents(other)


def contents(pack: Pack) -> tuple[object, ...]:
    """All of a pack, as what can be compared; examples as they are grouped in a file."""
    learned = None
    if pack.learned is not None:
        weights = pack.learned.weights
        tensors = [getattr(weights, name) for name in TENSORS]
        learned = ([each.tolist() for each in tensors], pack.learned.model, pack.learned.fingerprint)
    examples = [(each.action, each.name, each.digest, each.origin) for name in pack.names for each in pack.of(name)]
    return pack.actions, examples, pack.alone, learned
