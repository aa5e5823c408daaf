"""Parts that several of the compared architectures are made of, each standing once: the graph in three subsets, the
convolutions over time, the normalisation joint by joint, the residual connection, the block of both, the encoding of
places. Shapes are those of ``skeleton_network``."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import Shape
from recognizer.network.pointwise import Pointwise
from recognizer.network.trace import Record
from recognizer.skeleton.joints import BONES, JOINTS

SUBSETS = 3  # of the neighbours of a joint


def spatial_partition() -> Tensor:
    """The "spatial configuration" of ST-GCN's section 3.3, float32 ``(3, V target, V source)``: a joint itself; its
    neighbour nearer to the root; its neighbours farther from it. Each joint takes the mean over a subset's sources.

    The paper's two-sided normalisation has no finite value for the root, which has no neighbour nearer to itself.
    """
    subsets = np.zeros((SUBSETS, JOINTS, JOINTS), np.float32)
    subsets[0] = np.eye(JOINTS)
    for joint, parent in BONES:
        subsets[1, joint, parent] = subsets[2, parent, joint] = 1
    return torch.from_numpy(subsets / np.maximum(subsets.sum(axis=2, keepdims=True), 1))


class TemporalConv(nn.Module):
    """A convolution over time and a batch normalisation: ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 9, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            inputs,
            outputs,
            (kernel, 1),
            stride=(stride, 1),
            padding=(dilation * (kernel - 1) // 2, 0),
            dilation=(dilation, 1),
        )
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""
        return self.norm(self.conv(x))


class MultiScaleTemporal(nn.Module):
    """Side by side, each with its share of the channels: convolutions over time with several dilations, the maximum of
    three frames, and the frame alone; ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``.

    MS-G3D's section 3.4, figure 3d; CTR-GCN has a narrower one (section 3.4). ``outputs`` must be divisible by the
    number of dilations and two more.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, dilations: Sequence[int], stride: int = 1) -> None:
        super().__init__()
        part = outputs // (len(dilations) + 2)
        self.parts = [part] * (len(dilations) + 1)
        reduced = sum(self.parts)
        # The 1x1 convolutions that go before all but the last branch are one.
        self.reduce = nn.Sequential(Pointwise(inputs, reduced), nn.BatchNorm2d(reduced), nn.ReLU())
        self.scales = nn.ModuleList(TemporalConv(part, part, kernel, stride, dilation) for dilation in dilations)
        self.maximum = nn.Sequential(nn.MaxPool2d((3, 1), (stride, 1), (1, 0)), nn.BatchNorm2d(part))
        self.frame = nn.Sequential(Pointwise(inputs, part, stride=stride), nn.BatchNorm2d(part))

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""
        *scaled, pooled = self.reduce(x).split(self.parts, dim=1)
        convolved = [scale(part) for scale, part in zip(self.scales, scaled, strict=True)]
        return torch.cat([*convolved, self.maximum(pooled), self.frame(x)], dim=1)


def quiet_norm(channels: int) -> nn.BatchNorm2d:
    """A batch normalisation that lets hardly anything pass at the start, so that what it ends begins as its residual
    connection (2s-AGCN and what came after it)."""
    norm = nn.BatchNorm2d(channels)
    nn.init.constant_(norm.weight, 1e-6)
    return norm


class JointNorm(nn.Module):
    """A batch normalisation of every channel of every joint by itself, over bodies and frames: ``(B, C, T, V)`` -> the
    same shape."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(channels * JOINTS)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> the same shape."""
        by_frame = x.transpose(1, 2)  # (B, T, C, V)
        return self.norm(by_frame.flatten(0, 1).flatten(1)).view_as(by_frame).transpose(1, 2)


def residual(inputs: int, outputs: int, stride: int = 1, own: bool = False) -> nn.Module:
    """What carries ``(B, C_in, T, V)`` over to ``(B, C_out, T/s, V)``: the identity, where that fits, unless it is to
    have weights of its own all the same."""
    if inputs == outputs and stride == 1 and not own:
        return nn.Identity()
    return nn.Sequential(Pointwise(inputs, outputs, stride=stride), nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """Space, then time, with a residual connection around both, but in the first block:
    ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``.

    ``space``: a module ``(x, record | None) -> x`` from C_in to C_out channels. ``time``: one from T to T/s frames.
    ``shape``: C_in, C_out and s.
    """

    def __init__(self, space: nn.Module, time: nn.Module, shape: tuple[int, int, int], first: bool) -> None:
        super().__init__()
        self.space, self.time = space, time
        self.residual = None if first else residual(*shape)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; the maps are noted in ``record``, where that is given."""
        out = self.time(self.space(x, record))
        return functional.relu(out if self.residual is None else out + self.residual(x))


def waves(channels: int, places: int) -> Tensor:
    """The encoding of a place by sines and cosines of wave lengths from 2 pi to 20,000 pi places, float32
    ``(channels, places)`` (Vaswani et al., "Attention Is All You Need", section 3.5)."""
    rate = 10_000.0 ** (-torch.arange(0, channels, 2) / channels)
    angle = rate[:, None] * torch.arange(places)[None, :]
    return torch.stack([angle.sin(), angle.cos()], dim=1).flatten(0, 1)[:channels]


def ten_blocks(config: Shape, channels: int) -> list[tuple[int, int, int]]:
    """(input channels, output channels, stride in time) of the ten blocks that 2s-AGCN and what came after it have."""
    w = config.width
    outputs = [w] * 4 + [2 * w] * 3 + [4 * w] * 3
    inputs = [channels, *outputs[:-1]]
    return [(i, o, 2 if number in (5, 8) else 1) for number, (i, o) in enumerate(zip(inputs, outputs), start=1)]


def note_fixed(record: Record | None, adjacency: Tensor) -> None:
    """Note adjacencies ``(F, V target, V source)`` that are the same for every body."""
    if record is not None:
        maps = adjacency[None, :, None]
        record |= {
            "shared": adjacency,
            "alpha": adjacency.new_zeros(len(adjacency)),
            "dynamic": torch.zeros_like(maps),
            "topology": maps,
        }


def note_adapted(record: Record | None, shared: Tensor, alpha: Tensor, dynamic: Tensor) -> None:
    """Note adjacencies that are ``shared`` ``(F, V, V)`` plus ``alpha`` ``(F,)`` times ``dynamic``
    ``(B, F, 1 or C/F, V, V)``, a body's own."""
    if record is not None:
        topology = shared[None, :, None] + alpha.view(1, -1, 1, 1, 1) * dynamic
        record |= {"shared": shared, "alpha": alpha, "dynamic": dynamic, "topology": topology}
