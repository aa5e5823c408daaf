"""CTR-GCN: graph convolution whose topology is refined channel by channel, multi-scale convolution over time.

"Channel-wise Topology Refinement Graph Convolution for Skeleton-Based Action Recognition", Chen, Zhang, Yuan, Li, Deng
and Hu, ICCV 2021.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import (
    SUBSETS,
    Block,
    MultiScaleTemporal,
    note_adapted,
    quiet_norm,
    residual,
    spatial_partition,
    ten_blocks,
)
from recognizer.network.pointwise import Pointwise, pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record

REDUCTION = 8  # r, by which the relation has fewer channels than the features (table 3)
KERNEL, DILATIONS = 5, (1, 2)  # of the convolutions over time


class CTRGCN(SkeletonNetwork):
    """The whole of it, section 3.4; ``config``: of the kind "ctr-gcn"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks = []
        for number, shape in enumerate(ten_blocks(config, config.channels)):
            inputs, outputs, stride = shape
            # The first block has coordinates for features, too few to be reduced.
            space = RefinedGraphConv(inputs, outputs, max(inputs, config.width) // REDUCTION)
            time = MultiScaleTemporal(outputs, outputs, KERNEL, DILATIONS, stride)
            blocks.append(Block(space, time, shape, first=number == 0))
        super().__init__(config, blocks, features=4 * config.width)


class RefinedGraphConv(nn.Module):
    """CTR-GC, section 3.2, once for each subset of the neighbours, added up: ``(B, C_in, T, V)`` ->
    ``(B, C_out, T, V)``.

    ``related``: channels of the relation between two joints.
    """

    def __init__(self, inputs: int, outputs: int, related: int) -> None:
        super().__init__()
        self.transform = Pointwise(inputs, SUBSETS * outputs)  # T of Eq. 2, the subsets side by side
        self.psi = nn.Conv1d(inputs, SUBSETS * related, 1)
        self.phi = nn.Conv1d(inputs, SUBSETS * related, 1)
        self.refine = Pointwise(SUBSETS * related, SUBSETS * outputs, groups=SUBSETS)  # xi of Eq. 5
        self.shared = nn.Parameter(spatial_partition())  # A, (3, V target, V source)
        self.alpha = nn.Parameter(torch.zeros(1))
        self.norm = quiet_norm(outputs)
        self.residual = residual(inputs, outputs)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        relation = self._relation(x)
        if record is not None:
            dynamic = self.refine(relation).unflatten(1, (SUBSETS, -1))  # Q
            note_adapted(record, self.shared, self.alpha.expand(SUBSETS), dynamic)
        parts = self.transform(x).unflatten(1, (SUBSETS, -1))  # (B, 3, C_out, T, V)
        # Eq. 7: every channel by its own topology.
        out = (parts @ self._topology(relation).to(parts.dtype).transpose(3, 4)).sum(dim=1)
        return functional.relu(self.norm(out) + self.residual(x))

    def _relation(self, x: Tensor) -> Tensor:
        """M_1, Eq. 3: the difference of what psi sees in the target and phi in the source, through a tanh,
        ``(B, 3 R, V target, V source)``."""
        pooled = x.mean(dim=2)  # over time, which commutes with psi and phi
        return torch.tanh(self.psi(pooled).unsqueeze(3) - self.phi(pooled).unsqueeze(2))

    def _topology(self, relation: Tensor) -> Tensor:
        """Eq. 6: A + alpha Q, ``(B, 3, C_out, V target, V source)``. Alpha is multiplied into the weights that yield Q,
        which are far fewer than Q has numbers."""
        assert self.refine.bias is not None
        refinement = pointwise(relation, self.alpha * self.refine.weight, self.alpha * self.refine.bias, SUBSETS)
        return self.shared[:, None] + refinement.unflatten(1, (SUBSETS, -1))
