"""How much a movement changes a map: held against the network with and without what comes from the movement."""

import copy

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from recognizer.explain.maps import MapKind, largest_cell, largest_change, largest_changes, topology_map
from recognizer.network.config import NetworkConfig
from recognizer.network.mssa import MSSA
from recognizer.network.trace import BlockTrace
from recognizer.skeleton.joints import JOINTS
from recognizer.text import rounded_up


@pytest.fixture(scope="module")
def network() -> MSSA:
    torch.manual_seed(5)
    network = MSSA(NetworkConfig(labels=7, frames=16, width=16)).eval()
    with torch.no_grad():
        for block in network.blocks:
            block.space.alpha.uniform_(-1, 1)
    return network


@torch.no_grad()
def traces_of(network: MSSA, x: torch.Tensor) -> list[BlockTrace]:
    return [
        BlockTrace(**{name: value.detach() for name, value in vars(trace).items()}) for trace in network.traced(x)[1]
    ]


def test_the_change_is_what_the_map_would_lack_without_the_movement(network: MSSA) -> None:
    """By block, since what comes before a block must be the same with and without."""
    torch.manual_seed(6)
    x = torch.randn(1, 3, 16, JOINTS)
    traces = traces_of(network, x)
    for block in range(len(traces)):
        without = copy.deepcopy(network)
        with torch.no_grad():
            without.blocks[block].space.alpha.zero_()
        fixed = traces_of(without, x)[block]
        for fragment in range(4):
            for channel in (None, 1):
                used, unmoved = (topology_map(t, fragment, MapKind.TOPOLOGY, channel) for t in (traces[block], fixed))
                change = topology_map(traces[block], fragment, MapKind.CHANGE, channel)
                assert np.allclose(used - unmoved, change, atol=1e-6) and change.any()
                link = largest_change(traces[block], fragment, channel)
                assert abs(link.weight) == pytest.approx(float(np.abs(used - unmoved).max()), abs=1e-6)
                assert link.weight == pytest.approx(float((used - unmoved)[link.target, link.source]), abs=1e-6)
    assert largest_changes(traces)[3][2] == largest_change(traces[3], 2)


def test_a_network_that_is_not_adaptive_changes_nothing() -> None:
    network = MSSA(NetworkConfig(labels=7, frames=16, width=16, adaptive=False)).eval()
    assert largest_change(traces_of(network, torch.randn(1, 3, 16, JOINTS))[0], 0).weight == 0


def test_the_largest_cell_is_the_farthest_from_zero() -> None:
    link = largest_cell(np.array([[0.1, -0.5, 0.2], [0.4, 0.0, 0.3]]))
    assert (link.target, link.source, link.weight) == (0, 1, -0.5)


@given(st.floats(1e-7, 900))
def test_a_size_is_never_given_too_small(size: float) -> None:
    told = float(rounded_up(size))
    assert size * (1 - 2e-6) <= told <= size * 1.1 + 1e-12
    assert rounded_up(0.0) == "0" and rounded_up(0.0421) == "0.043" and rounded_up(0.0996) == "0.100"
