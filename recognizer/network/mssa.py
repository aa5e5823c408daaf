"""MS-SA: multi-scale adaptive graph convolution over joints, multi-scale convolution and self-attention over time.

To be read beside the paper ("Multi-scale Self-Attention Convolutional Networks for Skeleton-Based Action Recognition",
Fang and Wang), from top to bottom in the paper's order; every equation is named where it is computed.

====================  ==========================  ==========
in the paper          here                        equations
====================  ==========================  ==========
section 3.2, MS-AGC   ``AdaptiveGraphConv``       2 to 7
section 3.3           ``TemporalAttention``       8
section 3.3           ``HybridTemporal``          9
section 3.4           ``Block``, ``MSSA``
====================  ==========================  ==========

Where the paper is silent or gives two versions, ``config.Architecture`` names the readings. Eq. 1, the normalised
adjacency, is ``recognizer.skeleton.joints.normalised_adjacency``.

Shapes: B bodies, C channels, T frames, V = 25 joints, F fragments, H heads, s the stride in time. Bodies of all clips
are packed into one batch with the index of the clip that each belongs to, so that a body that is not there costs
nothing and changes nothing.

Where the arithmetic is ordered otherwise than in the paper, it is for speed, and the result is the same
(docs/performance.md).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import NetworkConfig
from recognizer.network.parts import waves
from recognizer.network.pointwise import Pointwise, pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record
from recognizer.skeleton.joints import JOINTS, hop_adjacency, normalised_adjacency

ATTENDING = 2  # branches with attention: "for the first two branches" (section 3.3)


# ---------------------------------------------------------------- section 3.2: MS-AGC, the module over joints


class AdaptiveGraphConv(nn.Module):
    """MS-AGC, multi-scale adaptive graph convolution: ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``.

    ``inputs``, ``outputs``: C_in and C_out. All fragments are computed as one grouped operation; fragment k has the
    channels k C/F up to (k + 1) C/F.
    """

    def __init__(self, inputs: int, outputs: int, config: NetworkConfig) -> None:
        super().__init__()
        fragments = config.fragments
        reduced = max(outputs // 16, 4)  # channels of psi and phi in each fragment
        self.fragments, self.adaptive, self.order = fragments, config.adaptive, config.space_order
        self.divide = Pointwise(inputs, outputs)  # the 1x1 convolution that yields the fragments X_1 ... X_F
        self.transform = Pointwise(outputs, outputs, groups=fragments)  # M of Eq. 4
        self.psi = nn.Conv1d(outputs, fragments * reduced, 1, groups=fragments)
        self.phi = nn.Conv1d(outputs, fragments * reduced, 1, groups=fragments)
        self.correlate = Pointwise(fragments * reduced, outputs, groups=fragments)  # one Q for every channel
        self.shared = nn.Parameter(starting_topology(config), requires_grad=config.topology != "fixed")  # A_s
        self.sigma = torch.tanh if config.sigma == "tanh" else functional.relu
        self.alpha = nn.Parameter(torch.zeros(fragments if config.alphas == "fragment" else 1))  # of Eq. 6
        self.residual = nn.Identity() if inputs == outputs else Pointwise(inputs, outputs)
        self.norm = nn.BatchNorm2d(outputs)
        if self.order == "norm-then-sum":
            nn.init.constant_(self.norm.weight, 1e-6)  # the lineage's start: the block begins as its residual

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``; the maps are noted in ``record``, where that is given."""
        bodies, _, frames, joints = x.shape
        topology = self._topology(x, record)  # Eq. 5 and 6: (B or 1, C, V target, V source)
        weight, bias = self._composed()
        transformed = pointwise(x, weight, bias)  # Eq. 4: X', (B, C, T, V)
        # Eq. 7: out[target] = sum over sources of A-tilde[target, source] X'[source].
        topology = topology.expand(bodies, -1, -1, -1).reshape(-1, joints, joints)
        out = torch.bmm(transformed.view(-1, frames, joints), topology.transpose(1, 2))
        out = out.view(transformed.shape)  # Eq. 2: the fragments lie side by side already
        if self.order == "norm-then-sum":
            return functional.relu(self.norm(out) + self.residual(x))
        return functional.relu(self.norm(out + self.residual(x)))  # Eq. 3

    def _composed(self) -> tuple[Tensor, Tensor]:
        """Weight and bias of the division into fragments and Eq. 4 in one: both are linear, so that their product goes
        over ``x`` once instead of twice."""
        assert self.divide.bias is not None and self.transform.bias is not None
        outputs, inputs = self.divide.weight.shape[:2]
        part = outputs // self.fragments
        transform = self.transform.weight.view(self.fragments, part, part)
        weight = transform @ self.divide.weight.view(self.fragments, part, inputs)
        bias = transform @ self.divide.bias.view(self.fragments, part, 1)
        return weight.reshape(outputs, inputs, 1, 1), bias.reshape(outputs) + self.transform.bias

    def _topology(self, x: Tensor, record: Record | None) -> Tensor:
        """Eq. 6: A-tilde = A_s + alpha Q, ``(B, C, V target, V source)``; B is 1 where it is not adaptive."""
        channels = self.correlate.weight.shape[0]
        shared = self.shared.expand(self.fragments, -1, -1)  # A_s, (F, V, V)
        relation = self._relation(x) if self.adaptive else None
        if relation is None:
            topology = shared.repeat_interleave(channels // self.fragments, dim=0).unsqueeze(0)
        else:
            topology = self._adapted(relation, shared)
        if record is not None:
            by_fragment = topology.unflatten(1, (self.fragments, -1))
            if relation is None:
                dynamic = torch.zeros_like(by_fragment)
            else:
                dynamic = self.correlate(relation).unflatten(1, (self.fragments, -1))  # Q
            alpha = self.alpha.expand(self.fragments)
            record |= {"shared": shared, "alpha": alpha, "dynamic": dynamic, "topology": by_fragment}
        return topology

    def _relation(self, x: Tensor) -> Tensor:
        """Eq. 5: sigma(psi(x_i) - phi(x_j)) with i the target, ``(B, F r, V target, V source)``."""
        # The mean over time commutes with the 1x1 convolution, so it comes first and the rest is T times cheaper.
        pooled = pointwise(x.mean(dim=2), self.divide.weight, self.divide.bias)  # (B, C, V)
        target = pointwise(pooled, self.psi.weight, self.psi.bias, self.fragments)
        source = pointwise(pooled, self.phi.weight, self.phi.bias, self.fragments)
        return self.sigma(target.unsqueeze(3) - source.unsqueeze(2))

    def _adapted(self, relation: Tensor, shared: Tensor) -> Tensor:
        """Eq. 6 in one matrix product, where A_s and the constant 1 are two more relations beside those of Eq. 5: the
        tensor of all channels' topologies, as large as the activations, is written once. Q is ``correlate`` of the
        relations: alpha times its weights and bias, beside a weight of 1 for A_s."""
        assert self.correlate.bias is not None
        bodies, fragments = relation.shape[0], self.fragments
        relation = relation.reshape(bodies, fragments, -1, JOINTS * JOINTS)
        shared = shared.to(relation.dtype).reshape(fragments, 1, -1).expand(bodies, -1, -1, -1)
        relation = torch.cat([relation, shared, torch.ones_like(shared)], dim=2)
        alpha = self.alpha.view(-1, 1, 1)
        weight = alpha * self.correlate.weight.view(fragments, -1, self.correlate.weight.shape[1])
        bias = alpha * self.correlate.bias.view(fragments, -1, 1)
        weight = torch.cat([weight, torch.ones_like(bias), bias], dim=2)
        return pointwise(relation.flatten(1, 2), weight.flatten(0, 1), None, fragments).unflatten(2, (JOINTS, JOINTS))


def starting_topology(config: NetworkConfig) -> Tensor:
    """A_s before training, float32 ``(F, V target, V source)``, or ``(1, V, V)`` where all fragments share one."""
    if config.topology == "hops":
        return torch.stack([torch.from_numpy(hop_adjacency(hops)) for hops in range(1, config.fragments + 1)])
    count = 1 if config.topology == "one" else config.fragments
    return torch.from_numpy(normalised_adjacency()).repeat(count, 1, 1)


# ---------------------------------------------------------------- section 3.3: the hybrid module over time


class TemporalAttention(nn.Module):
    """Multi-head self-attention over time for the first two branches, Eq. 8: ``(B, 2 P, T, V)`` -> ``(B, 2 P, T/s, V)``
    for branches of P channels each.

    ``part``, ``stride``, ``frames``: P, s and T. As a rule, frames are the tokens and joints are folded into the
    features; in a strided block the queries are strided, keys and values are not, so that the map is T/s x T.
    """

    distance: Tensor  # int64 (T/s, T): where in ``distances`` the distance of each query to each key is
    waves: Tensor  # (2 P, T, 1)

    def __init__(self, part: int, stride: int, frames: int, config: NetworkConfig) -> None:
        super().__init__()
        self.heads, self.tokens = config.heads, config.tokens
        self.key_stride = stride if config.strided_keys else 1
        width = ATTENDING * part
        self.query = Pointwise(width, width, groups=ATTENDING, stride=stride)  # W^Q
        self.key_value = Pointwise(width, 2 * width, groups=ATTENDING, stride=self.key_stride)  # W^K and W^V
        head = part // self.heads  # channels of a head
        features = head * JOINTS if self.tokens == "frames" else head
        self.scale = (part if config.scale == "channels" else features) ** -0.5  # 1 / sqrt(C)
        self.gate = nn.Parameter(torch.zeros(ATTENDING, 1, 1, 1)) if config.attention_start == "gate" else None
        self.distances: nn.Parameter | None = None
        if config.place == "relative":  # one learned number for every head and distance in time
            query = torch.arange(0, frames, stride)
            distance = query[:, None] - torch.arange(0, frames, self.key_stride)[None, :] + frames - 1
            self.register_buffer("distance", distance, persistent=False)
            self.distances = nn.Parameter(torch.zeros(ATTENDING * self.heads, 2 * frames - 1))
        elif config.place == "sinusoidal":
            self.register_buffer("waves", waves(width, frames)[:, :, None], persistent=False)
        self.sinusoidal = config.place == "sinusoidal"

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """Out_1 and Out_2 of Eq. 8, side by side; the map is noted in ``record``, where that is given."""
        bodies, width, _, joints = x.shape
        if self.sinusoidal:
            x = x + self.waves.to(x.dtype)
        query = self._by_head(self.query(x))  # (B, 2 H, P/H, T/s, V)
        key, value = self.key_value(x).unflatten(1, (ATTENDING, 2, -1)).unbind(2)
        key, value = self._by_head(key.flatten(1, 2)), self._by_head(value.flatten(1, 2))
        frames, head = query.shape[3], query.shape[2]
        if self.tokens == "joints":
            query, key, value = (part.permute(0, 4, 1, 3, 2) for part in (query, key, value))  # (B, V, 2 H, T, P/H)
        else:
            if self.tokens == "averaged":
                query, key = query.mean(4, keepdim=True), key.mean(4, keepdim=True)
            query, key, value = (part.transpose(2, 3).flatten(3) for part in (query, key, value))  # (B, 2 H, T, P/H V)
        out = self._attend(query, key, value, record)
        if self.tokens == "joints":
            out = out.permute(0, 2, 4, 3, 1)
        else:
            out = out.view(bodies, -1, frames, head, joints).transpose(2, 3)
        out = out.reshape(bodies, width, frames, joints)  # the heads lie side by side: Out_1 and Out_2
        if self.gate is None:
            return out
        return (out.view(bodies, ATTENDING, -1, frames, joints) * self.gate).view_as(out)

    def _attend(self, query: Tensor, key: Tensor, value: Tensor, record: Record | None) -> Tensor:
        """Eq. 8: softmax(Q K^T / sqrt(C)) V, over the last two axes, ``(T/s, features)`` and ``(T, features)``."""
        bias = None if self.distances is None else self.distances[:, self.distance].to(query.dtype)  # (2 H, T/s, T)
        # The fused operation's backward pass in bf16 takes ten times that of its parts on a CPU (docs/performance.md).
        slow = query.device.type == "cpu" and query.dtype == torch.bfloat16
        if record is None and not slow:
            return functional.scaled_dot_product_attention(query, key, value, attn_mask=bias, scale=self.scale)
        scores = (query * self.scale) @ key.transpose(-2, -1)
        weights = torch.softmax(scores if bias is None else scores + bias, dim=-1)
        if record is not None:
            maps = weights.mean(dim=1) if self.tokens == "joints" else weights
            record["attention"] = maps.unflatten(1, (ATTENDING, self.heads))
        return weights.to(value.dtype) @ value

    def _by_head(self, x: Tensor) -> Tensor:
        """``(B, 2 P, T, V)`` -> ``(B, 2 H, P/H, T, V)``."""
        return x.unflatten(1, (ATTENDING * self.heads, -1))


class HybridTemporal(nn.Module):
    """Convolutions at several scales and attention over time: ``(B, C, T, V)`` -> ``(B, C, T/s, V)``.

    ``channels``, ``stride``, ``frames``: C, s and T. There is a branch for each dilation; the first two of them have
    attention besides.
    """

    def __init__(self, channels: int, stride: int, frames: int, config: NetworkConfig) -> None:
        super().__init__()
        part = channels // len(config.dilations)
        paired = part // 2 if config.attention and config.join == "narrow-pairs" else part
        self.parts = [paired if number < ATTENDING else part for number in range(len(config.dilations))]
        self.paired, self.attends_convolved = paired, config.attends == "convolutions"
        inner = sum(self.parts)
        # The parallel 1x1 convolutions that reduce the channels are one.
        self.branch = nn.Sequential(Pointwise(channels, inner, bias=False), nn.BatchNorm2d(inner), nn.ReLU())
        self.scales = nn.ModuleList(
            nn.Conv2d(
                width,
                width,
                (config.kernel, 1),
                stride=(stride, 1),
                padding=(dilation * (config.kernel - 1) // 2, 0),
                dilation=(dilation, 1),
                bias=False,
            )
            for width, dilation in zip(self.parts, config.dilations)
        )
        self.attention: TemporalAttention | None = None
        if config.attention:
            seen, step = (-(-frames // stride), 1) if self.attends_convolved else (frames, stride)
            self.attention = TemporalAttention(paired, step, seen, config)
        joined = inner + (ATTENDING * paired if config.attention else 0)
        self.joined_norm = nn.BatchNorm2d(joined)
        self.fuse = Pointwise(joined, channels, bias=False) if config.join == "six-parts" else None
        self.norm = nn.BatchNorm2d(channels) if config.join == "six-parts" else None

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, C, T/s, V)``; attention's map is noted in ``record``, where that is given."""
        branches = self.branch(x)
        parts = [scale(part) for scale, part in zip(self.scales, branches.split(self.parts, dim=1))]  # Conv_1 ...
        if self.attention is not None:
            paired = (
                torch.cat(parts[:ATTENDING], 1) if self.attends_convolved else branches[:, : ATTENDING * self.paired]
            )
            out1, out2 = self.attention(paired, record).chunk(ATTENDING, dim=1)
            parts = [out1, parts[0], out2, parts[1], *parts[2:]]
        joined = self.joined_norm(torch.cat(parts, dim=1))  # Eq. 9
        if self.fuse is None or self.norm is None:
            return joined
        return self.norm(self.fuse(functional.relu(joined)))

    def start_attention_near_zero(self) -> None:
        """Shrink the fusion weights of Out_1 and Out_2, so that training starts from the convolutions."""
        if self.fuse is not None and self.attention is not None and self.attention.gate is None:
            with torch.no_grad():
                self.fuse.weight[:, : self.paired] *= 1e-2
                self.fuse.weight[:, 2 * self.paired : 3 * self.paired] *= 1e-2


# ---------------------------------------------------------------- section 3.4: the whole


class Block(nn.Module):
    """Space, then time, with a residual connection around both: ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``.

    ``shape``: C_in, C_out and s. ``frames``: T. ``residual``: whether there is that connection.
    """

    def __init__(self, shape: tuple[int, int, int], frames: int, residual: bool, config: NetworkConfig) -> None:
        super().__init__()
        inputs, outputs, stride = shape
        self.space = AdaptiveGraphConv(inputs, outputs, config)
        self.time = HybridTemporal(outputs, stride, frames, config)
        self.residual: nn.Module | None = None  # the first block's: there are no features yet to carry over
        if residual and inputs == outputs and stride == 1:
            self.residual = nn.Identity()
        elif residual:
            self.residual = nn.Sequential(
                Pointwise(inputs, outputs, stride=stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; all maps are noted in ``record``, where that is given."""
        out = self.time(self.space(x, record), record)
        return functional.relu(out if self.residual is None else out + self.residual(x))


class MSSA(SkeletonNetwork):
    """The whole network: ten blocks, the mean over time and joints, the mean over the bodies of a clip, labels."""

    config: NetworkConfig

    def __init__(self, config: NetworkConfig) -> None:
        frames, blocks = config.frames, []
        for number, shape in enumerate(config.blocks()):
            blocks.append(Block(shape, frames, residual=number > 0, config=config))
            frames = -(-frames // shape[2])
        super().__init__(config, blocks, features=4 * config.width)
        for module in self.modules():
            if isinstance(module, HybridTemporal):
                module.start_attention_near_zero()
