"""The network against the paper: shapes, orientation, alpha = 0, absent bodies, the traced forward.

What two ways of computing give is compared in double precision: in single precision, how far they lie apart hangs on
the processor's instructions, and on how large the logits of an untrained network happen to be.
"""

import pytest
import torch
from safetensors.torch import load_file
from torch.testing import assert_close

from recognizer.model.model_folder import load_config
from recognizer.network.config import NetworkConfig
from recognizer.network.mssa import MSSA
from recognizer.network.trace import attention_entropy, topology_share
from recognizer.resources import MODELS
from recognizer.skeleton.joints import JOINTS, hop_distances, normalised_adjacency
from tests import few_blocks
from tests.recognizer.network.as_trained import settle_norms

BODIES, FRAMES = 3, 32


def make(**changes) -> MSSA:
    torch.manual_seed(0)
    network = MSSA(NetworkConfig(**{"labels": 7, "frames": FRAMES, "width": 16, **changes})).double().eval()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name.endswith("alpha"):
                parameter.uniform_(-0.5, 0.5)  # as after training: the adaptive part takes part
        settle_norms(network)
    return network


@pytest.fixture
def x() -> torch.Tensor:
    draw = torch.Generator().manual_seed(1)
    return torch.randn(BODIES, 3, FRAMES, JOINTS, generator=draw, dtype=torch.float64)


def test_the_paper_s_network_has_its_channels_strides_and_size():
    config = NetworkConfig(labels=60)
    assert config.kernel == 3 and config.dilations == (1, 2, 3, 4)
    assert [block[0] for block in config.blocks()] == [3, 64, 64, 64, 64, 128, 128, 128, 256, 256]
    assert [block[1] for block in config.blocks()] == [64, 64, 64, 64, 128, 128, 128, 256, 256, 256]
    assert [number for number, block in enumerate(config.blocks(), start=1) if block[2] == 2] == [5, 8]
    assert sum(p.numel() for p in MSSA(config).parameters()) == pytest.approx(1.43e6, rel=0.01)


def test_the_bundled_weights_fit_name_by_name():
    config = load_config(MODELS / "open")
    for stream in config.streams:
        MSSA(config.network()).load_state_dict(load_file(MODELS / "open" / f"{stream}.safetensors"), strict=True)


def test_traced_and_plain_forward_agree(x):
    network = make()
    logits, _ = network.traced(x)
    assert_close(logits, network(x))


