"""What the network computed inside, block by block: the maps that are looked at, and two numbers that sum them up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from recognizer.skeleton.joints import JOINTS

Record = dict[str, Tensor]  # what a block's modules note while they compute, by the names of ``BlockTrace``


@dataclass(frozen=True, eq=False)
class BlockTrace:
    """What one block computed for ``B`` bodies; the equations are the paper's, and other architectures' maps are put in
    their terms.

    ``shared``: A_s, ``(F, V target, V source)``, the same for every body. ``alpha``: ``(F,)``. ``dynamic``: Q, and
    ``topology``: A-tilde = A_s + alpha Q (Eq. 6), both ``(B, F, C/F, V target, V source)``, with a batch size of 1 and
    Q zero where the network is not adaptive. ``attention``: the softmax of Eq. 8,
    ``(B, branch, head, T query, T key)``, rows summing to 1; empty where the network has no attention. A block without
    an adjacency has no fragments: F is 0.
    """

    shared: Tensor
    alpha: Tensor
    dynamic: Tensor
    topology: Tensor
    attention: Tensor

    @classmethod
    def of(cls, record: Record, like: Tensor) -> "BlockTrace":
        """The trace that a block's record makes up, of the type and on the device of ``like``; what the record lacks,
        the block has not."""
        maps = like.new_zeros(len(like), 0, 1, JOINTS, JOINTS)
        lacking = {
            "shared": like.new_zeros(0, JOINTS, JOINTS),
            "alpha": like.new_zeros(0),
            "dynamic": maps,
            "topology": maps,
            "attention": like.new_zeros(0),
        }
        return cls(**{**lacking, **record})

    @property
    def fragments(self) -> int:
        """How many adjacencies the block has side by side."""
        return len(self.shared)

    @property
    def adapts(self) -> bool:
        """Whether a body's own movement changes any adjacency."""
        return bool(self.alpha.any())

    @property
    def attends(self) -> bool:
        """Whether there is a map of attention over time."""
        return self.attention.numel() > 0


@torch.no_grad()
def topology_share(traces: Sequence[BlockTrace]) -> list[float]:
    """Per block, the norm of alpha Q divided by the norm of A_s (means over bodies, channels and fragments): 0 where
    the adaptive part is unused, infinite where nothing is shared, NaN where the block has no adjacency."""
    shares = []
    for trace in traces:
        scaled = trace.alpha.view(1, -1, 1, 1, 1) * trace.dynamic  # (B, F, C/F, V, V)
        per_channel = scaled.flatten(3).norm(dim=3).mean()
        shares.append(float(per_channel / trace.shared.flatten(1).norm(dim=1).mean()))
    return shares


@torch.no_grad()
def attention_entropy(traces: Sequence[BlockTrace]) -> list[float]:
    """Per block, the mean entropy of attention's rows divided by that of a uniform row, in [0, 1]: 1 where it looks
    nowhere in particular, NaN where the block has no attention."""
    entropies = []
    for trace in traces:
        if not trace.attends:
            entropies.append(math.nan)
            continue
        weights = trace.attention.clamp(min=1e-12)
        entropy = -(weights * weights.log()).sum(dim=-1).mean()
        entropies.append(float(entropy / torch.log(torch.tensor(float(weights.shape[-1])))))
    return entropies
