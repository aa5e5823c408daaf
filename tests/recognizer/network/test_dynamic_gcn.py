"""What Dynamic GCN's context-encoding network reads off a body, and the joints that become fewer."""

import torch
from torch.testing import assert_close

from recognizer.network.build import build_network
from recognizer.network.config import OtherConfig
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.skeleton.joints import JOINTS, LEFT_FOOT

FRAMES = 9


def make() -> SkeletonNetwork:
    torch.manual_seed(0)
    return build_network(OtherConfig(kind="dynamic-gcn", labels=5, frames=FRAMES, width=16)).eval()


@torch.no_grad()
def test_the_links_of_all_joints_depend_on_each_of_them():
    network, x = make(), torch.randn(1, 3, FRAMES, JOINTS)
    moved = x.clone()
    moved[..., LEFT_FOOT] += 1
    before, after = (network.traced(body)[1][0].dynamic[0, 3, 0] for body in (x, moved))
    assert ((before - after).abs() > 1e-6).all()


@torch.no_grad()
def test_its_dynamic_topology_stands_beside_three_static_ones_while_joints_are_the_bodys():
    traces = make().traced(torch.randn(2, 3, FRAMES, JOINTS))[1]
    assert [trace.fragments for trace in traces] == 5 * [4] + 5 * [0]
    for trace in traces[:5]:
        assert not trace.dynamic[:, :3].any() and not trace.shared[3].any()
        heard = trace.topology[:, 3].square().sum(dim=3)
        assert_close(heard, torch.ones_like(heard))


@torch.no_grad()
def test_joints_become_fewer_where_moments_do():
    x, sizes = torch.randn(1, 3, FRAMES, JOINTS), []
    for block in make().blocks:
        x = block(x, None)
        sizes.append(tuple(x.shape[2:]))
    assert sizes == 4 * [(9, 25)] + 3 * [(5, 15)] + 3 * [(3, 9)]
