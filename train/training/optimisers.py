"""What changes the weights in each step, and the running mean that is kept of them."""

from collections.abc import Iterable

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from recognizer.network.skeleton_network import SkeletonNetwork
from train.training.config import Optimisation

ADAMW_SECOND = 0.99  # its second beta: runs of some hundred steps are too short for the usual 0.999


def make_optimiser(weights: Iterable[nn.Parameter], how: Optimisation) -> torch.optim.Optimizer:
    """The configured one; every step sets its rate."""
    if how.optimiser == "adamw":
        betas = (how.momentum, ADAMW_SECOND)
        return torch.optim.AdamW(weights, lr=how.rate, betas=betas, weight_decay=how.weight_decay)
    return torch.optim.SGD(
        weights, lr=how.rate, momentum=how.momentum, nesterov=how.nesterov, weight_decay=how.weight_decay
    )


def running_mean(network: SkeletonNetwork, kept: float) -> AveragedModel | None:
    """A mean over the steps of the network's weights and of what its batch normalisation has seen; ``kept``: the share
    of it that each step leaves. ``None`` where that is 0."""
    return AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(kept), use_buffers=True) if kept else None
