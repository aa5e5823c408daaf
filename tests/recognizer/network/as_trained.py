"""Networks whose normalisation has statistics as after training, not the zeros and ones that it starts with."""

import torch
from torch.nn.modules.batchnorm import _BatchNorm


def settle_norms(network: torch.nn.Module) -> None:
    """Give every batch normalisation drawn means and variances."""
    for module in network.modules():
        if isinstance(module, _BatchNorm):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 2)
