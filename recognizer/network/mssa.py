"""MS-SA: multi-scale adaptive graph convolution over joints, multi-scale convolution and self-attention over time.

Read it beside the paper ("Multi-scale Self-Attention Convolutional Networks for Skeleton-Based Action Recognition",
Fang and Wang): here are the blocks and the whole; ``space`` has the module over joints (section 3.2), ``temporal`` the
one over time (section 3.3), ``architecture`` what the paper leaves open. Every equation is named where it is computed.
Shapes: B bodies, C channels, T frames, V = 25 joints, F fragments, H heads.

Bodies of all clips are packed into one batch with the index of the clip that each belongs to, so that a body that is
not there costs nothing and changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import NetworkConfig
from recognizer.network.pointwise import Pointwise
from recognizer.network.space import AdaptiveGraphConv
from recognizer.network.temporal import HybridTemporal
from recognizer.skeleton.joints import JOINTS


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


class Block(nn.Module):
    """Space, then time, with a residual connection around the whole: (B, C_in, T, V) -> (B, C_out, T/s, V)."""

    def __init__(self, shape: tuple[int, int, int], frames: int, residual: bool, config: NetworkConfig) -> None:
        super().__init__()
        inputs, outputs, stride = shape
        self.space = AdaptiveGraphConv(inputs, outputs, config)
        self.time = HybridTemporal(outputs, stride, frames, config)
        if not residual:
            self.residual = None  # the first block maps coordinates to features: there is nothing to carry over
        elif inputs == outputs and stride == 1:
            self.residual = nn.Identity()
        else:
            self.residual = nn.Sequential(
                Pointwise(inputs, outputs, stride=stride, bias=False), nn.BatchNorm2d(outputs)
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
        frames, blocks = config.frames, []
        for number, shape in enumerate(config.blocks()):
            blocks.append(Block(shape, frames, residual=number > 0, config=config))
            frames = -(-frames // shape[2])
        self.blocks = nn.ModuleList(blocks)
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
        deviations = {
            "small": 0.01,
            "lineage": (2 / self.config.labels) ** 0.5,
            "fan-in": self.classify.in_features**-0.5,
        }
        nn.init.normal_(self.classify.weight, 0, deviations[self.config.classifier_start])
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
