"""From windows to what the network takes: place, vary, make the stream; training and evaluation share it."""

from dataclasses import dataclass

import torch
from torch import Tensor

from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.skeleton.streams import Normalisation, make_stream, normalise, to_network
from train.data.augment import Augmentation, augment, flattened, swapped
from train.data.windows import Windows


@dataclass(frozen=True, eq=False)
class Inputs:
    """``x`` float32 ``(B, 3, T, 25)``, ``window`` int64 ``(B,)``: which of ``count`` windows each body belongs to."""

    x: Tensor
    window: Tensor
    count: int

    def to(self, device: torch.device) -> "Inputs":
        """The same inputs on another device."""
        return Inputs(self.x.to(device), self.window.to(device), self.count)

    def part(self, windows: slice) -> "Inputs":
        """Successive windows alone, renumbered from 0."""
        if windows == slice(0, self.count):
            return self  # without asking a GPU, which would make the program wait for it
        begin, end = torch.searchsorted(self.window, self.window.new_tensor([windows.start, windows.stop])).tolist()
        return Inputs(self.x[begin:end], self.window[begin:end] - windows.start, windows.stop - windows.start)

    def logits(self, network: SkeletonNetwork) -> Tensor:
        """``(count, labels)``."""
        return network(self.x, self.window, self.count)


def training_inputs(
    windows: Windows, stream: str, placing: Normalisation, varying: Augmentation, draw: torch.Generator
) -> Inputs:
    """One stream of varied windows. ``draw`` must be a generator of the windows' device."""
    leader = windows.first()
    if varying.swap:
        last = windows.last()
        second = swapped(windows.count, draw)[windows.window] & (last != leader)
        leader = torch.where(second, last, leader)
    keypoints = windows.keypoints
    if varying.flat:
        keypoints = flattened(keypoints, varying.flat, draw, windows.window, windows.count)
    placed = normalise(keypoints, placing, leader, windows.present, about_clip=True)
    if varying.swap and not placing.facing:
        # Seen from the other side, so that the second body stands where the first one stood.
        placed = torch.where(second[:, None, None, None], placed * placed.new_tensor([-1.0, 1.0, -1.0]), placed)
    return _inputs(windows, augment(placed, varying, draw, windows.window, windows.count), stream)


def judging_inputs(windows: Windows, stream: str, placing: Normalisation) -> Inputs:
    """One stream of windows as they are."""
    placed = normalise(windows.keypoints, placing, windows.first(), windows.present, about_clip=True)
    return _inputs(windows, placed, stream)


def _inputs(windows: Windows, placed: Tensor, stream: str) -> Inputs:
    # Absent frames are zeros, as they are in the field's own padded arrays; noise must not fill them.
    placed = placed.masked_fill(~windows.present[..., None, None], 0)
    x = to_network(make_stream(placed, stream, windows.present))
    return Inputs(x, windows.window, windows.count)
