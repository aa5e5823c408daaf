"""ST-TR: self-attention between the joints of a frame in one stream, between the moments of a joint in the other.

"Skeleton-Based Action Recognition via Spatial and Temporal Transformer Networks", Plizzari, Cannici and Matteucci,
Computer Vision and Image Understanding 2021.

The paper trains its two streams, S-TR and T-TR, one by one and adds their scores (section 4.3). Here they are one
network that is trained at once: every block has both of them, in two halves of the channels that never meet, and since
the last layer is linear, its logits are the sum of two streams' logits.
"""

from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import Block, JointNorm, TemporalConv, note_adapted, residual, ten_blocks
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.st_gcn import GraphConv
from recognizer.network.trace import Record
from recognizer.skeleton.joints import JOINTS

CONVOLUTIONAL = 4  # blocks without attention that both streams begin with
HEADS = 8
NARROWER = 4  # all heads' queries together have so many times fewer channels than the block; their keys too
DROPPED = 0.5  # share of features that a convolution over time does not see in training; of keys, DropAttention


class STTR(SkeletonNetwork):
    """Both streams; ``config``: of the kind "st-tr"."""

    def __init__(self, config: OtherConfig) -> None:
        shapes = ten_blocks(config, config.channels)
        blocks = [Streams(shape, number) for number, shape in enumerate(shapes, start=1)]
        super().__init__(config, blocks, features=2 * 4 * config.width)


class Streams(nn.Module):
    """A block of S-TR and one of T-TR side by side: ``(B, 2 C_in, T, V)``, in the first block ``(B, C_in, T, V)``,
    -> ``(B, 2 C_out, T/s, V)``."""

    def __init__(self, shape: tuple[int, int, int], number: int) -> None:
        super().__init__()
        inputs, outputs, stride = shape
        attends, self.first = number > CONVOLUTIONAL, number == 1
        space = AttentiveSpace(inputs, outputs) if attends else ConvolvedSpace(inputs, outputs)
        self.spatial = StreamBlock(space, ConvolvedTime(outputs, stride), shape, self.first)
        time = AttentiveTime(outputs, stride) if attends else ConvolvedTime(outputs, stride)
        self.temporal = StreamBlock(ConvolvedSpace(inputs, outputs), time, shape, self.first)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """The maps are noted in ``record``, where that is given: the adjacencies of S-TR, then those of T-TR."""
        for_spatial, for_temporal = (x, x) if self.first else x.chunk(2, dim=1)
        if record is None:
            return torch.cat([self.spatial(for_spatial), self.temporal(for_temporal)], dim=1)
        of_spatial: Record = {}
        of_temporal: Record = {}
        out = torch.cat([self.spatial(for_spatial, of_spatial), self.temporal(for_temporal, of_temporal)], dim=1)
        record |= side_by_side(of_spatial, of_temporal)
        return out


def side_by_side(spatial: Record, temporal: Record) -> Record:
    """The notes of both streams as one block's; attention over time has T-TR alone."""
    joined = {name: torch.cat([spatial[name], temporal[name]]) for name in ("shared", "alpha")}
    for name in ("dynamic", "topology"):
        bodies = max(len(spatial[name]), len(temporal[name]))  # what is the same for all bodies is noted once
        joined[name] = torch.cat([notes[name].expand(bodies, -1, -1, -1, -1) for notes in (spatial, temporal)], dim=1)
    return {**temporal, **joined}


class StreamBlock(Block):
    """A block whose module over time notes its maps too."""

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; the maps are noted in ``record``, where that is given."""
        out = self.time(self.space(x, record), record)
        return functional.relu(out if self.residual is None else out + self.residual(x))


class ConvolvedSpace(nn.Module):
    """ST-GCN's graph convolution, a normalisation and a ReLU: ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = GraphConv(inputs, outputs)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        return functional.relu(self.norm(self.conv(x, record)))


