"""Less memory for more time: blocks whose activations are computed again in the backward pass instead of kept.

The arithmetic is the same, operation by operation, and so are the weights that come out of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm
from torch.utils.checkpoint import checkpoint

from recognizer.network.config import AnyConfig
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.skeleton.joints import JOINTS
from train.allocator import return_freed_memory

MOST = 1.5e9  # bytes of activations that are kept on a CPU where it is left to the program
# Activations of the first block's size that a training step keeps [measured: 1.3 GB for 10 bodies of 64x64].
_KEPT = 280


def worthwhile(config: AnyConfig, clips: int, device: torch.device) -> bool:
    """Whether so many clips at a time would fill a CPU's memory needlessly."""
    size = 4 * clips * config.frames * config.width * JOINTS
    return device.type == "cpu" and size * _KEPT > MOST


def recompute_blocks(network: SkeletonNetwork) -> None:
    """Make every block forget its activations in the forward pass of training, and the process return their memory."""
    return_freed_memory()
    for block in network.blocks:
        block.forward = _recomputed(block)


def _recomputed(block: nn.Module) -> Callable[..., Tensor]:
    forward = block.forward

    def run(x: Tensor, trace: dict | None = None) -> Tensor:
        if trace is not None or not torch.is_grad_enabled():
            return forward(x, trace)
        return checkpoint(forward, x, use_reentrant=False, context_fn=lambda: (nullcontext(), _statistics_kept(block)))

    return run


@contextmanager
def _statistics_kept(block: nn.Module) -> Iterator[None]:
    """The second time, batch normalisation must not count the same batch again."""
    norms = [module for module in block.modules() if isinstance(module, _BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    counts = [norm.num_batches_tracked for norm in norms if norm.num_batches_tracked is not None]
    seen = [count.clone() for count in counts]
    for norm in norms:
        norm.momentum = 0.0
    try:
        yield
    finally:
        for norm, momentum in zip(norms, momenta):
            norm.momentum = momentum
        for count, before in zip(counts, seen):
            count.copy_(before)
