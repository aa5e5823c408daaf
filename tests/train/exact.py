"""Training in double precision, where what several processes round differently stays far below what they compute.

As a script, it is ``train/run.py`` with networks in double precision, for torchrun.
"""

import sys

import train.training.fit
from recognizer.network.build import build_network
from recognizer.network.config import AnyConfig
from recognizer.network.skeleton_network import SkeletonNetwork
from train.cli import main


def double_network(config: AnyConfig) -> SkeletonNetwork:
    """In place of ``build_network``: what goes into it becomes double, and so does all that follows."""
    network = build_network(config).double()
    network.register_forward_pre_hook(lambda _, inputs: (inputs[0].double(), *inputs[1:]))
    return network


def patch() -> None:
    """For the rest of this process."""
    train.training.fit.build_network = double_network


if __name__ == "__main__":
    patch()
    sys.exit(main(sys.argv[1:]))
