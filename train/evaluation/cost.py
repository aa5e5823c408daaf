"""What a model costs: parameters, and arithmetic for one body's window."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from recognizer.model.model_folder import Model
from recognizer.skeleton.joints import JOINTS


@dataclass(frozen=True)
class Cost:
    """``parameters`` of all streams; ``gflops`` of one body's window through all of them, 2 per multiply-add, without
    additions, normalisation and activations, as is the custom."""

    parameters: int
    gflops: float


@torch.no_grad()
def cost_of(models: Sequence[Model]) -> Cost:
    """What all streams of all these models cost together, for one body's window in each."""
    parameters, flops = 0, 0
    for model in models:
        for network in model.networks.values():
            parameters += sum(p.numel() for p in network.parameters())
            x = torch.zeros(1, network.config.channels, network.config.frames, JOINTS, device=model.device)
            # Fused attention kernels are not counted everywhere; written out as two products it is.
            with FlopCounterMode(display=False) as counter, sdpa_kernel(SDPBackend.MATH):
                network(x)
            flops += counter.get_total_flops()
    return Cost(parameters, round(flops / 1e9, 4))