class ConvolvedTime(nn.Module):
    """A convolution over time and a ReLU: ``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""

    def __init__(self, channels: int, stride: int) -> None:
        super().__init__()
        self.dropout = nn.Dropout(DROPPED)
        self.conv = TemporalConv(channels, channels, stride=stride)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, C, T/s, V)``; nothing is noted in ``record``."""
        return functional.relu(self.conv(self.dropout(x)))


class AttentiveSpace(nn.Module):
    """Spatial self-attention, SSA (section 4.1): in every frame by itself, each joint looks at all joints.
    ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.attention = SelfAttention(inputs, outputs, among="joints")
        self.norm = nn.BatchNorm2d(outputs)
        self.carries_over = inputs == outputs

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """The adjacency of each head, its mean over the frames, is noted in ``record``, where that is given."""
        out, weights = self.attention(x)  # weights: (B, H, T, V target, V source)
        nothing_shared = weights.new_zeros(HEADS, JOINTS, JOINTS)
        note_adapted(record, nothing_shared, weights.new_ones(HEADS), weights.mean(dim=2, keepdim=True))
        return functional.relu(self.norm(out + x if self.carries_over else out))


class AttentiveTime(nn.Module):
    """Temporal self-attention, TSA (section 4.2): for every joint by itself, each moment looks at all moments, of which
    there are s times fewer than frames. ``(B, C, T, V)`` -> ``(B, C, T/s, V)``."""

    def __init__(self, channels: int, stride: int) -> None:
        super().__init__()
        self.attention = SelfAttention(channels, channels, among="moments", stride=stride)
        self.norm = nn.BatchNorm2d(channels)
        self.residual = residual(channels, channels, stride)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """Attention's map, its mean over the joints, is noted in ``record``, where that is given."""
        out, weights = self.attention(x)  # weights: (B, H, V, T query, T key)
        if record is not None:
            record["attention"] = weights.mean(dim=2).unsqueeze(1)  # (B, 1, H, T query, T key)
        return functional.relu(self.norm(out + self.residual(x)))


class SelfAttention(nn.Module):
    """Multi-head self-attention among the joints of each frame, or among the moments of each joint: s frames are one
    moment. ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""

    def __init__(self, inputs: int, outputs: int, among: Literal["joints", "moments"], stride: int = 1) -> None:
        super().__init__()
        self.among, self.stride = among, stride
        self.parts = [outputs // NARROWER, outputs // NARROWER, outputs]
        self.norm = JointNorm(inputs)
        self.project = nn.Conv2d(inputs, sum(self.parts), (stride, 1), stride=(stride, 1))  # W_q, W_k and W_v
        self.fuse = Pointwise(outputs, outputs)  # W_o, of all heads

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``, and who looks at whom: ``(B, H, T, V, V)`` or
        ``(B, H, V, T/s, T/s)``, rows summing to 1."""
        lacking = -x.shape[2] % self.stride  # frames to the next whole moment
        parts = self.project(functional.pad(self.norm(x), (0, 0, 0, lacking))).split(self.parts, dim=1)
        query, key, value = (self._by_token(part) for part in parts)
        weights = torch.softmax((query * query.shape[-1] ** -0.5) @ key.transpose(-2, -1), dim=-1)
        out = (self._some_dropped(weights).to(value.dtype) @ value).movedim(-1, 2).flatten(1, 2)
        return self.fuse(out.transpose(2, 3) if self.among == "moments" else out), weights

    def _by_token(self, part: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, H, T, V, C/H)`` or ``(B, H, V, T, C/H)``, the tokens last but one."""
        part = part.transpose(2, 3) if self.among == "moments" else part
        return part.unflatten(1, (HEADS, -1)).movedim(2, -1)

    def _some_dropped(self, weights: Tensor) -> Tensor:
        """In training, without some of the tokens that are looked at; rows still sum to 1 (DropAttention)."""
        if not self.training:
            return weights
        weights = weights * functional.dropout(torch.ones_like(weights[..., :1, :]), DROPPED)
        return weights / weights.sum(dim=-1, keepdim=True).clamp(min=1e-6)
