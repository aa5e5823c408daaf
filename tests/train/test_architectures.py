"""Every architecture by its switch, from the trainer to the exported file."""

import pytest
import torch

from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import load_model, save_model
from recognizer.model.onnx_engine import ENGINE_FILE
from recognizer.network.build import build_network
from recognizer.network.config import KINDS
from train.cli import main
from train.data.corpus import ClipSelection
from train.evaluation.evaluate import EvaluationRequest, evaluate
from train.release.onnx_export import TOLERANCE, export
from train.training.config import load_fit_config
from train.training.fit import fit


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_two_hundred_steps_learn(kind, tiny_set, config_file):
    model = fit(
        load_fit_config(
            config_file,
            [f"architecture.kind={kind}", "optimisation.steps=200", "optimisation.batch=4", "validations=1"],
        )
    )
    trained_on = ClipSelection("all", (2, 3, 5, 6, 7))
    found = evaluate(EvaluationRequest([str(model)], [str(tiny_set)], trained_on), torch.device("cpu")).evaluation
    assert found.top1 > 0.6  # chance is a third


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_its_export_gives_pytorchs_probabilities(kind, tmp_path):
    architecture = {"kind": kind, "frames": 8, "width": 16}
    config = ModelConfig(name="any", labels=["wave", "jump", "sit down"], architecture=architecture)
    torch.manual_seed(3)
    save_model(tmp_path, config, {"joint": build_network(config.network())}, "# random\n")
    assert export(tmp_path, tmp_path / ENGINE_FILE).difference <= TOLERANCE
    assert load_model(tmp_path).engine is not None


def test_an_unknown_kind_is_one_sentence(config_file, capsys):
    assert main(["fit", "--config", str(config_file), "architecture.kind=no-gcn"]) == 1
    assert "architecture: kind must be one of ms-sa, st-gcn" in capsys.readouterr().err
