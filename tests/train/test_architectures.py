"""Every architecture by its switch, from the trainer to the exported file."""

import pytest
import torch
from torch.testing import assert_close

from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model, load_model, save_model
from recognizer.model.onnx_engine import ENGINE_FILE
from recognizer.network.build import build_network
from recognizer.network.config import KINDS
from recognizer.skeleton.joints import JOINTS
from train.cli import main
from train.data.corpus import ClipSelection
from train.evaluation.evaluate import EvaluationRequest, evaluate
from train.release.onnx_export import TOLERANCE, export, sample_windows
from train.training.config import load_fit_config
from train.training.fit import fit
from train.training.sync_batch_norm import share_norms


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
    save_model(tmp_path, config, _settled(config).networks, "# random\n")
    assert export(tmp_path, tmp_path / ENGINE_FILE).difference <= TOLERANCE
    assert load_model(tmp_path).engine is not None


def _settled(config: ModelConfig) -> Model:
    """A model whose norms know what passes through it, as after training: without, eight layers of sums may make
    numbers of eighteen digits, of which no two programs agree on the last ones."""
    torch.manual_seed(3)
    model = Model(config, {"joint": build_network(config.network())}, torch.device("cpu"))
    _learn_norms(model.streams, *(sample_windows(model) for _ in range(4)))
    return model


@torch.no_grad()
def _learn_norms(network: torch.nn.Module, *inputs: torch.Tensor) -> None:
    """Give batch normalisation the statistics of these inputs."""
    for module in network.train().modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.momentum = None  # the mean of all that was seen
    for given in inputs:
        network(given)
    network.eval()


@torch.no_grad()
@pytest.mark.parametrize("device", ["cpu", "cuda"])
@pytest.mark.parametrize("kind", KINDS)
def test_normalisations_over_all_processes_change_nothing_else(kind, device):
    """They replace those of a network by their class, so that none may do anything besides normalising."""
    architecture = {"kind": kind, "frames": 8, "width": 16}
    network = build_network(ModelConfig(name="any", labels=["a", "b"], architecture=architecture).network())
    x = torch.randn(3, 3, 8, JOINTS)
    _learn_norms(network, x)  # else ten blocks that nothing holds together come to numbers that are none
    before = network(x)
    assert before.isfinite().all()
    share_norms(network, torch.device(device))
    assert_close(network(x), before)


def test_an_unknown_kind_is_one_sentence(config_file, capsys):
    assert main(["fit", "--config", str(config_file), "architecture.kind=no-gcn"]) == 1
    assert "architecture: kind must be one of ms-sa, st-gcn" in capsys.readouterr().err
