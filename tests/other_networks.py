"""Small models of other architectures than MS-SA, untrained, in which everything has a part."""

from pathlib import Path

import torch

from recognizer.model.model_config import Decision, ModelConfig, TimeBase
from recognizer.model.model_folder import save_model
from recognizer.network.build import build_network

LABELS = ["wave", "clap", "jump up", "sit down", "kick"]


def save_small(folder: Path, kind: str) -> Path:
    """Write a model of this architecture into the folder, which is given back; its name is that of the kind."""
    config = ModelConfig(
        name=f"small {kind}",
        labels=LABELS,
        architecture={"kind": kind, "frames": 16, "width": 16},
        time_base=TimeBase(seconds=1.0),
        decision=Decision(enter=0.0, leave=0.0, seen=0.4),
    )
    torch.manual_seed(3)
    network = build_network(config.network())
    norms = [module for module in network.modules() if isinstance(module, torch.nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.momentum = None  # the mean of all that was seen, so that nothing grows beyond measure on its way
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.02 * torch.randn_like(parameter)
        for _ in range(3):
            network.train()(torch.randn(4, 3, 16, 25))
    save_model(folder, config, {"joint": network}, "Untrained, for tests.")
    return folder
