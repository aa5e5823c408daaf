"""MS-G3D: graph convolution over windows of space and time at once, beside the factorised way of space, then time.

"Disentangling and Unifying Graph Convolutions for Skeleton-Based Action Recognition", Liu, Zhang, Chen, Wang and
Ouyang, CVPR 2020.

Its base width is 96 where that of the others is 64, so that it has half as many channels again as the configuration's
width says. For a trace, the maps of the factorised way are noted; those over windows join joints of several frames.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import OtherConfig
from recognizer.network.parts import MultiScaleTemporal, note_fixed, residual
from recognizer.network.pointwise import Pointwise
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import Record
from recognizer.skeleton.joints import JOINTS, hop_distances, linked_at

BLOCKS = 3
SPACE_SCALES = 13  # K of the factorised way: from 0 to 12 bones, as far as the skeleton reaches
WINDOW_SCALES = 6  # K of the windows
WINDOWS = (3, 5)  # tau: frames of a window; there is a pathway for each
KERNEL, DILATIONS = 3, (1, 2, 3, 4)  # of the convolutions over time
NEARLY_NOTHING = 1e-6  # how far the learned part of an adjacency may lie from zero at the start


class MSG3D(SkeletonNetwork):
    """The whole of it, section 3.4; ``config``: of the kind "ms-g3d"."""

    def __init__(self, config: OtherConfig) -> None:
        blocks, inputs = [], config.channels
        for number in range(BLOCKS):
            outputs = config.width * 3 // 2 * 2**number
            blocks.append(Block(inputs, outputs, stride=1 if number == 0 else 2, first=number == 0))
            inputs = outputs
        super().__init__(config, blocks, features=inputs)


class Block(nn.Module):
    """The sum of the factorised way and of the pathways over windows, then a convolution over time (figure 3b):
    ``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``.

    ``first``: whether the features are coordinates still, which are too few: they are widened by the graph
    convolutions, others after them.
    """

    mixes_joints_by_topology = False  # the windows do as well

    def __init__(self, inputs: int, outputs: int, stride: int, first: bool) -> None:
        super().__init__()
        inner = outputs if first else inputs
        self.space = MultiScaleGraphConv(inputs, inner, space_scales())
        self.time = nn.Sequential(Temporal(inner, outputs, stride), nn.ReLU(), Temporal(outputs, outputs))
        self.pathways = nn.ModuleList(WindowPathway(inputs, inner, outputs, window, stride) for window in WINDOWS)
        self.last = Temporal(outputs, outputs)

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``; the maps are noted in ``record``, where that is given."""
        out = self.time(self.space(x, record))
        for pathway in self.pathways:
            out = out + pathway(x)
        return functional.relu(self.last(functional.relu(out)))


class MultiScaleGraphConv(nn.Module):
    """Eq. 4 with the learned residual mask: every node of a graph gathers from the nodes at each distance, and for each
    distance there are weights for what was gathered. ``(B, C_in, T, N)`` -> ``(B, C_out, T, N)``.

    ``scales`` ``(K, N target, N source)``: the normalised adjacency of each distance.
    """

    scales: Tensor

    def __init__(self, inputs: int, outputs: int, scales: Tensor) -> None:
        super().__init__()
        self.register_buffer("scales", scales, persistent=False)
        self.learned = nn.Parameter(torch.empty_like(scales).uniform_(-NEARLY_NOTHING, NEARLY_NOTHING))  # A-res
        self.transform = nn.Sequential(Pointwise(len(scales) * inputs, outputs), nn.BatchNorm2d(outputs), nn.ReLU())

    def forward(self, x: Tensor, record: Record | None = None) -> Tensor:
        """``(B, C_in, T, N)`` -> ``(B, C_out, T, N)``; the maps are noted in ``record``, where that is given."""
        adjacency = self.scales + self.learned
        note_fixed(record, adjacency)
        gathered = torch.einsum("bctv,kwv->bkctw", x, adjacency.to(x.dtype))
        return self.transform(gathered.flatten(1, 2))


class WindowPathway(nn.Module):
    """MS-G3D, section 3.3, and its collapse to one frame (section 3.4): ``(B, C_in, T, V)`` ->
    ``(B, C_out, T/s, V)``.

    ``inner``: channels that a window's nodes have until it collapses. ``window``: its frames.
    """

    def __init__(self, inputs: int, inner: int, outputs: int, window: int, stride: int) -> None:
        super().__init__()
        self.window, self.stride = window, stride
        self.gather = MultiScaleGraphConv(inputs, inner, window_scales(window))  # Eq. 7
        self.collapse = nn.Conv2d(inner, outputs, (window, 1), stride=(window, 1))
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""
        nodes = self.gather(self._windows(x))  # (B, C, T/s, window V)
        frames = nodes.unflatten(3, (self.window, JOINTS)).flatten(2, 3)  # window after window
        return self.norm(self.collapse(frames))

    def _windows(self, x: Tensor) -> Tensor:
        """Around every s-th frame, a window of all joints in all its frames, with zeros beyond the clip:
        ``(B, C, T, V)`` -> ``(B, C, T/s, window V)``."""
        beyond = self.window // 2
        padded = functional.pad(x, (0, 0, beyond, beyond))
        shifted = [padded[:, :, start : start + x.shape[2] : self.stride] for start in range(self.window)]
        return torch.cat(shifted, dim=3)


class Temporal(nn.Module):
    """The multi-scale convolution over time with a residual connection: ``(B, C_in, T, V)`` ->
    ``(B, C_out, T/s, V)``."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.scales = MultiScaleTemporal(inputs, outputs, KERNEL, DILATIONS, stride)
        self.residual = residual(inputs, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C_in, T, V)`` -> ``(B, C_out, T/s, V)``."""
        return self.scales(x) + self.residual(x)


def space_scales() -> Tensor:
    """The disentangled adjacencies of the skeleton, Eq. 3: float32 ``(13, V target, V source)``; the k-th, counted from
    0, links joints that are exactly k bones apart."""
    return _scales(hop_distances(), SPACE_SCALES)


def window_scales(window: int) -> Tensor:
    """The same of so many frames at once, float32 ``(6, window V target, window V source)``, the nodes frame by frame.

    Eq. 5 links a joint with itself and its neighbours in every frame, so that frames add nothing to a distance, but
    that a joint is one step away from itself at another time.
    """
    across = np.maximum(hop_distances(), 1)
    distance = np.tile(across, (window, window))
    for frame in range(window):
        own = slice(frame * JOINTS, (frame + 1) * JOINTS)
        distance[own, own] = hop_distances()
    return _scales(distance, WINDOW_SCALES)


def _scales(distance: np.ndarray, count: int) -> Tensor:
    return torch.from_numpy(np.stack([linked_at(distance, steps) for steps in range(count)]))
