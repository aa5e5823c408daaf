"""Learning own actions: from the features of a few examples to what tells them apart (docs/own-actions.md)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor
from torch.nn import functional

from recognizer.examples.actions import example, example_names
from recognizer.model.model_folder import Model
from recognizer.model.own_head import HeadWeights
from recognizer.own_actions.example_windows import example_windows
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz

AT_A_TIME = 2  # lots of windows that go through the network
PENALTY = 0.1  # on the squares of the weights
STEPS = 60  # of the optimiser, at most
WITHIN, NEAR = 0.75, 0.05  # shares of an action's own windows, and of other movements, that its radius lies between


def example_features(
    model: Model, clips: Sequence[Clip], progress: Callable[[int], None] | None = None
) -> list[Tensor]:
    """The features of each clip's windows, float32 ``(5, D)`` on the CPU. ``progress`` is told how many clips are done.
    Raises ``UserError`` as ``example_windows``."""
    found = []
    for features in _looked_at(model, [example_windows(clip, model.config) for clip in clips]):
        found.append(features)
        if progress is not None:
            progress(len(found))
    return found


def _looked_at(model: Model, windows: Sequence[Tensor]) -> Iterator[Tensor]:
    """The features of each lot of windows, on the CPU. The network uses half of the cores at most, since the pose model
    needs the others; nobody is watched by it here, so two lots are looked at at a time."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield from pool.map(lambda lot: model.features(lot).cpu(), windows)


def other_movements(model: Model) -> Tensor:
    """Features ``(M, D)`` of what is no own action: the drawn examples and the sample clip that come with the program,
    two windows of each, so that looking at them takes a second or two."""
    drawn = [found.clip for name in example_names() if (found := example(name)) is not None]
    windows = [example_windows(clip, model.config)[1::2] for clip in [*drawn, load_npz(SAMPLE_CLIP)]]
    return torch.cat(list(_looked_at(model, windows)))


def learn(actions: Mapping[str, Sequence[Tensor]], others: Tensor) -> HeadWeights:
    """What tells the actions apart, in their order, from each other and from everything else: a logistic regression on
    features that are brought to the same spread, and for each action its examples' centre with a radius around it.

    ``actions``: of each, its examples' features ``(windows, D)``; ``others`` ``(M, D)``: features of other movements.
    Raises ``ValueError`` where an action has no example.
    """
    if empty := [name for name, examples in actions.items() if not examples]:
        raise ValueError(f"{empty[0]!r} has no example")
    examples = [torch.stack(list(each)) for each in actions.values()]  # (examples, windows, D) of each action
    known = torch.cat([each.flatten(0, 1) for each in examples])
    mean, scale = known.mean(dim=0), known.std(dim=0).clamp(min=1e-3)
    placed = [(each - mean) / scale for each in examples]
    weight, bias = _regression([each.flatten(0, 1) for each in placed])
    centre = torch.stack([each.mean(dim=(0, 1)) for each in placed])
    radius = _radii(placed, centre, (others - mean) / scale)
    return HeadWeights(mean, scale, weight, bias, centre, radius)


def _radii(placed: Sequence[Tensor], centre: Tensor, others: Tensor) -> Tensor:
    """How far from each action's centre its movements lie, ``(K,)``: halfway between its own windows and the nearest of
    other movements, or up to those where a single example does not tell how much the action varies. An example's
    distance is that from the centre of the action's other examples."""
    radii = []
    for examples, middle in zip(placed, centre, strict=True):
        near = (others - middle).norm(dim=1).quantile(NEAR)
        if len(examples) > 1:
            own = torch.cat([(each - _without(examples, n)).norm(dim=1) for n, each in enumerate(examples)])
            near = (own.quantile(WITHIN) + torch.maximum(near, own.median())) / 2
        radii.append(near)
    return torch.stack(radii)


def _without(examples: Tensor, number: int) -> Tensor:
    """The centre ``(D,)`` of ``(examples, windows, D)`` without one of the examples."""
    return examples[torch.arange(len(examples)) != number].mean(dim=(0, 1))


def _regression(classes: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Weights ``(K, D)`` and biases ``(K,)`` of least cross-entropy over the rows ``(N, D)`` of each class, every class
    as weighty as every other one, and a penalty on the weights' squares."""
    rows = torch.cat(list(classes))
    label = torch.arange(len(classes)).repeat_interleave(torch.tensor([len(each) for each in classes]))
    share = torch.cat([torch.full((len(each),), 1 / len(each) / len(classes)) for each in classes])
    weight = torch.zeros(len(classes), rows.shape[1], requires_grad=True)
    bias = torch.zeros(len(classes), requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=STEPS, tolerance_change=1e-6, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        found = functional.cross_entropy(rows @ weight.T + bias, label, reduction="none")
        total = (found * share).sum() + PENALTY * weight.square().sum()
        total.backward()
        return total

    optimiser.step(loss)
    return weight.detach(), bias.detach()
