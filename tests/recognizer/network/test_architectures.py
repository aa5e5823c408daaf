"""Every architecture by its switch: its size, bodies that are not there, the traced forward, and what it notes."""

import pytest
import torch
from pydantic import TypeAdapter, ValidationError
from torch.testing import assert_close

from recognizer.model.model_config import ModelConfig
from recognizer.network.build import build_network
from recognizer.network.config import KINDS, AnyArchitecture, NetworkConfig, OtherConfig
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.skeleton.joints import JOINTS
from tests.recognizer.network.as_trained import settle_norms
from tests.recognizer.network.published import PUBLISHED

FRAMES = 16
OTHERS = [kind for kind in KINDS if kind != "ms-sa"]


def make(kind: str) -> SkeletonNetwork:
    """A small one in double precision whose every part takes part, as after training."""
    torch.manual_seed(0)
    stated = ModelConfig(name="any", labels=list("abcdefg"), architecture={"kind": kind, "frames": FRAMES, "width": 16})
    network = build_network(stated.network()).double().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.05 * torch.randn_like(parameter)
        settle_norms(network)
    return network


@pytest.fixture
def x() -> torch.Tensor:
    draw = torch.Generator().manual_seed(1)
    return torch.randn(3, 3, FRAMES, JOINTS, generator=draw, dtype=torch.float64)


def test_published_sizes_are_known_of_every_other_architecture():
    assert set(PUBLISHED) == set(OTHERS)


@pytest.mark.parametrize("kind", OTHERS)
def test_it_is_as_large_as_was_published(kind):
    network = build_network(OtherConfig(kind=kind, labels=60))
    counted = sum(p.numel() for p in network.parameters())
    assert counted == pytest.approx(PUBLISHED[kind].parameters, rel=PUBLISHED[kind].within), f"{counted:,}"


@torch.no_grad()
@pytest.mark.parametrize("kind", KINDS)
def test_traced_and_plain_forward_agree(kind, x):
    network = make(kind)
    logits, traces = network.traced(x)
    assert_close(logits, network(x))
    assert logits.shape == (3, 7) and logits.std() > 0
    assert len(traces) == len(network.blocks)


@torch.no_grad()
@pytest.mark.parametrize("kind", KINDS)
def test_a_body_that_is_not_there_changes_nothing(kind, x):
    network = make(kind)
    alone = network(x[:1])
    together = network(x, torch.tensor([0, 2, 2]), 4)
    assert_close(together[:1], alone)
    assert_close(together[1], together[3])  # nobody's
    assert_close(network.features(x)[1:].mean(0), network.features(x, torch.tensor([0, 2, 2]), 4)[2])


@torch.no_grad()
@pytest.mark.parametrize("kind", KINDS)
def test_what_it_notes_has_the_axes_of_a_trace(kind, x):
    frames = FRAMES
    for trace in make(kind).traced(x)[1]:
        fragments = trace.fragments
        assert trace.shared.shape == (fragments, JOINTS, JOINTS) and trace.alpha.shape == (fragments,)
        assert trace.topology.shape[1] == trace.dynamic.shape[1] == fragments
        assert trace.topology.shape[3:] == trace.dynamic.shape[3:] == (JOINTS, JOINTS)
        assert len(trace.topology) in (1, len(x)) and len(trace.dynamic) in (1, len(x))
        sums = trace.shared[None, :, None] + trace.alpha.view(1, -1, 1, 1, 1) * trace.dynamic
        assert_close(trace.topology, sums.expand_as(trace.topology))
        if trace.attends:
            bodies, _, _, queries, keys = trace.attention.shape
            assert bodies == len(x) and queries <= keys <= frames
            assert_close(trace.attention.sum(dim=-1), torch.ones_like(trace.attention[..., 0]))


@torch.no_grad()
@pytest.mark.parametrize("kind", KINDS)
def test_the_topology_says_who_listens_to_whom(kind, x):
    """Where the first block mixes joints by its topology alone, and by no other way, a joint that nobody listens to
    changes nobody else."""
    network = make(kind)
    block, trace = network.blocks[0], network.traced(x)[1][0]
    if not trace.fragments or not getattr(block, "mixes_joints_by_topology", True):
        pytest.skip("the first block has no topology of its own, or other ways from joint to joint")
    reached = (trace.topology.abs().amax(dim=(0, 1, 2)) > 1e-9) | torch.eye(JOINTS, dtype=torch.bool)
    source = int(reached.sum(dim=0).argmin())
    first = torch.randn(1, x.shape[1], FRAMES, JOINTS, dtype=torch.float64)
    moved = first.clone()
    moved[..., source] += 1e-3
    difference = (block(moved, None) - block(first, None)).abs().amax(dim=(0, 1, 2)) > 0
    assert not (difference & ~reached[:, source]).any()


def test_a_configuration_without_a_kind_is_the_papers_own():
    read = TypeAdapter(AnyArchitecture).validate_python
    assert read({"frames": 8, "width": 16}).kind == "ms-sa"
    assert read({"kind": "st-gcn"}).kind == "st-gcn"
    assert isinstance(ModelConfig(name="any", labels=["a"]).network(), NetworkConfig)


@pytest.mark.parametrize(
    ("stated", "reported"),
    [
        ({"kind": "st-gcn", "fragments": 4}, "Extra inputs are not permitted"),
        ({"kind": "no-gcn"}, "kind must be one of ms-sa, st-gcn"),
        ({"kind": "st-gcn", "width": 20}, "multiple of 16"),
    ],
    ids=str,
)
def test_what_an_architecture_does_not_have_is_refused(stated, reported):
    with pytest.raises(ValidationError, match=reported):
        ModelConfig(name="any", labels=["a"], architecture=stated)
