"""Choosing the device that the network runs on."""

import os
import re

import torch

from recognizer.errors import UserError


def choose_device(name: str = "auto") -> torch.device:
    """The device of this name: ``auto`` (CUDA, else MPS, else the CPU), ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.

    Raises ``UserError`` for another name, or where the device is not available.
    """
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    if not re.fullmatch(r"cpu|mps|cuda(:\d+)?", name):
        raise UserError(f"There is no device {name}: choose auto, cpu, cuda, cuda:N or mps.")
    device = torch.device(name)
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise UserError(
            f"The device {name} is not available here: {torch.cuda.device_count()} CUDA devices were found."
        )
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise UserError("The device mps is not available here.")
    return device


def own_threads() -> int:
    """How many threads the network uses: half as many as there are cores, at most four."""
    return max(1, min(4, (os.cpu_count() or 2) // 2))


def share_cores() -> None:
    """Keep PyTorch, in this whole process, to half of the cores, since the pose model has threads of its own: with a
    thread of each on every core, both wait for each other most of the time, and a machine with two cores nearly stops.
    """
    torch.set_num_threads(own_threads())
