"""2s-AGCN, one stream of it: graph convolution whose topology is learned and adapts to each body, then over time.

"Two-Stream Adaptive Graph Convolutional Networks for Skeleton-Based Action Recognition", Shi, Zhang, Cheng and Lu,
CVPR 2019. The two streams, joints and bones, are two models whose scores are added (section 4.4).

The paper's section 4.3 has nine blocks with dropout in each; the authors' own program, whose size is the published
one, has ten without any. It is followed here.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import (
    SUBSETS,
    Block,
    TemporalConv,
    note_adapted,
    quiet_norm,
    residual,
    spatial_partition,
    ten_blocks,
)
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record

EMBEDDING = 4  # theta and phi have a fourth of the channels


class AGCN(SkeletonNetwork):
    """The whole of one stream; ``config``: of the kind "2s-agcn"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks = []
        for number, shape in enumerate(ten_blocks(config, config.channels)):
            inputs, outputs, stride = shape
            space, time = AdaptiveGraphConv(inputs, outputs), TemporalConv(outputs, outputs, stride=stride)
            blocks.append(Block(space, time, shape, first=number == 0))
        super().__init__(config, blocks, features=4 * config.width)


class AdaptiveGraphConv(nn.Module):
    """Section 4.1, the adaptive graph convolutional layer: ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    adjacency: Tensor  # A, (3, V target, V source)

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.register_buffer("adjacency", spatial_partition(), persistent=False)
        self.learned = nn.Parameter(torch.zeros_like(self.adjacency))  # B, which starts at 0
        # The paper starts theta and phi at 0 as well, where neither would ever get a gradient; here they start as all
        # convolutions do.
        self.theta = Pointwise(inputs, SUBSETS * (outputs // EMBEDDING))
        self.phi = Pointwise(inputs, SUBSETS * (outputs // EMBEDDING))
        self.transform = Pointwise(inputs, SUBSETS * outputs)  # W_k, side by side
        self.norm = quiet_norm(outputs)
        self.residual = residual(inputs, outputs)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        shared, similarity = self.adjacency + self.learned, self._similarity(x)
        note_adapted(record, shared, shared.new_ones(SUBSETS), similarity.unsqueeze(2))
        parts = self.transform(x).unflatten(1, (SUBSETS, -1))  # (B, 3, C_out, T, V)
        # Eq. 3: the sum over subsets of W_k f (A_k + B_k + C_k).
        out = torch.einsum("bkctv,bkwv->bctw", parts, (shared + similarity).to(parts.dtype))
        return functional.relu(self.norm(out) + self.residual(x))

    def _similarity(self, x: Tensor) -> Tensor:
        """C_k, Eq. 5: how alike each two joints are, ``(B, 3, V target, V source)``, rows summing to 1."""
        target = self.theta(x).unflatten(1, (SUBSETS, -1)).flatten(2, 3)  # (B, 3, C_e T, V)
        source = self.phi(x).unflatten(1, (SUBSETS, -1)).flatten(2, 3)
        # The mean rather than the paper's sum, as in the authors' program: a sum over all frames would let a single
        # joint take everything.
        return torch.softmax(target.transpose(2, 3) @ source / target.shape[2], dim=3)
