"""From a pack of own actions to a network of one's own."""

import json

import pytest
import torch

from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack_folder import PACK_FILE, save_pack
from tests.recognizer.own_actions.packs import drawn_pack
from train.cli import main
from train.data.prepared_set import open_set
from train.datasets.pack import list_examples

CONFIG = ["fit", "--config", "train/configs/fine_tune_joint.yaml"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs")
    save_pack(folder / "mine", drawn_pack(bow=6, shrug=5))
    out = folder / "pack.safetensors"
    assert main(["prepare", "pack", "--raw", str(folder / "mine"), "--out", str(out)]) == 0
    return out


def test_examples_become_clips_and_every_fifth_is_for_testing(prepared):
    data = open_set(prepared)
    assert data.labels == ["my bow", "my shrug"] and len(data) == 11
    assert len(data.split("test")) == 2 and len(data.split("train")) == 9
    assert len(set(data.persons)) == 11, "nobody knows who shows an example"


def test_a_pack_whose_actions_were_renamed_is_prepared_anew(tmp_path):
    """Also where that was done by hand, which leaves the files of the examples as they are."""
    save_pack(tmp_path, drawn_pack(bow=1))
    before = list_examples(tmp_path).stamp
    assert list_examples(tmp_path).stamp == before
    file = tmp_path / PACK_FILE
    file.write_text(file.read_text(encoding="utf-8").replace('"my bow"', '"salute"'), encoding="utf-8")
    assert list_examples(tmp_path).stamp != before


def test_what_is_no_pack_is_one_sentence(tmp_path, capsys):
    assert main(["prepare", "pack", "--raw", str(tmp_path), "--out", str(tmp_path / "out.safetensors")]) == 1
    assert "Error: " in capsys.readouterr().err and not (tmp_path / "out.safetensors").exists()


def test_the_bundled_network_is_trained_on_from_a_pack(prepared, tmp_path):
    """One step at a rate of next to nothing: all but the layer of labels is the bundled network's still."""
    run = [f"data.files=[{prepared}]", f"out={tmp_path / 'run'}", "optimisation.steps=1", "optimisation.rate=1e-12"]
    assert main([*CONFIG, *run, "precision=fp32"]) == 0
    model, bundled = load_model(tmp_path / "run" / "model"), load_model("open")
    assert model.labels == ["my bow", "my shrug"]
    weights, start = model.networks["joint"].state_dict(), bundled.networks["joint"].state_dict()
    assert weights["classify.weight"].shape == (2, start["classify.weight"].shape[1])
    for name in ("blocks.0.space.alpha", "blocks.9.time.fuse.weight"):
        torch.testing.assert_close(weights[name], start[name], atol=1e-6, rtol=1e-5)
    assert json.loads((tmp_path / "run" / "config.json").read_text())["start_from"] == "open"


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("architecture.width=16", "of another architecture"),
        ("start_from=nowhere", "There is no model nowhere"),
        ("stream=joint-motion", "no network for the joint-motion stream"),
    ],
)
def test_a_start_that_does_not_fit_is_one_sentence(prepared, tmp_path, capsys, override, told):
    run = [f"data.files=[{prepared}]", f"out={tmp_path / 'run'}", "optimisation.steps=1", "optimisation.warm_up=0"]
    assert main([*CONFIG, *run, override]) == 1
    assert told in capsys.readouterr().err
