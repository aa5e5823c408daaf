"""ST-GCN: graph convolution over joints with learned edge importance, convolution over time.

"Spatial Temporal Graph Convolutional Networks for Skeleton-Based Action Recognition", Yan, Xiong and Lin, AAAI 2018.
"""

import torch
from torch import Tensor, nn

from recognizer.network.config import OtherConfig
from recognizer.network.parts import SUBSETS, Block, TemporalConv, note_fixed, spatial_partition
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record

BLOCKS = 9  # section 3.6: three of w channels, three of 2w, three of 4w; time is halved in blocks 4 and 7
DROPOUT = 0.5  # after every block, section 3.6


class STGCN(SkeletonNetwork):
    """The whole of it; ``config``: of the kind "st-gcn"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks, inputs = [], config.channels
        for number in range(BLOCKS):
            outputs, stride = config.width * 2 ** (number // 3), 2 if number in (3, 6) else 1
            over_time = TemporalConv(outputs, outputs, stride=stride)
            time = nn.Sequential(nn.BatchNorm2d(outputs), nn.ReLU(), over_time, nn.Dropout(DROPOUT))
            blocks.append(Block(GraphConv(inputs, outputs), time, (inputs, outputs, stride), first=number == 0))
            inputs = outputs
        super().__init__(config, blocks, features=inputs)


class GraphConv(nn.Module):
    """Eq. 10 with the learned importance M of every edge: f_out = sum over subsets of (A_j * M_j) f_in W_j."""

    adjacency: Tensor  # (3, V target, V source)

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.register_buffer("adjacency", spatial_partition(), persistent=False)
        self.importance = nn.Parameter(torch.ones_like(self.adjacency))  # M
        self.transform = Pointwise(inputs, SUBSETS * outputs)  # W_j, side by side

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        weighted = self.adjacency * self.importance
        note_fixed(record, weighted)
        parts = self.transform(x).unflatten(1, (SUBSETS, -1))  # (B, 3, C_out, T, V)
        return torch.einsum("bkctv,kwv->bctw", parts, weighted.to(parts.dtype))
