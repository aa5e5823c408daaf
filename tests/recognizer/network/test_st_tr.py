"""ST-TR's two streams in one network."""

import pytest
import torch
from torch.testing import assert_close

from recognizer.network.build import build_network
from recognizer.network.config import OtherConfig
from recognizer.skeleton.joints import JOINTS

JOINTS_AND_BONES = 6  # channels of the published system


def test_the_spatial_stream_of_joints_and_bones_is_as_large_as_was_published():
    """12.1 M is what later papers' tables have for ST-TR: its spatial stream with joints and bones, where the paper
    doubles all widths."""
    network = build_network(OtherConfig(kind="st-tr", labels=60, channels=JOINTS_AND_BONES, width=128))
    counted = sum(p.numel() for name, p in network.named_parameters() if ".temporal." not in name)
    counted -= network.classify.weight.numel() // 2  # the temporal stream's half of the last layer
    assert counted == pytest.approx(12.1e6, rel=0.01), f"{counted:,}"


@torch.no_grad()
def test_the_streams_never_meet_before_their_logits_are_added():
    torch.manual_seed(0)
    network = build_network(OtherConfig(kind="st-tr", labels=5, frames=9, width=16)).eval()
    x = torch.randn(2, 3, 9, JOINTS)
    before = network.features(x)
    for name, parameter in network.blocks.named_parameters():
        if ".spatial." in name:
            parameter += 0.1 * torch.randn_like(parameter)
    spatial, temporal = (network.features(x) - before).chunk(2, dim=1)
    assert spatial.abs().max() > 0
    assert_close(temporal, torch.zeros_like(temporal), rtol=0, atol=0)


@torch.no_grad()
def test_it_notes_what_each_stream_looks_at():
    network = build_network(OtherConfig(kind="st-tr", labels=5, frames=9, width=16)).eval()
    traces = network.traced(torch.randn(2, 3, 9, JOINTS))[1]
    assert [trace.fragments for trace in traces] == 4 * [3 + 3] + 6 * [8 + 3]
    assert [trace.attention.shape[3:] for trace in traces[4:]] == 3 * [(5, 5)] + 3 * [(3, 3)]
    looked_at = traces[4].topology[:, :8].sum(dim=4)  # the spatial stream's heads
    assert_close(looked_at, torch.ones_like(looked_at))
