"""MST-GCN: graph convolution and convolution over time in groups of channels that feed each other, so that the last of
them has seen joints and moments far away.

"Multi-Scale Spatial Temporal Graph Convolutional Network for Skeleton-Based Action Recognition", Chen, Li, Yang, Li and
Liu, AAAI 2021. The four streams of its result are four models whose scores are added.

Noted in a trace are the adjacencies of each group in turn, three subsets of each: what the groups make of one another's
output is not in them.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import SUBSETS, TemporalConv, note_fixed, residual, spatial_partition, ten_blocks
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record

GROUPS = 4  # of the channels, over joints and over time
WIDER = 7, 4  # the authors' networks begin with 112 channels where the others' base width is 64


class MSTGCN(SkeletonNetwork):
    """The whole of one stream; ``config``: of the kind "mst-gcn"."""

    def __init__(self, config: OtherConfig) -> None:
        times, parts = WIDER
        wider = config.model_copy(update={"width": config.width * times // parts})
        first, *later = ten_blocks(wider, config.channels)
        blocks: list[nn.Module] = [FirstBlock(*first)]
        blocks += [Block(*shape) for shape in later]
        super().__init__(config, blocks, features=4 * wider.width)


class FirstBlock(nn.Module):
    """Of the coordinates, which cannot be divided into groups: one graph convolution, one convolution over time;
    ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.space = GraphConv(inputs, outputs)
        self.norm = nn.BatchNorm2d(outputs)
        self.time = TemporalConv(outputs, outputs, stride=stride)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; the maps are noted in ``record``, where that is given."""
        note_fixed(record, self.space.adjacency())
        return functional.relu(self.time(functional.relu(self.norm(self.space(x)))))


class Block(nn.Module):
    """MS-GC, then MT-GC (section 3.4): ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.space = MultiScaleSpace(inputs, outputs)
        self.time = MultiScaleTime(outputs, stride)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; the maps are noted in ``record``, where that is given."""
        return self.time(self.space(x, record))


class MultiScaleSpace(nn.Module):
    """MS-GC (section 3.2): ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.feed = inputs == outputs  # a group's output fits the next one's input
        self.norm = nn.BatchNorm2d(inputs)
        convs = [GraphConv(inputs // GROUPS, outputs // GROUPS) for _ in range(GROUPS)]
        self.groups = nn.ModuleList(nn.Sequential(conv, nn.BatchNorm2d(outputs // GROUPS)) for conv in convs)
        self.residual = residual(inputs, outputs)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        if record is not None:
            convs = [module for module in self.groups.modules() if isinstance(module, GraphConv)]
            note_fixed(record, torch.cat([conv.adjacency() for conv in convs]))
        return functional.relu(_one_after_another(self.norm(x), self.groups, self.feed) + self.residual(x))


class MultiScaleTime(nn.Module):
    """MT-GC (section 3.3): ``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""

    def __init__(self, channels: int, stride: int) -> None:
        super().__init__()
        self.feed = stride == 1  # a group's output is as long as the next one's input
        part = channels // GROUPS
        self.groups = nn.ModuleList(TemporalConv(part, part, stride=stride) for _ in range(GROUPS))
        self.residual = residual(channels, channels, stride)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""
        return functional.relu(_one_after_another(x, self.groups, self.feed) + self.residual(x))


class GraphConv(nn.Module):
    """The graph convolution that is divided: the sum over subsets of (A_k + M_k) x W_k, where M, which may link any
    joints, starts as A itself; ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    partition: Tensor  # A, (3, V target, V source)

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.register_buffer("partition", spatial_partition(), persistent=False)
        self.learned = nn.Parameter(spatial_partition())  # M
        self.transform = Pointwise(inputs, SUBSETS * outputs)  # W_k, side by side

    def adjacency(self) -> Tensor:
        """``(3, V target, V source)``."""
        return self.partition + self.learned

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""
        parts = self.transform(x).unflatten(1, (SUBSETS, -1))  # (B, 3, C_out, T, V)
        return torch.einsum("bkctv,kwv->bctw", parts, self.adjacency().to(parts.dtype))


def _one_after_another(x: Tensor, steps: Iterable[nn.Module], feed: bool) -> Tensor:
    """Every group of channels by its own step; with ``feed``, each but the first takes in the output of the one before,
    so that the k-th has been through k steps: a hierarchy of residual connections, after Res2Net."""
    outputs: list[Tensor] = []
    for part, step in zip(x.chunk(GROUPS, dim=1), steps, strict=True):
        outputs.append(step(part + outputs[-1] if feed and outputs else part))
    return torch.cat(outputs, dim=1)