def test_every_block_can_be_looked_at(x):
    network = make()
    _, traces = network.traced(x)
    lengths = [32] * 4 + [16] * 3 + [8] * 3
    keys = [32] * 5 + [16] * 3 + [8] * 2  # strided blocks keep all keys
    for trace, (_, outputs, _), queries, all_keys in zip(traces, network.config.blocks(), lengths, keys, strict=True):
        assert trace.shared.shape == (4, JOINTS, JOINTS)
        assert trace.topology.shape == trace.dynamic.shape == (BODIES, 4, outputs // 4, JOINTS, JOINTS)
        assert trace.attention.shape == (BODIES, 2, 4, queries, all_keys)
        assert_close(trace.attention.sum(-1), torch.ones(BODIES, 2, 4, queries, dtype=torch.float64))
        expected = trace.shared[None, :, None] + trace.alpha.view(1, 4, 1, 1, 1) * trace.dynamic  # Eq. 6
        assert_close(trace.topology, expected)


def test_alpha_zero_is_a_plain_graph_convolution(x):
    adaptive, plain = make(), make(adaptive=False)
    plain.load_state_dict(adaptive.state_dict())
    assert not torch.allclose(adaptive(x), plain(x), atol=1e-3)
    with torch.no_grad():
        for block in adaptive.blocks:
            block.space.alpha.zero_()
    assert_close(adaptive(x), plain(x))


def test_a_plain_graph_convolution_is_the_sum_over_sources():
    """Against Eq. 7 written out joint by joint, with a topology in which one joint listens to one other."""
    space = make(adaptive=False).blocks[1].space
    target, source = 7, 3
    with torch.no_grad():
        space.shared.zero_()
        space.shared[:, target, source] = 1
    x = torch.randn(1, 16, 4, JOINTS, dtype=torch.float64)
    divided = torch.einsum("oc,bctv->botv", space.divide.weight[:, :, 0, 0], x) + space.divide.bias.view(1, -1, 1, 1)
    transformed = space.transform(divided)  # X' = M(X), Eq. 4
    aggregated = torch.zeros_like(transformed)
    aggregated[..., target] = transformed[..., source]
    expected = torch.relu(space.norm(aggregated + x))  # Eq. 3
    assert_close(space(x), expected)


def test_the_dynamic_topology_is_psi_of_the_target_minus_phi_of_the_source(x):
    space = make().blocks[0].space
    trace = {}
    space(x, trace)
    pooled = space.divide(x).mean(2)
    psi, phi = space.psi(pooled), space.phi(pooled)
    target, source = 5, 17
    relation = torch.tanh(psi[:, :, target] - phi[:, :, source])  # Eq. 5
    expected = space.correlate(relation[:, :, None, None])[:, :, 0, 0]
    assert_close(trace["dynamic"].flatten(1, 2)[:, :, target, source], expected)


def test_the_topology_starts_as_joints_so_many_bones_apart_or_as_the_physical_skeleton():
    hops, physical = (MSSA(NetworkConfig(labels=7, width=16, topology=start)) for start in ("hops", "per-fragment"))
    for block in (*hops.blocks, *physical.blocks):
        assert torch.equal(block.space.alpha, torch.zeros(4))
    for block in physical.blocks:
        for fragment in block.space.shared:
            assert torch.allclose(fragment, torch.from_numpy(normalised_adjacency()))
    for block in hops.blocks:
        for apart, fragment in enumerate(block.space.shared, start=1):
            linked = (torch.from_numpy(hop_distances()) == apart) | torch.eye(JOINTS, dtype=torch.bool)
            assert torch.equal(fragment > 0, linked)


def test_attention_starts_near_silence(x):
    torch.manual_seed(0)
    network = MSSA(NetworkConfig(labels=7, frames=FRAMES, width=16)).double().eval()
    before = network(x)
    with torch.no_grad():
        for block in network.blocks:
            block.time.attention.key_value.weight.mul_(-1)
    assert (network(x) - before).abs().max() < 0.1 * before.abs().max()


def test_an_absent_second_body_changes_nothing_and_two_bodies_are_averaged(x):
    network = make()
    alone = network(x)
    together = network(x, torch.tensor([0, 1, 1]), 2)
    assert_close(together[0], alone[0])
    assert_close(together[1], alone[1:].mean(0))


@pytest.mark.parametrize(
    ("shape", "clip", "clips", "reported"),
    [
        (
            (2, 3, FRAMES // 2, JOINTS),
            None,
            None,
            r"bodies: the shape is \(2, 3, 16, 25\) instead of \(any, 3, 32, 25\)",
        ),
        ((2, FRAMES, JOINTS, 3), None, None, r"is \(2, 32, 25, 3\) instead"),
        ((3, FRAMES, JOINTS), None, None, r"is \(3, 32, 25\) instead"),
        ((2, 3, FRAMES, JOINTS), [0, 0, 1], 2, r"clip: the shape is \(3,\) instead of \(2\)"),
        ((2, 3, FRAMES, JOINTS), [0, 1], None, "given together"),
        ((2, 3, FRAMES, JOINTS), None, 2, "given together"),
    ],
    ids=str,
)
def test_what_the_network_cannot_take_is_reported_with_its_shape(shape, clip, clips, reported):
    network, x = make(), torch.zeros(shape, dtype=torch.float64)
    index = None if clip is None else torch.tensor(clip)
    for compute in (network, network.traced):
        with pytest.raises(ValueError, match=reported):
            compute(x, index, clips)


def test_checking_shapes_breaks_no_compiled_or_exported_network(x, monkeypatch):
    few_blocks.patch(monkeypatch)
    network = make()
    expected = network(x)
    assert_close(torch.compile(network, backend="eager", fullgraph=True)(x), expected)
    exported = torch.export.export(network, (x,), dynamic_shapes=({0: torch.export.Dim("bodies", min=1)},))
    assert_close(exported.module()(x), expected)
    assert_close(exported.module()(x[:1]), expected[:1])


def test_sigma_of_eq_5_decides_what_a_link_between_two_joints_can_be(x):
    """Both sigmas of Eq. 5: Q is a linear map of sigma(psi - phi), which ReLU keeps from being negative."""
    by_kind = {sigma: make(sigma=sigma).traced(x)[1][0].dynamic for sigma in ("tanh", "relu")}
    assert not torch.allclose(by_kind["tanh"], by_kind["relu"])
    block = make(sigma="relu").blocks[0].space
    relation = block._relation(torch.randn(2, 3, FRAMES, JOINTS, dtype=torch.float64))
    assert relation.min() == 0 and relation.max() > 0


def test_without_attention_the_network_still_answers_and_traces(x):
    network = make(attention=False)
    logits, traces = network.traced(x)
    assert_close(logits, network(x))
    assert all(trace.attention.numel() == 0 for trace in traces)


def test_emptiness_is_measured(x):
    network = make()
    _, traces = network.traced(x)
    assert min(topology_share(traces)) > 0
    with torch.no_grad():
        for block in network.blocks:
            block.space.alpha.zero_()
            block.time.attention.query.weight.zero_()
            block.time.attention.query.bias.zero_()
    _, traces = network.traced(x)
    assert topology_share(traces) == [0.0] * 10
    assert attention_entropy(traces) == pytest.approx([1.0] * 10, abs=1e-4)


@pytest.mark.parametrize(
    "option",
    [
        {"topology": "one"},
        {"topology": "hops", "alphas": "block"},
        {"space_order": "norm-then-sum"},
        {"attends": "convolutions"},
        {"tokens": "joints"},
        {"tokens": "averaged", "scale": "channels"},
        {"place": "relative", "strided_keys": True},
        {"place": "relative", "attends": "convolutions"},
        {"place": "sinusoidal", "attention_start": "gate"},
        {"join": "narrow-pairs", "attention_start": "gate", "width": 32},
    ],
    ids=lambda option: ", ".join(map(str, option.values())),
)
def test_every_reading_of_the_paper_can_be_looked_at(x, option):
    network = make(**option)
    if network.blocks[0].time.attention.gate is not None:
        for block in network.blocks:
            torch.nn.init.ones_(block.time.attention.gate)
    logits, traces = network.traced(x)
    assert_close(logits, network(x))
    for trace in traces:
        assert trace.topology.shape[1] == 4 and trace.attention.shape[:3] == (BODIES, 2, 4)
        rows = trace.attention.sum(-1)
        assert_close(rows, torch.ones_like(rows))


@torch.no_grad()
def test_the_network_starts_without_certainty_where_labels_are_few():
    def certainty(start: str) -> float:
        """The mean probability of the most probable of seven labels, over networks that have learned nothing."""
        found = []
        for seed in range(4):
            torch.manual_seed(seed)
            network = MSSA(NetworkConfig(labels=7, frames=8, width=16, classifier_start=start))
            found.append(float(network(torch.randn(8, 3, 8, JOINTS)).softmax(dim=1).max(dim=1).values.mean()))
        return sum(found) / len(found)

    assert certainty("fan-in") < 0.5 < certainty("lineage")


def test_relative_place_knows_how_far_apart_two_frames_are():
    """A head whose learned numbers favour one distance attends at that distance, in strided blocks too."""
    network = make(place="relative")
    for number in (2, 4):
        attention = network.blocks[number].time.attention
        with torch.no_grad():
            attention.distances.zero_()
            attention.distances[:, 3 + FRAMES - 1] = 1e9  # the key lies three frames before the query
        _, traces = network.traced(torch.randn(1, 3, FRAMES, JOINTS, dtype=torch.float64))
        query = 4
        key = query * (2 if number == 4 else 1) - 3  # the fifth block strides
        assert torch.all(traces[number].attention[..., query, :].argmax(dim=-1) == key)
