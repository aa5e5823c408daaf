"""The camera benchmark measures by the rules and on the setups that it is asked for."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import camera_accuracy
from recognizer.model.model_config import Decision, ModelConfig
from recognizer.model.model_folder import save_model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.output.label_list import LabelledSpan, write_label_list
from recognizer.skeleton.clip import Clip, save_npz
from train.datasets.video_joints import video_in


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A function that runs the benchmark with these options over two videos of one setup each, with a model that names
    something always by its own rules and never by its careful ones. Returns the spans' outcomes."""
    config = ModelConfig(
        name="small",
        labels=["wave", "walk"],
        architecture=Architecture(frames=16, width=16),
        decision=Decision(enter=0.5, leave=0.0),
        operating_points={"careful": Decision(seen=3.0)},  # longer than the videos
    )
    save_model(tmp_path / "model", config, {"joint": MSSA(config.network())}, "# A small model\n")
    frames = 60
    joints, confidence = np.zeros((2, frames, 25, 3)), np.zeros((2, frames, 25))
    joints[0], confidence[0] = np.random.default_rng(1).normal(size=(frames, 25, 3)), 1.0
    clip = Clip(joints, confidence, np.arange(frames) / 30, np.repeat([[0], [-1]], frames, axis=1))
    for name in ("a.mp4", "b.mp4"):
        (tmp_path / name).write_bytes(name.encode())
        kept = video_in(tmp_path, name, tmp_path / "list.joints").kept
        kept.parent.mkdir(exist_ok=True)
        save_npz(clip, kept)
    spans = [LabelledSpan("a.mp4", "wave", setup="kitchen"), LabelledSpan("b.mp4", "(rest)", setup="garden")]
    write_label_list(tmp_path / "list.csv", spans)

    def run(*options: str) -> list[dict]:
        given = [str(tmp_path / "list.csv"), "--model", str(tmp_path / "model"), "--json", str(tmp_path / "found.json")]
        monkeypatch.setattr(sys, "argv", ["camera_accuracy.py", *given, *options])
        camera_accuracy.main()
        (outcomes,) = json.loads((tmp_path / "found.json").read_text(encoding="utf-8")).values()
        return outcomes

    return run


def test_each_of_the_rules_is_measured_and_has_a_table_of_setups(measured, capsys):
    outcomes = measured("--decisions", "balanced", "eager", "careful")
    assert [(each["span"]["setup"], each["decisions"], bool(each["named"])) for each in outcomes] == [
        ("kitchen", "balanced", True),
        ("garden", "balanced", True),
        ("kitchen", "careful", False),
        ("garden", "careful", False),
    ]
    printed = capsys.readouterr().out
    assert "small has no eager rules of decision." in printed
    balanced, careful = printed.split("## small, ")[1:]
    assert balanced.startswith("balanced") and careful.startswith("careful")
    assert "| setup |" in balanced and "| label |" in balanced and "| (rest) (garden) |" in balanced
    assert "| setup |" in careful and "| label |" not in careful and "(rest)" not in careful


def test_some_setups_can_be_measured_alone_by_the_models_own_rules(measured, capsys):
    (outcome,) = measured("--setups", "kitchen")
    assert (outcome["span"]["file"], outcome["decisions"]) == ("a.mp4", "balanced")
    with pytest.raises(SystemExit):
        measured("--setups", "kitchen", "cellar")
    assert "the lists have no setup cellar" in capsys.readouterr().err
