"""The hybrid temporal module (section 3.3, Eq. 8 and 9): convolutions at several scales and attention over time."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import NetworkConfig
from recognizer.network.pointwise import Pointwise
from recognizer.skeleton.joints import JOINTS

ATTENDING = 2  # "for the first two branches" (section 3.3)


class HybridTemporal(nn.Module):
    """``(B, C, T, V)`` -> ``(B, C, T/s, V)``; ``frames`` is T."""

    def __init__(self, channels: int, stride: int, frames: int, config: NetworkConfig) -> None:
        super().__init__()
        part = channels // len(config.dilations)
        paired = part // 2 if config.attention and config.join == "narrow-pairs" else part
        self.parts = [paired if number < ATTENDING else part for number in range(len(config.dilations))]
        self.paired, self.after = paired, config.attends == "convolutions"
        inner = sum(self.parts)
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
        self.attention = None
        if config.attention:
            seen, step = (-(-frames // stride), 1) if self.after else (frames, stride)
            self.attention = TemporalAttention(paired, step, seen, config)
        joined = inner + (ATTENDING * paired if config.attention else 0)
        self.joined_norm = nn.BatchNorm2d(joined)
        self.fuse = Pointwise(joined, channels, bias=False) if config.join == "six-parts" else None
        self.norm = nn.BatchNorm2d(channels) if config.join == "six-parts" else None

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
        branches = self.branch(x)
        convolved = [scale(part) for scale, part in zip(self.scales, branches.split(self.parts, dim=1))]  # Conv_1 ...
        if self.attention is not None:
            seen = torch.cat(convolved[:ATTENDING], 1) if self.after else branches[:, : ATTENDING * self.paired]
            out1, out2 = self.attention(seen, trace).chunk(ATTENDING, dim=1)
            convolved = [out1, convolved[0], out2, convolved[1], *convolved[2:]]  # Eq. 9's order
        joined = self.joined_norm(torch.cat(convolved, dim=1))
        if self.fuse is None:
            return joined
        return self.norm(self.fuse(functional.relu(joined)))

    def start_attention_near_zero(self) -> None:
        """Shrink the fusion weights of Out1 and Out2, so that training starts from the convolutions."""
        if self.attention is not None and self.attention.gate is None:
            with torch.no_grad():
                self.fuse.weight[:, : self.paired] *= 1e-2
                self.fuse.weight[:, 2 * self.paired : 3 * self.paired] *= 1e-2


class TemporalAttention(nn.Module):
    """Multi-head self-attention over time for the first two branches, Eq. 8.

    ``(B, 2 P, T, V)`` -> ``(B, 2 P, T/s, V)``. As a rule, frames are the tokens, joints are folded into the features,
    and in a strided block the queries are strided, keys and values are not, so that its map is T/s x T.
    """

    def __init__(self, part: int, stride: int, frames: int, config: NetworkConfig) -> None:
        super().__init__()
        self.heads, self.tokens = config.heads, config.tokens
        self.key_stride = stride if config.strided_keys else 1
        width = ATTENDING * part
        self.query = Pointwise(width, width, groups=ATTENDING, stride=stride)
        self.key_value = Pointwise(width, 2 * width, groups=ATTENDING, stride=self.key_stride)
        head = part // self.heads  # channels of a head
        features = head * JOINTS if self.tokens == "frames" else head
        self.scale = (part if config.scale == "channels" else features) ** -0.5
        self.gate = nn.Parameter(torch.zeros(ATTENDING, 1, 1, 1)) if config.attention_start == "gate" else None
        self.distances = None
        if config.place == "relative":  # one learned number for every head and distance in time
            query = torch.arange(0, frames, stride)
            distance = query[:, None] - torch.arange(0, frames, self.key_stride)[None, :] + frames - 1
            self.register_buffer("distance", distance, persistent=False)
            self.distances = nn.Parameter(torch.zeros(ATTENDING * self.heads, 2 * frames - 1))
        elif config.place == "sinusoidal":
            self.register_buffer("waves", _waves(width, frames), persistent=False)
        self.sinusoidal = config.place == "sinusoidal"

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
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
        out = self._attend(query, key, value, trace)
        if self.tokens == "joints":
            out = out.permute(0, 2, 4, 3, 1)
        else:
            out = out.view(bodies, -1, frames, head, joints).transpose(2, 3)
        out = out.reshape(bodies, width, frames, joints)
        if self.gate is None:
            return out
        return (out.view(bodies, ATTENDING, -1, frames, joints) * self.gate).view_as(out)

    def _attend(self, query: Tensor, key: Tensor, value: Tensor, trace: dict[str, Tensor] | None) -> Tensor:
        bias = None if self.distances is None else self.distances[:, self.distance].to(query.dtype)  # (2 H, T/s, T)
        # The fused operation's backward pass in bf16 takes ten times that of its parts on a CPU (docs/performance.md).
        slow = query.device.type == "cpu" and query.dtype == torch.bfloat16
        if trace is None and not slow:
            return functional.scaled_dot_product_attention(query, key, value, attn_mask=bias, scale=self.scale)
        scores = (query * self.scale) @ key.transpose(-2, -1)
        weights = torch.softmax(scores if bias is None else scores + bias, dim=-1)
        if trace is not None:
            maps = weights.mean(dim=1) if self.tokens == "joints" else weights
            trace["attention"] = maps.unflatten(1, (ATTENDING, self.heads))
        return weights.to(value.dtype) @ value

    def _by_head(self, x: Tensor) -> Tensor:
        """``(B, 2 P, T, V)`` -> ``(B, 2 H, P/H, T, V)``."""
        return x.unflatten(1, (ATTENDING * self.heads, -1))


def _waves(channels: int, frames: int) -> Tensor:
    """Sines and cosines of wave lengths from 2 pi to 20,000 pi frames, ``(channels, T, 1)``."""
    rate = 10_000.0 ** (-torch.arange(0, channels, 2) / channels)
    angle = rate[:, None] * torch.arange(frames)[None, :]
    return torch.stack([angle.sin(), angle.cos()], dim=1).flatten(0, 1)[:channels, :, None]
