"""The plain network that speed is measured against computes what the program's own network computes."""

import pytest
import torch

from benchmarks.plain_network import READING, PlainConfig, from_program
from recognizer.network.config import NetworkConfig
from recognizer.network.mssa import MSSA


def networks(width: int = 32):
    """Both networks with the same weights, all of which count: alpha, running means and attention are not at their
    starting values."""
    torch.manual_seed(0)
    program = MSSA(NetworkConfig(labels=10, frames=32, width=width, **READING))
    with torch.no_grad():
        for name, value in program.named_parameters():
            if name.endswith("alpha"):
                value.uniform_(-0.5, 0.5)
            elif name.endswith("fuse.weight"):
                torch.nn.init.kaiming_normal_(value)
            elif name.endswith("bias"):
                value.normal_(std=0.1)
        for name, value in program.named_buffers():
            if name.endswith("running_mean"):
                value.normal_(std=0.1)
            elif name.endswith("running_var"):
                value.uniform_(0.5, 2)
    plain = from_program(program.state_dict(), PlainConfig(labels=10, width=width))
    return program, plain


@pytest.mark.parametrize("bodies", [1, 2])
@pytest.mark.parametrize("width", [16, 32])
def test_logits_are_the_programs(bodies, width):
    program, plain = networks(width)
    x = torch.randn(3, 3, 32, 25, bodies)
    packed = x.permute(0, 4, 1, 2, 3).flatten(0, 1)
    clip = torch.arange(3).repeat_interleave(bodies)
    with torch.no_grad():
        expected, found = program.eval()(packed, clip, 3), plain.eval()(x)
    assert expected.abs().max() > 0.1
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4 * float(expected.abs().max()))


def test_training_is_the_programs():
    """Batch statistics and gradients, too; in double precision, since ten normalisations magnify rounding."""
    program, plain = (network.double().train() for network in networks())
    x, target = torch.randn(4, 3, 32, 25, 1, dtype=torch.float64), torch.tensor([0, 3, 5, 9])
    losses = []
    for logits in (program(x.squeeze(-1)), plain(x)):
        losses.append(torch.nn.functional.cross_entropy(logits, target))
        losses[-1].backward()
    torch.testing.assert_close(losses[1], losses[0])
    for pick in (
        lambda network: network.classify.weight,
        lambda network: network.blocks[0].space.alpha,
        lambda network: network.blocks[4].time.fuse.weight,
        lambda network: network.input_norm.weight,
    ):
        torch.testing.assert_close(pick(plain).grad, pick(program).grad, rtol=1e-5, atol=1e-9)


def test_as_many_parameters_as_the_program():
    program, plain = networks()
    assert sum(p.numel() for p in plain.parameters()) == sum(p.numel() for p in program.parameters())
