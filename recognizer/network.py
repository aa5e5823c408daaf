"""MS-SA: multi-scale adaptive graph convolution over joints, multi-scale convolution and self-attention over time.

Read it top to bottom beside the paper ("Multi-scale Self-Attention Convolutional Networks for Skeleton-Based Action
Recognition", Fang and Wang); every equation is named where it is computed. Shapes: B bodies, C channels, T frames,
V = 25 joints, F fragments, H heads.

Bodies of all clips are packed into one batch with the index of the clip that each belongs to, so that a body that is
not there costs nothing and changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.joints import JOINTS, normalised_adjacency

BRANCHES_WITH_ATTENTION = 2  # "for the first two branches" (section 3.3)


@dataclass(frozen=True)
class NetworkConfig:
    """The shape of the network. The defaults are the paper's; ``width`` scales every block's channels.

    What the paper leaves open is decided so: sigma in Eq. 5 is tanh; A_s is one learned 25x25 matrix per fragment, all
    starting from the normalised physical graph; alpha is one number per fragment, starting at 0; Eq. 7 is read with
    the A-tilde of Eq. 6; attention attends to the 1x1 branches, its tokens are frames with the joints folded into the
    features, scaled by the root of a head's width; its fusion weights start near 0.
    """

    labels: int
    channels: int = 3
    frames: int = 64
    width: int = 64
    fragments: int = 4
    heads: int = 4
    kernel: int = 3
    dilations: tuple[int, ...] = (1, 2, 3, 4)
    adaptive: bool = True  # False: alpha * Q is left out, a plain graph convolution with learned A_s
    attention: bool = True  # False: no temporal self-attention
    dropout: float = 0.0  # before the last linear layer; the paper has none

    def blocks(self) -> list[tuple[int, int, int]]:
        """(input channels, output channels, stride in time) of the ten blocks (section 3.4)."""
        w = self.width
        inputs = [self.channels, w, w, w, w, 2 * w, 2 * w, 2 * w, 4 * w, 4 * w]
        outputs = [w, w, w, w, 2 * w, 2 * w, 2 * w, 4 * w, 4 * w, 4 * w]
        return [(i, o, 2 if number in (5, 8) else 1) for number, (i, o) in enumerate(zip(inputs, outputs), start=1)]


@dataclass(frozen=True, eq=False)
class BlockTrace:
    """What one block computed, for looking at.

    ``shared`` A_s ``(F, V target, V source)``; ``alpha`` ``(F,)``; ``dynamic`` Q and ``topology`` A-tilde, both
    ``(B, F, C/F, V target, V source)``; ``attention`` ``(B, branch, head, T query, T key)``, rows summing to 1
    (empty where the network has no attention, as ``dynamic`` is zero where it is not adaptive).
    """

    shared: Tensor
    alpha: Tensor
    dynamic: Tensor
    topology: Tensor
    attention: Tensor


class AdaptiveGraphConv(nn.Module):
    """MS-AGC, Eq. 2 to 7, all fragments as one grouped operation: (B, C_in, T, V) -> (B, C_out, T, V)."""

    def __init__(self, inputs: int, outputs: int, config: NetworkConfig) -> None:
        super().__init__()
        fragments = config.fragments
        reduced = max(outputs // 16, 4)  # psi and phi's width per fragment
        self.fragments, self.adaptive = fragments, config.adaptive
        self.divide = nn.Conv2d(inputs, outputs, 1)  # the 1x1 convolution that yields the fragments X_1..X_4
        self.transform = nn.Conv2d(outputs, outputs, 1, groups=fragments)  # M of Eq. 4
        self.psi = nn.Conv1d(outputs, fragments * reduced, 1, groups=fragments)
        self.phi = nn.Conv1d(outputs, fragments * reduced, 1, groups=fragments)
        self.correlate = nn.Conv2d(fragments * reduced, outputs, 1, groups=fragments)  # one Q for every channel
        self.shared = nn.Parameter(torch.from_numpy(normalised_adjacency()).repeat(fragments, 1, 1))  # A_s
        self.alpha = nn.Parameter(torch.zeros(fragments))
        self.residual = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
        bodies, _, frames, joints = x.shape
        topology = self._topology(x, trace)  # (B or 1, F, C/F, V, V)
        # Eq. 4. Division and transformation are both linear, so they are composed first: one pass over x, not two.
        weight, bias = self._composed()
        transformed = functional.conv2d(x, weight, bias)  # X', (B, C, T, V)
        channels = transformed.shape[1]
        # Eq. 7 with Eq. 6: out[target] = sum over sources of A-tilde[target, source] X'[source].
        matrix = topology.expand(bodies, -1, channels // self.fragments, -1, -1).reshape(-1, joints, joints)
        out = torch.bmm(transformed.reshape(-1, frames, joints), matrix.transpose(1, 2))
        out = out.view(bodies, channels, frames, joints)  # Eq. 2: the fragments lie side by side already
        return functional.relu(self.norm(out + self.residual(x)))  # Eq. 3

    def _composed(self) -> tuple[Tensor, Tensor]:
        outputs, inputs = self.divide.weight.shape[:2]
        part = outputs // self.fragments
        transform = self.transform.weight.view(self.fragments, part, part)
        weight = transform @ self.divide.weight.view(self.fragments, part, inputs)
        bias = transform @ self.divide.bias.view(self.fragments, part, 1)
        return weight.reshape(outputs, inputs, 1, 1), bias.reshape(outputs) + self.transform.bias

    def _topology(self, x: Tensor, trace: dict[str, Tensor] | None) -> Tensor:
        """A-tilde = A_s + alpha Q (Eq. 6), (B, F, C/F, V target, V source)."""
        shared = self.shared[None, :, None]  # (1, F, 1, V, V)
        if self.adaptive:
            # The mean over time commutes with the 1x1 convolution, so it comes first and the rest is T times cheaper.
            pooled = functional.conv1d(x.mean(dim=2), self.divide.weight.squeeze(-1), self.divide.bias)  # (B, C, V)
            target, source = self.psi(pooled), self.phi(pooled)
            relation = torch.tanh(target.unsqueeze(3) - source.unsqueeze(2))  # Eq. 5, (B, F r, V target, V source)
            dynamic = self.correlate(relation).unflatten(1, (self.fragments, -1))  # Q
            topology = shared + self.alpha.view(1, -1, 1, 1, 1) * dynamic
        else:
            dynamic, topology = torch.zeros_like(shared), shared
        if trace is not None:
            trace |= {"shared": self.shared, "alpha": self.alpha, "dynamic": dynamic, "topology": topology}
        return topology


class TemporalAttention(nn.Module):
    """Multi-head self-attention over time for the first two branches, Eq. 8: (B, 2 C/4, T, V) -> (B, 2 C/4, T/s, V).

    Frames are the tokens, joints are folded into the features. In a strided block the queries are strided, keys and
    values are not, so that its map is T/s x T.
    """

    def __init__(self, part: int, heads: int, stride: int) -> None:
        super().__init__()
        self.heads, self.stride = heads, stride
        width = BRANCHES_WITH_ATTENTION * part
        self.query = nn.Conv2d(width, width, 1, groups=BRANCHES_WITH_ATTENTION, stride=(stride, 1))
        self.key_value = nn.Conv2d(width, 2 * width, 1, groups=BRANCHES_WITH_ATTENTION)

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
        query = self._tokens(self.query(x))  # (B, 2 H, T/s, C/4/H V)
        key, value = self.key_value(x).unflatten(1, (BRANCHES_WITH_ATTENTION, 2, -1)).unbind(2)
        key, value = self._tokens(key.flatten(1, 2)), self._tokens(value.flatten(1, 2))  # (B, 2 H, T, C/4/H V)
        if trace is None:
            out = functional.scaled_dot_product_attention(query, key, value)
        else:
            weights = torch.softmax(query @ key.transpose(2, 3) / query.shape[-1] ** 0.5, dim=-1)
            trace["attention"] = weights.unflatten(1, (BRANCHES_WITH_ATTENTION, self.heads))
            out = weights @ value
        bodies, groups, frames, _ = out.shape
        out = out.view(bodies, groups, frames, -1, JOINTS).transpose(2, 3)  # (B, 2 H, C/4/H, T/s, V)
        return out.reshape(bodies, -1, frames, JOINTS)

    def _tokens(self, x: Tensor) -> Tensor:
        """(B, 2 C/4, T, V) -> (B, 2 H, T, C/4/H * V): one token per frame and head."""
        return x.unflatten(1, (BRANCHES_WITH_ATTENTION * self.heads, -1)).transpose(2, 3).flatten(3)


class HybridTemporal(nn.Module):
    """Multi-scale convolution over time and self-attention, Eq. 8 and 9: (B, C, T, V) -> (B, C, T/s, V)."""

    def __init__(self, channels: int, stride: int, config: NetworkConfig) -> None:
        super().__init__()
        part = channels // len(config.dilations)
        self.branch = nn.Sequential(nn.Conv2d(channels, channels, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU())
        self.scales = nn.ModuleList(
            nn.Conv2d(
                part,
                part,
                (config.kernel, 1),
                stride=(stride, 1),
                padding=(dilation * (config.kernel - 1) // 2, 0),
                dilation=(dilation, 1),
                bias=False,
            )
            for dilation in config.dilations
        )
        self.attention = TemporalAttention(part, config.heads, stride) if config.attention else None
        joined = channels + (BRANCHES_WITH_ATTENTION * part if config.attention else 0)
        self.joined_norm = nn.BatchNorm2d(joined)
        self.fuse = nn.Conv2d(joined, channels, 1, bias=False)  # six parts of C/4 make 1.5 C: back to C
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
        branches = self.branch(x)
        parts = branches.chunk(len(self.scales), dim=1)
        convolved = [scale(part) for scale, part in zip(self.scales, parts)]  # Conv_1 .. Conv_4
        if self.attention is not None:
            attended = self.attention(branches[:, : BRANCHES_WITH_ATTENTION * parts[0].shape[1]], trace)
            out1, out2 = attended.chunk(BRANCHES_WITH_ATTENTION, dim=1)
            convolved = [out1, convolved[0], out2, convolved[1], *convolved[2:]]  # Eq. 9's order
        joined = functional.relu(self.joined_norm(torch.cat(convolved, dim=1)))
        return self.norm(self.fuse(joined))

    def start_attention_near_zero(self) -> None:
        """Shrink the fusion weights of Out1 and Out2, so that training starts from the convolutions."""
        if self.attention is not None:
            part = self.scales[0].weight.shape[0]
            with torch.no_grad():
                self.fuse.weight[:, :part] *= 1e-2
                self.fuse.weight[:, 2 * part : 3 * part] *= 1e-2


class Block(nn.Module):
    """Space, then time, with a residual connection around the whole: (B, C_in, T, V) -> (B, C_out, T/s, V)."""

    def __init__(self, inputs: int, outputs: int, stride: int, residual: bool, config: NetworkConfig) -> None:
        super().__init__()
        self.space = AdaptiveGraphConv(inputs, outputs, config)
        self.time = HybridTemporal(outputs, stride, config)
        if not residual:
            self.residual = None  # the first block maps coordinates to features: there is nothing to carry over
        elif inputs == outputs and stride == 1:
            self.residual = nn.Identity()
        else:
            self.residual = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride=(stride, 1), bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
        out = self.time(self.space(x, trace), trace)
        return functional.relu(out if self.residual is None else out + self.residual(x))


class MSSA(nn.Module):
    """The whole network: ten blocks, the mean over time and joints, the mean over the bodies of a clip, labels."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.input_norm = nn.BatchNorm1d(config.channels * JOINTS)  # over (C, V), shared by all bodies
        self.blocks = nn.ModuleList(
            Block(inputs, outputs, stride, residual=number > 0, config=config)
            for number, (inputs, outputs, stride) in enumerate(config.blocks())
        )
        self.dropout = nn.Dropout(config.dropout)
        self.classify = nn.Linear(4 * config.width, config.labels)
        self._initialise()

    def forward(self, x: Tensor, clip: Tensor | None = None, clips: int | None = None) -> Tensor:
        """Logits ``(clips, labels)`` of bodies ``x`` ``(B, C, T, V)``.

        ``clip`` int64 ``(B,)`` tells which of the ``clips`` each body belongs to; without it, every body is a clip.
        """
        return self._classify(self._blocks(x, None), clip, clips)

    def traced(
        self, x: Tensor, clip: Tensor | None = None, clips: int | None = None
    ) -> tuple[Tensor, list[BlockTrace]]:
        """The same logits as the plain forward, and what every block computed on the way."""
        records: list[dict[str, Tensor]] = []
        logits = self._classify(self._blocks(x, records), clip, clips)
        return logits, [BlockTrace(**{"attention": x.new_zeros(0), **record}) for record in records]

    def _blocks(self, x: Tensor, records: list[dict[str, Tensor]] | None) -> Tensor:
        bodies, channels, frames, joints = x.shape
        x = x.transpose(2, 3).reshape(bodies, channels * joints, frames)
        x = self.input_norm(x).view(bodies, channels, joints, frames).transpose(2, 3).contiguous()
        for block in self.blocks:
            record: dict[str, Tensor] | None = None
            if records is not None:
                record = {}
                records.append(record)
            x = block(x, record)
        return x.mean(dim=(2, 3))  # (B, 4 width)

    def _classify(self, features: Tensor, clip: Tensor | None, clips: int | None) -> Tensor:
        if clip is not None:
            pooled = features.new_zeros(clips, features.shape[1]).index_add(0, clip, features)
            count = features.new_zeros(clips, 1).index_add(0, clip, features.new_ones(len(features), 1))
            features = pooled / count.clamp(min=1)
        return self.classify(self.dropout(features))

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, (nn.Conv1d, nn.Conv2d)):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        for block in self.blocks:
            block.time.start_attention_near_zero()
        nn.init.normal_(self.classify.weight, 0, (2 / self.config.labels) ** 0.5)
        nn.init.zeros_(self.classify.bias)


@torch.no_grad()
def topology_share(traces: Sequence[BlockTrace]) -> list[float]:
    """Per block, the norm of alpha Q beside the norm of A_s, mean over bodies: 0 where the adaptive part is unused."""
    shares = []
    for trace in traces:
        scaled = trace.alpha.view(1, -1, 1, 1, 1) * trace.dynamic  # (B, F, C/F, V, V)
        per_channel = scaled.flatten(3).norm(dim=3).mean()
        shares.append(float(per_channel / trace.shared.flatten(1).norm(dim=1).mean()))
    return shares


@torch.no_grad()
def attention_entropy(traces: Sequence[BlockTrace]) -> list[float]:
    """Per block, the attention's mean entropy divided by that of a uniform one: 1 where it looks nowhere special."""
    entropies = []
    for trace in traces:
        weights = trace.attention.clamp(min=1e-12)
        entropy = -(weights * weights.log()).sum(dim=-1).mean()
        entropies.append(float(entropy / torch.log(torch.tensor(float(weights.shape[-1])))))
    return entropies
