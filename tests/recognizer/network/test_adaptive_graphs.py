"""What 2s-AGCN's and CTR-GCN's topologies adapt to."""

import torch
from torch.testing import assert_close

from recognizer.network.build import build_network
from recognizer.network.config import OtherConfig
from recognizer.network.parts import SUBSETS, spatial_partition
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.skeleton.joints import JOINTS


def make(kind: str) -> SkeletonNetwork:
    torch.manual_seed(0)
    return build_network(OtherConfig(kind=kind, labels=4, frames=8, width=16)).eval()


def bodies() -> torch.Tensor:
    return torch.randn(2, 3, 8, JOINTS, generator=torch.Generator().manual_seed(1))


@torch.no_grad()
def test_agcn_adds_how_alike_a_bodys_joints_are_to_the_skeleton():
    trace = make("2s-agcn").traced(bodies())[1][0]
    assert_close(trace.shared, spatial_partition())  # nothing is learned yet
    assert_close(trace.dynamic.sum(dim=-1), torch.ones(2, SUBSETS, 1, JOINTS))
    assert not torch.allclose(trace.dynamic[0], trace.dynamic[1])


@torch.no_grad()
def test_ctr_gcn_begins_with_the_skeleton_and_refines_it_for_every_channel():
    network = make("ctr-gcn")
    trace = network.traced(bodies())[1][0]
    assert_close(trace.topology, spatial_partition()[None, :, None].expand_as(trace.topology))
    assert trace.dynamic.shape[2] == 16
    assert not torch.allclose(trace.dynamic[:, :, 0], trace.dynamic[:, :, 1])
    assert not torch.allclose(trace.dynamic[0], trace.dynamic[1])
