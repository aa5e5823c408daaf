"""MS-SA written plainly, as the field writes its networks: what the program's own network is measured against.

Fragments, branches and their attention are modules of their own that are looped over, every linear map is an
``nn.Conv2d``, psi and phi go over all frames before they are averaged, and a clip always has M bodies, of which the
empty ones are computed like the others. Same parameters and same logits as ``recognizer.network.mssa.MSSA``.

Once written, it is left alone: what gets faster must not be the thing that speed is measured against. Its reading of
the paper is ``READING``, whatever the program's defaults become.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from recognizer.skeleton.joints import JOINTS, normalised_adjacency

# What the program's network must be configured as, beside labels, frames and width, to be the same network.
READING = {
    "fragments": 4,
    "heads": 4,
    "kernel": 3,
    "dilations": (1, 2, 3, 4),
    "adaptive": True,
    "attention": True,
    "dropout": 0.0,
    "topology": "per-fragment",
    "alphas": "fragment",
    "space_order": "sum-then-norm",
    "join": "six-parts",
    "attends": "branches",
    "tokens": "frames",
    "scale": "head",
    "place": "none",
    "attention_start": "fusion",
    "strided_keys": False,
}


@dataclass(frozen=True)
class PlainConfig:
    labels: int = 60
    channels: int = 3
    width: int = 64
    fragments: int = 4
    heads: int = 4
    kernel: int = 3
    dilations: tuple[int, ...] = (1, 2, 3, 4)


class FragmentGraphConv(nn.Module):
    """One fragment of MS-AGC, Eq. 4 to 7: (N, C/4, T, V) -> (N, C/4, T, V)."""

    def __init__(self, channels: int, reduced: int) -> None:
        super().__init__()
        self.transform = nn.Conv2d(channels, channels, 1)
        self.psi = nn.Conv2d(channels, reduced, 1)
        self.phi = nn.Conv2d(channels, reduced, 1)
        self.correlate = nn.Conv2d(reduced, channels, 1)

    def forward(self, x: Tensor, shared: Tensor, alpha: Tensor) -> Tensor:
        target, source = self.psi(x).mean(dim=2), self.phi(x).mean(dim=2)  # (N, r, V)
        dynamic = self.correlate(torch.tanh(target.unsqueeze(3) - source.unsqueeze(2)))  # (N, C/4, V, V)
        topology = shared + alpha * dynamic
        return torch.einsum("ncuv,nctv->nctu", topology, self.transform(x))


class GraphConv(nn.Module):
    """MS-AGC, Eq. 2 and 3: (N, C_in, T, V) -> (N, C_out, T, V)."""

    def __init__(self, inputs: int, outputs: int, config: PlainConfig) -> None:
        super().__init__()
        part, reduced = outputs // config.fragments, max(outputs // 16, 4)
        self.divide = nn.Conv2d(inputs, outputs, 1)
        self.fragments = nn.ModuleList(FragmentGraphConv(part, reduced) for _ in range(config.fragments))
        self.shared = nn.Parameter(torch.from_numpy(normalised_adjacency()).repeat(config.fragments, 1, 1))
        self.alpha = nn.Parameter(torch.zeros(config.fragments))
        self.residual = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)
        self.norm = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        parts = self.divide(x).chunk(len(self.fragments), dim=1)
        out = [
            fragment(part, self.shared[number], self.alpha[number])
            for number, (fragment, part) in enumerate(zip(self.fragments, parts))
        ]
        return self.relu(self.norm(torch.cat(out, dim=1) + self.residual(x)))


class SelfAttention(nn.Module):
    """Multi-head self-attention over time of one branch, Eq. 8: (N, C/4, T, V) -> (N, C/4, T/s, V)."""

    def __init__(self, channels: int, heads: int, stride: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Conv2d(channels, channels, 1, stride=(stride, 1))
        self.key = nn.Conv2d(channels, channels, 1)
        self.value = nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = (self.split(part(x)) for part in (self.query, self.key, self.value))
        weights = torch.softmax(query @ key.transpose(2, 3) / query.shape[-1] ** 0.5, dim=-1)  # (N, H, T/s, T)
        return self.merge(weights @ value)

    def split(self, x: Tensor) -> Tensor:
        """(N, C/4, T, V) -> (N, H, T, C/4/H * V)."""
        n, c, t, v = x.shape
        return x.view(n, self.heads, c // self.heads, t, v).permute(0, 1, 3, 2, 4).reshape(n, self.heads, t, -1)

    def merge(self, x: Tensor) -> Tensor:
        n, h, t, _ = x.shape
        return x.view(n, h, t, -1, JOINTS).permute(0, 1, 3, 2, 4).reshape(n, -1, t, JOINTS)


class TemporalConv(nn.Module):
    """The hybrid temporal module, Eq. 8 and 9: (N, C, T, V) -> (N, C, T/s, V)."""

    def __init__(self, channels: int, stride: int, config: PlainConfig) -> None:
        super().__init__()
        part = channels // len(config.dilations)
        self.branches = nn.ModuleList(
            nn.Sequential(nn.Conv2d(channels, part, 1, bias=False), nn.BatchNorm2d(part), nn.ReLU(inplace=True))
            for _ in config.dilations
        )
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
        self.attentions = nn.ModuleList(SelfAttention(part, config.heads, stride) for _ in range(2))
        self.joined_norm = nn.BatchNorm2d(channels + 2 * part)
        self.relu = nn.ReLU(inplace=True)
        self.fuse = nn.Conv2d(channels + 2 * part, channels, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        out = []
        for number, (branch, scale) in enumerate(zip(self.branches, self.scales)):
            features = branch(x)
            if number < len(self.attentions):
                out.append(self.attentions[number](features))
            out.append(scale(features))
        return self.norm(self.fuse(self.relu(self.joined_norm(torch.cat(out, dim=1)))))


class PlainBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int, residual: bool, config: PlainConfig) -> None:
        super().__init__()
        self.space = GraphConv(inputs, outputs, config)
        self.time = TemporalConv(outputs, stride, config)
        self.residual: nn.Module | None
        if not residual:
            self.residual = None
        elif inputs == outputs and stride == 1:
            self.residual = nn.Identity()
        else:
            self.residual = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride=(stride, 1), bias=False), nn.BatchNorm2d(outputs)
            )
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        out = self.time(self.space(x))
        return self.relu(out if self.residual is None else out + self.residual(x))


class PlainNetwork(nn.Module):
    """The whole network: logits (N, labels) of padded clips (N, C, T, V, M), every body computed."""

    def __init__(self, config: PlainConfig) -> None:
        super().__init__()
        w = config.width
        self.config = config
        self.input_norm = nn.BatchNorm1d(config.channels * JOINTS)
        self.blocks = nn.ModuleList(
            PlainBlock(inputs, outputs, stride, number > 0, config)
            for number, (inputs, outputs, stride) in enumerate(
                [(config.channels, w, 1)]
                + [(w, w, 1)] * 3
                + [(w, 2 * w, 2)]
                + [(2 * w, 2 * w, 1)] * 2
                + [(2 * w, 4 * w, 2)]
                + [(4 * w, 4 * w, 1)] * 2
            )
        )
        self.classify = nn.Linear(4 * w, config.labels)

    def forward(self, x: Tensor) -> Tensor:
        n, c, t, v, m = x.shape
        x = x.permute(0, 4, 1, 3, 2).reshape(n * m, c * v, t)
        x = self.input_norm(x).view(n * m, c, v, t).permute(0, 1, 3, 2).contiguous()
        for block in self.blocks:
            x = block(x)
        x = x.view(n, m, x.shape[1], -1).mean(dim=3).mean(dim=1)  # over frames and joints, then over bodies
        return self.classify(x)


def from_program(weights: dict[str, Tensor], config: PlainConfig) -> PlainNetwork:
    """The plain network with the weights ``state_dict()`` of a ``recognizer.network.mssa.MSSA`` of the same shape: its
    grouped parameters are taken apart, fragment by fragment and branch by branch."""
    network = PlainNetwork(config)
    own = {}
    for name, value in weights.items():
        for part, piece in _pieces(name, value, config):
            own[part] = piece
    shapes = {name: value.shape for name, value in network.state_dict().items()}
    network.load_state_dict({name: value.reshape(shapes[name]) for name, value in own.items()})
    return network


def _pieces(name: str, value: Tensor, config: PlainConfig) -> list[tuple[str, Tensor]]:
    """The plain network's parameters that a parameter of the program's network consists of, with their names."""
    head, _, kind = name.rpartition(".")
    place, _, module = head.rpartition(".")
    if place.endswith("space") and module in ("transform", "psi", "phi", "correlate"):
        return [
            (f"{place}.fragments.{number}.{module}.{kind}", piece)
            for number, piece in enumerate(value.chunk(config.fragments))
        ]
    if place.endswith("time.branch"):  # one convolution, one normalisation for all four branches
        count = len(config.dilations)
        pieces = [value] * count if kind == "num_batches_tracked" else value.chunk(count)
        return [
            (f"{place.removesuffix('branch')}branches.{number}.{module}.{kind}", piece)
            for number, piece in enumerate(pieces)
        ]
    if place.endswith("time.attention"):
        plain = place.replace("attention", "attentions")
        modules = ("query",) if module == "query" else ("key", "value")  # a branch's key comes before its value
        pieces = value.chunk(2 * len(modules))
        return [
            (f"{plain}.{number // len(modules)}.{modules[number % len(modules)]}.{kind}", piece)
            for number, piece in enumerate(pieces)
        ]
    return [(name, value)]
