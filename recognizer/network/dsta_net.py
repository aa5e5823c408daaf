"""DSTA-Net: self-attention over joints, then over time, each with its own encoding of place; no graph is given.

"Decoupled Spatial-Temporal Attention Network for Skeleton-Based Action-Gesture Recognition", Shi, Zhang, Cheng and Lu,
ACCV 2020.

One map over joints holds for all frames of a body, and one map over time for all its joints (the decoupling of section
3.2). Both are of tanh instead of softmax, so that a weight may be negative and rows need not sum to 1. In the terms of
a trace: A_s is the "spatial global regularization", Q the tanh of section 3.2, alpha its learned factor. Attention
over time is noted as each moment's share of a row by size, since a trace's rows sum to 1: which weights are negative is
lost.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import note_adapted, residual, waves
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record
from recognizer.skeleton.joints import JOINTS

HEADS = 3
WIDTHS = (1, 1, 2, 2, 4, 4, 4, 4)  # output channels of the eight layers, in parts of the base width
STRIDED = (2, 4)  # layers, from 0, that halve the time
REDUCTION = 4  # a head's queries and keys have a quarter of the layer's output channels
SLOPE = 0.1  # of the leaky ReLU


class DSTANet(SkeletonNetwork):
    """The whole of it; ``config``: of the kind "dsta-net"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks: list[nn.Module] = []
        inputs, frames = config.width, config.frames
        for number, times in enumerate(WIDTHS):
            outputs, stride = times * config.width, 2 if number in STRIDED else 1
            block = Block(inputs, outputs, stride, frames)
            blocks.append(block if number else FirstBlock(config.channels, inputs, block))
            inputs, frames = outputs, -(-frames // stride)
        super().__init__(config, blocks, features=inputs)


class Block(nn.Module):
    """A layer: attention over joints, then over time: ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""

    def __init__(self, inputs: int, outputs: int, stride: int, frames: int) -> None:
        super().__init__()
        changes, reduced = inputs != outputs or stride != 1, outputs // REDUCTION
        self.space = Sublayer(SpatialAttention(inputs, reduced), inputs, outputs, changes)
        self.time = Sublayer(TemporalAttention(outputs, reduced, frames), outputs, outputs, changes, stride)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; all maps are noted in ``record``, where that is given."""
        return self.time(self.space(x, record), record)


class FirstBlock(nn.Module):
    """The coordinates' way to ``width`` channels, and the first layer: ``(B, C, T, V)`` -> ``(B, width, T, V)``."""

    def __init__(self, channels: int, width: int, layer: Block) -> None:
        super().__init__()
        self.embed = nn.Sequential(Pointwise(channels, width), nn.BatchNorm2d(width), nn.LeakyReLU(SLOPE))
        self.layer = layer

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, width, T, V)``; all maps are noted in ``record``, where that is given."""
        return self.layer(self.embed(x), record)


class Sublayer(nn.Module):
    """One attention, what it joins its heads by, and a step for every joint and frame by itself, where time is halved:
    ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``. Both add to what came in; ``changes``: that goes through a 1x1
    convolution of its own each time, as in all layers where channels or frames change."""

    def __init__(self, attend: nn.Module, inputs: int, outputs: int, changes: bool, stride: int = 1) -> None:
        super().__init__()
        self.attend = attend
        self.join = nn.Sequential(Pointwise(HEADS * inputs, outputs), nn.BatchNorm2d(outputs))
        self.step = nn.Sequential(Pointwise(outputs, outputs, stride=stride), nn.BatchNorm2d(outputs))
        self.around_attention = residual(inputs, outputs, own=changes)
        self.around_both = residual(inputs, outputs, stride, own=changes)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; the maps are noted in ``record``, where that is given."""
        attended = self.join(self.attend(x, record)) + self.around_attention(x)
        attended = functional.leaky_relu(attended, SLOPE)
        return functional.leaky_relu(self.step(attended) + self.around_both(x), SLOPE)


class SpatialAttention(nn.Module):
    """Every joint listens to all: ``(B, C, T, V)`` -> ``(B, 3 C, T, V)``, the heads side by side."""

    place: Tensor  # (C, 1, V): the encoding of the joint alone, the same in all frames

    def __init__(self, channels: int, reduced: int) -> None:
        super().__init__()
        self.query_key = Pointwise(channels, 2 * HEADS * reduced)
        self.alpha = nn.Parameter(torch.ones(HEADS))
        self.shared = nn.Parameter(torch.full((HEADS, JOINTS, JOINTS), 1 / JOINTS))  # the global regularization
        self.register_buffer("place", waves(channels, JOINTS)[:, None, :], persistent=False)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, 3 C, T, V)``; the maps are noted in ``record``, where that is given."""
        query, key = _queries_and_keys(self.query_key(x + self.place.to(x.dtype)))  # (B, 3, r, T, V)
        query, key = query.flatten(2, 3), key.flatten(2, 3)
        # The mean over frames and channels of what is compared, so that its size depends on neither.
        weights = torch.tanh(query.transpose(2, 3) @ key / query.shape[2])  # (B, 3, V target, V source)
        note_adapted(record, self.shared, self.alpha, weights[:, :, None])
        topology = self.shared + self.alpha.view(-1, 1, 1) * weights
        sources = x.flatten(1, 2)[:, None]  # (B, 1, C T, V)
        out = sources @ topology.to(x.dtype).transpose(2, 3)  # (B, 3, C T, V)
        return out.unflatten(2, x.shape[1:3]).flatten(1, 2)


class TemporalAttention(nn.Module):
    """Every frame looks at all: ``(B, C, T, V)`` -> ``(B, 3 C, T, V)``, the heads side by side."""

    place: Tensor  # (C, T, 1): the encoding of the frame alone, the same for all joints

    def __init__(self, channels: int, reduced: int, frames: int) -> None:
        super().__init__()
        self.query_key = Pointwise(channels, 2 * HEADS * reduced)
        self.alpha = nn.Parameter(torch.ones(HEADS))
        self.register_buffer("place", waves(channels, frames)[:, :, None], persistent=False)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, 3 C, T, V)``; the map is noted in ``record``, where that is given."""
        query, key = _queries_and_keys(self.query_key(x + self.place.to(x.dtype)))  # (B, 3, r, T, V)
        query, key = query.transpose(2, 3).flatten(3), key.transpose(2, 3).flatten(3)  # (B, 3, T, r V)
        weights = torch.tanh(query @ key.transpose(2, 3) / query.shape[3])  # (B, 3, T query, T key)
        if record is not None:
            sizes = weights.abs() + torch.finfo(weights.dtype).tiny
            record["attention"] = (sizes / sizes.sum(dim=3, keepdim=True))[:, None]
        weights = (self.alpha.view(-1, 1, 1) * weights).to(x.dtype)
        moments = x.transpose(1, 2).flatten(2)  # (B, T, C V)
        out = (weights.flatten(1, 2) @ moments).unflatten(2, (x.shape[1], JOINTS)).unflatten(1, (HEADS, -1))
        return out.transpose(2, 3).flatten(1, 2)


def _queries_and_keys(both: Tensor) -> tuple[Tensor, Tensor]:
    """``(B, 2 * 3 * r, T, V)`` -> two of ``(B, 3, r, T, V)``."""
    query, key = both.unflatten(1, (2, HEADS, -1)).unbind(1)
    return query, key
