"""1x1 convolutions as batched matrix products, the operation that the network spends most of its time in."""

import torch
from torch import Tensor, nn


class Pointwise(nn.Conv2d):
    """A 1x1 convolution over ``(B, C, T, V)``, with a stride in time; same parameters and result as ``nn.Conv2d``.

    On a CPU the product is up to three times as fast, since the convolution rearranges its input and its output in
    memory first (docs/performance.md). ``inputs``, ``outputs``: channels, both divisible by ``groups``.
    """

    def __init__(self, inputs: int, outputs: int, groups: int = 1, stride: int = 1, bias: bool = True) -> None:
        super().__init__(inputs, outputs, 1, groups=groups, stride=(stride, 1), bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T / stride, V)``."""
        return pointwise(x[:, :, :: self.stride[0]], self.weight, self.bias, self.groups)


def pointwise(x: Tensor, weight: Tensor, bias: Tensor | None = None, groups: int = 1) -> Tensor:
    """A 1x1 convolution of ``groups`` groups, ``(B, C_in, ...)`` -> ``(B, C_out, ...)``, whatever axes follow.

    ``weight`` ``(C_out, C_in / groups, ...)`` with axes of length 1 behind, ``bias`` ``(C_out,)``.
    """
    bodies, inputs, *places = x.shape
    outputs = weight.shape[0]
    matrix = _for_every_body(weight.view(groups, outputs // groups, inputs // groups), bodies)
    x = x.reshape(bodies * groups, inputs // groups, -1)
    if bias is None:
        out = torch.bmm(matrix, x)
    else:
        out = torch.baddbmm(_for_every_body(bias.view(groups, -1, 1), bodies), matrix, x)
    return out.view(bodies, outputs, *places)


def _for_every_body(grouped: Tensor, bodies: int) -> Tensor:
    """``(G, rows, columns)`` -> ``(B G, rows, columns)``; for one group no copy is made."""
    return grouped.expand(bodies, *grouped.shape).reshape(-1, *grouped.shape[1:])
