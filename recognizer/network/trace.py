"""What the network computed inside, block by block: the maps that are looked at, and two numbers that sum them up."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

Record = dict[str, Tensor]  # what a block's modules note while they compute, by the names of ``BlockTrace``


@dataclass(frozen=True, eq=False)
class BlockTrace:
    """What one block computed for ``B`` bodies; the equations are the paper's.

    ``shared``: A_s, ``(F, V target, V source)``, the same for every body. ``alpha``: ``(F,)``. ``dynamic``: Q, and
    ``topology``: A-tilde = A_s + alpha Q (Eq. 6), both ``(B, F, C/F, V target, V source)``, with a batch size of 1 and
    Q zero where the network is not adaptive. ``attention``: the softmax of Eq. 8,
    ``(B, branch, head, T query, T key)``, rows summing to 1; empty where the network has no attention.
    """

    shared: Tensor
    alpha: Tensor
    dynamic: Tensor
    topology: Tensor
    attention: Tensor

    @classmethod
    def of(cls, record: Record) -> "BlockTrace":
        """The trace that a block's record makes up; without attention's, the block has none."""
        return cls(**{"attention": record["shared"].new_zeros(0), **record})


@torch.no_grad()
def topology_share(traces: Sequence[BlockTrace]) -> list[float]:
    """Per block, the norm of alpha Q divided by the norm of A_s (means over bodies, channels and fragments): 0 where
    the adaptive part is unused."""
    shares = []
    for trace in traces:
        scaled = trace.alpha.view(1, -1, 1, 1, 1) * trace.dynamic  # (B, F, C/F, V, V)
        per_channel = scaled.flatten(3).norm(dim=3).mean()
        shares.append(float(per_channel / trace.shared.flatten(1).norm(dim=1).mean()))
    return shares


@torch.no_grad()
def attention_entropy(traces: Sequence[BlockTrace]) -> list[float]:
    """Per block, the mean entropy of attention's rows divided by that of a uniform row, in [0, 1]: 1 where it looks
    nowhere in particular."""
    entropies = []
    for trace in traces:
        weights = trace.attention.clamp(min=1e-12)
        entropy = -(weights * weights.log()).sum(dim=-1).mean()
        entropies.append(float(entropy / torch.log(torch.tensor(float(weights.shape[-1])))))
    return entropies
