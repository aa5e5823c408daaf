"""What tells own actions apart by the features of a network that has never seen them, beside what that names."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from recognizer.model.model_config import ModelConfig
from recognizer.skeleton.shapes import check_shape

TENSORS = ("mean", "scale", "weight", "bias", "centre", "radius")
EDGE = 0.1  # share of an action's radius over which "one of the actions" becomes "something else"


@dataclass(frozen=True, eq=False)
class HeadWeights:
    """Of K own actions over D features, all float32: features less ``mean`` ``(D,)`` and over ``scale`` ``(D,)`` give
    logits by ``weight`` ``(K, D)`` and ``bias`` ``(K,)``. What lies farther from every action's ``centre`` ``(K, D)``
    than its ``radius`` ``(K,)`` is something else. Raises ``ValueError`` where shapes do not fit each other."""

    mean: Tensor
    scale: Tensor
    weight: Tensor
    bias: Tensor
    centre: Tensor
    radius: Tensor

    def __post_init__(self) -> None:
        check_shape("weight", self.weight, (None, None))
        rows, features = self.weight.shape
        if rows < 1:
            raise ValueError("weight: a row for at least one action is expected")
        check_shape("mean", self.mean, (features,))
        check_shape("scale", self.scale, (features,))
        check_shape("bias", self.bias, (rows,))
        check_shape("centre", self.centre, (rows, features))
        check_shape("radius", self.radius, (rows,))

    @property
    def actions(self) -> int:
        """How many own actions there are."""
        return len(self.weight)


class OwnHead(nn.Module):
    """Own actions beside the network's labels, or in their place.

    What a window shows is one of the own actions or something else; where the network's labels stay, they share what
    own actions leave in the proportions that the network gives them.
    """

    mean: Tensor
    scale: Tensor
    weight: Tensor
    bias: Tensor
    centre: Tensor
    radius: Tensor

    def __init__(self, weights: HeadWeights, alone: bool) -> None:
        super().__init__()
        self.alone = alone
        for name in TENSORS:
            self.register_buffer(name, getattr(weights, name))

    def forward(self, probabilities: Tensor, features: Tensor) -> Tensor:
        """Probabilities ``(N, labels + K)`` of the network's labels and of own actions, or ``(N, K)`` where those are
        alone, from the network's probabilities ``(N, labels)`` and features ``(N, D)``. What a row lacks to 1 is that
        of "no known action"."""
        own = self.own(features)
        if self.alone:
            return own
        return torch.cat([probabilities * (1 - own.sum(dim=1, keepdim=True)), own], dim=1)

    def own(self, features: Tensor) -> Tensor:
        """Probabilities ``(N, K)`` of own actions by features ``(N, D)``. What a row lacks to 1 is that of everything
        else."""
        return self.which(features) * torch.sigmoid(self.inside(features) / EDGE)[:, None]

    def which(self, features: Tensor) -> Tensor:
        """Probabilities ``(N, K)`` of own actions, if it is any of them."""
        return torch.softmax(self._placed(features) @ self.weight.T + self.bias, dim=1)

    def inside(self, features: Tensor) -> Tensor:
        """How far inside an action's radius features ``(N, D)`` lie, as a share of it, ``(N,)``: 1 at its centre, 0 at
        the edge, negative outside; of the action for which that is most."""
        return (1 - torch.cdist(self._placed(features), self.centre) / self.radius).max(dim=1).values

    def _placed(self, features: Tensor) -> Tensor:
        return (features - self.mean) / self.scale


def with_own_labels(config: ModelConfig, actions: list[str], alone: bool) -> ModelConfig:
    """The configuration of a model that knows own actions as well, or alone, by the same rules of decision. Raises
    ``ValueError`` where an action has the name of a label that it already knows."""
    if not alone:
        return ModelConfig.model_validate(config.model_dump() | {"labels": [*config.labels, *actions]})
    rules = config.decision.model_copy(update={"thresholds": {}})
    points = {
        point: each.model_copy(update={"thresholds": {}}).model_dump()
        for point, each in config.operating_points.items()
    }
    stated = {"labels": actions, "decision": rules.model_dump(), "operating_points": points}
    return ModelConfig.model_validate(config.model_dump() | stated)
