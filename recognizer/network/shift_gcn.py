"""Shift-GCN: joints and moments meet by being shifted into each other's place, channel by channel; the only weights
that mix anything are those of 1x1 convolutions.

"Skeleton-Based Action Recognition with Shift Graph Convolutional Network", Cheng, Zhang, He, Chen, Cheng and Lu,
CVPR 2020.

No block has an adjacency: which joint hears which differs from channel to channel and is fixed, so that there is
nothing to note for a trace.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import Block, JointNorm, residual, ten_blocks
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record
from recognizer.skeleton.joints import JOINTS


class ShiftGCN(SkeletonNetwork):
    """The whole of it; ``config``: of the kind "shift-gcn"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks = []
        for number, shape in enumerate(ten_blocks(config, config.channels)):
            inputs, outputs, stride = shape
            blocks.append(Block(ShiftedJoints(inputs, outputs), ShiftedTime(outputs, stride), shape, first=number == 0))
        super().__init__(config, blocks, features=4 * config.width)


class ShiftedJoints(nn.Module):
    """The paper's non-local spatial shift graph convolution: shift, 1x1 convolution, shift back, with a residual
    connection: ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.shift_in = JointShift(inputs, direction=1)
        self.mask = nn.Parameter(torch.zeros(inputs, 1, JOINTS))  # M
        self.transform = Pointwise(inputs, outputs)
        self.shift_out = JointShift(outputs, direction=-1)
        self.norm = JointNorm(outputs)
        self.residual = residual(inputs, outputs)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; nothing is noted in ``record``."""
        # Each joint now holds a bit of every other; the mask says how much each of these bits counts.
        shifted = self.shift_in(x) * (torch.tanh(self.mask) + 1)
        out = self.norm(self.shift_out(self.transform(shifted)))
        return functional.relu(out + self.residual(x))


class JointShift(nn.Module):
    """Channel i of every joint comes from the joint i places further in the list of joints (``direction`` 1) or i
    places before it (-1), in a circle: every joint gets an equal part of all others. One undoes the other."""

    source: Tensor  # int64 (C, 1, V)

    def __init__(self, channels: int, direction: int) -> None:
        super().__init__()
        places = torch.arange(channels)[:, None, None] * direction
        self.register_buffer("source", (torch.arange(JOINTS) + places) % JOINTS, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> the same shape."""
        return x.gather(3, self.source.expand_as(x))


class ShiftedTime(nn.Module):
    """The paper's adaptive temporal shift graph convolution: shift, 1x1 convolution, shift, the second of them
    with a stride: ``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""

    def __init__(self, channels: int, stride: int) -> None:
        super().__init__()
        self.norm_in = nn.BatchNorm2d(channels)
        self.shift_in = TimeShift(channels)
        self.transform = Pointwise(channels, channels)
        self.shift_out = TimeShift(channels, stride)
        self.norm_out = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""
        out = self.transform(self.shift_in(self.norm_in(x)))
        return self.norm_out(self.shift_out(functional.relu(out)))


class TimeShift(nn.Module):
    """Every channel is moved in time by a learned number of frames, which need not be whole: a value between two frames
    is interpolated. ``(B, C, T, V)`` -> ``(B, C, T/s, V)``; what lies beyond the clip is zero."""

    def __init__(self, channels: int, stride: int = 1) -> None:
        super().__init__()
        self.stride = stride
        self.frames = nn.Parameter(torch.empty(channels).uniform_(-1, 1))  # S, positive: from later frames

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""
        times = torch.arange(x.shape[2], device=x.device)
        middle = (self.stride - 1) / 2  # of the frames that become one
        wanted = times[:: self.stride] + middle + self.frames[:, None]  # (C, T/s)
        # A frame's weight is 1 - its distance from the wanted moment, where that is positive: 1 - lambda and lambda for
        # the two frames around it, with their gradient in S, and no index that would have to be rounded.
        weights = functional.relu(1 - (wanted[:, :, None] - times).abs())  # (C, T/s, T)
        return torch.einsum("bctv,cqt->bcqv", x, weights.to(x.dtype))
