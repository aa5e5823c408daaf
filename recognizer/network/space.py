"""MS-AGC, the network's module over joints: multi-scale adaptive graph convolution (section 3.2, Eq. 2 to 7)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizer.network.config import NetworkConfig
from recognizer.network.pointwise import Pointwise, pointwise
from recognizer.skeleton.joints import JOINTS, hop_adjacency, normalised_adjacency


class AdaptiveGraphConv(nn.Module):
    """All fragments as one grouped operation: ``(B, C_in, T, V)`` -> ``(B, C_out, T, V)``."""

    def __init__(self, inputs: int, outputs: int, config: NetworkConfig) -> None:
        super().__init__()
        fragments = config.fragments
        reduced = max(outputs // 16, 4)  # psi and phi's width per fragment
        self.fragments, self.adaptive, self.order = fragments, config.adaptive, config.space_order
        self.divide = Pointwise(inputs, outputs)  # the 1x1 convolution that yields the fragments X_1..X_F
        self.transform = Pointwise(outputs, outputs, groups=fragments)  # M of Eq. 4
        self.psi = nn.Conv1d(outputs, fragments * reduced, 1, groups=fragments)
        self.phi = nn.Conv1d(outputs, fragments * reduced, 1, groups=fragments)
        self.correlate = Pointwise(fragments * reduced, outputs, groups=fragments)  # one Q for every channel
        self.shared = nn.Parameter(starting_topology(config), requires_grad=config.topology != "fixed")  # A_s
        self.alpha = nn.Parameter(torch.zeros(fragments if config.alphas == "fragment" else 1))
        self.residual = nn.Identity() if inputs == outputs else Pointwise(inputs, outputs)
        self.norm = nn.BatchNorm2d(outputs)
        if self.order == "norm-then-sum":
            nn.init.constant_(self.norm.weight, 1e-6)  # the lineage's start: the block begins as its residual

    def forward(self, x: Tensor, trace: dict[str, Tensor] | None = None) -> Tensor:
        bodies, _, frames, joints = x.shape
        matrix = self._topology(x, trace)  # (B or 1, C, V, V)
        # Eq. 4. Division and transformation are both linear, so they are composed first: one pass over x, not two.
        weight, bias = self._composed()
        transformed = pointwise(x, weight, bias)  # X', (B, C, T, V)
        # Eq. 7 with Eq. 6: out[target] = sum over sources of A-tilde[target, source] X'[source].
        matrix = matrix.expand(bodies, -1, -1, -1).reshape(-1, joints, joints)
        out = torch.bmm(transformed.view(-1, frames, joints), matrix.transpose(1, 2))
        out = out.view(transformed.shape)  # Eq. 2: the fragments lie side by side already
        if self.order == "norm-then-sum":
            return functional.relu(self.norm(out) + self.residual(x))
        return functional.relu(self.norm(out + self.residual(x)))  # Eq. 3

    def _composed(self) -> tuple[Tensor, Tensor]:
        outputs, inputs = self.divide.weight.shape[:2]
        part = outputs // self.fragments
        transform = self.transform.weight.view(self.fragments, part, part)
        weight = transform @ self.divide.weight.view(self.fragments, part, inputs)
        bias = transform @ self.divide.bias.view(self.fragments, part, 1)
        return weight.reshape(outputs, inputs, 1, 1), bias.reshape(outputs) + self.transform.bias

    def _topology(self, x: Tensor, trace: dict[str, Tensor] | None) -> Tensor:
        """A-tilde = A_s + alpha Q (Eq. 6), ``(B, C, V target, V source)``; B is 1 where it is not adaptive."""
        channels = self.correlate.weight.shape[0]
        shared = self.shared.expand(self.fragments, -1, -1)  # (F, V, V)
        relation = self._relation(x) if self.adaptive else None
        if relation is None:
            topology = shared.repeat_interleave(channels // self.fragments, dim=0).unsqueeze(0)
        else:
            topology = self._correlated(relation, shared)
        if trace is not None:
            by_fragment = topology.unflatten(1, (self.fragments, -1))
            if relation is None:
                dynamic = torch.zeros_like(by_fragment)
            else:
                dynamic = self.correlate(relation).unflatten(1, (self.fragments, -1))  # Q
            alpha = self.alpha.expand(self.fragments)
            trace |= {"shared": shared, "alpha": alpha, "dynamic": dynamic, "topology": by_fragment}
        return topology

    def _relation(self, x: Tensor) -> Tensor:
        """Eq. 5: sigma(psi(x_i) - phi(x_j)), ``(B, F r, V target, V source)``."""
        # The mean over time commutes with the 1x1 convolution, so it comes first and the rest is T times cheaper.
        pooled = pointwise(x.mean(dim=2), self.divide.weight, self.divide.bias)  # (B, C, V)
        target = pointwise(pooled, self.psi.weight, self.psi.bias, self.fragments)
        source = pointwise(pooled, self.phi.weight, self.phi.bias, self.fragments)
        return torch.tanh(target.unsqueeze(3) - source.unsqueeze(2))

    def _correlated(self, relation: Tensor, shared: Tensor) -> Tensor:
        """A_s + alpha Q in one matrix product, where A_s and the constant 1 are two more relations beside those of
        Eq. 5: the tensor of all channels' topologies, as large as the activations, is written once."""
        bodies, fragments = relation.shape[0], self.fragments
        relation = relation.reshape(bodies, fragments, -1, JOINTS * JOINTS)
        shared = shared.to(relation.dtype).reshape(fragments, 1, -1).expand(bodies, -1, -1, -1)
        relation = torch.cat([relation, shared, torch.ones_like(shared)], dim=2)
        alpha = self.alpha.view(-1, 1, 1)
        weight = alpha * self.correlate.weight.view(fragments, -1, self.correlate.weight.shape[1])
        bias = alpha * self.correlate.bias.view(fragments, -1, 1)
        weight = torch.cat([weight, torch.ones_like(bias), bias], dim=2)
        return pointwise(relation.flatten(1, 2), weight.flatten(0, 1), None, fragments).unflatten(2, (JOINTS, JOINTS))


def starting_topology(config: NetworkConfig) -> Tensor:
    """A_s at the start, ``(F, V, V)``, or ``(1, V, V)`` where all fragments share one."""
    if config.topology == "hops":
        return torch.stack([torch.from_numpy(hop_adjacency(hops)) for hops in range(1, config.fragments + 1)])
    count = 1 if config.topology == "one" else config.fragments
    return torch.from_numpy(normalised_adjacency()).repeat(count, 1, 1)
