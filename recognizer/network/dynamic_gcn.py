"""Dynamic GCN: beside the static graph, one that a small network reads off all joints of the whole clip at once.

"Dynamic GCN: Context-enriched Topology Learning for Skeleton-based Action Recognition", Ye, Pu, Zhong, Li, Xie and
Tang, ACM Multimedia 2020.

Where the paper is brief, the authors' own program is followed: after blocks 5 and 8 the joints become fewer, and each
graph convolution ends in gates for joints, moments and channels, as those of "Skeleton-Based Action Recognition with
Multi-Stream Adaptive Graph Convolutional Networks" (Shi, Zhang, Cheng and Lu, 2020) do. The fewer joints are mixtures
without a place in the body, so that blocks between them note no adjacency.
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
from recognizer.skeleton.joints import JOINTS

KEPT = 0.6  # as many times the joints are left where they become fewer: 25, 15, 9
GATE_KERNEL = 9  # frames that decide on a moment's gate
GATE_REDUCTION = 2  # by which the channels' gates are decided on with fewer channels


class DynamicGCN(SkeletonNetwork):
    """The whole of one stream; ``config``: of the kind "dynamic-gcn"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks, frames, joints = [], config.frames, JOINTS
        for number, shape in enumerate(ten_blocks(config, config.channels)):
            inputs, outputs, stride = shape
            space = ContextGraphConv(inputs, outputs, frames, joints)
            time = TemporalConv(outputs, outputs, stride=stride)
            fewer = int(joints * KEPT) if stride > 1 else joints
            blocks.append(ContextBlock(space, time, shape, number == 0, joints, fewer))
            frames, joints = -(-frames // stride), fewer
        super().__init__(config, blocks, features=4 * config.width)
        for module in self.modules():
            if isinstance(module, Gates):
                module.start_half_open()


class ContextBlock(Block):
    """Space, then time, then fewer joints, where these differ: ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V')``."""

    mixes_joints_by_topology = False  # the gates see all joints too

    def __init__(
        self, space: nn.Module, time: nn.Module, shape: tuple[int, int, int], first: bool, joints: int, fewer: int
    ) -> None:
        super().__init__(space, time, shape, first)
        self.project = nn.Identity() if joints == fewer else JointProjection(shape[1], joints, fewer)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V')``; the maps are noted in ``record``, where that is given."""
        projected: Tensor = self.project(super().forward(x, record))
        return projected


class JointProjection(nn.Module):
    """Fewer joints, each a learned mixture of all: ``(B, C, T, V)`` -> ``(B, C, T, V')``."""

    def __init__(self, channels: int, joints: int, fewer: int) -> None:
        super().__init__()
        self.mix = nn.Linear(joints, fewer, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, C, T, V')``."""
        return self.norm(self.mix(x))


class ContextGraphConv(nn.Module):
    """Graph convolutions by the static topology and by the dynamic one, added up, then the gates:
    ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``. ``frames``, ``joints``: T and V."""

    def __init__(self, inputs: int, outputs: int, frames: int, joints: int) -> None:
        super().__init__()
        whole = joints == JOINTS
        # Starts as the body's graph, and, between joints that are none of the body's, from next to nothing.
        start = spatial_partition() if whole else torch.full((SUBSETS, joints, joints), 1e-6)
        self.static = nn.Parameter(start)  # (3, V target, V source)
        self.context = ContextEncoder(inputs, frames, joints)
        self.share = nn.Parameter(torch.ones(1))  # lambda, of the dynamic topology
        self.transform = Pointwise(inputs, (SUBSETS + 1) * outputs)  # W for each topology, side by side
        self.norm = quiet_norm(outputs)
        self.residual = residual(inputs, outputs)
        self.gates = Gates(outputs, joints)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        dynamic = self.context(x)  # (B, V target, V source)
        if len(self.static[0]) == JOINTS:
            self._note(record, dynamic)
        parts = self.transform(x).unflatten(1, (SUBSETS + 1, -1))  # (B, 4, C_out, T, V)
        by_static = torch.einsum("bkctv,kwv->bctw", parts[:, :SUBSETS], self.static.to(parts.dtype))
        by_dynamic = torch.einsum("bctv,bwv->bctw", parts[:, SUBSETS], (self.share * dynamic).to(parts.dtype))
        out = self.norm(by_static + by_dynamic)
        return self.gates(functional.relu(out + self.residual(x)))

    def _note(self, record: Record | None, dynamic: Tensor) -> None:
        """The static topologies are shared and have nothing dynamic, the last one is dynamic alone."""
        if record is not None:
            shared = torch.cat([self.static, torch.zeros_like(self.static[:1])])
            alpha = torch.cat([self.share.new_zeros(SUBSETS), self.share])
            dynamic = dynamic[:, None, None]  # (B, 1, 1, V, V)
            still = torch.zeros_like(dynamic).expand(-1, SUBSETS, -1, -1, -1)
            note_adapted(record, shared, alpha, torch.cat([still, dynamic], dim=1))


class ContextEncoder(nn.Module):
    """CeN, the context-encoding network: one topology for each body, ``(B, C, T, V)`` -> ``(B, V target, V source)``.
    Channels and frames are weighed and summed up; what is left, one number for each joint, is all that decides, so that
    how two joints are linked depends on all others as well."""

    def __init__(self, channels: int, frames: int, joints: int) -> None:
        super().__init__()
        self.over_channels = Pointwise(channels, 1)
        self.over_time = nn.Linear(frames, 1)
        self.norm = nn.BatchNorm1d(joints)
        self.over_joints = nn.Linear(joints, joints * joints)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, V target, V source)``: the squares of what a joint hears sum to 1."""
        joints = self.over_time(self.over_channels(x).squeeze(1).transpose(1, 2)).squeeze(2)  # (B, V)
        topology = self.over_joints(self.norm(joints)).unflatten(1, (x.shape[3], -1))
        return functional.normalize(topology, dim=2)


class Gates(nn.Module):
    """How much counts each joint, then each moment, then each channel: every one is multiplied by 1 to 2.
    ``(B, C, T, V)`` -> the same shape."""

    def __init__(self, channels: int, joints: int) -> None:
        super().__init__()
        self.joint = nn.Conv1d(channels, 1, joints, padding=joints // 2)  # every joint's neighbours in the list
        self.moment = nn.Conv1d(channels, 1, GATE_KERNEL, padding=GATE_KERNEL // 2)
        self.squeeze = nn.Linear(channels, channels // GATE_REDUCTION)
        self.channel = nn.Linear(channels // GATE_REDUCTION, channels)

    def start_half_open(self) -> None:
        """Let every gate be a half before training, whatever comes."""
        for gate in (self.joint, self.moment, self.channel):
            nn.init.zeros_(gate.weight)
            assert gate.bias is not None
            nn.init.zeros_(gate.bias)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T, V)`` -> the same shape."""
        x = x * (1 + torch.sigmoid(self.joint(x.mean(dim=2)))).unsqueeze(2)
        x = x * (1 + torch.sigmoid(self.moment(x.mean(dim=3)))).unsqueeze(3)
        channel = self.channel(functional.relu(self.squeeze(x.mean(dim=(2, 3)))))
        return x * (1 + torch.sigmoid(channel))[:, :, None, None]
