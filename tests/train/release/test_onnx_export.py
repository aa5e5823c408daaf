"""An exported model stands on its own: joints in metres in, calibrated probabilities out, as PyTorch gives them."""

import json
import shutil

import numpy as np
import onnxruntime
import pytest
import torch

import train.release.onnx_export
from recognizer.errors import UserError
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import load_model, save_model
from recognizer.model.onnx_engine import ENGINE_FILE
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from tests import few_blocks
from train.cli import main
from train.data.corpus import ClipSelection, gather
from train.data.prepare import prepare
from train.data.prepared_set import open_set
from train.data.windows import judging_windows


@pytest.fixture
def small(monkeypatch):
    few_blocks.patch(monkeypatch)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A model folder of random weights, exported into itself by the command; with few blocks."""
    with pytest.MonkeyPatch.context() as patch:
        few_blocks.patch(patch)
        return _exported(tmp_path_factory)


def _exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "moved"
    config = ModelConfig(
        name="moved",
        labels=["wave", "jump", "sit down"],
        streams=["bone-motion"],
        fusion=[2.0],
        temperature=1.5,
        architecture=Architecture(frames=8, width=16),
        normalisation={"origin": "window", "facing": True, "scale": True, "fingers": False, "upright": True},
    )
    torch.manual_seed(3)
    save_model(folder, config, {"bone-motion": MSSA(config.network())}, "# random\n")
    assert main(["export", "--model", str(folder), "--out", str(folder / ENGINE_FILE)]) == 0
    return folder


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_any_number_of_windows_gives_pytorchs_probabilities(exported, small, batch):
    windows = torch.randn(batch, 8, 25, 3, generator=torch.Generator().manual_seed(batch)) * 0.4
    session = onnxruntime.InferenceSession(str(exported / ENGINE_FILE), providers=["CPUExecutionProvider"])
    found = session.run(["probabilities", "features"], {"windows": windows.numpy()})
    with torch.inference_mode():
        for by_file, by_torch in zip(found, load_model(exported).streams(windows), strict=True):
            np.testing.assert_allclose(by_file, by_torch, atol=1e-5)


def test_the_bundled_models_file_gives_pytorchs_probabilities_on_real_clips(shared, tmp_path):
    prepare("utd-mhad", shared / "data" / "utd-mhad", tmp_path / "set", workers=1)
    corpus, model = gather([open_set(tmp_path / "set")], ClipSelection(), None), load_model("open")
    config, clips = model.config, torch.arange(0, len(corpus), 60)
    windows = judging_windows(corpus, clips, config.time_base, config.architecture.frames).keypoints
    assert model.engine is not None and len(windows) > 60
    (by_file, _), (by_torch, _) = (model.probabilities(windows, trace=traced) for traced in (False, True))
    np.testing.assert_allclose(by_file, by_torch, atol=1e-4)


def test_the_file_says_what_it_is(exported):
    session = onnxruntime.InferenceSession(str(exported / ENGINE_FILE), providers=["CPUExecutionProvider"])
    told = session.get_modelmeta().custom_metadata_map
    assert told["name"] == "moved" and json.loads(told["labels"]) == ["wave", "jump", "sit down"]
    assert float(told["seconds"]) == 3.0


def test_in_its_model_folder_it_becomes_the_engine(exported, small):
    assert load_model(exported).engine is not None


def test_what_differs_from_pytorch_is_not_written(exported, small, tmp_path, monkeypatch):
    def wrong(model, file):
        shutil.copy(exported / ENGINE_FILE, file)  # the graph of other weights

    config = load_model(exported).config
    other = tmp_path / "other"
    torch.manual_seed(4)
    save_model(other, config, {"bone-motion": MSSA(config.network())}, "# other weights\n")
    monkeypatch.setattr(train.release.onnx_export, "_write", wrong)
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError, match="differ from PyTorch's by"):
        train.release.onnx_export.export(other, tmp_path / "out" / "other.onnx")
    assert not list((tmp_path / "out").iterdir())


def test_what_pytorch_cannot_translate_is_said_in_one_sentence(exported, small, tmp_path, monkeypatch, capsys):
    def fail(model):
        raise torch.onnx.OnnxExporterError("no such operation\nand much more")

    monkeypatch.setattr(train.release.onnx_export, "_translated", fail)
    assert main(["export", "--model", str(exported), "--out", str(tmp_path / "out.onnx")]) == 1
    assert capsys.readouterr().err == "Error: This model cannot be exported: no such operation\n"
